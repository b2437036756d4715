"""The step that tags every text twice: as it is, and without its words of AI."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.analysis.material import Material
from dashboard.tagging.artifact import Artifact
from dashboard.tagging.masking import mask_marketing, says_marketing
from dashboard.tagging.text import product_text
from dashboard.trends.groups import Group
from dashboard.trends.wording import Bools, WordingReport, compare_wording, spans

#: A rise is looked for over these months.
MONTHS = 36
LEAST_PERIODS = 4
BATCH = 2000


def masked_words(
    material: Material, groups: list[Group], artifact: Artifact, on_progress: Callable[[float], None]
) -> list[dict[str, Any]]:
    """Return a report (dashboard.trends.wording) of each group that has periods enough, as JSON."""
    lately = [group.since(MONTHS) for group in groups]
    lately = [group for group in lately if len(group.periods) >= LEAST_PERIODS]
    rows = [group.rows(material.launches) for group in lately]
    progress = _Progress(2 * sum(len(own) for own in rows), on_progress)
    return [_report(group, own, artifact, progress).to_json() for group, own in zip(lately, rows, strict=True)]


@dataclass
class _Progress:
    """How many texts are read."""

    total: int
    tell: Callable[[float], None]
    done: int = 0

    def add(self, texts: int) -> None:
        self.done += texts
        self.tell(self.done / self.total)


def _report(group: Group, rows: pd.DataFrame, artifact: Artifact, progress: _Progress) -> WordingReport:
    texts = [product_text(*row) for row in rows[["name", "tagline", "description"]].itertuples(index=False)]
    tagged = _tag(artifact, texts, progress)
    masked = _tag(artifact, [mask_marketing(text) for text in texts], progress)
    period = rows["period"].to_numpy()
    first, last = compared = spans(group.periods, group.by)
    saying = np.array([says_marketing(text) for text in texts], bool)
    return WordingReport(
        source=group.source,
        language=group.language,
        by=group.by,
        periods=group.periods,
        totals=_count(period, group),
        saying=_count(period[saying], group),
        first=(group.periods[first][0], group.periods[first][-1]),
        last=(group.periods[last][0], group.periods[last][-1]),
        capabilities=tuple(
            compare_wording(key, tagged[:, place], masked[:, place], period, len(group.periods), compared)
            for place, key in enumerate(artifact.card.label_set)
        ),
    )


def _tag(artifact: Artifact, texts: Sequence[str], progress: _Progress) -> Bools:
    """Return which capabilities a model gives each text: (texts, labels)."""
    parts = []
    for start in range(0, len(texts), BATCH):
        part = texts[start : start + BATCH]
        parts.append(artifact.predict(part).tags)
        progress.add(len(part))
    return np.concatenate(parts)


def _count(period: npt.NDArray[np.int64], group: Group) -> tuple[int, ...]:
    return tuple(np.bincount(period, minlength=len(group.periods)).tolist())
