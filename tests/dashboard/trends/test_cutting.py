"""Terms of texts: phrases, words of Chinese without a dictionary, and what is kept out."""

import numpy as np
import pytest

from dashboard.trends.cutting import Cut, cut_texts


def with_term(cut: Cut, term: str) -> list[int]:
    return cut.texts[cut.terms == cut.vocabulary.index(term)].tolist()


def cut(texts: list[str], names: list[str] | None = None, *, least: int = 1, all_names: list[str] | None = None) -> Cut:
    return cut_texts(texts, names or [""] * len(texts), least=least, all_names=all_names or [])


def test_phrases_reach_over_three_words_and_over_hyphens_but_not_over_a_comma():
    found = cut(["open-source voice agent, billing"])
    assert {"open source", "open source voice", "source voice agent", "voice agent", "billing"} <= set(found.vocabulary)
    assert not any("agent billing" in term for term in found.vocabulary)


def test_a_phrase_neither_begins_nor_ends_with_a_stop_word_but_may_hold_one():
    assert set(cut(["the speed of light"]).vocabulary) == {"speed", "light", "speed of light"}


def test_a_text_has_a_term_once_and_plurals_are_one_with_their_singular():
    found = cut(["Agents. More agents.", "an agent"])
    assert found.vocabulary == ("agent",)
    assert with_term(found, "agent") == [0, 1]


def test_a_word_that_only_looks_like_a_plural_stays():
    assert cut(["saas, analytics"]).vocabulary == ("saas", "analytics")


def test_rare_terms_are_left_out():
    assert cut(["robot arm", "robot leg"], least=2).vocabulary == ("robot",)


def test_the_words_of_a_products_own_name_do_not_count_in_its_own_text():
    found = cut(["Memo writes memos for lawyers", "a memo for all"], ["Memo", "Other"])
    assert with_term(found, "memo") == [1]
    assert with_term(found, "lawyers") == [0]


def test_a_name_written_with_a_capital_is_no_term_and_an_ordinary_word_that_is_a_name_stays():
    texts = ["Works with Slackline", "Slackline for cursor", "a cursor"]
    found = cut(texts, all_names=["Slackline: chat for teams", "Cursor 2.0"])
    assert "slackline" not in found.vocabulary
    assert with_term(found, "cursor") == [1, 2]


def test_terms_of_an_empty_store():
    assert cut([]).vocabulary == ()
    assert cut(["", "12 34"]).vocabulary == ()


@pytest.fixture(scope="module")
def chinese() -> list[str]:
    """Made-up sentences: a word of two, three or four characters between many others, and filler characters."""
    rng = np.random.default_rng(0)
    filler = [chr(code) for code in range(0x5400, 0x5400 + 60)]
    words = ["智能体", "机器人", "知识图谱"]
    texts = []
    for number in range(240):
        others = rng.choice(filler, 24)
        texts.append("".join(others[:12]) + words[number % 3] + "".join(others[12:]))
    return texts


def test_words_of_chinese_are_found_whole_and_not_in_parts(chinese: list[str]):
    found = cut(chinese, least=20)
    assert set(found.vocabulary) == {"智能体", "机器人", "知识图谱"}
    assert with_term(found, "机器人") == [number for number in range(240) if number % 3 == 1]


def test_a_chinese_word_of_a_products_own_name_does_not_count_in_its_own_text(chinese: list[str]):
    found = cut(chinese, ["小机器人"] * 2 + [""] * 238, least=20)
    assert with_term(found, "机器人") == [number for number in range(240) if number % 3 == 1 and number > 1]


def test_pieces_of_chinese_sentences_are_no_words():
    rng = np.random.default_rng(0)
    filler = [chr(code) for code in range(0x5400, 0x5400 + 60)]
    texts = ["".join(rng.choice(filler, 6)) + "你可以" + "".join(rng.choice(filler, 6)) for _ in range(60)]
    assert cut(texts, least=20).vocabulary == ()


def test_english_words_within_chinese_are_terms_too():
    assert "mcp" in cut(["通过MCP连接", "支持 mcp 协议"], least=2).vocabulary
