"""How often is a series called broken that is not, and how often is a real step found?

    python benchmarks/changepoint_alarms.py [--series 120]

Simulated shares by period: constant, drifting on the logit, an S of adoption (10 to 50 %), and steps; with binomial
counts and with four times that variance. A line a kind: how many series have a step found, and how many where it is.
"""

import argparse

import numpy as np
import numpy.typing as npt

from dashboard.trends.changepoints import find_changes
from dashboard.trends.logit import expit, simulate_counts

DRAWS = 199


def main() -> None:
    """Print the rates."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--series", type=int, default=120, help="series of each kind")
    series = parser.parse_args().series
    rng = np.random.default_rng(1)
    for periods in (8, 24):
        for products in (40, 900):
            totals = rng.integers(products // 2, 3 * products // 2, periods).astype(float)
            for name, shares in _shares(periods).items():
                for dispersion in (1.0, 4.0):
                    found, placed = _rates(shares, totals, dispersion, series, rng)
                    kind = f"{periods:>2} periods of {products:>3}, {name:<16}, variance {dispersion:.0f}"
                    print(f"{kind}: found {found:.0%}, placed {placed:.0%}", flush=True)


def _shares(periods: int) -> dict[str, npt.NDArray[np.float64]]:
    time = np.linspace(-1, 1, periods)
    late = np.arange(periods) >= periods // 2
    return {
        "constant": np.full(periods, 0.3),
        "drift": expit(-1 + 1.2 * time),
        "adoption": 0.1 + 0.4 * expit(4 * time),
        "step 20 to 30 %": np.where(late, 0.3, 0.2),
        "drift and step": expit(-1.2 + 0.5 * time + 0.8 * late),
    }


def _rates(
    shares: npt.NDArray[np.float64],
    totals: npt.NDArray[np.float64],
    dispersion: float,
    series: int,
    rng: np.random.Generator,
) -> tuple[float, float]:
    """Return how many series have a step found, and how many one within a period of the middle."""
    found = placed = 0
    for seed in range(series):
        counts = simulate_counts(shares, totals, dispersion, 1, rng)[0]
        changes = find_changes(counts, totals, draws=DRAWS, seed=seed).changes
        found += bool(changes)
        placed += any(abs(change.place - len(totals) // 2) <= 1 for change in changes)
    return found / series, placed / series


if __name__ == "__main__":
    main()
