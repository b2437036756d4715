"""Which of several judgements holds, and what training reads."""

from datetime import UTC, datetime

import pandas as pd

from db.engine import Store
from db.models import Capability, Label, Product
from db.queries.labels import gold_frame, holding_labels_frame

MONDAY, TUESDAY, WEDNESDAY = (datetime(2026, 11, day, tzinfo=UTC) for day in (16, 17, 18))


def product(number: int) -> Product:
    return Product(
        id=number,
        source="yc",
        external_id=f"yc-{number}",
        product_group=f"yc:{number}",
        name=f"Product {number}",
        language="en",
        text_hash=f"hash {number}",
    )


def label(product_id: int, capability: str, value: str, origin: str = "import", at: datetime = MONDAY) -> Label:
    return Label(
        product_id=product_id,
        capability=capability,
        value=value,
        annotator="me",
        origin=origin,
        lane="audit",
        text_hash=f"hash {product_id}",
        created_at=at,
    )


def capability(key: str, position: int) -> Capability:
    titles = dict.fromkeys(("title_en", "title_zh", "definition_en", "definition_zh"), key)
    return Capability(key=key, position=position, color="#000000", **titles)


def fill(store: Store, *labels: Label, products: int = 1) -> None:
    with store.write() as session:
        session.add_all([capability("automation", 0), capability("intelligence", 1)])
        session.add_all([product(number) for number in range(1, products + 1)])
        session.flush()
        session.add_all(labels)


def holding_value(store: Store) -> str:
    with store.read() as session:
        frame = holding_labels_frame(session)
    assert len(frame) == 1
    return str(frame["value"].iloc[0])


def test_the_newest_import_holds_among_imports(store: Store):
    fill(store, label(1, "automation", "no", at=TUESDAY), label(1, "automation", "yes", at=MONDAY))
    assert holding_value(store) == "no"


def test_a_person_holds_against_a_newer_import(store: Store):
    fill(store, label(1, "automation", "yes", "person", MONDAY), label(1, "automation", "no", "import", TUESDAY))
    assert holding_value(store) == "yes"


def test_what_was_settled_holds_against_a_newer_person(store: Store):
    fill(
        store,
        label(1, "automation", "no", "settled", MONDAY),
        label(1, "automation", "yes", "person", WEDNESDAY),
        label(1, "automation", "yes", "import", WEDNESDAY),
    )
    assert holding_value(store) == "no"


def test_of_two_judgements_of_one_moment_the_later_row_holds(store: Store):
    fill(store, label(1, "automation", "no"), label(1, "automation", "yes"))
    assert holding_value(store) == "yes"


def test_training_reads_one_row_a_product_with_a_column_a_capability(store: Store):
    fill(
        store,
        label(1, "automation", "yes"),
        label(1, "intelligence", "no"),
        label(1, "primary", "automation"),
        label(1, "ai", "yes"),
        label(3, "intelligence", "unsure"),
        label(3, "automation", "no"),
        products=3,
    )
    with store.read() as session:
        frame = gold_frame(session)
    assert frame["product_id"].tolist() == [1, 3]
    assert frame["name"].tolist() == ["Product 1", "Product 3"]
    assert frame["automation"].tolist() == [1, 0]
    assert frame["intelligence"].tolist() == [0, pd.NA]
    assert frame["primary"].tolist() == ["automation", pd.NA]
    assert frame["ai"].tolist() == [1, pd.NA]


def test_a_product_that_nobody_was_sure_of_is_not_trained_on(store: Store):
    fill(store, label(1, "automation", "yes", "import", MONDAY), label(1, "automation", "unsure", "person", TUESDAY))
    with store.read() as session:
        assert gold_frame(session).empty


def test_an_empty_store_gives_empty_frames_with_their_columns(store: Store):
    with store.read() as session:
        assert holding_labels_frame(session).empty
        assert {"product_id", "name", "primary", "ai"} <= set(gold_frame(session).columns)
