"""Give somebody a hidden second look: a random share of what others have judged."""

import streamlit as st

from dashboard.labelling.repeat import make_repeat
from dashboard.messages import RequestError, Translator
from dashboard.store import get_store
from dashboard.ui.plain import plain
from db.queries.draws import LEFT, REPEAT, list_draws, member_states

#: Enough for a first look: of 40 products, kappa is known to about a quarter either way.
FIRST_LOOK = 40
_DONE = "repeat_done"


def repeat_form(name: str, t: Translator) -> None:
    """Draw the form for a new second look, and how far those have come that were given."""
    with st.container(border=True):
        title = t("A second look")
        st.markdown(f"##### {title}")
        st.markdown(
            t(
                "Products that others have judged, drawn at random, come to the pad as if nobody had: neither what was "
                "said nor the model's opinion is shown."
            )
        )
        with st.form("repeat_form", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
            annotator = st.text_input(t("Who takes the second look"), value=name, width=220)
            count = st.number_input(t("How many products"), 1, 5000, FIRST_LOOK, width=160)
            asked = st.form_submit_button(t("Draw them"), icon=":material/casino:")
        if asked:
            _make(annotator.strip(), int(count), name, t)
        _drawn(t)


def _make(annotator: str, count: int, drawn_by: str, t: Translator) -> None:
    try:
        make_repeat(get_store(), annotator, count, drawn_by=drawn_by)
    except RequestError as error:
        st.warning(plain(error.message.text(t)), icon=":material/info:")
        return
    st.rerun()


def _drawn(t: Translator) -> None:
    with get_store().read() as session:
        for draw in list_draws(session, REPEAT):
            states = [one.state for one in member_states(session, draw.id)]
            done = len(states) - states.count(LEFT)
            st.progress(
                done / len(states) if states else 1.0,
                text=t(
                    "{annotator}: {done:,} of {count:,} answered",
                    annotator=plain(str(draw.frame.get("annotator", ""))),
                    done=done,
                    count=len(states),
                ),
            )
