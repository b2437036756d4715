"""The share of products that truly have a capability, corrected for the tagger's own mistakes, with bands.

The method is a Bayesian Rogan-Gladen estimate (Rogan & Gladen, Estimating prevalence from the results of a screening
test, 1978; with bands for rates that are themselves estimated: Lang & Reiczigel 2014). docs/design.md says why so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.messages import Message, message
from dashboard.trends.bands import band
from dashboard.trends.beta import beta_draws
from dashboard.trends.error_rates import Rates, draw_rates

#: Audit labels of either kind, below which a stratum's error rates are vague.
FEW = 30
#: Part of the draws that must be possible; below it, so many times as many are tried.
SCARCE, MORE = 0.125, 16
#: How far beyond 0 and 1 the draws of a stratum may lie that are added up with others.
EDGE = 0.2
#: Part of the draws below which a period's tags contradict the error rates.
BEYOND = 0.005

Numbers = npt.NDArray[np.float64]
#: (periods, draws).
Draws = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Shares:
    """Shares by period, in 0 to 1, NaN where there is no product (periods,); the draws behind them (periods, draws)."""

    observed: Numbers
    estimate: Numbers
    low: Numbers
    high: Numbers
    draws: npt.NDArray[np.float32]


@dataclass(frozen=True)
class PrevalenceSeries(Shares):
    """The shares of all strata together, and of each. `corrected` is False where no audit label corrects them."""

    strata: tuple[Shares, ...]
    corrected: bool
    #: Of each stratum, the periods whose tags are beyond what its error rates allow.
    beyond: tuple[int, ...]
    warnings: tuple[Message, ...]


def estimate_prevalence(
    positives: npt.ArrayLike,
    totals: npt.ArrayLike,
    audit: npt.ArrayLike,
    *,
    level: float = 0.95,
    draws: int = 4000,
    seed: int = 0,
    complete: npt.ArrayLike | None = None,
    frame: npt.ArrayLike | None = None,
    names: Sequence[str] = (),
) -> PrevalenceSeries:
    """Estimate the true shares behind tagged ones, stratum by stratum, and add them up by their products.

    A band is of the share of the process that the launches of a period come from: it would not shrink to nought if
    every product were known. Error rates are taken to be the same in all periods of a stratum.

    Args:
        positives: tagged products of each stratum and period, integers (strata, periods), or (periods,) for one
            stratum; tags are the model's own, out-of-fold where it has learned from the product.
        totals: all products with such a tag, in the same shape.
        audit: true positives, false negatives, false positives, true negatives of the audit labels against such tags
            (strata, 4), or four numbers for one stratum; fractions where unequal draws are weighted
            (`error_rates.effective_counts`).
        level: the probability that a band holds.
        draws: draws from the posterior.
        seed: of the draws.
        complete: products that have the capability where every product of the cell is labelled, else -1, in the shape
            of `positives`: such a cell counts as itself.
        frame: tagged and all of the products that each stratum's audit was drawn from (strata, 2), or two numbers.
            Given, the audit's own balance of yes and no counts as evidence too, and the bands are narrower.
        names: what a warning calls the strata.

    Raises:
        ValueError: the shapes don't fit, or a count is impossible.

    >>> series = estimate_prevalence([30], [100], [80, 20, 8, 92])
    >>> [round(float(ends[0]), 2) for ends in (series.observed, series.estimate, series.low, series.high)]
    [0.3, 0.3, 0.16, 0.45]
    """
    tagged, sizes, confusion, known, frames = _checked(positives, totals, audit, complete, frame)
    rng = np.random.default_rng(seed)
    corrected = bool(confusion.any())
    strata, parts, fits = [], [], []
    for place in range(len(tagged)):
        cells = (tagged[place], sizes[place], known[place])
        frame_of = None if frames is None else frames[place]
        rates = _rates(cells, confusion[place], frame_of, draws, rng) if corrected else ()
        values, part, fit = _draw_stratum(cells, rates, draws, rng)
        fits.append(fit)
        parts.append(part)
        strata.append(_shares(cells, values, level, corrected))
    whole = _added_up(tagged, sizes, known, strata, parts, level, corrected)
    called = [names[place] if place < len(names) else str(place + 1) for place in range(len(tagged))]
    return PrevalenceSeries(
        **vars(whole),
        strata=tuple(strata),
        corrected=corrected,
        beyond=tuple(fits),
        warnings=tuple(_warnings(confusion, sizes, fits, called, corrected)),
    )


def _rates(
    cells: tuple[Numbers, Numbers, Numbers],
    confusion: Numbers,
    frame: Numbers | None,
    draws: int,
    rng: np.random.Generator,
) -> tuple[Rates, Rates]:
    """Return the rates for the stratum itself, and those for its part of the whole (`_corrected`)."""
    rate = cells[0].sum() / max(cells[1].sum(), 1)
    rates = draw_rates(confusion, rate, draws, rng, frame)
    # With a frame the shares of the rates are between 0 and 1 already.
    return rates, rates if frame is not None else draw_rates(confusion, rate, draws, rng, uniform_share=False)


def _draw_stratum(
    cells: tuple[Numbers, Numbers, Numbers], rates: tuple[Rates, ...], draws: int, rng: np.random.Generator
) -> tuple[Draws, Draws, int]:
    """Return the draws of a stratum's periods, for itself and as a part of the whole (`_corrected`), and in how many
    periods the tags are beyond what the rates allow."""
    tagged, sizes, known = cells
    whole = known >= 0
    values = np.zeros((len(tagged), draws), dtype=np.float32)
    part = values
    direct = whole if rates else sizes > 0
    held = np.where(whole, known, tagged)
    # Jeffreys' prior, whose bands hold best where nothing is corrected (Brown, Cai & DasGupta 2001).
    values[direct] = beta_draws(held[direct], (sizes - held)[direct], draws, rng, prior=0.5) if direct.any() else 0
    beyond = 0
    if rates and (rest := (sizes > 0) & ~whole).any():
        part = values.copy()
        values[rest], part[rest], beyond = _corrected(tagged[rest], sizes[rest], rates, draws, rng)
    # Strata are independent, and within one a draw is of the same rates in all periods: shuffled as a whole.
    order = rng.permutation(draws)
    return values[:, order], part[:, order], beyond


def _corrected(
    tagged: Numbers, sizes: Numbers, rates: tuple[Rates, ...], draws: int, rng: np.random.Generator
) -> tuple[Draws, Draws, int]:
    """Draw the rate of tags of each period, keep what the error rates allow, and turn it into a share.

    That gives the joint posterior of share and rates under uniform priors, period by period. What is kept is stretched
    over all draws in the order of the rates, so that a draw stands for about the same rates in every period.

    Returned as well are draws of which nothing is left out, for sums of several strata, cut off at EDGE beyond 0 and 1.
    A uniform prior for each of them says of the sum that it is not near 0, and posteriors that are all heaped against 0
    add up to one that lies over it. Cut off at 0 itself, too many tags by chance in one stratum would never be made up
    for by too few in another. Farther than EDGE lie only draws of rates that say nearly nothing.
    """
    (invented, apart), (part_invented, part_apart) = (_line(one) for one in rates)
    values = beta_draws(tagged, sizes - tagged, draws, rng)
    part = np.clip((values - part_invented) / part_apart, -EDGE, 1 + EDGE)
    values -= invented
    values /= apart
    possible = (values > 0) & (values < 1)
    counts = possible.sum(axis=1)
    beyond = 0
    for cell in np.flatnonzero(counts < draws):
        kept = values[cell, possible[cell]]
        beyond += int(counts[cell] < BEYOND * draws)
        if counts[cell] < SCARCE * draws:
            kept = _rare(tagged[cell], sizes[cell], invented, apart, rng)
        values[cell] = kept[np.arange(draws) * len(kept) // draws]
    return values, part, beyond


def _line(rates: Rates) -> tuple[Draws, Draws]:
    """Return the rate of tags at a share of 0, and how much it grows up to a share of 1 (draws,): never quite 0."""
    invented = rates.false_positive.astype(np.float32)
    apart = rates.true_positive.astype(np.float32) - invented
    return invented, np.where(apart == 0, np.finfo(np.float32).eps, apart)


def _rare(
    tagged: float,
    sizes: float,
    invented: npt.NDArray[np.float32],
    apart: npt.NDArray[np.float32],
    rng: np.random.Generator,
) -> npt.NDArray[np.float32]:
    """Return possible shares of a period where few are: more draws for each pair of rates, else the nearest end."""
    rate = rng.beta(tagged + 1, sizes - tagged + 1, (len(invented), MORE)).astype(np.float32)
    share = ((rate - invented[:, None]) / apart[:, None]).ravel()
    possible = share[(share > 0) & (share < 1)]
    return possible if len(possible) else np.full(1, float(np.median(share) >= 1), dtype=np.float32)


def _shares(cells: tuple[Numbers, Numbers, Numbers], draws: Draws, level: float, corrected: bool) -> Shares:
    tagged, sizes, known = cells
    there = sizes > 0
    observed = np.divide(tagged, sizes, out=np.full(len(sizes), np.nan), where=there)
    held = np.divide(known, sizes, out=np.full(len(sizes), np.nan), where=there)
    low, high = (np.where(there, ends, np.nan) for ends in band(draws, level))
    estimate = np.where(known >= 0, held, draws.mean(axis=1, dtype=np.float64) if corrected else observed)
    return Shares(observed, np.where(there, estimate, np.nan), low, high, draws)


def _added_up(
    tagged: Numbers,
    sizes: Numbers,
    known: Numbers,
    strata: list[Shares],
    parts: list[Draws],
    level: float,
    corrected: bool,
) -> Shares:
    """Add strata up, each by its part of a period's products. In a period that one has alone, it is the whole."""
    if len(strata) == 1:
        return strata[0]
    total = sizes.sum(axis=0)
    there = total > 0
    alone = (sizes > 0).sum(axis=0) == 1
    weights = np.divide(sizes, total, out=np.zeros_like(sizes), where=there)
    draws, rest, exact = np.zeros_like(parts[0]), np.zeros_like(parts[0]), np.zeros(len(total))
    for place, (stratum, part) in enumerate(zip(strata, parts, strict=True)):
        own = weights[place].astype(np.float32)[:, None] * np.where(alone[:, None], stratum.draws, part)
        is_exact = alone | (known[place] >= 0)
        draws += own
        rest += np.where(is_exact[:, None], 0, own)
        exact += weights[place] * np.where(is_exact, np.nan_to_num(stratum.estimate), 0)
    draws = np.clip(draws, 0, 1)
    estimate = exact + np.clip(rest, -exact[:, None], 1 - exact[:, None]).mean(axis=1)
    observed = np.divide(tagged.sum(axis=0), total, out=np.full(len(total), np.nan), where=there)
    low, high = (np.where(there, ends, np.nan) for ends in band(draws, level))
    return Shares(observed, np.where(there, estimate, np.nan) if corrected else observed, low, high, draws)


