"""Labels that the model contradicts most, one at a time: a person corrects each or keeps it, by one key."""

from collections.abc import Sequence

import streamlit as st

from dashboard.labelling.suspects import Suspect, find_suspects
from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.ui.frame import page_link
from dashboard.ui.label_doubts import load_doubts
from dashboard.ui.label_name import ask_name
from dashboard.ui.label_product import product_text
from dashboard.ui.plain import plain
from dashboard.ui.product_words import annotator_word
from dashboard.ui.translations import language
from dashboard.ui.words import capability_title
from db.queries.capabilities import CapabilityRecord, list_capabilities
from db.queries.labels import NO, YES, withdraw_label
from db.queries.product_detail import get_product
from db.queries.suspects import answer_doubt
from db.queries.training import active_model

#: The view's name in the address.
SUSPECTS = "suspects"
# Labels that were passed over in this visit, the last judgement that was given here, and whether one came too late.
_SKIPPED, _LAST, _LATE = "suspects_skipped", "suspects_last", "suspects_late"
_CAPABILITY = "suspects_capability"


def suspects_section(t: Translator) -> None:
    """Draw the suspects' count, and the most contradicted one with what to do about it."""
    with get_store().read() as session:
        model, capabilities = active_model(session), list_capabilities(session)
    st.markdown(
        t(
            "Labels that the model contradicts most, asked before it had seen them. Read the text: some labels are "
            "mistakes, and mending one makes the next model better; many are hard cases that are right."
        )
    )
    if model is None:
        st.info(t("There is no model yet, so nothing contradicts a label."), icon=":material/inbox:")
        page_link("training", t("Train a model"))
        return
    found = find_suspects(load_doubts(model.id))
    titles = {record.key: capability_title(record, language()) for record in capabilities}
    annotator = ask_name(t)
    chosen = _choose(found, titles, t)
    waiting = [one for one in found if one.label_id not in _skipped() and chosen in (None, one.capability)]
    if st.session_state.pop(_LATE, False):
        st.warning(t("That label was changed meanwhile, by somebody else or a newer text. Nothing was stored."))
    if waiting:
        record = next(one for one in capabilities if one.key == waiting[0].capability)
        _draw(waiting[0], record, annotator, t)
    else:
        st.success(t("No label waits for a second look here."), icon=":material/check_circle:")
    _below(t)


def _choose(found: Sequence[Suspect], titles: dict[str, str], t: Translator) -> str | None:
    counts = {key: sum(one.capability == key for one in found) for key in titles}
    return st.pills(
        t("Suspected labels: {count:,}", count=len(found)),
        [key for key, count in counts.items() if count],
        format_func=lambda key: f"{plain(titles[key])} {counts[key]:,}",
        key=_CAPABILITY,
        wrap=True,
    )


def _draw(suspect: Suspect, record: CapabilityRecord, annotator: str, t: Translator) -> None:
    with get_store().read() as session:
        detail = get_product(session, suspect.product_id)
    if detail is None:
        return
    # Side by side where there is room for both, else one below the other.
    with st.grid(2, min_column_width=320):
        with st.container(border=True):
            product_text(detail.product, t)
        with st.container(border=True):
            _say(suspect, record, t)
            _buttons(suspect, annotator, t)


def _say(suspect: Suspect, record: CapabilityRecord, t: Translator) -> None:
    title = plain(capability_title(record, language()))
    st.markdown(f"##### {title}")
    st.caption(record.definition_zh if language() == "zh" else record.definition_en)
    by = annotator_word(suspect.annotator, t)
    said = (
        t("The label says **yes** (by {annotator}).", annotator=plain(by))
        if suspect.holds
        else t("The label says **no** (by {annotator}).", annotator=plain(by))
    )
    st.markdown(said)
    st.markdown(t("The model, unseen, gives it **{percent:.1f} %**.", percent=100 * suspect.probability))


def _buttons(suspect: Suspect, annotator: str, t: Translator) -> None:
    other = NO if suspect.holds else YES
    same = YES if suspect.holds else NO
    correct = t("It does not have it") if suspect.holds else t("It has it")
    # The key holds the label: a second press before the next one is drawn answers no other one.
    with st.container(gap="small"):
        st.button(
            t("Correct it: {said}", said=correct),
            key=f"suspect_correct_{suspect.label_id}",
            icon=":material/edit:",
            shortcut="A",
            type="primary",
            width="stretch",
            on_click=_answer,
            args=(suspect.label_id, other, annotator),
        )
        st.button(
            t("Keep the label"),
            key=f"suspect_keep_{suspect.label_id}",
            icon=":material/check:",
            shortcut="K",
            width="stretch",
            on_click=_answer,
            args=(suspect.label_id, same, annotator),
        )
        st.button(
            t("Skip it for now"),
            key=f"suspect_skip_{suspect.label_id}",
            icon=":material/skip_next:",
            shortcut="S",
            width="stretch",
            on_click=_skip,
            args=(suspect.label_id,),
        )


def _below(t: Translator) -> None:
    if st.session_state.get(_LAST) is not None:
        st.button(t("Take the last answer back"), icon=":material/undo:", shortcut="U", on_click=_undo)
    st.caption(
        t(
            "A kept label is asked for again when its text changes, or a newer model contradicts it clearly more. Both "
            "answers teach and measure nothing: they were given with the model's opinion in view, and a product that "
            "was drawn for the audit is measured by its first label."
        )
    )


def _answer(label_id: int, value: str, annotator: str) -> None:
    with get_store().write() as session:
        given = answer_doubt(session, label_id, value, annotator=annotator)
    st.session_state[_LATE] = given is None
    if given is not None:
        st.session_state[_LAST] = given


def _undo() -> None:
    with get_store().write() as session:
        withdraw_label(session, st.session_state.pop(_LAST))


def _skip(label_id: int) -> None:
    st.session_state[_SKIPPED] = [*_skipped(), label_id]


def _skipped() -> list[int]:
    skipped: list[int] = st.session_state.get(_SKIPPED, [])
    return skipped
