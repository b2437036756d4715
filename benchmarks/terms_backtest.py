"""Were the terms that are named new at a cut-off really on their way up?

    python benchmarks/terms_backtest.py [--home FOLDER]

On the two real lists; a home folder that holds them already saves the import. At each cut-off, what is new is reckoned
from what was known then; of the terms named, 20 at most, it is counted how many have a higher share of the
next six months' products than of the recent ones before the cut-off. Beside it: as many terms by the largest raw
growth (ratio, and difference) of the same two shares, and how many of all tested terms go on to rise.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
from peer import ROOT, real_file

from dashboard.analysis.new_terms import MONTHS
from dashboard.store import get_store
from dashboard.tagging.text import fold, product_text
from dashboard.trends.cutting import cut_texts
from dashboard.trends.groups import Group, find_groups
from dashboard.trends.terms import LEAST, NAMED, RECENT, Place, find_terms
from db.queries.analyses import texts_frame
from db.queries.trends import launches_frame

FILES = ("yc_companies.csv", "producthunt_daily_zh.csv")
#: The last period known at each cut-off.
CUTOFFS = {
    "producthunt": ("2025-04", "2025-06", "2025-08", "2025-10", "2025-12", "2026-01"),
    "yc": ("2021-Q3", "2022-Q1", "2022-Q3", "2023-Q1", "2023-Q3"),
}
AHEAD = {"month": 6, "quarter": 2}


@dataclass(frozen=True)
class Score:
    """How many of some terms had a higher share later."""

    rose: int
    of: int


def main() -> None:
    """Print a line a cut-off, and the sums."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="a home folder into which the two lists were brought")
    launches = _launches(parser.parse_args().home)
    names = launches["name"].tolist()
    for group in find_groups(launches):
        if group.source not in CUTOFFS:
            continue
        scores = [_backtest(launches, group, cutoff, names) for cutoff in CUTOFFS[group.source]]
        for cutoff, score in zip(CUTOFFS[group.source], scores, strict=True):
            print(f"{group.source} to {cutoff}: " + _line(score), flush=True)
        total = {
            name: Score(sum(one[name].rose for one in scores), sum(one[name].of for one in scores))
            for name in scores[0]
        }
        print(f"{group.source} in all: " + _line(total))


def _launches(home: Path | None) -> pd.DataFrame:
    """Return the launches of a home folder, else of a fresh one into which the two real lists are brought."""
    with tempfile.TemporaryDirectory(prefix="strandline-benchmark-") as fresh:
        os.environ |= {"STRANDLINE_HOME": str((home or Path(fresh)).resolve()), "STRANDLINE_CATALOGUE": "off"}
        if home is None:
            for file in FILES:
                command = [sys.executable, "-m", "dashboard", "import", str(real_file(file))]
                subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        with get_store().read() as session:
            return launches_frame(session).merge(texts_frame(session), on="id", how="left")


def _backtest(launches: pd.DataFrame, group: Group, cutoff: str, names: list[str]) -> dict[str, Score]:
    known = replace(group, periods=tuple(period for period in group.periods if period <= cutoff)).since(MONTHS)
    later = tuple(period for period in group.periods if period > cutoff)[: AHEAD[group.by]]
    before, after = (_documents(launches, replace(group, periods=periods)) for periods in (known.periods, later))
    report = find_terms(before, Place(group.source, group.language, group.by, known.periods), [], names)
    shares = _Shares(before, after, len(known.periods) - RECENT[group.by], names)
    named = [term.term for term in report.lists[0].terms]
    picked = {
        "named": named,
        "largest ratio": shares.largest(lambda recent, old: recent / np.maximum(old, 1e-4)),
        "largest difference": shares.largest(lambda recent, old: recent - old),
        "any": list(shares.recent),
    }
    return {name: Score(sum(shares.rose(term) for term in terms), len(terms)) for name, terms in picked.items()}


def _documents(launches: pd.DataFrame, group: Group) -> pd.DataFrame:
    rows = group.rows(launches).drop_duplicates("product_group")
    texts = [product_text("", *row) for row in rows[["tagline", "description"]].itertuples(index=False)]
    return rows.assign(text=texts)


class _Shares:
    """The share of each tested term in the recent periods, before them, and after the cut-off."""

    def __init__(self, before: pd.DataFrame, after: pd.DataFrame, newest: int, names: list[str]) -> None:
        cut = cut_texts(before["text"].tolist(), before["name"].tolist(), least=LEAST, all_names=names)
        recent = before["period"].to_numpy() >= newest
        size = len(cut.vocabulary)
        now = np.bincount(cut.terms[recent[cut.texts]], minlength=size) / recent.sum()
        old = np.bincount(cut.terms[~recent[cut.texts]], minlength=size) / (~recent).sum()
        self.recent = dict(zip(cut.vocabulary, now.tolist(), strict=True))
        self.old = dict(zip(cut.vocabulary, old.tolist(), strict=True))
        self.folded = [fold(text) for text in after["text"]]
        later = cut_texts(after["text"].tolist(), after["name"].tolist(), least=1)
        counts = np.bincount(later.terms, minlength=len(later.vocabulary))
        self.later = dict(zip(later.vocabulary, counts.tolist(), strict=True))

    def largest(self, growth: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> list[str]:
        """Return the NAMED terms that grew most."""
        terms = list(self.recent)
        grown = growth(np.array([self.recent[term] for term in terms]), np.array([self.old[term] for term in terms]))
        return [terms[place] for place in np.argsort(-grown, kind="stable")[:NAMED]]

    def rose(self, term: str) -> bool:
        """Tell whether a term's share was higher after the cut-off than in the recent periods before it."""
        # Chinese words are found by their surroundings, and too few texts do not show them: looked for as they are.
        uses = self.later.get(term, 0) if term.isascii() else sum(term in text for text in self.folded)
        return uses / max(len(self.folded), 1) > self.recent[term]


def _line(scores: dict[str, Score]) -> str:
    return ", ".join(f"{name} {one.rose} of {one.of} ({one.rose / max(one.of, 1):.0%})" for name, one in scores.items())


if __name__ == "__main__":
    main()
