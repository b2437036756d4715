"""The job `analyse`: it reckons what a page must not wait for, and keeps it for this state of data and model."""

from functools import partial
from typing import Any

from dashboard.analysis.material import read_material
from dashboard.analysis.new_terms import new_terms
from dashboard.jobs.context import JobContext
from dashboard.messages import RequestError, message
from dashboard.trends.groups import LEAST_LAUNCHES, find_groups
from db.queries.analyses import add_analysis


def run_analysis(context: JobContext) -> dict[str, Any] | None:
    """Reckon all analyses and store them as one. Payload: nothing. Result: model_id, groups, and what was found."""
    context.report("reading")
    material = read_material(context.store)
    groups = find_groups(material.launches)
    if not groups:
        raise RequestError(
            message(
                "No source has {least} dated products in one language. An analysis over time needs so many at least. "
                "Bring in more, with dates.",
                least=LEAST_LAUNCHES,
            )
        )
    terms = new_terms(material, groups, partial(context.report, "terms"))
    context.report("storing")
    result = {
        "model_id": material.model_id,
        "groups": [[group.source, group.language, group.by] for group in groups],
        "terms": sum(len(one["terms"]) for report in terms for one in report["lists"]),
    }
    with context.store.write() as session:
        add_analysis(session, "terms", material.model_id, material.revisions, {"reports": terms})
        context.finish(session, result)
    return result
