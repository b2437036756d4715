"""Rows of a file of labels: what is read, and what is refused and why."""

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.capabilities import DEFAULT_CAPABILITIES
from dashboard.importing.refusal import Refused
from dashboard.labelling.file_rows import FileRow, RowReader
from dashboard.messages import RequestError
from db.models import now

HEADER = ["source", "external_id", "capability", "value"]


def read(more: dict[str, str] | None = None, **cells: str) -> FileRow | Refused:
    row = {"source": "yc", "external_id": "yc-1", "capability": "automation", "value": "yes"} | cells | (more or {})
    return RowReader(list(row), DEFAULT_CAPABILITIES).read((2, 2, list(row.values())))


def test_a_row_of_the_four_needed_columns_is_an_imported_judgement_without_a_time():
    assert read() == FileRow(
        line=2,
        key=("yc", "yc-1"),
        capability="automation",
        value="yes",
        annotator="import",
        origin="import",
        lane="",
        assisted=False,
        draw_id=None,
        inclusion_probability=None,
        text_hash=None,
        created_at=None,
    )


def test_what_an_export_writes_comes_back():
    row = read(
        annotator="'=Ann",
        origin="person",
        lane="audit",
        assisted="yes",
        draw_id="3",
        inclusion_probability="0.25",
        text_hash="f00",
        created_at="2026-03-05T14:30:00.000001+00:00",
    )
    assert isinstance(row, FileRow)
    assert (row.annotator, row.origin, row.lane, row.assisted) == ("=Ann", "person", "audit", True)
    assert (row.draw_id, row.inclusion_probability, row.text_hash) == (3, 0.25, "f00")
    assert row.created_at == datetime(2026, 3, 5, 14, 30, 0, 1, UTC)


def test_a_time_without_a_zone_is_utc_and_another_zone_is_turned():
    said = ["2026-03-05 14:30", "2026-03-05T16:30:00+02:00"]
    assert {read(created_at=cell).created_at for cell in said} == {datetime(2026, 3, 5, 14, 30, tzinfo=UTC)}


@pytest.mark.parametrize(("cell", "value"), [("none", "none"), ("Automation", "automation"), ("unsure", "unsure")])
def test_the_primary_capability_is_named_or_none_or_unsure(cell: str, value: str):
    assert read(capability="primary", value=cell).value == value


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"capability": "speed"}, "There is no capability speed here."),
        ({"value": "perhaps"}, "A label is yes, no or unsure"),
        ({"value": ""}, "A label is yes, no or unsure"),
        ({"capability": "primary", "value": "yes"}, "The primary capability is one of the label set, or none."),
        ({"lane": "random"}, "This column holds one of: learning, audit."),
        ({"origin": "boss"}, "This column holds one of: settled, person, import, catalogue."),
        ({"assisted": "a bit"}, "This column says yes or no."),
        ({"inclusion_probability": "1.5"}, "A probability lies over 0 and is at most 1."),
        ({"draw_id": "the third"}, "A draw is named by its number."),
        ({"created_at": "yesterday"}, "A time is written 2026-03-05T14:30:00+00:00."),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_with_its_line_and_its_column(cells: dict[str, str], said: str):
    refused = read(cells)
    assert isinstance(refused, Refused)
    column, value = list(cells.items())[-1]
    assert (refused.line, refused.column, refused.value) == (2, column, value)
    assert refused.reason.text().startswith(said)


def test_a_judgement_from_tomorrow_is_refused():
    refused = read(created_at=(now() + timedelta(days=1)).isoformat())
    assert isinstance(refused, Refused)
    assert refused.reason.text().startswith("The time lies in the future.")


def test_a_row_of_another_width_is_refused_by_itself():
    refused = RowReader(HEADER, DEFAULT_CAPABILITIES).read((7, 7, ["yc", "yc-1"]))
    assert isinstance(refused, Refused)
    assert (refused.line, refused.reason.text()[:34]) == (7, "The row has 2 cells, the header 4.")


def test_a_list_of_products_is_told_from_a_file_of_labels():
    with pytest.raises(RequestError, match="The file has no column capability, value"):
        RowReader(["source", "external_id", "name", "automation"], DEFAULT_CAPABILITIES)
