"""The job behind the label curve: networks learn from nested parts of the labels, measured on the same products."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.jobs.context import JobContext
from dashboard.messages import RequestError, message
from dashboard.training.cost import Meter
from dashboard.training.folds import fold_count, group_folds
from dashboard.training.gold import UNKNOWN, GoldSet, Rows
from dashboard.training.job import read_gold
from dashboard.training.label_curve import DRAWS, LEAST, LEAST_POINTS, CurvePoint, LabelCurve, usable_shares
from dashboard.training.metrics import average_precision
from dashboard.training.request import FastSettings, TrainingRequest
from dashboard.training.runtime import start_tensorflow

#: Fewer than in a training: a network more a fold, and there are many.
FOLDS = 3


@dataclass(frozen=True)
class Draw:
    """A part of the labels, and the number of its draw: parts of one draw lie in one another."""

    share: float
    number: int
    rows: Rows


def run_curve(context: JobContext) -> dict[str, Any] | None:
    """Measure the curve. Payload: `seed`. Result: LabelCurve as JSON, and device, seconds."""
    meter = Meter()
    seed = TrainingRequest(seed=context.payload.get("seed", 0)).seed
    context.report("reading")
    gold = read_gold(context.store)
    folds = group_folds(gold.groups, gold.targets, fold_count(gold.groups, gold.targets, FOLDS), seed)
    shares = _enough(gold, int(folds.max()))
    context.report("starting")
    runtime = start_tensorflow(seed)
    curve = LabelCurve(
        data_hash=gold.data_hash,
        seed=seed,
        folds=int(folds.max()),
        measured_on=len(gold),
        points=tuple(_points(context, gold, folds, shares, seed)),
    )
    return curve.to_json() | {"device": runtime.device, "seconds": meter.seconds}


def draws(groups: npt.NDArray[np.int64], shares: list[float], seed: int) -> list[Draw]:
    """Return the parts of the labels: whole groups at random, a smaller part within each larger one of its draw."""
    codes, members = np.unique(groups, return_inverse=True)
    found = []
    for share in shares:
        for number in range(DRAWS[share]):
            place = np.random.default_rng([seed, number]).permutation(len(codes))
            found.append(Draw(share, number, place[members] < round(share * len(codes))))
    return found


def _points(
    context: JobContext, gold: GoldSet, folds: npt.NDArray[np.int64], shares: list[float], seed: int
) -> Iterator[CurvePoint]:
    # Time goes with the number of texts that are learned from.
    total, done = sum(share * DRAWS[share] for share in shares), 0.0
    context.report("training", 0.0)
    for share in shares:
        learned, precisions = [], []
        for draw in (draw for draw in draws(gold.groups, shares, seed) if draw.share == share):
            learned.append(np.mean([(draw.rows & (folds != fold)).sum() for fold in np.unique(folds)]))
            precisions.append(_precisions(gold, folds, draw, seed))
            done += share
            context.report("training", min(1.0, done / total))
        by_label = np.array(precisions).T
        yield CurvePoint(
            share=share,
            products=float(np.mean(learned)),
            mean_average_precision=tuple(by_label.mean(axis=0).round(4).tolist()),
            capabilities={
                key: tuple(values.round(4).tolist()) for key, values in zip(gold.label_set, by_label, strict=True)
            },
        )


def _precisions(gold: GoldSet, folds: npt.NDArray[np.int64], draw: Draw, seed: int) -> list[float]:
    """Return the average precision of each label on all products, each said by a network that has not seen it."""
    import keras

    from dashboard.training.crossfit import train_network
    from dashboard.training.network import TAGS

    said = np.zeros(gold.targets.shape, np.float32)
    for fold in np.unique(folds):
        held_out = folds == fold
        network = train_network(gold.part(draw.rows & ~held_out), FastSettings(), seed + draw.number)
        said[held_out] = network.logits(gold.part(held_out).texts)[TAGS]
        # Dozens of networks in one process: each would leave its graph behind.
        keras.backend.clear_session()
    return [_precision(said[:, label], gold.targets[:, label]) for label in range(len(gold.label_set))]


def _precision(scores: npt.NDArray[np.float32], targets: npt.NDArray[np.int8]) -> float:
    known = targets != UNKNOWN
    return float(average_precision(scores[known], targets[known] == 1, np.ones((1, int(known.sum()))))[0])


def _enough(gold: GoldSet, folds: int) -> list[float]:
    shares = usable_shares(len(gold), folds)
    if len(shares) < LEAST_POINTS:
        raise RequestError(
            message(
                "There are too few labelled products for a curve: {products}. A network needs {least} to learn from in "
                "each of {points} sizes at least. Label more, then draw it.",
                products=len(gold),
                least=LEAST,
                points=LEAST_POINTS,
            )
        )
    return shares
