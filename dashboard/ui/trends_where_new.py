"""The pane "New pairs" of the view "Where": fields that came together lately."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from dashboard.charts.fusion import fusion_figure
from dashboard.messages import Translator
from dashboard.trends.fusion import Fusion, Pair, find_fusion
from dashboard.trends.marks import ALL, Mark
from dashboard.trends.periods import PER_YEAR, ordinal, parse_day
from dashboard.ui.chart_config import saving_config
from dashboard.ui.filters import AddressFilters, chosen
from dashboard.ui.launch_list import draw_launches
from dashboard.ui.trends_look import TrendsLook
from dashboard.ui.trends_view import PAIRS, chart_key
from dashboard.ui.trends_where_words import field_pair_name, fusion_words
from dashboard.ui.words import SOURCES, word

SINCE = AddressFilters("where", ("pane", "since"))
#: Pairs that the figure holds; the table has all that were judged.
DRAWN = 15


def new_pairs_pane(look: TrendsLook, placed: pd.DataFrame, numbers: npt.NDArray[np.int64], t: Translator) -> None:
    """Draw the pairs that came together since a period that can be chosen, and the products behind a mark."""
    periods = [period.period for period in look.trends.periods if period.products]
    if len(periods) < 2:
        st.info(t("Two periods with products are needed to ask what is new."), icon=":material/event_busy:")
        return
    since = _choose_since(look, periods, t)
    fusion = find_fusion(placed, numbers >= ordinal(parse_day(since), look.trends.by))
    st.caption(fusion_words(fusion, since, t))
    if fusion.named:
        _draw(fusion.named[:DRAWN], look, since, t)
    elif fusion.compared:
        st.info(t("No pair came together clearly more often than before."), icon=":material/join_inner:")
    if look.mark:
        draw_launches(look.launches, look.query, look.trends, look.mark, look.styles, t)
    _draw_table(fusion, t)


def _choose_since(look: TrendsLook, periods: Sequence[str], t: Translator) -> str:
    """Return the first late period: what the address says, else the last year of finished periods."""
    finished = [period.period for period in look.trends.periods if period.products and not period.unfinished] or periods
    default = next(
        (one for one in periods[1:] if one in finished[-PER_YEAR[look.trends.by] :]),
        periods[-1],
    )
    since = next(iter(chosen("since", periods[1:])), default)
    st.selectbox(
        t("New since"),
        periods[1:],
        key=SINCE.show_one("since", since),
        on_change=SINCE.write,
        args=({"since": default},),
        width=190,
    )
    return since


def _draw(pairs: Sequence[Pair], look: TrendsLook, since: str, t: Translator) -> None:
    several = len({(pair.source, pair.language) for pair in pairs}) > 1
    names = [_name(pair, several, t) for pair in pairs]
    st.plotly_chart(
        fusion_figure(
            pairs,
            names,
            [_mark(pair, look, since).address() for pair in pairs],
            t=t,
            chosen=look.mark.address() if look.mark else None,
        ),
        key=chart_key(PAIRS, look.mark),
        on_select="rerun",
        selection_mode="points",
        config=saving_config("strandline-pairs", t),
        alt=t("Pairs of fields, and how frequent each was before {since} and from then on", since=since),
    )


def _mark(pair: Pair, look: TrendsLook, since: str) -> Mark:
    last = look.trends.periods[-1].period
    conditions = (("source", pair.source), ("language", pair.language), *pair.fields)
    return Mark(ALL, since, conditions, last if last != since else "")


def _name(pair: Pair, with_source: bool, t: Translator) -> str:
    name = field_pair_name(pair.fields, t)
    return f"{name} · {word(SOURCES, pair.source, t)}" if with_source else name


def _draw_table(fusion: Fusion, t: Translator) -> None:
    rows = [
        {
            t("Pair"): _name(pair, True, t),
            t("Before"): pair.before[0],
            t("Lately"): pair.lately[0],
            t("Times as frequent"): round(pair.ratio, 2),
            t("By its fields alone"): None if np.isnan(pair.parts) else round(pair.parts, 2),
            t("Cross-domain"): pair.cross_domain,
            "q": round(pair.q, 4),
        }
        for pair in fusion.pairs
    ]
    if not rows:
        return
    with st.expander(t("All pairs that were judged"), icon=":material/table:"):
        st.dataframe(pd.DataFrame(rows), hide_index=True, placeholder="–", alt=t("The pairs of fields, a row each"))
        st.caption(
            t(
                "By its fields alone: how many times as frequent the pair would be if each field had grown by itself. "
                "Cross-domain: late products of the pair that are tagged so. q: the chance of such a rise without a "
                "cause, adjusted for the number of pairs."
            )
        )
