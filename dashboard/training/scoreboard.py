"""The figures of a model beside those of the simple taggers, read from its metrics. Pure: builtins in, dataclasses out.

Metrics are kept for as long as the model is: one that was trained before a figure existed lacks it, and shows none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dashboard.training.baselines import KEYWORDS, LINEAR, MAJORITY

NETWORK = "network"
#: The two networks that a model of the preset encoder is the mean of, each alone.
WORDS, ENCODER = "words_alone", "encoder_alone"
SIMPLE = (MAJORITY, KEYWORDS, LINEAR)
#: All that is measured on the same folds, the simplest first.
TAGGERS = (*SIMPLE, WORDS, ENCODER, NETWORK)
#: Subjects beside the capabilities: each capability counts alike, or each judgement does.
MACRO, MICRO = "macro", "micro"
# Under these names older models keep what they have of the two.
_OLDER = {MACRO: {"average_precision": "mean_average_precision", "f1": "macro_f1"}, MICRO: {"f1": "micro_f1"}}

Winner = Literal["network", "baseline", "nobody"]
# By the side of 0 on which the interval of the gain lies.
_WINNERS: dict[int, Winner] = {1: "network", -1: "baseline", 0: "nobody"}


@dataclass(frozen=True)
class Interval:
    """A value and its 95 % interval; None where it cannot be told."""

    value: float | None = None
    low: float | None = None
    high: float | None = None

    @classmethod
    def of(cls, data: dict[str, float | None] | None) -> "Interval":
        """Read what dashboard.training.metrics.interval gave; nothing from an older model's gap."""
        return cls(data["value"], data["low"], data["high"]) if data else cls()


@dataclass(frozen=True)
class Score:
    """What one tagger reaches on one subject: a capability's key, MACRO or MICRO."""

    tagger: str
    subject: str
    average_precision: Interval
    precision: Interval
    recall: Interval
    f1: Interval
    # Positives, and products that somebody judged; None where an older model does not say.
    support: int | None
    products: int | None


@dataclass(frozen=True)
class Verdict:
    """Who ranks unseen products better by mean average precision: the network, or the best of the simple taggers."""

    # The simple tagger that leaves the network the least gain.
    baseline: str
    winner: Winner
    # On the capabilities that the baseline can say something of.
    own: float
    other: float
    gain: Interval
    # Capabilities on which the network is ahead, or behind, with an interval that does not reach 0; and the others.
    # None of them in an older model, which does not keep the gain of each.
    ahead: tuple[str, ...]
    behind: tuple[str, ...]
    unclear: tuple[str, ...]


def scoreboard(metrics: dict[str, Any], label_set: Sequence[str]) -> tuple[Score, ...]:
    """Return the scores of every tagger that was measured, subject by subject."""
    sources = {**metrics.get("baselines", {}), **metrics.get("halves", {}), NETWORK: metrics}
    measured = [tagger for tagger in TAGGERS if tagger in sources]
    return tuple(
        _score(tagger, subject, sources[tagger]) for subject in (*label_set, MACRO, MICRO) for tagger in measured
    )


def verdict(metrics: dict[str, Any]) -> Verdict | None:
    """Say who wins; nobody where the gain may be 0, and None where there is no simple tagger beside the network."""
    known = {name: figures for name in SIMPLE if (figures := metrics.get("baselines", {}).get(name)) and _gain(figures)}
    if not known:
        return None
    name = min(known, key=lambda one: known[one]["gain"]["value"])
    best = known[name]
    gain = Interval.of(best["gain"])
    other = best["mean_average_precision"]["value"]
    sides = {key: _side(Interval.of(own["gain"])) for key, own in best["capabilities"].items() if "gain" in own}
    return Verdict(
        baseline=name,
        winner=_WINNERS[_side(gain)],
        own=other + gain.value if gain.value is not None else other,
        other=other,
        gain=gain,
        ahead=tuple(key for key, side in sides.items() if side > 0),
        behind=tuple(key for key, side in sides.items() if side < 0),
        unclear=tuple(key for key, side in sides.items() if side == 0),
    )


def _gain(figures: dict[str, Any]) -> bool:
    return figures["gain"]["value"] is not None and figures["mean_average_precision"]["value"] is not None


def _side(gain: Interval) -> int:
    """Return 1 or -1 where the whole interval lies above or below 0, else 0."""
    if gain.low is not None and gain.low > 0:
        return 1
    return -1 if gain.high is not None and gain.high < 0 else 0


def _score(tagger: str, subject: str, figures: dict[str, Any]) -> Score:
    if subject in (MACRO, MICRO):
        own = figures.get(subject) or {name: figures.get(older) for name, older in _OLDER[subject].items()}
    else:
        own = figures.get("capabilities", {}).get(subject, {})
    measures = ("average_precision", "precision", "recall", "f1")
    values = {name: Interval.of(own.get(name)) for name in measures}
    return Score(tagger, subject, **values, support=own.get("support"), products=own.get("products"))
