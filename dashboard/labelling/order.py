"""The order of the learning lane: what has been read of texts and labels in, the products to label next out. Pure."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dashboard.labelling.head import Space, probabilities
from dashboard.labelling.usefulness import Choice, Dense, Ints, choose, nearest
from dashboard.messages import Message, message

#: Labels after which it pays to make the order anew: the batch that the benchmark is made with.
BATCH = 25
# From this probability on, to its complement, the labels are split; and so much less frequent than the average
# capability a rare one is.
_SPLIT, _RARE = 0.3, 0.5
# Below it nobody would say that a capability may hold.
_MAYBE = 0.1
# Less alike to what is labelled than nine in ten labelled products are to one another: nothing like it is labelled.
_UNLIKE = 0.1


def order_texts(
    space: Space, short: Dense, labelled: Ints, targets: npt.NDArray[np.int8], open_: Ints, periods: Ints, count: int
) -> list[Choice]:
    """Choose among texts that have been read: `labelled` and `open_` are places in the space, `short` its pressed rows.

    `targets` (labelled, capabilities) hold 1, 0, or -1 where nobody said; `periods` a code for each open text.
    """
    said = probabilities(space, labelled, targets)[open_]
    near = nearest(short[open_], short[labelled])
    return choose(said, short[open_], near, (targets == 1).sum(axis=0), periods, count)


def usual_likeness(labelled: Dense) -> float:
    """Return the likeness to their nearest that nine in ten labelled texts have at least; 0 for fewer than two."""
    if len(labelled) < 2:
        return 0.0
    alike = labelled @ labelled.T
    np.fill_diagonal(alike, 0)
    return float(np.quantile(alike.max(axis=1), _UNLIKE))


def reason(choice: Choice, capabilities: Sequence[str], positives: Ints, usual: float) -> Message:
    """Say why a product was chosen; a value called "capability" is a capability's key."""
    values = {"capability": capabilities[choice.capability], "probability": round(choice.probability, 3)}
    is_new = choice.likeness < usual
    if _SPLIT <= choice.probability <= 1 - _SPLIT:
        if is_new:
            return message(
                "The labels so far are split on {capability} ({probability:.0%}), and nothing like it is labelled yet.",
                **values,
            )
        return message("The labels so far are split on {capability}: {probability:.0%}.", **values)
    if choice.probability >= _MAYBE and positives[choice.capability] < _RARE * positives.mean():
        if is_new:
            return message(
                "It may be one of the few with {capability} ({probability:.0%}), and nothing like it is labelled yet.",
                **values,
            )
        return message("It may be one of the few with {capability}: {probability:.0%}.", **values)
    if is_new:
        return message("Nothing like it is labelled yet; {capability} has {probability:.0%} so far.", **values)
    return message("The labels so far don't settle {capability}: {probability:.0%}.", **values)


def by_words(choice: Choice, capabilities: Sequence[str]) -> Message:
    """Say why a product was chosen before there is any label."""
    return message(
        "There are no labels yet: its words leave {capability} open, and it is unlike the products before it.",
        capability=capabilities[choice.capability],
    )
