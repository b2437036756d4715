"""What Keras says of texts by a stored model, in a process of its own: the peer of what ONNX Runtime serves."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import numpy as np

from dashboard.catalogue.loader import PRODUCTS
from dashboard.tagging.text import product_text
from tests.command_line import ROOT

#: The stored network; and the mean of the two that it is made of, the second alone where the encoder reads nothing.
_SCRIPT = """
import json, sys
from pathlib import Path
import keras, keras_hub, numpy as np
from dashboard.tagging.artifact import load_artifact
from dashboard.tagging.readers import read_all
folder, texts = Path(sys.argv[1]), json.load(sys.stdin)
artifact = load_artifact(folder)
network = keras.models.load_model(folder / "model.keras", safe_mode=True)
inputs = read_all(artifact.readers, texts)
def said(part):
    return part.predict({name: inputs[name] for name in part.input}, batch_size=64, verbose=0)["tags"]
halves = [part for part in network.layers if isinstance(part, keras.Model)]
found = [said(network)]
if halves:
    encoder, words = (said(half) for half in sorted(halves, key=lambda half: "ids" in half.input))
    found.append(np.where(inputs["padding_mask"].any(axis=1, keepdims=True), (encoder + words) / 2, words))
print(json.dumps([artifact.card.decision.probabilities(np.asarray(logits)).tolist() for logits in found]))
"""


def keras_probabilities(folder: Path, texts: list[str]) -> list[np.ndarray]:
    """Return probabilities (texts, labels): of the stored network, and of the mean of its halves if it has any."""
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(folder)],
        cwd=ROOT,
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    return [np.array(one) for one in json.loads(done.stdout.splitlines()[-1])]


def catalogue() -> list[dict[str, str]]:
    """Return the embedded products as their file has them."""
    with PRODUCTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def catalogue_texts(of_each: int) -> list[str]:
    """Return the texts of real products: so many in English, and so many in Chinese."""
    rows = catalogue()
    own = [row for code in ("en", "zh") for row in [row for row in rows if row["language"] == code][:of_each]]
    return [product_text(row["name"], row["tagline"], row["description"]) for row in own]
