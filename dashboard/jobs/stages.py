"""The kinds of jobs and their stages, in order, with the words for them."""

from dashboard.messages import mark

STAGES: dict[str, tuple[str, ...]] = {
    "import": ("reading", "checking", "storing"),
    "undo": ("storing",),
    "labels": ("reading", "storing"),
    "train": ("starting", "reading", "training", "evaluating", "exporting", "tagging"),
    "tag": ("reading", "tagging", "storing"),
    "curve": ("reading", "starting", "training"),
    "analyse": ("reading", "terms", "masking", "forecasting", "storing"),
}

KIND_TITLES: dict[str, str] = {
    "import": mark("Import"),
    "undo": mark("Undo of an import"),
    "labels": mark("Import of labels"),
    "train": mark("Training"),
    "tag": mark("Tagging"),
    "curve": mark("Label curve"),
    "analyse": mark("Analysis"),
}

STAGE_TITLES: dict[str, str] = {
    "starting": mark("Starting"),
    "reading": mark("Reading"),
    "checking": mark("Checking"),
    "training": mark("Training"),
    "evaluating": mark("Evaluating"),
    "exporting": mark("Exporting"),
    "tagging": mark("Tagging"),
    "storing": mark("Storing"),
    "terms": mark("Finding terms"),
    "masking": mark("Reading without the word AI"),
    "forecasting": mark("Looking ahead"),
}
