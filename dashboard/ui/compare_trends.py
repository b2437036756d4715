"""How the points of Trends move from one model to another."""

import streamlit as st

from dashboard.charts.runs import shift_figure
from dashboard.charts.theme import Style
from dashboard.messages import RequestError, Translator
from dashboard.trends.shift import MANY, Shift
from dashboard.ui.chart_config import NO_TOOLBAR
from dashboard.ui.compare_loaders import load_shift
from dashboard.ui.compare_tags import tags_are_there
from dashboard.ui.plain import plain
from dashboard.ui.training_loaders import TrainingState
from dashboard.ui.translations import language
from dashboard.ui.words import capability_title
from db.queries.training import ModelRecord


def trends_view(first: ModelRecord, second: ModelRecord, state: TrainingState, t: Translator) -> None:
    """Draw each capability's shares under both models, and say where they move most."""
    if not tags_are_there((first, second), t):
        return
    try:
        shift = load_shift(first.id, second.id)
    except RequestError as error:
        st.warning(plain(error.message.text(t)), icon=":material/event_busy:")
        return
    styles = {record.key: Style(capability_title(record, language()), record.color) for record in state.capabilities}
    names = (t("Model #{number}", number=first.id), t("Model #{number}", number=second.id))
    st.markdown(_largest_words(shift, styles, t))
    with st.grid(2, min_column_width=340):
        for key, moves in shift.moves.items():
            st.plotly_chart(
                shift_figure(key, moves, shift.by, styles[key], names, t=t),
                key=f"shift_{key}",
                config=NO_TOOLBAR,
                alt=t(
                    "Two lines: the share of products that offer {capability}, under each model",
                    capability=styles[key].title,
                ),
            )
    st.caption(
        t(
            "Gold labels go before either model, as on Trends; the products and periods are those of Trends. The "
            "period that moves most is sought among finished ones of {many} products or more, where there are such.",
            many=MANY,
        )
    )


def _largest_words(shift: Shift, styles: dict[str, Style], t: Translator) -> str:
    """Return a line a capability: how its share moves over all periods, and where it moves most."""
    lines = []
    for key in shift.moves:
        move, overall = shift.largest(key), shift.overall(key)
        title = plain(styles[key].title)
        if move is None or overall is None:
            lines.append(t("- {capability}: no finished period moves.", capability=title))
            continue
        lines.append(
            t(
                "- {capability}: {before:.1%} → {after:.1%} over all periods; most in {period}, by {points:+.1f} "
                "percentage points ({first:.1%} → {second:.1%}).",
                capability=title,
                before=overall[0],
                after=overall[1],
                points=move.points or 0.0,
                period=move.period,
                first=move.first or 0.0,
                second=move.second or 0.0,
            )
        )
    return "\n".join(lines)
