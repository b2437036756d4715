"""What a person says of a file: which column is what, the order of its dates, where its labels come from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.importing.dates import has_open_form, parse_date
from dashboard.importing.fields import FIELDS, LABEL_FIELDS
from dashboard.importing.inspect import FileInspection
from dashboard.messages import Translator, mark
from dashboard.ui.plain import plain
from dashboard.ui.translations import language
from dashboard.ui.words import SOURCES, capability_title
from db.queries.capabilities import CapabilityRecord

LANES = {
    "learning": mark("They were chosen: a model learns from them."),
    "audit": mark("They were drawn at random: a model learns from them, and they measure how well it does."),
}
DATE_ORDERS = {
    True: mark("{date}: the day comes first"),
    False: mark("{date}: the month comes first"),
}
# Stands for the day where no date among the first rows shows the question.
_EXAMPLE = "03/04/2024"


@dataclass(frozen=True)
class Choices:
    """What was chosen for one file."""

    mapping: dict[str, str]
    source: str | None
    lane: str
    day_first: bool | None
    #: False while a question is open that must be answered.
    complete: bool


def ask_choices(
    inspection: FileInspection, capabilities: Sequence[CapabilityRecord], key: str, t: Translator
) -> Choices:
    """Draw the questions about a file, with what was found out for an answer, and return what is chosen."""
    mapping = _ask_mapping(inspection, capabilities, key, t)
    day_first, complete = _ask_day_first(inspection, mapping, key, t)
    judged = [capability for capability in capabilities if capability.key in mapping]
    return Choices(
        mapping=mapping,
        source=None if "source" in mapping else _ask_source(inspection, key, t),
        lane=_ask_lane(judged, key, t) if judged else "learning",
        day_first=day_first,
        complete=complete,
    )


def _ask_mapping(
    inspection: FileInspection, capabilities: Sequence[CapabilityRecord], key: str, t: Translator
) -> dict[str, str]:
    fields = [(field.key, t(field.title)) for field in FIELDS]
    labels = [(record.key, capability_title(record, language())) for record in capabilities]
    labels += [(field.key, t(field.title)) for field in LABEL_FIELDS]
    known = inspection.recipe is not None
    with st.expander(t("Which column is what"), icon=":material/view_column:", expanded=not known):
        mapping = _ask_columns(fields, inspection, key, t)
    with st.expander(t("Gold labels in this file"), icon=":material/verified:", expanded=False):
        st.caption(t("A column that says yes or no (or 1, 0) of a capability teaches the model."))
        return mapping | _ask_columns(labels, inspection, key, t)


def _ask_columns(
    fields: Iterable[tuple[str, str]], inspection: FileInspection, key: str, t: Translator
) -> dict[str, str]:
    # Streamlit lets a box be emptied only where it began empty; "" stands for no column.
    columns = ["", *filter(None, inspection.header)]
    # Another way to read the file gives other columns, and other suggestions.
    key = f"{key}_{inspection.encoding}_{inspection.delimiter}"
    mapping: dict[str, str] = {}
    with st.grid(4, min_column_width=170):
        for field, title in fields:
            suggested = inspection.mapping.get(field, "")
            chosen = st.selectbox(
                plain(title),
                columns,
                index=columns.index(suggested),
                format_func=lambda column: column or t("no column"),
                key=f"{key}_{field}",
            )
            if chosen:
                mapping[field] = chosen
    return mapping


def _ask_day_first(
    inspection: FileInspection, mapping: dict[str, str], key: str, t: Translator
) -> tuple[bool | None, bool]:
    """Return the answer, and whether the question is closed."""
    column = mapping.get("launched_on")
    if column not in inspection.ambiguous_dates:
        return None, True
    example = _open_example(inspection, str(column))
    readings = {order: parse_date(example, order)[0] for order in (True, False)}
    st.warning(
        t(
            "The dates leave open whether the day or the month comes first, and a guess would move products by months. "
            "What does {example} mean?",
            example=plain(example),
        ),
        icon=":material/event:",
    )
    answer = st.radio(
        t("What the date means"),
        [True, False],
        index=None,
        format_func=lambda order: t(DATE_ORDERS[order], date=readings[order]),
        label_visibility="collapsed",
        key=f"{key}_day_first_{column}",
    )
    return answer, answer is not None


def _open_example(inspection: FileInspection, column: str) -> str:
    position = inspection.header.index(column)
    cells = (row[position].strip() for row in inspection.sample if position < len(row))
    return next((cell for cell in cells if _is_open(cell)), _EXAMPLE)


def _is_open(cell: str) -> bool:
    return has_open_form(cell) and len({parse_date(cell, order)[0] for order in (True, False)}) == 2


def _ask_source(inspection: FileInspection, key: str, t: Translator) -> str:
    if inspection.source in SOURCES and inspection.recipe:
        return inspection.source
    return st.text_input(
        t("Source: where these products come from"),
        value=inspection.source,
        help=t("Launches of one source are told apart by their numbers, and trends can be read source by source."),
        key=f"{key}_source",
        width=340,
    )


def _ask_lane(judged: Sequence[CapabilityRecord], key: str, t: Translator) -> str:
    titles = ", ".join(capability_title(capability, language()) for capability in judged)
    st.info(t("The file holds gold labels: {capabilities}", capabilities=plain(titles)), icon=":material/verified:")
    return st.radio(
        t("How were these products picked?"), list(LANES), format_func=lambda lane: t(LANES[lane]), key=f"{key}_lane"
    )
