"""Sentences for a person, kept apart from the language they are shown in.

Code below the pages does not know who reads: it makes a `Message`, English template and values, which a job can store
as JSON and a page renders in the reader's language. The template is the gettext message id.
"""

from dataclasses import dataclass, field
from typing import Any, Protocol, Self


class Translator(Protocol):
    """Renders an English template in the reader's language: `t("{count} products", count=3)`."""

    def __call__(self, template: str, /, **values: Any) -> str: ...  # noqa: D102


def english(template: str, /, **values: Any) -> str:
    """Render a template as it stands: the Translator of logs, tests and the command line."""
    return template.format(**values)


def mark(template: str) -> str:
    """Mark a template for translation where it is only named, and rendered later."""
    return template


@dataclass(frozen=True)
class Message:
    """A sentence: an English template with {named} places, and the values for them: builtins only.

    >>> message("Line {line} has no name.", line=3).text()
    'Line 3 has no name.'
    """

    template: str
    values: dict[str, Any] = field(default_factory=dict)

    def text(self, t: Translator = english) -> str:
        """Return the sentence in the language of `t`."""
        return t(self.template, **self.values)

    def to_json(self) -> dict[str, Any]:
        """Return the message as the builtins that a JSON column holds."""
        return {"template": self.template, "values": self.values}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the message that `to_json` gave `data` for."""
        return cls(data["template"], data["values"])


def message(template: str, /, **values: Any) -> Message:
    """Make a message. `template` must be a literal: this call marks it for translation."""
    return Message(template, values)


class StrandlineError(Exception):
    """What went wrong, as a sentence: the fact, the rule, the remedy."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.text())
        self.message = said


class RequestError(StrandlineError, ValueError):
    """The request or the file is wrong, and nothing was changed. The command line exits with 2."""


class JobError(StrandlineError, RuntimeError):
    """A job failed. The command line exits with 1."""
