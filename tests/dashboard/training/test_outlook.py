"""How fast a run goes, and how long it will still take."""

import pandas as pd
import pytest

from dashboard.training.outlook import Outlook, outlook, texts_per_second

EARLIER = {"starting": 5.0, "reading": 1.0, "training": 40.0, "evaluating": 6.0, "exporting": 4.0, "tagging": 2.0}


def epochs(*rows: tuple[int, int, float, float | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["fold", "epoch", "seconds", "texts"]).astype({"texts": "float64"})


def test_the_training_goes_on_at_its_pace_and_the_rest_as_in_the_earlier_run():
    assert outlook("training", 0.25, {"training": 10.0}, EARLIER) == Outlook(30.0 + 6 + 4 + 2, is_whole=True)


def test_without_an_earlier_run_the_training_alone_is_foreseen():
    assert outlook("training", 0.5, {"training": 10.0}, None) == Outlook(10.0, is_whole=False)
    assert outlook("evaluating", None, {}, None) == Outlook(None, is_whole=False)


def test_before_the_first_epochs_the_earlier_run_tells():
    assert outlook("starting", None, {"starting": 2.0}, EARLIER) == Outlook(3.0 + 1 + 40 + 6 + 4 + 2, is_whole=True)
    assert outlook("training", 0.01, {"training": 1.0}, EARLIER).seconds == 39 + 6 + 4 + 2


def test_a_stage_that_takes_longer_than_before_has_no_negative_rest():
    assert outlook("tagging", 0.5, {"tagging": 9.0}, EARLIER) == Outlook(0.0, is_whole=True)


def test_a_stage_that_nobody_knows_foretells_nothing():
    assert outlook("", None, {}, EARLIER).seconds is None


def test_the_speed_is_that_of_the_last_epochs_the_final_network_being_the_last():
    slow, fast = [(1, epoch, 10.0, 100.0) for epoch in range(1, 6)], [(0, epoch, 1.0, 100.0) for epoch in range(1, 6)]
    assert texts_per_second(epochs(*fast, *slow)) == pytest.approx(100)


def test_a_run_that_kept_no_number_of_texts_has_no_speed():
    assert texts_per_second(epochs((1, 1, 1.0, None))) is None
    assert texts_per_second(epochs()) is None
