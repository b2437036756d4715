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
    brought_to_audit,
    products_by_source,
)
from db.queries.draws import list_draws
from db.queries.trends import launches_frame

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy.orm import Session

Floats = npt.NDArray[np.float64]
#: True positives, false negatives, false positives, true negatives.
Confusion = tuple[float, float, float, float]


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


def audited_launches(session: Session, model_id: int | None = None) -> pd.DataFrame:
    """Return the launches that trends count (db.queries.trends.launches_frame), their audit weighed by all draws."""
    return weigh_launches(launches_frame(session, model_id), Membership.read(session))


def weigh_launches(launches: pd.DataFrame, membership: Membership) -> pd.DataFrame:
    """Return a launches frame (dashboard.trends.launches) whose audit is that of all draws together.

    `inclusion` becomes the probability of each launch to come into the audit by any draw that could have taken it, not
    by those alone that did. Where a launch has no part yet, since its turn has not come, `audit_<key>` says nothing.
    """
    columns = [str(name) for name in launches if str(name).startswith("audit_")]
    judged = launches.loc[(launches[columns] >= 0).any(axis="columns"), "id"]
    inside = probabilities(judged, membership).set_index("id")["probability"]
    weighed = launches.assign(inclusion=launches["id"].map(inside).astype("float32"))
    weighed.loc[~launches["id"].isin(inside.index), columns] = -1
    return weighed


def probabilities(judged: pd.Series[int], membership: Membership) -> pd.DataFrame:
    """Return the products among `judged` that are in the audit, and with which probability each came into it.

    Columns: id, probability. A product that was judged out of its turn waits: it has no part yet.
    """
    own = membership.products[membership.products["id"].isin(judged)].reset_index(drop=True)
    told = membership.members[membership.members["product_id"].isin(own["id"])]
    brought = membership.brought[membership.brought["product_id"].isin(own["id"])]
    drawn = draw_probabilities(own, told, membership.designs)
    missed = (1 - drawn) * (1 - brought_probabilities(own, brought, membership.sizes))
    inside = own["id"].isin(told["product_id"]) | own["id"].isin(brought["product_id"])
    return own.assign(probability=1 - missed).loc[inside, ["id", "probability"]]


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


def confusion(holds: npt.NDArray[np.bool_], tagged: npt.NDArray[np.bool_], weights: Floats) -> Confusion:
    """Return true positives, false negatives, false positives and true negatives, as so many equally likely products.

    >>> confusion(np.array([True, True, False]), np.array([True, False, False]), np.ones(3))
    (1.0, 1.0, 0.0, 1.0)
    """
    hits, misses, inventions, rejections = (
        effective_counts(cell, weights)[0]
        for cell in (holds & tagged, holds & ~tagged, ~holds & tagged, ~holds & ~tagged)
    )
    return hits, misses, inventions, rejections
