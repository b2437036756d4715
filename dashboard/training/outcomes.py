"""Right and wrong, judgement by judgement: what a model says of a product that it has not seen, against the gold label.

Pure. `judged` is db.queries.evaluation.judged_frame: a row a product and capability that somebody judged.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, Self, get_args

import pandas as pd

Outcome = Literal["true_positive", "false_positive", "false_negative", "true_negative"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
WORST = 20
# (tagged, holds) of each outcome.
_SIDES: dict[Outcome, tuple[bool, bool]] = {
    "true_positive": (True, True),
    "false_positive": (True, False),
    "false_negative": (False, True),
    "true_negative": (False, False),
}


@dataclass(frozen=True)
class Cell:
    """One outcome of one capability, and how an address names it."""

    capability: str
    outcome: Outcome

    def address(self) -> str:
        """Return the cell as an address holds it.

        >>> Cell("automation", "false_negative").address()
        'automation@false_negative'
        """
        return f"{self.capability}@{self.outcome}"

    @classmethod
    def from_address(cls, text: str | None, capabilities: Sequence[str]) -> Self | None:
        """Return the cell that an address names, or None where it names none of these capabilities."""
        capability, _, named = (text or "").rpartition("@")
        outcome = next((one for one in OUTCOMES if one == named), None)
        return cls(capability, outcome) if outcome and capability in capabilities else None


@dataclass(frozen=True)
class Confusion:
    """How the judgements of one capability came out."""

    capability: str
    true_positive: int
    false_positive: int
    false_negative: int
    true_negative: int

    @property
    def products(self) -> int:
        """How many products were judged."""
        return self.true_positive + self.false_positive + self.false_negative + self.true_negative

    @property
    def positives(self) -> int:
        """How many of them have the capability."""
        return self.true_positive + self.false_negative

    def count(self, outcome: Outcome) -> int:
        """Return the number of one outcome."""
        number: int = getattr(self, outcome)
        return number

    def share(self, outcome: Outcome) -> float:
        """Return an outcome's share of the products that the gold label says the same of."""
        same = self.positives if _SIDES[outcome][1] else self.products - self.positives
        return self.count(outcome) / same if same else 0.0


def confusions(judged: pd.DataFrame, label_set: Sequence[str]) -> tuple[Confusion, ...]:
    """Count the outcomes of each capability."""
    counts = judged.groupby(["capability", "tagged", "holds"], observed=True).size()
    return tuple(
        Confusion(key, *(int(counts.get((key, *_SIDES[outcome]), 0)) for outcome in OUTCOMES)) for key in label_set
    )


def differ_from_training(counted: Sequence[Confusion], metrics: dict[str, Any]) -> bool:
    """Tell whether labels have changed since the figures in a model's metrics were taken."""
    trained = metrics.get("capabilities", {})
    return any(
        (trained[one.capability]["support"], trained[one.capability]["products"]) != (one.positives, one.products)
        for one in counted
        if one.capability in trained
    )


def judgements_in(judged: pd.DataFrame, cell: Cell) -> pd.DataFrame:
    """Return the judgements of one cell: of the wrong ones the most wrong first, of the right ones the least sure."""
    tagged, holds = _SIDES[cell.outcome]
    own = judged[(judged["capability"] == cell.capability) & (judged["tagged"] == tagged) & (judged["holds"] == holds)]
    # Wrong tags begin with the highest probability, missed ones with the lowest; right ones the other way round.
    return own.sort_values(["probability", "product_id"], ascending=[holds, True], kind="stable")


def worst_mistakes(judged: pd.DataFrame, most: int = WORST) -> pd.DataFrame:
    """Return the wrong judgements whose probability lies furthest from the gold label, the furthest first."""
    wrong = judged[judged["tagged"] != judged["holds"]]
    distance = (wrong["holds"].astype(float) - wrong["probability"]).abs()
    order = wrong.assign(distance=distance).sort_values(["distance", "product_id"], ascending=[False, True])
    return order.head(most).drop(columns="distance")
