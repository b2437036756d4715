"""The table of shares as a person reads it: a period a row, a capability a group of columns. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.charts.theme import Style
from dashboard.export.numbers import COUNT_COLUMNS, DIGITS, Numbers
from dashboard.messages import Translator, mark
from dashboard.trends.series import Trends
from dashboard.words import TEXT_LANGUAGES, word

Cell = str | int | float | None

_TAGGED = {"observed": mark("{title}: share as tagged")}
_CORRECTED = {
    "estimate": mark("{title}: corrected share"),
    "low": mark("{title}: band from"),
    "high": mark("{title}: band to"),
}
_COUNTED = {"positives": mark("{title}: products with it"), "tagged": mark("{title}: tagged products")}
#: Columns that hold a share.
SHARES = (*_TAGGED, *_CORRECTED)


@dataclass(frozen=True)
class Table:
    """Heads and rows; `shares` names the columns that hold a share from 0 to 1."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: frozenset[int] = frozenset()


def share_columns(trends: Trends) -> dict[str, str]:
    """Return what the table of shares says of each capability: {attribute of a point: head of its column}."""
    return _TAGGED | _CORRECTED | _COUNTED if trends.is_corrected else _TAGGED | _COUNTED


def shares_table(numbers: Numbers, styles: Mapping[str, Style], t: Translator) -> Table:
    """Return the share of each capability by period, with what it was counted from."""
    trends = numbers.trends
    heads = [t("Period"), t("Unfinished")]
    columns: list[list[Cell]] = [
        [period.period for period in trends.periods],
        [t("yes") if period.unfinished else "" for period in trends.periods],
    ]
    shares = set()
    for key in trends.capabilities:
        for name, said in share_columns(trends).items():
            if name in SHARES:
                shares.add(len(heads))
            heads.append(t(said, title=styles[key].title))
            columns.append([_rounded(getattr(point, name)) for point in trends.series(key)])
    rows = [tuple(column[line] for column in columns) for line in range(len(trends.periods))]
    return Table(tuple(heads), tuple(rows), frozenset(shares))


def products_table(numbers: Numbers, names: Mapping[str, str], t: Translator) -> Table:
    """Return the number of products by period, in all and by source."""
    found = numbers.trends.periods
    sources = [source for source, _ in found[0].by_source] if found else []
    heads = (t("Period"), t("Products"), *(names.get(source, source) for source in sources))
    rows: list[tuple[Cell, ...]] = [(one.period, one.products, *(count for _, count in one.by_source)) for one in found]
    return Table(heads, tuple(rows))


def counts_table(numbers: Numbers, styles: Mapping[str, Style], names: Mapping[str, str], t: Translator) -> Table:
    """Return the counts by source and language of the text."""
    heads = (
        t("Capability"),
        t("Period"),
        t("Source"),
        t("Language of the text"),
        t("Products"),
        t("Tagged"),
        t("With the capability"),
    )
    columns = [numbers.counts[name].tolist() for name in COUNT_COLUMNS]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (styles[key].title, period, names[source], word(TEXT_LANGUAGES, language, t), *counted)
        for key, period, source, language, *counted in zip(*columns, strict=True)
    )
    return Table(heads, rows)


def _rounded(value: float | int | None) -> Cell:
    return round(value, DIGITS) if isinstance(value, float) else value
