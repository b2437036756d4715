"""The training job, from gold labels to a model that has tagged. Each run is a process of its own, as for a person."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import average_precision_score

from dashboard.messages import JobError, RequestError
from dashboard.tagging.artifact import ONNX_FILE, load_artifact
from dashboard.training.activation import activate
from db.engine import Store, close_stores, open_store
from db.queries.evaluation import judged_frame
from db.queries.labels import gold_frame
from db.queries.tags import tags_frame
from db.queries.training import active_model, epochs_frame, list_models, list_runs, oof_frame
from db.queries.trends import launches_frame
from db.settings import home as home_folder
from tests.command_line import run
from tests.keras_peer import keras_probabilities
from tests.samples import KEYS, sample_csv

PRODUCTS = 120
#: A home, what its two runs printed, and what readers saw between them.
Trained = tuple[Path, list[dict[str, Any]], pd.DataFrame]
Command = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """A home in which the samples were imported and two runs trained with the same seed."""
    folder = tmp_path_factory.mktemp("trained")
    (folder / "list.csv").write_text(sample_csv(PRODUCTS), encoding="utf-8")
    run(folder, "import", str(folder / "list.csv"), "--lane", "audit")
    train = ("train", "--seed", "3", "--epochs", "6")
    first = run(folder, *train)[1]
    seen = readers_see(folder)
    return folder, [first, run(folder, *train)[1]], seen


def readers_see(folder: Path) -> pd.DataFrame:
    """What trends are counted from, as the store of a home stands now."""
    store = open_store(f"sqlite:///{folder / 'home' / 'strandline.db'}")
    with store.read() as session:
        frame = launches_frame(session)
    close_stores()
    return frame


@pytest.fixture
def store(trained: Trained, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The store of that home."""
    monkeypatch.setenv("STRANDLINE_HOME", str(trained[0] / "home"))
    close_stores()
    return open_store()


pytestmark = pytest.mark.slow


def test_a_run_prints_what_it_made(trained):
    first, second = trained[1]
    assert {"run_id", "model_id", "state", "epochs", "seconds", "device", "metrics"} <= set(first)
    assert (first["run_id"], first["model_id"], first["state"], first["tagged"]) == (1, 1, "succeeded", PRODUCTS)
    assert list(first["metrics"]["capabilities"]) == list(KEYS)
    assert (first["active"], second["active"]) == (True, False)


def test_the_same_seed_and_labels_give_the_same_figures(trained):
    first, second = trained[1]
    assert first["metrics"] == second["metrics"]


def test_it_learns_what_the_texts_say(trained):
    assert trained[1][0]["metrics"]["mean_average_precision"]["value"] > 0.9


def test_every_epoch_is_on_record(store: Store):
    with store.read() as session:
        frame = epochs_frame(session, 1)
        runs = list_runs(session)
    assert sorted(frame["fold"].unique()) == [0, 1, 2, 3, 4, 5]
    assert (frame.groupby("fold").size() == runs[0].config["epochs"]).all()
    assert frame[frame["fold"] > 0]["val_map"].notna().all()
    assert frame[frame["fold"] == 0]["val_map"].isna().all()
    assert runs[0].cost["seconds"] > 0
    assert runs[0].data["products"] == PRODUCTS


def test_a_run_that_is_not_activated_changes_nothing_for_readers_of_trends(trained):
    before = trained[2]
    assert before["p_automation"].notna().all()
    pd.testing.assert_frame_equal(readers_see(trained[0]), before)


def test_each_gold_product_has_an_out_of_fold_probability_for_each_capability(store: Store):
    with store.read() as session:
        oof = oof_frame(session, 1)
    assert len(oof) == PRODUCTS * len(KEYS)
    assert oof["probability"].between(0, 1).all()
    assert oof.groupby("product_id")["fold"].nunique().eq(1).all()


def test_readers_see_the_first_model_until_another_is_activated(store: Store):
    with store.read() as session:
        active = active_model(session)
        assert [model.id for model in list_models(session)] == [2, 1]
        # The new one has tagged everything already: activating it takes no time.
        assert len(tags_frame(session, 2)) == PRODUCTS
    assert active is not None
    assert active.id == 1


def test_onnx_says_what_keras_says(store: Store):
    with store.read() as session:
        folder = home_folder() / list_models(session)[-1].folder
    samples = [row.split(",")[2] for row in sample_csv(400, seed=1).splitlines()[1:]]
    texts = [*samples, "", "🙂", "مرحبا", "word " * 9000]
    (network,) = keras_probabilities(folder, texts)
    assert np.abs(load_artifact(folder).predict(texts).probabilities - network).max() < 1e-4


