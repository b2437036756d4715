"""What a reader of trends must know, in sentences: what is left out, what is unfinished, where the source changes."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from dashboard.messages import Message, mark, message
from dashboard.trends.series import PeriodCount, Trends

_TOO_COARSE = {
    ("month", "season"): mark("Left out by month, since only their season is known: {count:,}."),
    ("month", "year"): mark("Left out by month, since only their year is known: {count:,}."),
    ("quarter", "year"): mark("Left out by quarter, since only their year is known: {count:,}."),
}


@dataclass(frozen=True)
class SourceChange:
    """From `period` on, most launches come from another source than before."""

    period: str
    before: str
    after: str


def left_out_notes(trends: Trends) -> list[Message]:
    """Say, a sentence a reason, how many launches are in no period or in no share."""
    left_out = trends.left_out
    notes = [Message(_TOO_COARSE[trends.by, precision], {"count": count}) for precision, count in left_out.too_coarse]
    if left_out.no_date:
        notes.append(message("Left out, since they have no date: {count:,}.", count=left_out.no_date))
    untagged = max((count for _, count in left_out.untagged), default=0)
    if untagged:
        notes.append(message("Counted as products, but not yet tagged and so in no share: {count:,}.", count=untagged))
    return notes


def dotted_note(trends: Trends) -> Message | None:
    """Say what a dotted line is, where one is drawn."""
    known = [point for point in trends.points if point.observed is not None]
    gaps = any(point.observed is None for point in trends.points)
    if not known or not (gaps or any(point.unfinished for point in known)):
        return None
    return message(
        "A dotted line crosses periods without a tagged product, whose share nobody knows, "
        "and leads to unfinished ones."
    )


def unfinished_note(trends: Trends, name: Callable[[str], str] = str) -> Message | None:
    """Say which sources end inside a period, and on which day; `name` says how a source is called."""
    last_days = dict(trends.last_days)
    ends = [
        f"{name(source)} {last_days[source].isoformat()} ({period.period})"
        for period in trends.periods
        for source in period.unfinished
    ]
    if not ends:
        return None
    return message(
        "Unfinished, and grey in the chart, is a period in which a source's own dates end: {ends}.",
        ends=", ".join(ends),
    )


def source_change(trends: Trends) -> SourceChange | None:
    """Return the last change of the source that most launches come from, or None where it stays the same."""
    leaders = [(period.period, _leader(period)) for period in trends.periods if period.products]
    changes = [(period, before, after) for (_, before), (period, after) in pairwise(leaders) if before != after]
    return SourceChange(*changes[-1]) if changes else None


def source_note(change: SourceChange, name: Callable[[str], str] = str) -> Message:
    """Say where the source of most launches changes, since a share may then move for that reason alone."""
    return message(
        "Before {period} most products come from {before}, from then on from {after}. "
        "A share that moves there may move because the source does: look at each source by itself, too.",
        period=change.period,
        before=name(change.before),
        after=name(change.after),
    )


def _leader(period: PeriodCount) -> str:
    return max(period.by_source, key=lambda pair: pair[1])[0]
