"""What stands in the README of a proof pack. Pure."""

from collections.abc import Sequence

from dashboard.export.contents import facts_of
from dashboard.export.takeaway import Takeaway
from dashboard.messages import Translator, mark

_FILES = {
    "page.html": mark("the figures and their numbers as a page; it needs no network"),
    "workbook.xlsx": mark("the same as a workbook with charts"),
    "series.csv": mark("the share of each capability by period"),
    "counts.csv": mark("the counts behind it by source and language of the text"),
    "audit.csv": mark("right and wrong tags of the products drawn at random and labelled, which correct the shares"),
    "products.csv": mark("the products with their tags: keys and hashes, no text"),
    "labels.csv": mark("the labels that hold for them, without who gave them"),
    "label_set.csv": mark("the capabilities and their definitions"),
    "model_card.html": mark("the card of the model that tagged"),
    "model_card.json": mark("the same as JSON"),
    "fingerprints.json": mark("short hashes that name what was altered"),
    "manifest.json": mark("what was asked, versions, and the hash of every file"),
}


def guide(takeaway: Takeaway, names: Sequence[str], t: Translator) -> str:
    """Return the text that says what each file is, and how to check the pack."""
    files = "\n".join(f"  {name:<19}{t(said)}" for name, said in _FILES.items() if name in (*names, "manifest.json"))
    asked = "\n".join(f"  {fact.name}: {fact.value}" for fact in facts_of(takeaway, t))
    check = t(
        "Every number is computed from products.csv and labels.csv. To compute all of them again and compare, run\n"
        "  python -m dashboard verify FOLDER\n"
        "in a checkout of Strandline. It names each number that is different, and its file. The seal that it prints is "
        "one hash of the whole pack: whoever altered rows, numbers and hashes together would get another seal than the "
        "one that the maker of the pack was told."
    )
    head = t("Strandline, proof pack")
    return f"{head}\n\n{asked}\n\n{files}\n\n{check}\n"
