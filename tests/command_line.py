"""The command line in a process of its own, on a home of its own, as a person uses it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def run(folder: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    """Run a command on the home in `folder`; return its exit status and the JSON that it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", *arguments, "--json"],
        cwd=ROOT,
        env=os.environ | {"STRANDLINE_HOME": str(folder / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, json.loads(done.stdout)
