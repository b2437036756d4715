"""What a network reads of a text, in words."""

from dashboard.tagging.features import Vocabulary, fit_vocabulary
from dashboard.tagging.readable import Feature, ReadText, read_texts

TEXTS = ["AI transcribes meetings", "Transcribes calls", "医院预约", "医院排班", "a note", "a note"]


def vocabulary() -> Vocabulary:
    return fit_vocabulary(TEXTS, min_words=1, min_characters=1)


def pieces(text: str, most: int = 1000) -> dict[str, float]:
    (read,) = read_texts([text], vocabulary().encode, most=most)
    return {feature.piece: feature.weight for feature in read.weightiest}


def test_words_pairs_of_words_and_characters_are_named():
    found = pieces("AI transcribes meetings")
    assert {"ai", "transcribes", "meetings", "transcribes meetings", "tran", "cri"} <= set(found)


def test_chinese_is_named_by_its_characters():
    assert {"医院", "预约", "医院预", "医院预约"} <= set(pieces("医院预约"))


def test_the_weightiest_come_first_with_the_weights_that_the_network_reads():
    text = "AI transcribes meetings"
    encoded = vocabulary().encode([text])
    (read,) = read_texts([text], vocabulary().encode, most=3)
    assert len(read.weightiest) == 3
    weights = [feature.weight for feature in read.weightiest]
    assert weights == sorted(weights, reverse=True)
    assert abs(weights[0] - encoded.weights.max()) < 0.001
    assert read.count == (encoded.weights > 0).sum()


def test_a_rare_word_weighs_more_than_a_frequent_one():
    found = pieces("AI transcribes meetings")
    assert found["meetings"] > found["transcribes"]


def test_what_the_vocabulary_lacks_is_not_read():
    assert "unheard" not in pieces("unheard transcribes")


def test_case_and_width_are_those_that_the_network_reads():
    assert "transcribes" in pieces("ＴＲＡＮＳＣＲＩＢＥＳ")


def test_a_text_without_features_is_read_as_nothing():
    for text in ("", "🙂", "unheard"):
        (read,) = read_texts([text], fit_vocabulary(["x y"], min_words=1, min_characters=1).encode, most=5)
        assert read == ReadText(0, ())


def test_any_way_of_encoding_will_do():
    """Features to come, of concepts for one, are named by the piece that brings them too."""

    def encode(texts):
        encoded = vocabulary().encode(texts)
        # Feature 9999 is a concept: whatever speaks of a hospital.
        for row, text in enumerate(texts):
            if "医院" in text:
                encoded.ids[row, -1], encoded.weights[row, -1] = 9999, 5.0
        return encoded

    (read,) = read_texts(["预约医院"], encode, most=1)
    assert read.weightiest == (Feature("医院", 5.0),)
