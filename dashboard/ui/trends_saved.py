"""Saved views of Trends: save this one under a name, come back to one, see how its numbers have moved and why."""

from urllib.parse import parse_qs, urlencode

import streamlit as st

from dashboard.messages import RequestError, Translator
from dashboard.saved_views import take_snapshot
from dashboard.store import get_store
from dashboard.ui.filters import change_address
from dashboard.ui.plain import plain
from dashboard.ui.translations import language
from dashboard.ui.trends_look import TrendsLook
from dashboard.ui.trends_saved_loaders import load_change
from dashboard.ui.trends_saved_words import change_words, moves_table
from db.queries.views import ViewRecord, delete_view, get_view, list_views, rename_view, save_view

#: The parameter that names the saved view that was opened.
SAVED = "saved"
#: Parameters that are no part of a view: the language is its reader's.
_NOT_KEPT = (SAVED, "lang", "product")
_NAME, _RENAME = "saved_name", "saved_rename"
LONGEST = 120


def saved_views_menu(look: TrendsLook, t: Translator) -> None:
    """Draw the menu of saved views: save this one, open another."""
    with get_store().read() as session:
        views = list_views(session)
    label = t("Saved views: {count}", count=len(views)) if views else t("Save this view")
    # Another key, another menu: it is closed once a view was saved, opened or deleted.
    with st.popover(label, icon=":material/bookmark:", key=f"saved_menu_{len(views)}_{_asked()}"):
        st.text_input(t("Name of this view"), key=_NAME, max_chars=LONGEST, placeholder=_suggestion(look))
        st.button(t("Save"), icon=":material/bookmark_add:", on_click=_save, args=(look, _suggestion(look)))
        for view in views:
            st.button(
                f"{plain(view.name)} · {view.saved_at.date().isoformat()}",
                key=f"saved_open_{view.id}",
                type="tertiary",
                icon=":material/bookmark:",
                on_click=_open,
                args=(view,),
            )


def opened_view(look: TrendsLook, t: Translator) -> None:
    """Say of the saved view that the address names how its numbers have moved since, and what moved them."""
    asked = _asked()
    if asked is None:
        return
    with get_store().read() as session:
        view = get_view(session, asked)
    if view is None:
        st.warning(t("There is no saved view {number}. It may have been deleted.", number=asked))
        return
    with st.container(border=True, key="saved_view"):
        st.markdown(
            t(
                "**{name}**, saved on {day}",
                name=plain(view.name),
                day=view.saved_at.date().isoformat(),
            )
        )
        _draw_change(view, look, t)
        with st.container(horizontal=True, vertical_alignment="center"):
            if _address() != view.address:
                st.button(t("Back to it as saved"), icon=":material/undo:", on_click=_open, args=(view,))
            with st.popover(t("Rename"), icon=":material/edit:", key=f"{_RENAME}_{view.id}_{view.name}"):
                st.text_input(t("Name"), value=view.name, key=f"{_RENAME}_{view.id}", max_chars=LONGEST)
                st.button(t("Rename it"), on_click=_rename, args=(view.id,))
            st.button(t("Delete"), icon=":material/delete:", on_click=_delete, args=(view.id,))
            st.button(
                t("Close"),
                key="saved_close",
                icon=":material/close:",
                type="tertiary",
                on_click=change_address,
                args=({SAVED: []},),
            )


def _draw_change(view: ViewRecord, look: TrendsLook, t: Translator) -> None:
    try:
        with st.spinner(t("Counting again …")):
            change = load_change(view, look.launches)
    except RequestError as error:
        st.caption(error.message.text(t))
        return
    for said in change_words(change, t):
        st.markdown(said)
    if change.moves:
        titles = {key: style.title for key, style in look.styles.items()}
        st.dataframe(moves_table(change, titles, t), hide_index=True, placeholder="–", alt=t("What has moved"))


def _asked() -> int | None:
    """Return the number of the saved view that the address names."""
    asked = st.query_params.get(SAVED, "")
    return int(asked) if asked.isdecimal() and len(asked) <= 9 else None


def _suggestion(look: TrendsLook) -> str:
    """Return a name that says what is seen; it is the view's own where its reader gives none."""
    periods = look.trends.periods
    chosen = (*look.query.sources, *look.query.languages, *look.query.capabilities)
    return " · ".join([f"{periods[0].period} – {periods[-1].period}", *chosen])


def _address() -> str:
    """Return the address of what is seen, without what is its reader's own."""
    kept = {name: st.query_params.get_all(name) for name in sorted(st.query_params) if name not in _NOT_KEPT}
    return urlencode(kept, doseq=True)


def _save(look: TrendsLook, suggestion: str) -> None:
    name = st.session_state.get(_NAME, "").strip() or suggestion
    store = get_store()
    with store.read() as session:
        snapshot = take_snapshot(session, look.launches, look.query, look.trends)
    with store.write() as session:
        number = save_view(session, name, _address(), snapshot.to_json())
    st.session_state[_NAME] = ""
    change_address({SAVED: [str(number)]})


def _open(view: ViewRecord) -> None:
    asked = {name: values for name, values in parse_qs(view.address).items() if name not in _NOT_KEPT}
    st.query_params.from_dict({**asked, SAVED: [str(view.id)], "lang": [language()]})


def _rename(number: int) -> None:
    name = st.session_state.get(f"{_RENAME}_{number}", "").strip()
    if name:
        with get_store().write() as session:
            rename_view(session, number, name)


def _delete(number: int) -> None:
    with get_store().write() as session:
        delete_view(session, number)
    change_address({SAVED: []})
