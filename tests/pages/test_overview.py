"""The Overview: what the store holds, what is changing, what to do next."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from sqlalchemy import delete

from dashboard import store
from dashboard.store import get_store
from db.engine import Store, close_stores
from db.models import Import, Job, Label, Model, Product, Tag
from db.queries.revisions import raise_revision
from tests.small_store import LAUNCHES, fill_products, fill_tags

ROOT = Path(__file__).resolve().parents[2]
Filler = Callable[[Store], None]


@pytest.fixture
def products() -> Store:
    store = get_store()
    fill_products(store)
    return store


@pytest.fixture
def filled(products: Store) -> Store:
    fill_tags(products)
    return products


def fill_labels(store: Store) -> None:
    """Add the tags and the label, and take the model away: there is all that a training needs."""
    fill_tags(store)
    with store.write() as session:
        session.execute(delete(Model))


def links(page) -> list[str]:
    return [link.proto.page for link in page.get("page_link")]


def steps(page) -> list[str]:
    return [text.value for text in page.markdown if text.value.startswith(("**Next:**", "**下一步"))]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_empty_store_offers_the_two_ways_to_begin(open_page, language: str):
    page = open_page(lang=language)
    assert not page.exception
    assert len(page.subheader) == 2
    assert len(page.get("download_button")) == 1
    assert not page.metric


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_filled_store_is_shown_in_numbers(open_page, filled: Store, language: str):
    page = open_page(lang=language)
    assert not page.exception
    assert [metric.value for metric in page.metric][:4] == ["11", "1", "10", "2"]
    assert any("| Product Hunt | 7 | 2024-08-05 | 2024-09-30 |" in text.value for text in page.markdown)


def test_a_capability_shows_its_share_and_its_last_change(open_page, filled: Store):
    automation = next(metric for metric in open_page(lang="en").metric if metric.label == "Automation")
    # 2024-Q3: 5 of 5 judged; 2024-Q1: 1 of 4; nothing was launched between them.
    assert (automation.value, automation.delta) == ("100.0%", "+75.0 points")


def test_the_overview_counts_anew_when_a_label_changes(open_page, filled: Store):
    open_page(lang="en")
    with filled.write() as session:
        session.execute(delete(Label))
        raise_revision(session, "labels")
    automation = next(metric for metric in open_page(lang="en").metric if metric.label == "Automation")
    assert automation.value == "80.0%"


def test_a_store_begun_anew_is_not_taken_for_the_old_one(open_page, filled: Store, home: Path):
    open_page(lang="en")
    filled.engine.dispose()
    for path in home.glob("strandline.db*"):
        path.unlink()
    close_stores()
    store._prepare.cache_clear()
    st.cache_data.clear()
    fill_products(get_store())
    fill_tags(get_store())
    with get_store().write() as session:
        session.execute(delete(Label))
    automation = next(metric for metric in open_page(lang="en").metric if metric.label == "Automation")
    assert automation.value == "80.0%"


@pytest.mark.parametrize("spoilt", [b"", b"{", b'{"key": 1}', b"[]"])
def test_a_spoilt_cache_is_reckoned_again(open_page, filled: Store, home: Path, spoilt: bytes):
    open_page(lang="en")
    (home / "cache" / "highlights.json").write_bytes(spoilt)
    page = open_page(lang="en")
    assert not page.exception
    assert "+75.0 points" in [metric.delta for metric in page.metric]


def test_products_without_labels_call_for_judged_ones(open_page, products: Store):
    assert "Bring judged products" in steps(open_page(lang="en"))[0]


def test_labels_without_a_model_call_for_training(open_page, filled: Store):
    with filled.write() as session:
        session.execute(delete(Model))
    assert "Train one" in steps(open_page(lang="en"))[0]


def test_untagged_products_call_for_tagging(open_page, filled: Store):
    assert "Tag them" in steps(open_page(lang="en"))[0]


def test_a_tagged_store_leads_to_the_trends(open_page, filled: Store):
    with filled.write() as session:
        untagged = next(number for number, (*_, tag) in enumerate(LAUNCHES, start=1) if tag is None)
        session.add(Tag(model_id=1, product_id=untagged, probabilities=b"\0" * 8, bits=0, text_hash="now"))
    page = open_page(lang="en")
    assert "All products are tagged" in steps(page)[0]
    assert not page.exception


def test_the_figures_of_the_active_model_are_shown_with_their_intervals(open_page, filled: Store):
    with filled.write() as session:
        figures = {"automation": {"f1": {"value": 0.7, "low": 0.6, "high": 0.8}}}
        session.get_one(Model, 1).metrics = {"capabilities": figures}
    said = [text.value for text in open_page(lang="en").caption]
    assert any("interval (95 %): Automation 0.70 (0.60 to 0.80)." in text for text in said)


def test_recent_imports_are_listed_by_file(open_page, products: Store):
    with products.write() as session:
        session.add(
            Import(
                file_name="<b>list</b>.csv",
                file_hash="",
                source="yc",
                lane="learning",
                mapping={},
                read=3,
                new=2,
                updated=0,
                unchanged=0,
                refused=1,
                labels=0,
                seconds=0.1,
            )
        )
    text = next(text.value for text in open_page(lang="en").markdown if "refused" in text.value)
    assert "new 2, updated 0, refused 1" in text
    assert "<b>" not in text


def test_a_waiting_job_is_shown(open_page, products: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("dashboard.ui.jobs.tend", lambda store: None)
    with products.write() as session:
        session.add(Job(kind="train", payload={}))
    page = open_page(lang="en")
    assert any("**Training**" in text.value for text in page.markdown)


@pytest.mark.parametrize(
    ("kind", "filler", "said"),
    [("train", fill_labels, "The first model is being trained"), ("tag", fill_tags, "is tagging the products")],
)
def test_what_is_under_way_is_not_asked_for(
    open_page, products: Store, monkeypatch: pytest.MonkeyPatch, kind: str, filler: Filler, said: str
):
    filler(products)
    monkeypatch.setattr("dashboard.ui.jobs.tend", lambda store: None)
    with products.write() as session:
        session.add(Job(kind=kind, payload={}))
    assert said in steps(open_page(lang="en"))[0]


def test_markup_in_a_source_is_shown_as_text(open_page, filled: Store):
    with filled.write() as session:
        session.get_one(Product, 1).source = "<script>x</script>|[a](b)"
    page = open_page(lang="en")
    assert not page.exception
    assert not any("<script>" in text.value or "|[a](b)" in text.value for text in page.markdown)


def test_the_first_page_needs_neither_pandas_nor_tensorflow(open_page, filled: Store, home: Path):
    open_page(lang="en")
    code = """
import sys
from streamlit.testing.v1 import AppTest
page = AppTest.from_file("app.py", default_timeout=60)
page.query_params["lang"] = "en"
page.run()
assert not page.exception
heavy = ("pandas", "alembic", "onnxruntime", "sklearn", "tensorflow")
print([name for name in heavy if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr[-2000:]
