"""The course of a run."""

import pandas as pd

from dashboard.charts.training import loss_figure, precision_figure
from dashboard.messages import english
from dashboard.training.curves import learning_curves

COLUMNS = ["fold", "epoch", "loss", "val_loss", "val_map", "seconds"]
EPOCHS = pd.DataFrame(
    [
        (0, 1, 0.9, None, None, 0.1),
        (1, 1, 0.8, 0.7, 0.2, 0.1),
        (1, 2, 0.6, 0.6, 0.4, 0.1),
        (2, 1, 0.8, 0.7, 0.4, 0.1),
    ],
    columns=COLUMNS,
).astype({"val_loss": "float64", "val_map": "float64"})


def test_the_mean_is_over_the_folds_that_have_come_so_far():
    assert learning_curves(EPOCHS).mean_map == ((1, 0.30000000000000004), (2, 0.4))


def test_the_final_network_has_no_left_out_fold():
    curves = learning_curves(EPOCHS)
    assert curves.final is not None
    assert curves.final.val_map == (None,)
    assert [curve.fold for curve in curves.folds] == [1, 2]


def test_a_run_without_epochs_has_no_curves():
    assert learning_curves(EPOCHS.head(0)).curves == ()


def test_the_figures_draw_every_network_and_the_mean():
    curves = learning_curves(EPOCHS)
    loss, precision = loss_figure(curves, t=english), precision_figure(curves, t=english)
    assert [trace.name for trace in loss.data] == ["networks of the folds", "networks of the folds", "final network"]
    assert [trace.name for trace in precision.data][-1] == "mean of the folds"
    assert list(precision.data[-1].x) == [1, 2]
    assert precision.layout.yaxis.title.text == "mean average precision (higher is better)"
