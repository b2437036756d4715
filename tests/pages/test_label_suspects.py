"""Suspected labels, as a section of the Label page: corrected, kept, skipped, taken back."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.store import get_store
from db.models import Label, Product
from db.queries.labels import holding_labels_frame
from tests.judged_store import fill, older_metrics

SECTION = """
from dashboard.ui.label_suspects import suspects_section
from dashboard.ui.translations import t
suspects_section(t)
"""


@pytest.fixture
def section(home):
    return lambda: AppTest.from_string(SECTION, default_timeout=60).run()


def texts(page: AppTest) -> str:
    assert not page.exception
    shown = [*page.markdown, *page.caption, *page.info, *page.warning, *page.success, *page.text]
    return "\n".join(str(element.value) for element in shown)


def press(page: AppTest, beginning: str) -> AppTest:
    return next(button for button in page.button if button.label.startswith(beginning)).click().run()


def held(product_id: int, capability: str) -> list:
    with get_store().read() as session:
        frame = holding_labels_frame(session, "annotator", "assisted")
    own = frame[(frame["product_id"] == product_id) & (frame["capability"] == capability)]
    return own[["value", "annotator", "assisted"]].to_numpy().tolist()[0]


def test_before_the_first_model_nothing_contradicts_a_label(open_page):
    page = open_page("pages/label.py", lang="en", view="suspects")
    assert "There is no model yet, so nothing contradicts a label." in texts(page)


def first(page: AppTest) -> str:
    return next(button.key for button in page.button if button.key.startswith("suspect_correct_"))


def test_a_suspect_is_corrected_and_the_answer_can_be_taken_back(section):
    fill(older_metrics())
    page = section()
    key = first(page)
    with get_store().read() as session:
        label = session.get_one(Label, int(key.rsplit("_", 1)[1]))
        subject, was = (label.product_id, label.capability), label.value
        name = session.get_one(Product, label.product_id).name
    assert f"#### {name}" in texts(page)
    page.text_input[0].set_value("Bo").run()
    page = press(page, "Correct it")
    assert held(*subject) == [{"yes": "no", "no": "yes"}[was], "Bo", True]
    assert key not in [button.key for button in page.button]
    page = press(page, "Take the last answer back")
    assert held(*subject)[0] == was
    assert first(page) == key


def test_a_kept_label_is_a_person_s_own_and_is_not_asked_for_again(section):
    fill(older_metrics())
    page = section()
    key = first(page)
    with get_store().read() as session:
        label = session.get_one(Label, int(key.rsplit("_", 1)[1]))
    page = press(page, "Keep the label")
    assert held(label.product_id, label.capability) == [label.value, "me", True]
    assert key not in [button.key for button in section().button]


def test_a_skipped_one_comes_back_with_the_next_visit(section):
    fill(older_metrics())
    page = section()
    key = first(page)
    page = press(page, "Skip it for now")
    assert key not in [button.key for button in page.button]
    assert first(section()) == key


def test_an_answer_that_comes_too_late_is_not_stored(section):
    fill(older_metrics())
    page = section()
    number = int(first(page).rsplit("_", 1)[1])
    with get_store().write() as session:
        label = session.get_one(Label, number)
        session.get_one(Product, label.product_id).text_hash = "another"
    page = press(page, "Keep the label")
    assert "That label was changed meanwhile" in texts(page)
    with get_store().read() as session:
        assert session.query(Label).filter(Label.assisted).count() == 0


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Check the labels that the model contradicts: "),
        ("zh", "复查与模型相左的标注："),
    ],
)
def test_the_learning_lane_leads_to_them(open_page, language: str, words: str):
    fill(older_metrics())
    page = press(open_page("pages/label.py", lang=language, lane="learning"), words)
    assert page.query_params["view"] == "suspects"
    assert "lane" not in page.query_params
    assert first(page)
