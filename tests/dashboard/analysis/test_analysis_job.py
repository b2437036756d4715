"""The job `analyse`, in this process: what it keeps, for which state of the store, and what it refuses."""

from datetime import date, timedelta
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.ahead import _forecast
from dashboard.analysis.job import run_analysis
from dashboard.analysis.masked_words import masked_words
from dashboard.analysis.material import Material
from dashboard.jobs.context import JobContext
from dashboard.messages import RequestError
from dashboard.store import get_store
from dashboard.tagging.active import load_model
from dashboard.tagging.job import tag_products
from dashboard.trends.groups import Group
from dashboard.trends.marks import ALL
from dashboard.trends.outlook import OutlookReport
from dashboard.trends.term_report import TermReport
from dashboard.trends.wording import WordingReport
from db.engine import Store
from db.models import JobState, Product
from db.queries.analyses import KEPT, data_revisions, latest_analysis, list_forecasts
from db.queries.jobs import claim_next_job, get_job, queue_job
from db.queries.revisions import raise_revision
from db.queries.training import active_model
from tests.small_analysis import MONTHS, fill_launches
from tests.small_model import add_small_model


@pytest.fixture
def sqlite(home) -> Store:
    return get_store()


def analyse(store: Store) -> dict:
    with store.write() as session:
        queue_job(session, "analyse", {})
    with store.write() as session:
        job = claim_next_job(session)
    result = run_analysis(JobContext(store, job.id, {}))
    with store.read() as session:
        assert get_job(session, job.id).state is JobState.SUCCEEDED
    return result


def kept(store: Store, kind: str):
    with store.read() as session:
        return latest_analysis(session, kind)


def test_the_new_term_of_the_one_source_that_is_large_enough_is_kept(sqlite: Store):
    fill_launches(sqlite)
    result = analyse(sqlite)
    assert result["groups"] == [["list", "en", "month"]]
    (report,) = [TermReport.from_json(one) for one in kept(sqlite, "terms").result["reports"]]
    assert (report.source, report.language, report.periods) == ("list", "en", MONTHS)
    assert [term.term for term in report.of(ALL).terms] == ["robot"]


def test_an_analysis_is_known_by_the_state_of_the_store_that_it_was_made_from(sqlite: Store):
    fill_launches(sqlite)
    analyse(sqlite)
    with sqlite.read() as session:
        assert latest_analysis(session, "terms").revisions == data_revisions(session)
    with sqlite.write() as session:
        raise_revision(session, "products")
    with sqlite.read() as session:
        assert latest_analysis(session, "terms").revisions != data_revisions(session)


def test_a_later_launch_of_a_product_counts_as_nothing_new(sqlite: Store):
    fill_launches(sqlite)
    with sqlite.write() as session:
        for number in range(30):
            session.add(
                Product(
                    source="list",
                    external_id=f"again-{number}",
                    product_group="product-0",
                    name="",
                    tagline="A drone",
                    language="en",
                    launched_on=date(2024, 12, 1) + timedelta(days=number % 28),
                    launched_precision="day",
                    text_hash="",
                )
            )
        raise_revision(session, "products")
    analyse(sqlite)
    (report,) = [TermReport.from_json(one) for one in kept(sqlite, "terms").result["reports"]]
    assert [term.term for term in report.of(ALL).terms] == ["robot"]


