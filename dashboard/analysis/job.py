"""The job `analyse`: it reckons what a page must not wait for, and keeps it for this state of data and model."""

from functools import partial
from typing import Any

from dashboard.analysis.ahead import forecast_rows, look_ahead
from dashboard.analysis.masked_words import masked_words
from dashboard.analysis.material import Material, read_material
from dashboard.analysis.new_terms import new_terms
from dashboard.jobs.context import JobContext
from dashboard.messages import RequestError, message
from dashboard.tagging.active import free_threads, load_model
from dashboard.trends.groups import LEAST_LAUNCHES, Group, find_groups
from db.queries.analyses import add_analysis, add_forecasts
from db.queries.training import get_model


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
    masked = _without_the_words(context, material, groups)
    outlook = look_ahead(material, groups, partial(context.report, "forecasting"))
    context.report("storing")
    result = {
        "model_id": material.model_id,
        "groups": [[group.source, group.language, group.by] for group in groups],
        "terms": sum(len(one["terms"]) for report in terms for one in report["lists"]),
    }
    with context.store.write() as session:
        add_forecasts(session, forecast_rows(outlook, material.model_id))
        ahead = [report.to_json() for report in outlook]
        for kind, reports in (("terms", terms), ("wording", masked), ("outlook", ahead)):
            add_analysis(session, kind, material.model_id, material.revisions, {"reports": reports})
        context.finish(session, result)
    return result


def _without_the_words(context: JobContext, material: Material, groups: list[Group]) -> list[dict[str, Any]]:
    """Tag all texts without their words of AI; nothing where no model is active."""
    if material.model_id is None:
        return []
    with context.store.read() as session:
        record = get_model(session, material.model_id)
    if record is None:
        return []
    return masked_words(
        material, groups, load_model(record, threads=free_threads()), partial(context.report, "masking")
    )
