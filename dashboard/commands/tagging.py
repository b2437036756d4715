"""The commands `tag` and `predict`."""

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands.outcome import Outcome

if TYPE_CHECKING:
    from dashboard.cli import Add


def add_commands(add: "Add") -> None:
    """Add the commands to the command line."""
    add("tag", run_tag, "tag every product that the active model has not tagged as it is now, in the worker")
    predict = add("predict", run_predict, "tag the rows of a CSV file without storing anything")
    predict.add_argument("file", type=Path, metavar="FILE")
    predict.add_argument("--out", type=Path, metavar="OUT.csv", required=True, help="one row for each row of FILE")


def run_tag(_args: argparse.Namespace) -> Outcome:
    """Tag, in the worker."""
    from dashboard.commands.jobs import run_job

    result = run_job("tag", {})
    return Outcome(result, [f"Model {result['model_id']}: {result['tagged']} products tagged, {result['seconds']} s."])


def run_predict(args: argparse.Namespace) -> Outcome:
    """Tag a file by the active model, in this process."""
    from dashboard.store import get_store
    from dashboard.tagging.active import load_active
    from dashboard.tagging.predict import predict_file
    from db.queries.capabilities import list_capabilities

    start = time.monotonic()
    store = get_store()
    active = load_active(store, threads=0)
    with store.read() as session:
        capabilities = list_capabilities(session)
    predicted = predict_file(args.file, args.out, active.artifact, capabilities)
    seconds = round(time.monotonic() - start, 2)
    data = {"rows": predicted.rows, "empty": predicted.empty, "seconds": seconds, "model_id": active.record.id}
    line = f"{args.out}: {predicted.rows} rows, {predicted.empty} of them without a text, model {active.record.id}."
    return Outcome(data, [line])
