"""The job that measures the label curve, in a process of its own, as for a person."""

from pathlib import Path

import pytest

from tests.command_line import run
from tests.samples import KEYS, sample_csv

PRODUCTS = 90

pytestmark = pytest.mark.slow


@pytest.mark.timeout(400)
def test_the_curve_measures_every_size_on_the_same_products(tmp_path: Path):
    (tmp_path / "list.csv").write_text(sample_csv(PRODUCTS), encoding="utf-8")
    run(tmp_path, "import", str(tmp_path / "list.csv"))
    status, curve = run(tmp_path, "curve", "--seed", "3")

    assert status == 0
    assert (curve["measured_on"], curve["folds"], curve["seed"]) == (PRODUCTS, 3, 3)
    # 20 and 40 % of 60 leave fewer than a network needs.
    assert [point["share"] for point in curve["points"]] == [0.6, 0.8, 1.0]
    assert [round(point["products"]) for point in curve["points"]] == [36, 48, 60]
    for point in curve["points"]:
        assert len(point["mean_average_precision"]) == 2
        assert list(point["capabilities"]) == list(KEYS)
        assert all(0 < value <= 1 for values in point["capabilities"].values() for value in values)
    # It learns: chance would rank at about the share of positives, 0.3.
    assert sum(curve["points"][-1]["mean_average_precision"]) / 2 > 0.5


def test_too_few_labels_are_refused_with_a_sentence(tmp_path: Path):
    (tmp_path / "list.csv").write_text(sample_csv(74), encoding="utf-8")
    run(tmp_path, "import", str(tmp_path / "list.csv"))
    status, printed = run(tmp_path, "curve")
    assert status == 2
    assert "too few labelled products for a curve: 74" in printed["error"]
