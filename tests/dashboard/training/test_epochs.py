"""What is measured after each epoch."""

import numpy as np
import pytest

from dashboard.training.epochs import EpochFigures, HeldOut, LabelFigures, label_figures
from dashboard.training.recording import epoch_line, epoch_record
from db.queries.training import EpochRecord

# Sorted by logit: yes, no, yes, no. Precision at the positives is 1 and 2/3; at logit 0 and above are the first three.
LOGITS = np.array([[3.0], [1.0], [0.0], [-2.0]])
TARGETS = np.array([[1], [0], [1], [0]], np.int8)
FIGURES = LabelFigures(average_precision=0.5, f1=0.25)


def test_average_precision_and_f1_are_those_that_a_reader_adds_up():
    (figures,) = label_figures(LOGITS, TARGETS)
    assert figures.average_precision == pytest.approx((1 + 2 / 3) / 2)
    assert figures.f1 == pytest.approx(2 * 2 / (3 + 2))


def test_what_nobody_said_counts_for_neither():
    unknown = np.array([[1], [-1], [1], [0]], np.int8)
    assert label_figures(LOGITS, unknown) == (LabelFigures(1.0, 1.0),)


@pytest.mark.parametrize("value", [0, 1, -1])
def test_a_label_that_is_all_alike_has_no_figures(value: int):
    assert label_figures(LOGITS, np.full((4, 1), value, np.int8)) == (LabelFigures(None, None),)


def test_the_mean_leaves_out_what_could_not_be_measured():
    held_out = HeldOut(0.5, (LabelFigures(0.2, 0.1), LabelFigures(None, None), LabelFigures(0.6, 0.3)))
    assert held_out.mean_average_precision == pytest.approx(0.4)
    assert HeldOut(0.5, (LabelFigures(None, None),)).mean_average_precision is None


def test_an_epoch_is_stored_with_the_figures_of_each_capability():
    figures = EpochFigures(2, 0.7, 0.1, 80, HeldOut(0.9, (FIGURES,)), 13)
    stored = {"automation": {"average_precision": 0.5, "f1": 0.25}}
    assert epoch_record(1, figures, ["automation"]) == EpochRecord(1, 2, 0.7, 0.9, 0.5, 0.1, 80, stored)


def test_the_final_network_has_nothing_held_out():
    final = epoch_record(0, EpochFigures(1, 0.7, 0.1, 100, None, 14), ["automation"])
    assert (final.val_loss, final.val_map, final.val_labels) == (None, None, None)
    assert epoch_line(final) == "final network, epoch 1: loss 0.700; 0.10 s"


def test_the_log_says_what_the_held_out_fold_gave():
    line = epoch_line(epoch_record(3, EpochFigures(2, 0.7, 0.1, 80, HeldOut(0.9, (FIGURES,)), 13), ["automation"]))
    assert line == "fold 3, epoch 2: loss 0.700, held out: loss 0.900, mAP 0.500; 0.10 s"
