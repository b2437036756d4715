"""As tagged, or corrected for the tagger's mistakes: the switch of Trends, and what corrects the shares."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.messages import Translator, mark
from dashboard.trends.corrected import Correction, correct, has_audit, with_estimates
from dashboard.trends.correction_notes import correction_notes, is_vague, steadiness_notes
from dashboard.trends.series import Trends
from dashboard.ui.filters import change_address, chosen
from dashboard.ui.plain import plain
from dashboard.ui.trends_look import TrendsLook
from dashboard.ui.words import SOURCES, TEXT_LANGUAGES, word

TAGGED, CORRECTED = "tagged", "corrected"
WORDS = {TAGGED: mark("As tagged"), CORRECTED: mark("Corrected")}
#: The name of the choice in the address.
SHOWN = "shown"
_KEY = "trends_shown"


def choose_correction(look: TrendsLook, t: Translator) -> tuple[Correction, ...]:
    """Draw the switch, and return the corrections that the reader asks for; none as tagged."""
    return correct(look.launches, look.query, look.trends) if asks_for_correction(look, t) else ()


def asks_for_correction(look: TrendsLook, t: Translator) -> bool:
    """Draw the switch, and tell whether the reader asks for corrected shares.

    Corrected is what is shown first wherever an audit label corrects anything: the other one is known to be off.
    """
    default = CORRECTED if has_audit(look.launches, look.query, look.trends) else TAGGED
    shown = next(iter(chosen(SHOWN, list(WORDS))), default)
    st.session_state[_KEY] = shown
    st.segmented_control(
        t("Shares"),
        list(WORDS),
        key=_KEY,
        format_func=lambda key: t(WORDS[key]),
        required=True,
        on_change=_write,
        args=(default,),
        label_visibility="collapsed",
        help=t(
            "As tagged: what the tags and labels say. Corrected: what they make probable of the true share, "
            "given how often the tagger is wrong."
        ),
    )
    return shown == CORRECTED


def estimated(trends: Trends, corrections: Sequence[Correction]) -> Trends:
    """Return the trends as the reader chose to see them.

    Bands of chance alone are drawn where nothing is corrected at all: beside true bands they would pass for such.
    """
    return with_estimates(trends, corrections, chance=not any(one.series.corrected for one in corrections))


def draw_correction(look: TrendsLook, corrections: Sequence[Correction], t: Translator) -> None:
    """Say what corrects the shares and how far it can be trusted, and fold the numbers away."""
    if not corrections:
        return

    def called(source: str, language: str) -> str:
        return t("{source}, {language}", source=word(SOURCES, source, t), language=word(TEXT_LANGUAGES, language, t))

    notes = correction_notes(
        corrections, lambda key: plain(look.styles[key].title), lambda source, language: plain(called(source, language))
    )
    if not any(one.series.corrected for one in corrections):
        st.info(notes[0].text(t), icon=":material/balance:")
        return
    st.caption("  \n".join(note.text(t) for note in notes))
    with st.expander(t("What corrects these shares"), icon=":material/balance:"):
        rows = [
            _row(look.styles[one.capability].title, called(stratum.source, stratum.language), place, one, t)
            for one in corrections
            for place, stratum in enumerate(one.strata)
        ]
        st.dataframe(pd.DataFrame(rows), hide_index=True, placeholder="–", alt=t("Right and wrong tags by source"))
        for note in steadiness_notes(corrections, lambda key: plain(look.styles[key].title)):
            st.caption(note.text(t))
        st.caption(
            t(
                "Each source and language is corrected by itself, then they are added up. What counts is the model's "
                "own tag; what it has learned from is tagged by a network that has not seen it. A band holds, "
                "with a probability of 95 %, the share among all such products that might have come, not only those "
                "that did. Where some were likelier to be drawn than others, rates are weighted."
            )
        )


def _row(title: str, called: str, place: int, correction: Correction, t: Translator) -> dict[str, object]:
    stratum = correction.strata[place]
    hits, misses, inventions, rejections = stratum.audit
    weighted_hits, weighted_misses, weighted_inventions, weighted_rejections = stratum.weighted
    return {
        t("Capability"): title,
        t("Source"): called,
        t("Products"): stratum.products,
        t("There, tagged"): hits,
        t("There, not tagged"): misses,
        t("Not there, tagged"): inventions,
        t("Not there, not tagged"): rejections,
        t("Found, %"): _percent(weighted_hits, weighted_misses),
        t("Wrongly tagged, %"): _percent(weighted_inventions, weighted_rejections),
        t("Vague"): is_vague(stratum) or not sum(stratum.audit),
    }


def _percent(part: float, rest: float) -> float | None:
    return round(100 * part / (part + rest), 1) if part + rest else None


def _write(default: str) -> None:
    shown = st.session_state[_KEY]
    change_address({SHOWN: [] if shown == default else [shown]})
