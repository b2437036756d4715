"""The command line: `python -m dashboard COMMAND`.

Every command takes --json and then prints one JSON object on standard output and nothing else; progress and logs go to
standard error. Exit status: 0 done, 1 the job failed, 2 the request or the file was wrong.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from dashboard.commands.outcome import Outcome
from dashboard.messages import RequestError, StrandlineError

Run = Callable[[argparse.Namespace], Outcome]
Add = Callable[[str, Run, str], argparse.ArgumentParser]

# Each module adds its commands and imports what is heavy only when one of them runs.
COMMAND_MODULES: tuple[str, ...] = (
    "imports",
    "catalogue",
    "labels",
    "draws",
    "training",
    "tagging",
    "store",
    "trends",
    "export",
    "analysis",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    args = build_parser().parse_args(arguments)
    try:
        outcome: Outcome = args.run(args)
    except StrandlineError as error:
        print(error, file=sys.stderr)
        if args.json:
            print(json.dumps({"error": str(error)}, ensure_ascii=False))
        return 2 if isinstance(error, RequestError) else 1
    if args.json:
        print(json.dumps(outcome.data, ensure_ascii=False))
    else:
        print("\n".join(outcome.lines))
    return outcome.status


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = argparse.ArgumentParser(prog="strandline", description="Which AI-era capabilities do new products offer?")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, run: Run, summary: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=summary, description=summary)
        command.add_argument("--json", action="store_true", help="print one JSON object on standard output")
        command.set_defaults(run=run)
        return command

    for module in COMMAND_MODULES:
        import_module(f"dashboard.commands.{module}").add_commands(add)
    return parser
