"""The published table of words: what it finds, in both languages, and what it leaves alone."""

import numpy as np
import pytest

from dashboard.capabilities import DEFAULT_CAPABILITIES
from dashboard.training.keyword_rules import RULES, Rule, rule_scores

RULE = Rule(english=("agent", "automat*", "one click"), chinese=("自动",))


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("An agent.", 1),
        ("Agents and urgent agency work.", 0),
        ("It AUTOMATES billing.", 1),
        ("A semiautomatic press.", 0),
        ("One-click checkout, one\nclick more.", 1),
        ("click one", 0),
        ("自动开票", 1),
        ("agent自动automation", 3),
        ("", 0),
    ],
)
def test_words_are_whole_phrases_have_any_gap_and_chinese_stands_anywhere(text: str, hits: int):
    assert RULE.hits(text) == hits


def test_a_word_that_is_repeated_counts_once():
    assert RULE.hits("agent, agent, agent") == 1


def test_more_words_score_higher_and_none_scores_nothing():
    texts = ["A plain list.", "It predicts demand.", "It predicts demand and detects fraud."]
    assert rule_scores(texts, ["intelligence"])[:, 0].tolist() == pytest.approx([0, 1 / 2, 3 / 4])


def test_each_default_capability_has_rules_in_both_languages_and_no_entry_twice():
    assert list(RULES) == [record.key for record in DEFAULT_CAPABILITIES]
    for rule in RULES.values():
        assert rule.chinese
        assert len({*rule.english, *rule.chinese}) == len(rule.english) + len(rule.chinese)


def test_each_entry_is_written_as_texts_are_folded():
    for rule in RULES.values():
        assert all(rule.hits(entry.removesuffix("*")) >= 1 for entry in (*rule.english, *rule.chinese))


def test_a_capability_without_rules_is_an_error_and_no_texts_are_none():
    with pytest.raises(KeyError):
        rule_scores(["x"], ["of_our_own"])
    assert rule_scores([], ["automation"]).shape == (0, 1)
    assert rule_scores(["x"], list(RULES)).dtype == np.float32
