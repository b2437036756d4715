"""Words and deeds, on products that a reader can count."""

import numpy as np
import pytest

from dashboard.messages import english
from dashboard.trends.wording import Part, Wording, WordingReport, compare_wording, spans
from dashboard.trends.wording_words import wording_words

MONTHS = [f"{2024 + month // 12}-{month % 12 + 1:02d}" for month in range(30)]


def test_whole_years_are_compared_where_there_are_two():
    first, last = spans(MONTHS, "month")
    assert (MONTHS[first][0], MONTHS[first][-1]) == ("2024-01", "2024-12")
    assert (MONTHS[last][0], MONTHS[last][-1]) == ("2025-07", "2026-06")


def test_halves_are_compared_where_there_are_less_than_two_years():
    assert spans(MONTHS[:8], "month") == (slice(0, 4), slice(4, 8))


def test_a_season_without_products_is_no_part_of_a_year():
    periods = ["2022-Q1", "2022-Q3", "2023-Q1", "2023-Q3", "2024-Q1", "2024-Q3"]
    assert spans(periods, "quarter") == (slice(0, 2), slice(4, 6))


@pytest.fixture
def wording() -> Wording:
    """1 of 4 then, with or without the words; now 3 of 4, of which the words carry 1."""
    tagged = np.array([1, 0, 0, 0, 1, 1, 1, 0], bool)
    masked = np.array([1, 0, 0, 0, 1, 1, 0, 0], bool)
    return compare_wording("automation", tagged, masked, np.repeat([0, 1], 4), 2, (slice(0, 1), slice(1, 2)))


def test_the_two_parts_add_up_to_the_change(wording: Wording):
    assert (wording.tagged, wording.masked) == ((1, 3), (1, 2))
    assert (wording.change.value, wording.deeds.value, wording.words.value) == (0.5, 0.25, 0.25)


def test_a_band_is_that_of_independent_products(wording: Wording):
    error = np.sqrt(2 * (0.25 * 0.75) / 4)
    assert wording.change.high - wording.change.value == pytest.approx(1.96 * error, rel=1e-4)
    assert wording.change.low < 0 < wording.change.high


def test_the_band_of_the_words_holds_the_truth_in_most_simulations():
    """Deeds rise by 10 points, words carry 5 more: the band of the words holds 5 in about 95 of 100."""
    rng = np.random.default_rng(0)
    period = np.repeat([0, 1], 800)
    held = []
    for _ in range(300):
        masked = rng.random(1600) < np.where(period, 0.3, 0.2)
        tagged = masked | (rng.random(1600) < np.where(period, 0.05 / 0.7, 0))
        words = compare_wording("a", tagged, masked, period, 2, (slice(0, 1), slice(1, 2))).words
        held.append(words.low <= 0.05 <= words.high)
    assert 0.92 <= np.mean(held) <= 0.98


@pytest.mark.parametrize(
    ("change", "words", "said"),
    [
        (Part(0.01, -0.01, 0.03), Part(0, -0.01, 0.01), "no more than chance may bring"),
        (Part(0.1, 0.08, 0.12), Part(0, -0.01, 0.01), "goes with what the texts describe"),
        (Part(0.1, 0.08, 0.12), Part(0.04, 0.03, 0.05), "+4.0 go with the words"),
    ],
)
def test_a_sentence_says_what_is_sure(change: Part, words: Part, said: str):
    one = Wording("automation", (), (), change, Part(0.06, 0.04, 0.08), words)
    text = wording_words("Automation", one).text(english)
    assert text.startswith("Automation: ")
    assert said in text


def test_a_report_comes_back_from_json(wording: Wording):
    report = WordingReport(
        "yc", "en", "year", ("2023", "2024"), (4, 4), (1, 2), ("2023", "2023"), ("2024", "2024"), (wording,)
    )
    assert WordingReport.from_json(report.to_json()) == report
