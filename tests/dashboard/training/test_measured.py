"""What a model's figures were measured on, in words."""

from typing import Any

from dashboard.training.measured import is_partial, measured_words

FUTURE = {
    "how": "future",
    "products": 264,
    "folds": 1,
    "since": "2025-11-03",
    "learned_from": 1056,
    "undated": 0,
    "returning": 0,
    "scarce": [],
}


def said(**changes: Any) -> str:
    return " ".join(sentence.text() for sentence in measured_words({"measured_on": FUTURE | changes}))


def test_a_model_by_chance_and_one_of_before_there_was_a_choice_are_measured_out_of_fold():
    (words,) = measured_words({"measured_on": {"products": 9, "folds": 5, "how": "out of fold"}})
    assert words.text().startswith("Measured out of fold: each labelled product by a network that has not seen it")
    assert measured_words({}) == [words]


def test_a_model_that_was_measured_on_a_part_says_how_few_that_is():
    (words,) = measured_words({"measured_on": {"how": "part", "products": 90, "folds": 1, "learned_from": 360}})
    assert words.text().startswith("Measured on 90 labelled products, drawn by chance")
    assert "it learned from 360" in words.text()
    assert is_partial({"measured_on": {"how": "part"}})
    assert is_partial({"measured_on": FUTURE})
    assert not is_partial({})


def test_a_model_by_time_says_since_when_and_what_its_network_saw():
    assert said() == (
        "Measured on 264 labelled products launched since 2025-11-03, by a network that saw only earlier ones (1,056), "
        "with a threshold chosen on other products of that time."
    )


def test_what_may_be_younger_among_what_was_learned_is_told():
    assert "products without a date (30) and later launches of products that were there before (2)" in said(
        undated=30, returning=2
    )


def test_a_model_with_patience_says_that_its_figures_flatter():
    stopped = {"early_stop": {"patience": 3, "epochs": [5, 7], "final_epochs": 7}}
    first, second = measured_words(stopped)
    assert first.text().startswith("Measured out of fold")
    assert "best on the very products that it was measured on (patience: 3 epochs), which flatters" in second.text()
    assert len(measured_words({"early_stop": None})) == 1


def test_that_more_than_a_fifth_is_measured_is_told():
    assert "more than the newest fifth" in said(scarce=["automation"])
