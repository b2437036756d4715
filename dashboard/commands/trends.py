"""The command `trends`: the series behind the Trends page."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from dashboard.commands.outcome import Outcome

if TYPE_CHECKING:
    from dashboard.cli import Add
    from dashboard.trends.query import TrendQuery
    from dashboard.trends.series import Point, Trends
    from dashboard.trends.status import Status


def add_commands(add: "Add") -> None:
    """Add `trends` to the command line."""
    command = add("trends", run_trends, "count products and the share of each capability over time")
    add_query_arguments(command)


def add_query_arguments(command: argparse.ArgumentParser) -> None:
    """Add what chooses among the launches: `query_of` reads it."""
    command.add_argument("--by", choices=["month", "quarter", "year"], help="default: what the dates allow")
    command.add_argument("--source", nargs="+", action="extend", default=[], help="only these sources")
    command.add_argument("--language", nargs="+", action="extend", default=[], help="only these languages of the text")
    command.add_argument("--capability", nargs="+", action="extend", default=[], help="only these capabilities")
    command.add_argument("--from", dest="start", metavar="PERIOD", help="first period: 2024, 2024-Q2, 2024-05 or a day")
    command.add_argument("--to", dest="end", metavar="PERIOD", help="last period, named alike; it counts as a whole")


def run_trends(args: argparse.Namespace) -> Outcome:
    """Count the store's launches as the arguments say."""
    from dashboard.labelling.audit import audited_launches
    from dashboard.store import get_store
    from dashboard.trends.corrected import correct, has_audit, with_estimates
    from dashboard.trends.correction_notes import correction_notes, steadiness_notes
    from dashboard.trends.counts import count_trends
    from dashboard.trends.growth import find_statuses, status_message
    from dashboard.trends.notes import left_out_notes, source_change, source_note, unfinished_note
    from dashboard.trends.status import StatusRule

    query = query_of(args)
    with get_store().read() as session:
        launches = audited_launches(session)
    trends = count_trends(launches, query)
    corrections = correct(launches, query, trends) if has_audit(launches, query, trends) else ()
    trends = with_estimates(trends, corrections)
    change = source_change(trends)
    notes = [*left_out_notes(trends), unfinished_note(trends), source_note(change) if change else None]
    notes += [*correction_notes(corrections), *steadiness_notes(corrections)]
    said = [note.text() for note in notes if note]
    statuses = find_statuses(trends, corrections, StatusRule())
    told = [f"{key}: {status_message(status).text()}" for key, status in statuses.items()]
    data = _data(trends) | {"status": [_status(key, one) for key, one in statuses.items()], "notes": said}
    return Outcome(data, [*_table(trends), *told, *said])


def _status(key: str, status: "Status") -> dict[str, Any]:
    return {
        "capability": key,
        "state": status.state,
        "probabilities": dict(status.now),
        "growth": status.ratio,
        "low": status.low,
        "high": status.high,
        "from": list(status.earlier),
        "to": list(status.later),
        "products": list(status.products),
    }


def query_of(args: argparse.Namespace) -> "TrendQuery":
    """Return what the arguments choose. Raise RequestError where one names no period."""
    from dashboard.trends.periods import parse_day
    from dashboard.trends.query import TrendQuery

    return TrendQuery(
        by=args.by,
        sources=tuple(args.source),
        languages=tuple(args.language),
        capabilities=tuple(args.capability),
        start=parse_day(args.start) if args.start else None,
        end=parse_day(args.end) if args.end else None,
    )


def _data(trends: "Trends") -> dict[str, Any]:
    return {
        "by": trends.by,
        "series": [
            {
                "capability": point.capability,
                "period": point.period,
                "products": point.products,
                "tagged": point.tagged,
                "positives": point.positives,
                "observed": point.observed,
                "estimate": point.estimate,
                "low": point.low,
                "high": point.high,
                "unfinished": point.unfinished,
            }
            for point in trends.points
        ],
        "periods": [
            {
                "period": period.period,
                "products": period.products,
                "sources": dict(period.by_source),
                "unfinished": list(period.unfinished),
            }
            for period in trends.periods
        ],
        "left_out": {
            "no_date": trends.left_out.no_date,
            "too_coarse": dict(trends.left_out.too_coarse),
            "untagged": dict(trends.left_out.untagged),
        },
    }


def _table(trends: "Trends") -> list[str]:
    """Return a line a period: its products, and each capability's share of the tagged ones.

    Where shares are corrected, these and their bands stand below the first lines.
    """
    if not trends.periods:
        return ["No product has a date that a period could be counted by."]
    heads = {key: f"{key:>17}" for key in trends.capabilities}
    lines = _lines(trends, heads, lambda point: "–" if point.observed is None else f"{point.observed:.1%}")
    if trends.is_corrected:
        lines += ["", "corrected, with 95 % bands", *_lines(trends, heads, _banded)]
    return lines


def _banded(point: "Point") -> str:
    if point.estimate is None or point.low is None or point.high is None:
        return "–"
    return f"{point.estimate:.0%} ({point.low:.0%}–{point.high:.0%})"


def _lines(trends: "Trends", heads: dict[str, str], cell: Callable[["Point"], str]) -> list[str]:
    points = {(point.period, point.capability): point for point in trends.points}
    lines = [f"{'period':<9}{'products':>9}{''.join(heads.values())}"]
    for period in trends.periods:
        cells = "".join(f"{cell(points[period.period, key]):>17}" for key in heads)
        lines.append(f"{period.period:<9}{period.products:>9,}{cells}{'  unfinished' if period.unfinished else ''}")
    return lines
