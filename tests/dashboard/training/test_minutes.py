"""How long a training takes."""

import pytest

from dashboard.training.minutes import Minutes, expected_minutes, work_of
from dashboard.training.request import TrainingRequest


def test_the_preset_fast_takes_about_a_minute_for_some_hundred_labels():
    # 15 + 500 x 0.03 = 30 s, and 30 + 500 x 0.15 = 105 s.
    assert expected_minutes("fast", texts=500, cores=2, uses_gpu=False) == Minutes(0.5, 1.8)


def test_more_epochs_take_longer_and_a_split_by_time_trains_two_networks_instead_of_six():
    assert work_of(TrainingRequest()) == 1
    assert work_of(TrainingRequest(epochs=30, patience=3)) == 2
    assert work_of(TrainingRequest(split="time")) == pytest.approx(2 / 6)
    # 15 + 500 x 0.03 x (0.45 + 0.55 x 4) = 54.75 s, and 30 + 500 x 0.15 x 2.65 = 228.75 s.
    assert expected_minutes("fast", texts=500, cores=2, uses_gpu=False, work=4) == Minutes(0.9, 3.9)


def test_an_encoder_takes_minutes_on_a_processor_and_about_one_on_a_graphics_card():
    slow = expected_minutes("encoder", texts=1000, cores=8, uses_gpu=False)
    fast = expected_minutes("encoder", texts=1000, cores=8, uses_gpu=True)
    assert 1 <= slow.low < slow.high < 30
    assert fast.high < 2


@pytest.mark.parametrize("preset", ["fast", "encoder"])
def test_more_texts_take_longer(preset: str):
    few, many = (expected_minutes(preset, texts=texts, cores=4, uses_gpu=False) for texts in (200, 2000))
    assert few.low < many.low
    assert few.high < many.high


def test_more_cores_and_fewer_parameters_take_less():
    one, many = (expected_minutes("encoder", texts=1000, cores=cores, uses_gpu=False) for cores in (1, 16))
    base = expected_minutes("encoder", texts=1000, cores=16, uses_gpu=False, parameters=85_000_000)
    assert many.high < base.high < one.high
