"""Pairs of fields that came together lately."""

import numpy as np
import pandas as pd
import pytest

from dashboard.trends.fusion import find_fusion

KEYS = ["", "health", "finance"]


def made(source: str, size: int, **counts: int) -> pd.DataFrame:
    """Make launches of one source: so many with health and speech, with each alone, and the rest with nothing."""
    both, health, speech = (counts.get(name, 0) for name in ("both", "health", "speech"))
    rest = size - both - health - speech
    return pd.DataFrame(
        {
            "source": source,
            "language": "en",
            "sector": ["health"] * (both + health) + [""] * (speech + rest),
            "use_speech": [True] * both + [False] * health + [True] * speech + [False] * rest,
            "use_vision": False,
            "tag_cross_domain": 1,
        }
    )


def fused(*parts: tuple[pd.DataFrame, bool]):
    placed = pd.concat([frame for frame, _ in parts], ignore_index=True)
    placed["sector"] = pd.Categorical(placed["sector"], KEYS)
    return find_fusion(placed, np.concatenate([np.full(len(frame), late) for frame, late in parts]))


def test_a_pair_that_did_not_occur_before_is_named():
    fusion = fused((made("a", 1000, health=100, speech=100), False), (made("a", 1000, both=20, health=80), True))
    (pair,) = fusion.named
    assert pair.fields == (("sector", "health"), ("use", "speech"))
    assert (pair.before, pair.lately, pair.cross_domain, pair.is_new) == ((0, 1000), (20, 1000), 20, True)
    # Health stays at 100 of 1,000, speech falls from 100 to 20: by themselves they would meet a fifth as often.
    assert pair.parts == pytest.approx(0.2)
    # All of 20 late ones, by even chances: 0.5 ** 20.
    assert pair.p == pytest.approx(0.5**20)


def test_a_pair_twice_as_frequent_is_named_and_one_that_grew_a_little_is_not():
    before = made("a", 2000, both=20, health=100)
    assert len(fused((before, False), (made("a", 2000, both=60), True)).named) == 1
    assert fused((before, False), (made("a", 2000, both=30), True)).named == ()


def test_few_launches_are_never_called_new():
    before, few = made("a", 1000, health=10), made("a", 1000, both=4)
    fusion = fused((before, False), (few, True))
    assert (fusion.pairs, fusion.named) == ((), ())


def test_what_another_source_brings_is_not_called_new():
    fusion = fused((made("a", 1000, health=100), False), (made("b", 1000, both=200), True))
    assert (fusion.pairs, fusion.compared, fusion.apart) == ((), (), (("a", "en"), ("b", "en")))


def test_where_nothing_changed_a_pair_is_seldom_named():
    random, named = np.random.default_rng(3), 0
    for _ in range(200):
        before, lately = (made("a", 300, both=int(random.binomial(300, 0.05))) for _ in range(2))
        named += len(fused((before, False), (lately, True)).named)
    assert named <= 10, "at most one in twenty"
