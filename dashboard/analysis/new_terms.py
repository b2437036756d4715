"""The step that finds new terms in the texts of each group."""

from collections.abc import Callable
from typing import Any

from dashboard.analysis.material import Material
from dashboard.tagging.text import product_text
from dashboard.trends.groups import Group
from dashboard.trends.terms import RECENT, Place, find_terms

#: What is new is new against these months.
MONTHS = 36
#: Periods before the recent ones that something can be new against.
LEAST_BEFORE = 3
#: Of more products so many are drawn at random: enough for any term, and they fit into a small machine's memory.
MOST = 50_000


def new_terms(material: Material, groups: list[Group], on_progress: Callable[[float], None]) -> list[dict[str, Any]]:
    """Return a report (dashboard.trends.term_report) of each group that has periods enough, as JSON."""
    on_progress(0.0)
    reports = []
    names = material.launches["name"].tolist()
    for done, group in enumerate(groups, start=1):
        lately = group.since(MONTHS)
        if len(lately.periods) >= RECENT[group.by] + LEAST_BEFORE:
            # A product counts once, when it is new: its later launches say the same words again.
            documents = lately.rows(material.launches).drop_duplicates("product_group")
            if len(documents) > MOST:
                documents = documents.sample(MOST, random_state=0).sort_values(["launched_on", "id"])
            rows = documents[["tagline", "description"]].itertuples(index=False)
            documents = documents.assign(text=[product_text("", *row) for row in rows])
            place = Place(group.source, group.language, group.by, lately.periods)
            reports.append(find_terms(documents, place, material.capabilities, names).to_json())
        on_progress(done / len(groups))
    return reports
