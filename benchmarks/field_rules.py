"""How often the table of words names an industry and a field of application rightly, on the embedded catalogue.

    python benchmarks/field_rules.py [--each]

The catalogue's industries and fields are given by its labellers; no word of the table was chosen by them.
"""

import argparse
import csv
import time

import numpy as np

from dashboard.catalogue.loader import PRODUCTS
from dashboard.tagging.fields import rule_fields
from dashboard.tagging.text import product_text, says_ai


def main() -> None:
    """Print precision and recall, by language and altogether; with --each for every industry and field."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", action="store_true", help="every industry and field by itself")
    options = parser.parse_args()
    with PRODUCTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = [product_text(row["name"], row["tagline"], row["description"]) for row in rows]
    started = time.perf_counter()
    ruled = rule_fields(texts, np.array([says_ai(text) for text in texts]))
    print(f"{len(rows)} products, {len(rows) / (time.perf_counter() - started):,.0f} texts a second")
    given = np.array([ruled.industries.index(row["industry"]) for row in rows])
    languages = np.array([row["language"] for row in rows])
    for name, own in [(key, languages == key) for key in sorted(set(languages))] + [("all", languages != "")]:
        named = own & (ruled.industry >= 0)
        right = named & (ruled.industry == given)
        print(f"industry, {name}: precision {right.sum() / named.sum():.3f} ({right.sum()} of {named.sum()}), ", end="")
        print(f"named for {named.sum() / own.sum():.3f} of {own.sum()}")
    truth = np.array([[key in row["application_fields"].split("; ") for key in ruled.applications] for row in rows])
    hits = ruled.application & truth
    print(
        f"fields: precision {hits.sum() / ruled.application.sum():.3f} ({hits.sum()} of {ruled.application.sum()}), ",
        end="",
    )
    print(f"recall {hits.sum() / truth.sum():.3f}")
    if options.each:
        _print_each(ruled.industries, ruled.industry[:, None] == np.arange(len(ruled.industries)), given)
        for place, key in enumerate(ruled.applications):
            named = ruled.application[:, place]
            print(f"  {key}: {hits[:, place].sum()} of {named.sum()} right, {truth[:, place].sum()} given")


def _print_each(keys: tuple[str, ...], named: np.ndarray, given: np.ndarray) -> None:
    for place, key in enumerate(keys):
        right = named[:, place] & (given == place)
        print(f"  {key}: {right.sum()} of {named[:, place].sum()} right, {(given == place).sum()} given")


if __name__ == "__main__":
    main()
