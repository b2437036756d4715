"""A view of Trends: is a change real, or did the sources, the languages or the industries change?"""

import pandas as pd
import streamlit as st

from dashboard.charts.change_parts import change_parts_figure
from dashboard.charts.composition import composition_figure
from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.trends.composition import Composition, Verdict, split_change
from dashboard.trends.grouped import count_groups
from dashboard.trends.single_import import Effect, find_single_imports
from dashboard.ui.chart_config import saving_config
from dashboard.ui.launch_list import draw_launches
from dashboard.ui.mark_words import group_word
from dashboard.ui.plain import plain
from dashboard.ui.trends_look import TrendsLook
from dashboard.ui.trends_real_choice import AskedChange, choose_change
from dashboard.ui.trends_real_words import caution_words, import_words, verdict_words
from dashboard.ui.trends_view import REAL, chart_key, untagged_state
from db.queries.imports import list_imports

_ICONS = {
    Verdict.WITHIN: ":material/check_circle:",
    Verdict.NO_COMMON: ":material/block:",
    Verdict.TURNS: ":material/swap_vert:",
    Verdict.MIX: ":material/swap_horiz:",
}


def real_view(look: TrendsLook, t: Translator) -> None:
    """Say of a change what it is made of, draw it group by group, and open the products behind a mark."""
    if not look.trends.is_tagged:
        untagged_state(t)
        return
    asked = choose_change(look, t)
    if asked is None:
        st.info(t("Two periods with tagged products are needed to ask this."), icon=":material/event_busy:")
        return
    counts = count_groups(look.launches, look.query, look.trends, asked.capability, asked.group)
    composition = split_change(counts, asked.first, asked.second)
    names = {key: group_word(asked.group, key, look.styles, t) for key in counts.keys}
    _draw_verdict(look, asked, composition, names, t)
    style = look.styles[asked.capability]
    st.plotly_chart(
        composition_figure(look.trends, counts, composition, style, names, t=t, chosen=look.mark),
        key=chart_key(REAL, look.mark),
        on_select="rerun",
        selection_mode="points",
        config=saving_config("strandline-real", t),
        alt=t(
            "Lines: the share of products that offer {capability}, all together and group by group, from {first} to "
            "{last}. The table has the two periods compared.",
            capability=style.title,
            first=counts.periods[0],
            last=counts.periods[-1],
        ),
    )
    if look.mark:
        draw_launches(look.launches, look.query, look.trends, look.mark, look.styles, t)
    if composition.split:
        st.plotly_chart(
            change_parts_figure(composition, style, t=t),
            key="trends_change_parts",
            config=saving_config("strandline-real", t),
            alt=t("Bars: the change of {capability} and the parts that it is made of", capability=style.title),
        )
    _draw_groups(composition, names, t)


def _draw_verdict(
    look: TrendsLook, asked: AskedChange, composition: Composition, names: dict[str, str], t: Translator
) -> None:
    title = look.styles[asked.capability].title
    draw = st.warning if composition.verdict in (Verdict.NO_COMMON, Verdict.TURNS, Verdict.MIX) else st.info
    icon = _ICONS.get(composition.verdict, ":material/help:")
    draw(verdict_words(composition, title, names, t), icon=icon)
    by_source = count_groups(look.launches, look.query, look.trends, asked.capability, "source")
    sources = split_change(by_source, asked.first, asked.second)
    is_one_source = sources.verdict is not Verdict.NO_COMMON
    if asked.group != "source" and not is_one_source:
        words = {key: group_word("source", key, look.styles, t) for key in by_source.keys}
        st.warning(verdict_words(sources, title, words, t), icon=_ICONS[Verdict.NO_COMMON])
    _draw_imports(look, asked, is_one_source, t)
    st.caption(caution_words(composition, t))


def _draw_imports(look: TrendsLook, asked: AskedChange, is_one_source: bool, t: Translator) -> None:
    """Warn of an import that the change depends on; that one is a source's only one goes without saying."""
    by_import = count_groups(look.launches, look.query, look.trends, asked.capability, "import_id")
    found = find_single_imports(by_import, asked.first, asked.second)
    effects = [one for one in found if is_one_source or one.effect is not Effect.ONE_SIDE]
    if not effects:
        return
    with get_store().read() as session:
        files = {record.id: record.file_name for record in list_imports(session)}
    for effect in effects:
        st.warning(
            import_words(effect, plain(files.get(effect.import_id, "–")), asked.first, asked.second, t),
            icon=":material/upload_file:",
        )


def _draw_groups(composition: Composition, names: dict[str, str], t: Translator) -> None:
    """Show the groups of the two periods as a table: their part of the products, and the share in each."""
    rows = [
        {
            t("Group"): names[one.key],
            t("Tagged, {period}", period=composition.first): one.tagged[0],
            t("Tagged, {period}", period=composition.second): one.tagged[1],
            t("Part of all, {period}, %", period=composition.first): round(100 * one.weights[0], 1),
            t("Part of all, {period}, %", period=composition.second): round(100 * one.weights[1], 1),
            t("Share, {period}, %", period=composition.first): round(100 * one.rates[0], 1),
            t("Share, {period}, %", period=composition.second): round(100 * one.rates[1], 1),
            t("In both"): one.is_common,
        }
        for one in composition.groups
    ]
    with st.expander(t("The two periods, group by group"), icon=":material/table:", expanded=len(rows) <= 4):
        st.dataframe(
            pd.DataFrame(rows), hide_index=True, placeholder="–", alt=t("The groups of the two periods compared")
        )
