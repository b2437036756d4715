"""Every gold label out to a file and back in, and the labels that were given to an older text."""

from pathlib import Path

import streamlit as st

from dashboard.importing.uploads import keep_upload
from dashboard.jobs import launcher
from dashboard.labelling.file_export import labels_csv
from dashboard.labelling.file_job import check_labels
from dashboard.labelling.file_request import LABELS, LabelsRequest
from dashboard.messages import RequestError, Translator, mark
from dashboard.store import get_store
from dashboard.ui.import_report import import_report
from dashboard.ui.jobs import recent_job_panel
from dashboard.ui.label_outdated import outdated_table
from dashboard.ui.plain import plain
from db.queries.imports import list_imports
from db.queries.label_files import label_totals

#: How the products of a file came to be labelled.
LANES = {
    "learning": mark("Somebody chose them (learning)"),
    "audit": mark("They were drawn at random (audit)"),
}
# Streamlit holds an upload in memory as long as its widget stands. Another key is another widget.
_ROUND = "label_files_round"


def files_section(t: Translator) -> None:
    """Draw the way out, the way in with its last report, and the labels of older texts."""
    out, into = st.columns(2)
    with out.container(border=True, height="stretch"):
        _export(t)
    with into.container(border=True, height="stretch"):
        _import(t)
    recent_job_panel(("labels", "undo"))
    _report(t)
    outdated_table(t)


def _export(t: Translator) -> None:
    title = t("Take the labels along")
    st.markdown(f"##### {title}")
    with get_store().read() as session:
        totals = label_totals(session)
    st.markdown(
        t(
            "Every label that was ever given: who gave it, when, in which lane, to which text, and whether it counts. "
            "Labels: **{labels:,}** · products: **{products:,}** · annotators: **{annotators:,}**",
            labels=totals.judgements,
            products=totals.products,
            annotators=totals.annotators,
        )
    )
    st.download_button(
        t("Download all labels"),
        data=lambda: labels_csv(get_store()),
        file_name="strandline-labels.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        disabled=not totals.judgements,
    )


def _import(t: Translator) -> None:
    title = t("Bring labels in")
    st.markdown(f"##### {title}")
    st.markdown(
        t(
            "A file with a row a judgement, as the download has it. The same file twice changes nothing; a label of a "
            "product that is not here is refused by itself."
        )
    )
    file = st.file_uploader(t("A CSV of labels"), key=f"label_files_{st.session_state.get(_ROUND, 0)}")
    if file is None:
        return
    lane = st.radio(
        t("Where the file gives no inclusion probability: how were its products found?"),
        list(LANES),
        format_func=lambda key: t(LANES[key]),
        help=t(
            "Only labels of products that were drawn at random may estimate a share. Without probabilities, every "
            "product of a source counts as equally probable."
        ),
    )
    if st.button(t("Bring these labels in"), type="primary", icon=":material/play_arrow:"):
        _start(keep_upload(file.getvalue(), file.name), file.name, lane, t)


def _start(path: Path, name: str, lane: str, t: Translator) -> None:
    request = LabelsRequest(path, name, lane)
    try:
        check_labels(request, get_store())
    except RequestError as error:
        st.error(plain(error.message.text(t)), icon=":material/error:")
        return
    launcher.submit(get_store(), "labels", request.to_payload())
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()


def _report(t: Translator) -> None:
    """Draw the report of the last file of labels; the older ones stand among the past imports."""
    with get_store().read() as session:
        last = next((one for one in list_imports(session) if one.options.get("kind") == LABELS), None)
    if last is not None and last.undone_at is None:
        import_report(last, t, place="labels")
