"""Any bytes give a report or one clear sentence; never a traceback, never half an import."""

import csv
import io
from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from dashboard.capabilities import DEFAULT_CAPABILITIES
from dashboard.importing.fields import FIELD_KEYS
from dashboard.importing.preview import preview
from dashboard.importing.request import ImportRequest
from dashboard.messages import RequestError
from db.models import Import, Label, Product, Refusal

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"]
KEYS = (*FIELD_KEYS, *(capability.key for capability in DEFAULT_CAPABILITIES))
quick = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

cells = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
    st.sampled_from(
        ["1", "0", "2024-03-05", "03/04/2024", "['a', 'b']", "https://a.example", "W24", "=1+1", "nan", "-"]
    ),
)
tables = st.integers(1, 5).flatmap(lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), max_size=6))


def wipe(store) -> None:
    with store.write() as session:
        for model in (Label, Refusal, Product, Import):
            session.execute(delete(model))


def count(store, model) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(model))


def report_or_sentence(store, bring_in, content: bytes, **how) -> None:
    """Import, and check that all of it is stored, or nothing."""
    wipe(store)
    result = None
    with suppress(RequestError):
        result = bring_in(content, **how)
    if result is None:
        assert [count(store, model) for model in (Import, Product, Label, Refusal)] == [0, 0, 0, 0]
        return
    merged = result["notes"].get("merged_rows", 0)
    assert result["read"] == result["new"] + result["refused"] + merged
    assert (count(store, Product), count(store, Refusal)) == (result["new"], result["refused"])
    assert (count(store, Import), count(store, Label)) == (1, result["labels"])


@quick
@given(st.binary(max_size=400))
def test_any_bytes(store, bring_in, content: bytes):
    report_or_sentence(store, bring_in, content)


@quick
@given(st.binary(max_size=200))
def test_any_bytes_under_a_header(store, bring_in, content: bytes):
    report_or_sentence(store, bring_in, b"id,name,date,votes,tags,automation\n" + content)


@quick
@given(st.text(st.sampled_from("ab1,;\t|\"\n\r'[]=/-\0中é"), max_size=120), st.sampled_from(ENCODINGS))
def test_any_text_that_looks_like_a_table(store, bring_in, text: str, encoding: str):
    report_or_sentence(store, bring_in, ("name,date\n" + text).encode(encoding))


@quick
@given(tables, st.data())
def test_any_mapping(store, bring_in, table: list[list[str]], data: st.DataObject):
    width = len(table[0]) if table else 1
    columns = [f"c{number}" for number in range(width)]
    mapping = data.draw(st.dictionaries(st.sampled_from(KEYS), st.sampled_from([*columns, "absent"]), max_size=6))
    text = io.StringIO()
    csv.writer(text).writerows([columns, *table])
    how = {"mapping": {"name": "c0"} | mapping, "day_first": data.draw(st.sampled_from([None, True, False]))}
    report_or_sentence(store, bring_in, text.getvalue().encode(), **how)


@quick
@given(
    st.lists(
        st.tuples(st.text("Bend 中文é", min_size=1), st.text('a,b;c|d\te"f\n', max_size=12)), min_size=1, max_size=5
    ),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_any_way_of_writing_gives_the_same_launches(store, write, rows, delimiter: str, encoding: str, end: str):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(
        [("name", "text"), *rows]
    )
    path = write(text.getvalue().encode(encoding))
    codec = "utf-8" if encoding == "utf-8-sig" else encoding
    found = preview(ImportRequest(path, "list.csv", encoding=codec, delimiter=delimiter), rows=9)
    names = {" ".join(name.split()) for name, _text in rows} - {""}
    assert set(found.rows["name"]) == names
    assert all(refused.column == "name" for refused in found.refusals)
