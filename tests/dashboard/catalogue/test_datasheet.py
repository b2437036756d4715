"""The datasheet says what the files hold: its counts, its agreement and its settled records, reckoned again."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from dashboard.catalogue.loader import PRODUCTS

DOCS = Path(__file__).resolve().parents[3] / "docs"
DATASHEET = (DOCS / "catalogue.md").read_text(encoding="utf-8")
PROSE = " ".join(DATASHEET.split())
CAPABILITIES = ("automation", "intelligence", "personalization", "cross_domain")
JUDGED = (*CAPABILITIES, "ai", "primary")


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = read(PRODUCTS)
SETTLED = read(DOCS / "catalogue-settled.csv")
SECOND = {row["external_id"]: row for row in read(DOCS / "catalogue-second-pass.csv")}


def cells(title: str) -> list[list[str]]:
    """The cells beside a title in every table of the datasheet."""
    lines = re.findall(rf"^\| {re.escape(title)} \|(.*)\|$", DATASHEET, re.MULTILINE)
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def first_pass() -> dict[str, dict[str, str]]:
    """The labels before anything was settled."""
    labels = {row["external_id"]: {column: row[column] for column in JUDGED} for row in ROWS}
    for change in SETTLED:
        labels[change["external_id"]][change["column"]] = change["first"]
    return labels


def kappa(pairs: list[tuple[str, str]]) -> float:
    """Cohen's kappa: how far two judges agree beyond what their habits alone would give.

    Yes and yes twice, no and no twice: 1. Yes and no each with either: 0.
    """
    agreed = sum(one == other for one, other in pairs) / len(pairs)
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = sum(ones[value] * others[value] for value in ones) / len(pairs) ** 2
    return 1.0 if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)


def test_kappa_of_a_case_that_one_can_add_up():
    assert kappa([("1", "1"), ("1", "1"), ("0", "0"), ("0", "0")]) == 1
    assert kappa([("1", "1"), ("1", "0"), ("0", "1"), ("0", "0")]) == 0
    assert kappa([("1", "1"), ("0", "0"), ("0", "0"), ("1", "0")]) == pytest.approx(0.5)


@pytest.mark.parametrize("column", [*CAPABILITIES, "ai"])
def test_the_counts_of_each_label(column: str):
    held = Counter(row["source"] for row in ROWS if row[column] == "1")
    primary = [str(sum(row["primary"] == column for row in ROWS))] if column in CAPABILITIES else [""]
    assert [*map(str, (held["yc"], held["producthunt"], held.total())), *primary] in cells(column)


def test_how_many_capabilities_a_product_has():
    at_once = Counter(sum(row[column] == "1" for column in CAPABILITIES) for row in ROWS)
    none = Counter(row["source"] for row in ROWS if row["primary"] == "none")
    assert [*map(str, (none["yc"], none["producthunt"], at_once[0], at_once[0]))] in cells("none of the four")
    sentence = f"One capability holds for {at_once[1]} products, two for {at_once[2]}, three for {at_once[3]}, all four"
    assert sentence in PROSE
    assert at_once[4] == 0


@pytest.mark.parametrize(
    ("title", "source"),
    [("Y Combinator, 2012 to 2024", "yc"), ("Product Hunt, August 2024 to August 2026", "producthunt")],
)
def test_the_languages_of_each_source(title: str, source: str):
    languages = Counter(row["language"] for row in ROWS if row["source"] == source)
    assert cells(title) == [[*map(str, (languages["en"], languages["zh"], languages.total()))]]


@pytest.mark.parametrize("column", JUDGED)
def test_the_agreement_of_the_two_passes(column: str):
    first = first_pass()
    at_random, together = cells(column)[-1]
    everything = [(first[key][column], row[column]) for key, row in SECOND.items()]
    drawn = [(first[key][column], row[column]) for key, row in SECOND.items() if row["drawn"] == "random"]
    assert (len(drawn), len(everything)) == (250, 350)
    assert at_random.split(" ")[0] == f"{kappa(drawn):.2f}"
    assert together.split(" ")[0] == f"{kappa(everything):.2f}"


def test_every_difference_of_the_passes_is_settled_and_the_file_holds_the_outcome():
    now, first = {row["external_id"]: row for row in ROWS}, first_pass()
    differing = {(key, column) for key, row in SECOND.items() for column in JUDGED if row[column] != first[key][column]}
    named = [(change["external_id"], change["column"]) for change in SETTLED]
    assert differing <= set(named)
    assert len(set(named)) == len(named)
    for change in SETTLED:
        key, column = change["external_id"], change["column"]
        assert change["settled"] == now[key][column], key
        assert change["second"] == (SECOND[key][column] if key in SECOND else ""), key
        assert change["reason"], key
    as_first = sum(first[key][column] == now[key][column] for key, column in differing)
    assert f"differ on {len({key for key, _ in differing})} records, in {len(differing)} cells" in PROSE
    outcome = f"{as_first} cells as the first pass had them, {len(differing) - as_first} as the second"
    assert f"settled: {outcome}." in PROSE
    more = {key for key, _ in named} - {key for key, _ in differing}
    changed = {key for key, labels in first.items() if any(labels[column] != now[key][column] for column in JUDGED)}
    assert f"and {len(more)} more records were mended" in PROSE
    assert f"lists all {len(SETTLED)} cells" in PROSE
    assert f"labels in {len(changed)} records differ from the first pass" in PROSE


@pytest.mark.parametrize(("language", "unit"), [("en", "words in English"), ("zh", "characters in Chinese")])
def test_the_lengths_of_the_descriptions(language: str, unit: str):
    texts = [row["description"] for row in ROWS if row["language"] == language]
    sizes = sorted(len(text.split()) if language == "en" else len(re.sub(r"\s", "", text)) for text in texts)
    assert f"{sizes[0]} to {sizes[-1]} {unit} (half of them {sizes[len(sizes) // 2]} or fewer)" in PROSE
