"""The table of concepts: words of two languages that mean one thing, and how texts are read for them."""

import numpy as np
import pytest

from dashboard.capabilities import DEFAULT_CAPABILITIES
from dashboard.tagging.concept_index import ConceptIndex, index_concepts
from dashboard.tagging.concepts import Concept, list_concepts
from dashboard.tagging.features import Vocabulary, fit_vocabulary
from dashboard.tagging.ngrams import hash_characters, hash_words, hashed_ngrams

TRANSCRIBE = Concept("transcribe", "automation", ("transcription", "speech to"), ("转写", "听写"))
CLINIC = Concept("clinic", "cross_domain", ("clinic",), ("诊所",))
LAW = Concept("law", "cross_domain", ("lawyers", "clinic"), ("律师",))
TABLE = (TRANSCRIBE, CLINIC, LAW)


def spoken(text: str, table: tuple[Concept, ...] = TABLE) -> list[str]:
    """The concepts that a text speaks of, one name a mention."""
    index = index_concepts(table)
    _, places = index.find(*hashed_ngrams([text]))
    return sorted(index.concept_keys[place] for place in places)


def test_the_table_names_each_concept_once_and_each_word_once_a_concept():
    keys = [concept.key for concept in list_concepts()]
    assert len(keys) == len(set(keys)) > 300
    for concept in list_concepts():
        assert len(set(concept.english)) == len(concept.english) > 0, concept.key
        assert len(set(concept.chinese)) == len(concept.chinese) > 0, concept.key


def test_each_capability_has_a_group_of_concepts_that_speak_for_it():
    groups = {concept.group for concept in list_concepts()}
    assert {capability.key for capability in DEFAULT_CAPABILITIES} <= groups


def test_every_word_of_the_table_is_found_where_it_is_written():
    written = [(word, one.key) for one in list_concepts() for word in (*one.english, *one.chinese)]
    index = index_concepts(list_concepts())
    owners, places = index.find(*hashed_ngrams([word for word, _ in written]))
    found = {(written[owner][0], index.concept_keys[place]) for owner, place in zip(owners, places, strict=True)}
    assert set(written) <= found, set(written) - found


def test_a_concept_is_found_by_its_words_in_either_language():
    assert spoken("Transcription for a CLINIC.") == ["clinic", "law", "transcribe"]
    assert spoken("为诊所转写录音") == ["clinic", "transcribe"]


def test_two_words_count_only_side_by_side():
    assert spoken("Speech to text") == ["transcribe"]
    assert spoken("to speech") == []


def test_each_mention_counts_and_belongs_to_its_text():
    index = index_concepts(TABLE)
    owners, places = index.find(*hashed_ngrams(["转写、听写", "nothing", "lawyers"]))
    assert sorted(zip(owners.tolist(), places.tolist(), strict=True)) == [(0, 0), (0, 0), (2, 2)]


def test_a_word_that_is_no_feature_of_texts_is_refused():
    with pytest.raises(ValueError, match="'t' is neither one word nor two of at least 2 letters"):
        hash_words(["clinic", "t"])
    with pytest.raises(ValueError, match="'人工智能化' is no run of 2 to 4 characters"):
        hash_characters(["人工智能化"])


def test_an_index_comes_back_from_json_as_it_was():
    index = index_concepts(TABLE)
    again = ConceptIndex.from_json(index.to_json())
    assert np.array_equal(again.hashes, index.hashes)
    assert np.array_equal(again.places, index.places)
    assert (again.concept_keys, again.group_keys) == (index.concept_keys, index.group_keys)


def test_features_of_concepts_follow_those_of_ngrams_and_groups_count_unlearned_concepts_too():
    # Two texts speak of clinics; only one of transcription, too few to learn from.
    vocabulary = fit_vocabulary(["clinic", "诊所", "转写", "other"], min_words=9, min_characters=9, concepts=TABLE)
    assert vocabulary.first_concept == 1
    assert vocabulary.concepts is not None
    learned = [vocabulary.concepts.index.concept_keys[place] for place in vocabulary.concepts.places]
    assert learned == ["clinic"]
    encoded = vocabulary.encode(["转写 诊所", "nothing"])
    said = dict(zip(encoded.ids[0].tolist(), encoded.weights[0].tolist(), strict=True))
    # The concept at length 1; one mention of each group, automation and cross_domain.
    assert said == {1: pytest.approx(1.0), 2: pytest.approx(np.log(2)), 3: pytest.approx(np.log(2))}
    assert not encoded.weights[1].any()


def test_a_vocabulary_with_concepts_comes_back_from_json_as_it_was():
    vocabulary = fit_vocabulary(["clinic lawyers", "clinic lawyers 转写"], concepts=TABLE)
    again = Vocabulary.from_json(vocabulary.to_json())
    texts = ["clinic lawyers 转写", ""]
    assert np.array_equal(again.encode(texts).ids, vocabulary.encode(texts).ids)
    assert np.array_equal(again.encode(texts).weights, vocabulary.encode(texts).weights)
