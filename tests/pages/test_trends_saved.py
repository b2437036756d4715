"""Saved views of Trends: saved, opened, moved, renamed, deleted."""

from datetime import date

import numpy as np
import pytest

from dashboard.store import get_store
from db.engine import Store
from db.models import Job, Label, Model, Product, Run, SavedView, Tag
from db.queries.revisions import raise_revision
from db.queries.views import list_views
from tests.small_store import KEYS, fill_products, fill_tags

PAGE = "pages/trends.py"


@pytest.fixture
def store() -> Store:
    store = get_store()
    fill_products(store)
    fill_tags(store)
    return store


def saved(store: Store) -> list:
    with store.read() as session:
        return list_views(session)


def press(page, label: str) -> None:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception


def save(page, name: str) -> None:
    page.text_input(key="saved_name").set_value(name)
    press(page, "Save")


def said(page) -> str:
    return " ".join(text.value for text in page.markdown)


def moves(page) -> list[dict]:
    return next((frame.value.to_dict("records") for frame in page.dataframe if "Then, %" in frame.value), [])


def test_a_view_is_saved_with_filters_view_and_mark_and_opened_again(open_page, store: Store):
    page = open_page(PAGE, lang="en", by="month", source="producthunt", mark="automation@2024-08", product="99")
    save(page, "August")
    (view,) = saved(store)
    assert view.name == "August"
    assert view.address == "by=month&mark=automation%402024-08&source=producthunt"
    assert page.query_params["saved"] == str(view.id)

    other = open_page(PAGE, lang="zh")
    other.button(key=f"saved_open_{view.id}").click().run()
    assert not other.exception
    assert other.query_params["source"] == "producthunt"
    assert other.query_params["mark"] == "automation@2024-08"
    assert other.query_params["lang"] == "zh"


def test_a_view_without_a_name_gets_one_that_says_what_is_seen(open_page, store: Store):
    save(open_page(PAGE, lang="en", source="yc"), "  ")
    assert saved(store)[0].name == "2024-Q1 – 2024-Q1 · yc"


def test_nothing_has_moved_at_first(open_page, store: Store):
    page = open_page(PAGE, lang="en")
    save(page, "All")
    assert "None of its numbers has moved" in said(page)
    assert moves(page) == []


def test_what_data_labels_and_a_new_model_did_is_told_apart(open_page, store: Store):
    # Automation in 2024-Q1: 1 of 4 by the model.
    save(open_page(PAGE, lang="en", by="quarter", source="yc"), "yc")
    add_product(store, 20, tag=True)  # Data: 2 of 5.
    add_label(store, 2, "yes")  # Labels: 3 of 5.
    add_model(store)  # The new model: all five.
    page = open_page(PAGE, lang="en", by="quarter", source="yc", saved="1")
    assert not page.exception
    assert "products +1, labels +1, model #2 instead of #1" in said(page)
    (row,) = moves(page)
    assert (row["Period"], row["Then, %"], row["Now, %"]) == ("2024-Q1", 25.0, 100.0)
    assert [row[name] for name in ("By data, points", "By labels, points", "By the model, points")] == [15, 20, 40]


def test_where_the_tags_of_then_are_gone_it_says_so(open_page, store: Store):
    save(open_page(PAGE, lang="en", by="quarter", source="yc"), "yc")
    add_product(store, 20, tag=True)
    add_model(store, drop=True)
    page = open_page(PAGE, lang="en", by="quarter", source="yc", saved="1")
    assert "can't be told apart" in said(page)
    assert moves(page)[0]["By data, points"] is None


def test_a_view_is_renamed_and_deleted(open_page, store: Store):
    page = open_page(PAGE, lang="en")
    save(page, "Old")
    page.text_input(key="saved_rename_1").set_value("New")
    press(page, "Rename it")
    assert [view.name for view in saved(store)] == ["New"]
    press(page, "Delete")
    assert saved(store) == []
    assert "saved" not in page.query_params


def test_filters_that_have_changed_since_lead_back(open_page, store: Store):
    save(open_page(PAGE, lang="en", source="yc"), "yc")
    page = open_page(PAGE, lang="en", source="producthunt", saved="1")
    press(page, "Back to it as saved")
    assert page.query_params["source"] == "yc"


def test_a_view_whose_source_is_gone_and_one_that_never_was_get_a_sentence(open_page, store: Store):
    save(open_page(PAGE, lang="en", source="yc"), "yc")
    with store.write() as session:
        for number in range(1, 5):
            session.delete(session.get_one(Product, number))
        raise_revision(session, "products")
    page = open_page(PAGE, lang="en", saved="1")
    assert not page.exception
    assert any("No product has the source 'yc'" in text.value for text in page.caption)
    assert "no saved view 99" in open_page(PAGE, lang="en", saved="99").warning[0].value


def test_a_name_with_markup_is_shown_as_text(open_page, store: Store):
    with store.write() as session:
        numbers = {"query": {}, "points": [], "products": 0, "labels": 0, "model": None}
        session.add(SavedView(name="**b** <i>", address="", numbers=numbers))
    page = open_page(PAGE, lang="en")
    assert not page.exception
    assert "\\*\\*b\\*\\*" in page.button(key="saved_open_1").label


def add_product(store: Store, number: int, *, tag: bool) -> None:
    with store.write() as session:
        own = {"product_group": "", "name": "New", "language": "en", "text_hash": "now"}
        day = {"launched_on": date(2024, 3, 20), "launched_precision": "season"}
        session.add(Product(id=number, source="yc", external_id=str(number), **own, **day))
        session.flush()
        session.add(_tag(1, number, tag))
        raise_revision(session, "products", "tags")


def add_label(store: Store, number: int, value: str) -> None:
    own = {"capability": "automation", "annotator": "ann", "origin": "person", "lane": "learning", "text_hash": "now"}
    with store.write() as session:
        session.add(Label(product_id=number, value=value, **own))
        raise_revision(session, "labels")


def add_model(store: Store, *, drop: bool = False) -> None:
    """Make another model active, which tags all of Y Combinator's; `drop` lets the tags of the first go."""
    with store.write() as session:
        session.get_one(Model, 1).active = False
        session.flush()
        job = Job(kind="train", payload={}, state="succeeded")
        session.add(job)
        session.flush()
        run = Run(job_id=job.id, preset="fast", seed=0, config={})
        session.add(run)
        session.flush()
        more = {"folder": "", "artifact_hash": "", "thresholds": {}, "metrics": {}, "active": True}
        session.add(Model(id=2, run_id=run.id, preset="fast", label_set=KEYS, **more))
        session.flush()
        numbers = [row.id for row in session.query(Product).filter(Product.source == "yc")]
        session.add_all(_tag(2, number, True) for number in numbers)
        if drop:
            session.query(Tag).filter(Tag.model_id == 1).delete()
        raise_revision(session, "model", "tags")


def _tag(model: int, number: int, tag: bool) -> Tag:
    probabilities = np.array([0.75 if tag else 0.25, 0, 0, 0], "<f2").tobytes()
    return Tag(model_id=model, product_id=number, probabilities=probabilities, bits=int(tag), text_hash="now")
