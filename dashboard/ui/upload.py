"""Bring a file in: choose it, see how it would be read and stored, start the import."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.importing.delimiter import DELIMITERS
from dashboard.importing.encoding import ENCODINGS
from dashboard.importing.inspect import FileInspection, inspect_file, request_import
from dashboard.importing.request import ImportRequest
from dashboard.importing.template import template_csv
from dashboard.importing.uploads import keep_upload
from dashboard.jobs import launcher
from dashboard.messages import RequestError, Translator, mark
from dashboard.store import get_store
from dashboard.ui.plain import plain
from dashboard.ui.upload_choices import Choices, ask_choices
from dashboard.ui.upload_preview import show_preview
from db.queries.capabilities import CapabilityRecord

DELIMITER_NAMES = {
    ",": mark("comma"),
    ";": mark("semicolon"),
    "\t": mark("tab"),
    "|": mark("vertical bar"),
}
# Streamlit holds an upload in memory as long as its widget stands. Another key is another widget.
_ROUND = "upload_round"
_KEPT = "upload_kept"


def upload_area(capabilities: Sequence[CapabilityRecord], t: Translator) -> None:
    """Draw the way in for a file, from choosing it to the start of its import."""
    st.markdown(
        t(
            "A CSV with one product a row and the names of the columns in its first line. You see how its rows would "
            "be stored before anything is."
        )
    )
    file = st.file_uploader(
        t("Choose a file: comma, semicolon, tab or vertical bar between the cells, up to 200 MB"),
        key=f"upload_{st.session_state.get(_ROUND, 0)}",
    )
    if file is None:
        st.download_button(
            t("Download a template"),
            template_csv(),
            file_name="strandline-template.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
        return
    path = _keep(file)
    inspection = _inspect(path, file.name, capabilities, t)
    if inspection is None:
        return
    choices = ask_choices(inspection, capabilities, _key(path), t)
    request = _request(path, file.name, inspection, choices, capabilities, t)
    ready = request is not None and show_preview(request, capabilities, t)
    if st.button(t("Start the import"), type="primary", icon=":material/play_arrow:", disabled=not ready) and request:
        launcher.submit(get_store(), "import", request.to_payload())
        _clear()
        st.rerun()


def is_choosing() -> bool:
    """Tell whether a file is chosen that is not imported yet."""
    return st.session_state.get(f"upload_{st.session_state.get(_ROUND, 0)}") is not None


def _keep(file: UploadedFile) -> Path:
    """Put an upload into the home folder, once."""
    kept: dict[str, Path] = st.session_state.setdefault(_KEPT, {})
    if file.file_id not in kept:
        kept.clear()
        kept[file.file_id] = keep_upload(file.getvalue(), file.name)
    return kept[file.file_id]


def _key(path: Path) -> str:
    return f"upload_{path.stem[:12]}"


def _clear() -> None:
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state.pop(_KEPT, None)


def _inspect(path: Path, name: str, capabilities: Sequence[CapabilityRecord], t: Translator) -> FileInspection | None:
    found = st.container()
    with st.expander(t("Not right? Say how the file is written"), icon=":material/translate:"), st.grid(2):
        encoding = st.selectbox(
            t("Encoding"), ENCODINGS, index=None, placeholder=t("found by itself"), key=f"{_key(path)}_encoding"
        )
        delimiter = st.selectbox(
            t("Between the cells"),
            DELIMITERS,
            index=None,
            format_func=lambda sign: t(DELIMITER_NAMES[sign]),
            placeholder=t("found by itself"),
            key=f"{_key(path)}_delimiter",
        )
    try:
        with found, st.spinner(t("Reading the file")):
            data = _look(str(path), name, encoding, delimiter, [asdict(record) for record in capabilities])
    except RequestError as error:
        found.error(plain(error.message.text(t)), icon=":material/error:")
        return None
    inspection = FileInspection(**data)
    if inspection.recipe:
        found.success(t("This is a list of {recipe}: its columns are known.", recipe=plain(inspection.recipe)))
    found.caption(
        t(
            "Rows: {rows:,} · encoding: {encoding} · between the cells: {delimiter}",
            rows=inspection.rows,
            encoding=plain(inspection.encoding),
            delimiter=t(DELIMITER_NAMES[inspection.delimiter]),
        )
    )
    return inspection


def _request(
    path: Path,
    name: str,
    inspection: FileInspection,
    choices: Choices,
    capabilities: Sequence[CapabilityRecord],
    t: Translator,
) -> ImportRequest | None:
    if not choices.complete:
        return None
    try:
        return request_import(
            path,
            name,
            inspection,
            capabilities,
            mapping=choices.mapping,
            source=choices.source,
            lane=choices.lane,
            day_first=choices.day_first,
        )
    except RequestError as error:
        st.error(plain(error.message.text(t)), icon=":material/error:")
        return None


@st.cache_data(max_entries=8, show_spinner=False)
def _look(
    path: str, name: str, encoding: str | None, delimiter: str | None, capabilities: list[dict[str, Any]]
) -> dict[str, Any]:
    # An upload is kept under the hash of what it holds: its path says all that can change.
    records = [CapabilityRecord(**fields) for fields in capabilities]
    found = inspect_file(Path(path), file_name=name, encoding=encoding, delimiter=delimiter, capabilities=records)
    return {name: getattr(found, name) for name in FileInspection.__match_args__}
