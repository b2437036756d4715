"""What a capability's change in words and in deeds comes to, in a sentence."""

from dashboard.messages import Message, message
from dashboard.trends.wording import Part, Wording


def wording_words(title: str, one: Wording) -> Message:
    """Say how far a share has moved, and what of it is there without the words of AI."""
    values = {
        "title": title,
        "change": 100 * one.change.value,
        "deeds": 100 * one.deeds.value,
        "low": 100 * one.deeds.low,
        "high": 100 * one.deeds.high,
        "words": 100 * one.words.value,
    }
    if not _is_sure(one.change):
        return message(
            "{title}: {change:+.1f} points, no more than chance may bring; without the words of AI {deeds:+.1f} "
            "({low:+.1f} to {high:+.1f}).",
            **values,
        )
    if not _is_sure(one.words):
        return message(
            "{title}: {change:+.1f} points, and without the words of AI {deeds:+.1f} ({low:+.1f} to {high:+.1f}): the "
            "change goes with what the texts describe.",
            **values,
        )
    return message(
        "{title}: {change:+.1f} points, of which {deeds:+.1f} ({low:+.1f} to {high:+.1f}) are there without the words "
        "of AI, too, and {words:+.1f} go with the words.",
        **values,
    )


def _is_sure(part: Part) -> bool:
    return part.low > 0 or part.high < 0
