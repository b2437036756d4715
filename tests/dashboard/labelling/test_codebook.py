"""The codebook is changed by a person: what is taken, what is refused, and in which words."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from dashboard.capabilities import DEFAULT_CAPABILITIES
from dashboard.labelling.codebook import PALETTE, add_own, change, free_colors, is_own, remove_own
from dashboard.messages import RequestError
from dashboard.store import get_store
from db.models import Label, Product
from db.queries.capabilities import CapabilityRecord, list_capabilities
from db.queries.codebook import list_examples

OFFLINE = CapabilityRecord(
    "offline", 0, "Offline", "离线可用", "It works without a network.", "没有网络也能用。", "#A52A2A"
)


def stored() -> dict[str, CapabilityRecord]:
    with get_store().read() as session:
        return {record.key: record for record in list_capabilities(session)}


def test_a_capability_of_ones_own_stands_at_the_end_of_the_label_set(home):
    add_own(get_store(), replace(OFFLINE, title_en="  Works   offline "))
    assert list(stored()) == [*(record.key for record in DEFAULT_CAPABILITIES), "offline"]
    own = stored()["offline"]
    assert (own.title_en, own.position, own.color) == ("Works offline", 4, "#A52A2A")
    assert is_own("offline")
    assert "#A52A2A" not in free_colors(list(stored().values()))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"key": ""}, "'' can't be a key."),
        ({"key": "Off line"}, "'Off line' can't be a key."),
        ({"key": "name"}, "The key name is taken"),
        ({"key": "ai"}, "The key ai is taken"),
        ({"key": "automation"}, "The key automation is taken"),
        ({"title_en": "", "title_zh": " "}, "A title or a definition is missing."),
        ({"definition_en": "", "definition_zh": ""}, "A title or a definition is missing."),
        ({"title_en": "x" * 41}, "A title has at most 40 characters."),
        ({"definition_en": "x" * 2001}, "A definition has at most 2,000 characters."),
        ({"title_en": "automation"}, "Another capability is called automation."),
        ({"title_zh": "自动化"}, "Another capability is called 自动化."),
        ({"color": "#0072B2"}, "The colour #0072B2 is taken or is none of the palette."),
        ({"color": "#123456"}, "The colour #123456 is taken or is none of the palette."),
    ],
)
def test_what_cannot_be_a_capability_is_refused_and_nothing_changes(home, fields: dict[str, str], said: str):
    with pytest.raises(RequestError) as refused:
        add_own(get_store(), replace(OFFLINE, **fields))
    assert str(refused.value).startswith(said)
    assert len(stored()) == 4


def test_there_are_no_more_capabilities_than_colours(home):
    for number, color in enumerate(PALETTE):
        titles = {"title_en": f"Own {number}", "title_zh": f"自己 {number}"}
        add_own(get_store(), replace(OFFLINE, key=f"own_{number}", color=color, **titles))
    with pytest.raises(RequestError, match="There are 9 capabilities already"):
        add_own(get_store(), OFFLINE)


def test_words_change_and_key_place_and_colour_stay(home):
    automation = stored()["automation"]
    change(get_store(), replace(automation, definition_en="It works by itself.", color="#123456", position=9))
    assert stored()["automation"] == replace(automation, definition_en="It works by itself.")


def test_words_that_another_capability_has_are_refused(home):
    with pytest.raises(RequestError, match="Another capability is called Intelligence"):
        change(get_store(), replace(stored()["automation"], title_en="Intelligence"))


def test_a_capability_that_is_gone_cannot_be_changed(home):
    with pytest.raises(RequestError, match="There is no capability offline any more"):
        change(get_store(), OFFLINE)


def test_an_own_capability_that_nothing_names_can_go(home):
    add_own(get_store(), OFFLINE)
    remove_own(get_store(), "offline")
    assert "offline" not in stored()


def test_one_that_came_with_the_app_stays(home):
    with pytest.raises(RequestError, match="automation is one of the app's own capabilities"):
        remove_own(get_store(), "automation")
    with get_store().read() as session:
        assert len(list_examples(session, "automation")) == 8


@pytest.mark.parametrize(("capability", "value"), [("offline", "no"), ("primary", "offline")])
def test_one_that_a_label_names_stays(home, capability: str, value: str):
    add_own(get_store(), OFFLINE)
    with get_store().write() as session:
        fields = {"source": "yc", "external_id": "1", "product_group": "1", "name": "Bend", "language": "en"}
        session.add(Product(id=1, text_hash="now", **fields))
        session.flush()
        who = {"annotator": "me", "origin": "person", "lane": "learning", "text_hash": "now"}
        session.add(Label(product_id=1, capability=capability, value=value, **who))
    with pytest.raises(RequestError, match="labels that name it: 1, models that know it: 0"):
        remove_own(get_store(), "offline")


# Machado, Oliveira and Fernandes (2009): what is left of linear RGB in full protanopia and deuteranopia.
SIGHTS = (
    np.eye(3),
    np.array([[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]),
    np.array([[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]),
)
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(color: str, sight: np.ndarray) -> np.ndarray:
    """CIELAB of "#RRGGBB" as somebody with this sight sees it."""
    channels = np.array([int(color[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    x, y, z = np.cbrt(TO_XYZ @ np.clip(sight @ linear, 0, 1) / [0.9505, 1, 1.089])
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(first: str, second: str) -> float:
    return min(float(np.linalg.norm(lab(first, sight) - lab(second, sight))) for sight in SIGHTS)


def test_any_two_colours_lie_as_far_apart_as_the_nearest_of_the_default_ones():
    default = [record.color for record in DEFAULT_CAPABILITIES]
    nearest = min(distance(*pair) for pair in combinations(default, 2))
    assert nearest > 15
    assert min(distance(*pair) for pair in combinations([*default, *PALETTE], 2)) >= nearest - 0.1
