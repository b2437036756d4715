"""A trained tagger as it lies on disk, served by ONNX Runtime: no TensorFlow, no pickle.

A folder holds model.keras (to go on training from), model.onnx, card.json, and what cuts texts up: vocabulary.json, and
tokenizer.json beside it where an encoder reads too (preset encoder).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.messages import JobError, message
from dashboard.tagging.card import CARD_FILE, Card
from dashboard.tagging.decide import NO_PRIMARY, Floats, choose_primary
from dashboard.tagging.features import FEATURE_VERSION
from dashboard.tagging.readers import (
    TOKENIZER_FILE,
    UNREAD,
    Inputs,
    Readers,
    TextsRead,
    load_readers,
    reader_files,
    rows_of,
)

KERAS_FILE, ONNX_FILE = "model.keras", "model.onnx"
#: How far a probability may lie from that of the golden vector.
TOLERANCE = 1e-4
# Texts encoded at once; and texts of about one length that the network reads at once, so that little is padding.
_CHUNK = 1024
_BATCH, _ENCODER_BATCH = 128, 16


@dataclass(frozen=True)
class Predictions:
    """What a model says of texts, in the order of its label set."""

    # (texts, labels), calibrated.
    probabilities: Floats
    # (texts, labels).
    tags: npt.NDArray[np.bool_]
    # Keys of capabilities, None for none.
    primary: list[str | None]


@dataclass(frozen=True)
class Artifact:
    """A model that is ready to read texts."""

    card: Card
    readers: Readers
    session: Any

    def predict(self, texts: Sequence[str]) -> Predictions:
        """Return what the model says of `texts`, whatever their number: chunk by chunk."""
        chunks = [self._logits(texts[start : start + _CHUNK]) for start in range(0, len(texts), _CHUNK)]
        labels = len(self.card.label_set)
        logits = np.concatenate([np.empty((0, labels), np.float32), *(tags for tags, _ in chunks)])
        heads = [primary for _, primary in chunks if primary is not None]
        probabilities = self.card.decision.probabilities(logits)
        tags = self.card.decision.tags(probabilities)
        primary = choose_primary(tags, probabilities, np.concatenate(heads) if heads else None)
        keys = self.card.label_set
        return Predictions(probabilities, tags, [None if i == NO_PRIMARY else keys[i] for i in primary.tolist()])

    def _logits(self, texts: Sequence[str]) -> tuple[Floats, Floats | None]:
        read = [TextsRead.by(reader, texts) for reader in self.readers.values()]
        # Where there is an encoder, its tokens come first: by far the most is computed of them.
        order = np.argsort(read[0].lengths, kind="stable")
        size = _ENCODER_BATCH if TOKENIZER_FILE in self.readers else _BATCH
        parts = [order[start : start + size] for start in range(0, len(order), size)]
        outputs = [self._run(rows_of(read, part)) for part in parts]
        back = np.argsort(order, kind="stable")
        joined = [np.concatenate(output)[back] for output in zip(*outputs, strict=True)]
        return joined[0], joined[1] if self.card.primary_by_head else None

    def _run(self, inputs: Inputs) -> list[Floats]:
        outputs: list[Floats] = self.session.run(["tags", "primary"][: 1 + self.card.primary_by_head], inputs)
        return outputs


def load_artifact(folder: Path, *, expected_hash: str | None = None, threads: int = 1) -> Artifact:
    """Load a model and check that it is the one that was stored, and that it says here what it said there.

    `expected_hash` is the hash that the database holds; `threads` 0 means as many as there are cores. Raise JobError
    with a sentence for whatever does not fit.
    """
    missing = [name for name in artifact_files(folder) if not (folder / name).is_file()]
    if missing:
        raise JobError(
            message(
                "The model's folder {folder} lacks {files}. A model is served only when it is complete. Activate "
                "another model, or train again.",
                folder=folder.name,
                files=", ".join(missing),
            )
        )
    if expected_hash is not None and artifact_hash(folder) != expected_hash:
        raise JobError(
            message(
                "The files in the model's folder {folder} are not those that were stored. A changed model is not "
                "served. Restore them from a backup, activate another model, or train again.",
                folder=folder.name,
            )
        )
    return open_artifact(folder, threads=threads)


def open_artifact(folder: Path, *, threads: int = 1) -> Artifact:
    """Load the model of a complete folder, and check its version and its golden vectors."""
    card = Card.read(folder)
    if card.feature_version != FEATURE_VERSION:
        raise JobError(
            message(
                "The model in {folder} reads features of version {theirs}, this program makes version {ours}. A model "
                "reads only what it was trained on. Train again.",
                folder=folder.name,
                theirs=card.feature_version,
                ours=FEATURE_VERSION,
            )
        )
    artifact = Artifact(card, load_readers(folder, card.about.get(UNREAD, ())), _session(folder / ONNX_FILE, threads))
    check_golden(artifact, folder.name)
    return artifact


def check_golden(artifact: Artifact, name: str) -> None:
    """Raise JobError if the model says something else of its golden vectors than when it was made."""
    golden = artifact.card.golden
    said = artifact.predict([vector.text for vector in golden]).probabilities
    expected = np.array([vector.probabilities for vector in golden], np.float32).reshape(said.shape)
    if not np.allclose(said, expected, rtol=0, atol=TOLERANCE):
        raise JobError(
            message(
                "The model in {folder} gives other probabilities here than where it was trained. A model whose numbers "
                "change is not served. Train again on this machine.",
                folder=name,
            )
        )


def artifact_files(folder: Path) -> tuple[str, ...]:
    """Return the names of the files that make up the artifact in `folder`."""
    return (CARD_FILE, KERAS_FILE, ONNX_FILE, *reader_files(folder))


def artifact_hash(folder: Path) -> str:
    """Return the hash of an artifact's files, names and contents."""
    digest = sha256()
    for name in artifact_files(folder):
        digest.update(f"{name} {(folder / name).stat().st_size}\n".encode())
        with (folder / name).open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def _session(path: Path, threads: int) -> Any:
    # 50 MB that only those who read texts need.
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Threads that wait would keep a core busy, which the features of the next texts need.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
