"""A band from draws: where a share lies with a given probability."""

import numpy as np
import numpy.typing as npt

#: A single tail must make the band shorter than this part of one with two.
CLEARLY = 0.99


def band(
    draws: npt.NDArray[np.floating], level: float = 0.95
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the lower and the upper end of the band that holds `level` of the draws (cells, draws), a cell each.

    The tails are equal, unless a band with a single tail is shorter: then the draws are heaped against an end (a share
    near 0 that is corrected for false positives), and two tails would leave the likeliest values out.

    >>> low, high = band(np.linspace(0, 1, 1001)[None] ** 2, 0.9)
    >>> float(low[0].round(2)), float(high[0].round(2))
    (0.0, 0.81)
    """
    ordered = np.sort(draws, axis=-1)
    last = ordered.shape[-1] - 1
    tail = 1 - level
    # (lower, upper) tails; equal ones come first, and stay where the others are no shorter.
    tails = [(tail / 2, tail / 2), (0.0, tail), (tail, 0.0)]
    lows = np.stack([ordered[..., round(lower * last)] for lower, _ in tails])
    highs = np.stack([ordered[..., round((1 - upper) * last)] for _, upper in tails])
    widths = highs - lows
    widths[0] *= CLEARLY
    best = widths.argmin(axis=0)[None]
    low, high = (np.take_along_axis(ends, best, axis=0)[0].astype(np.float64) for ends in (lows, highs))
    return low, high
