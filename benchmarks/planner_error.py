"""How far off is the planner? Simulated products and taggers, whose truth is known.

    python benchmarks/planner_error.py [--simulations 120] [--seed 1]

Each simulation draws a share (8 to 40 %), a tagger (it finds 60 to 90 % and invents 3 to 15 %), a period of 2,000
products and an audit of 60, 120 or 240 labels; the planner then says how many more labels make the period's band narrow
enough, for a width between what the audit gives and what perfect knowledge of the tagger would. Told are the plan over
the number that the true error rates need; how often the range holds that number; and the width that the planned labels
then give, drawn eight times, over the width that was aimed at.
"""

import argparse
from dataclasses import dataclass

import numpy as np

from dashboard.labelling.planner import MOST, STEP, WIDEST, Evidence, band_width, plan_period

PRODUCTS, PERIODS, AUDITS = 2000, 10, (60, 120, 240)
TRIALS = 8


@dataclass(frozen=True)
class Case:
    """One simulation: a tagger, its audit, and what it tags."""

    share: float
    found: float
    invented: float
    evidence: Evidence

    def audit(self, labels: int, rng: np.random.Generator) -> np.ndarray:
        """Return the audit of so many products drawn at random."""
        positives = rng.binomial(labels, self.share)
        hits = rng.binomial(positives, self.found)
        inventions = rng.binomial(labels - positives, self.invented)
        return np.array([[hits, positives - hits, inventions, labels - positives - inventions]], float)

    def true_audit(self, labels: int) -> np.ndarray:
        """Return what an audit of so many labels would be in the true proportions."""
        absent = 1 - self.share
        parts = (self.share * self.found, self.share * (1 - self.found), absent * self.invented)
        return labels * np.array([[*parts, absent * (1 - self.invented)]])


def main() -> None:
    """Simulate, and print a line for each size of the audit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--simulations", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = np.random.default_rng(args.seed)
    found: dict[int, list[tuple[float, bool, float]]] = {labels: [] for labels in AUDITS}
    for number in range(args.simulations):
        labels = AUDITS[number % len(AUDITS)]
        if (outcome := simulate(labels, rng)) is not None:
            found[labels].append(outcome)
    print("audit | plans | plan / needed: 10 %, median, 90 % | range holds the number | width / aim: mean, within 5 %")
    for labels, outcomes in found.items():
        ratios, holds, widths = (np.array(values) for values in zip(*outcomes, strict=True))
        low, middle, high = np.quantile(ratios, [0.1, 0.5, 0.9])
        near = np.mean(np.abs(widths - 1) <= 0.05)
        print(
            f"{labels} | {len(ratios)} | {low:.2f}, {middle:.2f}, {high:.2f} | {holds.mean():.0%} | "
            f"{widths.mean():.3f}, {near:.0%}"
        )


def simulate(labels: int, rng: np.random.Generator) -> tuple[float, bool, float] | None:
    """Return plan over need, whether the range holds the need, and the width reached over the aim; None for no plan."""
    case = draw_case(labels, rng)
    evidence = case.evidence
    now, least = (band_width(evidence, evidence.audit * times, 0) for times in (1, 10_000))
    apart = (least + (now - least) * rng.uniform(0.35, 0.8)) / WIDEST
    plan = plan_period("", evidence, apart)
    if not plan.more:
        return None
    needed = next(
        (more for more in range(STEP, 2 * MOST, STEP) if _is_enough(evidence, case.true_audit(more), apart)), 2 * MOST
    )
    reached = [band_width(evidence, evidence.audit + case.audit(plan.more, rng), 0) for _ in range(TRIALS)]
    holds = plan.range[0] <= needed <= plan.range[1]
    return plan.more / needed, holds, float(np.mean(reached)) / (WIDEST * apart)


def draw_case(labels: int, rng: np.random.Generator) -> Case:
    """Draw a tagger, what it tags, and an audit of it."""
    share, found, invented = (rng.uniform(*ends) for ends in ((0.08, 0.4), (0.6, 0.9), (0.03, 0.15)))
    rate = share * found + (1 - share) * invented
    tagged = rng.binomial(PRODUCTS, rate)
    everything = tagged + rng.binomial(PRODUCTS * (PERIODS - 1), rate)
    frame = np.array([[everything, PRODUCTS * PERIODS]], float)
    nothing = Evidence(("all",), np.array([float(tagged)]), np.array([float(PRODUCTS)]), np.zeros((1, 4)), frame)
    case = Case(share, found, invented, nothing)
    own = Evidence(nothing.names, nothing.positives, nothing.totals, case.audit(labels, rng), frame)
    return Case(share, found, invented, own)


def _is_enough(evidence: Evidence, more: np.ndarray, apart: float) -> bool:
    return band_width(evidence, evidence.audit + more, 0) <= WIDEST * apart


if __name__ == "__main__":
    main()
