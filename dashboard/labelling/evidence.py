"""What the planner reckons with: the tagged launches of each period by source and language, and their audit. Pure."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.labelling.audit import Confusion, confusion
from dashboard.labelling.planner import Evidence
from dashboard.trends import periods
from dashboard.trends.periods import PRECISE_ENOUGH, By

#: Between a source and a language in the name of a stratum, as in a draw (dashboard.labelling.frame).
JOINT = "/"


def evidence_of_periods(
    launches: pd.DataFrame, capability: str, by: By, count: int, stratum: str = ""
) -> dict[str, Evidence]:
    """Return the evidence of the newest `count` periods that have tagged launches, the newest first.

    `launches` as in dashboard.trends.launches; `stratum`, "yc/en" for one, leaves all others out. Launches that the
    model has not tagged, and those whose date is too coarse for the period, are left out, as trends leave them out.
    """
    columns = ["source", "language", "launched_on", "launched_precision", "inclusion"]
    own = launches[columns].assign(tag=launches[f"own_{capability}"], held=launches[f"audit_{capability}"])
    own["name"] = own["source"].astype(str) + JOINT + own["language"].astype(str)
    own = own[(own["tag"] >= 0) & (own["name"].eq(stratum) | (not stratum))]
    whole = own.groupby("name")["tag"].agg(["sum", "size"])
    audit = {str(name): _audit(rows) for name, rows in own[own["held"] >= 0].groupby("name")}
    placed = own[own["launched_on"].notna() & own["launched_precision"].isin(PRECISE_ENOUGH[by])]
    numbers = periods.ordinals(placed["launched_on"], by)
    tallies = placed.assign(number=numbers).groupby(["number", "name"])["tag"].agg(["sum", "size"])
    newest = sorted(set(numbers.tolist()), reverse=True)[:count]
    return {periods.label(number, by): _evidence(tallies.loc[number], whole, audit) for number in newest}


def _audit(rows: pd.DataFrame) -> Confusion:
    weights = 1 / rows["inclusion"].to_numpy(np.float64)
    return confusion(rows["held"].to_numpy() == 1, rows["tag"].to_numpy() == 1, weights)


def _evidence(period: pd.DataFrame, whole: pd.DataFrame, audit: dict[str, Confusion]) -> Evidence:
    names = tuple(str(name) for name in period.index)
    nothing = (0.0, 0.0, 0.0, 0.0)
    return Evidence(
        names,
        _numbers(period["sum"]),
        _numbers(period["size"]),
        np.array([audit.get(name, nothing) for name in names], np.float64),
        np.array([[whole.loc[name, "sum"], whole.loc[name, "size"]] for name in names], np.float64),
    )


def _numbers(column: "pd.Series[int]") -> npt.NDArray[np.float64]:
    return np.asarray(column, np.float64)
