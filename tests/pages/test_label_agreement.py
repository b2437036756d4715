"""Agreement, as a section of the Label page: two annotators, their disagreements, and a second look."""

import pytest
from sqlalchemy import select, update
from streamlit.testing.v1 import AppTest

from dashboard.labelling.repeat import make_repeat
from dashboard.messages import RequestError
from dashboard.store import get_store
from db.models import Draw, DrawMember, Label
from db.queries.draws import REPEAT, list_draws, member_states
from db.queries.labels import holding_labels_frame
from db.queries.revisions import raise_revision
from tests.small_store import fill_products

SECTION = """
from dashboard.ui.label_agreement import agreement_section
from dashboard.ui.translations import t
agreement_section(t)
"""


def judge(annotator: str, *values: str) -> None:
    """Let somebody judge the automation of products 1, 2, 3 …, a value each."""
    with get_store().write() as session:
        session.add_all(
            Label(
                product_id=number,
                capability="automation",
                value=value,
                annotator=annotator,
                origin="person",
                lane="learning",
                text_hash="now",
            )
            for number, value in enumerate(values, 1)
        )
        raise_revision(session, "labels")


@pytest.fixture
def section(home):
    fill_products(get_store())
    return lambda: AppTest.from_string(SECTION, default_timeout=60).run()


def texts(page: AppTest) -> str:
    assert not page.exception
    shown = [*page.markdown, *page.caption, *page.info, *page.warning, *page.text]
    return "\n".join(str(element.value) for element in shown)


def press(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()


def test_where_one_person_has_judged_there_is_nothing_to_compare(section):
    judge("Ann", "yes", "no")
    assert "Nobody has judged a product yet that somebody else has judged, too." in texts(section())


def test_kappa_stands_beside_what_was_counted(section):
    """Ann and Bo: two yes, one no, and one each way: 3 of 5 agree; by chance 0.6 * 0.6 + 0.4 * 0.4 = 0.52."""
    judge("Ann", "yes", "yes", "no", "yes", "no")
    judge("Bo", "yes", "yes", "no", "no", "yes")
    page = section()
    assert "None of these products was given at random" in texts(page)
    row = page.dataframe[0].value.iloc[0]
    assert row[["products", "both", "first", "second", "unsure"]].tolist() == [5, 2, 1, 1, 0]
    assert row["agreed"] == pytest.approx(60)
    assert row["kappa"] == pytest.approx((0.6 - 0.52) / 0.48)
    assert page.selectbox[0].options == ["Ann and Bo (5 products)"]


def test_where_both_said_the_same_throughout_it_is_said_in_words(section):
    judge("Ann", "no", "no")
    judge("Bo", "no", "no")
    page = section()
    assert page.dataframe[0].value["interval"].iloc[0] == "both said the same throughout"
    assert "Both said the same throughout: Automation." in texts(page)
    assert "Disagreements: 0 open of 0" in texts(page)


def test_a_disagreement_is_settled_and_both_judgements_stay(section):
    judge("Ann", "yes", "yes")
    judge("Bo", "yes", "no")
    page = section()
    assert "Disagreements: 1 open of 1" in texts(page)
    assert [(metric.label, metric.value) for metric in page.metric] == [("Ann", "yes"), ("Bo", "no")]
    page.text_input[0].set_value("Cy").run()
    page = press(page, "It has it")
    assert "Disagreements: 0 open of 1" in texts(page)
    assert "Settled: yes, by Cy." in texts(page)
    with get_store().read() as session:
        held = holding_labels_frame(session, "annotator")
        assert session.query(Label).count() == 5
    held = held[held["product_id"] == 2]
    assert held[["value", "origin", "annotator"]].to_numpy().tolist() == [["yes", "settled", "Cy"]]


def test_a_second_look_takes_only_what_others_have_judged(section):
    judge("Ann", "yes", "no", "yes")
    judge("Bo", "yes")
    page = section()
    next(one for one in page.text_input if one.label == "Who takes the second look").set_value("Bo")
    page = press(page, "Draw them")
    assert not page.exception
    with get_store().read() as session:
        (draw,) = list_draws(session, REPEAT)
        assert {one.product_id for one in member_states(session, draw.id)} == {2, 3}
    assert draw.frame == {"annotator": "Bo"}
    page = press(page, "Draw them")
    assert "Nobody else has judged a product that Bo has not." in texts(page).replace("\\", "")


def test_what_was_given_at_random_is_looked_at_by_itself(section):
    judge("Ann", "yes", "no", "yes", "no")
    draw_id = make_repeat(get_store(), "Bo", 2, drawn_by="Cy", seed=1)
    judge("Bo", "no", "no", "yes", "no")
    with get_store().write() as session:
        drawn = session.scalars(select(DrawMember.product_id).where(DrawMember.draw_id == draw_id)).all()
        of_bo = Label.annotator == "Bo", Label.product_id.in_(drawn)
        session.execute(update(Label).where(*of_bo).values(draw_id=draw_id))
        raise_revision(session, "labels")
    page = section()
    assert page.dataframe[0].value["products"].iloc[0] == 2
    page.toggle[0].set_value(False).run()
    assert page.dataframe[0].value["products"].iloc[0] == 4


def test_a_second_look_is_the_same_again_by_its_seed_and_needs_a_name(section):
    judge("Ann", *["yes"] * 9)
    members = []
    for name in ("Bo", "Cy"):
        draw_id = make_repeat(get_store(), name, 4, drawn_by="Ann", seed=7)
        with get_store().read() as session:
            members.append([one.product_id for one in member_states(session, draw_id)])
            assert session.get_one(Draw, draw_id).size == 4
            assert session.get_one(DrawMember, (draw_id, members[-1][0])).inclusion_probability == pytest.approx(4 / 9)
    assert members[0] == members[1]
    with pytest.raises(RequestError, match="Nobody is named"):
        make_repeat(get_store(), " ", 4, drawn_by="Ann")