def _warnings(
    confusion: Numbers, sizes: Numbers, beyond: list[int], names: list[str], corrected: bool
) -> list[Message]:
    if not corrected:
        return [
            message(
                "Nothing corrects these shares: no audit label tells how often the tagger is wrong. "
                "Their bands hold chance alone, not the tagger's mistakes."
            )
        ]
    said = []
    for name, counts, size, cells in zip(names, confusion, sizes, beyond, strict=True):
        positives, negatives = counts[0] + counts[1], counts[2] + counts[3]
        if size.any() and min(positives, negatives) < FEW:
            said.append(
                message(
                    "{name}: the audit has {positives:.0f} products with the capability and {negatives:.0f} without. "
                    "Under {few} of either the error rates are vague, and the band is as wide as that.",
                    name=name,
                    positives=float(positives),
                    negatives=float(negatives),
                    few=FEW,
                )
            )
        if cells:
            said.append(
                message(
                    "{name}: in {cells} periods the tagged share is beyond what the error rates allow. "
                    "They are not the same in every period, or the audit is not of these products.",
                    name=name,
                    cells=cells,
                )
            )
    return said


def _checked(
    positives: npt.ArrayLike,
    totals: npt.ArrayLike,
    audit: npt.ArrayLike,
    complete: npt.ArrayLike | None,
    frame: npt.ArrayLike | None,
) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers | None]:
    tagged, sizes, confusion = (_table(given) for given in (positives, totals, audit))
    known = np.full_like(tagged, -1) if complete is None else _table(complete)
    frames = None if frame is None else _table(frame)
    if not tagged.shape == sizes.shape == known.shape:
        raise ValueError(f"The counts are {tagged.shape}, {sizes.shape}, {known.shape}. They must have one shape.")
    if confusion.shape != (len(tagged), 4) or (frames is not None and frames.shape != (len(tagged), 2)):
        raise ValueError(f"{len(tagged)} strata need an audit of shape ({len(tagged)}, 4); it has {confusion.shape}.")
    if (tagged < 0).any() or (tagged > sizes).any() or (known > sizes).any() or (confusion < 0).any():
        raise ValueError("A count is below 0, or more products are tagged than there are. Count them again.")
    return tagged, sizes, confusion, known, frames


def _table(given: npt.ArrayLike) -> Numbers:
    return np.atleast_2d(np.asarray(given, dtype=np.float64))
