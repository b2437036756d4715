"""What was found of new terms, as its job leaves it. Nothing heavy is imported: pages read it."""

from dataclasses import asdict, dataclass
from typing import Any, Self

from dashboard.trends.periods import By


@dataclass(frozen=True)
class Term:
    """One term whose use rises or bursts."""

    term: str
    #: The false discovery rate at which it is named, and the p-value that this comes from.
    rate: float
    p_value: float
    #: Products with it, period by period.
    positives: tuple[int, ...]
    #: Its share of products in the recent periods, and in all before them.
    recent: float
    before: float
    #: First and last period of its heaviest burst; None where it has none that lasts into the recent periods.
    burst: tuple[str, str] | None
    #: The products of the recent periods that have it, newest first.
    products: tuple[int, ...]


@dataclass(frozen=True)
class TermList:
    """The terms of one capability's products, or of all (dashboard.trends.marks.ALL)."""

    capability: str
    #: Products in each period.
    totals: tuple[int, ...]
    #: How many terms were tested, and how many of them rise or burst, those included that are not named.
    tested: int
    rising: int
    terms: tuple[Term, ...]

    def find(self, term: str | None) -> Term | None:
        """Return the term of this name, or None."""
        return next((one for one in self.terms if one.term == term), None)


@dataclass(frozen=True)
class TermReport:
    """What is new within one source and one language."""

    source: str
    language: str
    by: By
    periods: tuple[str, ...]
    #: How many of the last periods are called recent.
    recent: int
    lists: tuple[TermList, ...]

    def of(self, capability: str) -> TermList | None:
        """Return the list of one capability, or None."""
        return next((one for one in self.lists if one.capability == capability), None)

    def to_json(self) -> dict[str, Any]:
        """Return the report as the builtins that a JSON column holds."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the report that `to_json` gave `data` for."""
        lists = tuple(
            TermList(**one | {"totals": tuple(one["totals"]), "terms": tuple(_term(term) for term in one["terms"])})
            for one in data["lists"]
        )
        return cls(**data | {"periods": tuple(data["periods"]), "lists": lists})


def _term(data: dict[str, Any]) -> Term:
    burst = data["burst"]
    return Term(
        **data
        | {
            "positives": tuple(data["positives"]),
            "burst": (burst[0], burst[1]) if burst else None,
            "products": tuple(data["products"]),
        }
    )
