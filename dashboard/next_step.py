"""What a person would best do next, by what the store holds."""

from enum import Enum

from db.queries.overview import StoreSummary


class NextStep(Enum):
    """The one step that brings most now."""

    #: Nothing is there: bring a list in.
    IMPORT = "import"
    #: Products without any gold label: bring judged products, since a tagger learns from them.
    LABEL = "label"
    #: Labels, but no model that learnt from them.
    TRAIN = "train"
    #: A model, and products that it has not tagged as they are now.
    TAG = "tag"
    #: All is tagged: read the trends.
    TRENDS = "trends"


def next_step(summary: StoreSummary) -> NextStep:
    """Return the step that brings most now."""
    if not summary.products:
        return NextStep.IMPORT
    if summary.model is None:
        return NextStep.TRAIN if summary.labelled else NextStep.LABEL
    return NextStep.TAG if summary.tagged < summary.products else NextStep.TRENDS
