"""What a run can be asked for."""

import pytest

from dashboard.messages import RequestError
from dashboard.training.request import FastSettings, TrainingRequest


def test_a_request_survives_the_queue():
    request = TrainingRequest(seed=7, split="time", epochs=40, patience=5, activate=True)
    assert TrainingRequest.from_payload(request.to_payload()) == request


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        ({"preset": "slow"}, "There is no preset slow. A run trains one of: fast, encoder"),
        ({"encoder": "folder"}, "The preset fast has no use for the encoder folder"),
        ({"seed": -1}, "The seed -1 is out of range"),
        ({"epochs": 0}, "can't have 0 epochs. A network trains for 1 to 500 epochs"),
        ({"epochs": 501}, "can't have 501 epochs"),
        ({"patience": 0}, "The patience 0 is out of range"),
        ({"split": "years"}, "There is no split years. .* one of: random, time"),
    ],
)
def test_what_cannot_be_done_is_refused(payload: dict[str, object], said: str):
    with pytest.raises(RequestError, match=said):
        TrainingRequest.from_payload(payload)


def test_the_preset_says_what_a_request_leaves_open():
    own = FastSettings()
    assert FastSettings.of(TrainingRequest()) == own
    asked = FastSettings.of(TrainingRequest(epochs=40, patience=5))
    assert (asked.epochs, asked.patience, asked.folds) == (40, 5, own.folds)
