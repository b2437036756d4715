"""The Trends page: charts, filters and marks in the address, and the products behind a mark."""

import json

import pytest

from dashboard.cli import main
from dashboard.store import get_store
from db.engine import Store
from db.models import Product
from tests.small_store import WILD_NAME, fill_audit, fill_products, fill_tags

PAGE = "pages/trends.py"
AUGUST = {"mark": "automation@2024-08", "by": "month"}


@pytest.fixture
def products() -> Store:
    store = get_store()
    fill_products(store)
    return store


@pytest.fixture
def filled(products: Store) -> Store:
    fill_tags(products)
    return products


def figures(page) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in page.get("plotly_chart")]


def titles(page) -> list[str]:
    return [figure["layout"]["title"]["text"] for figure in figures(page)]


def click(page, chart: str, capability: str, period: str, chosen: str = "") -> None:
    """Do what a click on a mark does: the chart's state holds the mark's data at the next run."""
    page.session_state[f"trends_{chart}_{chosen}"] = {"selection": {"points": [{"customdata": [capability, period]}]}}
    page.run()


def listed(page) -> list[str]:
    """Names in the list of the products behind a mark."""
    return next((frame.value["name"].tolist() for frame in page.dataframe if "name" in frame.value), [])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_empty_store_says_what_to_do(open_page, language: str):
    page = open_page(PAGE, lang=language)
    assert not page.exception
    assert len(page.info) == 1
    assert not page.get("plotly_chart")


def test_products_are_counted_before_anything_is_tagged(open_page, products: Store):
    page = open_page(PAGE, lang="en")
    assert not page.exception
    assert titles(page) == ["Number of products by source, by quarter"]
    assert any("Train a model" in text.value for text in page.markdown)


@pytest.mark.parametrize(("language", "title"), [("en", "Automation"), ("zh", "自动化")])
def test_shares_and_numbers_are_drawn_in_the_readers_language(open_page, filled: Store, language: str, title: str):
    page = open_page(PAGE, lang=language)
    assert not page.exception
    shares, numbers = figures(page)
    assert title in [trace.get("name") for trace in shares["data"]]
    assert [trace["name"] for trace in numbers["data"]] == ["Product Hunt", "Y Combinator"]


def test_the_page_and_the_command_line_show_the_same_numbers(open_page, filled: Store, capsys):
    table = open_page(PAGE, lang="en").dataframe[-1].value
    assert main(["trends", "--json"]) == 0
    series = json.loads(capsys.readouterr().out)["series"]
    assert table["Period"].tolist() == [point["period"] for point in series]
    assert table["Products"].tolist() == [point["products"] for point in series]
    assert table["With the capability"].tolist() == [point["positives"] for point in series]
    shown = table["Share, %"].astype(object).where(table["Share, %"].notna(), None).tolist()
    assert shown == [None if point["observed"] is None else round(100 * point["observed"], 2) for point in series]


def test_the_address_sets_the_filters_and_unknown_values_are_passed_over(open_page, filled: Store):
    page = open_page(PAGE, lang="en", by="month", source="producthunt", capability="magic", **{"from": "2024-09"})
    assert not page.exception
    assert page.session_state["trends_by"] == "month"
    assert page.multiselect(key="trends_source").value == ["producthunt"]
    assert page.multiselect(key="trends_capability").value == []
    assert page.selectbox(key="trends_from").value == "2024-09"
    assert figures(page)[1]["layout"]["xaxis"]["categoryarray"] == ["2024-09"]


def test_a_filter_goes_into_the_address_as_a_key_and_its_default_stays_out(open_page, filled: Store):
    page = open_page(PAGE, lang="zh")
    page.multiselect(key="trends_source").select("yc").run()
    assert page.query_params["source"] == "yc"
    page.multiselect(key="trends_source").unselect("yc").run()
    assert "source" not in page.query_params
    assert "by" not in page.query_params


def test_a_period_finer_than_every_date_gets_a_sentence(open_page, filled: Store):
    page = open_page(PAGE, lang="en", by="month", source="yc")
    assert not page.exception
    assert "none is known to the month" in page.warning[0].value


def test_a_click_lists_the_products_and_goes_into_the_address(open_page, filled: Store):
    page = open_page(PAGE, lang="en", by="month")
    assert listed(page) == []
    click(page, "shares", "automation", "2024-08")
    assert page.query_params["mark"] == "automation@2024-08"
    assert sorted(listed(page)) == sorted([WILD_NAME, "Product 6", "Product 7"])


