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
    #: The first model is on its way: watch it train.
    WATCH_TRAINING = "watch training"
    #: A model, and products that it has not tagged as they are now.
    TAG = "tag"
    #: The active model is at it: watch it tag.
    WATCH_TAGGING = "watch tagging"
    #: All is tagged: read the trends.
    TRENDS = "trends"


# What is done already once a job of this kind runs or waits: {(step, kind): what to do meanwhile}.
_UNDER_WAY = {
    (NextStep.TRAIN, "train"): NextStep.WATCH_TRAINING,
    (NextStep.TAG, "tag"): NextStep.WATCH_TAGGING,
}


def next_step(summary: StoreSummary, running: str | None = None) -> NextStep:
    """Return the step that brings most now; `running` is the kind of the job that runs or waits."""
    step = _step(summary)
    return step if running is None else _UNDER_WAY.get((step, running), step)


def _step(summary: StoreSummary) -> NextStep:
    if not summary.products:
        return NextStep.IMPORT
    if summary.model is None:
        return NextStep.TRAIN if summary.labelled else NextStep.LABEL
    return NextStep.TAG if summary.tagged < summary.products else NextStep.TRENDS
