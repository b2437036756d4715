"""A small model made by hand, without TensorFlow: it knows two words and two capabilities."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from dashboard.tagging.artifact import KERAS_FILE, ONNX_FILE, artifact_hash
from dashboard.tagging.card import Card, GoldenVector
from dashboard.tagging.decide import Decision, sigmoid
from dashboard.tagging.features import FEATURE_VERSION, Vocabulary
from dashboard.tagging.ngrams import hashed_ngrams
from dashboard.tagging.readers import VOCABULARY_FILE
from db.engine import Store, open_store
from db.models import Capability, Job, Model, Product, Run

LABEL_SET = ["automation", "intelligence"]
#: "robot" speaks for automation, "predict" for intelligence: their words weigh 1, all else is unknown.
WORDS = ("robot", "predict")
YES = float(np.float32(sigmoid(np.array([4.0]))[0]))
NO = float(np.float32(sigmoid(np.array([-4.0]))[0]))


@pytest.fixture
def store(home: Path) -> Store:
    """A store on SQLite with two capabilities."""
    store = open_store()
    with store.write() as session:
        for place, key in enumerate(LABEL_SET):
            titles = dict.fromkeys(("title_en", "title_zh", "definition_en", "definition_zh"), key)
            session.add(Capability(key=key, position=place, color="#000000", **titles))
    return store


@pytest.fixture
def artifact_folder(home: Path) -> Path:
    """A complete artifact under the home folder."""
    folder = home / "artifacts" / "run-1"
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
    return folder


@pytest.fixture
def active_model(store: Store, artifact_folder: Path) -> int:
    """The number of an active model whose files are the hand-made ones."""
    with store.write() as session:
        session.add(Job(id=1, kind="train", payload={}, state="succeeded"))
        session.flush()
        session.add(Run(id=1, job_id=1, preset="fast", seed=0, config={}))
        session.flush()
        fields = {"folder": "artifacts/run-1", "artifact_hash": artifact_hash(artifact_folder), "label_set": LABEL_SET}
        session.add(Model(id=1, run_id=1, preset="fast", thresholds={}, metrics={}, active=True, **fields))
    return 1


@pytest.fixture
def add_products(store: Store) -> Callable[..., None]:
    """Add products by their names: `add_products("robot", "notes")`; their numbers follow the order."""

    def added(*names: str) -> None:
        with store.write() as session:
            for name in names:
                fields = {"source": "list", "external_id": name, "product_group": name, "language": "en"}
                session.add(Product(name=name, text_hash=name, **fields))
                session.flush()

    return added


def word_hash(word: str) -> int:
    """The hash of a word as a word, not of the characters in it."""
    (found,) = {h for h in hashed_ngrams([word])[1].tolist() if h & 1}
    return found


def write_onnx(path: Path, table: np.ndarray) -> None:
    """Gather, multiply, sum, less 4: a word that speaks for a capability gives the logit 4, else it is -4."""
    from onnx import TensorProto, helper, numpy_helper, save

    nodes = [
        helper.make_node("Gather", ["table", "ids"], ["gathered"]),
        helper.make_node("Unsqueeze", ["weights", "last"], ["column"]),
        helper.make_node("Mul", ["gathered", "column"], ["weighted"]),
        helper.make_node("ReduceSum", ["weighted", "middle"], ["summed"], keepdims=0),
        helper.make_node("Sub", ["summed", "four"], ["tags"]),
    ]
    shapes = [("ids", TensorProto.INT32, ["n", "m"]), ("weights", TensorProto.FLOAT, ["n", "m"])]
    constants = {"table": table, "last": np.array([2]), "middle": np.array([1]), "four": np.float32(4)}
    graph = helper.make_graph(
        nodes,
        "two words",
        [helper.make_tensor_value_info(*shape) for shape in shapes],
        [helper.make_tensor_value_info("tags", TensorProto.FLOAT, ["n", 2])],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()],
    )
    save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), path)


def write_card(folder: Path, *, version: int = FEATURE_VERSION, golden: float = YES) -> None:
    """Write the card of the hand-made model, or one that does not fit it."""
    decision = Decision(np.ones(2), np.zeros(2), np.full(2, 0.5))
    Card(version, LABEL_SET, decision, False, [GoldenVector("robot", [golden, NO])], {"seed": 0}).write(folder)
