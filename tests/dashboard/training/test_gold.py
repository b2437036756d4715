"""Gold labels as arrays, and what is too little."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from dashboard.messages import RequestError
from dashboard.training.gold import UNKNOWN, gold_set

CAPABILITIES = ["automation", "intelligence"]


def gold_frame(automation: list[int | None], intelligence: list[int | None]) -> pd.DataFrame:
    """A frame as db.queries.labels gives it, one product of its own group a row."""
    count = len(automation)
    return pd.DataFrame(
        {
            "product_id": range(1, count + 1),
            "name": [f"Product {number}" for number in range(count)],
            "tagline": "",
            "description": "text",
            "product_group": [f"group {number}" for number in range(count)],
            "launched_on": [date(2025, 1, 1) if number % 2 else None for number in range(count)],
            "automation": pd.array(automation, "Int8"),
            "intelligence": pd.array(intelligence, "Int8"),
            "primary": pd.array(["automation" if value == 1 else "none" for value in automation], "string"),
        }
    )


def halves(count: int) -> list[int | None]:
    return [1] * (count // 2) + [0] * (count - count // 2)


def test_a_judgement_that_nobody_gave_is_unknown():
    frame = gold_frame([*halves(40), None], [*halves(40), 1])
    gold = gold_set(frame, CAPABILITIES)
    assert gold.label_set == CAPABILITIES
    assert gold.targets[-1].tolist() == [UNKNOWN, 1]
    assert gold.texts[0] == "Product 0. text"
    assert gold.primary[:1].tolist() == [0]
    assert gold.primary[-2:].tolist() == [2, 2]
    assert gold.has_primary


def test_a_capability_with_too_few_labels_is_left_out():
    gold = gold_set(gold_frame(halves(40), [1] * 19 + [0] * 21), CAPABILITIES)
    assert gold.label_set == ["automation"]
    assert gold.left_out == ["intelligence"]
    assert gold.targets.shape == (40, 1)


def test_it_is_taken_in_with_its_twentieth_yes_and_twentieth_no_though_others_are_judged_on_more_products():
    gold = gold_set(gold_frame(halves(60), [*halves(40), *[None] * 20]), CAPABILITIES)
    assert (gold.label_set, gold.left_out) == (CAPABILITIES, [])
    assert (gold.targets[:, 1] == UNKNOWN).tolist() == [False] * 40 + [True] * 20


def test_a_primary_capability_that_is_left_out_is_unknown():
    frame = gold_frame(halves(40), [1] * 19 + [0] * 21)
    frame.loc[0, "primary"] = "intelligence"
    assert gold_set(frame, CAPABILITIES).primary[:2].tolist() == [UNKNOWN, 0]


@pytest.mark.parametrize("values", [[], halves(38), [1] * 60, [None] * 60])
def test_too_few_labels_are_refused(values: list[int | None]):
    with pytest.raises(RequestError, match="too few gold labels to train on"):
        gold_set(gold_frame(values, values), CAPABILITIES)


def test_launches_of_one_product_count_as_one():
    frame = gold_frame(halves(40), halves(40))
    frame.loc[:1, "product_group"] = "one group"
    with pytest.raises(RequestError, match="too few gold labels"):
        gold_set(frame, CAPABILITIES)


def test_the_hash_is_that_of_texts_and_labels():
    frame = gold_frame(halves(40), halves(40))
    same = gold_set(frame, CAPABILITIES).data_hash
    assert gold_set(frame.copy(), CAPABILITIES).data_hash == same
    frame.loc[39, "automation"] = 1
    assert gold_set(frame, CAPABILITIES).data_hash != same


def test_a_date_is_kept_for_the_split_and_is_none_of_what_is_learned():
    frame = gold_frame(halves(40), halves(40))
    gold = gold_set(frame, CAPABILITIES)
    assert gold.launched_on[:2].astype(str).tolist() == ["NaT", "2025-01-01"]
    assert gold_set(frame.assign(launched_on=None), CAPABILITIES).data_hash == gold.data_hash


def test_a_part_keeps_texts_labels_groups_and_dates_together():
    gold = gold_set(gold_frame(halves(40), halves(40)), CAPABILITIES)
    part = gold.part(np.arange(40) % 39 == 0)
    assert (part.texts, part.product_ids.tolist()) == (["Product 0. text", "Product 39. text"], [1, 40])
    assert (part.targets.tolist(), part.primary.tolist()) == ([[1, 1], [0, 0]], [0, 2])
    assert (part.groups.tolist(), part.launched_on.astype(str).tolist()) == ([0, 39], ["NaT", "2025-01-01"])


@pytest.mark.parametrize("value", [0, 1])
def test_labels_of_one_kind_alone_teach_nothing(value: int):
    with pytest.raises(RequestError, match=r"too few gold labels to train on: 50 products .* with 20 yes and 20 no"):
        gold_set(gold_frame([value] * 50, [None] * 50), CAPABILITIES)


@pytest.mark.parametrize("blank", ["", " \n\t", "\u3000"])
def test_names_without_texts_teach_too_little(blank: str):
    frame = gold_frame(halves(60), halves(60))
    frame.loc[39:, ["tagline", "description"]] = blank
    with pytest.raises(RequestError, match="Only 39 of the 60 labelled products have a text"):
        gold_set(frame, CAPABILITIES)
    frame.loc[39, "tagline"] = "a text"
    assert len(gold_set(frame, CAPABILITIES)) == 60
