"""The job panel: what a job is doing, a way to stop it, and how it ended.

It is drawn from the database alone, so that a reload, a second tab and a restarted server show the same.
"""

from collections.abc import Mapping
from datetime import timedelta

import streamlit as st

from dashboard.jobs.launcher import tend
from dashboard.jobs.logs import log_tail, worker_log
from dashboard.jobs.progress import Trouble, overall_progress, standing_of, trouble_of
from dashboard.jobs.stages import KIND_TITLES, STAGE_TITLES
from dashboard.jobs.storing import store_surely
from dashboard.messages import Message
from dashboard.store import get_store
from dashboard.ui.job_words import ENDINGS
from dashboard.ui.plain import plain
from dashboard.ui.translations import t
from db.models import JobState, now
from db.queries.jobs import JobRecord, active_job, job_to_show, request_cancel
from db.queries.revisions import Subject, read_revisions

# Seconds as numbers: Streamlit imports pandas, half a second, to read "1s".
TICK = 1.0
WATCH_TICK = 2.0
#: For so long the end of a job stands on its page.
RECENT = timedelta(minutes=10)

Revisions = Mapping[Subject, int]


def revisions_now() -> Revisions:
    """Return the revisions that a page is drawn with. Read them before its data: what is stored in between is seen."""
    with get_store().read() as session:
        return read_revisions(session)


def job_panel(kinds: tuple[str, ...], drawn_with: Revisions | None = None) -> None:
    """Draw the job of these kinds that runs or waits, else the last one; nothing before the first.

    The page is run again when anything was stored since `drawn_with`. Without it, call this before the page reads its
    data.
    """
    store = get_store()
    tend(store)
    since = drawn_with or revisions_now()
    with store.read() as session:
        job = job_to_show(session, kinds)
    active = job is not None and not job.state.is_finished
    st.fragment(_panel, run_every=TICK if active else None)(kinds, since)


def recent_job_panel(kinds: tuple[str, ...], drawn_with: Revisions | None = None) -> None:
    """Draw the job of these kinds that runs, waits, or ended a short while ago; else only watch for changes."""
    since = drawn_with or revisions_now()
    with get_store().read() as session:
        job = job_to_show(session, kinds)
    if job is not None and (job.finished_at is None or now() - job.finished_at < RECENT):
        job_panel(kinds, since)
    else:
        watch_revisions(since)


def watch_revisions(drawn_with: Revisions | None = None) -> None:
    """Run the page again soon after another process has stored something, as `job_panel` does."""
    st.fragment(_watch, run_every=WATCH_TICK)(drawn_with or revisions_now())


def _watch(drawn_with: Revisions) -> None:
    tend(get_store())
    _run_page_again_if_changed(drawn_with)


def _panel(kinds: tuple[str, ...], drawn_with: Revisions) -> None:
    store = get_store()
    tend(store)
    _run_page_again_if_changed(drawn_with)
    with store.read() as session:
        job, ahead = job_to_show(session, kinds), active_job(session)
    if job is None:
        return
    if job.state.is_finished:
        _ended(job)
    else:
        _active(job, ahead)


def _run_page_again_if_changed(drawn_with: Revisions) -> None:
    with get_store().read() as session:
        changed = read_revisions(session) != drawn_with
    if changed:
        st.rerun(scope="app")


def _active(job: JobRecord, ahead: JobRecord | None) -> None:
    with st.container(border=True):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(f"**{t(KIND_TITLES[job.kind])}** &nbsp; {_stages(job)}")
            _stop_button(job)
        if job.state is JobState.RUNNING:
            st.progress(overall_progress(job), text=_running_words(job))
        elif ahead is not None and ahead.id != job.id:
            st.caption(t("Waiting for another job to finish: {kind}.", kind=t(KIND_TITLES[ahead.kind])))
        else:
            st.caption(t("Waiting for the worker to start."))
        _trouble(trouble_of(job, now(), alone=ahead is None or ahead.id == job.id))


def _stages(job: JobRecord) -> str:
    """Return the stages in one line: those done in green, the present one bold, the others grey."""
    looks = {"done": ":green[✓ {}]", "now": "**{}**", "later": ":gray[{}]"}
    steps = [looks[look].format(t(STAGE_TITLES[stage])) for stage, look in standing_of(job)]
    return " → ".join(steps)


def _running_words(job: JobRecord) -> str:
    if job.stage not in STAGE_TITLES:
        return t("Starting")
    if job.progress is None:
        return t(STAGE_TITLES[job.stage])
    return t("{stage}: {percent} %", stage=t(STAGE_TITLES[job.stage]), percent=round(job.progress * 100))


def _stop_button(job: JobRecord) -> None:
    st.button(
        t("Stopping …") if job.cancel_requested else t("Stop"),
        key=f"stop_job_{job.id}",
        icon=":material/stop_circle:",
        disabled=job.cancel_requested,
        on_click=_stop,
        args=(job.id,),
    )


def _stop(job_id: int) -> None:
    store_surely(get_store(), lambda session: request_cancel(session, job_id))


def _trouble(trouble: Trouble | None) -> None:
    if trouble is Trouble.NO_WORKER:
        log = plain(str(worker_log()))
        st.warning(
            t("No worker has come for this job yet. A new one is started again and again; its log: {log}", log=log)
        )
    elif trouble is Trouble.NO_PROGRESS:
        st.warning(
            t("The worker is alive, but nothing has moved for more than two minutes. You may wait, or stop the job.")
        )


def _ended(job: JobRecord) -> None:
    said = t(ENDINGS[job.kind][job.state])
    if job.state is JobState.SUCCEEDED:
        st.success(t("{said} It took {seconds} s.", said=said, seconds=_seconds(job)), icon=":material/check_circle:")
    elif job.state is JobState.CANCELLED:
        st.info(said, icon=":material/stop_circle:")
    else:
        _failed(job, said)


def _seconds(job: JobRecord) -> str:
    if job.started_at is None or job.finished_at is None:
        return "?"
    return f"{(job.finished_at - job.started_at).total_seconds():.1f}"


def _failed(job: JobRecord, said: str) -> None:
    why = "" if job.error is None else plain(Message.from_json(job.error).text(t))
    st.error(f"**{said}** {why}", icon=":material/error:")
    tail = log_tail(job)
    if tail:
        with st.expander(t("The end of its log"), icon=":material/notes:"):
            st.code(tail, language=None, wrap_lines=True)
