"""What a run of the preset encoder can start from."""

import json
from pathlib import Path

import pytest

from dashboard.messages import RequestError
from dashboard.tagging.tokens import PADDING_MASK, open_tokenizer
from dashboard.training.encoder_files import find_encoder, read_encoder
from dashboard.training.encoder_settings import EncoderSettings, check_languages
from dashboard.training.readiness import MIN_PRODUCTS
from dashboard.training.request import TrainingRequest
from tests.small_encoder import HIDDEN, INNER, LAYERS, POSITIONS, write_small_encoder

ENGLISH, CHINESE = ["plain english words"], ["自动填好表格"]


def test_a_whole_folder_is_read(tmp_path: Path):
    found = find_encoder(str(write_small_encoder(tmp_path / "bert", ENGLISH)))
    assert (found.model_type, found.max_tokens, found.languages) == ("bert", POSITIONS, ())
    assert found.parameters == LAYERS * (4 * HIDDEN * HIDDEN + 2 * HIDDEN * INNER)


def test_without_a_name_the_sentence_says_what_to_name():
    with pytest.raises(RequestError, match=r"needs an encoder to start from.*set STRANDLINE_ENCODER"):
        find_encoder(None)


def test_a_folder_that_is_not_whole_is_told_what_it_lacks(tmp_path: Path):
    folder = write_small_encoder(tmp_path / "bert", ENGLISH)
    (folder / "vocab.txt").unlink()
    (folder / "model.safetensors").unlink()
    with pytest.raises(RequestError, match=r"no whole encoder: model.safetensors, tokenizer.json is missing"):
        read_encoder(folder)


def test_a_folder_that_is_not_there_is_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(RequestError, match=r"There is no folder .*nowhere, and the Hugging Face hub gave no model"):
        find_encoder(str(tmp_path / "nowhere"))


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ('{"model_type": "llama"}', "is of the type llama.*trains these: bert"),
        ("not json", "config.json .* can't be read"),
    ],
)
def test_another_kind_of_model_is_refused(tmp_path: Path, config: str, said: str):
    folder = write_small_encoder(tmp_path / "bert", ENGLISH)
    (folder / "config.json").write_text(config, encoding="utf-8")
    with pytest.raises(RequestError, match=said):
        read_encoder(folder)


def test_its_authors_say_which_languages_it_knows(tmp_path: Path):
    folder = write_small_encoder(tmp_path / "bert", ENGLISH + CHINESE, language="en")
    assert read_encoder(folder).unknown_languages({"en": ENGLISH, "zh": CHINESE}) == ["zh"]


def test_where_they_say_nothing_its_vocabulary_does(tmp_path: Path):
    english = read_encoder(write_small_encoder(tmp_path / "one", ENGLISH))
    both = read_encoder(write_small_encoder(tmp_path / "two", ENGLISH + CHINESE))
    assert english.unknown_languages({"en": ENGLISH, "zh": CHINESE}) == ["zh"]
    assert both.unknown_languages({"en": ENGLISH, "zh": CHINESE}) == []


@pytest.mark.parametrize(
    ("named", "unread"),
    [("en", ["other", "zh"]), ("[en, zh-cn]", ["other"]), ("[zh-TW, ru]", ["en"]), ("[en, zh, ru]", [])],
)
def test_what_its_authors_do_not_name_is_left_unread_also_where_no_label_has_it(
    tmp_path: Path, named: str, unread: list[str]
):
    encoder = read_encoder(write_small_encoder(tmp_path / "bert", ENGLISH, language=named))
    assert encoder.unread_languages(ENGLISH) == unread


def test_an_encoder_with_too_little_to_learn_from_is_refused(tmp_path: Path):
    encoder = read_encoder(write_small_encoder(tmp_path / "bert", ENGLISH, language="en"))
    english, chinese = ["It counts."] * (MIN_PRODUCTS - 1), ["自动填表"] * 70
    settings = EncoderSettings.of(TrainingRequest(preset="encoder"), encoder, english + chinese)
    with pytest.raises(RequestError) as refused:
        check_languages(encoder, settings, english + chinese)
    assert str(refused.value) == (
        f"The encoder bert was made for the language of only {MIN_PRODUCTS - 1} of the {MIN_PRODUCTS + 69} labelled "
        f"texts that it would learn from. It learns from {MIN_PRODUCTS} or more. Take a multilingual encoder, or the "
        "preset fast."
    )
    check_languages(encoder, settings, ["It counts.", *english, *chinese])


def test_a_text_that_is_left_unread_has_no_tokens(tmp_path: Path):
    folder = write_small_encoder(tmp_path / "bert", ENGLISH + CHINESE)
    texts = [ENGLISH[0], CHINESE[0]]
    every, some = (open_tokenizer(folder, 30, unread) for unread in ((), ("zh",)))
    lengths = [tokens.read(texts)[PADDING_MASK].sum(axis=1).tolist() for tokens in (every, some)]
    assert lengths[1] == [lengths[0][0], 0]
    assert lengths[0][1] > 0
    assert [len(own) for own in some.pieces(texts)] == lengths[1]
    assert some.read([CHINESE[0]])[PADDING_MASK].tolist() == [[0]]


def test_a_list_of_languages_is_read(tmp_path: Path):
    folder = write_small_encoder(tmp_path / "bert", ENGLISH)
    (folder / "README.md").write_text("---\nlanguage:\n- en\n- zh\nlicense: mit\n---\n", encoding="utf-8")
    assert read_encoder(folder).languages == ("en", "zh")
    (folder / "README.md").write_text(json.dumps({"language": "en"}), encoding="utf-8")
    assert read_encoder(folder).languages == ()


def test_roberta_has_fewer_places_than_it_says(tmp_path: Path):
    folder = write_small_encoder(tmp_path / "bert", ENGLISH)
    config = {"model_type": "roberta", "max_position_embeddings": 514, "pad_token_id": 1}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    assert read_encoder(folder).max_tokens == 512
