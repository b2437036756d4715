"""What has become of a saved view, in words and as a table."""

from collections.abc import Mapping

import pandas as pd

from dashboard.messages import Translator
from dashboard.saved_views import Change
from dashboard.trends.moves import Causes, Move


def change_words(change: Change, t: Translator) -> list[str]:
    """Say what of the store has changed since, how many numbers moved, and how far one can tell why."""
    said = [_store_words(change, t)]
    if not change.moves:
        return [*said, t("None of its numbers has moved.")]
    said.append(t("Numbers that have moved: {count:,} of {all:,}.", count=len(change.moves), all=_all_points(change)))
    if change.model_gone:
        said.append(
            t(
                "What the data did and what the model did can't be told apart: the tags of the model of then are no "
                "longer kept, or there was none."
            )
        )
        return said
    said.append(
        t(
            "What moved them: each share as tagged is counted again with the model of then, and with the labels of "
            "then too. The parts add up to the move. A corrected share moves with the audit's labels besides."
        )
    )
    if change.untagged_then:
        said.append(
            t(
                "The model of then has not tagged {count:,} of today's products; what these change counts as the "
                "model's.",
                count=change.untagged_then,
            )
        )
    return said


def moves_table(change: Change, titles: Mapping[str, str], t: Translator) -> pd.DataFrame:
    """Return the largest moves: then, now, and the part of data, labels and model in percentage points."""
    return pd.DataFrame(
        [_row(move, cause, titles, t) for move, cause in zip(change.moves, change.causes, strict=False)]
    )


def _row(move: Move, causes: Causes | None, titles: Mapping[str, str], t: Translator) -> dict[str, object]:
    return {
        t("Capability"): titles.get(move.capability, move.capability),
        t("Period"): move.period,
        t("Then, %"): _percent(move.before),
        t("Now, %"): _percent(move.after),
        t("By data, points"): _percent(causes.data) if causes else None,
        t("By labels, points"): _percent(causes.labels) if causes else None,
        t("By the model, points"): _percent(causes.model) if causes else None,
        t("As drawn then, %"): _percent(move.drawn[0]),
        t("As drawn now, %"): _percent(move.drawn[1]),
    }


def _store_words(change: Change, t: Translator) -> str:
    before = change.before
    if (before.products, before.labels, before.model) == (change.products, change.labels, change.model):
        return t(
            "Since then: as many products ({products:,}) and labels ({labels:,}) as then, and the same model.",
            products=change.products,
            labels=change.labels,
        )
    values = {"products": change.products - before.products, "labels": change.labels - before.labels}
    if before.model == change.model:
        return t("Since then: products {products:+,}, labels {labels:+,}, the same model.", **values)
    return t(
        "Since then: products {products:+,}, labels {labels:+,}, model #{now} instead of #{then}.",
        now=change.model or "–",
        then=before.model or "–",
        **values,
    )


def _all_points(change: Change) -> int:
    points = {(point.capability, point.period) for point in change.before.points}
    return len(points | {(move.capability, move.period) for move in change.moves})


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 2)
