"""What was reckoned from the store, kept on disk until the store changes.

A restart would otherwise make the first reader wait for pandas and for a pass over every product.
"""

import json
import os
from collections.abc import Callable
from typing import Any

from db.settings import home


def kept(name: str, key: Any, reckon: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return what `reckon` gave for this key, from disk where it is there. Key and result are JSON."""
    path = home() / "cache" / f"{name}.json"
    key = json.loads(json.dumps(key))
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if found["key"] == key:
            return dict(found["value"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # Absent, or not ours: it is reckoned again and written anew.
    value = reckon()
    path.parent.mkdir(exist_ok=True)
    # Two servers may write at once: each its own file, moved into place whole.
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_text(json.dumps({"key": key, "value": value}), encoding="utf-8")
    part.replace(path)
    return value