def test_the_list_says_tag_probability_and_who_tagged(open_page, filled: Store):
    page = open_page(PAGE, lang="en", **AUGUST)
    rows = next(frame.value for frame in page.dataframe if "name" in frame.value)
    by_name = rows.set_index("name")[["launched", "tag", "probability", "by"]].to_dict("index")
    assert by_name["Product 6"] == {"launched": "2024-08-06", "tag": "yes", "probability": 0.75, "by": "model #1"}
    assert by_name["Product 7"] == {"launched": "2024-08-07", "tag": "yes", "probability": 0.25, "by": "label: ann"}
    assert any("3 of 3 tagged products" in text.value for text in page.markdown)


def test_the_address_restores_a_mark_and_closing_it_holds(open_page, filled: Store):
    page = open_page(PAGE, lang="en", **AUGUST)
    assert len(listed(page)) == 3
    next(button for button in page.button if button.label == "Close the list").click().run()
    assert "mark" not in page.query_params
    assert listed(page) == []
    assert listed(page.run()) == []


def test_a_click_on_another_mark_takes_the_place_of_the_first(open_page, filled: Store):
    page = open_page(PAGE, lang="en", **AUGUST)
    click(page, "shares", "automation", "2024-09", chosen="automation@2024-08")
    assert page.query_params["mark"] == "automation@2024-09"
    assert sorted(listed(page)) == ["Product 8", "Product 9"]


def test_a_bar_opens_every_product_of_its_period(open_page, filled: Store):
    page = open_page(PAGE, lang="en")
    click(page, "products", "all", "2024-Q3")
    assert len(listed(page)) == 6


@pytest.mark.parametrize("mark", ["magic@2024-Q3", "automation@1999-Q1", "nonsense"])
def test_a_mark_that_is_not_there_is_passed_over(open_page, filled: Store, mark: str):
    page = open_page(PAGE, lang="en", mark=mark)
    assert not page.exception
    assert listed(page) == []
    assert "mark" not in page.query_params


def test_the_menu_leads_back_to_the_filters_and_the_mark(open_page, filled: Store):
    page = open_page(PAGE, lang="en", source="producthunt", **AUGUST)
    page.switch_page("pages/settings.py")
    page.query_params.clear()
    page.query_params["lang"] = "en"
    page.run()
    page.switch_page(PAGE).run()
    assert page.query_params["source"] == "producthunt"
    assert page.query_params["mark"] == "automation@2024-08"
    assert len(listed(page)) == 3


def test_a_bare_address_on_the_page_itself_is_a_choice_and_holds(open_page, filled: Store):
    page = open_page(PAGE, lang="en", source="producthunt")
    page.query_params.clear()
    page.query_params["lang"] = "en"
    page.run()
    assert page.multiselect(key="trends_source").value == []


def test_what_is_left_out_and_what_is_unfinished_is_said(open_page, filled: Store):
    said = " ".join(text.value for text in open_page(PAGE, lang="en", by="month").caption)
    assert "only their season is known: 4" in said
    assert "they have no date: 1" in said
    assert "not yet tagged and so in no share: 1" in said


def test_a_change_of_the_source_is_flagged(open_page, filled: Store):
    page = open_page(PAGE, lang="en")
    assert "most products come from Y Combinator, from then on from Product Hunt" in page.info[0].value


def test_markup_in_a_source_is_shown_as_text(open_page, filled: Store):
    with filled.write() as session:
        session.get_one(Product, 1).source = "<b>x</b> [a](b)"
    page = open_page(PAGE, lang="en")
    assert not page.exception
    assert "&lt;b&gt;x&lt;/b&gt; [a](b)" in [trace["name"] for trace in figures(page)[1]["data"]]


@pytest.fixture
def audited(filled: Store) -> Store:
    fill_audit(filled)
    return filled


def switch(page):
    return page.segmented_control(key="trends_shown")


def areas(page) -> list[dict]:
    return [trace for trace in figures(page)[0]["data"] if trace.get("fill")]


