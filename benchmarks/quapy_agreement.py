"""Is the posterior mean of a corrected share that of QuaPy's Bayesian "classify and count"?

    pip install "quapy[bayes]"      # in an environment of its own: JAX, NumPyro and Stan are no part of the project
    python benchmarks/quapy_agreement.py [--cases 50]

Fifty cases are drawn from the range of the coverage benchmark: a share, error rates, products and audit labels. QuaPy
samples the posterior by NUTS, this project by rejection.
"""

import argparse

import jax.numpy as jnp
import numpy as np
from quapy.method import _bayesian as quapy_bayesian

from dashboard.trends.prevalence import estimate_prevalence

GOAL = 0.01


def main() -> None:
    """Draw the cases, estimate each twice, and print how far the means lie apart."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=50)
    args = parser.parse_args()
    rng = np.random.default_rng(11)
    apart = []
    for number in range(args.cases):
        tagged, size, audit = case(rng)
        own = float(estimate_prevalence([tagged], [size], audit, draws=20_000).estimate[0])
        apart.append(abs(own - quapy_mean(tagged, size, audit, number)))
        print(f"{number + 1}: {tagged} of {size}, audit {audit}: {own:.4f}, {apart[-1]:.4f} apart", flush=True)
    within = sum(one <= GOAL for one in apart)
    print(f"within {GOAL}: {within} of {args.cases}; mean {np.mean(apart):.4f}, largest {max(apart):.4f}")


def case(rng: np.random.Generator) -> tuple[int, int, list[int]]:
    """Return tagged products, all of them, and an audit."""
    share, found, invented = rng.uniform(0.02, 0.6), rng.uniform(0.6, 0.95), rng.uniform(0.02, 0.2)
    size, labels = int(rng.integers(50, 2001)), int(rng.integers(100, 801))
    having = int(rng.binomial(labels, share))
    hits, wrong = int(rng.binomial(having, found)), int(rng.binomial(labels - having, invented))
    tagged = int(rng.binomial(size, share * found + (1 - share) * invented))
    return tagged, size, [hits, having - hits, wrong, labels - having - wrong]


def quapy_mean(tagged: int, size: int, audit: list[int], seed: int) -> float:
    """Return QuaPy's posterior mean of the share; its class 1 has the capability, and its column 1 is tagged."""
    hits, misses, wrong, right = audit
    samples = quapy_bayesian.sample_posterior(
        n_c_unlabeled=jnp.array([size - tagged, tagged]),
        n_y_and_c_labeled=jnp.array([[right, wrong], [misses, hits]]),
        num_warmup=500,
        num_samples=4000,
        seed=seed,
    )
    return float(np.asarray(samples[quapy_bayesian.P_TEST_Y])[:, 1].mean())


if __name__ == "__main__":
    main()
