"""The trends of one choice as one HTML page: it needs no network and sends nothing anywhere. Pure.

plotly.js lies inside. A policy in the page forbids every connection and every script but those that were written into
it, so that not even plotly.js's own button for its maker's cloud could send a figure.
"""

import json
from base64 import b64encode
from dataclasses import replace
from functools import cache
from hashlib import sha256
from html import escape
from typing import Any

import plotly.graph_objects as go
from plotly.offline import get_plotlyjs

from dashboard.charts.products import products_figure
from dashboard.charts.shares import shares_figure
from dashboard.export.contents import Fact, definitions_of, facts_of, methods_of, notes_of, source_names, styles_of
from dashboard.export.numbers import Numbers
from dashboard.export.table import Cell, Table, products_table, shares_table
from dashboard.export.takeaway import Takeaway
from dashboard.messages import Translator
from dashboard.trends.series import Trends

#: What Plotly is told: no button of its own, no server to send to.
FIGURE_CONFIG = {"displayModeBar": False, "showSendToCloud": False, "plotlyServerURL": "", "responsive": True}
_DRAW = """
for (const box of document.querySelectorAll("[data-figure]")) {
  const figure = JSON.parse(document.getElementById(box.dataset.figure).textContent);
  Plotly.newPlot(box, figure.data, figure.layout, figure.config);
}
for (const button of document.querySelectorAll("button[data-save]")) {
  const box = document.getElementById(button.dataset.save);
  button.addEventListener("click", () => Plotly.downloadImage(box, {
    format: "svg", filename: button.dataset.name, width: box.clientWidth, height: box.clientHeight}));
}
"""
_STYLE = """
body { font: 16px/1.55 system-ui, "Noto Sans CJK SC", sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem;
  color: #1d2730; background: #fff; }
table { border-collapse: collapse; margin: .6rem 0 1.6rem; font-size: .85rem; display: block; overflow-x: auto; }
th, td { border-bottom: 1px solid #ccd4da; padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: top; }
td:first-child { white-space: nowrap; }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; font-size: .9rem; }
dt { font-weight: 600; } dd { margin: 0; }
button { font: inherit; font-size: .85rem; padding: .2rem .7rem; }
code { overflow-wrap: anywhere; }
.note { color: #55626c; font-size: .9rem; }
"""


def page_html(takeaway: Takeaway, numbers: Numbers, t: Translator) -> str:
    """Return the page: the figures, the numbers behind them, what was left out, and what the words mean."""
    styles, names = styles_of(takeaway), source_names(takeaway, t)
    figures = _figures(takeaway, numbers, t)
    # Not inside the f-strings: there the extraction of sentences finds none.
    heading = t("Strandline: which capabilities new products offer")
    behind, meant = t("The numbers behind the figures"), t("What the words mean")
    reckoned = t("How it is reckoned")
    parts = [
        f"<h1>{escape(heading)}</h1>",
        _list(facts_of(takeaway, t)),
        *(_figure(name, t) for name in figures),
        *(f'<p class="note">{escape(note)}</p>' for note in notes_of(takeaway, numbers, t)),
        f"<h2>{escape(behind)}</h2>",
        _table("shares", shares_table(numbers, styles, t)),
        _table("products", products_table(numbers, names, t)),
        f"<h2>{escape(meant)}</h2>",
        _list(definitions_of(takeaway)),
        f"<h2>{escape(reckoned)}</h2>",
        _list(methods_of(takeaway, t)),
        *(_data(name, figure) for name, figure in figures.items()),
    ]
    scripts = (_plotly(), _DRAW)
    return (
        f'<!doctype html>\n<html lang="{takeaway.lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(scripts)}">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(heading)}</title>'
        f"<style>{_STYLE}</style></head><body>{''.join(parts)}"
        f"{''.join(f'<script>{script}</script>' for script in scripts)}</body></html>\n"
    )


def figure_json(figure: go.Figure) -> dict[str, Any]:
    """Return a figure as a page holds it: data, layout and configuration, as builtins."""
    held: dict[str, Any] = json.loads(figure.to_json())
    return held | {"config": FIGURE_CONFIG}


def _figures(takeaway: Takeaway, numbers: Numbers, t: Translator) -> dict[str, go.Figure]:
    if not numbers.trends.periods:
        return {}
    found = {"products": products_figure(numbers.trends, source_names(takeaway, t), t=t)}
    if numbers.trends.is_corrected:
        found = {"tagged": shares_figure(_as_tagged(numbers.trends), styles_of(takeaway), t=t)} | found
    if numbers.trends.is_tagged:
        found = {"shares": shares_figure(numbers.trends, styles_of(takeaway), t=t)} | found
    # Streamlit's theme gives text and ground to the same figures on its pages; here nobody does.
    for figure in found.values():
        figure.update_layout(template="none", font={"family": "system-ui, sans-serif", "color": "#1d2730"})
        figure.update_layout(paper_bgcolor="#fff", plot_bgcolor="#fff")
    return found


def _as_tagged(trends: Trends) -> Trends:
    points = tuple(replace(point, estimate=None, low=None, high=None) for point in trends.points)
    return replace(trends, points=points)


def _figure(name: str, t: Translator) -> str:
    save = t("Save the figure as SVG")
    return (
        f'<div id="{name}" data-figure="data-{name}"></div>'
        f'<button data-save="{name}" data-name="strandline-{name}">{escape(save)}</button>'
    )


def _data(name: str, figure: go.Figure) -> str:
    # Nothing in it may end the script element.
    held = json.dumps(figure_json(figure), ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    return f'<script type="application/json" id="data-{name}">{held}</script>'


def _list(facts: list[Fact]) -> str:
    return "<dl>" + "".join(f"<dt>{escape(fact.name)}</dt><dd>{escape(fact.value)}</dd>" for fact in facts) + "</dl>"


def _table(name: str, table: Table) -> str:
    heads = "".join(f"<th>{escape(head)}</th>" for head in table.heads)
    rows = "".join(
        "<tr>" + "".join(_cell(cell, column in table.shares) for column, cell in enumerate(row)) + "</tr>"
        for row in table.rows
    )
    return f'<table id="table-{name}"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _cell(cell: Cell, share: bool) -> str:
    if isinstance(cell, str):
        return f"<td>{escape(cell)}</td>"
    if cell is None:
        return '<td class="number">–</td>'
    return f'<td class="number">{f"{cell:.2%}" if share else f"{cell:,}"}</td>'


@cache
def _plotly() -> str:
    return str(get_plotlyjs())


@cache
def _script_hash(script: str) -> str:
    return b64encode(sha256(script.encode()).digest()).decode()


def _policy(scripts: tuple[str, ...]) -> str:
    """Return the policy: no connection to anywhere, and no script but these."""
    known = " ".join(f"'sha256-{_script_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; connect-src 'none'; form-action 'none'; base-uri 'none'; script-src {known}; "
        "style-src 'unsafe-inline'; img-src data: blob:"
    )
