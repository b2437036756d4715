"""The view What is new: terms whose use rises or bursts, and the products behind each."""

import pandas as pd
import streamlit as st

from dashboard.charts.terms import term_figure, terms_figure
from dashboard.charts.theme import SOURCE_COLORS
from dashboard.messages import Translator
from dashboard.trends.marks import ALL
from dashboard.trends.term_report import Term, TermList, TermReport
from dashboard.ui.analyses import choose_group, choose_one, kept_analysis
from dashboard.ui.chart_config import NO_TOOLBAR
from dashboard.ui.filters import change_address
from dashboard.ui.launch_list import draw_rows
from dashboard.ui.plain import plain
from dashboard.ui.trends_look import TrendsLook


def new_terms_view(look: TrendsLook, t: Translator) -> None:
    """Draw the new terms of one source and language, and what stands behind the chosen one."""
    kept = kept_analysis(
        "terms",
        t(
            "Which words and phrases do new products' texts use more than before? Each is tested within one source and "
            "one language, and the products behind it are listed."
        ),
        t,
    )
    if kept is None:
        return
    reports = [TermReport.from_json(one) for one in kept.result["reports"]]
    report = choose_group(reports, look.query, t)
    if report is None:
        return
    found = _choose_list(report, look, t)
    style = look.styles.get(found.capability)
    color = style.color if style else SOURCE_COLORS[0]
    _say_tested(found, t)
    if not found.terms:
        st.info(t("No term rises or bursts more than chance would explain."), icon=":material/horizontal_rule:")
        return
    term = _chosen_term(found, report)
    st.plotly_chart(
        terms_figure(found, report, color, t=t, chosen=term),
        key=_chart_key(found, report, term),
        on_select="rerun",
        selection_mode="points",
        config=NO_TOOLBAR,
        alt=t("Rows: each new term's share of products before and recently. The table below has the same numbers."),
    )
    if term:
        _draw_term(term, found, report, color, look, t)
    _draw_numbers(found, t)


def _choose_list(report: TermReport, look: TrendsLook, t: Translator) -> TermList:
    asked = look.query.capabilities
    titles = {ALL: t("All products")} | {
        one.capability: look.styles[one.capability].title
        for one in report.lists
        if one.capability in look.styles and (not asked or one.capability in asked)
    }
    return report.of(choose_one("among", titles, t("Capability"))) or report.lists[0]


def _say_tested(found: TermList, t: Translator) -> None:
    st.caption(
        t(
            "Terms tested: {tested:,}; rising or bursting: {rising:,}, of which about {percent:.0%} at most by chance. "
            "Named are the surest that have products of their own, at most {most}. Each is held against how much is "
            "written: longer texts make no term new. Stop words and names of products are left out.",
            tested=found.tested,
            rising=found.rising,
            percent=0.05,
            most=20,
        )
    )


def _chosen_term(found: TermList, report: TermReport) -> Term | None:
    """Return the term just clicked, else the one in the address."""
    current = found.find(st.query_params.get("term"))
    points = st.session_state.get(_chart_key(found, report, current), {}).get("selection", {}).get("points", [])
    data = points[0].get("customdata") if points else None
    term = found.find(data[0]) if data else None
    if term and term != current:
        change_address({"term": [term.term]})
    return term or current


def _draw_term(term: Term, found: TermList, report: TermReport, color: str, look: TrendsLook, t: Translator) -> None:
    with st.container(border=True):
        st.plotly_chart(
            term_figure(term, found, report, color, t=t),
            key=f"trends_term_{term.term}",
            config=NO_TOOLBAR,
            alt=t(
                "Line: the share of products with the term, from {first} to {last}.",
                first=report.periods[0],
                last=report.periods[-1],
            ),
        )
        rows = look.launches.set_index("id", drop=False).reindex([i for i in term.products if i in _ids(look)])
        st.markdown(
            t("Recent products with **{term}**: {count:,}, newest first.", term=plain(term.term), count=len(rows))
        )
        keys = look.trends.capabilities if found.capability == ALL else (found.capability,)
        draw_rows(rows, keys, look.styles, t, file=f"term-{term.term.replace(' ', '-')}", closed={"term": []})


def _ids(look: TrendsLook) -> frozenset[int]:
    return frozenset(look.launches["id"].tolist())


def _draw_numbers(found: TermList, t: Translator) -> None:
    with st.expander(t("The numbers as a table"), icon=":material/table:"):
        st.dataframe(
            pd.DataFrame(
                {
                    t("Term"): [term.term for term in found.terms],
                    t("Before, %"): [round(100 * term.before, 2) for term in found.terms],
                    t("Recently, %"): [round(100 * term.recent, 2) for term in found.terms],
                    t("Bursts since"): [term.burst[0] if term.burst else "–" for term in found.terms],
                    t("Products"): [sum(term.positives) for term in found.terms],
                    t("p-value"): [f"{term.p_value:.1g}" for term in found.terms],
                    t("False discovery rate"): [f"{term.rate:.1g}" for term in found.terms],
                }
            ),
            hide_index=True,
            alt=t("New terms with their shares, bursts and p-values"),
        )


def _chart_key(found: TermList, report: TermReport, term: Term | None) -> str:
    return f"trends_terms_{report.source}_{report.language}_{found.capability}_{term.term if term else ''}"
