"""What is new: terms whose use rises or bursts, within one source and one language.

Pooled over both, every Chinese term would burst in the month in which the Chinese list begins. A term is held against
how much is written in each period, not against the number of products: when a source's texts grow longer, every word's
share of the products grows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.trends.bursts import burst_gains, burst_states, heaviest_burst
from dashboard.trends.chinese_words import Ints
from dashboard.trends.cutting import Cut, cut_texts
from dashboard.trends.logit import Floats
from dashboard.trends.marks import ALL
from dashboard.trends.periods import By
from dashboard.trends.term_report import Term, TermList, TermReport
from dashboard.trends.term_tests import burst_p_values, false_discovery_rates, trend_p_values

#: Products that have a term at least, for it to be tested.
LEAST = 12
#: Among the terms named, so many may be there by chance alone.
RATE = 0.05
NAMED = 20
#: Two terms that share so many of their products are one thing: the surer one is named.
SAME = 0.5
#: Products kept with a term.
MOST_PRODUCTS = 500
RECENT: dict[By, int] = {"month": 3, "quarter": 2, "year": 1}


@dataclass(frozen=True)
class Place:
    """Where texts come from, and the periods that their places count."""

    source: str
    language: str
    by: By
    periods: tuple[str, ...]


def find_terms(
    documents: pd.DataFrame, place: Place, capabilities: Sequence[str], all_names: Sequence[str]
) -> TermReport:
    """Return the terms that rise or burst among all documents and among those of each capability.

    `documents`: one row a product of this place, newest last, with `id`, `name`, `text`, `period` (a place in
    `place.periods`), and `tag_<capability>` (1, 0 or -1). `all_names` are names of products: no term is one of them.
    """
    names = documents["name"].tolist()
    cut = cut_texts(documents["text"].tolist(), names, least=LEAST, all_names=all_names)
    everyone = np.ones(len(documents), bool)
    masks = {ALL: everyone} | {key: documents[f"tag_{key}"].to_numpy() == 1 for key in capabilities}
    lists = tuple(_list(key, mask, cut, documents, place) for key, mask in masks.items())
    return TermReport(place.source, place.language, place.by, place.periods, RECENT[place.by], lists)


@dataclass(frozen=True)
class _Tested:
    """Terms with LEAST products: their numbers in the vocabulary, their counts (terms, periods), and what was found."""

    numbers: Ints
    counts: Floats
    totals: Floats
    p_values: Floats
    rates: Floats
    spans: Ints
    recent: Floats
    before: Floats

    @property
    def rising(self) -> Ints:
        """Return the places of what rises or bursts and stands higher now than before, the surest first."""
        places = np.flatnonzero((self.rates <= RATE) & (self.recent > self.before))
        return places[np.argsort(self.p_values[places], kind="stable")]


def _list(key: str, mask: npt.NDArray[np.bool_], cut: Cut, documents: pd.DataFrame, place: Place) -> TermList:
    period = documents["period"].to_numpy()
    totals = np.bincount(period[mask], minlength=len(place.periods)).astype(np.float64)
    inside = mask[cut.texts]
    texts, terms = cut.texts[inside], cut.terms[inside]
    flat = terms * len(place.periods) + period[texts]
    counts = np.bincount(flat, minlength=len(cut.vocabulary) * len(place.periods))
    tested = _test(counts.reshape(-1, len(place.periods)).astype(np.float64), totals, RECENT[place.by])
    by_term = _Products(texts, terms, documents["id"].to_numpy())
    named = _apart(tested.rising, tested.numbers, by_term)
    newest = len(place.periods) - RECENT[place.by]
    return TermList(
        capability=key,
        totals=tuple(int(total) for total in totals),
        tested=len(tested.numbers),
        rising=len(tested.rising),
        terms=tuple(
            _term(tested, one, cut, by_term.recent(int(tested.numbers[one]), period >= newest), place.periods)
            for one in named
        ),
    )


def _test(counts: Floats, totals: Floats, recent: int) -> _Tested:
    enough = np.flatnonzero(counts.sum(axis=1) >= LEAST)
    counts = counts[enough]
    # As many products as there are, in proportion to how many terms they have: longer texts have more of each.
    written = counts.sum(axis=0)
    exposure = written / written.sum() * totals.sum() if len(enough) else np.ones_like(totals)
    spans, _ = heaviest_burst(burst_states(counts, exposure), burst_gains(counts, exposure))
    spans[spans[:, 1] <= counts.shape[1] - recent] = 0  # It is over: nothing new.
    least = np.minimum(trend_p_values(counts, exposure), burst_p_values(counts, exposure, spans))
    p_values = np.minimum(1.0, 2 * least)
    return _Tested(
        numbers=enough,
        counts=counts,
        totals=totals,
        p_values=p_values,
        rates=false_discovery_rates(p_values),
        spans=spans,
        recent=counts[:, -recent:].sum(axis=1) / max(totals[-recent:].sum(), 1),
        before=counts[:, :-recent].sum(axis=1) / max(totals[:-recent].sum(), 1),
    )


class _Products:
    """Which texts have a term."""

    def __init__(self, texts: Ints, terms: Ints, ids: Ints) -> None:
        order = np.argsort(terms, kind="stable")
        self.texts, self.terms, self.ids = texts[order], terms[order], ids

    def with_term(self, term: int) -> Ints:
        """Return the places of the texts that have a term, in their order."""
        start, stop = np.searchsorted(self.terms, [term, term + 1])
        return self.texts[start:stop]

    def recent(self, term: int, is_recent: npt.NDArray[np.bool_]) -> tuple[int, ...]:
        """Return the products of the recent periods with a term, newest first."""
        texts = self.with_term(term)
        return tuple(self.ids[texts[is_recent[texts]]][::-1][:MOST_PRODUCTS].tolist())


def _apart(places: Ints, numbers: Ints, products: _Products) -> list[int]:
    """Return the first NAMED places whose terms have products of their own."""
    kept: dict[int, frozenset[int]] = {}
    for place in places.tolist():
        own = frozenset(products.with_term(int(numbers[place])).tolist())
        if all(len(own & other) < SAME * len(own | other) for other in kept.values()):
            kept[place] = own
        if len(kept) == NAMED:
            break
    return list(kept)


def _term(tested: _Tested, place: int, cut: Cut, products: tuple[int, ...], periods: Sequence[str]) -> Term:
    start, stop = tested.spans[place].tolist()
    return Term(
        term=cut.vocabulary[int(tested.numbers[place])],
        rate=float(tested.rates[place]),
        p_value=float(tested.p_values[place]),
        positives=tuple(int(count) for count in tested.counts[place]),
        recent=float(tested.recent[place]),
        before=float(tested.before[place]),
        burst=(periods[start], periods[stop - 1]) if stop else None,
        products=products,
    )
