"""The products page as a person uses it: find, open, correct, delete. Importing: test_products_import.py."""

from datetime import UTC, date, datetime

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.store import get_store
from db.models import Import, ImportProduct, Job, Label, Model, Product, Run, Tag

PAGE = "pages/products.py"
MARKUP = "<script>alert(1)</script> **bold** [x](javascript:alert)"


def product(number: int, name: str, **fields: object) -> Product:
    defaults = {
        "source": "yc",
        "external_id": f"yc-{number}",
        "product_group": f"yc:{number}",
        "tagline": f"Tagline of {name}",
        "language": "en",
        "launched_on": date(2024, 1, number),
        "launched_precision": "day",
        "text_hash": f"hash {number}",
    }
    return Product(id=number, name=name, **defaults | fields)


@pytest.fixture
def filled(home) -> None:
    """Three products, the first with all that can be known of one."""
    with get_store().write() as session:
        session.add(
            product(1, MARKUP, url="https://example.org", launched_on=date(2024, 3, 20), launched_precision="season")
        )
        session.add(product(2, "Robota", url="javascript:alert(1)", source="producthunt", votes=1234))
        session.add(product(3, "纸鹤", language="zh", launched_on=None, launched_precision="none"))
        session.add(Job(id=1, kind="train", payload={}, state="succeeded"))
        session.flush()
        session.add(Run(id=1, job_id=1, preset="fast", seed=0, config={}))
        session.add(
            Import(
                id=1,
                file_name="list.csv",
                file_hash="",
                source="yc",
                lane="learning",
                mapping={},
                **dict.fromkeys(("read", "new", "updated", "unchanged", "refused", "labels"), 1),
                seconds=1.0,
            )
        )
        session.flush()
        session.add(
            Model(
                id=1,
                run_id=1,
                preset="fast",
                folder="",
                artifact_hash="",
                label_set=["automation", "intelligence"],
                thresholds={"automation": 0.5, "intelligence": 0.5},
                metrics={},
                active=True,
            )
        )
        session.flush()
        session.add(
            Tag(
                model_id=1,
                product_id=1,
                probabilities=np.array([0.25, 0.75], "<f2").tobytes(),
                bits=2,
                primary=1,
                text_hash="hash 1",
            )
        )
        session.add(ImportProduct(import_id=1, product_id=1, effect="new"))
        session.add(
            Label(
                product_id=1,
                capability="automation",
                value="yes",
                annotator="bo",
                origin="person",
                lane="audit",
                text_hash="hash 1",
                created_at=datetime(2026, 11, 16, tzinfo=UTC),
            )
        )


def names(page: AppTest) -> list[str]:
    """The names in the list of products."""
    return list(next(table.value for table in page.dataframe if "tagline" in table.value)["name"])


def button(page: AppTest, label: str):
    return next(button for button in page.button if button.label == label)


def field(page: AppTest, label: str):
    return next(field for field in (*page.text_input, *page.text_area) if field.label == label)


def table_with(page: AppTest, column: str):
    return next(table.value for table in page.dataframe if column in table.value)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_list_shows_the_newest_first_and_text_as_it_is(open_page, filled, language: str):
    page = open_page(PAGE, lang=language)
    assert not page.exception
    assert names(page) == [MARKUP, "Robota", "纸鹤"]


def test_dates_tags_and_where_they_come_from_are_said_in_words(open_page, filled):
    page = open_page(PAGE, lang="en")
    shown = table_with(page, "tagline").set_index("name")
    assert list(shown["launched"]) == ["about 2024-03", "2024-01-02", "no date"]
    assert list(shown["capabilities"].iloc[0]) == ["Automation", "Intelligence"]
    assert list(shown["origin"]) == ["both", "", ""]


def test_a_search_finds_words_and_stands_in_the_address(open_page, filled):
    page = open_page(PAGE, lang="en")
    field(page, "Search").set_value("robota TAGLINE").run()
    assert names(page) == ["Robota"]
    assert page.query_params["q"] == "robota TAGLINE"


@pytest.mark.parametrize(
    ("parameter", "value", "left"),
    [
        ("source", "producthunt", ["Robota"]),
        ("language", "zh", ["纸鹤"]),
        ("capability", "intelligence", [MARKUP]),
        ("dated", "no", ["纸鹤"]),
        ("from", "2024-02-01", [MARKUP]),
        ("to", "2024-02-01", ["Robota"]),
        ("import", "1", [MARKUP]),
        ("source", "nonsense", [MARKUP, "Robota", "纸鹤"]),
        ("from", "nonsense", [MARKUP, "Robota", "纸鹤"]),
        ("page", "99", [MARKUP, "Robota", "纸鹤"]),
    ],
)
def test_the_address_filters_the_list(open_page, filled, parameter: str, value: str, left: list[str]):
    page = open_page(PAGE, lang="en", **{parameter: value})
    assert not page.exception
    assert names(page) == left


