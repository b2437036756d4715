"""How many labels a period needs: 2,000 products of one source, 300 of them tagged."""

import numpy as np
import pytest

from dashboard.labelling.planner import (
    MOST,
    STEP,
    WIDEST,
    Evidence,
    Plan,
    grown,
    labels_needed,
    plan_period,
    shared_out,
)


def evidence(audit: list[float], positives: float = 300, products: float = 2000) -> Evidence:
    return Evidence(("yc/en",), np.array([positives]), np.array([products]), np.array([audit]))


def plan(apart: float, audit: tuple[float, ...] = (40, 10, 10, 90), **more: float) -> Plan:
    return plan_period("2026-Q3", evidence(list(audit), **more), apart)


def test_a_band_that_is_narrow_enough_needs_nothing():
    found = plan(0.3)
    assert found.width < WIDEST * 0.3
    assert (found.more, found.strata, found.is_enough) == (0, (("yc/en", 0),), True)


def test_the_finer_the_difference_the_more_labels_it_takes():
    needed = [plan(apart).more for apart in (0.09, 0.075, 0.06)]
    assert needed == sorted(needed)
    assert needed[-1] > needed[0] > 0


def test_the_labels_of_a_plan_are_enough_and_fewer_are_not():
    own = evidence([40, 10, 10, 90])
    more = labels_needed(own, own.audit, 0.065, seed=0)
    assert more % STEP == 0
    assert labels_needed(own, grown(own.audit, [more]), 0.065, seed=0) == 0
    assert labels_needed(own, grown(own.audit, [more - 2 * STEP]), 0.065, seed=0) > 0


def test_a_better_tagger_needs_fewer_labels():
    good, poor = (plan(0.06, audit).more for audit in ((48, 2, 2, 98), (30, 20, 20, 80)))
    assert good < poor


def test_the_range_holds_the_number_and_is_wide_where_the_audit_is_small():
    small, large = (plan(0.065, tuple(times * n for n in (4, 1, 1, 9))) for times in (3, 12))
    assert large.range[0] <= large.more <= large.range[1]
    assert small.range[1] - small.range[0] > large.range[1] - large.range[0]


def test_few_products_leave_a_width_that_no_label_narrows():
    """Of 40 products the share is known to some 12 points at best, however well the tagger is known."""
    found = plan(0.05, positives=6, products=40)
    assert found.more is None
    assert found.least > WIDEST * 0.05
    assert not found.is_enough


def test_without_any_label_a_plan_still_says_where_to_begin():
    found = plan(0.15, (0, 0, 0, 0))
    assert 0 < found.more <= MOST


def test_labels_go_to_the_stratum_that_widens_the_band():
    """Both have the same audit; the second has nine in ten of the products."""
    audit = np.array([[40.0, 10, 10, 90]] * 2)
    own = Evidence(("yc/en", "ph/zh"), np.array([30.0, 270]), np.array([200.0, 1800]), audit)
    strata = dict(plan_period("2026-Q3", own, 0.065).strata)
    assert strata["ph/zh"] > 0
    assert strata["yc/en"] == 0


def test_an_audit_grows_in_its_proportions():
    assert grown(np.array([[8.0, 2, 1, 9], [1, 1, 1, 1]]), [20, 0]).tolist() == [[16, 4, 2, 18], [1, 1, 1, 1]]


@pytest.mark.parametrize(
    ("labels", "worth", "sizes", "expected"),
    [
        (30, [2, 1], [0, 0], [20, 10]),
        (30, [1, 1], [10, 20], [20, 10]),
        (30, [1, 1], [100, 0], [0, 30]),
        (7, [1, 1, 1], [0, 0, 0], [3, 2, 2]),
    ],
)
def test_labels_are_shared_out_so_that_the_audits_come_near_their_worth(labels, worth, sizes, expected):
    assert shared_out(labels, np.array(worth, float), np.array(sizes, float)) == expected
