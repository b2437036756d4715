"""The view Outlook: where a share has broken, where it may go, and how earlier forecasts did."""

import pandas as pd
import streamlit as st

from dashboard.charts.outlook import outlook_figure
from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.trends.counts import count_trends
from dashboard.trends.outlook import Forecast, OutlookReport, Scored, Series, score_forecast
from dashboard.trends.outlook_words import break_words, forecast_words
from dashboard.trends.periods import BY
from dashboard.trends.query import TrendQuery
from dashboard.ui.analyses import choose_group, choose_one, kept_analysis
from dashboard.ui.analysis_points import chosen_point, draw_point
from dashboard.ui.chart_config import NO_TOOLBAR
from dashboard.ui.plain import plain
from dashboard.ui.trends_look import TrendsLook
from db.queries.analyses import ForecastRecord, list_forecasts
from db.queries.training import active_model


def outlook_view(look: TrendsLook, t: Translator) -> None:
    """Draw one capability of one source and language with its breaks and its forecast."""
    kept = kept_analysis(
        "outlook",
        t(
            "Has a share broken, or does it drift? And where may it go in the next four periods? A forecast is shown "
            "only where it would have done better than repeating the last value."
        ),
        t,
    )
    if kept is None:
        return
    report = choose_group([OutlookReport.from_json(one) for one in kept.result["reports"]], look.query, t)
    if report is None:
        return
    titles = {
        one.capability: look.styles[one.capability].title
        for one in report.series
        if one.capability in look.styles and (not look.query.capabilities or one.capability in look.query.capabilities)
    }
    if not titles:
        st.info(t("No product of this source is tagged yet, so there is no share to look ahead of."))
        return
    chosen = choose_one("among", titles, t("Capability"))
    series = next(one for one in report.series if one.capability == chosen)
    key, point = chosen_point(f"outlook_{report.source}_{report.language}_{chosen}", series.periods)
    st.plotly_chart(
        outlook_figure(report, series, look.styles[chosen], t=t, point=point),
        key=key,
        on_select="rerun",
        selection_mode="points",
        config=NO_TOOLBAR,
        alt=t(
            "Line: the share of {title} from {first} to {last}, with its breaks and its forecast.",
            title=titles[chosen],
            first=series.periods[0],
            last=series.periods[-1],
        ),
    )
    if point:
        draw_point(report, chosen, point, look, t)
    for sentence in (*break_words(series), forecast_words(series)):
        st.markdown(f"- {plain(sentence.text(t))}")
    st.caption(
        t(
            "A break is more than the drift, than the largest of many chances, and than a smooth bend. A forecast "
            "knows this series alone: nothing of what may happen in the world."
        )
    )
    _draw_numbers(series, t)
    _draw_past(report, series, look, t)


def _draw_numbers(series: Series, t: Translator) -> None:
    forecast = series.forecast
    if forecast is None or not forecast.backtest.is_better:
        return
    with st.expander(t("The forecast as a table"), icon=":material/table:"):
        st.dataframe(
            pd.DataFrame(
                {
                    t("Period"): [point.period for point in forecast.points],
                    t("Expected, %"): [round(100 * point.median, 1) for point in forecast.points],
                    t("Low, %"): [round(100 * point.low, 1) for point in forecast.points],
                    t("High, %"): [round(100 * point.high, 1) for point in forecast.points],
                }
            ),
            hide_index=True,
            alt=t("The forecast with its bands"),
        )


def _draw_past(report: OutlookReport, series: Series, look: TrendsLook, t: Translator) -> None:
    """List the forecasts that were made, each with what came of it."""
    with get_store().read() as session:
        made = list_forecasts(session, report.source, report.language)
        model = active_model(session)
    made = [one for one in made if one.capability == series.capability and one.by == report.by]
    if not made:
        return
    observed = _observed(report, series, look)
    with st.expander(t("Forecasts that were made, and what came: {count}", count=len(made)), icon=":material/history:"):
        st.dataframe(
            pd.DataFrame([_past(one, observed, model.id if model else None, t) for one in made]),
            hide_index=True,
            alt=t("Forecasts that were made, and what came"),
        )
        st.caption(
            t(
                "A forecast is kept as it was made, shown or not, and is scored by the shares of its own model: those "
                "of another one stand at another level."
            )
        )


def _observed(report: OutlookReport, series: Series, look: TrendsLook) -> dict[str, float]:
    """Return the shares of the finished periods as they are counted now."""
    by = next(by for by in BY if by == report.by)
    trends = count_trends(look.launches, TrendQuery(by, (report.source,), (report.language,), (series.capability,)))
    return {
        point.period: point.observed for point in trends.points if point.observed is not None and not point.unfinished
    }


def _past(made: ForecastRecord, observed: dict[str, float], model_id: int | None, t: Translator) -> dict[str, object]:
    forecast = Forecast.from_json(made.result)
    scored = score_forecast(forecast, observed) if made.model_id == model_id else ()
    return {
        t("Made on"): f"{made.made_at:%Y-%m-%d}",
        t("Known up to"): forecast.known_to,
        t("Model"): f"#{made.model_id}" if made.model_id else "–",
        t("Periods"): f"{forecast.points[0].period} – {forecast.points[-1].period}",
        t("Came so far"): f"{len(scored)} / {len(forecast.points)}",
        t("Within the band"): f"{sum(one.is_held for one in scored)} / {len(scored)}" if scored else "–",
        t("Missed by, points"): _error(scored),
        t("Last value repeated, points"): _naive(forecast, scored),
    }


def _error(scored: tuple[Scored, ...]) -> str:
    errors = [abs(one.ahead.median - one.observed) for one in scored]
    return f"{100 * sum(errors) / len(errors):.2f}" if errors else "–"


def _naive(forecast: Forecast, scored: tuple[Scored, ...]) -> str:
    errors = [abs(forecast.last_share - one.observed) for one in scored]
    return f"{100 * sum(errors) / len(errors):.2f}" if errors else "–"
