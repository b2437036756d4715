"""How fast a run goes, and how long it will still take. Pure: what is stored in, numbers out."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.jobs.stages import STAGES
from dashboard.training.curves import FINAL

#: Before this share of the training is done, its pace says nothing.
LEAST_PROGRESS = 0.03
#: The pace is that of the last epochs.
RECENT_EPOCHS = 5


@dataclass(frozen=True)
class Outlook:
    """How long a run will still take."""

    # None while nothing tells.
    seconds: float | None
    # Whether that holds all stages to come; else it is the training alone.
    is_whole: bool


def outlook(
    stage: str, progress: float | None, spent: Mapping[str, float], earlier: Mapping[str, float] | None
) -> Outlook:
    """Return how long a run at `progress` of its `stage` will still take.

    `spent` are the seconds of its stages so far. The training goes on at the pace that it has had; other stages take as
    long as in the `earlier` run, where there was one.

    >>> outlook("training", 0.5, {"starting": 5, "training": 20}, None)
    Outlook(seconds=20.0, is_whole=False)
    """
    now = _rest_of_stage(stage, progress, spent.get(stage, 0.0), earlier)
    stages = STAGES["train"]
    if now is None or stage not in stages:
        return Outlook(None, is_whole=False)
    if earlier is None:
        return Outlook(now, is_whole=False)
    later = sum(earlier.get(name, 0.0) for name in stages[stages.index(stage) + 1 :])
    return Outlook(now + later, is_whole=True)


def _rest_of_stage(
    stage: str, progress: float | None, spent: float, earlier: Mapping[str, float] | None
) -> float | None:
    if stage == "training" and progress is not None and progress >= LEAST_PROGRESS:
        return spent * (1 - progress) / progress
    if earlier is None or stage not in earlier:
        return None
    return max(0.0, earlier[stage] - spent)


def texts_per_second(epochs: pd.DataFrame) -> float | None:
    """Return how many texts a second were learned from in the last epochs (db.queries.training.epochs_frame).

    None before the first epoch, and for a run that kept no number of texts.
    """
    # The final network trains last, though its number is the lowest.
    in_time = epochs.assign(is_final=epochs["fold"] == FINAL).sort_values(["is_final", "fold", "epoch"])
    recent = in_time.dropna(subset=["texts"]).tail(RECENT_EPOCHS)
    seconds = recent["seconds"].sum()
    return float(recent["texts"].sum() / seconds) if seconds > 0 else None
