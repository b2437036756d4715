"""What the planner reckons with: the tagged launches of each period by source and language, and their audit. Pure."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.labelling.audit import AuditStratum
from dashboard.labelling.planner import Evidence
from dashboard.trends import periods
from dashboard.trends.periods import PRECISE_ENOUGH, By

#: Between a source and a language in the name of a stratum, as in a draw (dashboard.labelling.frame).
JOINT = "/"


def evidence_of_periods(
    launches: pd.DataFrame, audit: Sequence[AuditStratum], capability: str, by: By, count: int, stratum: str = ""
) -> dict[str, Evidence]:
    """Return the evidence of the newest `count` periods that have tagged launches, the newest first.

    `launches` as in dashboard.trends.launches; `stratum`, "yc/en" for one, leaves all others out. Launches that the
    model has not tagged, and those whose date is too coarse for the period, are left out, as trends leave them out.
    """
    tags = launches[own_column(launches, capability)].to_numpy()
    tagged = launches[tags >= 0].assign(tag=tags[tags >= 0] == 1)
    names = (tagged["source"].astype(str) + JOINT + tagged["language"].astype(str)).to_numpy()
    if stratum:
        tagged, names = tagged[names == stratum], names[names == stratum]
    whole = pd.DataFrame({"name": names, "tag": tagged["tag"].to_numpy()}).groupby("name")["tag"].agg(["sum", "size"])
    placed = (tagged["launched_on"].notna() & tagged["launched_precision"].isin(PRECISE_ENOUGH[by])).to_numpy()
    numbers = periods.ordinals(tagged.loc[placed, "launched_on"], by)
    cells = pd.DataFrame({"number": numbers, "name": names[placed], "tag": tagged["tag"].to_numpy()[placed]})
    tallies = cells.groupby(["number", "name"])["tag"].agg(["sum", "size"])
    counts = {f"{one.source}{JOINT}{one.language}": one.counts.get(capability, (0.0,) * 4) for one in audit}
    newest = sorted(set(numbers.tolist()), reverse=True)[:count]
    return {periods.label(number, by): _evidence(tallies.loc[number], whole, counts) for number in newest}


def own_column(launches: pd.DataFrame, capability: str) -> str:
    """Return the column of the model's own tags, or, where the frame has none, of the tags that a label goes before."""
    own = f"own_{capability}"
    return own if own in launches else f"tag_{capability}"


def _evidence(
    period: pd.DataFrame, whole: pd.DataFrame, counts: dict[str, tuple[float, float, float, float]]
) -> Evidence:
    names = tuple(str(name) for name in period.index)
    nothing = (0.0, 0.0, 0.0, 0.0)
    return Evidence(
        names,
        _numbers(period["sum"]),
        _numbers(period["size"]),
        np.array([counts.get(name, nothing) for name in names], np.float64),
        np.array([[whole.loc[name, "sum"], whole.loc[name, "size"]] for name in names], np.float64),
    )


def _numbers(column: "pd.Series[int]") -> npt.NDArray[np.float64]:
    return np.asarray(column, np.float64)
