"""The course of a run."""

import pandas as pd
import pytest

from dashboard.charts.theme import Style
from dashboard.charts.training import LiveFigure, Plan, capability_figure, loss_figure, precision_figure
from dashboard.messages import english
from dashboard.training.comparison import run_curve
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


def test_the_mean_ends_where_fewer_than_half_of_the_folds_train_on():
    rows = [
        (fold, epoch, 0.5, 0.1 * fold)
        for fold, last in ((1, 2), (2, 2), (3, 3), (4, 4))
        for epoch in range(1, last + 1)
    ]
    epochs = pd.DataFrame(rows, columns=["fold", "epoch", "loss", "val_map"]).assign(val_loss=0.5, val_labels=None)
    means = learning_curves(epochs).mean_map
    # Two of four have a third epoch, one has a fourth.
    assert [epoch for epoch, _ in means] == [1, 2, 3]
    assert [value for _, value in means] == pytest.approx([0.25, 0.25, 0.35])
    assert run_curve(1, epochs).epochs == (1, 2, 3)


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


def lines(figure: LiveFigure) -> dict[tuple[str, int], list[float]]:
    """The values of each line, by its series and its fold; fold 0 is the mean."""
    drawn: dict[tuple[str, int], list[float]] = {}
    for row in figure.rows:
        drawn.setdefault((row["series"], row["fold"]), []).append(row["value"])
    return drawn


def test_the_loss_is_drawn_for_every_network_in_training_and_on_what_it_has_not_seen():
    drawn = lines(loss_figure(learning_curves(EPOCHS), Plan(15), t=english))
    assert drawn["in training", 0] == [pytest.approx(0.8), 0.6]
    assert drawn["not seen", 0] == [pytest.approx(0.8), 0.5]
    assert drawn["not seen", 1] == [0.7, 0.5]
    assert drawn["final network", 0] == [0.9]


def test_the_ranking_is_drawn_as_a_mean_and_a_line_a_fold():
    drawn = lines(precision_figure(learning_curves(EPOCHS), Plan(15), t=english))
    series = "mean over the capabilities"
    assert drawn == {(series, 0): [pytest.approx(0.3), 0.4], (series, 1): [0.2, 0.4], (series, 2): [0.4]}


def test_nothing_but_the_lines_changes_while_a_run_trains():
    """What is drawn anew flickers: Streamlit draws on a Vega-Lite chart only while its specification stays."""
    for rows in range(1, len(EPOCHS)):
        early, late = (loss_figure(learning_curves(EPOCHS.head(end)), Plan(15), t=english) for end in (rows, rows + 1))
        assert early.spec == late.spec
        assert early.rows != late.rows


def test_a_chart_says_what_it_is_about_and_names_its_axes():
    spec = capability_figure(capability_curves(EPOCHS, "f1"), STYLES, "f1", Plan(15), t=english).spec
    assert spec["title"]["text"] == "F1 of each capability, at probability 0.5"
    assert (spec["encoding"]["x"]["axis"]["title"], spec["encoding"]["y"]["axis"]["title"]) == ("epoch", "F1")


def test_a_capability_keeps_its_colour():
    figure = capability_figure(capability_curves(EPOCHS, "f1"), STYLES, "f1", Plan(15), t=english)
    colors = figure.spec["encoding"]["color"]["scale"]
    assert dict(zip(colors["domain"], colors["range"], strict=True)) == {
        "Automation <b>": "#0072B2",
        "Intelligence": "#E69F00",
    }
    assert lines(figure)["Automation <b>", 1] == [0.1, 0.2]


def test_few_epochs_are_marked_one_by_one():
    few, many = (precision_figure(learning_curves(EPOCHS), Plan(planned), t=english).spec for planned in (3, 20))
    assert few["encoding"]["x"]["axis"]["values"] == [0, 1, 2, 3]
    assert many["encoding"]["x"]["axis"]["values"] == [0, 5, 10, 15, 20]


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (Plan(15), "Bold: mean of the folds. Faint: each fold."),
        (Plan(15, is_single=True), "One network, which saw only earlier products."),
        (Plan(4, is_encoder=True), "In training the encoder; on products not seen the mean of both networks."),
    ],
)
def test_a_chart_says_whose_lines_it_draws(plan: Plan, said: str):
    figure = precision_figure(learning_curves(EPOCHS), plan, t=english)
    assert figure.spec["title"]["subtitle"] == said
