"""The Training page, without labels, with labels, and with a model."""

import json
import threading
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import update

from dashboard.jobs import launcher
from dashboard.store import get_store
from dashboard.training import activation, devices
from dashboard.ui import loaders
from db.models import Job, JobState, Label, Model, Product
from db.queries.jobs import list_jobs
from db.queries.training import EpochRecord, NewModel, active_model, add_epoch, add_model, create_run
from tests.small_encoder import write_small_encoder

PAGE = "pages/training.py"


def fill_labels(*, yes: int, no: int, language: str = "en", start: int = 0) -> None:
    """Products that are labelled for automation alone, numbered from `start`."""
    with get_store().write() as session:
        for number in range(yes + no):
            key = str(start + number)
            names = {"external_id": key, "product_group": key, "name": key, "text_hash": key}
            product = Product(source="test", language=language, **names)
            session.add(product)
            session.flush()
            session.add(
                Label(
                    product_id=product.id,
                    capability="automation",
                    value="yes" if number < yes else "no",
                    annotator="a",
                    origin="import",
                    lane="learning",
                    text_hash=key,
                )
            )


def interval(value: float) -> dict[str, float]:
    return {"value": value, "low": value - 0.1, "high": value + 0.1}


def metrics(own: float, other: float) -> dict:
    """Figures of a network and of the baselines; the gain's interval is its value plus and minus 0.05."""
    one = {name: interval(0.5) for name in ("average_precision", "precision", "recall", "f1")}
    capabilities = {"automation": {**one, "support": 30, "products": 80}}
    gain = {"value": own - other, "low": own - other - 0.05, "high": own - other + 0.05}
    linear = {"capabilities": capabilities, "mean_average_precision": interval(other), "gain": gain}
    majority = {"capabilities": capabilities, "mean_average_precision": interval(0.1), "gain": interval(own - 0.1)}
    return {
        "capabilities": capabilities,
        "mean_average_precision": interval(own),
        "baselines": {"majority": majority, "tfidf_logistic_regression": linear},
    }


def add_trained_model(own: float = 0.6, other: float = 0.5, *, activate: bool = True) -> int:
    """A finished run of two epochs and its model."""
    with get_store().write() as session:
        job = Job(kind="train", payload={}, state=JobState.SUCCEEDED.value)
        session.add(job)
        session.flush()
        run = create_run(session, job.id, preset="fast", seed=7, config={})
        for epoch in (1, 2):
            figures = {"automation": {"average_precision": 0.3 * epoch, "f1": 0.2 * epoch}}
            add_epoch(session, run, EpochRecord(1, epoch, 1 / epoch, 1.0, 0.3 * epoch, 0.1, 80, figures))
        oof = pd.DataFrame(columns=["product_id", "capability", "probability", "tagged", "fold"])
        new = NewModel(run, "fast", f"artifacts/run-{run}", "0", ["automation"], {"automation": 0.4}, {}, oof)
        return add_model(session, NewModel(**{**vars(new), "metrics": metrics(own, other)}), activate=activate)


def test_without_labels_the_page_says_how_to_bring_some(open_page):
    page = open_page(PAGE, lang="en")

    assert not page.exception
    assert any("There are no gold labels yet" in text.value for text in page.markdown)
    assert [button.label for button in page.button] == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_run_is_queued_with_the_seed_that_was_chosen(open_page, monkeypatch: pytest.MonkeyPatch, language: str):
    monkeypatch.setattr(launcher, "start_worker", lambda store: None)
    fill_labels(yes=20, no=20)
    page = open_page(PAGE, lang=language)
    page.number_input[0].set_value(7)
    page.button[0].click()
    page.run()

    assert not page.exception
    with get_store().read() as session:
        (job,) = list_jobs(session)
    assert (job.kind, job.payload) == (
        "train",
        {
            "preset": "fast",
            "encoder": None,
            "seed": 7,
            "split": "random",
            "epochs": None,
            "patience": None,
            "activate": False,
        },
    )


