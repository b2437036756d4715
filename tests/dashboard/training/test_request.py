"""What a run can be asked for."""

import pytest

from dashboard.messages import RequestError
from dashboard.training.request import TrainingRequest


def test_a_request_survives_the_queue():
    request = TrainingRequest(seed=7, split="time", activate=True)
    assert TrainingRequest.from_payload(request.to_payload()) == request


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        ({"preset": "encoder"}, "There is no preset encoder in this version"),
        ({"seed": -1}, "The seed -1 is out of range"),
        ({"split": "years"}, "There is no split years. .* one of: random, time"),
    ],
)
def test_what_cannot_be_done_is_refused(payload: dict[str, object], said: str):
    with pytest.raises(RequestError, match=said):
        TrainingRequest.from_payload(payload)


def test_a_folder_for_an_encoder_is_refused():
    with pytest.raises(RequestError, match="trains no encoder"):
        TrainingRequest().check(encoder="folder")
