"""Where a share has broken and where it may go, as the job leaves it; and how a forecast did. Nothing heavy here."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from dashboard.trends.periods import By

#: A forecast is shown only if its bands have held at least this much of what came; they promise 0.95.
HELD = 0.85


@dataclass(frozen=True)
class Step:
    """A change point: the first period of the new level, where else it may lie, and how sure it is."""

    period: str
    earliest: str
    latest: str
    p_value: float
    #: Fitted share in that period without the step, and with it.
    without: float
    share: float


@dataclass(frozen=True)
class Backtest:
    """Forecasts from earlier origins against repeating the last value. None where there are too few origins."""

    origins: int
    #: Pairs of a forecast and what came.
    pairs: int
    #: Mean absolute errors, as shares.
    error: float | None
    naive_error: float | None
    #: How many of what came lay within the bands.
    held: float | None

    @property
    def is_better(self) -> bool:
        """Tell whether the forecast may be shown: nearer than the last value repeated, and bands that have held."""
        if self.error is None or self.naive_error is None or self.held is None:
            return False
        return self.error < self.naive_error and self.held >= HELD


@dataclass(frozen=True)
class Ahead:
    """One period to come: the observed share to expect, with its 95 % band."""

    period: str
    low: float
    median: float
    high: float


@dataclass(frozen=True)
class Forecast:
    """A forecast as it is made and stored."""

    known_to: str
    last_share: float
    points: tuple[Ahead, ...]
    backtest: Backtest

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the forecast that dataclasses.asdict gave `data` for."""
        points = tuple(Ahead(**one) for one in data["points"])
        return cls(data["known_to"], data["last_share"], points, Backtest(**data["backtest"]))


@dataclass(frozen=True)
class Series:
    """One capability of one source and language, over the periods that have products."""

    capability: str
    periods: tuple[str, ...]
    positives: tuple[int, ...]
    totals: tuple[int, ...]
    #: Drift and steps, fitted; empty where there are too few periods to look for a step.
    fitted: tuple[float, ...]
    steps: tuple[Step, ...]
    #: None where there are too few periods.
    forecast: Forecast | None


@dataclass(frozen=True)
class OutlookReport:
    """One source and language."""

    source: str
    language: str
    by: By
    series: tuple[Series, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the report as the builtins that a JSON column holds."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the report that `to_json` gave `data` for."""
        return cls(**data | {"series": tuple(_series(one) for one in data["series"])})


@dataclass(frozen=True)
class Scored:
    """One period of a forecast, and what came."""

    ahead: Ahead
    observed: float

    @property
    def is_held(self) -> bool:
        """Tell whether what came lies within the band."""
        return self.ahead.low <= self.observed <= self.ahead.high


def score_forecast(forecast: Forecast, observed: Mapping[str, float]) -> tuple[Scored, ...]:
    """Score the periods of a forecast that have come; `observed` holds the shares of finished periods."""
    return tuple(Scored(one, observed[one.period]) for one in forecast.points if one.period in observed)


def _series(data: dict[str, Any]) -> Series:
    forecast = data["forecast"]
    return Series(
        **data
        | {name: tuple(data[name]) for name in ("periods", "positives", "totals", "fitted")}
        | {
            "steps": tuple(Step(**one) for one in data["steps"]),
            "forecast": Forecast.from_json(forecast) if forecast else None,
        }
    )
