"""The Tagger page: without a model, with a text, with a product, and with a person who knows better."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update
from streamlit.testing.v1 import AppTest

from dashboard.store import get_store
from dashboard.tagging.evidence import MOST_UNITS
from db.models import Capability, Label, Model
from db.queries.labels import add_label, holding_labels_frame
from db.queries.product_detail import get_product
from db.queries.revisions import raise_revision
from tests.small_model import FOLDER, NOTES, ROBOT, add_small_model, add_unseen

PAGE = "pages/tagger.py"
WILD = '<script>alert(1)</script> A robot & <b>"more"</b> <img src=x onerror=alert(2)>'


@pytest.fixture
def model() -> None:
    add_small_model(get_store())


def html(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def text_of(page: AppTest) -> str:
    return "\n".join(element.value for element in [*page.markdown, *page.caption])


def click(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()


def explain(page: AppTest, text: str) -> AppTest:
    page.text_area[0].set_value(text)
    return click(page, "Explain")


@pytest.mark.parametrize(("language", "title"), [("en", "Tagger"), ("zh", "标签解释")])
def test_without_a_model_the_page_leads_to_the_training(open_page, language: str, title: str):
    page = open_page(PAGE, lang=language)
    assert not page.exception
    assert page.title[0].value == title
    assert len(page.info) == 1
    assert not page.text_area
    assert any(link.proto.page == "training" for link in page.get("page_link"))


def test_a_model_whose_files_are_gone_is_an_error_and_no_crash(open_page, model, home):
    (home / FOLDER / "model.onnx").unlink()
    page = open_page(PAGE, lang="en")
    assert not page.exception
    assert "A model is served only when it is complete" in page.error[0].value.replace("\\", "")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_example_is_explained_by_a_click(open_page, model, language: str):
    page = open_page(PAGE, lang=language)
    next(button for button in page.button if button.key == "tagger_example_0").click().run()
    assert not page.exception
    assert page.text_area[0].value.startswith("An agent reads")
    assert 'role="region"' in html(page)


def test_the_word_that_speaks_for_a_tag_is_marked_with_what_the_text_is_without_it(open_page, model):
    page = explain(open_page(PAGE, lang="en"), "A robot sorts letters")
    shown = html(page)
    assert ">robot</mark>" in shown
    assert "98%, tagged from 50% on" in shown
    assert "<bdi><b>robot</b></bdi>" in shown
    assert "without it 1.8%" in shown
    assert "Of 100 such texts, about 98 have it." in text_of(page)
    assert "Main capability by the model: Automation" in text_of(page)
    assert "1 of 1 marks keep their sign in 20 variations" in text_of(page)
    assert "the probability goes from 98% to 2%" in text_of(page)


def test_markup_in_a_text_is_text(open_page, model):
    page = explain(open_page(PAGE, lang="en"), WILD)
    shown = html(page)
    assert not page.exception
    assert "<script" not in shown
    assert "<img" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; A <mark" in shown


def test_another_capability_is_explained_when_the_address_names_it(open_page, model):
    page = open_page(PAGE, lang="en", product=str(ROBOT), capability="intelligence")
    assert not page.exception
    assert ">robot</mark>" not in html(page)
    assert "speaks for Intelligence" in html(page)
    assert explain_control(page) == "intelligence"


def explain_control(page: AppTest) -> str:
    return str(page.session_state["tagger_capability"])


@pytest.mark.parametrize(("is_labelled", "known"), [(True, False), (False, True)])
def test_a_product_that_was_learned_and_never_measured_is_not_taken_for_unseen(open_page, model, is_labelled, known):
    with get_store().write() as session:
        session.execute(update(Model).values(metrics={"measured_on": {"how": "future", "since": "2025-11-01"}}))
        if is_labelled:
            asked = {"annotator": "a", "assisted": False, "text_hash": "Robo"}
            label = add_label(session, ROBOT, "automation", "yes", **asked)
            before = session.get_one(Model, 1).created_at - timedelta(days=1)
            session.execute(update(Label).where(Label.id == label).values(created_at=before))
        raise_revision(session, "model")
    said = text_of(open_page(PAGE, lang="en", product=str(ROBOT)))
    assert ("was measured on newer ones alone" in said) is is_labelled
    # Of intelligence nobody has said anything, so the model has learned nothing of it here.
    assert said.count("Of 100 such texts") == 1 + known


def test_a_product_is_explained_with_what_it_got_unseen(open_page, model):
    add_unseen(get_store(), ROBOT, 0.31)
    page = open_page(PAGE, lang="en", product=str(ROBOT))
    assert page.subheader[0].value == "Robo"
    assert ">robot</mark>" in html(page)
    assert "a copy of it that had not seen it gave 31%" in text_of(page)
    assert "Of 100 such texts, about 31 have it." in text_of(page)


def test_a_product_that_is_not_there_is_said_to_be_gone(open_page, model):
    page = open_page(PAGE, lang="en", product="99")
    assert not page.exception
    assert "There is no product 99" in page.warning[0].value
    assert page.text_area


def test_a_product_is_found_by_its_words(open_page, model):
    page = open_page(PAGE, lang="en")
    page.text_input[0].set_value("sorts post").run()
    next(button for button in page.button if button.key == f"tagger_found_{ROBOT}").click().run()
    assert page.query_params["product"] == str(ROBOT)
    assert page.subheader[0].value == "Robo"


def test_what_was_typed_outlives_a_look_at_a_product(open_page, model):
    page = explain(open_page(PAGE, lang="en"), "A robot sorts letters")
    page.text_input[0].set_value("sorts post").run()
    next(button for button in page.button if button.key == f"tagger_found_{ROBOT}").click().run()
    assert not page.text_area
    page = click(page, "Another text or product")
    assert page.text_area[0].value == "A robot sorts letters"
    assert "product" not in page.query_params


def test_a_long_text_is_said_to_be_explained_in_its_first_part(open_page, model):
    page = explain(open_page(PAGE, lang="en"), "robot " + "plain " * MOST_UNITS + "<i>end")
    assert f"only its first {MOST_UNITS} words" in text_of(page)
    assert "&lt;i&gt;end" in html(page)


def test_a_model_of_other_capabilities_says_nothing(open_page, model):
    with get_store().write() as session:
        session.execute(delete(Capability).where(Capability.key.in_(["automation", "intelligence"])))
    page = explain(open_page(PAGE, lang="en"), "A robot sorts letters")
    assert not page.exception
    assert "knows none of the capabilities" in page.info[0].value


def test_a_settled_label_is_said_to_hold_against_a_persons(open_page, model):
    with get_store().write() as session:
        own = {"product_id": ROBOT, "capability": "automation", "annotator": "both", "text_hash": "Robo"}
        session.add(Label(value="yes", origin="settled", lane="audit", **own))
    page = give_label(open_page(PAGE, lang="en", product=str(ROBOT)), "automation", "no", "Ann")
    assert "was settled: yours joins the history" in text_of(page)
    assert [row[1] for row in holding()] == ["yes"]
    assert "**Label: yes**, by both" in text_of(page)


def give_label(page: AppTest, capability: str, value: str, by: str) -> AppTest:
    key = f"{capability}_{ROBOT}"
    place = [button.key or "" for button in page.button if button.label == "Store the label"]
    number = next(i for i, own in enumerate(place) if key in own)
    page.radio[number].set_value(value)
    page.text_input[number].set_value(by)
    return [button for button in page.button if button.label == "Store the label"][number].click().run()


def holding() -> list[tuple[str, str, str, str, str, bool, str]]:
    with get_store().read() as session:
        frame = holding_labels_frame(session, "annotator", "assisted")
    columns = ["capability", "value", "origin", "lane", "annotator", "assisted", "text_hash"]
    return list(frame[columns].itertuples(index=False, name=None))


def test_this_is_wrong_writes_a_label_that_was_given_in_sight_of_the_model(open_page, model):
    page = open_page(PAGE, lang="en", product=str(ROBOT))
    assert page.radio[0].value == "no"  # The opposite of what the model says.
    page = give_label(page, "automation", "no", "Ann")

    assert not page.exception
    assert holding() == [("automation", "no", "person", "learning", "Ann", True, "Robo")]
    assert "**Label: no**, by Ann. It goes before the model." in text_of(page)
    with get_store().read() as session:
        detail = get_product(session, ROBOT)
    assert detail is not None
    assert [(label.annotator, label.holds) for label in detail.labels] == [("Ann", True)]


def test_a_label_is_taken_back_and_what_held_before_holds_again(open_page, model):
    with get_store().write() as session:
        own = {"product_id": ROBOT, "capability": "automation", "annotator": "import", "text_hash": "Robo"}
        session.add(Label(value="yes", origin="import", lane="audit", **own))
        raise_revision(session, "labels")
    page = give_label(open_page(PAGE, lang="en", product=str(ROBOT)), "automation", "no", "Ann")
    page = click(page, "Take the label back")
    assert not page.exception
    assert [row[1:4] for row in holding()] == [("yes", "import", "audit")]
    assert "Take the label back" not in [button.label for button in page.button]


def test_a_typed_text_becomes_a_product_that_can_be_judged(open_page, model):
    page = explain(open_page(PAGE, lang="en"), "A robot sorts letters")
    assert "Store the label" not in [button.label for button in page.button]
    next(field for field in page.text_input if field.label == "Name of the product").set_value("Sorter")
    page = click(page, "Keep it")
    assert not page.exception
    number = int(page.query_params["product"])
    with get_store().read() as session:
        detail = get_product(session, number)
    assert detail is not None
    assert (detail.product.name, detail.product.description) == ("Sorter", "A robot sorts letters")
    assert (detail.product.source, detail.product.launched_on) == ("own", None)
    assert [(tag.capability, tag.tagged) for tag in detail.tags] == [("automation", True), ("intelligence", False)]
    assert "Store the label" in [button.label for button in page.button]


def test_a_text_without_a_name_is_not_kept(open_page, model):
    page = explain(open_page(PAGE, lang="en"), "A robot sorts letters")
    page = click(page, "Keep it")
    assert "has no name or no text" in page.error[0].value.replace("\\", "")


def test_the_nearest_labelled_products_are_named_without_the_product_itself(open_page, model):
    with get_store().write() as session:
        for number, value in ((ROBOT, "yes"), (NOTES, "no")):
            own = {"product_id": number, "capability": "automation", "annotator": "Ann", "text_hash": "x"}
            session.add(Label(value=value, origin="person", lane="learning", **own))
        raise_revision(session, "labels")
    typed = explain(open_page(PAGE, lang="en"), "A robot sorts letters")
    assert typed.dataframe[0].value["name"].iloc[0] == "Robo"
    assert typed.dataframe[0].value[["capabilities", "by"]].iloc[0].tolist() == [["Automation"], "Ann"]
    own = open_page(PAGE, lang="en", product=str(ROBOT))
    assert "Robo" not in own.dataframe[0].value["name"].tolist()


def test_a_product_that_is_labelled_meanwhile_joins_the_neighbours(open_page, model):
    page = explain(open_page(PAGE, lang="en"), "A robot sorts letters")
    assert not page.dataframe
    with get_store().write() as session:
        add_label(session, ROBOT, "automation", "yes", annotator="Ann", assisted=False, text_hash="Robo")
    assert page.run().dataframe[0].value["name"].tolist() == ["Robo"]
