"""The workbook: native charts, and not one formula."""

import io
import re
import zipfile

import pytest

from dashboard.export.compare import places
from dashboard.export.numbers import compute
from dashboard.export.takeaway import gather
from dashboard.export.workbook import workbook_bytes
from dashboard.messages import english
from dashboard.store import get_store
from dashboard.trends.query import TrendQuery
from db.models import Product
from tests.small_store import fill_products, fill_tags

WILD = '=HYPERLINK("http://example.org","x")'


@pytest.fixture
def parts() -> dict[str, str]:
    """The parts of a workbook of the small store, whose first source is named like a formula."""
    store = get_store()
    fill_products(store)
    fill_tags(store)
    with store.write() as session:
        session.get_one(Product, 1).source = WILD
    with store.read() as session:
        taken = gather(session, TrendQuery(by="quarter"), "en")
    data = workbook_bytes(taken, compute(taken), english)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        held = {name: book.read(name).decode() for name in book.namelist()}
    return held | {"numbers": repr(places("workbook.xlsx", data))}


def test_a_source_named_like_a_formula_is_text(parts: dict[str, str]):
    sheets = "".join(text for name, text in parts.items() if "worksheets/sheet" in name)
    assert "<f>" not in sheets
    assert "<hyperlink" not in sheets
    assert "HYPERLINK" in parts["xl/sharedStrings.xml"]


def test_nothing_in_it_points_outside(parts: dict[str, str]):
    assert not [name for name, text in parts.items() if 'TargetMode="External"' in text]


def test_the_charts_are_drawn_from_the_cells(parts: dict[str, str]):
    shares = parts["xl/charts/chart1.xml"]
    assert re.findall(r"<c:val><c:numRef><c:f>(.*?)</c:f>", shares)[:2] == ["Shares!$C$2:$C$4", "Shares!$F$2:$F$4"]
    assert "0072B2" in shares
    assert '<c:dispBlanksAs val="gap"' in shares or "dispBlanksAs" not in shares
    assert "Products!$C$2:$C$4" in parts["xl/charts/chart2.xml"]


def test_the_cells_hold_the_counts(parts: dict[str, str]):
    for cell in ("'Shares!C2': '0.25'", "'Shares!D2': '1'", "'Shares!E2': '4'", "'Products!B4': '6'"):
        assert cell in parts["numbers"]
    # A quarter without products has no share.
    assert "'Shares!C3'" not in parts["numbers"]