def test_of_too_many_products_some_are_drawn(sqlite: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("dashboard.analysis.new_terms.MOST", 240)
    fill_launches(sqlite)
    analyse(sqlite)
    (report,) = [TermReport.from_json(one) for one in kept(sqlite, "terms").result["reports"]]
    found = report.of(ALL)
    assert sum(found.totals) == 240
    assert [term.term for term in found.terms] == ["robot"]


def test_only_the_newest_analyses_are_kept(sqlite: Store):
    from db.models import Analysis

    fill_launches(sqlite)
    for _ in range(KEPT + 1):
        analyse(sqlite)
    with sqlite.read() as session:
        assert session.query(Analysis).filter_by(kind="terms").count() == KEPT


def test_too_few_products_are_refused_with_a_sentence(sqlite: Store):
    fill_launches(sqlite, a_month=10)
    with pytest.raises(RequestError, match="No source has 200 dated products in one language"):
        analyse(sqlite)
    assert kept(sqlite, "terms") is None


def test_the_active_model_reads_every_text_with_and_without_the_words_of_ai(sqlite: Store):
    """The model knows "robot" as automation: half of the newest three months, whatever words of AI stand beside it."""
    add_small_model(sqlite)
    fill_launches(sqlite)
    assert analyse(sqlite)["model_id"] == 1
    record = kept(sqlite, "wording")
    assert record.model_id == 1
    (report,) = [WordingReport.from_json(one) for one in record.result["reports"]]
    automation, intelligence = report.capabilities
    assert automation.tagged == automation.masked == (0,) * 9 + (20,) * 3
    assert (automation.change.value, automation.words.value) == (0.25, 0.0)
    assert sum(intelligence.tagged) == 0
    assert (report.first, report.last) == (("2024-01", "2024-06"), ("2024-07", "2024-12"))


def test_breaks_and_forecasts_are_reckoned_and_each_forecast_is_stored_once(sqlite: Store):
    """The model tags nothing in nine months, and half of each of the last three."""
    add_small_model(sqlite)
    fill_launches(sqlite)
    with sqlite.read() as session:
        record = active_model(session)
    tag_products(sqlite, record.id, load_model(record), lambda share: None)
    for _ in range(2):
        analyse(sqlite)
    (report,) = [OutlookReport.from_json(one) for one in kept(sqlite, "outlook").result["reports"]]
    automation = report.series[0]
    assert automation.capability == "automation"
    assert automation.positives == (0,) * 9 + (20,) * 3
    assert [(step.period, step.earliest, step.latest) for step in automation.steps] == [("2024-10",) * 3]
    assert [point.period for point in automation.forecast.points] == ["2025-01", "2025-02", "2025-03", "2025-04"]
    with sqlite.read() as session:
        made = list_forecasts(session, "list", "en")
    assert sorted({one.capability for one in made}) == ["automation", "intelligence"]
    assert len(made) == 2
    assert {(one.model_id, one.by, one.known_to) for one in made} == {(1, "month", date(2024, 12, 1))}


def test_a_source_of_two_seasons_a_year_has_its_next_periods_two_quarters_apart():
    periods = tuple(f"{year}-Q{quarter}" for year in range(2015, 2021) for quarter in (1, 3))
    group = Group("yc", "en", "quarter", periods)
    forecast = _forecast(periods, [30] * 12, [100] * 12, group)
    assert [point.period for point in forecast.points] == ["2021-Q1", "2021-Q3", "2022-Q1", "2022-Q3"]


def test_without_an_active_model_no_text_is_read_again(sqlite: Store):
    fill_launches(sqlite)
    assert analyse(sqlite)["model_id"] is None
    assert kept(sqlite, "wording").result == {"reports": []}


def test_what_a_masked_word_carries_is_told_from_what_the_text_describes():
    """A model that takes "GPT" and "robot" for automation."""
    frame = pd.DataFrame(
        {
            "id": range(1, 241),
            "source": pd.Categorical(["list"] * 240),
            "language": pd.Categorical(["en"] * 240),
            "launched_on": pd.to_datetime([f"2024-{1 + number // 40:02d}-15" for number in range(240)]),
            "launched_precision": pd.Categorical(["day"] * 240),
            "name": "",
            "tagline": [
                "GPT bills" if number >= 200 else "Robot arm" if number >= 160 else "Bills" for number in range(240)
            ],
            "description": "",
        }
    )
    group = Group("list", "en", "month", tuple(f"2024-{month:02d}" for month in range(1, 7)))
    (data,) = masked_words(Material(frame, {}, 1), [group], Told(), lambda share: None)
    (one,) = data["capabilities"]
    assert one["tagged"] == (0, 0, 0, 0, 40, 40)
    assert one["masked"] == (0, 0, 0, 0, 40, 0)
    assert (one["change"]["value"], one["deeds"]["value"]) == (pytest.approx(2 / 3), pytest.approx(1 / 3))
    assert data["saying"] == (0, 0, 0, 0, 0, 40)


class Told:
    """A model of two words."""

    card = SimpleNamespace(label_set=["automation"])

    def predict(self, texts: list[str]) -> SimpleNamespace:
        return SimpleNamespace(tags=np.array([["GPT" in text or "Robot" in text] for text in texts], bool))
