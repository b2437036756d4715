"""The nearest labelled products, among three."""

import pandas as pd
import pytest

from dashboard.tagging.neighbours import build_index

INVOICES, PLANTS, INVOICES_AGAIN = 11, 12, 13


def gold(*rows: tuple[int, str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["product_id", "name", "description", "product_group"])
    return frame.assign(tagline="")


THREE = gold(
    (INVOICES, "Billy", "An agent writes invoices and sends them", "billy"),
    (PLANTS, "Fern", "A diary for plants and gardens", "fern"),
    (INVOICES_AGAIN, "账单", "自动开票并寄出发票", "zd"),
)


def ids(text: str, **options: object) -> list[int]:
    return [found.product_id for found in build_index(THREE).nearest(text, **options)]


def test_the_product_with_the_most_alike_text_comes_first():
    assert ids("It writes the invoices of a firm")[0] == INVOICES
    assert ids("A diary of gardens")[0] == PLANTS
    assert ids("自动寄出发票")[0] == INVOICES_AGAIN


def test_a_text_is_as_like_itself_as_can_be():
    nearest = build_index(THREE).nearest("Fern. A diary for plants and gardens")
    assert nearest[0].product_id == PLANTS
    assert nearest[0].similarity == pytest.approx(1, abs=1e-5)


def test_the_launches_of_the_product_itself_are_left_out():
    assert PLANTS not in ids("Fern. A diary for plants and gardens", but_group="fern")


def test_no_more_are_named_than_were_asked_for_and_none_that_shares_nothing():
    assert len(ids("agent writes invoices plants", count=1)) == 1
    assert ids("谔谔") == []


def test_without_labelled_products_there_are_no_neighbours():
    assert build_index(THREE.head(0)).nearest("anything") == []


def test_what_is_usual_is_how_like_the_products_are_to_their_nearest_of_another_group():
    twins = gold((1, "A", "one two three", "a"), (2, "B", "one two three", "b"), (3, "C", "one two three", "a"))
    index = build_index(twins)
    (nearest, *_) = index.nearest("B. one two three", but_group="b")
    assert index.usual == pytest.approx(nearest.similarity, abs=0.01)
    assert build_index(THREE.head(1)).usual == 0
