"""The card of an artifact: all that is known of a model beside its weights, as JSON."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np

from dashboard.tagging.decide import Decision

CARD_FILE = "card.json"


@dataclass(frozen=True)
class GoldenVector:
    """A text and what the model said of it when it was made. Another machine must say the same."""

    text: str
    probabilities: list[float]


@dataclass(frozen=True)
class Card:
    """What serving needs of a model (first five fields), and what a reader wants to know of it (`about`)."""

    feature_version: int
    label_set: list[str]
    decision: Decision
    # Whether the network's own head names the primary capability, or the most probable one is taken.
    primary_by_head: bool
    golden: list[GoldenVector]
    # Metrics, seed, data hash, versions, device, cost …
    about: dict[str, Any]

    def write(self, folder: Path) -> None:
        """Write the card into an artifact's folder."""
        text = json.dumps(self.to_json(), ensure_ascii=False, indent=1)
        (folder / CARD_FILE).write_text(text, encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the card of an artifact's folder."""
        return cls.from_json(json.loads((folder / CARD_FILE).read_text(encoding="utf-8")))

    def to_json(self) -> dict[str, Any]:
        """Return the card as builtins; numbers a capability are named by its key."""
        decision = self.decision
        return {
            "feature_version": self.feature_version,
            "label_set": self.label_set,
            "calibration": {
                "slope": dict(zip(self.label_set, decision.slopes.tolist(), strict=True)),
                "intercept": dict(zip(self.label_set, decision.intercepts.tolist(), strict=True)),
            },
            "thresholds": self.thresholds,
            "primary_by_head": self.primary_by_head,
            "golden": [{"text": vector.text, "probabilities": vector.probabilities} for vector in self.golden],
            **self.about,
        }

    @property
    def thresholds(self) -> dict[str, float]:
        """Return the threshold of each capability."""
        return dict(zip(self.label_set, self.decision.thresholds.tolist(), strict=True))

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the card that `to_json` gave `data` for."""
        about = dict(data)
        keys = about.pop("label_set")
        calibration = about.pop("calibration")
        thresholds = about.pop("thresholds")
        return cls(
            feature_version=about.pop("feature_version"),
            label_set=keys,
            decision=Decision(
                _in_order(calibration["slope"], keys),
                _in_order(calibration["intercept"], keys),
                _in_order(thresholds, keys),
            ),
            primary_by_head=about.pop("primary_by_head"),
            golden=[GoldenVector(**vector) for vector in about.pop("golden")],
            about=about,
        )


def _in_order(values: dict[str, float], keys: list[str]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([values[key] for key in keys], np.float64)
