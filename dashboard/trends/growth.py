"""The status of every capability of corrected trends, and the sentence that tells it."""

from collections.abc import Sequence

from dashboard.messages import Message, message
from dashboard.trends.corrected import Correction
from dashboard.trends.series import Trends
from dashboard.trends.status import STATES, Status, StatusRule, find_status

#: Beyond it a probability that was counted in draws is told as a bound.
NEARLY_SURE = 0.99


def find_statuses(trends: Trends, corrections: Sequence[Correction], rule: StatusRule) -> dict[str, Status]:
    """Return the status of each capability of which something can be said."""
    found = {
        one.capability: find_status(trends.series(one.capability), one.series.draws, trends.by, rule)
        for one in corrections
    }
    return {key: status for key, status in found.items() if status}


def status_message(status: Status, said: dict[str, str] | None = None) -> Message:
    """Return the word, or that there is none, and the growth; `said` holds the names of the states for a reader."""
    names = said or STATES
    state, probability = status.likeliest
    values: dict[str, float | str] = {"ratio": status.ratio, "low": status.low, "high": status.high}
    if status.state:
        values["state"], sure = names[status.state], dict(status.now)[status.state]
        if sure > NEARLY_SURE:  # Draws that all agree are no certainty.
            return message(
                "{state}: more than {least:.0%} sure. {ratio:.2f} times, 95 % band {low:.2f} to {high:.2f}.",
                least=NEARLY_SURE,
                **values,
            )
        return message(
            "{state}: {probability:.0%} sure. {ratio:.2f} times, 95 % band {low:.2f} to {high:.2f}.",
            probability=sure,
            **values,
        )
    return message(
        "not yet to be told apart, n = {products:,} (likeliest: {state}, {probability:.0%}). "
        "{ratio:.2f} times, 95 % band {low:.2f} to {high:.2f}.",
        products=min(status.products),
        state=names[state],
        probability=probability,
        **values,
    )
