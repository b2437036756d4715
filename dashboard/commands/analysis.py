"""The command `analyse`: what is new, what goes with the word AI, what may come."""

import argparse
from typing import TYPE_CHECKING, Any

from dashboard.commands.outcome import Outcome

if TYPE_CHECKING:
    from dashboard.cli import Add
    from dashboard.trends.term_report import TermReport


def add_commands(add: "Add") -> None:
    """Add `analyse` to the command line."""
    add("analyse", run_analyse, "look for new terms in the texts of each source and language, in the worker")


def run_analyse(_args: argparse.Namespace) -> Outcome:
    """Reckon all analyses, in the worker, and print what they say."""
    from dashboard.commands.jobs import run_job
    from dashboard.store import get_store
    from dashboard.trends.term_report import TermReport
    from db.queries.analyses import latest_analysis

    result = run_job("analyse", {})
    with get_store().read() as session:
        kept = latest_analysis(session, "terms")
    reports: list[dict[str, Any]] = kept.result["reports"] if kept else []
    lines = [line for report in reports for line in _lines(TermReport.from_json(report))]
    return Outcome(result | {"new_terms": reports}, lines)


def _lines(report: "TermReport") -> list[str]:
    lines = [f"{report.source}, {report.language}, {report.periods[0]} to {report.periods[-1]}, new terms:"]
    for found in report.lists:
        names = ", ".join(f"{term.term} ({term.before:.1%} to {term.recent:.1%})" for term in found.terms[:10])
        lines.append(f"  {found.capability}: {names or 'none'}")
    return lines
