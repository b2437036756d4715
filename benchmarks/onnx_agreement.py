"""Does ONNX Runtime say what Keras says? From raw text to probability, on the real lists, for models of either preset.

    python benchmarks/onnx_agreement.py ARTIFACT ... [--each 250]

ARTIFACT is the folder of a stored model (artifacts/... in a home folder). So many texts of each of the two lists, one
English and one Chinese, drawn by chance, go through both; the largest difference of a probability is told (goal: 1e-4).
"""

import argparse
from pathlib import Path
from typing import Any

import numpy as np
from peer import COLUMNS, real_file, real_products, texts_of

from dashboard.tagging.artifact import KERAS_FILE, Artifact, open_artifact
from dashboard.tagging.readers import read_all

#: Texts that Keras reads at once.
BATCH = 64


def main() -> None:
    """Read the texts, let both say what they make of them, and print a line a model and list."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("artifacts", type=Path, nargs="+")
    parser.add_argument("--each", type=int, default=250)
    args = parser.parse_args()
    texts = {name: drawn(texts_of(real_products(real_file(name))), args.each) for name in COLUMNS}
    from dashboard.training.runtime import start_tensorflow

    start_tensorflow(seed=0)
    for folder in args.artifacts:
        artifact, network = open_artifact(folder), load_network(folder)
        for name, own in texts.items():
            gap = np.abs(artifact.predict(own).probabilities - by_keras(artifact, network, own)).max()
            preset = artifact.card.about["preset"]
            print(f"{preset}, {name}: {len(own)} texts, largest difference {gap:.1e}", flush=True)


def drawn(texts: list[str], count: int) -> list[str]:
    """Return so many texts, drawn by chance."""
    rows = np.random.default_rng(0).permutation(len(texts))[:count]
    return [texts[row] for row in rows]


def load_network(folder: Path) -> Any:
    """Return the stored Keras model."""
    import keras
    import keras_hub  # noqa: F401 - an encoder's layers are its own

    return keras.models.load_model(folder / KERAS_FILE, safe_mode=True)


def by_keras(artifact: Artifact, network: Any, texts: list[str]) -> np.ndarray:
    """Return what Keras makes of the texts, calibrated as they are served."""
    parts = [texts[start : start + BATCH] for start in range(0, len(texts), BATCH)]
    logits = [np.asarray(network(read_all(artifact.readers, part), training=False)["tags"]) for part in parts]
    return artifact.card.decision.probabilities(np.concatenate(logits))


if __name__ == "__main__":
    main()
