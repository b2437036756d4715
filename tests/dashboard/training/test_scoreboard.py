"""The figures of a model beside the simple taggers', read from metrics new and old."""

import pytest

from dashboard.training.scoreboard import ENCODER, MACRO, MICRO, NETWORK, WORDS, Interval, scoreboard, verdict


def interval(value: float, reach: float = 0.05) -> dict[str, float]:
    return {"value": value, "low": value - reach, "high": value + reach}


def baseline(mean: float, gain: float, **capability_gains: float) -> dict:
    own = {key: {"average_precision": interval(0.3), "gain": interval(of)} for key, of in capability_gains.items()}
    return {"capabilities": own, "mean_average_precision": interval(mean), "gain": interval(gain)}


def metrics(**baselines: dict) -> dict:
    one = {name: interval(0.5) for name in ("average_precision", "precision", "recall", "f1")}
    return {
        "capabilities": {"automation": {**one, "support": 30, "products": 80}},
        "mean_average_precision": interval(0.6),
        "macro_f1": interval(0.55),
        "baselines": baselines,
    }


@pytest.mark.parametrize(
    ("gain", "winner"), [(0.06, "network"), (0.05, "nobody"), (-0.02, "nobody"), (-0.06, "baseline")]
)
def test_nobody_wins_where_the_gain_may_be_nothing(gain: float, winner: str):
    found = verdict(metrics(majority=baseline(0.1, 0.5), keyword_rules=baseline(0.6 - gain, gain)))
    assert found is not None
    assert (found.baseline, found.winner) == ("keyword_rules", winner)
    assert found.own == pytest.approx(0.6)


def test_the_verdict_names_the_capabilities_that_are_clear():
    found = verdict(metrics(majority=baseline(0.5, 0.1, automation=0.2, intelligence=0.01, personalization=-0.3)))
    assert found is not None
    assert (found.ahead, found.behind, found.unclear) == (("automation",), ("personalization",), ("intelligence",))
    older = verdict(metrics(majority={**baseline(0.5, 0.1), "capabilities": {"automation": {}}}))
    assert older is not None
    assert (older.ahead, older.behind, older.unclear) == ((), (), ())


def test_without_a_simple_tagger_there_is_no_verdict():
    assert verdict({}) is None
    assert verdict(metrics()) is None
    nothing = {"value": None, "low": None, "high": None}
    assert verdict(metrics(majority=baseline(0.1, 0.5) | {"gain": nothing})) is None


def test_every_tagger_has_a_score_on_every_subject_the_simplest_first():
    found = scoreboard(
        metrics(tfidf_logistic_regression=baseline(0.5, 0.1), majority=baseline(0.1, 0.5)), ["automation"]
    )
    taggers = ["majority", "tfidf_logistic_regression", NETWORK]
    assert [(one.subject, one.tagger) for one in found] == [
        (subject, tagger) for subject in ("automation", MACRO, MICRO) for tagger in taggers
    ]
    network = found[2]
    assert (network.f1, network.support, network.products) == (Interval(0.5, 0.45, 0.55), 30, 80)


def test_an_older_model_shows_what_it_has_and_nothing_else():
    found = {(one.tagger, one.subject): one for one in scoreboard(metrics(), ["automation"])}
    assert found[NETWORK, MACRO].average_precision.value == 0.6
    assert found[NETWORK, MACRO].f1.value == 0.55
    assert found[NETWORK, MACRO].precision == found[NETWORK, MICRO].f1 == Interval()
    assert found[NETWORK, MACRO].support is None


def test_a_capability_without_rules_has_no_figures_of_them():
    found = scoreboard(metrics(keyword_rules=baseline(0.5, 0.1)), ["of_our_own"])
    assert found[0].average_precision == Interval()


def test_the_halves_of_a_network_are_listed_and_take_no_part_in_the_verdict():
    own = metrics(majority=baseline(0.1, 0.5)) | {"halves": {WORDS: baseline(0.58, 0.02), ENCODER: baseline(0.7, -0.1)}}
    found = scoreboard(own, ["automation"])
    assert [one.tagger for one in found[:4]] == ["majority", WORDS, ENCODER, NETWORK]
    said = verdict(own)
    assert said is not None
    assert (said.baseline, said.winner) == ("majority", "network")