def test_shares_are_as_tagged_where_no_audit_label_corrects_them(open_page, filled: Store):
    page = open_page(PAGE, lang="en")
    assert switch(page).value == "tagged"
    assert areas(page) == []
    switch(page).set_value("corrected").run()
    assert page.query_params["shown"] == "corrected"
    assert any("Nothing corrects these shares" in info.value for info in page.info)
    assert len(areas(page)) == 4


def test_shares_are_corrected_where_audit_labels_do_and_the_switch_goes_into_the_address(open_page, audited: Store):
    page = open_page(PAGE, lang="en")
    assert not page.exception
    assert switch(page).value == "corrected"
    # Automation's share in two periods: Y Combinator's launches and Product Hunt's.
    assert len(areas(page)) == 1
    switch(page).set_value("tagged").run()
    assert page.query_params["shown"] == "tagged"
    assert areas(page) == []
    switch(page).set_value("corrected").run()
    assert "shown" not in page.query_params


def test_the_address_holds_the_switch_in_both_languages(open_page, audited: Store):
    page = open_page(PAGE, lang="zh")
    assert not page.exception
    assert len(areas(page)) == 1
    assert areas(open_page(PAGE, lang="zh", shown="tagged")) == []


def test_what_corrects_is_said_and_its_counts_are_a_table(open_page, audited: Store):
    page = open_page(PAGE, lang="en", capability="automation")
    said = " ".join(text.value for text in page.caption)
    assert "as 2 products show them that were drawn at random and labelled: Product Hunt, Chinese: 2" in said
    assert "Y Combinator, English (4)" in said
    assert "error rates are vague: Automation (Product Hunt, Chinese: 1)" in said
    table = next(frame.value for frame in page.dataframe if "There, tagged" in frame.value)
    counts = table[table["Source"] == "Product Hunt, Chinese"].iloc[0]
    assert [counts[name] for name in ("There, tagged", "Not there, not tagged", "Products")] == [1, 1, 5]


def test_the_table_and_the_command_line_show_the_same_estimates(open_page, audited: Store, capsys):
    table = open_page(PAGE, lang="en").dataframe[-1].value
    assert main(["trends", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    for title, name in (("Corrected, %", "estimate"), ("Band from, %", "low"), ("Band to, %", "high")):
        shown = table[title].astype(object).where(table[title].notna(), None).tolist()
        assert shown == [None if point[name] is None else round(100 * point[name], 2) for point in data["series"]]
    first = data["series"][0]
    assert 0 <= first["low"] < first["estimate"] < first["high"] <= 1
    assert any("drawn at random and labelled: producthunt/zh: 2" in note for note in data["notes"])


def test_a_click_on_a_corrected_mark_lists_its_products(open_page, audited: Store):
    page = open_page(PAGE, lang="en", by="month")
    click(page, "shares", "automation", "2024-08")
    assert len(listed(page)) == 3


def said_of_status(page) -> str:
    return " ".join(text.value for text in page.markdown)


def test_the_status_names_what_it_compares_and_says_when_it_cant_tell(open_page, audited: Store):
    page = open_page(PAGE, lang="en", by="month", capability="automation", source="producthunt")
    said = said_of_status(page)
    assert "2024\\-09 against 2024\\-08" in said
    assert "not yet to be told apart" in said


def test_thresholds_of_the_status_come_from_the_address_and_go_into_it(open_page, audited: Store):
    page = open_page(PAGE, lang="en", by="month", capability="automation", source="producthunt", fast="3", span="junk")
    assert page.number_input(key="trends_rule_fast").value == 3
    page.number_input(key="trends_rule_rise").set_value(1.25).run()
    assert page.query_params["rise"] == "1.25"
    assert page.query_params["fast"] == "3.0"
    assert "span" not in page.query_params
    next(button for button in page.button if button.label == "Back to the usual thresholds").click().run()
    assert "fast" not in page.query_params
    assert page.number_input(key="trends_rule_fast").value == 1.5


def test_thresholds_that_leave_no_room_for_a_word_are_passed_over(open_page, audited: Store):
    page = open_page(PAGE, lang="en", by="month", capability="automation", fast="1.05", rise="2", fall="0.5")
    assert not page.exception
    assert page.number_input(key="trends_rule_fast").value == 1.5


def test_where_no_two_finished_periods_follow_each_other_the_page_says_that_it_cant_tell(open_page, audited: Store):
    page = open_page(PAGE, lang="en", by="year")
    assert any("Whether a share is rising can't be told here" in text.value for text in page.caption)
