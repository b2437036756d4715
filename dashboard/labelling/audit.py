"""The audit as estimates use it: for each source and language, how often the tags were right, weighted by the draws.

Every draw is a design of its own, with probabilities of its own. A product that more than one draw could choose came
into the audit if any of them took it; since draws by different seeds choose independently, the probability of that is

    1 - (1 - p1) (1 - p2) ...

over all draws whose frame held the product, those included that did not take it. Each product then counts once, by
1 / that probability, and overlapping draws, or draws that follow one another, need no rule of their own (Kish, "Survey
Sampling", 1965, on overlapping frames). In a draw that is labelled in part, the probability of a stratum is what has
been told yes or no of it over its size: turns come in a random order, so what is done is a smaller draw; and skipped or
unsure products count as if they had been passed over by chance, which is why their number is told beside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from dashboard.labelling.frame import DrawFrame, strata_names
from dashboard.trends.error_rates import effective_counts
from db.queries.audit_draws import (
    audit_members,
    audit_products,
    audited_frame,
    brought_to_audit,
    passed_frame,
    products_by_source,
)
from db.queries.draws import list_draws

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy.orm import Session

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Design:
    """How one draw chose: its frame, and the size of each of its strata, by name."""

    draw_id: int
    frame: DrawFrame
    strata_by: tuple[str, ...]
    # The names of the strata in the order of the draw, and the products of each.
    names: tuple[str, ...]
    sizes: tuple[int, ...]
    # Products that came into the store later had no chance.
    drawn_at: datetime

    @classmethod
    def of(cls, draw_id: int, frame: dict[str, Any], strata: Sequence[dict[str, Any]], drawn_at: datetime) -> Design:
        """Return the design of a draw as it is stored (db.models.Draw)."""
        return cls(
            draw_id,
            DrawFrame.from_json(frame),
            tuple(frame["strata_by"]),
            tuple(stratum["name"] for stratum in strata),
            tuple(stratum["products"] for stratum in strata),
            drawn_at,
        )


@dataclass(frozen=True)
class AuditStratum:
    """The audit of one source and one language, capability by capability."""

    source: str
    language: str
    # Products that are told yes or no and tagged, for each capability.
    products: dict[str, int]
    # True positives, false negatives, false positives, true negatives: what so many products drawn with equal
    # probabilities would be worth. Whole numbers where the probabilities are equal.
    counts: dict[str, tuple[float, float, float, float]]
    # Drawn, asked for, and not told yes or no.
    passed: int


@dataclass(frozen=True)
class Membership:
    """Who came into the audit how: the frames of db.queries.audit_draws, and the designs of the draws."""

    products: pd.DataFrame
    members: pd.DataFrame
    brought: pd.DataFrame
    # The products of each source.
    sizes: Mapping[str, int]
    designs: Sequence[Design]

    @classmethod
    def read(cls, session: Session) -> Membership:
        """Read the membership as the store stands."""
        designs = [Design.of(draw.id, draw.frame, draw.strata, draw.drawn_at) for draw in list_draws(session)]
        frames = audit_products(session), audit_members(session), brought_to_audit(session)
        return cls(*frames, products_by_source(session), designs)


def load_audit(session: Session, model_id: int) -> tuple[AuditStratum, ...]:
    """Return the audit of a model's tags as the store stands, a row a source and language that has one."""
    return audit_strata(audited_frame(session, model_id), passed_frame(session), Membership.read(session))


def audit_strata(audited: pd.DataFrame, passed: pd.DataFrame, membership: Membership) -> tuple[AuditStratum, ...]:
    """Count what was audited by source and language; `passed` are the members that were skipped or left unsure."""
    known = probabilities(audited["product_id"], membership)
    rows = audited.merge(known.assign(weight=1 / known["probability"]), left_on="product_id", right_on="id")
    asked = passed[~passed["product_id"].isin(rows["product_id"])].groupby(["source", "language"]).size()
    return tuple(
        AuditStratum(str(source), str(language), *_counted(own), passed=int(asked.get((source, language), 0)))
        for (source, language), own in rows.groupby(["source", "language"])
    )


