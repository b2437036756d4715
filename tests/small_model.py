"""The hand-made model of two words as the active one of a store: for pages, without TensorFlow.

`robot` speaks for automation, `predict` for intelligence; a text without them has neither.
"""

import json

import numpy as np

from dashboard.tagging.artifact import KERAS_FILE, ONNX_FILE, artifact_hash
from dashboard.tagging.features import Vocabulary
from dashboard.tagging.readers import VOCABULARY_FILE
from db.engine import Store
from db.models import Job, Model, OutOfFold, Product, Run
from db.queries.revisions import raise_revision
from db.settings import home
from tests.dashboard.tagging.conftest import LABEL_SET, WORDS, word_hash, write_card, write_onnx

FOLDER = "artifacts/run-1"
ROBOT, NOTES = 1, 2


def add_small_model(store: Store) -> None:
    """Write the model's files, make it the active one, and add two products: one of a robot, one of notes."""
    folder = home() / FOLDER
    folder.mkdir(parents=True)
    hashes = sorted((word_hash(word), place) for place, word in enumerate(WORDS))
    vocabulary = Vocabulary(np.array([h for h, _ in hashes], np.uint32), np.ones(len(WORDS), np.float32))
    table = np.zeros((3, 2), np.float32)
    for row, (_hash, place) in enumerate(hashes, start=1):
        table[row, place] = 8
    (folder / VOCABULARY_FILE).write_text(json.dumps(vocabulary.to_json()))
    (folder / KERAS_FILE).write_bytes(b"never read here")
    write_onnx(folder / ONNX_FILE, table)
    write_card(folder)
    with store.write() as session:
        session.add(Job(id=1, kind="train", payload={}, state="succeeded"))
        session.flush()
        session.add(Run(id=1, job_id=1, preset="fast", seed=0, config={}))
        session.flush()
        fields = {"folder": FOLDER, "artifact_hash": artifact_hash(folder), "label_set": LABEL_SET, "metrics": {}}
        thresholds = dict.fromkeys(LABEL_SET, 0.5)
        session.add(Model(id=1, run_id=1, preset="fast", thresholds=thresholds, active=True, **fields))
        session.add(_product(ROBOT, "Robo", "A robot sorts the post"))
        session.add(_product(NOTES, "Noto", "A place for notes"))
        session.flush()
        raise_revision(session, "model", "products")


def add_unseen(store: Store, product_id: int, probability: float) -> None:
    """Let the model have learned from a product: unseen, it got this probability for automation."""
    said = {"capability": "automation", "probability": probability, "tagged": probability >= 0.5, "fold": 1}
    with store.write() as session:
        session.add(OutOfFold(model_id=1, product_id=product_id, **said))
        raise_revision(session, "model")


def _product(number: int, name: str, description: str) -> Product:
    fields = {"source": "list", "external_id": name, "product_group": name, "language": "en", "text_hash": name}
    return Product(id=number, name=name, description=description, **fields)
