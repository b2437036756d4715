"""The Label page without a browser: what it says before there is anything, and what it hands to the pad."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.labelling.draw import DrawRequest
from dashboard.labelling.drawing import make_draw
from dashboard.labelling.repeat import make_repeat
from dashboard.store import get_store
from dashboard.tagging.text import detect_language
from db.engine import Store
from db.models import CodebookExample
from db.queries.draws import list_draws
from db.queries.settings import get_setting
from tests.small_store import LABELLED, WILD, WILD_NAME, fill_products, fill_tags

PAGE = "pages/label.py"
TAB = "0123456789abcdef"


@pytest.fixture
def store() -> Store:
    store = get_store()
    fill_products(store)
    return store


def open_tab(open_page, **parameters: str) -> AppTest:
    """Open the page as the pad finds it once it has told its name."""
    page = open_page(PAGE, **parameters)
    page.session_state["label_holder"] = TAB
    return page.run()


def pad(page) -> dict:
    """What the pad was handed."""
    assert not page.exception
    (component,) = page.get("bidi_component")
    return json.loads(component.proto.json)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_empty_store_says_what_to_do(open_page, language: str):
    page = open_page(PAGE, lang=language)
    assert not page.exception
    assert len(page.info) == 1
    assert not page.get("bidi_component")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_before_the_first_draw_one_is_offered_and_one_click_makes_it(open_page, store: Store, language: str):
    page = open_page(PAGE, lang=language)
    assert not page.get("bidi_component")
    page.text_input(key="label_annotator").set_value("Ann").run()
    page.button(key="label_draw").click().run()
    with store.read() as session:
        (draw,) = list_draws(session)
        assert get_setting(session, "person") == "Ann"
    assert (draw.size, draw.drawn_by) == (11, "Ann")
    assert pad(page)["queue"] == f"audit:{draw.id}"


def test_a_tab_is_handed_the_products_of_the_draw_without_the_models_opinion(open_page, store: Store):
    fill_tags(store)
    draw_id = make_draw(store, DrawRequest(11, seed=1), drawn_by="ann")
    data = pad(open_tab(open_page, lang="en"))
    assert (data["lane"], data["draw"], data["holder"], len(data["items"])) == ("audit", draw_id, TAB, 11)
    assert {json.dumps(item["guess"]) for item in data["items"]} == {"{}"}
    assert data["progress"] == {"done": 0, "unsure": 0, "skipped": 0, "left": 11, "reused": 0}
    wild = next(item for item in data["items"] if item["id"] == WILD)
    assert wild["name"] == WILD_NAME


def test_a_tab_that_has_not_told_its_name_is_handed_nothing(open_page, store: Store):
    make_draw(store, DrawRequest(11, seed=1), drawn_by="ann")
    data = pad(open_page(PAGE, lang="en"))
    assert (data["holder"], data["items"]) == (None, [])


@pytest.mark.parametrize(("language", "reason"), [("en", "The labels so far"), ("zh", "就现有标注来看")])
def test_the_learning_lane_says_why_and_what_the_model_thinks(open_page, store: Store, language: str, reason: str):
    fill_tags(store)
    data = pad(open_tab(open_page, lang=language, lane="learning"))
    assert (data["lane"], data["draw"], data["shown"]) == ("learning", None, False)
    assert data["items"][0]["reason"].startswith(reason)
    assert "{" not in data["items"][0]["reason"]
    assert data["items"][0]["guess"]["automation"] == {"probability": 0.75, "tagged": True}


def test_the_learning_lane_says_what_it_does_without_a_model(open_page, store: Store):
    page = open_tab(open_page, lang="en", lane="learning")
    assert any("There is no model yet" in caption.value for caption in page.caption)
    assert len(pad(page)["items"]) == 11


def test_the_switch_shows_the_models_opinion_in_the_learning_lane_alone(open_page, store: Store):
    fill_tags(store)
    make_draw(store, DrawRequest(11, seed=1), drawn_by="ann")
    page = open_tab(open_page, lang="en", lane="learning")
    page.toggle(key="label_shown").set_value(True).run()
    assert pad(page)["shown"]
    page.query_params["lane"] = "audit"
    page.run()
    assert not page.toggle
    assert not pad(page)["shown"]


def test_capabilities_come_with_definitions_and_examples_in_the_readers_language(open_page, store: Store):
    make_draw(store, DrawRequest(11, seed=1), drawn_by="ann")
    with store.write() as session:
        texts = {"It files the forms.": True, "An editor.": False}
        session.add_all(
            CodebookExample(capability="automation", text=text, holds=holds, note="why", origin="person")
            for text, holds in texts.items()
        )
    for language, title in (("en", "Automation"), ("zh", "自动化")):
        card = pad(open_tab(open_page, lang=language))["capabilities"][0]
        assert (card["key"], card["title"], card["color"]) == ("automation", title, "#0072B2")
        assert card["definition"]
        assert {detect_language(text) for kind in ("yes", "no") for text, _why in card[kind]} == {language}
        assert (len(card["yes"]), len(card["no"])) == (2, 2)
        assert (["It files the forms.", "why"] in card["yes"]) == (language == "en")


def test_a_second_look_is_a_lane_of_whom_it_was_drawn_for_and_shows_nothing_of_the_first(open_page, store: Store):
    fill_tags(store)
    draw_id = make_repeat(store, "Bo", 5, drawn_by="Cy")
    page = open_tab(open_page, lang="en", lane="repeat")
    page.text_input(key="label_annotator").set_value("Bo").run()
    page.query_params["lane"] = "repeat"
    data = pad(page.run())
    assert (data["queue"], data["draw"], data["annotator"]) == (f"repeat:{draw_id}", draw_id, "Bo")
    assert [(item["id"], item["guess"], item["reason"]) for item in data["items"]] == [(LABELLED, {}, "")]
    page.text_input(key="label_annotator").set_value("Cy").run()
    assert "repeat" not in page.segmented_control(key="label_lane").options


def test_every_word_of_the_pad_is_translated(open_page, store: Store):
    make_draw(store, DrawRequest(11, seed=1), drawn_by="ann")
    english, chinese = (pad(open_tab(open_page, lang=language))["words"] for language in ("en", "zh"))
    assert {name for name in english if english[name] == chinese[name]} == set()
