"""Imports as the store keeps them: what one transaction writes, and what an undo takes back."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from db.engine import Store, insert_rows
from db.models import ImportProduct, Label, Product, Refusal
from db.queries.import_storing import (
    ImportBatch,
    NewLabel,
    NewProduct,
    ProductUpdate,
    corrected_fields,
    find_products,
    imported_labels,
    set_seconds,
    store_import,
)
from db.queries.import_undoing import undo_import
from db.queries.imports import get_import, list_imports, refusals_frame

RECORD = {
    "job_id": None,
    "file_name": "list.csv",
    "file_hash": "0" * 64,
    "source": "list",
    "lane": "learning",
    "mapping": {"name": "name", "country": "land", "launched_on": "day"},
    "options": {"encoding": "utf-8"},
    "read": 2,
    "notes": {"nul_bytes": 1},
    "seconds": 0.0,
}
REFUSED = {"line": 3, "column": "name", "value": "", "reason": {"template": "No name.", "values": {}}}


def product(number: int, **fields) -> NewProduct:
    values = {
        "source": "list",
        "external_id": str(number),
        "name": f"Product {number}",
        "tagline": "",
        "description": "名字",
        "launched_on": date(2024, 3, number),
        "launched_precision": "day",
        "url": "",
        "language": "en",
        "country": "NO",
        "industry": "",
        "application_fields": [],
        "keywords": ["a", "数据"],
        "votes": None,
        "text_as_of": None,
        "product_group": f"list:{number}",
        "says_ai": True,
        "text_hash": f"{number:016}",
    }
    return NewProduct(**values | fields)


def label(number: int, value: str = "yes") -> NewLabel:
    return NewLabel(("list", str(number)), "automation", value, "audit", "1" * 16, 0.5)


def bring(store: Store, batch: ImportBatch, refusals=()) -> int:
    with store.write() as session:
        return store_import(session, RECORD, batch, refusals)


def take_back(store: Store, import_id: int) -> dict[str, int]:
    with store.write() as session:
        return undo_import(session, import_id, derive=lambda _source, fields: {"text_hash": fields["name"][-1] * 16})


def countries(store: Store) -> dict[str, str]:
    with store.read() as session:
        return dict(session.execute(select(Product.external_id, Product.country).order_by(Product.id)).all())


def change(store: Store, number: int, **after) -> ProductUpdate:
    with store.read() as session:
        known = find_products(session, [("list", str(number))])["list", str(number)]
    before = {name: value.isoformat() if isinstance(value, date) else value for name, value in known.items()}
    return ProductUpdate(known["id"], {name: before[name] for name in after}, after)


def test_products_come_back_as_they_were_stored(store: Store):
    bring(store, ImportBatch(new=[product(1), product(2, launched_on=None, launched_precision="none", votes=7)]))
    with store.read() as session:
        found = find_products(session, [("list", "1"), ("list", "2"), ("list", "3"), ("other", "1")])
    assert list(found) == [("list", "1"), ("list", "2")]
    assert found["list", "2"] == {"id": 2} | product(2, launched_on=None, launched_precision="none", votes=7)._asdict()


def test_the_record_counts_what_was_written(store: Store):
    import_id = bring(store, ImportBatch(new=[product(1), product(2)], labels=[label(1)]), [REFUSED])
    with store.write() as session:
        set_seconds(session, import_id, 1.5)
    with store.read() as session:
        record = get_import(session, import_id)
        refused = refusals_frame(session, import_id)
        effects = session.execute(select(ImportProduct.product_id, ImportProduct.effect, ImportProduct.before)).all()
    assert record is not None
    assert (record.new, record.updated, record.unchanged, record.refused, record.labels) == (2, 0, 0, 1, 1)
    assert (record.seconds, record.notes, record.undone_at) == (1.5, {"nul_bytes": 1}, None)
    assert refused.to_dict("records") == [REFUSED]
    assert effects == [(1, "new", None), (2, "new", None)]


def test_imports_are_listed_newest_first(store: Store):
    numbers = [bring(store, ImportBatch()), bring(store, ImportBatch())]
    with store.read() as session:
        assert [record.id for record in list_imports(session)] == numbers[::-1]
        assert get_import(session, 99) is None


def test_an_import_that_fails_leaves_nothing(store: Store):
    with pytest.raises(IntegrityError):
        bring(store, ImportBatch(new=[product(1), product(1)]))
    with store.read() as session:
        assert list_imports(session) == []
        assert session.scalar(select(func.count()).select_from(Product)) == 0


def test_the_newest_label_of_an_import_is_found(store: Store):
    bring(store, ImportBatch(new=[product(1)], labels=[label(1)]))
    bring(store, ImportBatch(labels=[label(1, "no")]))
    with store.write() as session:
        session.add(
            Label(
                product_id=1,
                capability="automation",
                value="unsure",
                annotator="Ada",
                origin="person",
                lane="audit",
                text_hash="1",
            )
        )
    with store.read() as session:
        assert imported_labels(session, [1, 2]) == {(1, "automation"): ("no", "audit", "1" * 16, 0.5)}
        assert corrected_fields(session, [1, 2]) == {}


def test_an_undo_removes_what_was_brought_alone(store: Store):
    bring(store, ImportBatch(new=[product(1)]))
    second = bring(store, ImportBatch(new=[product(2)], unchanged=[1], labels=[label(1), label(2)]))
    assert take_back(store, second) == {"removed": 1, "restored": 0, "labels": 2}
    assert countries(store) == {"1": "NO"}
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Label)) == 0
        record = get_import(session, second)
    assert record is not None
    assert record.undone_at is not None


def test_an_undo_sets_back_what_was_changed_dates_and_lists_too(store: Store):
    bring(store, ImportBatch(new=[product(1)]))
    with store.read() as session:
        before = find_products(session, [("list", "1")])
    second = bring(
        store,
        ImportBatch(
            updates=[change(store, 1, country="SE", launched_on=date(2023, 1, 1), keywords=["b"], name="Product 9")]
        ),
    )
    assert take_back(store, second) == {"removed": 0, "restored": 1, "labels": 0}
    with store.read() as session:
        after = find_products(session, [("list", "1")])
    assert after["list", "1"] == before["list", "1"] | {"text_hash": "1" * 16}


def test_imports_can_be_undone_first_come_first_gone(store: Store):
    first = bring(store, ImportBatch(new=[product(1)]))
    second = bring(store, ImportBatch(updates=[change(store, 1, country="SE")]))
    third = bring(store, ImportBatch(updates=[change(store, 1, country="DK")]))
    assert take_back(store, second)["restored"] == 0
    assert countries(store) == {"1": "DK"}
    assert take_back(store, third)["restored"] == 1
    assert countries(store) == {"1": "NO"}
    assert take_back(store, first)["removed"] == 1


def test_a_later_import_inherits_the_product_of_an_undone_one(store: Store):
    first = bring(store, ImportBatch(new=[product(1)]))
    second = bring(store, ImportBatch(unchanged=[1]))
    assert take_back(store, first) == {"removed": 0, "restored": 0, "labels": 0}
    with store.read() as session:
        assert session.scalar(select(Product.import_id)) == second
    assert take_back(store, second)["removed"] == 1


def test_rows_are_inserted_by_the_names_of_their_columns(store: Store):
    import_id = bring(store, ImportBatch())
    names = ("value", "reason", "import_id", "column", "line")
    with store.write() as session:
        insert_rows(
            session, Refusal.__table__, names, [("v", {"a": 1}, import_id, "c", 7), ("w", {}, import_id, "d", 8)]
        )
        insert_rows(session, Refusal.__table__, names, [])
    with store.read() as session:
        found = refusals_frame(session, import_id).to_dict("records")
    assert found == [
        {"line": 7, "column": "c", "value": "v", "reason": {"a": 1}},
        {"line": 8, "column": "d", "value": "w", "reason": {}},
    ]
