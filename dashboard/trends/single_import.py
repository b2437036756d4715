"""Did one import make a trend? The change between two periods without the launches that one import brought. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dashboard.trends.composition import LEAST, Part, split_change
from dashboard.trends.grouped import GroupedCounts

#: A change of which less than this is left without an import has vanished.
LITTLE = 0.25


class Effect(StrEnum):
    """What becomes of a change without an import."""

    VANISHES = "vanishes"
    TURNS = "turns"
    #: One of the periods keeps too few launches, the other does not: the import is one side of the comparison.
    ONE_SIDE = "one_side"


@dataclass(frozen=True)
class ImportEffect:
    """One import that a change depends on."""

    import_id: int
    effect: Effect
    #: Tagged launches that it brought to the two periods, and those that others brought.
    brought: tuple[int, int]
    left: tuple[int, int]
    #: The change without it, None where a period has nothing left.
    change: Part | None


def find_single_imports(by_import: GroupedCounts, first: str, second: str) -> tuple[ImportEffect, ...]:
    """Return the imports (counts by `import_id`) without which a clear change vanishes or turns.

    Where there is none, those that one side of the comparison stands on.
    """
    whole = _change(by_import, range(len(by_import.keys)), first, second)
    if whole is None or not whole.is_clear:
        return ()
    effects = [_effect(by_import, row, first, second, whole) for row in range(len(by_import.keys))]
    found = [effect for effect in effects if effect]
    grave = [effect for effect in found if effect.effect is not Effect.ONE_SIDE]
    return tuple(grave or found)


def _effect(counts: GroupedCounts, row: int, first: str, second: str, whole: Part) -> ImportEffect | None:
    columns = [counts.place(first), counts.place(second)]
    brought = counts.tagged[row, columns]
    left = counts.tagged[:, columns].sum(axis=0) - brought
    if not brought.any() or not left.any():
        return None
    change = _change(counts, [place for place in range(len(counts.keys)) if place != row], first, second)
    effect = _name(whole, change, bool(left.min() < LEAST), bool(left.max() < LEAST))
    if effect is None:
        return None
    return ImportEffect(
        int(counts.keys[row]), effect, (int(brought[0]), int(brought[1])), (int(left[0]), int(left[1])), change
    )


def _name(whole: Part, change: Part | None, one_side: bool, both_sides: bool) -> Effect | None:
    if both_sides:
        return None
    if one_side or change is None:
        return Effect.ONE_SIDE
    remains = change.value / whole.value
    if remains <= -LITTLE:
        return Effect.TURNS
    return Effect.VANISHES if remains < LITTLE else None


def _change(counts: GroupedCounts, rows: Sequence[int], first: str, second: str) -> Part | None:
    """Return the change of the launches of some imports, as one group."""
    positives, tagged = (table[list(rows)].sum(axis=0, keepdims=True) for table in (counts.positives, counts.tagged))
    together = GroupedCounts(counts.capability, counts.group, ("",), counts.periods, positives, tagged)
    return split_change(together, first, second).change
