"""How each number is reckoned, in words: a text a language, read by the page and by the files that are taken along."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
_HEAD = re.compile(r"# (?P<key>\w+): (?P<title>.+)")


@dataclass(frozen=True)
class Method:
    """One method: what it does, where it comes from, what it assumes, and what would break it."""

    key: str
    title: str
    what: str
    source: str
    assumes: str
    breaks: str


@cache
def list_methods(language: str) -> tuple[Method, ...]:
    """Return the methods in a language, in the order of the file."""
    text = (FOLDER / f"{language}.md").read_text(encoding="utf-8")
    return tuple(_method(part.splitlines()) for part in text.strip().split("\n\n"))


def _method(lines: list[str]) -> Method:
    """Return the method of a block of five lines: head, what it does, and three points."""
    head = _HEAD.fullmatch(lines[0])
    if head is None:
        raise ValueError(f"{lines[0]!r} is no head. A method begins with '# key: title'.")
    points = dict(line.removeprefix("- ").split(": ", 1) for line in lines[2:])
    return Method(head["key"], head["title"], lines[1], **points)
