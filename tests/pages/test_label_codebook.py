"""The codebook, as a section of the Label page."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.labelling.codebook import add_own
from dashboard.store import get_store
from db.models import Label
from db.queries.agreement import settle
from db.queries.capabilities import list_capabilities
from db.queries.codebook import list_examples
from tests.dashboard.labelling.test_codebook import OFFLINE
from tests.small_store import fill_products

SECTION = """
from dashboard.ui.label_codebook import codebook_section
from dashboard.ui.translations import t
codebook_section(t)
"""


@pytest.fixture
def section(home):
    def opened(**parameters: str) -> AppTest:
        page = AppTest.from_string(SECTION, default_timeout=60)
        for name, value in parameters.items():
            page.query_params[name] = value
        return page.run()

    return opened


def texts(page: AppTest) -> str:
    assert not page.exception
    shown = [*page.markdown, *page.caption, *page.success, *page.error, *page.text]
    return "\n".join(str(element.value) for element in shown)


def press(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()


def fill_in(page: AppTest, **typed: str) -> None:
    for key, value in typed.items():
        field = [*page.text_input, *page.text_area]
        next(one for one in field if one.label == key.replace("_", " ")).set_value(value)


def records() -> dict:
    with get_store().read() as session:
        return {record.key: record for record in list_capabilities(session)}


def examples(key: str) -> list:
    with get_store().read() as session:
        return list_examples(session, key)


def test_a_capability_is_shown_in_both_languages_with_examples_and_their_reasons(section):
    page = section(capability="intelligence")
    said = texts(page)
    assert "**Intelligence**" in said
    assert "**智能化**" in said
    assert "It predicts how cash will move" in said
    assert sum(text.value.startswith("Tesorio") for text in page.text) == 1


def test_reasons_of_ours_are_told_in_the_reader_s_language(section):
    assert "它预测现金怎样流动" in texts(section(capability="intelligence", lang="zh"))


def test_words_are_changed_and_brought_back(section):
    page = section()
    fill_in(page, Definition_in_English="It works by itself.")
    page = press(page, "Save the words")
    assert "It works by itself." in texts(page)
    press(page, "Back to the words that came with the app")
    assert records()["automation"].definition_en.startswith("The product itself carries out work")


def test_examples_are_added_and_removed(section):
    page = section()
    fill_in(page, A_text_of_your_own="A kettle that boils by itself.")
    page = press(page, "Add the text")
    added = examples("automation")[-1]
    assert (added.text, added.holds, added.origin) == ("A kettle that boils by itself.", True, "person")
    next(one for one in page.button if one.key == f"example_remove_{added.id}").click().run()
    assert added.id not in [one.id for one in examples("automation")]


def test_what_was_settled_is_offered_as_an_example(section):
    fill_products(get_store())
    with get_store().write() as session:
        settle(session, 1, "automation", "no", annotator="Cy", text_hash="now")
    page = section()
    assert "Product 1: no" in [option for box in page.selectbox for option in box.options]
    press(page, "Add the settled one")
    added = examples("automation")[-1]
    assert (added.product_id, added.holds, added.origin) == (1, False, "settled")


def test_a_capability_of_ones_own_is_added_and_counts_down_to_its_training(section):
    fill_products(get_store())
    page = section()
    new = [one for one in [*page.text_input, *page.text_area] if (one.key or "").startswith("codebook_new_")]
    values = {"Title in English": "Works offline", "Definition in English": "Without a network."}
    for field in new:
        if field.label in values:
            field.set_value(values[field.label])
    page = press(page, "Add it")
    assert list(records())[-1] == "works_offline"
    said = texts(page)
    assert "**Works offline**" in said
    assert "It is learned from 20 yes and 20 no." in said
    judge("works_offline", yes=3, no=7)
    page = section(capability="works_offline")
    assert [bar.proto.text for bar in page.get("progress")] == [
        "yes: 3 of 20, 17 to go",
        "no: 7 of 20, 13 to go",
    ]


def judge(key: str, *, yes: int, no: int) -> None:
    from db.queries.revisions import raise_revision

    with get_store().write() as session:
        for number in range(1, yes + no + 1):
            who = {"annotator": "me", "origin": "person", "lane": "learning", "text_hash": "now"}
            session.add(Label(product_id=number, capability=key, value="yes" if number <= yes else "no", **who))
        raise_revision(session, "labels")


def test_a_mistake_in_the_form_is_told_and_nothing_is_added(section):
    page = press(section(), "Add it")
    assert "can't be a key" in texts(page).replace("\\", "")
    assert len(records()) == 4


def test_an_own_capability_is_removed_as_long_as_nothing_names_it(section):
    fill_products(get_store())
    add_own(get_store(), OFFLINE)
    judge("offline", yes=1, no=0)
    page = press(section(capability="offline"), "Remove it")
    assert "can't be removed: labels that name it: 1" in texts(page).replace("\\", "")
    with get_store().write() as session:
        session.delete(session.get_one(Label, 1))
    press(section(capability="offline"), "Remove it")
    assert "offline" not in records()
