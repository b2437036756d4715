"""The course of a training run, epoch by epoch, as a chart needs it. Pure: a frame in, dataclasses out."""

from dataclasses import dataclass

import pandas as pd

#: The fold under which the final network's epochs are stored (dashboard.training.crossfit).
FINAL = 0
#: The figures of one capability that an epoch keeps (dashboard.training.epochs.LabelFigures).
MEASURES = ("average_precision", "f1")

#: (epoch, value), in the order of the epochs.
Points = tuple[tuple[int, float], ...]


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
    """All networks of a run, in the order of their folds, and the means over the folds that have come so far."""

    curves: tuple[Curve, ...]
    mean_loss: Points
    mean_val_loss: Points
    # Of the mean average precision.
    mean_map: Points

    @property
    def folds(self) -> tuple[Curve, ...]:
        """The networks that leave a fold out."""
        return tuple(curve for curve in self.curves if curve.fold != FINAL)

    @property
    def final(self) -> Curve | None:
        """The network that trains on everything, once it has begun."""
        return next((curve for curve in self.curves if curve.fold == FINAL), None)


@dataclass(frozen=True)
class CapabilityCurve:
    """One figure of one capability over the epochs, on held-out products."""

    capability: str
    # A line a fold.
    folds: tuple[Points, ...]
    mean: Points


def learning_curves(epochs: pd.DataFrame) -> LearningCurves:
    """Return the curves of a run's epochs (db.queries.training.epochs_frame)."""
    of_folds = epochs[epochs["fold"] != FINAL]
    return LearningCurves(
        curves=tuple(_curve(fold, epochs[epochs["fold"] == fold]) for fold in sorted(epochs["fold"].unique().tolist())),
        mean_loss=_means(of_folds, "loss"),
        mean_val_loss=_means(of_folds, "val_loss"),
        mean_map=_means(of_folds, "val_map"),
    )


def capability_curves(epochs: pd.DataFrame, measure: str) -> tuple[CapabilityCurve, ...]:
    """Return the curve of each capability in one of MEASURES; none for a run that kept no such figures."""
    figures = _capability_figures(epochs, measure)
    return tuple(
        CapabilityCurve(
            capability=str(key),
            folds=tuple(_points(own, measure) for _, own in of_one.groupby("fold")),
            mean=_means(of_one, measure),
        )
        for key, of_one in figures.groupby("capability", sort=False)
    )


def _capability_figures(epochs: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return a row a fold, an epoch and a capability that could be measured."""
    rows = [
        (fold, epoch, key, figures[measure])
        for fold, epoch, labels in epochs[["fold", "epoch", "val_labels"]].itertuples(index=False)
        if isinstance(labels, dict)
        for key, figures in labels.items()
        if figures[measure] is not None
    ]
    return pd.DataFrame(rows, columns=["fold", "epoch", "capability", measure])


def shared_epochs(folds: pd.DataFrame) -> pd.DataFrame:
    """Leave out the epochs that fewer than half of the folds have come to.

    With patience the networks stop one after the other: a mean of the last alone would tell of that one.
    """
    reached = folds.groupby("epoch")["fold"].transform("nunique")
    return folds[2 * reached >= folds["fold"].nunique()]


def _means(frame: pd.DataFrame, column: str) -> Points:
    measured = shared_epochs(frame.dropna(subset=[column]))
    return _points(measured.groupby("epoch")[[column]].mean().reset_index(), column)


def _points(frame: pd.DataFrame, column: str) -> Points:
    return tuple(zip(frame["epoch"].astype(int), frame[column].astype(float), strict=True))


def _curve(fold: int, own: pd.DataFrame) -> Curve:
    return Curve(
        fold=fold,
        epochs=tuple(own["epoch"].astype(int)),
        loss=tuple(own["loss"].astype(float)),
        val_loss=_with_gaps(own["val_loss"]),
        val_map=_with_gaps(own["val_map"]),
    )


def _with_gaps(values: "pd.Series[float]") -> tuple[float | None, ...]:
    return tuple(None if pd.isna(value) else float(value) for value in values)
