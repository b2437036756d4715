"""Does a probability hold what it says? By labelled products that got about the same one while they were unseen.

Pure: a frame in, a dataclass out.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np
import pandas as pd

#: The labelled products that are looked at: those with the nearest probabilities, none farther away than this.
MOST_PRODUCTS, FARTHEST = 100, 0.1
#: Of fewer no share is told.
LEAST_PRODUCTS = 20
_Z = 1.96


@dataclass(frozen=True)
class Reliability:
    """Of `products` labelled products with probabilities from `lowest` to `highest`, `held` have the capability."""

    products: int
    held: int
    lowest: float
    highest: float
    # The interval (95 %, Wilson's) of the share that holds.
    low: float
    high: float
    # They were drawn at random; else they were chosen, and may not be like the others.
    drawn: bool

    @property
    def share(self) -> float:
        """Return the share that has the capability."""
        return self.held / self.products


def reliability(judged: pd.DataFrame, probability: float) -> Reliability | None:
    """Return how products fared that were given about this probability; None where there are too few.

    `judged` holds one capability's labelled products: `probability`, out of fold; `held`, by the label; `drawn`, at
    random. Where any was drawn, only those are looked at: a chosen one says nothing of the others.
    """
    drawn = bool(judged["drawn"].any())
    own = judged[judged["drawn"]] if drawn else judged
    distance = (own["probability"] - probability).abs()
    near = own.loc[distance[distance <= FARTHEST].sort_values(kind="stable").index].head(MOST_PRODUCTS)
    if len(near) < LEAST_PRODUCTS:
        return None
    held = int(near["held"].sum())
    low, high = wilson(held, len(near))
    return Reliability(
        len(near), held, float(near["probability"].min()), float(near["probability"].max()), low, high, drawn
    )


def wilson(held: int, products: int) -> tuple[float, float]:
    """Return the 95 % interval of a share.

    >>> [round(bound, 2) for bound in wilson(8, 10)]
    [0.49, 0.94]
    """
    share, z = held / products, _Z
    middle = (share + z * z / (2 * products)) / (1 + z * z / products)
    half = z * sqrt(share * (1 - share) / products + z * z / (4 * products**2)) / (1 + z * z / products)
    return float(np.clip(middle - half, 0, 1)), float(np.clip(middle + half, 0, 1))
