"""Trends: why a product behind a mark is tagged as it is."""

from datetime import date
from hashlib import sha256

import pytest

from dashboard.store import get_store
from db.engine import Store
from db.models import Import, ImportProduct, Label, Product, Tag
from db.queries.revisions import raise_revision
from tests.small_model import NOTES, ROBOT, add_small_model, add_unseen
from tests.small_store import fill_audit, fill_products, fill_tags

PAGE = "pages/trends.py"
MARK = "automation@2024-08"


@pytest.fixture
def store() -> Store:
    """Two products of one month, tagged by the hand-made model; one import brought both."""
    store = get_store()
    add_small_model(store)
    with store.write() as session:
        counts = dict.fromkeys(("read", "new", "updated", "unchanged", "refused", "labels"), 0)
        more = {"source": "list", "lane": "learning", "mapping": {}, "seconds": 0.1}
        session.add(Import(id=3, file_name="spring.csv", file_hash="", **counts, **more))
        session.flush()
        for number, bits in ((ROBOT, 1), (NOTES, 0)):
            product = session.get_one(Product, number)
            product.launched_on, product.launched_precision, product.import_id = date(2024, 8, number), "day", 3
            session.add(ImportProduct(import_id=3, product_id=number, effect="new"))
            probabilities = b"\x00\x3a\x00\x00" if bits else b"\x00\x00\x00\x00"
            own = {"probabilities": probabilities, "bits": bits, "text_hash": product.text_hash}
            session.add(Tag(model_id=1, product_id=number, **own))
        raise_revision(session, "products", "tags")
    return store


def add_label(store: Store, annotator: str, origin: str) -> None:
    fields = {"capability": "automation", "value": "no", "lane": "learning", "text_hash": "Robo"}
    with store.write() as session:
        session.add(Label(product_id=ROBOT, annotator=annotator, origin=origin, **fields))
        raise_revision(session, "labels")


def listed(page) -> dict[str, dict]:
    rows = next(frame.value for frame in page.dataframe if "name" in frame.value)
    return rows.set_index("name").to_dict("index")


def why(page) -> str:
    """All that the panel of the chosen product says."""
    texts = [text.value for text in (*page.markdown, *page.caption)] + [one.proto.body for one in page.get("html")]
    # Without what keeps Streamlit from making a link of a file's name.
    return " ".join(texts).replace("\u2060", "").replace("\\", "")


def test_the_list_says_which_import_brought_a_product_and_which_words_speak_for_it(open_page, store: Store):
    rows = listed(open_page(PAGE, lang="en", mark=MARK))
    assert rows["Robo"]["import"] == "#3 · spring.csv"
    assert (rows["Robo"]["tag"], rows["Robo"]["by"], rows["Robo"]["words"]) == ("yes", "model #1", "robot · sorts")
    assert (rows["Noto"]["tag"], rows["Noto"]["words"]) == ("no", "")


@pytest.mark.parametrize(
    ("annotator", "origin", "who"), [("ann", "person", "label: ann"), ("import", "import", "label: a file")]
)
def test_the_list_says_who_labelled(open_page, store: Store, annotator: str, origin: str, who: str):
    add_label(store, annotator, origin)
    rows = listed(open_page(PAGE, lang="en", mark=MARK))
    assert (rows["Robo"]["tag"], rows["Robo"]["by"]) == ("no", who)


def test_the_address_opens_a_product_with_its_marked_text(open_page, store: Store):
    page = open_page(PAGE, lang="en", mark=MARK, product=str(ROBOT))
    assert not page.exception
    said = why(page)
    assert "Model #1 gives Automation" in said
    assert "Brought by import #3, spring.csv" in said
    assert "<mark" in said
    assert "robot" in said


def test_a_label_and_what_a_network_said_unseen_stand_beside_the_model(open_page, store: Store):
    add_label(store, "ann", "person")
    add_unseen(store, ROBOT, 0.31)
    said = why(open_page(PAGE, lang="en", mark=MARK, product=str(ROBOT)))
    assert "Label: **no**, from ann" in said
    assert "a network that had not seen it gave 31%" in said


def test_a_click_on_a_row_opens_it_and_close_takes_it_out_of_the_address(open_page, store: Store):
    page = open_page(PAGE, lang="en", mark=MARK)
    shown = sha256(repr([ROBOT, NOTES]).encode()).hexdigest()[:16]
    page.session_state[f"launches_{shown}_0"] = {"selection": {"rows": [], "columns": [], "cells": [(0, "name")]}}
    page.run()
    assert page.query_params["product"] == str(ROBOT)
    page.button(key="launch_why_close").click().run()
    assert "product" not in page.query_params
    assert "Model #1 gives" not in why(page)


def test_a_list_of_all_capabilities_leads_to_their_explanation(open_page, store: Store):
    page = open_page(PAGE, lang="zh", mark="all@2024-08", product=str(ROBOT))
    assert not page.exception
    assert "**Robo**" in why(page)
    assert "<mark" not in why(page)


@pytest.mark.parametrize("product", ["999", "x", str(10**12)])
def test_a_product_that_the_list_does_not_hold_is_passed_over(open_page, store: Store, product: str):
    page = open_page(PAGE, lang="en", mark=MARK, product=product)
    assert not page.exception
    assert "Model #1 gives" not in why(page)


def test_a_model_whose_files_are_gone_is_said_and_the_rest_stays(open_page, store: Store, home):
    (home / "artifacts" / "run-1" / "model.onnx").unlink()
    page = open_page(PAGE, lang="en", mark=MARK, product=str(ROBOT))
    assert not page.exception
    assert "Brought by import #3" in why(page)


def test_the_head_of_the_list_says_the_corrected_share_where_the_chart_shows_one(open_page):
    store = get_store()
    fill_products(store)
    fill_tags(store)
    fill_audit(store)
    told = why(open_page(PAGE, lang="en", by="quarter", mark="automation@2024-Q3"))
    assert "corrected for the tagger's mistakes (95 %:" in told
    told = why(open_page(PAGE, lang="en", by="quarter", mark="automation@2024-Q3", shown="tagged"))
    assert "**100.0%** as tagged: 5 of 5" in told
    assert "corrected for the tagger's mistakes (95 %:" not in told
