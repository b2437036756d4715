"""The job that trains: from the gold labels in the store to a model that has tagged every product."""

import shutil
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dashboard.jobs.context import JobContext
from dashboard.jobs.storing import store_surely
from dashboard.tagging.active import free_threads, load_model
from dashboard.tagging.concepts import list_concepts
from dashboard.tagging.features import fit_vocabulary
from dashboard.tagging.job import tag_products
from dashboard.tagging.readable import read_both
from dashboard.tagging.readers import UNREAD
from dashboard.tagging.text import product_text
from dashboard.tagging.tokens import open_tokenizer
from dashboard.training.cost import Meter
from dashboard.training.encoder_files import EncoderFiles, default_encoder, find_encoder
from dashboard.training.encoder_settings import EncoderSettings, check_languages
from dashboard.training.first_batch import Read, keep_first_batch
from dashboard.training.gold import UNKNOWN, GoldSet, gold_set
from dashboard.training.recording import EpochWriter
from dashboard.training.report import Report, report
from dashboard.training.request import ENCODER, RANDOM, FastSettings, TrainingRequest
from dashboard.training.runtime import Runtime, memory_errors, start_tensorflow
from dashboard.training.split import Split, make_split, part_split
from dashboard.training.watch import watching
from db.engine import Store
from db.queries.capabilities import list_capabilities
from db.queries.labels import gold_frame, unlabelled_products
from db.queries.model_events import activate_model
from db.queries.training import (
    NewModel,
    active_model,
    add_model,
    create_run,
    describe_run,
    get_model,
)
from db.settings import home

if TYPE_CHECKING:
    from dashboard.training.crossfit import CrossFit
    from dashboard.training.encoder_run import FittedEncoder

#: Products without a label on which the final network is held against those of the folds.
COMPARED = 500


@dataclass(frozen=True)
class Run:
    """A run under way."""

    id: int
    context: JobContext
    request: TrainingRequest
    settings: FastSettings | EncoderSettings
    # What the preset encoder starts from.
    encoder: EncoderFiles | None
    gold: GoldSet
    split: Split
    meter: Meter

    def batch_reader(self) -> Read | None:
        """Return what shows how the network reads a text, where the preset brings its own."""
        if self.encoder is None or not isinstance(self.settings, EncoderSettings):
            return None
        tokens = open_tokenizer(self.encoder.folder, self.settings.max_tokens, self.settings.unread_languages)
        vocabulary = fit_vocabulary(self.gold.part(~self.split.measured).texts, concepts=list_concepts())
        return lambda texts, most: read_both(texts, tokens, vocabulary.encode, most=most)


def run_training(context: JobContext) -> dict[str, Any] | None:
    """Train, evaluate, export and tag. Result: run_id, model_id, epochs, seconds, device, metrics, tagged, active.

    The model becomes the active one at the very end, if that was asked for or there is none yet: until then readers of
    tags see no change.
    """
    run = begin(context)
    with watching(context.store, run.id, run.meter):
        return _train(run)


def _train(run: Run) -> dict[str, Any]:
    context = run.context
    context.report("starting")
    runtime = start_tensorflow(run.request.seed)
    run.meter.gpu = runtime.gpu
    store_surely(context.store, lambda session: describe_run(session, run.id, device=runtime.device))
    with memory_errors(runtime, run.settings.batch_size):
        model = make_model(run, runtime)
    model_id = _store_model(context.store, model)
    tagged = _tag(context, model_id)
    result = {
        "run_id": run.id,
        "model_id": model_id,
        "epochs": run.settings.epochs,
        "device": runtime.device,
        "metrics": model.metrics,
        "tagged": tagged,
    }
    return _conclude(run, result)


def _store_model(store: Store, model: NewModel) -> int:
    """Add a model to the store, and return its number; where that fails, its files go too: nobody would find them."""
    try:
        return store_surely(store, lambda session: add_model(session, model, activate=False))
    except Exception:
        shutil.rmtree(home() / model.folder, ignore_errors=True)
        raise


def read_gold(store: Store) -> GoldSet:
    """Return what there is to learn from. Raise RequestError where it is too little."""
    with store.read() as session:
        keys = [capability.key for capability in list_capabilities(session)]
        return gold_set(gold_frame(session), keys)


def begin(context: JobContext) -> Run:
    """Check the request and the labels, and add the run. Raise RequestError where it can't be done."""
    meter, request = Meter(), TrainingRequest.from_payload(context.payload)
    context.on_stage = meter.enter
    encoder = find_encoder(request.encoder or default_encoder()) if request.preset == ENCODER else None
    gold = read_gold(context.store)
    settings, split = _settings_and_split(request, encoder, gold)
    config = {"split": request.split, **asdict(settings)}
    if encoder is not None:
        config |= {"encoder": encoder.folder.name, "model_type": encoder.model_type, "parameters": encoder.parameters}
    with context.store.write() as session:
        run_id = create_run(session, context.job_id, preset=request.preset, seed=request.seed, config=config)
        describe_run(session, run_id, data_hash=gold.data_hash, data=_data(gold, split))
    return Run(run_id, context, request, settings, encoder, gold, split, meter)


def _settings_and_split(
    request: TrainingRequest, encoder: EncoderFiles | None, gold: GoldSet
) -> tuple[FastSettings | EncoderSettings, Split]:
    fast = FastSettings.of(request)
    if encoder is None:
        return fast, make_split(gold, request.split, fast.folds, request.seed)
    own = EncoderSettings.of(request, encoder, gold.texts)
    if request.split == RANDOM:
        split = part_split(gold, own.held_out, fast.folds, request.seed)
    else:
        split = make_split(gold, request.split, fast.folds, request.seed)
    check_languages(encoder, own, gold.part(~split.measured).texts)
    return own, split


