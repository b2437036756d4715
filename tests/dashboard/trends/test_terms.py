"""What is new, on texts in which it is known."""

import numpy as np
import pandas as pd
import pytest

from dashboard.trends.marks import ALL
from dashboard.trends.term_report import TermReport
from dashboard.trends.terms import Place, find_terms

PERIODS = tuple(f"2024-{month:02d}" for month in range(1, 13))
PLACE = Place("list", "en", "month", PERIODS)
A_MONTH = 60
CONSTANT = ["billing", "calendar", "photos", "recipes", "maps", "music", "invoices", "travel", "weather", "fitness"]


def documents(*, longer_from: int | None = None) -> pd.DataFrame:
    """Products of twelve months, each with three of ten constant words; half of the newest three months says "robot".

    `longer_from`: from that month on a text has six of the ten.
    """
    rng = np.random.default_rng(2)
    rows = []
    for month in range(12):
        for number in range(A_MONTH):
            words = rng.choice(CONSTANT, 6 if longer_from is not None and month >= longer_from else 3, replace=False)
            new = ["robot"] if month >= 9 and number % 2 else []
            rows.append((month, ", ".join([*words, *new]), int(number < 30)))
    frame = pd.DataFrame(rows, columns=["period", "text", "tag_automation"])
    return frame.assign(id=range(1, len(frame) + 1), name="")


def report(frame: pd.DataFrame) -> TermReport:
    return find_terms(frame, PLACE, ["automation"], [])


def test_the_one_new_term_is_named_with_its_shares_its_burst_and_its_products():
    frame = documents()
    (term,) = report(frame).of(ALL).terms
    assert term.term == "robot"
    assert (term.before, term.recent) == (0.0, 0.5)
    assert term.burst == ("2024-10", "2024-12")
    assert term.rate < 0.001
    expected = frame[frame["text"].str.contains("robot")]["id"].tolist()
    assert list(term.products) == expected[::-1]


def test_a_capabilitys_list_counts_its_own_products_alone():
    found = report(documents()).of("automation")
    assert found.totals == (30,) * 12
    (term,) = found.terms
    assert sum(term.positives) == 45


def test_texts_that_grow_longer_make_no_word_new():
    frame = documents(longer_from=6)
    assert [term.term for term in report(frame).of(ALL).terms] == ["robot"]


def test_where_nothing_changes_nothing_is_named():
    frame = documents()
    frame["text"] = frame["text"].str.replace(", robot", "")
    found = report(frame).of(ALL)
    assert found.tested == 10
    assert found.terms == ()


def test_two_terms_of_the_same_products_are_named_once():
    frame = documents()
    frame["text"] = frame["text"].str.replace("robot", "robot, exoskeleton")
    assert len(report(frame).of(ALL).terms) == 1


def test_a_burst_that_is_over_is_not_new():
    frame = documents()
    frame["period"] = (frame["period"] + 6) % 12
    assert report(frame.sort_values("period")).of(ALL).terms == ()


def test_a_report_comes_back_from_json():
    found = report(documents())
    assert TermReport.from_json(found.to_json()) == found


def test_no_capability_of_that_name_has_no_list():
    assert report(documents()).of("magic") is None


@pytest.mark.parametrize("seed", range(3))
def test_random_words_are_seldom_named(seed: int):
    """200 words, each in one text of ten by chance: a false discovery in one run of twenty at most."""
    rng = np.random.default_rng(seed)
    words = np.array(["w" + chr(97 + number // 26) + chr(97 + number % 26) for number in range(200)])
    texts = [", ".join(words[rng.random(200) < 0.1]) for _ in range(600)]
    frame = pd.DataFrame({"id": range(600), "name": "", "text": texts, "period": np.repeat(np.arange(12), 50)})
    assert report(frame.assign(tag_automation=0)).of(ALL).terms == ()
