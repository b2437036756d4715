"""Where two versions of a file hold different numbers: CSV by cell, workbook by cell, page by table cell and figure."""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from html import unescape
from typing import Any

from dashboard.export.fingerprints import csv_rows, leaves, place_of

#: Numbers closer than this are one. Shares are written with six digits, and another machine may round the last one the
#: other way.
CLOSE = 1.5e-6
Places = dict[str, str]

_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_NAME = re.compile(r'<sheet [^>]*?name="([^"]*)"')
_NUMBER = re.compile(
    r'<c r="([A-Z]+\d+)"(?![^>]*\bt="(?:s|str|inlineStr|b|e)")[^>]*>(?:<f[^>]*>.*?</f>)?<v>([^<]*)</v>'
)
_TABLE = re.compile(r'<table[^>]*?(?: id="([^"]*)")?[^>]*>(.*?)</table>', re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>", re.DOTALL)
_DATA = re.compile(r'<script type="application/json" id="([^"]*)">(.*?)</script>', re.DOTALL)


def places(name: str, data: bytes) -> Places:
    """Return {place: value} of everything in a file that a reader takes for a number. Raise ValueError where broken."""
    if name.endswith(".csv"):
        return _csv_places(data)
    if name.endswith(".xlsx"):
        return _workbook_places(data)
    return _page_places(data.decode())


def differing(found: Mapping[str, str], expected: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return (place, found, expected) wherever two files differ; "" where one of them has nothing."""
    every = dict.fromkeys([*expected, *found])
    pairs = [(place, found.get(place, ""), expected.get(place, "")) for place in every]
    return [one for one in pairs if not _same(one[1], one[2])]


def _same(found: str, expected: str) -> bool:
    if found == expected:
        return True
    try:
        return abs(float(found) - float(expected)) <= CLOSE
    except ValueError:
        return False


def _csv_places(data: bytes) -> Places:
    rows = csv_rows(data)
    return {
        place_of(rows, line, column): cell for line, row in enumerate(rows) if line for column, cell in enumerate(row)
    }


def _workbook_places(data: bytes) -> Places:
    """Return the numbers of a workbook's cells, whoever wrote the file: a spreadsheet writes it anew when it saves."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            names = [unescape(name) for name in _NAME.findall(book.read("xl/workbook.xml").decode())]
            sheets = {int(found[1]): one for one in book.namelist() if (found := _SHEET.fullmatch(one))}
            return {
                f"{names[number - 1]}!{cell}": value
                for number, sheet in sorted(sheets.items())
                for cell, value in _NUMBER.findall(book.read(sheet).decode())
            }
    except (zipfile.BadZipFile, KeyError, IndexError) as error:
        raise ValueError("not a workbook") from error


def _page_places(text: str) -> Places:
    found: Places = {}
    for place, (name, table) in enumerate(_TABLE.findall(text), start=1):
        rows = [_CELL.findall(row) for row in _ROW.findall(table)]
        for line, row in enumerate(rows, start=1):
            for column, cell in enumerate(row, start=1):
                found[f"{name or f'table {place}'}/{line}:{column}"] = unescape(cell)
    for name, held in _DATA.findall(text):
        figure: Any = json.loads(held)
        found |= {f"{name}/{place}": str(value) for place, value in leaves(figure)}
    return found
