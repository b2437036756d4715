"""The view of draws and plans of the Label page: what it says of an empty store, makes a draw, and plans."""

import pytest

from dashboard.labelling.draw import DrawRequest
from dashboard.labelling.drawing import make_draw
from dashboard.labelling.planner import Plan
from dashboard.messages import english
from dashboard.store import get_store
from dashboard.ui.label_planner import draw_for, plan_words
from db.queries.draws import list_draws
from tests.small_store import fill_products, fill_tags

PAGE = "pages/label.py"


def draws():
    with get_store().read() as session:
        return list_draws(session)


def said(page) -> str:
    return "\n".join(str(part.value) for part in [*page.markdown, *page.caption, *page.info, *page.warning])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_empty_store_offers_no_draw_and_breaks_nothing(open_page, language: str):
    page = open_page(PAGE, lang=language, view="audit")
    assert not page.exception
    assert "label_draw_make" not in [button.key for button in page.button]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_draw_is_made_as_the_form_says_and_listed(open_page, language: str):
    fill_products(get_store())
    page = open_page(PAGE, lang=language, view="audit")
    page.multiselect(key="label_draw_strata").set_value(["source"]).run()
    page.number_input(key="label_draw_count").set_value(6)
    page.number_input(key="label_draw_seed").set_value(5).run()
    page.button(key="label_draw_make").click().run()
    assert not page.exception
    (draw,) = draws()
    assert (draw.size, draw.seed) == (6, 5)
    assert [stratum["drawn"] for stratum in draw.strata] == [4, 2]
    assert len(page.success) == 1


def test_the_frame_narrows_the_draw(open_page):
    fill_products(get_store())
    page = open_page(PAGE, view="audit")
    page.multiselect(key="label_draw_source").set_value(["yc"]).run()
    page.number_input(key="label_draw_count").set_value(3).run()
    page.button(key="label_draw_make").click().run()
    (draw,) = draws()
    assert draw.frame["sources"] == ["yc"]
    assert draw.strata == [{"name": "yc/en", "products": 4, "drawn": 3}]


def test_a_seed_that_was_used_is_refused_in_words(open_page):
    fill_products(get_store())
    make_draw(get_store(), DrawRequest(2, seed=5), drawn_by="ann")
    page = open_page(PAGE, view="audit")
    page.number_input(key="label_draw_count").set_value(2)
    page.number_input(key="label_draw_seed").set_value(5).run()
    page.button(key="label_draw_make").click().run()
    assert "The seed 5 has made draw 1 already" in page.error[0].value
    assert len(draws()) == 1


def test_without_a_model_the_planner_says_what_is_missing(open_page):
    fill_products(get_store())
    assert "There is no model yet" in said(open_page(PAGE, view="audit"))


def test_the_planner_says_of_each_period_what_it_needs(open_page):
    """Two quarters are tagged, 4 and 5 products: so few that no number of labels tells shares 6 points apart."""
    fill_products(get_store())
    fill_tags(get_store())
    page = open_page(PAGE, view="audit")
    assert not page.exception
    words = said(page)
    assert "**2024-Q3**: no number of labels tells" in words
    assert "With 4 products, chance alone leaves a band of" in words
    assert not [button for button in page.button if button.key == "label_plan_draw"]


def plan(**more) -> Plan:
    own = {"period": "2026-Q3", "products": 2000, "estimate": 0.12, "low": 0.08, "high": 0.18, "apart": 0.06}
    return Plan(**(own | {"least": 0.03, "more": 90, "range": (40, 150), "strata": (("yc/en", 90),)} | more))


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (plan(), "**2026-Q3**: to tell 12% from 18% takes about 90 more audit labels (40 to 150)."),
        (plan(more=0, range=(0, 0)), "**2026-Q3**: 12% can be told from 18% already."),
        (plan(more=None), "**2026-Q3**: to tell 12% from 18% takes more than 2,000 audit labels."),
        (
            plan(more=None, least=0.1),
            "**2026-Q3**: no number of labels tells 12% from 18%. With 2,000 products, chance alone leaves a band of "
            "10%.",
        ),
        (plan(estimate=0.97, more=0), "**2026-Q3**: 97% can be told from 91% already."),
    ],
)
def test_a_plan_is_a_sentence(made, words):
    assert plan_words(made, english) == words


def test_a_planned_draw_takes_what_is_needed_from_the_period_itself(open_page):
    """Of 2024-Q3 the small store has 6 launches of Product Hunt: a plan for more takes all of them."""
    fill_products(get_store())
    open_page(PAGE, view="audit")
    request = draw_for(plan(period="2024-Q3", strata=(("producthunt/zh", 90), ("yc/en", 5))), "quarter")
    make_draw(get_store(), request, drawn_by="ann")
    (draw,) = draws()
    assert draw.strata == [{"name": "producthunt/zh", "products": 6, "drawn": 6}]
    assert (draw.frame["start"], draw.frame["end"]) == ("2024-07-01", "2024-09-30")
