"""The real records beside the checkout: each comes in without a mapping, and no launch is counted twice."""

from itertools import permutations

import pytest
from sqlalchemy import func, select

from db.models import Label, Product

ORDERS = [("yc_companies", "producthunt_daily_zh", "gold_dev", "catalogue_candidates")]
ORDERS += [("catalogue_candidates", "gold_dev", "producthunt_daily_zh", "yc_companies")]


@pytest.fixture
def bring_in_real(shared_data, bring_in):
    return lambda name: bring_in((shared_data / f"{name}.csv").read_bytes(), f"{name}.csv")


@pytest.fixture
def per_source(store):
    def read() -> dict[str, int]:
        with store.read() as session:
            counts = session.execute(select(Product.source, func.count()).group_by(Product.source))
            return dict(counts.all())

    return read


@pytest.mark.parametrize("order", ORDERS, ids=["raw files first", "raw files last"])
def test_the_four_files_together_count_no_launch_twice(order, bring_in_real, per_source):
    results = {name: bring_in_real(name) for name in order}
    assert per_source() == {"yc": 4_663, "producthunt": 22_128}
    assert sum(result["new"] for result in results.values()) == 4_663 + 22_128
    assert results["producthunt_daily_zh"]["read"] == 22_265
    assert results["producthunt_daily_zh"]["notes"]["merged_rows"] == 137
    assert all(result["refused"] == 0 for result in results.values())
    assert results["gold_dev"]["labels"] == 450 * 6
    again = bring_in_real(order[-1])
    assert (again["new"], again["updated"], again["labels"]) == (0, 0, 0)


def test_the_small_files_count_no_launch_twice_in_any_order(bring_in_real, per_source, undo):
    for order in permutations(("gold_dev", "catalogue_candidates")):
        numbers = [bring_in_real(name)["import_id"] for name in order]
        assert sum(per_source().values()) == 450 + 1_352
        for number in numbers:
            undo(number)
        assert per_source() == {}


def test_a_batch_dates_a_company_as_a_season(bring_in_real, store):
    bring_in_real("yc_companies")
    with store.read() as session:
        precisions = session.scalars(select(Product.launched_precision).distinct()).all()
        tagged = session.scalars(select(Product.keywords).where(Product.external_id == "yc-29523")).one()
    assert precisions == ["season"]
    assert tagged == ["artificial-intelligence", "machine-learning", "robotics", "consumer"]


def test_gold_labels_speak_of_the_text_that_the_raw_files_hold(bring_in_real, store):
    for name in ("yc_companies", "producthunt_daily_zh", "gold_dev"):
        bring_in_real(name)
    with store.read() as session:
        read = select(func.count(Label.product_id.distinct())).join(Product, Product.id == Label.product_id)
        same = session.scalar(read.where(Label.text_hash == Product.text_hash))
    # Seven texts of the gold file were cut short; the store keeps the longer ones, and the labels say what was read.
    assert same == 450 - 7
