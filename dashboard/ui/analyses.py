"""What the views over an analysis share: its newest result, how old that is, the job, and the choice of a group."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

import streamlit as st

from dashboard.jobs import launcher
from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.trends.query import TrendQuery
from dashboard.ui.filters import change_address, chosen
from dashboard.ui.jobs import job_panel
from dashboard.ui.words import SOURCES, TEXT_LANGUAGES, word
from db.models import JobState
from db.queries.analyses import AnalysisRecord, data_revisions, latest_analysis
from db.queries.jobs import active_job, job_to_show

KIND = "analyse"


class Grouped(Protocol):
    """What was reckoned for one source and language."""

    @property
    def source(self) -> str:
        """The source."""

    @property
    def language(self) -> str:
        """The language of the texts."""


G = TypeVar("G", bound=Grouped)


def kept_analysis(kind: str, what: str, t: Translator) -> AnalysisRecord | None:
    """Return the newest analysis of a kind; say when it was made, and offer to make one where it is due.

    `what` says, translated, what a reader gets of it.
    """
    _draw_job()
    with get_store().read() as session:
        record, present = latest_analysis(session, kind), data_revisions(session)
    if record is None:
        with st.container(border=True):
            st.markdown(what)
            st.caption(t("It takes about a minute, in the background; the page shows it when it is there."))
            _ask(t("Start the analysis"))
        return None
    if record.revisions != present:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.info(
                t(
                    "As of {moment}. Products, labels or the active model have changed since.",
                    moment=_moment(record),
                ),
                icon=":material/update:",
            )
            _ask(t("Analyse anew"))
    else:
        st.caption(_as_of(record, t))
    return record


def choose_group(groups: Sequence[G], query: TrendQuery, t: Translator) -> G | None:
    """Let the reader choose among the groups that the filters leave; say so where they leave none."""
    left = {
        f"{one.source}-{one.language}": one
        for one in groups
        if (not query.sources or one.source in query.sources)
        and (not query.languages or one.language in query.languages)
    }
    if not left:
        st.info(t("No source and language of this choice has enough dated products. Choose others, or bring in more."))
        return None
    names = {
        key: t(
            "{source}, {language}",
            source=word(SOURCES, one.source, t),
            language=word(TEXT_LANGUAGES, one.language, t),
        )
        for key, one in left.items()
    }
    return left[choose_one("place", names, t("Source and language"))]


def choose_one(name: str, titles: dict[str, str], label: str) -> str:
    """Draw a choice whose state is the parameter `name` of the address; the first option is its default."""
    options = list(titles)
    value = next(iter(chosen(name, options)), options[0])
    key = f"trends_{name}"
    st.session_state[key] = value
    st.segmented_control(
        label,
        options,
        key=key,
        format_func=titles.__getitem__,
        required=True,
        on_change=_write,
        args=(name, options[0]),
        label_visibility="collapsed",
    )
    return value


def _write(name: str, default: str) -> None:
    value = st.session_state[f"trends_{name}"]
    # Another group or capability has other terms and points.
    change_address({name: [] if value == default else [value], "term": [], "point": []})


def _draw_job() -> None:
    """Draw the analysis that runs or waits, and the last one if it came to nothing; a success shows itself."""
    with get_store().read() as session:
        job = job_to_show(session, (KIND,))
    if job is not None and job.state is not JobState.SUCCEEDED:
        job_panel((KIND,))


def _ask(label: str) -> None:
    with get_store().read() as session:
        busy = active_job(session) is not None
    if st.button(label, icon=":material/query_stats:", disabled=busy):
        launcher.submit(get_store(), KIND, {})
        st.rerun()


def _as_of(record: AnalysisRecord, t: Translator) -> str:
    if record.model_id is None:
        return t("As of {moment}, by labels alone: no model is active.", moment=_moment(record))
    return t("As of {moment}, by the tags of model #{number}.", moment=_moment(record), number=record.model_id)


def _moment(record: AnalysisRecord) -> str:
    return f"{record.created_at:%Y-%m-%d %H:%M} UTC"