def test_a_model_whose_files_were_changed_is_not_activated(store: Store):
    with store.read() as session:
        second = next(model for model in list_models(session) if model.id == 2)
    onnx = home_folder() / second.folder / ONNX_FILE
    original = onnx.read_bytes()
    onnx.write_bytes(original + b"\0")
    with pytest.raises(JobError, match="are not those that were stored"):
        activate(store, 2)
    onnx.write_bytes(original)
    with store.read() as session:
        active = active_model(session)
    assert active is not None
    assert active.id == 1


def test_a_model_that_is_not_there_is_not_activated(store: Store):
    with pytest.raises(RequestError, match="There is no model 9"):
        activate(store, 9)


def test_a_split_by_time_measures_the_newest_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "list.csv").write_text(sample_csv(PRODUCTS), encoding="utf-8")
    run(tmp_path, "import", str(tmp_path / "list.csv"))
    status, made = run(tmp_path, "train", "--epochs", "4", "--split", "time")
    assert (status, made["tagged"]) == (0, PRODUCTS)
    on = made["metrics"]["measured_on"]
    assert (on["how"], on["folds"], on["products"] + on["learned_from"]) == ("future", 1, PRODUCTS)
    assert made["metrics"]["final_network"] is None  # Every product is labelled: there is nothing to compare on.

    monkeypatch.setenv("STRANDLINE_HOME", str(tmp_path / "home"))
    close_stores()
    with open_store().read() as session:
        oof, epochs, judged = oof_frame(session, 1), epochs_frame(session, 1), judged_frame(session, 1)
        (first,) = list_runs(session)
    close_stores()
    assert (first.config["split"], first.data["measured_since"]) == ("time", on["since"])
    assert len(oof) == on["products"] * len(KEYS)
    assert judged["launched_on"].min().date().isoformat() == on["since"]
    assert sorted(epochs["fold"].unique()) == [0, 1]
    assert epochs[epochs["fold"] == 1]["texts"].unique().tolist() == [on["learned_from"]]
    assert epochs[epochs["fold"] == 0]["texts"].unique().tolist() == [PRODUCTS]


def test_with_patience_networks_stop_early_and_the_final_one_after_the_median_of_their_epochs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    # Labels by chance: there is nothing to learn, and every epoch ranks the held-out products differently.
    chance = pd.read_csv(StringIO(sample_csv(PRODUCTS)))
    chance[list(KEYS)] = np.random.default_rng(0).random((PRODUCTS, len(KEYS))) < 0.4
    chance.astype(dict.fromkeys(KEYS, int)).to_csv(tmp_path / "list.csv", index=False)
    run(tmp_path, "import", str(tmp_path / "list.csv"))
    status, made = run(tmp_path, "train", "--epochs", "20", "--patience", "2")
    assert status == 0

    monkeypatch.setenv("STRANDLINE_HOME", str(tmp_path / "home"))
    close_stores()
    with open_store().read() as session:
        oof, epochs = oof_frame(session, 1), epochs_frame(session, 1)
        targets = gold_frame(session).set_index("product_id")
    close_stores()
    stopped = made["metrics"]["early_stop"]
    assert stopped["patience"] == 2
    trained = epochs.groupby("fold")["epoch"].max()
    best = {fold: int(own.loc[own["val_map"].idxmax(), "epoch"]) for fold, own in epochs.groupby("fold") if fold}
    assert stopped["epochs"] == [best[fold] for fold in sorted(best)]
    assert all(trained[fold] == min(20, best[fold] + 2) for fold in best)
    assert trained.max() < 20
    assert trained[0] == stopped["final_epochs"] == sorted(best.values())[2]
    assert (epochs[epochs["fold"] > 0].groupby("fold")["val_map"].agg(lambda own: own.max() - own.iloc[-1]) > 0).all()
    # What is measured is said by the weights of the best epoch. Calibration keeps the order within a fold's products.
    fold = oof[oof["fold"] == 1].pivot(index="product_id", columns="capability", values="probability")
    own = [average_precision_score(targets.loc[fold.index, key].astype(int), fold[key]) for key in KEYS]
    assert np.mean(own) == pytest.approx(epochs[epochs["fold"] == 1]["val_map"].max(), abs=1e-6)


def test_too_few_labels_end_the_run_with_a_sentence(tmp_path: Path):
    (tmp_path / "list.csv").write_text(sample_csv(30), encoding="utf-8")
    run(tmp_path, "import", str(tmp_path / "list.csv"))
    status, printed = run(tmp_path, "train")
    assert status == 2
    assert "too few gold labels to train on: 30 products" in printed["error"]
    assert run(tmp_path, "models") == (0, {"models": []})
