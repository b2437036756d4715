"""The course of a run."""

import pandas as pd
import pytest

from dashboard.charts.theme import Style
from dashboard.charts.training import capability_figure, loss_figure, precision_figure
from dashboard.messages import english
from dashboard.training.curves import capability_curves, learning_curves

COLUMNS = ["fold", "epoch", "loss", "val_loss", "val_map", "seconds", "texts", "val_labels"]


def labels(automation: float | None, intelligence: float | None) -> dict:
    values = {"automation": automation, "intelligence": intelligence}
    return {key: {"average_precision": value, "f1": value and value / 2} for key, value in values.items()}


EPOCHS = pd.DataFrame(
    [
        (0, 1, 0.9, None, None, 0.1, 100, None),
        (1, 1, 0.8, 0.7, 0.2, 0.1, 50, labels(0.2, None)),
        (1, 2, 0.6, 0.5, 0.4, 0.1, 50, labels(0.4, None)),
        (2, 1, 0.8, 0.9, 0.4, 0.1, 50, labels(0.6, 0.2)),
    ],
    columns=COLUMNS,
).astype({"val_loss": "float64", "val_map": "float64"})
STYLES = {"automation": Style("Automation <b>", "#0072B2"), "intelligence": Style("Intelligence", "#E69F00")}


def test_the_means_are_over_the_folds_that_have_come_so_far():
    curves = learning_curves(EPOCHS)
    assert curves.mean_map == ((1, pytest.approx(0.3)), (2, 0.4))
    assert curves.mean_val_loss == ((1, pytest.approx(0.8)), (2, 0.5))


def test_the_final_network_stays_out_of_the_mean_of_the_folds():
    assert learning_curves(EPOCHS).mean_loss == ((1, pytest.approx(0.8)), (2, 0.6))


def test_the_final_network_has_no_left_out_fold():
    curves = learning_curves(EPOCHS)
    assert curves.final is not None
    assert curves.final.val_map == (None,)
    assert [curve.fold for curve in curves.folds] == [1, 2]


def test_a_run_without_epochs_has_no_curves():
    curves = learning_curves(EPOCHS.head(0))
    assert (curves.curves, curves.mean_map) == ((), ())
    assert capability_curves(EPOCHS.head(0), "f1") == ()


def test_a_capability_has_a_line_a_fold_and_their_mean():
    automation, intelligence = capability_curves(EPOCHS, "average_precision")
    assert automation.folds == (((1, 0.2), (2, 0.4)), ((1, 0.6),))
    assert automation.mean == ((1, pytest.approx(0.4)), (2, 0.4))
    assert intelligence.mean == ((1, 0.2),)


def test_f1_is_drawn_from_f1():
    automation, _ = capability_curves(EPOCHS, "f1")
    assert automation.mean == ((1, pytest.approx(0.2)), (2, 0.2))


def test_a_run_of_before_such_figures_were_kept_has_no_curves_of_capabilities():
    assert capability_curves(EPOCHS.assign(val_labels=None), "f1") == ()


def test_the_figures_draw_every_network_and_the_means():
    curves = learning_curves(EPOCHS)
    loss, precision = loss_figure(curves, 15, t=english), precision_figure(curves, 15, t=english)
    assert [trace.name for trace in loss.data][2:] == ["in training", "not seen", "final network"]
    assert list(loss.data[3].y) == [pytest.approx(0.8), 0.5]
    assert [trace.name for trace in precision.data][-1] == "mean of the folds"
    assert list(precision.data[-1].x) == [1, 2]
    assert precision.layout.yaxis.title.text == "mean average precision"


def test_nothing_but_the_lines_moves_while_a_run_trains():
    early, late = (precision_figure(learning_curves(EPOCHS.head(rows)), 15, t=english) for rows in (3, 4))
    assert early.layout == late.layout
    assert list(early.layout.yaxis.range) == [0.2, 0.4]
    assert early.layout.uirevision == "training"


def test_a_capability_keeps_its_colour_and_its_mean_stands_out():
    figure = capability_figure(capability_curves(EPOCHS, "f1"), STYLES, "f1", 15, t=english)
    shown = [trace for trace in figure.data if trace.showlegend is not False]
    assert [(trace.name, trace.line.color) for trace in shown] == [
        ("Automation &lt;b&gt;", "#0072B2"),
        ("Intelligence", "#E69F00"),
    ]
    faint = [trace for trace in figure.data if trace.showlegend is False]
    assert len(faint) == 3
    assert max(trace.opacity for trace in faint) < 0.5