def test_the_page_says_since_when_a_model_by_time_was_measured(open_page):
    number = add_trained_model()
    on = {"how": "future", "products": 264, "since": "2025-11-03", "learned_from": 1056}
    with get_store().write() as session:
        figures = metrics(0.6, 0.5) | {"measured_on": on | {"undated": 3, "returning": 0, "scarce": []}}
        session.execute(update(Model).where(Model.id == number).values(metrics=figures))
    page = open_page(PAGE, lang="en")

    assert not page.exception
    said = next(text.value for text in page.caption if "AP: average precision" in text.value)
    assert "Measured on 264 labelled products launched since 2025-11-03, by a network that saw only earlier" in said
    assert "products without a date (3)" in said


def test_split_epochs_and_patience_are_asked_for_in_the_folded_part(open_page, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(launcher, "start_worker", lambda store: None)
    fill_labels(yes=20, no=20)
    page = open_page(PAGE, lang="en")
    split = next(box for box in page.selectbox if box.label == "Split")
    assert split.value == "random"
    split.set_value("time").run()
    for label, value in (("Epochs", 40), ("Patience", 5)):
        next(number for number in page.number_input if number.label == label).set_value(value)
    page.button[0].click().run()

    assert not page.exception
    with get_store().read() as session:
        (job,) = list_jobs(session)
    assert (job.payload["split"], job.payload["epochs"], job.payload["patience"]) == ("time", 40, 5)


def test_too_few_labels_are_said_to_be_too_few(open_page):
    fill_labels(yes=3, no=20)
    page = open_page(PAGE, lang="en")

    assert page.dataframe[0].value["Enough?"].iloc[0] == "lacks 17 yes, 0 no"
    assert "too few to train on" in page.warning[0].value
    assert [button.label for button in page.button] == []


@pytest.mark.parametrize(
    ("own", "other", "sentence"),
    [(0.6, 0.5, "The network wins"), (0.5, 0.6, "wins"), (0.52, 0.5, "Neither wins clearly")],
)
def test_the_page_says_who_wins(open_page, own: float, other: float, sentence: str):
    add_trained_model(own, other)
    page = open_page(PAGE, lang="en")

    assert not page.exception
    verdict = next(text.value for text in page.markdown if "mean average precision" in text.value)
    assert sentence in verdict
    assert verdict.startswith("**TF-IDF + logistic regression** wins") is (own < other)


def test_the_curves_hold_the_epochs_of_the_newest_run(open_page):
    add_trained_model()
    page = open_page(PAGE, lang="en")

    charts = [json.loads(chart.proto.spec) for chart in page.get("vega_lite_chart")]
    assert [chart["title"]["text"] for chart in charts] == [
        "Loss in training and on products not seen",
        "Ranking of products not seen",
        "Average precision of each capability",
        "F1 of each capability, at probability 0.5",
    ]
    assert charts[2]["encoding"]["color"]["scale"]["domain"] == ["Automation"]


def test_another_model_is_activated_by_a_click_and_not_before(open_page, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(activation, "load_model", lambda record: None)
    first = add_trained_model()
    second = add_trained_model(activate=False)
    page = open_page(PAGE, lang="en")
    with get_store().read() as session:
        assert active_model(session).id == first

    next(button for button in page.button if button.label == "Activate this model").click().run()
    with get_store().read() as session:
        assert active_model(session).id == second
    assert not page.exception


def test_a_model_whose_files_are_gone_is_not_activated(open_page):
    first = add_trained_model()
    add_trained_model(own=0.7, activate=False)
    page = open_page(PAGE, lang="en")
    next(button for button in page.button if button.label == "Activate this model").click().run()

    assert not page.exception
    assert any("A model is served only when it is complete" in error.value for error in page.error)
    with get_store().read() as session:
        active = active_model(session)
    assert active is not None
    assert active.id == first


def test_the_page_says_what_a_training_uses(open_page, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(devices, "find_gpus", lambda: (devices.Gpu("NVIDIA T4", 15360, "550"),))
    monkeypatch.setattr(devices, "tensorflow_sees_gpus", lambda: True)
    page = open_page(PAGE, lang="en")

    assert not page.exception
    assert any("uses the graphics card NVIDIA T4" in text.value for text in page.markdown)
    assert any(caption.value == "Fast: 1 to 3 minutes for 1,000 labelled products." for caption in page.caption)


def test_the_page_does_not_wait_for_the_first_look_at_the_graphics_cards(open_page, monkeypatch: pytest.MonkeyPatch):
    may_end = threading.Event()
    monkeypatch.setattr(devices, "find_gpus", lambda: (devices.Gpu("NVIDIA T4", 15360, "550"),))
    monkeypatch.setattr(devices, "tensorflow_sees_gpus", lambda: may_end.wait(60))
    fill_labels(yes=20, no=20)
    page = open_page(PAGE, lang="en")
    assert any("Looking for graphics cards" in caption.value for caption in page.caption)
    assert "Train a model" in [button.label for button in page.button]

    may_end.set()
    loaders.look_at_devices().result(60)
    page.run()
    assert not page.exception
    assert any("uses the graphics card NVIDIA T4" in text.value for text in page.markdown)


def test_before_a_training_the_page_says_how_long_it_takes_here(open_page):
    fill_labels(yes=20, no=20)
    page = open_page(PAGE, lang="en")
    assert any(caption.value == "On this machine: up to a minute." for caption in page.caption)


def test_what_is_too_few_in_a_language_is_said_with_its_remedy(open_page):
    fill_labels(yes=12, no=40, language="zh")
    fill_labels(yes=40, no=40, start=100)
    page = open_page(PAGE, lang="en")

    row = page.dataframe[0].value.iloc[0]
    assert (row["All"], row["Chinese"], row["English"]) == ("52 of 132", "12 of 52", "40 of 80")
    assert (row["Chosen"], row["Drawn at random"], row["Enough?"]) == ("52 of 132", "–", "yes")
    said = "\n".join(text.value for text in page.markdown)
    assert "**Automation** has 12 yes in Chinese texts; bring in 8 more." in said


def test_a_capability_that_nobody_has_labelled_is_left_out(open_page):
    fill_labels(yes=20, no=20)
    page = open_page(PAGE, lang="en")
    said = "\n".join(text.value for text in page.markdown)
    assert "**Personalization** has 0 yes; bring in 20 more, or it is left out." in said


def test_an_encoder_is_asked_for_and_a_language_that_it_does_not_know_is_named(
    open_page, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(launcher, "start_worker", lambda store: None)
    fill_labels(yes=30, no=30)
    with get_store().write() as session:
        session.execute(update(Product).where(Product.id <= 10).values(description="自动填好表格并提交给客户"))
    page = open_page(PAGE)
    preset = next(box for box in page.selectbox if box.label == "Preset")
    preset.select("encoder").run()
    assert "Name an encoder, or set STRANDLINE_ENCODER." in [warning.value for warning in page.warning]
    assert next(button for button in page.button if button.label == "Train a model").disabled
    folder = write_small_encoder(tmp_path / "bert", ["english"], language="en")
    next(box for box in page.text_input if box.label == "Encoder").input(str(folder)).run()
    (warning,) = (warning.value for warning in page.warning if "Chinese" in warning.value)
    assert warning.startswith("Labelled texts in ")
    assert warning.endswith(
        "Chinese: this encoder was not made for them, and leaves them out. The n-grams and concepts alone tag them, as "
        "in the preset fast. For mixed texts take a multilingual encoder."
    )
    assert next(box for box in page.number_input if box.label == "Epochs").placeholder == "4, the preset's"
    split = next(box for box in page.selectbox if box.label == "Split")
    assert split.options[0] == "Random: a fifth of the products is measured"
    next(button for button in page.button if button.label == "Train a model").click().run()
    with get_store().read() as session:
        (job,) = list_jobs(session)
    assert (job.payload["preset"], job.payload["encoder"]) == ("encoder", str(folder))


def test_a_folder_without_an_encoder_is_told_what_it_lacks(open_page, tmp_path: Path):
    fill_labels(yes=30, no=30)
    page = open_page(PAGE)
    next(box for box in page.selectbox if box.label == "Preset").select("encoder").run()
    next(box for box in page.text_input if box.label == "Encoder").input(str(tmp_path)).run()
    assert any("holds no whole encoder" in error.value for error in page.error)
