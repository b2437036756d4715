"""Write a complete artifact. Imports TensorFlow: only the process of a training job may import this module."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from dashboard.tagging.artifact import KERAS_FILE, ONNX_FILE, artifact_hash, open_artifact
from dashboard.tagging.card import Card, GoldenVector
from dashboard.tagging.decide import Decision
from dashboard.tagging.features import FEATURE_VERSION
from dashboard.tagging.readers import Readers, read_all
from dashboard.training.gold import GoldSet
from dashboard.training.network import TAGS
from dashboard.training.report import Report

GOLDEN_VECTORS = 10
_GOLDEN_CHARACTERS = 500
#: Under the home folder.
ARTIFACTS = "artifacts"


class Trained(Protocol):
    """A network that is ready to be stored."""

    @property
    def readers(self) -> Readers:
        """What cuts texts up for the tagger, each by its file."""
        ...

    def tagger(self) -> Any:
        """Return the Keras model from what the readers read to logits."""
        ...


def export_artifact(
    home: Path, name: str, network: Trained, gold: GoldSet, measured: Report, about: dict[str, Any]
) -> tuple[str, str]:
    """Write an artifact, and return its folder under `home` and its hash.

    It is written elsewhere, read back by ONNX Runtime, held against what Keras says, and moved into place at the end.
    """
    with _folder_in_making(home / ARTIFACTS) as folder:
        tagger = network.tagger()
        golden = _golden_vectors(network.readers, tagger, measured.decision, golden_texts(gold.texts))
        tagger.save(folder / KERAS_FILE)
        tagger.export(folder / ONNX_FILE, format="onnx", verbose=False)
        for file, reader in network.readers.items():
            reader.save(folder / file)
        by_head = measured.primary_by_head
        Card(FEATURE_VERSION, gold.label_set, measured.decision, by_head, golden, about).write(folder)
        open_artifact(folder)
        hashed = artifact_hash(folder)
        # Two databases may share a home folder and count their runs alike.
        final = home / ARTIFACTS / f"{name}-{hashed[:8]}"
        folder.rename(final)
    return f"{ARTIFACTS}/{final.name}", hashed


def golden_texts(texts: Sequence[str]) -> list[str]:
    """Return texts for golden vectors: evenly spread, cut at a length that a card can hold."""
    places = np.linspace(0, len(texts) - 1, GOLDEN_VECTORS).round().astype(int)
    return [texts[place][:_GOLDEN_CHARACTERS] for place in places]


def _golden_vectors(readers: Readers, tagger: Any, decision: Decision, texts: Sequence[str]) -> list[GoldenVector]:
    # Calling it also tells the exporter what its inputs look like.
    said = tagger(read_all(readers, texts), training=False)
    probabilities = decision.probabilities(np.asarray(said[TAGS]))
    return [GoldenVector(text, row.tolist()) for text, row in zip(texts, probabilities, strict=True)]


@contextmanager
def _folder_in_making(parent: Path) -> Iterator[Path]:
    """Yield a new folder that is removed at the end, unless it has been moved away."""
    parent.mkdir(exist_ok=True)
    for left_over in parent.glob(".making-*"):
        shutil.rmtree(left_over, ignore_errors=True)  # Of a run that was killed; one job runs at a time.
    folder = Path(tempfile.mkdtemp(dir=parent, prefix=".making-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