def test_where_the_tag_comes_from_can_be_asked(open_page, filled):
    assert names(open_page(PAGE, capability="intelligence", origin="model")) == [MARKUP]
    page = open_page(PAGE, lang="en", capability="intelligence", origin="gold")
    assert "No product fits. Take a filter away, or search for fewer words." in [info.value for info in page.info]


def test_a_click_opens_the_product_of_its_row(open_page, filled):
    page = open_page(PAGE, lang="en")
    # A table's id ends with the key that it was drawn with.
    key = page.dataframe[0].proto.id.rsplit("-", 1)[-1]
    page.session_state[key] = {"selection": {"rows": [], "columns": [], "cells": [[1, "name"]]}}
    page.run()
    assert page.query_params["product"] == "2"
    assert "Tagline of Robota" in [text.value for text in page.text]


def test_an_opened_product_shows_all_that_is_known_of_it(open_page, filled):
    page = open_page(PAGE, lang="en", product="1")
    assert not page.exception
    capabilities = table_with(page, "threshold").set_index("capability")
    assert list(capabilities.loc["Automation"]) == ["yes", "a person", 0.25, 0.5]
    assert list(capabilities.loc["Intelligence"]) == ["yes", "model", 0.75, 0.5]
    assert capabilities.loc["Personalization", "holds"] == "not tagged"
    label = table_with(page, "lane").iloc[0]
    assert (label["subject"], label["said"], label["by"], label["lane"]) == ("Automation", "yes", "bo", "audit")
    seen = table_with(page, "effect").iloc[0]
    assert (seen["file"], seen["effect"]) == ("list.csv", "new")


@pytest.mark.parametrize(
    ("language", "title", "shown"),
    [
        ("en", "Fields of application", "Speech and sound, navigation"),
        ("zh", "应用领域", "语音与声音, navigation"),
        ("en", "Industry", "HR and recruiting"),
        ("zh", "行业", "人力资源与招聘"),
    ],
)
def test_the_catalogues_keys_are_shown_in_words_and_a_persons_own_as_typed(open_page, language, title, shown):
    with get_store().write() as session:
        session.add(product(1, "Hum", industry="hr_recruiting", application_fields=["speech", "navigation"]))
    facts = open_page(PAGE, lang=language, product="1").table[0].value
    assert facts.loc[title].item() == shown


@pytest.mark.parametrize(("language", "said"), [("en", "the catalogue"), ("zh", "内置目录")])
def test_an_opened_product_does_not_say_that_a_person_judged_the_catalogue(open_page, filled, language: str, said: str):
    with get_store().write() as session:
        session.query(Label).update({"origin": "catalogue"})
    page = open_page(PAGE, lang=language, product="1")
    assert table_with(page, "threshold")["origin"].iloc[0] == said


def test_only_web_addresses_are_made_links(open_page, filled):
    def links(number: str) -> list[str]:
        return [link.proto.url for link in open_page(PAGE, product=number).get("link_button")]

    assert links("1") == ["https://example.org"]
    assert links("2") == []


@pytest.mark.parametrize("asked", ["7", "nonsense", "99999999999999999999"])
def test_a_number_that_no_product_has_is_said(open_page, filled, asked: str):
    page = open_page(PAGE, lang="en", product=asked)
    assert not page.exception
    assert [warning.value for warning in page.warning] == [
        f"There is no product {asked}. It may have been deleted.",
    ]


def test_a_correction_is_stored_with_who_and_what_it_was(open_page, filled):
    page = open_page(PAGE, lang="en", product="2")
    field(page, "Name").set_value("Roboto")
    field(page, "Launch date").set_value("2024-02")
    field(page, "Your name").set_value("Ann")
    button(page, "Save the correction").click().run()
    assert not page.exception
    assert names(page) == [MARKUP, "Roboto", "纸鹤"]
    history = table_with(page, "old").set_index("field")
    assert list(history.loc["Name", ["old", "new", "by"]]) == ["Robota", "Roboto", "Ann"]
    assert list(history.loc["Launch date", ["old", "new"]]) == ["2024-01-02", "2024-02-01"]
    assert field(open_page(PAGE, lang="en", product="1"), "Your name").value == "Ann"


def test_a_correction_that_cannot_be_taken_is_said_in_words(open_page, filled):
    page = open_page(PAGE, lang="en", product="2")
    field(page, "Launch date").set_value("03/04/2024")
    field(page, "Your name").set_value("Ann")
    button(page, "Save the correction").click().run()
    assert "Which number is the day is left open" in page.error[0].value
    assert names(open_page(PAGE)) == [MARKUP, "Robota", "纸鹤"]


def test_a_product_is_deleted_once_a_person_has_confirmed(open_page, filled):
    page = open_page(PAGE, lang="en", product="1")
    assert "Gold labels that go too: 1" in [text.value for text in page.markdown]
    button(page, "Delete for good").click().run()
    assert not page.exception
    assert names(page) == ["Robota", "纸鹤"]
    assert "product" not in page.query_params
