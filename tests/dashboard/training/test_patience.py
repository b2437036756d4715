"""When a network stops, and how far the training has come by then."""

from typing import Any

import pytest

from dashboard.training import recording
from dashboard.training.epochs import EpochFigures
from dashboard.training.patience import Patience
from dashboard.training.recording import EpochWriter


def course(patience: Patience, figures: list[float | None]) -> list[tuple[bool, int]]:
    """Of each epoch whether it is the best so far, and how many are left; to the end that patience puts."""
    seen = []
    for epoch, figure in enumerate(figures, start=1):
        seen.append((patience.is_better(epoch, figure), patience.left(epoch)))
        if not seen[-1][1]:
            break
    return seen


def test_a_network_stops_after_so_many_epochs_that_are_no_better_and_keeps_the_best():
    patience = Patience(15, 2)
    assert course(patience, [0.4, 0.5, 0.5, 0.45, 0.9]) == [(True, 2), (True, 2), (False, 1), (False, 0)]
    assert patience.kept == 2


def test_a_better_epoch_begins_the_waiting_anew():
    patience = Patience(15, 2)
    assert course(patience, [0.4, 0.3, 0.5, 0.4, 0.4]) == [(True, 2), (False, 1), (True, 2), (False, 1), (False, 0)]
    assert patience.kept == 3


def test_the_schedule_ends_it_at_the_latest():
    patience = Patience(3, 5)
    assert course(patience, [0.1, 0.3, 0.2]) == [(True, 2), (True, 1), (False, 0)]
    assert patience.kept == 2


@pytest.mark.parametrize("patience", [Patience(3, None), Patience(3, 1)])
def test_without_patience_or_without_a_figure_it_trains_to_the_end(patience: Patience):
    figures = [0.5, 0.4, 0.3] if patience.patience is None else [None] * 3
    assert course(patience, figures) == [(False, 2), (False, 1), (False, 0)]
    assert patience.kept == 3


class Context:
    """A job's context that keeps what is reported."""

    store = None

    def __init__(self) -> None:
        self.shares: list[float] = []

    def report(self, stage: str, progress: float | None = None) -> None:
        assert stage == "training"
        assert progress is not None
        self.shares.append(round(progress, 3))


@pytest.fixture
def context(monkeypatch: pytest.MonkeyPatch) -> Context:
    monkeypatch.setattr(recording, "store_surely", lambda store, write: None)
    return Context()


def write(context: Any, networks: int, epochs: list[tuple[int, int, int]]) -> None:
    """Write epochs of (fold, epoch, left)."""
    writer = EpochWriter(context, 1, ["automation"], networks)
    for fold, epoch, left in epochs:
        writer.write(fold, EpochFigures(epoch, 0.5, 0.1, 10, None, left))


def test_progress_is_the_share_of_epochs_where_none_is_left_out(context: Context):
    write(context, 2, [(1, 1, 1), (1, 2, 0), (0, 1, 1), (0, 2, 0)])
    assert context.shares == [0.25, 0.5, 0.75, 1.0]


def test_progress_neither_jumps_where_a_network_stops_nor_goes_back_where_it_gets_better(context: Context):
    # The first waits twice, gets better, waits twice more and stops at its fifth epoch; the final one has three.
    epochs = [(1, 1, 2), (1, 2, 1), (1, 3, 2), (1, 4, 1), (1, 5, 0), (0, 1, 2), (0, 2, 1), (0, 3, 0)]
    write(context, 2, epochs)
    assert context.shares == [0.167, 0.333, 0.333, 0.4, 0.5, 0.667, 0.833, 1.0]


def test_within_a_long_epoch_progress_grows_batch_by_batch_and_never_goes_back(context: Context):
    writer = EpochWriter(context, 1, ["automation"], 1)
    for share in (0.125, 0.25):
        writer.advance(1, share)
    writer.write(1, EpochFigures(1, 0.5, 0.1, 10, None, 1))  # Of two epochs that are left, patience allows one.
    writer.advance(1, 0.375)
    assert context.shares == [0.125, 0.25, 0.5, 0.5]
