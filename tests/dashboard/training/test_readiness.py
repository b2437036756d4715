"""How many gold labels there are, by capability, language and lane, and what is too few."""

import pandas as pd

from dashboard.training.readiness import Lack, Part, readiness

CAPABILITIES = ["automation", "personalization"]
COLUMNS = ["product_id", "capability", "value", "lane", "language", "product_group"]


def labels(capability: str, *, yes: int, no: int, language: str = "en", lane: str = "audit", start: int = 0) -> list:
    """Rows of products that are numbered from `start`, each its own group."""
    values = ["yes"] * yes + ["no"] * no
    return [
        (number, capability, value, lane, language, f"group {number}") for number, value in enumerate(values, start)
    ]


def frame(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=COLUMNS)


def test_labels_are_counted_by_language_and_by_lane():
    english = labels("automation", yes=20, no=25)
    chinese = labels("automation", yes=30, no=10, language="zh", lane="learning", start=100)
    found = readiness(frame(*english, *chinese), CAPABILITIES)
    automation, _ = found.counts
    assert (automation.positives, automation.negatives) == (50, 35)
    assert automation.languages == (Part("en", 20, 25), Part("zh", 30, 10))
    assert automation.lanes == (Part("audit", 20, 25), Part("learning", 30, 10))
    assert (found.products, found.languages, found.is_ready) == (85, ("en", "zh"), True)


def test_what_is_too_few_in_a_language_is_named_with_what_is_missing():
    english, chinese = labels("personalization", yes=30, no=30), labels("personalization", yes=12, no=40, start=100)
    chinese = [(*row[:4], "zh", row[5]) for row in chinese]
    _, personalization = readiness(frame(*english, *chinese), CAPABILITIES).counts
    assert personalization.lacks == [Lack("personalization", "zh", "yes", 12)]
    assert personalization.lacks[0].missing == 8


def test_a_capability_that_lacks_labels_altogether_lacks_nothing_in_a_language_beside():
    found = readiness(frame(*labels("automation", yes=3, no=50)), ["automation"])
    assert found.lacks == [Lack("automation", None, "yes", 3)]
    assert not found.is_ready


def test_a_language_of_few_products_is_not_looked_at():
    english = labels("automation", yes=25, no=25)
    french = labels("automation", yes=1, no=2, language="other", start=100)
    found = readiness(frame(*english, *french), ["automation"])
    assert found.languages == ("en",)
    assert found.lacks == []


def test_several_launches_of_one_product_count_once_as_they_do_in_training():
    rows = [(*row[:5], "one group") for row in labels("automation", yes=30, no=0)]
    (automation,) = readiness(frame(*rows, *labels("automation", yes=0, no=30, start=100)), ["automation"]).counts
    assert automation.positives == 1
    assert not automation.is_enough


def test_unsure_is_counted_by_itself_and_other_judgements_not_at_all():
    rows = [(1, "automation", "unsure", "learning", "en", "a"), (1, "ai", "yes", "audit", "en", "a")]
    found = readiness(frame(*rows), CAPABILITIES)
    assert (found.counts[0].unsure, found.counts[0].positives, found.products) == (1, 0, 0)


def test_nothing_is_ready_without_labels():
    found = readiness(frame(), CAPABILITIES)
    assert not found.is_ready
    assert [count.positives for count in found.counts] == [0, 0]
    assert [lack.value for lack in found.lacks] == ["yes", "no"] * 2
