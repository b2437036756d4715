"""The card of a model: what it is for, what it learned from, how good it is and where it fails. Pure.

A card is builtins, so that it is JSON as it stands; `card_html` makes a page of it that needs nothing but itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from dashboard.messages import Message, Translator, english, message
from db.queries.capabilities import CapabilityRecord
from db.queries.training import ModelRecord, RunRecord

FORMAT = "strandline model card 1"
#: A capability with fewer positives than this is said to rest on few.
FEW_POSITIVES = 100
#: What the artifact's own card holds and a reader has no use for: texts of products, and settings told elsewhere.
_NOT_TOLD = ("golden", "label_set", "thresholds", "calibration", "metrics", "cost", "device", "versions", "config")


def model_card(
    model: ModelRecord, run: RunRecord, artifact_card: Mapping[str, Any], capabilities: Sequence[CapabilityRecord]
) -> dict[str, Any]:
    """Return all that is known of a model, as builtins; `artifact_card` is dashboard.tagging.card.Card as JSON.

    Sentences stand in it as {"template", "values"} (dashboard.messages.Message) and in English, as "text".
    """
    known = {record.key: record for record in capabilities}
    calibration = artifact_card["calibration"]
    return {
        "format": FORMAT,
        "model": {
            "number": model.id,
            "preset": model.preset,
            "created_at": model.created_at.isoformat(timespec="seconds"),
            "active": model.active,
            "artifact_hash": model.artifact_hash,
            "feature_version": artifact_card["feature_version"],
        },
        "purpose": [_said(one) for one in _purpose()],
        "limits": [_said(one) for one in _limits(model, run)],
        "label_set": [
            {
                **_definition(known.get(key), key),
                "threshold": model.thresholds.get(key),
                "calibration": {"slope": calibration["slope"][key], "intercept": calibration["intercept"][key]},
                "positives": run.data.get("positives", {}).get(key),
            }
            for key in model.label_set
        ],
        "data": {**run.data, "data_hash": run.data_hash},
        "metrics": model.metrics,
        "training": {
            "run": run.id,
            "seed": run.seed,
            "config": run.config,
            "device": run.device,
            "versions": artifact_card.get("versions", {}),
            "cost": run.cost or artifact_card.get("cost", {}),
        },
        "more": {key: value for key, value in artifact_card.items() if key not in _NOT_TOLD},
    }


def sentences(
    said: Sequence[Mapping[str, Any]], t: Translator = english, names: Mapping[str, str] | None = None
) -> list[str]:
    """Return the sentences of a card, its purpose or its limits, in the language of `t`.

    `names` are titles for the keys of capabilities and simple taggers that stand in them.
    """
    known = names or {}
    told = [(one["template"], {place: _named(value, known) for place, value in one["values"].items()}) for one in said]
    return [Message(template, values).text(t) for template, values in told]


def _named(value: Any, names: Mapping[str, str]) -> Any:
    """Return the title of a key, or of several that commas part; anything else as it is."""
    return ", ".join(names.get(key, key) for key in value.split(", ")) if isinstance(value, str) else value


def _said(one: Message) -> dict[str, Any]:
    return {**one.to_json(), "text": one.text()}


def _definition(record: CapabilityRecord | None, key: str) -> dict[str, Any]:
    """Return a capability as it is defined now; a model may know one that was taken out of the label set since."""
    if record is None:
        return {"key": key, "title_en": key, "title_zh": key, "definition_en": "", "definition_zh": ""}
    return {name: value for name, value in asdict(record).items() if name not in ("position", "color")}


def _purpose() -> list[Message]:
    return [
        message(
            "It reads the name, the tagline and the description of a product, in English or Chinese, and says which "
            "capabilities the product offers: none, one or several."
        ),
        message(
            "It is made to count: shares of many products over time, and a first look at single ones. It decides "
            "nothing about a company or a person."
        ),
    ]


def _limits(model: ModelRecord, run: RunRecord) -> list[Message]:
    limits = [
        message(
            "It knows what products say of themselves, not what they do. A text that promises a capability is tagged "
            "with it."
        ),
        message(
            "Its figures hold for products like the labelled ones. Another source, another language or later years may "
            "fare worse; label some of them at random and look."
        ),
        message("A share counted from its tags carries its errors: they do not average out where they lean one way."),
    ]
    positives = run.data.get("positives", {})
    limits += [
        message(
            "It has learned {capability} from few positives ({count}); its figures there have wide intervals.",
            capability=key,
            count=positives[key],
        )
        for key in model.label_set
        if positives.get(key, FEW_POSITIVES) < FEW_POSITIVES
    ]
    if run.data.get("left_out"):
        limits.append(
            message(
                "It does not know these capabilities, which had too few labels: {capabilities}.",
                capabilities=", ".join(run.data["left_out"]),
            )
        )
    return limits + _beaten(model)


def _beaten(model: ModelRecord) -> list[Message]:
    """Say which of the simple taggers is not clearly worse than the network."""
    return [
        message(
            "{baseline} is not clearly worse: the network gains {value:+.3f} in mean average precision ({low:+.3f} to "
            "{high:+.3f}).",
            baseline=name,
            **gain,
        )
        for name, gain in ((name, one.get("gain", {})) for name, one in model.metrics.get("baselines", {}).items())
        if gain.get("low") is not None and gain["low"] <= 0
    ]
