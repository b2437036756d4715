"""The job that measures the label curve, in a process of its own, as for a person."""

from pathlib import Path

import pytest

from dashboard.jobs.worker import drain
from dashboard.store import get_store
from dashboard.training.label_curve import LabelCurve
from db.models import JobState
from db.queries.jobs import get_job, queue_job
from tests.command_line import run
from tests.dashboard.training import short_curve
from tests.samples import KEYS, sample_csv

PRODUCTS = 90

pytestmark = pytest.mark.slow


def test_the_curve_measures_every_size_on_the_same_products(tmp_path: Path):
    (tmp_path / "list.csv").write_text(sample_csv(PRODUCTS), encoding="utf-8")
    run(tmp_path, "import", str(tmp_path / "list.csv"))
    store = get_store()
    with store.write() as session:
        job_id = queue_job(session, "curve", {"seed": 3})
    drain(store, {"curve": f"{short_curve.__name__}:run"})
    with store.read() as session:
        job = get_job(session, job_id)

    assert job is not None
    assert job.state is JobState.SUCCEEDED, job.error
    curve = LabelCurve.from_json(job.result)
    assert (curve.measured_on, curve.folds, curve.seed) == (PRODUCTS, 3, 3)
    # 20 and 40 % of 60 leave fewer than a network needs.
    assert [point.share for point in curve.points] == [0.6, 0.8, 1.0]
    assert [round(point.products) for point in curve.points] == [36, 48, 60]
    for point in curve.points:
        assert len(point.mean_average_precision) == 1
        assert list(point.capabilities) == list(KEYS)
        assert all(0 < value <= 1 for values in point.capabilities.values() for value in values)
    # It learns: chance would rank at about the share of positives, 0.3.
    assert curve.points[-1].mean_average_precision[0] > 0.5


def test_too_few_labels_are_refused_with_a_sentence(tmp_path: Path):
    (tmp_path / "list.csv").write_text(sample_csv(74), encoding="utf-8")
    run(tmp_path, "import", str(tmp_path / "list.csv"))
    status, printed = run(tmp_path, "curve")
    assert status == 2
    assert "too few labelled products for a curve: 74" in printed["error"]
