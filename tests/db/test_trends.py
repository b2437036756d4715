"""What trends and the Overview read, on both databases."""

from datetime import date

import numpy as np
import pytest

from db.engine import Store
from db.models import Job, Label, Model, OutOfFold, Product, Run, Tag
from db.queries.capabilities import CapabilityRecord, add_missing_capabilities
from db.queries.overview import SourceSummary, summarise_store
from db.queries.trends import LAUNCH_COLUMNS, describe_launches, launches_frame

DAY = date(2024, 1, 31)


@pytest.fixture
def filled(store: Store) -> Store:
    """Five products of two sources; model 1 has tagged the first three, one of them by an older text."""
    with store.write() as session:
        add_missing_capabilities(
            session, [CapabilityRecord(key, place, key, "", "", "", "#000000") for place, key in enumerate("ab")]
        )
        session.add_all(
            Product(
                id=number,
                source="yc" if number < 4 else "ph",
                external_id=str(number),
                product_group=str(number),
                name=f"Product {number}",
                launched_on=DAY if number < 5 else None,
                launched_precision="day" if number < 5 else "none",
                language="en",
                industry="health" if number == 1 else "",
                text_hash="now",
            )
            for number in range(1, 6)
        )
        job = Job(kind="train", payload={}, state="succeeded")
        session.add(job)
        session.flush()
        run = Run(job_id=job.id, preset="fast", seed=0, config={})
        session.add(run)
        session.flush()
        # The model knows "b" and, before it, a capability that the label set has lost.
        model = Model(
            run_id=run.id,
            preset="fast",
            folder="",
            artifact_hash="",
            label_set=["gone", "b"],
            thresholds={},
            metrics={},
            active=True,
        )
        session.add(model)
        session.flush()
        session.add_all(
            Tag(
                model_id=model.id,
                product_id=number,
                probabilities=np.array([0.75, 0.25], "<f2").tobytes(),
                bits=bits,
                text_hash="now" if number < 3 else "before",
            )
            for number, bits in ((1, 0b10), (2, 0b01), (3, 0b10))
        )
    return store


def label(product_id: int, capability: str, value: str) -> Label:
    return Label(
        product_id=product_id,
        capability=capability,
        value=value,
        annotator="ann",
        origin="person",
        lane="learning",
        text_hash="now",
    )


def test_an_empty_store_gives_an_empty_frame_with_all_columns(store: Store):
    with store.read() as session:
        frame = launches_frame(session)
    assert frame.empty
    assert list(frame.columns) == [*LAUNCH_COLUMNS, "inclusion"]


def test_tags_stand_for_what_the_active_model_says_of_the_present_text(filled: Store):
    with filled.read() as session:
        frame = launches_frame(session)
    assert frame["tag_b"].tolist() == [1, 0, -1, -1, -1]
    assert frame["origin_b"].tolist() == ["model", "model", "none", "none", "none"]
    assert frame["p_b"].fillna(-1).tolist() == [0.25, 0.25, -1, -1, -1]
    assert frame["tag_a"].tolist() == [-1] * 5


def test_a_label_goes_before_the_model_and_an_unsure_one_does_not(filled: Store):
    with filled.write() as session:
        session.add_all([label(1, "b", "no"), label(2, "b", "unsure"), label(4, "b", "yes"), label(4, "primary", "b")])
    with filled.read() as session:
        frame = launches_frame(session)
    assert frame["tag_b"].tolist() == [0, 0, -1, 1, -1]
    assert frame["origin_b"].tolist() == ["label", "model", "none", "label", "none"]


def test_the_frame_keeps_dates_and_stays_small(filled: Store):
    with filled.read() as session:
        frame = launches_frame(session)
    assert frame["launched_on"].isna().tolist() == [False] * 4 + [True]
    assert frame["launched_on"].max().date() == DAY
    categories = ("source", "language", "country", "industry", "launched_precision", "origin_b")
    assert {str(frame[name].dtype) for name in categories} == {"category"}
    assert frame["industry"].tolist() == ["health", "", "", "", ""]
    assert (frame["import_id"].dtype, frame["import_id"].tolist()) == (np.int32, [0] * 5)
    assert frame["tag_b"].dtype == np.int8


def test_launches_are_described_by_their_ids(filled: Store):
    with filled.read() as session:
        described = describe_launches(session, [5, 2, 99])
    assert sorted(described["id"]) == [2, 5]
    assert set(described["name"]) == {"Product 2", "Product 5"}


def test_the_summary_counts_products_labels_and_present_tags(filled: Store):
    with filled.write() as session:
        session.add_all([label(4, "a", "no"), label(4, "b", "yes")])
    with filled.read() as session:
        summary = summarise_store(session)
    assert summary.sources == (SourceSummary("yc", 3, DAY, DAY), SourceSummary("ph", 2, DAY, DAY))
    assert (summary.products, summary.labelled, summary.tagged) == (5, 1, 2)
    assert summary.model is not None


def test_the_summary_of_an_empty_store_is_all_zeros(store: Store):
    with store.read() as session:
        summary = summarise_store(session)
    assert (summary.products, summary.labelled, summary.tagged, summary.model) == (0, 0, 0, None)


def audit_label(product_id: int, value: str, **more: object) -> Label:
    given = label(product_id, "b", value)
    given.lane = "audit"
    for name, what in more.items():
        setattr(given, name, what)
    return given


def test_what_corrects_shares_stands_apart_from_what_is_shown(filled: Store):
    # Model 1 tags products 1 and 2 yes and no; it has learned from 1, and the network that had not seen it says no.
    with filled.write() as session:
        session.add(OutOfFold(model_id=1, product_id=1, capability="b", probability=0.2, tagged=False, fold=1))
        session.add_all([audit_label(1, "yes", inclusion_probability=0.25), audit_label(2, "unsure")])
    with filled.read() as session:
        frame = launches_frame(session)
    assert frame["tag_b"].tolist() == [1, 0, -1, -1, -1]
    assert frame["own_b"].tolist() == [0, 0, -1, -1, -1]
    assert frame["audit_b"].tolist() == [1, -1, -1, -1, -1]
    assert frame["inclusion"].fillna(-1).tolist() == [0.25, -1, -1, -1, -1]
    assert {str(frame[name].dtype) for name in ("own_b", "audit_b")} == {"int8"}


def test_the_audit_is_of_the_present_text_and_no_later_choice_takes_its_place(filled: Store):
    with filled.write() as session:
        session.add_all([audit_label(1, "yes", text_hash="before"), audit_label(2, "yes")])
        session.flush()
        session.add(label(2, "b", "no"))
    with filled.read() as session:
        frame = launches_frame(session)
    assert frame["audit_b"].tolist() == [-1, 1, -1, -1, -1]
    assert frame["tag_b"].tolist()[1] == 0
