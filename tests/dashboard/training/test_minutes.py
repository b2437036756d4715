"""How long a training takes."""

import pytest

from dashboard.training.minutes import Minutes, expected_minutes


def test_the_preset_fast_takes_about_a_minute_for_some_hundred_labels():
    # 15 + 500 x 0.03 = 30 s, and 30 + 500 x 0.15 = 105 s.
    assert expected_minutes("fast", texts=500, cores=2, uses_gpu=False) == Minutes(0.5, 1.8)


def test_an_encoder_takes_minutes_on_a_processor_and_about_one_on_a_graphics_card():
    slow = expected_minutes("encoder", texts=1000, cores=8, uses_gpu=False)
    fast = expected_minutes("encoder", texts=1000, cores=8, uses_gpu=True)
    assert 1 < slow.low < slow.high < 30
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
