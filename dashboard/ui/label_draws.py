"""Draws for the audit on the Label page: a new one, and how far those have come that were made."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.labelling.allocate import EQUAL, GIVEN, PROPORTIONAL
from dashboard.labelling.draw import DrawRequest, Stratum, plan_strata
from dashboard.labelling.drawing import SEEDS, make_draw, new_seed
from dashboard.labelling.frame import STRATA_BY, UNDATED, DrawFrame
from dashboard.messages import RequestError, Translator, mark
from dashboard.store import get_store
from dashboard.ui.label_loaders import load_products_to_draw
from dashboard.ui.plain import plain
from dashboard.ui.product_correction import PERSON
from dashboard.ui.words import PERIODS, SOURCES, TEXT_LANGUAGES, word
from db.queries.draws import STATES, DrawRecord, count_states, list_draws, member_states
from db.queries.settings import get_setting

#: What the form begins with: enough to tell a share within about ten points.
FIRST_SIZE = 100
STRATA = {"source": mark("Source"), "language": mark("Language"), **PERIODS}
ALLOCATIONS = {
    PROPORTIONAL: mark("By size"),
    EQUAL: mark("Alike"),
    GIVEN: mark("As I say"),
}
STATE_WORDS = {
    "labelled": mark("Labelled"),
    "reused": mark("Labelled before"),
    "unsure": mark("Unsure"),
    "skipped": mark("Skipped"),
    "left": mark("Left"),
}
_MADE = "label_draw_made"


def new_draw_section(t: Translator) -> None:
    """Draw the form of a new draw: its frame, its strata, its size."""
    products = load_products_to_draw()
    with st.expander(t("A new draw"), icon=":material/casino:", expanded=not _has_draws()):
        st.caption(
            t(
                "A draw chooses at random from all products of its frame, labelled ones included: their labels are "
                "reused. What it finds holds for the frame."
            )
        )
        request = replace(_ask(products, t), frame=_ask_frame(products, t))
        try:
            strata = plan_strata(products, request)
        except RequestError as error:
            st.warning(plain(error.message.text(t)), icon=":material/info:")
            return
        request = replace(request, given=_show_strata(strata, request, t))
        if st.button(t("Draw"), type="primary", icon=":material/casino:", key="label_draw_make"):
            make(request, t)


def make(request: DrawRequest, t: Translator) -> None:
    """Make a draw in the name of whoever labels, and say so after a rerun; or say why not."""
    store = get_store()
    with store.read() as session:
        person = str(get_setting(session, PERSON, "")) or t("me")
    try:
        st.session_state[_MADE] = make_draw(store, request, drawn_by=person)
    except RequestError as error:
        st.error(plain(error.message.text(t)), icon=":material/error:")
        return
    st.rerun()


def draws_section(t: Translator) -> None:
    """Draw the draws, newest first, each with how far it has come."""
    with get_store().read() as session:
        draws = list_draws(session)
        counted = [(draw, count_states(draw, member_states(session, draw.id))) for draw in draws]
    if (made := st.session_state.pop(_MADE, None)) is not None:
        st.success(t("Draw {number} is made. Its products wait under “Give labels”.", number=made))
    if draws:
        st.subheader(t("Draws"))
    for place, (draw, strata) in enumerate(counted):
        left = sum(stratum.counts.get("left", 0) for stratum in strata)
        title = t(
            "Draw {number}: {size:,} of {products:,} products, {left:,} left",
            number=draw.id,
            size=draw.size,
            products=sum(stratum.products for stratum in strata),
            left=left,
        )
        with st.expander(title, expanded=place == 0, icon=":material/done_all:" if not left else ":material/pending:"):
            st.caption(_described(draw, t))
            rows = [
                {
                    t("Stratum"): stratum_words(stratum.name, t),
                    t("Products"): stratum.products,
                    t("Drawn"): stratum.drawn,
                    t("Probability"): stratum.drawn / stratum.products,
                    **{t(STATE_WORDS[state]): stratum.counts.get(state, 0) for state in STATES},
                    t("Text changed since"): stratum.stale,
                }
                for stratum in strata
            ]
            st.dataframe(
                pd.DataFrame(rows),
                hide_index=True,
                alt=t("How far draw {number} has come in each stratum", number=draw.id),
                column_config={t("Probability"): st.column_config.NumberColumn(format="percent")},
            )


def stratum_words(name: str, t: Translator) -> str:
    """Return the name of a stratum for a person: "yc/en" as "Y Combinator, English"."""
    words = SOURCES | TEXT_LANGUAGES | {UNDATED: mark("No date, or too coarse a one")}
    return ", ".join(word(words, part, t) for part in name.split("/")) if name else t("All products")


def _ask(products: pd.DataFrame, t: Translator) -> DrawRequest:
    strata = {key: t(STRATA[key]) for key in STRATA_BY}
    allocations = {key: t(said) for key, said in ALLOCATIONS.items()}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        strata_by = st.multiselect(
            t("Strata"),
            list(strata),
            default=["source", "language"],
            key="label_draw_strata",
            format_func=strata.__getitem__,
            placeholder=t("none: a simple draw"),
            help=t("Each stratum is drawn from by itself, so none is left to chance."),
        )
        allocation = st.segmented_control(
            t("Shared out"),
            list(allocations),
            default=PROPORTIONAL,
            key="label_draw_allocation",
            format_func=allocations.__getitem__,
            required=True,
        )
        most = max(len(products), 1)
        count = st.number_input(
            t("How many products"), 1, most, min(FIRST_SIZE, most), key="label_draw_count", disabled=allocation == GIVEN
        )
        seed = st.number_input(
            t("Seed"),
            0,
            SEEDS - 1,
            None,
            key="label_draw_seed",
            placeholder=t("a new one"),
            help=t("The same seed draws the same products again from the same store. Empty: nobody chooses it."),
        )
    return DrawRequest(
        int(count), new_seed() if seed is None else int(seed), strata_by=tuple(strata_by), allocation=str(allocation)
    )


def _ask_frame(products: pd.DataFrame, t: Translator) -> DrawFrame:
    sources = {key: word(SOURCES, key, t) for key in sorted(products["source"].unique())}
    languages = {key: word(TEXT_LANGUAGES, key, t) for key in sorted(products["language"].unique())}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        chosen_sources = st.multiselect(
            t("Source"),
            list(sources),
            key="label_draw_source",
            format_func=sources.__getitem__,
            placeholder=t("all"),
        )
        chosen_languages = st.multiselect(
            t("Language of the text"),
            list(languages),
            key="label_draw_language",
            format_func=languages.__getitem__,
            placeholder=t("all"),
        )
        start, end = (
            st.date_input(title, None, date(1900, 1, 1), date(2100, 12, 31), key=key, width=160)
            for title, key in ((t("Launched from"), "label_draw_from"), (t("Launched until"), "label_draw_to"))
        )
    return DrawFrame(tuple(chosen_sources), tuple(chosen_languages), start, end)


def _show_strata(strata: tuple[Stratum, ...], request: DrawRequest, t: Translator) -> dict[str, int]:
    """Show what would be drawn from each stratum; where a person says how many, let them, and return it."""
    is_given = request.allocation == GIVEN
    columns = [t("Stratum"), t("Products"), t("Drawn")]
    rows = [(stratum_words(stratum.name, t), stratum.products, 0 if is_given else stratum.drawn) for stratum in strata]
    frame = pd.DataFrame(rows, columns=columns)
    if not is_given:
        st.dataframe(frame, hide_index=True, alt=t("What would be drawn from each stratum"), width="content")
        return {}
    edited = st.data_editor(
        frame,
        hide_index=True,
        disabled=columns[:2],
        width="content",
        key="label_draw_given_" + "_".join(request.strata_by),
        column_config={columns[2]: st.column_config.NumberColumn(min_value=0, step=1)},
    )
    drawn = edited[columns[2]].fillna(0).astype(int)
    return {stratum.name: int(number) for stratum, number in zip(strata, drawn, strict=True)}


def _described(draw: DrawRecord, t: Translator) -> str:
    frame = DrawFrame.from_json(draw.frame)
    parts = [
        ", ".join(word(SOURCES, source, t) for source in frame.sources) or t("all sources"),
        ", ".join(word(TEXT_LANGUAGES, key, t) for key in frame.languages) or t("all languages"),
        _days(frame, t),
        t("seed {seed}", seed=draw.seed),
        t("drawn by {name} on {day}", name=draw.drawn_by, day=draw.drawn_at.date().isoformat()),
    ]
    return plain(" · ".join(parts))


def _days(frame: DrawFrame, t: Translator) -> str:
    if frame.start is None and frame.end is None:
        return t("all days")
    start, end = (day.isoformat() if day else "…" for day in (frame.start, frame.end))
    return t("launched from {start} to {end}", start=start, end=end)


def _has_draws() -> bool:
    with get_store().read() as session:
        return bool(list_draws(session))
