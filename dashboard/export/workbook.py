"""A workbook with native charts, which a spreadsheet draws itself. Pure.

No cell is a formula or a link: names were written by strangers, and a cell that begins with "=" would run.
"""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from dashboard.charts.theme import SOURCE_COLORS, Style
from dashboard.export.contents import definitions_of, facts_of, notes_of, source_names, styles_of
from dashboard.export.numbers import Numbers
from dashboard.export.table import Table, counts_table, products_table, share_columns, shares_table
from dashboard.export.takeaway import Takeaway
from dashboard.messages import Translator
from dashboard.trends.series import Point

#: No text becomes anything but text.
SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
#: Columns of the table of shares before the first capability's.
FIRST = 2


def workbook_bytes(takeaway: Takeaway, numbers: Numbers, t: Translator) -> bytes:
    """Return the workbook: what was asked, shares and products with their charts, and the counts behind them."""
    styles, names = styles_of(takeaway), source_names(takeaway, t)
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, SAFE) as book:
        book.set_properties({"title": "Strandline", "created": datetime.fromisoformat(takeaway.about["made_at"])})
        look = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            "share": book.add_format({"num_format": "0.0%"}),
            "count": book.add_format({"num_format": "#,##0"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        shares, products = t("Shares"), t("Products")
        _about(book.add_worksheet(t("About")), takeaway, numbers, look, t)
        _table(book.add_worksheet(shares), shares_table(numbers, styles, t), look)
        _table(book.add_worksheet(products), products_table(numbers, names, t), look)
        _table(book.add_worksheet(t("Counts by source")), counts_table(numbers, styles, names, t), look)
        if numbers.trends.periods:
            _shares_chart(book, shares, numbers, styles, t)
            _products_chart(book, products, numbers, names, t)
        book.get_worksheet_by_name(shares).activate()
    return written.getvalue()


def _about(sheet: Any, takeaway: Takeaway, numbers: Numbers, look: Mapping[str, Any], t: Translator) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 110)
    lines = [(fact.name, fact.value) for fact in facts_of(takeaway, t)]
    lines += [("", note) for note in notes_of(takeaway, numbers, t)]
    lines += [(fact.name, fact.value) for fact in definitions_of(takeaway)]
    for row, (name, value) in enumerate(lines):
        sheet.write_string(row, 0, name, look["head"] if name else look["text"])
        sheet.write_string(row, 1, value, look["text"])


def _table(sheet: Any, table: Table, look: Mapping[str, Any]) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(table.heads), 14)
    for column, head in enumerate(table.heads):
        sheet.write_string(0, column, head, look["head"])
    for row, cells in enumerate(table.rows, start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(row, column, cell)
            elif cell is not None:
                sheet.write_number(row, column, cell, look["share" if column in table.shares else "count"])


def _shares_chart(book: Any, name: str, numbers: Numbers, styles: Mapping[str, Style], t: Translator) -> None:
    trends, last = numbers.trends, len(numbers.trends.periods)
    columns = list(share_columns(trends))
    drawn = columns.index("estimate" if trends.is_corrected else "observed")
    chart = book.add_chart({"type": "line"})
    for place, key in enumerate(trends.capabilities):
        column = FIRST + len(columns) * place + drawn
        chart.add_series(
            {
                "name": styles[key].title,
                "categories": [name, 1, 0, last, 0],
                "values": [name, 1, column, last, column],
                "line": {"color": styles[key].color, "width": 2.25},
                "marker": {"type": "circle", "size": 5, "fill": {"color": styles[key].color}},
                **_bands(trends.series(key), styles[key].color),
            }
        )
    chart.set_title({"name": t("Share of products that offer each capability"), "overlay": False})
    chart.set_y_axis(
        {
            "num_format": "0%",
            "min": 0,
            "name": t("corrected share") if trends.is_corrected else t("share of tagged products"),
        }
    )
    _place(book, chart, name, last)


def _bands(points: Sequence[Point], color: str) -> dict[str, Any]:
    """Return the bands of a series as error bars, how far they reach above and below each point."""
    ends = [(point.estimate, point.low, point.high) for point in points]
    if not any(estimate is not None for estimate, _, _ in ends):
        return {}
    above = [(high or 0) - (estimate or 0) for estimate, _, high in ends]
    below = [(estimate or 0) - (low or 0) for estimate, low, _ in ends]
    bars = {"type": "custom", "plus_values": above, "minus_values": below, "line": {"color": color, "width": 1}}
    return {"y_error_bars": bars}


def _products_chart(book: Any, name: str, numbers: Numbers, names: Mapping[str, str], t: Translator) -> None:
    last = len(numbers.trends.periods)
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    for place, (source, _) in enumerate(numbers.trends.periods[0].by_source):
        chart.add_series(
            {
                "name": names.get(source, source),
                "categories": [name, 1, 0, last, 0],
                "values": [name, 1, 2 + place, last, 2 + place],
                "fill": {"color": SOURCE_COLORS[min(place, len(SOURCE_COLORS) - 1)]},
                "gap": 40,
            }
        )
    chart.set_title({"name": t("Number of products by source")})
    chart.set_y_axis({"num_format": "#,##0", "name": t("products")})
    _place(book, chart, name, last)


def _place(book: Any, chart: Any, name: str, last: int) -> None:
    """Put a chart below its table, where it covers no number."""
    chart.set_size({"width": 900, "height": 380})
    chart.set_legend({"position": "bottom"})
    # A missing share is a gap, not a nought.
    chart.show_blanks_as("gap")
    book.get_worksheet_by_name(name).insert_chart(last + 2, 1, chart)
