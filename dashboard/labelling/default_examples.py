"""The codebook's first examples: texts of the embedded catalogue, in both languages, each with the reason.

The negative ones lie near the border: they show what a definition leaves out.
"""

import csv
from pathlib import Path

from dashboard.messages import mark
from db.queries.codebook import NewExample

#: Where the reasons come from that are sentences of ours, and so have a translation.
CATALOGUE = "catalogue"
_PRODUCTS = Path(__file__).parents[1] / "catalogue" / "products.csv"
# {capability: ((the catalogue's key, whether it holds, why), …)}
_CHOSEN: dict[str, tuple[tuple[str, bool, str], ...]] = {
    "automation": (
        ("yc-24100", True, mark("It writes the tests and runs them: work that testers did by hand.")),
        ("yc-24873", True, mark("Robots do the laborious steps on the site; it need not be software.")),
        ("ph-magicverse@2025-02-08", True, mark("One click, and the film is finished.")),
        ("yc-12639", True, mark("It carries most of the paperwork out by itself.")),
        ("ph-svelteappfast@2025-01-26", False, mark("A template is a tool with which people do the work themselves.")),
        ("ph-trava-business@2025-12-05", False, mark("A workspace in which people work; it carries nothing out.")),
        ("ph-enjoytheapi@2025-05-19", False, mark("A programming interface that developers build with.")),
        ("ph-gpt-5-seo-brand-visiblity@2025-08-15", False, mark("It looks and tells, and does no work for anybody.")),
    ),
    "intelligence": (
        ("ph-lucent-3@2026-03-19", True, mark("It watches recordings and detects where users are in trouble.")),
        ("yc-900", True, mark("It predicts how cash will move.")),
        ("yc-27221", True, mark("It recognises what a picture shows and searches for it.")),
        ("yc-24180", True, mark("It recognises faces and helps to judge a risk.")),
        ("yc-27982", False, mark("It generates, and no analysis is offered to anybody.")),
        ("ph-terminalwidget@2026-08-01", False, mark("It shows data as they are.")),
        ("ph-smartshot-2@2024-12-26", False, mark("It makes pictures; making alone is no analysis.")),
        ("yc-426", False, mark("It keeps files in one place and lists them.")),
    ),
    "personalization": (
        ("yc-562", True, mark("The sound adapts to the hearing of the one who listens.")),
        ("yc-29392", True, mark("Each reader is recommended other posts.")),
        ("yc-414", True, mark("Advisers are matched to each person's situation.")),
        ("yc-12425", True, mark("Each employee is matched with a mentor who fits their goals.")),
        ("yc-474", False, mark("People choose a theme themselves; nothing adapts to them.")),
        ("yc-26710", False, mark("It is fitted to a company once, not to each user.")),
        ("ph-daysdown@2026-01-07", False, mark("Styles and colours that users pick.")),
        ("ph-hq0@2025-12-20", False, mark("It wears the colours of a business client.")),
    ),
    "cross_domain": (
        ("yc-12632", True, mark("Robotics in the surgeons' own practice.")),
        ("yc-13495", True, mark("Banking, delivered by software.")),
        ("yc-21896", True, mark("It reckons the structure of buildings, the work of engineers.")),
        ("yc-29463", True, mark("Made for how a clinic runs.")),
        ("yc-13320", False, mark("Sales is generic business, not another discipline.")),
        ("yc-625", False, mark("A marketplace for consumers.")),
        ("ph-vizdiff@2025-05-07", False, mark("A tool for developers: computing for computing.")),
        ("ph-oly@2026-04-28", False, mark("It lists goods on shops' sites, as any seller does.")),
    ),
}


def default_examples() -> list[NewExample]:
    """Return the first examples with their texts."""
    with _PRODUCTS.open(encoding="utf-8", newline="") as file:
        texts = {row["external_id"]: _text(row) for row in csv.DictReader(file)}
    return [
        NewExample(capability, texts[key], holds, note, CATALOGUE)
        for capability, chosen in _CHOSEN.items()
        for key, holds, note in chosen
    ]


def _text(row: dict[str, str]) -> str:
    colon, stop = ("：", "。") if row["language"] == "zh" else (": ", ". ")
    return f"{row['name']}{colon}{row['tagline']}{stop}{row['description']}"
