"""The command `analyse`: what is new, what goes with the word AI, what may come."""

import argparse
from typing import TYPE_CHECKING, Any

from dashboard.commands.outcome import Outcome

if TYPE_CHECKING:
    from dashboard.cli import Add
    from dashboard.trends.outlook import OutlookReport
    from dashboard.trends.term_report import TermReport
    from dashboard.trends.wording import WordingReport
    from db.queries.analyses import AnalysisRecord


def add_commands(add: "Add") -> None:
    """Add `analyse` to the command line."""
    add(
        "analyse",
        run_analyse,
        "say what is new, what goes with the word AI, where shares have broken, where they may go",
    )


def run_analyse(_args: argparse.Namespace) -> Outcome:
    """Reckon all analyses, in the worker, and print what they say."""
    from dashboard.commands.jobs import run_job
    from dashboard.store import get_store
    from dashboard.trends.outlook import OutlookReport
    from dashboard.trends.term_report import TermReport
    from dashboard.trends.wording import WordingReport
    from db.queries.analyses import latest_analysis

    result = run_job("analyse", {})
    with get_store().read() as session:
        terms, wording, outlook = (_reports(latest_analysis(session, kind)) for kind in ("terms", "wording", "outlook"))
    lines = [line for report in terms for line in _lines(TermReport.from_json(report))]
    lines += [line for report in wording for line in _wording_lines(WordingReport.from_json(report))]
    lines += [line for report in outlook for line in _outlook_lines(OutlookReport.from_json(report))]
    return Outcome(result | {"new_terms": terms, "wording": wording, "outlook": outlook}, lines)


def _reports(kept: "AnalysisRecord | None") -> list[dict[str, Any]]:
    return kept.result["reports"] if kept else []


def _outlook_lines(report: "OutlookReport") -> list[str]:
    from dashboard.trends.outlook_words import break_words, forecast_words

    lines = [f"{report.source}, {report.language}, breaks and outlook:"]
    for series in report.series:
        said = " ".join(sentence.text() for sentence in (*break_words(series), forecast_words(series)))
        lines.append(f"  {series.capability}: {said}")
    return lines


def _wording_lines(report: "WordingReport") -> list[str]:
    from dashboard.trends.wording_words import wording_words

    head = (
        f"{report.source}, {report.language}, {'–'.join(report.first)} to {'–'.join(report.last)}, percentage points:"
    )
    return [head, *(f"  {wording_words(one.capability, one).text()}" for one in report.capabilities)]


def _lines(report: "TermReport") -> list[str]:
    lines = [f"{report.source}, {report.language}, {report.periods[0]} to {report.periods[-1]}, new terms:"]
    for found in report.lists:
        names = ", ".join(f"{term.term} ({term.before:.1%} to {term.recent:.1%})" for term in found.terms[:10])
        lines.append(f"  {found.capability}: {names or 'none'}")
    return lines
