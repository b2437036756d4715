"""The judgements of tests.dashboard.training.judged in the store, with the model that made them: for pages."""

import pandas as pd

from dashboard.store import get_store
from dashboard.training.reliability import reliability
from db.models import Job, JobState, Label, Product
from db.queries.capabilities import list_capabilities
from db.queries.training import OOF_COLUMNS, NewModel, add_model, create_run
from tests.dashboard.training.judged import LABEL_SET, judged


def interval(value: float) -> dict[str, float]:
    return {"value": value, "low": value - 0.1, "high": value + 0.1}


def older_metrics() -> dict:
    """Figures as models had them before keyword rules, macro and micro figures and bins were kept."""
    one = {name: interval(0.5) for name in ("average_precision", "precision", "recall", "f1")}
    capabilities = {key: {**one, "support": 5, "products": 10} for key in LABEL_SET}
    baseline = {"capabilities": capabilities, "mean_average_precision": interval(0.3), "gain": interval(0.3)}
    return {
        "capabilities": capabilities,
        "mean_average_precision": interval(0.6),
        "macro_f1": interval(0.5),
        "micro_f1": interval(0.5),
        "baselines": {"majority": baseline, "tfidf_logistic_regression": baseline},
    }


def newer_metrics() -> dict:
    """The same, with all that a model keeps today: before calibration every product was given twice as much."""
    figures = older_metrics()
    one = {**figures["capabilities"]["automation"], "support": 6, "products": 10}
    figures |= {"macro": one, "micro": one}
    gains = {
        "automation": {"average_precision": interval(0.4), "gain": interval(0.2)},
        "intelligence": {"average_precision": interval(0.4), "gain": interval(0.0)},
    }
    keywords = {"capabilities": gains, "mean_average_precision": interval(0.4), "gain": interval(0.2), "macro": one}
    figures["baselines"] = {"majority": figures["baselines"]["majority"], "keyword_rules": keywords}
    frame = judged()
    own = {"all": frame} | {key: frame[frame["capability"] == key] for key in LABEL_SET}
    figures["reliability"] = {
        when: {
            key: reliability((rows["probability"] * times).clip(upper=1).to_numpy(), rows["holds"].to_numpy()).to_json()
            for key, rows in own.items()
        }
        for when, times in (("before", 2), ("after", 1))
    }
    return figures


def fill(metrics: dict) -> int:
    """Add products, labels, a run and its model; return the model's number."""
    frame = judged()
    with get_store().write() as session:
        assert [record.key for record in list_capabilities(session)][:2] == LABEL_SET
        for row in frame.drop_duplicates("product_id").itertuples():
            product = Product(
                id=row.product_id,
                source=row.source,
                external_id=str(row.product_id),
                product_group=row.product_group,
                name=f"Product {row.product_id}",
                description=f"Text {row.product_id}. " + "More of it. " * 40,
                language=row.language,
                text_hash="now",
                launched_on=None if pd.isna(row.launched_on) else row.launched_on.date(),
            )
            session.add(product)
        session.flush()
        session.add_all(
            Label(
                product_id=row.product_id,
                capability=row.capability,
                value="yes" if row.holds else "no",
                annotator=row.annotator,
                origin="person",
                lane=row.lane,
                text_hash="now",
            )
            for row in frame.itertuples()
        )
        job = Job(kind="train", payload={}, state=JobState.SUCCEEDED.value)
        session.add(job)
        session.flush()
        run = create_run(session, job.id, preset="fast", seed=7, config={})
        oof = frame.assign(fold=1)[OOF_COLUMNS]
        thresholds = dict.fromkeys(LABEL_SET, 0.55)
        return add_model(session, NewModel(run, "fast", "", "", LABEL_SET, thresholds, metrics, oof), activate=True)