def _data(gold: GoldSet, split: Split) -> dict[str, Any]:
    """Return what a run tells of its labels."""
    data = {
        "products": len(gold),
        "groups": len(np.unique(gold.groups)),
        "label_set": gold.label_set,
        "positives": dict(zip(gold.label_set, (gold.targets == 1).sum(axis=0).tolist(), strict=True)),
        "left_out": gold.left_out,
    }
    return data if split.future is None else data | {"measured_since": split.future.since}


def make_model(run: Run, runtime: Runtime) -> NewModel:
    """Train, evaluate and export; return the model as it is stored."""
    # They import TensorFlow, and it must have been set up first.
    from dashboard.training.export import export_artifact
    from dashboard.training.network import PRIMARY, TAGS

    gold, split = run.gold, run.split
    run.context.report("reading")
    keep_first_batch(run.context.store, run.id, gold, run.settings.batch_size, run.request.seed, run.batch_reader())
    fitted = _fit(run, runtime)
    run.context.report("evaluating")
    logits, halves = fitted.logits, {name: said[TAGS] for name, said in fitted.alone.items()}
    measured = report(gold, split, logits[TAGS], logits.get(PRIMARY), run.request.seed, halves)
    metrics = measured.metrics | _of_the_training(run, fitted, measured)
    run.context.report("exporting")
    about = _about(run, runtime) | {"metrics": metrics}
    folder, hashed = export_artifact(home(), f"run-{run.id}", fitted.served, gold, measured, about)
    return NewModel(
        run_id=run.id,
        preset=run.request.preset,
        folder=folder,
        artifact_hash=hashed,
        label_set=gold.label_set,
        thresholds=dict(zip(gold.label_set, measured.decision.thresholds.tolist(), strict=True)),
        metrics=metrics,
        oof=_oof_rows(gold, split, measured),
    )


def _fit(run: Run, runtime: Runtime) -> "CrossFit | FittedEncoder":
    """Train the networks of the run's preset."""
    # One for each round of the split; the preset fast trains a final one besides.
    networks = len(run.split.numbers) + (run.encoder is None)
    writer = EpochWriter(run.context, run.id, run.gold.label_set, networks)
    settings, seed = run.settings, run.request.seed
    if isinstance(settings, FastSettings):
        from dashboard.training.crossfit import cross_fit

        return cross_fit(run.gold, run.split, settings, seed, writer.write)
    if run.encoder is None:
        raise LookupError(run.request.preset)
    from dashboard.training.encoder_run import fit_encoder

    run.context.report("training", 0.0)
    return fit_encoder(
        run.gold,
        run.split,
        run.encoder.folder,
        settings,
        seed=seed,
        dtype=runtime.dtype,
        on_epoch=writer.write,
        on_share=writer.advance,
    )


def _of_the_training(run: Run, fitted: "CrossFit | FittedEncoder", measured: Report) -> dict[str, Any]:
    """Return when the networks stopped, and how far the one that tags lies from those that were measured."""
    said: dict[str, Any] = {"early_stop": None}
    if run.settings.patience is not None:
        said["early_stop"] = {"patience": run.settings.patience, **fitted.stopped_at}
    return said | fitted.compared(measured.decision, _unlabelled_texts(run.context.store))


def _about(run: Run, runtime: Runtime) -> dict[str, Any]:
    """Return what the card tells of a run beside its metrics."""
    return {
        "run": run.id,
        **run.request.to_payload(),
        "config": asdict(run.settings),
        UNREAD: list(run.settings.unread_languages) if isinstance(run.settings, EncoderSettings) else [],
        "data_hash": run.gold.data_hash,
        "left_out": run.gold.left_out,
        "device": runtime.device,
        "versions": runtime.versions,
        "cost": run.meter.cost(),
    }


def _oof_rows(gold: GoldSet, split: Split, measured: Report) -> pd.DataFrame:
    """Return a row a measured product and capability that somebody judged (db.queries.training.OOF_COLUMNS)."""
    labels, own, folds = len(gold.label_set), gold.part(split.measured), split.folds[split.measured]
    judged = own.targets.ravel() != UNKNOWN
    return pd.DataFrame(
        {
            "product_id": np.repeat(own.product_ids, labels)[judged],
            "capability": np.tile(own.label_set, len(own))[judged],
            "probability": measured.probabilities.ravel().astype(np.float64)[judged],
            "tagged": measured.tags.ravel()[judged],
            "fold": np.repeat(folds, labels)[judged],
        }
    )


def _unlabelled_texts(store: Store) -> list[str]:
    with store.read() as session:
        products = unlabelled_products(session, COMPARED)
    return [product_text(*row) for row in products.itertuples(index=False)]


def _tag(context: JobContext, model_id: int) -> int:
    """Let the new model tag every product, served as it will be: by ONNX Runtime from its folder."""
    with context.store.read() as session:
        record = get_model(session, model_id)
    if record is None:
        raise LookupError(model_id)
    artifact = load_model(record, threads=free_threads())
    return tag_products(context.store, model_id, artifact, lambda share: context.report("tagging", share))


def _conclude(run: Run, result: dict[str, Any]) -> dict[str, Any]:
    with run.context.store.write() as session:
        is_active = run.request.activate or active_model(session) is None
        if is_active:
            activate_model(session, result["model_id"])
        cost = run.meter.cost()
        describe_run(session, run.id, cost=cost)
        result |= {"seconds": cost["seconds"], "active": is_active}
        run.context.finish(session, result)
    return result
