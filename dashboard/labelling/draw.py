"""A random draw of launches for the audit lane: simple or stratified, and the same again by its seed. Pure.

The unit is the launch: it is what shares count, so each launch of a product is drawn by itself.

Who is drawn is decided by a hash of the seed and the launch's key, the smallest of a stratum first (permanent random
numbers: Ohlsson, "Coordination of samples using permanent random numbers", 1995). So a draw depends on no library's
generator and on no order of rows, and anyone can check it. Of two draws by different seeds neither knows of the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from dashboard.labelling.allocate import EQUAL, GIVEN, PROPORTIONAL, share_equally, share_proportionally
from dashboard.labelling.frame import DrawFrame, strata_names
from dashboard.messages import RequestError, message

if TYPE_CHECKING:
    import pandas as pd

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class DrawRequest:
    """What a person asks of a draw. `given` says how many of each stratum where `allocation` is GIVEN."""

    count: int
    seed: int
    frame: DrawFrame = field(default_factory=DrawFrame)
    # Names of STRATA_BY; none for a simple draw.
    strata_by: tuple[str, ...] = ()
    allocation: str = PROPORTIONAL
    given: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Stratum:
    """A part of the frame: how many launches it has, and how many of them were drawn."""

    name: str
    products: int
    drawn: int

    @property
    def probability(self) -> float:
        """The probability of each launch of the stratum to be drawn."""
        return self.drawn / self.products

    def to_json(self) -> dict[str, Any]:
        """Return the stratum as builtins."""
        return {"name": self.name, "products": self.products, "drawn": self.drawn}


@dataclass(frozen=True)
class Member:
    """One drawn launch. `position` is its random place in the whole draw, from 0: the order in which to label.

    `stratum` is the place of its stratum in Draw.strata.
    """

    product_id: int
    stratum: int
    position: int
    inclusion_probability: float


@dataclass(frozen=True)
class Draw:
    """What was drawn, from what, how."""

    request: DrawRequest
    strata: tuple[Stratum, ...]
    members: tuple[Member, ...]

    @property
    def products(self) -> int:
        """The launches of the frame."""
        return sum(stratum.products for stratum in self.strata)


def draw_products(products: pd.DataFrame, request: DrawRequest) -> Draw:
    """Draw from all `products` of the request's frame, labelled or not.

    `products` has the columns id, source, external_id, language, launched_on and launched_precision. Raise RequestError
    where the frame is empty or has fewer launches than were asked for.
    """
    chosen = products[request.frame.holds(products)]
    sizes, codes = _strata_of(chosen, request)
    counts = _allocate(sizes, request)
    strata = tuple(Stratum(name, size, count) for (name, size), count in zip(sizes.items(), counts, strict=True))
    order = np.argsort(_numbers(chosen, request.seed), kind="stable")
    # The how-manieth of its stratum each one is, in the order of the hashes.
    places, sought = _places(codes[order]), np.array(counts)[codes[order]]
    kept = places < sought
    drawn = _interleaved(order[kept], places[kept], sought[kept])
    ids = chosen["id"].to_numpy(np.int64)
    members = tuple(
        Member(int(ids[row]), int(codes[row]), position, strata[codes[row]].probability)
        for position, row in enumerate(drawn)
    )
    return Draw(request, strata, members)


def plan_strata(products: pd.DataFrame, request: DrawRequest) -> tuple[Stratum, ...]:
    """Return the strata of a request and how many of each it would draw, none where it does not say so yet.

    Raise RequestError as `draw_products` does.
    """
    sizes, _codes = _strata_of(products[request.frame.holds(products)], request)
    is_open = request.allocation == GIVEN and sizes and not request.given
    counts = [0] * len(sizes) if is_open else _allocate(sizes, request)
    return tuple(Stratum(name, size, count) for (name, size), count in zip(sizes.items(), counts, strict=True))


def _strata_of(chosen: pd.DataFrame, request: DrawRequest) -> tuple[dict[str, int], Ints]:
    """Return the strata by name with their sizes, and the place of each product's stratum among them."""
    named = strata_names(chosen, request.strata_by).astype(str)
    names, codes, sizes = np.unique(named, return_inverse=True, return_counts=True)
    return dict(zip(names.tolist(), sizes.tolist(), strict=True)), codes


def _numbers(products: pd.DataFrame, seed: int) -> npt.NDArray[np.uint64]:
    """Return a number from 0 to 2^64 for each launch, as good as drawn: the head of a hash of the seed and its key."""
    keys = zip(products["source"].astype(str), products["external_id"].astype(str), strict=True)
    heads = [sha256(f"{seed}:{source}:{key}".encode()).digest()[:8] for source, key in keys]
    return np.frombuffer(b"".join(heads), ">u8").astype(np.uint64)


def _places(codes: Ints) -> Ints:
    """Return how many of the same code stand before each."""
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], codes[order])
    places = np.empty(len(codes), np.int64)
    places[order] = np.arange(len(codes)) - starts
    return places


def _interleaved(rows: Ints, places: Ints, sought: Ints) -> Ints:
    """Return drawn rows so ordered that any first part of them holds about that part of each stratum.

    Within a stratum the order of the hashes stays, so that a first part of the draw is a random draw of each stratum.
    """
    return rows[np.argsort((places + 0.5) / sought, kind="stable")]


def _allocate(sizes: dict[str, int], request: DrawRequest) -> list[int]:
    if not sizes:
        raise RequestError(
            message(
                "No product lies in the frame of the draw. A draw chooses from the products of its sources, languages "
                "and days. Widen the frame."
            )
        )
    if request.allocation == GIVEN:
        return _as_given(sizes, request.given)
    products = sum(sizes.values())
    if not 1 <= request.count <= products:
        raise RequestError(
            message(
                "{count:,} products were asked for, and the frame holds {products:,}. A draw takes 1 at least and each "
                "product once. Ask for another number, or widen the frame.",
                count=request.count,
                products=products,
            )
        )
    share = share_equally if request.allocation == EQUAL else share_proportionally
    return share(list(sizes.values()), request.count)


def _as_given(sizes: dict[str, int], given: dict[str, int]) -> list[int]:
    for name, count in given.items():
        if not 0 <= count <= sizes.get(name, 0):
            raise RequestError(
                message(
                    "{count:,} products of the stratum {name!r} were asked for, and it has {products:,}. A draw takes "
                    "each product once. The strata are: {strata}.",
                    count=count,
                    name=name,
                    products=sizes.get(name, 0),
                    strata=", ".join(sizes),
                )
            )
    if not any(given.values()):
        raise RequestError(message("No product was asked for. A draw takes 1 at least. Give a number for a stratum."))
    return [given.get(name, 0) for name in sizes]
