"""Two slices of launches: the share of each capability in both, and their difference with its band. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.trends.bands import band
from dashboard.trends.behind import meets
from dashboard.trends.corrected import correct_sets
from dashboard.trends.intervals import newcombe
from dashboard.trends.periods import By, ordinal, parse_day

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Slice:
    """Some launches of a choice. Without conditions and periods it is all of them."""

    #: (column of categories, value): of several values of one column, one is enough.
    conditions: tuple[tuple[str, str], ...] = ()
    #: The first and the last period, whole ones; None is the choice's own.
    first: str | None = None
    last: str | None = None

    @property
    def is_all(self) -> bool:
        """Tell whether nothing narrows it."""
        return not self.conditions and self.first is None and self.last is None


@dataclass(frozen=True)
class Compared:
    """One capability in the two slices. Shares are in 0 to 1, NaN where nothing is tagged."""

    capability: str
    #: Launches tagged, and those of them with the capability, in each slice.
    tagged: tuple[int, int]
    positives: tuple[int, int]
    shares: tuple[float, float]
    #: The second share less the first, and its band (95 %).
    difference: float
    low: float
    high: float
    #: Whether shares and band are corrected for the tagger's mistakes.
    is_corrected: bool

    @property
    def is_clear(self) -> bool:
        """Tell whether the band excludes nought."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Comparison:
    """Two slices of the same launches."""

    sizes: tuple[int, int]
    #: Launches that are in both: the band then takes for independent what is not, and is too wide.
    both: int
    #: The sources of each, the largest first.
    sources: tuple[tuple[str, ...], tuple[str, ...]]
    capabilities: tuple[Compared, ...]

    @property
    def has_common_source(self) -> bool:
        """Tell whether a source is in both."""
        return not set(self.sources[0]).isdisjoint(self.sources[1])


def in_slice(placed: pd.DataFrame, numbers: npt.NDArray[np.int64], by: By, own: Slice) -> Mask:
    """Tell which launches lie in a slice; `numbers` are the ordinals of their periods."""
    inside = meets(placed, own.conditions)
    if own.first is not None:
        inside &= numbers >= ordinal(parse_day(own.first), by)
    if own.last is not None:
        inside &= numbers <= ordinal(parse_day(own.last), by)
    return inside


def compare_slices(
    launches: pd.DataFrame,
    placed: pd.DataFrame,
    masks: tuple[Mask, Mask],
    capabilities: Iterable[str],
    *,
    corrected: bool,
) -> Comparison:
    """Set two slices of the launches `placed` side by side.

    As tagged, the difference's band is Newcombe's (1998). Corrected, it is of the draws of prevalence, in which both
    slices share the error rates of each source and language; a capability without audit labels stays as tagged.
    """
    keys = tuple(capabilities)
    by_draws = _corrected(launches, placed, masks, keys) if corrected and all(mask.any() for mask in masks) else {}
    return Comparison(
        sizes=(int(masks[0].sum()), int(masks[1].sum())),
        both=int((masks[0] & masks[1]).sum()),
        sources=(_sources(placed[masks[0]]), _sources(placed[masks[1]])),
        capabilities=tuple(by_draws.get(key) or _as_tagged(placed, masks, key) for key in keys),
    )


def _as_tagged(placed: pd.DataFrame, masks: tuple[Mask, Mask], key: str) -> Compared:
    tagged, positives = _counts(placed, masks, key)
    one, other = (held / size if size else float("nan") for held, size in zip(positives, tagged, strict=True))
    low, high = newcombe((positives[1], tagged[1]), (positives[0], tagged[0]))
    return Compared(key, tagged, positives, (one, other), other - one, low, high, is_corrected=False)


def _corrected(
    launches: pd.DataFrame, placed: pd.DataFrame, masks: tuple[Mask, Mask], keys: tuple[str, ...]
) -> dict[str, Compared]:
    """Return the capabilities that an audit label corrects; a launch in both slices counts in each."""
    rows = [np.flatnonzero(mask) for mask in masks]
    both = placed.iloc[np.concatenate(rows)]
    positions = np.repeat(np.arange(2), [len(own) for own in rows])
    found = {}
    for one in correct_sets(launches, both, positions, 2, keys):
        shares = one.series.estimate
        if not one.series.corrected or np.isnan(shares).any():
            continue
        low, high = band((one.series.draws[1] - one.series.draws[0])[None])
        found[one.capability] = Compared(
            one.capability,
            *_counts(placed, masks, one.capability),
            shares=(float(shares[0]), float(shares[1])),
            difference=float(shares[1] - shares[0]),
            low=float(low[0]),
            high=float(high[0]),
            is_corrected=True,
        )
    return found


def _counts(placed: pd.DataFrame, masks: tuple[Mask, Mask], key: str) -> tuple[tuple[int, int], tuple[int, int]]:
    tags = placed[f"tag_{key}"].to_numpy()
    tagged, positives = ([int((tags[mask] >= least).sum()) for mask in masks] for least in (0, 1))
    return (tagged[0], tagged[1]), (positives[0], positives[1])


def _sources(launches: pd.DataFrame) -> tuple[str, ...]:
    counts = launches["source"].value_counts()
    return tuple(str(source) for source, count in counts.items() if count)
