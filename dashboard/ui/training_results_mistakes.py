"""Right and wrong: the four counts of each capability, the products behind each, and the worst mistakes."""

import pandas as pd
import streamlit as st

from dashboard.charts.evaluation_confusion import confusion_figure
from dashboard.charts.evaluation_words import OUTCOMES as OUTCOME_WORDS
from dashboard.messages import Translator
from dashboard.training.outcomes import (
    OUTCOMES,
    Cell,
    Confusion,
    confusions,
    differ_from_training,
    judgements_in,
    worst_mistakes,
)
from dashboard.training.reliability import ALL
from dashboard.ui.chart_config import NO_TOOLBAR
from dashboard.ui.filters import change_address
from dashboard.ui.plain import plain
from dashboard.ui.training_results_choice import FILTERS, Look
from dashboard.ui.training_results_loaders import load_judged
from dashboard.ui.training_results_products import judgements_table

#: Rows that the list behind a cell shows.
MOST_ROWS = 200


def mistakes_view(look: Look, t: Translator) -> None:
    """Draw the counts, the list behind the chosen one, and the worst mistakes."""
    # By the labels that hold: one that is corrected leaves the list at once.
    judged = load_judged(look.model.id, measuring=False)
    if judged.empty:
        st.info(t("Nothing is kept of what this model said of products it had not seen."), icon=":material/inbox:")
        return
    counted = confusions(judged, look.keys)
    cell = _chosen_cell(look)
    _draw_counts(counted, cell, look, t)
    if differ_from_training(counted, look.model.metrics):
        st.caption(
            t(
                "Labels have changed since this model was trained: the counts and lists here go by the labels as they "
                "are now, the table above by those of the training."
            )
        )
    if cell:
        _draw_behind(judged, counted, cell, look, t)
    _draw_worst(judged, look, t)


def _draw_counts(counted: tuple[Confusion, ...], cell: Cell | None, look: Look, t: Translator) -> None:
    st.plotly_chart(
        confusion_figure(counted, look.styles, t=t, ink=_ink(), chosen=cell),
        key=_chart_key(look, cell),
        on_select="rerun",
        selection_mode="points",
        config=NO_TOOLBAR,
        alt=t("Squares: how many products were rightly tagged, wrongly tagged, missed and rightly left out"),
    )
    titles = {
        Cell(one.capability, outcome).address(): t(
            "{capability}, {outcome}: {count:,}",
            capability=look.styles[one.capability].title,
            outcome=t(OUTCOME_WORDS[outcome]),
            count=one.count(outcome),
        )
        for one in counted
        for outcome in OUTCOMES
    }
    # The same by keyboard.
    st.selectbox(
        t("Products behind a count"),
        list(titles),
        index=None,
        key=FILTERS.show_one("cell", cell.address() if cell else None),
        format_func=titles.__getitem__,
        placeholder=t("Click a square, or choose one here, to list its products"),
        on_change=_choose,
        label_visibility="collapsed",
    )


def _draw_behind(judged: pd.DataFrame, counted: tuple[Confusion, ...], cell: Cell, look: Look, t: Translator) -> None:
    behind = judgements_in(judged, cell)
    confusion = next(one for one in counted if one.capability == cell.capability)
    with st.container(border=True):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(
                t(
                    "**{capability}, {outcome}**: {count:,} of {products:,} products",
                    capability=plain(look.styles[cell.capability].title),
                    outcome=t(OUTCOME_WORDS[cell.outcome]),
                    count=len(behind),
                    products=confusion.products,
                )
            )
            st.button(t("Close the list"), icon=":material/close:", on_click=change_address, args=({"cell": []},))
        if behind.empty:
            return
        judgements_table("behind", behind.head(MOST_ROWS), look, t, alt=t("The products behind the chosen count"))
        notes = [
            t("The most wrong come first. Click a product to open it.")
            if cell.outcome in ("false_positive", "false_negative")
            else t("The least sure come first. Click a product to open it.")
        ]
        if len(behind) > MOST_ROWS:
            notes.append(t("Rows shown: {shown} of {count:,}.", shown=MOST_ROWS, count=len(behind)))
        st.caption(" ".join(notes))


def _draw_worst(judged: pd.DataFrame, look: Look, t: Translator) -> None:
    own = judged if look.capability == ALL else judged[judged["capability"] == look.capability]
    worst = worst_mistakes(own[own["capability"].isin(look.keys)])
    # Not inside the f-string: there the extraction of sentences finds none.
    title = t("The worst mistakes")
    st.markdown(f"##### {title}")
    if worst.empty:
        st.caption(t("There is none: every tag agrees with its label."))
        return
    judgements_table("worst", worst, look, t, alt=t("The worst mistakes, the furthest from their label first"))
    st.caption(
        t(
            "The wrong tags whose probability lies furthest from the label. Some are the label's own mistake: open the "
            "product and read. Labels as they hold now; what the network said is out of fold."
        )
    )


def _chosen_cell(look: Look) -> Cell | None:
    """Return the cell just clicked, else the one in the address; as dashboard.ui.trends_view.chosen_mark."""
    current = Cell.from_address(st.query_params.get("cell"), look.keys)
    points = st.session_state.get(_chart_key(look, current), {}).get("selection", {}).get("points", [])
    data = points[0].get("customdata") if points else None
    clicked = Cell.from_address("@".join(data), look.keys) if data and len(data) == 2 else None
    cell = clicked or current
    if (cell.address() if cell else None) != st.query_params.get("cell"):
        change_address({"cell": [cell.address()] if cell else []})
    FILTERS.keep()
    return cell


def _ink() -> str:
    return "#E3ECEE" if st.context.theme.type == "dark" else "#1C2B33"


def _choose() -> None:
    named = st.session_state[FILTERS.key("cell")]
    change_address({"cell": [named] if named else []})


def _chart_key(look: Look, cell: Cell | None) -> str:
    return f"confusion_{look.model.id}_{cell.address() if cell else ''}"
