"""The command `catalogue`."""

import argparse
from typing import TYPE_CHECKING

from dashboard.commands.outcome import Outcome

if TYPE_CHECKING:
    from dashboard.cli import Add


def add_commands(add: "Add") -> None:
    """Add `catalogue` to the command line."""
    add("catalogue", run_catalogue, "load the embedded products, with their gold labels")


def run_catalogue(_args: argparse.Namespace) -> Outcome:
    """Bring the catalogue in, in the worker. It trains nothing: that is a command of its own."""
    from dashboard.catalogue.loader import catalogue_request
    from dashboard.commands import jobs
    from dashboard.commands.imports import report_lines

    request = catalogue_request()
    result = jobs.run_job("import", request.to_payload())
    return Outcome(result, report_lines(request.file_name, result))
