"""The course of a training run, epoch by epoch, as a chart needs it. Pure: a frame in, a dataclass out."""

from dataclasses import dataclass

import pandas as pd

#: The fold under which the final network's epochs are stored (dashboard.training.crossfit).
FINAL = 0


@dataclass(frozen=True)
class Curve:
    """One network's figures over its epochs: equally long tuples, None where nothing was measured."""

    # FINAL, or the number of the fold that this network has not seen.
    fold: int
    epochs: tuple[int, ...]
    loss: tuple[float, ...]
    val_loss: tuple[float | None, ...]
    val_map: tuple[float | None, ...]


@dataclass(frozen=True)
class LearningCurves:
    """All networks of a run, in the order of their folds, and the mean over the folds."""

    curves: tuple[Curve, ...]
    # (epoch, mean average precision over the folds that have come so far).
    mean_map: tuple[tuple[int, float], ...]

    @property
    def folds(self) -> tuple[Curve, ...]:
        """The networks that leave a fold out."""
        return tuple(curve for curve in self.curves if curve.fold != FINAL)

    @property
    def final(self) -> Curve | None:
        """The network that trains on everything, once it has begun."""
        return next((curve for curve in self.curves if curve.fold == FINAL), None)


def learning_curves(epochs: pd.DataFrame) -> LearningCurves:
    """Return the curves of a run's epochs (db.queries.training.epochs_frame)."""
    measured = epochs.dropna(subset=["val_map"])
    means = measured.groupby("epoch", as_index=False)["val_map"].mean()
    return LearningCurves(
        curves=tuple(_curve(fold, epochs[epochs["fold"] == fold]) for fold in sorted(epochs["fold"].unique().tolist())),
        mean_map=tuple(zip(means["epoch"].astype(int), means["val_map"].astype(float), strict=True)),
    )


def _curve(fold: int, own: pd.DataFrame) -> Curve:
    return Curve(
        fold=fold,
        epochs=tuple(own["epoch"].astype(int)),
        loss=tuple(own["loss"].astype(float)),
        val_loss=tuple(None if pd.isna(value) else float(value) for value in own["val_loss"]),
        val_map=tuple(None if pd.isna(value) else float(value) for value in own["val_map"]),
    )
