"""The counts of trends, corrected for the tagger's own mistakes by what the audit labels say of it. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.trends import periods
from dashboard.trends.counts import placed_launches
from dashboard.trends.drift import Drift, find_drift
from dashboard.trends.error_rates import effective_counts
from dashboard.trends.prevalence import PrevalenceSeries, estimate_prevalence
from dashboard.trends.query import TrendQuery, choose_launches
from dashboard.trends.series import Point, Trends

Codes = npt.NDArray[np.int64]
#: A page redraws with so many; the ends of a band are then right to about a sixteenth of its standard deviation.
DRAWS = 2000


@dataclass(frozen=True)
class Stratum:
    """One source and language of the text: what the audit says of the tagger there."""

    source: str
    language: str
    #: Launches of the choice that the model has tagged.
    products: int
    #: Audit labels: true positives, false negatives, false positives, true negatives.
    audit: tuple[int, int, int, int]
    #: The same, as many as unequal draws amount to (Kish).
    weighted: tuple[float, float, float, float]

    @property
    def scarcer(self) -> int:
        """Audit labels of the scarcer kind: with the capability, or without."""
        hits, misses, inventions, rejections = self.audit
        return min(hits + misses, inventions + rejections)


@dataclass(frozen=True)
class Correction:
    """One capability, corrected."""

    capability: str
    series: PrevalenceSeries
    strata: tuple[Stratum, ...]
    drift: Drift


@dataclass(frozen=True)
class _Whole:
    """All launches of the strata of a choice, whatever range was chosen: their strata, by place, and their years."""

    launches: pd.DataFrame
    strata: Codes
    years: Codes


def has_audit(launches: pd.DataFrame, query: TrendQuery, trends: Trends) -> bool:
    """Tell whether an audit label measures the model on any launch of the chosen sources and languages."""
    chosen = choose_launches(launches, query)
    columns = [(f"own_{key}", f"audit_{key}") for key in trends.capabilities]
    return any(
        bool(((chosen[own] >= 0) & (chosen[audit] >= 0)).any()) for own, audit in columns if audit in chosen.columns
    )


def correct(
    launches: pd.DataFrame,
    query: TrendQuery,
    trends: Trends,
    *,
    name: Callable[[str, str, str], str] = lambda key, source, language: f"{key}, {source}, {language}",
    draws: int = DRAWS,
) -> tuple[Correction, ...]:
    """Correct each capability of trends that were counted from these launches.

    Error rates come from all audit labels of a source and language, whatever range of periods was chosen. `name` says
    how a warning calls a capability, a source and a language.
    """
    if not trends.periods:
        return ()
    placed, numbers = placed_launches(launches, query, trends.by)
    positions = numbers - periods.ordinal(periods.parse_day(trends.periods[0].period), trends.by)
    size = len(trends.periods)
    return correct_sets(launches, placed, positions, size, trends.capabilities, name=name, draws=draws)


def correct_sets(
    launches: pd.DataFrame,
    placed: pd.DataFrame,
    positions: Codes,
    size: int,
    capabilities: Iterable[str],
    *,
    name: Callable[[str, str, str], str] = lambda key, source, language: f"{key}, {source}, {language}",
    draws: int = DRAWS,
) -> tuple[Correction, ...]:
    """Correct each capability in `size` sets of launches, periods or others; `positions` tells each row's set.

    Draw by draw the sets share their error rates, so that the difference of two has a band of its own.
    """
    found, strata = np.unique(_codes(placed), return_inverse=True)
    shape = (len(found), size)
    cells = strata * size + positions
    everything = launches[np.isin(_codes(launches), found)]
    whole = _Whole(everything, np.searchsorted(found, _codes(everything)).astype(np.int64), _years(everything))
    called = [_named(launches, int(code)) for code in found]
    return tuple(_correct_one(key, placed, cells, shape, whole, found, called, name, draws) for key in capabilities)


def with_estimates(trends: Trends, corrections: Iterable[Correction], *, chance: bool = False) -> Trends:
    """Return the trends with estimate and band at each point that something corrects.

    `chance` gives the others a band too, of chance alone, and no estimate.
    """
    by_key = {one.capability: one.series for one in corrections if one.series.corrected or chance}
    points: list[Point] = []
    for key in trends.capabilities:
        for place, point in enumerate(trends.series(key)):
            points.append(_estimated(point, by_key[key], place) if key in by_key else point)
    return replace(trends, points=tuple(points))


def _estimated(point: Point, series: PrevalenceSeries, place: int) -> Point:
    if np.isnan(series.estimate[place]):
        return point
    estimate, low, high = (float(values[place]) for values in (series.estimate, series.low, series.high))
    return replace(point, estimate=estimate if series.corrected else None, low=low, high=high)


def _correct_one(
    key: str,
    placed: pd.DataFrame,
    cells: Codes,
    shape: tuple[int, int],
    whole: "_Whole",
    found: Codes,
    called: list[tuple[str, str]],
    name: Callable[[str, str, str], str],
    draws: int,
) -> Correction:
    own, labelled = _own(placed, key), (placed[f"origin_{key}"] == "label").to_numpy()
    tagged = own >= 0
    totals = _tally(cells[tagged], shape)
    audit = _audit_of(whole.launches, key)
    places = np.searchsorted(found, _codes(audit)).astype(np.int64)
    strata = [
        _stratum(audit[places == place], key, *names, products=int(totals[place].sum()))
        for place, names in enumerate(called)
    ]
    series = estimate_prevalence(
        _tally(cells[own == 1], shape),
        totals,
        [stratum.weighted for stratum in strata],
        draws=draws,
        complete=_complete(placed, key, cells, shape, labelled, tagged),
        frame=_frames(whole, audit, key, places, len(found)),
        names=[name(key, *names) for names in called],
    )
    return Correction(key, series, tuple(strata), _drift(audit, key, places))


def _drift(audit: pd.DataFrame, key: str, strata: npt.NDArray[np.int64]) -> Drift:
    dated = audit["launched_on"].notna().to_numpy()
    days = audit["launched_on"].to_numpy().astype(np.int64)
    held, said = (audit[f"{kind}_{key}"].to_numpy() == 1 for kind in ("audit", "own"))
    return find_drift(held[dated], said[dated], strata[dated], days[dated])


def _stratum(audit: pd.DataFrame, key: str, source: str, language: str, *, products: int) -> Stratum:
    held, said = (audit[f"{kind}_{key}"].to_numpy() == 1 for kind in ("audit", "own"))
    weights = _weights(audit)
    hits, misses = effective_counts(said[held], weights[held])
    inventions, rejections = effective_counts(said[~held], weights[~held])
    counts = (held & said, held & ~said, ~held & said, ~held & ~said)
    hit, missed, invented, rejected = (int(count.sum()) for count in counts)
    return Stratum(
        source,
        language,
        products,
        (hit, missed, invented, rejected),
        (hits, misses, inventions, rejections),
    )


def _complete(
    placed: pd.DataFrame,
    key: str,
    cells: Codes,
    shape: tuple[int, int],
    labelled: npt.NDArray[np.bool_],
    tagged: npt.NDArray[np.bool_],
) -> Codes:
    """Return how many launches have the capability in cells where each one that is tagged is labelled, else -1."""
    held = _tally(cells[(placed[f"tag_{key}"].to_numpy() == 1) & tagged], shape)
    rest = _tally(cells[tagged & ~labelled], shape)
    return np.where((rest == 0) & (_tally(cells[tagged], shape) > 0), held, -1)


def _frames(whole: _Whole, audit: pd.DataFrame, key: str, places: Codes, strata: int) -> npt.NDArray[np.float64]:
    """Return how many launches like those of the audit are tagged, and how many there are, by stratum (strata, 2).

    Like those: of the same years, each as often as the audit has it. What was imported since the audit was drawn, or
    lies outside what it was drawn from, doesn't count.
    """
    own = _own(whole.launches, key)
    first = int(whole.years.min(initial=0))
    shape = (strata, int(whole.years.max(initial=0)) - first + 1)
    cells = whole.strata * shape[1] + whole.years - first
    sizes, tags = _tally(cells[own >= 0], shape), _tally(cells[own == 1], shape)
    drawn = np.bincount(places * shape[1] + _years(audit) - first, _weights(audit), shape[0] * shape[1]).reshape(shape)
    parts = np.divide(drawn, drawn.sum(axis=1, keepdims=True), out=np.zeros(shape), where=drawn > 0)
    share = (parts * np.divide(tags, sizes, out=np.zeros(shape), where=sizes > 0)).sum(axis=1)
    size = np.where(drawn > 0, sizes, 0).sum(axis=1)
    frames: npt.NDArray[np.float64] = np.stack([share * size, size], axis=1)
    return frames


def _audit_of(launches: pd.DataFrame, key: str) -> pd.DataFrame:
    if f"audit_{key}" not in launches:
        return launches.iloc[:0].assign(**{f"audit_{key}": 0, f"own_{key}": 0, "inclusion": 0.0})
    return launches[(launches[f"audit_{key}"] >= 0) & (launches[f"own_{key}"] >= 0)]


def _own(launches: pd.DataFrame, key: str) -> npt.NDArray[np.int8]:
    return launches[f"own_{key}" if f"own_{key}" in launches else f"tag_{key}"].to_numpy()


def _weights(audit: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Return the weight of each audit launch; where nobody knows how probable it was, that of the others on average."""
    weights = 1 / audit["inclusion"].to_numpy(np.float64)
    known = np.isfinite(weights)
    return np.where(known, weights, weights[known].mean() if known.any() else 1.0)


def _codes(launches: pd.DataFrame) -> Codes:
    sources, languages = (launches[name].cat.codes.to_numpy(np.int64) for name in ("source", "language"))
    codes: Codes = sources * len(launches["language"].cat.categories) + languages
    return codes


def _named(launches: pd.DataFrame, code: int) -> tuple[str, str]:
    source, language = divmod(code, len(launches["language"].cat.categories))
    return str(launches["source"].cat.categories[source]), str(launches["language"].cat.categories[language])


def _years(launches: pd.DataFrame) -> npt.NDArray[np.int64]:
    years: Codes = launches["launched_on"].dt.year.fillna(0).to_numpy(np.int64)
    return years


def _tally(cells: Codes, shape: tuple[int, int]) -> Codes:
    counted: Codes = np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)
    return counted