def probabilities(judged: pd.Series[int], membership: Membership) -> pd.DataFrame:
    """Return the products among `judged` that are in the audit, and with which probability each came into it.

    Columns: id, source, language, probability. A product that was judged out of its turn waits: it has no part yet.
    """
    own = membership.products[membership.products["id"].isin(judged)].reset_index(drop=True)
    told = membership.members[membership.members["product_id"].isin(own["id"])]
    brought = membership.brought[membership.brought["product_id"].isin(own["id"])]
    drawn = draw_probabilities(own, told, membership.designs)
    missed = (1 - drawn) * (1 - brought_probabilities(own, brought, membership.sizes))
    inside = own["id"].isin(told["product_id"]) | own["id"].isin(brought["product_id"])
    return own.assign(probability=1 - missed).loc[inside, ["id", "source", "language", "probability"]]


def draw_probabilities(products: pd.DataFrame, told: pd.DataFrame, designs: Sequence[Design]) -> Floats:
    """Return the probability with which each product came into the audit by any of the draws.

    `products` has the columns of db.queries.audit_draws.PRODUCT_COLUMNS. `told` holds the members that are told yes or
    no, with the columns product_id, draw_id and stratum (a place in Design.names).
    """
    missed = np.ones(len(products))
    for design in designs:
        missed *= 1 - _probabilities(products, told[told["draw_id"] == design.draw_id], design)
    return 1 - missed


def brought_probabilities(products: pd.DataFrame, brought: pd.DataFrame, sizes: Mapping[str, int]) -> Floats:
    """Return the probability of each product to be among those whose labels a file brought as drawn at random.

    Where the file says none, it is the same for all products of a source: those that it brought over all there are.
    """
    known = products.merge(brought, left_on="id", right_on="product_id", how="left")
    in_source = known[known["product_id"].notna()].groupby("source").size()
    # A product that no file brought might have been, if its source was drawn from at all.
    shares = (
        known["source"].map({source: number / sizes[str(source)] for source, number in in_source.items()}).fillna(0.0)
    )
    return np.asarray(known["inclusion_probability"].fillna(shares), np.float64)


def _probabilities(products: pd.DataFrame, told: pd.DataFrame, design: Design) -> Floats:
    done = np.bincount(told["stratum"].to_numpy(np.int64), minlength=len(design.names))
    rates = dict(zip(design.names, done / np.array(design.sizes), strict=True))
    could = design.frame.holds(products) & (products["created_at"] <= design.drawn_at).to_numpy(bool)
    # A member stays in the stratum that it was drawn in, whatever was corrected about it since.
    drawn_in = {number: design.names[place] for number, place in zip(told["product_id"], told["stratum"], strict=True)}
    now = strata_names(products, design.strata_by)
    found = [
        rates.get(drawn_in.get(number, name), 0.0) if is_held or number in drawn_in else 0.0
        for number, name, is_held in zip(products["id"], now, could, strict=True)
    ]
    return np.array(found)


def _counted(rows: pd.DataFrame) -> tuple[dict[str, int], dict[str, tuple[float, float, float, float]]]:
    products, counts = {}, {}
    for key, own in rows.groupby("capability"):
        products[str(key)] = len(own)
        counts[str(key)] = confusion(
            own["holds"].to_numpy(bool), own["tagged"].to_numpy(bool), own["weight"].to_numpy()
        )
    return products, counts


def confusion(
    holds: npt.NDArray[np.bool_], tagged: npt.NDArray[np.bool_], weights: Floats
) -> tuple[float, float, float, float]:
    """Return true positives, false negatives, false positives and true negatives, as so many equally likely products.

    >>> confusion(np.array([True, True, False]), np.array([True, False, False]), np.ones(3))
    (1.0, 1.0, 0.0, 1.0)
    """
    hits, misses, inventions, rejections = (
        effective_counts(cell, weights)[0]
        for cell in (holds & tagged, holds & ~tagged, ~holds & tagged, ~holds & ~tagged)
    )
    return hits, misses, inventions, rejections
