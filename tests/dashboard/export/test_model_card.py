"""The card of a model: as JSON, and as a page that needs nothing but itself."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from dashboard.capabilities import DEFAULT_CAPABILITIES
from dashboard.export.model_card import model_card, sentences
from dashboard.export.model_card_html import card_html
from dashboard.messages import english
from dashboard.translations import translator
from db.models import JobState
from db.queries.training import ModelRecord, RunRecord

MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
LANGUAGES = {"en": ("English", english), "zh": ("中文", translator("zh"))}


def band(value: float) -> dict[str, float]:
    return {"value": value, "low": value - 0.1, "high": value + 0.1}


def card(*, device: str = "CPU, 1 thread", gain: float = -0.2, positives: int = 114) -> dict:
    own = {name: band(0.5) for name in ("average_precision", "precision", "recall", "f1")}
    own |= {"support": positives, "products": 1770}
    baseline = {"capabilities": {"automation": {"average_precision": band(0.7)}}, "mean_average_precision": band(0.7)}
    model = ModelRecord(
        id=7,
        run_id=9,
        preset="fast",
        folder="artifacts/run-9",
        artifact_hash="f00d",
        label_set=["automation", "gone"],
        thresholds={"automation": 0.35, "gone": 0.5},
        metrics={
            "capabilities": {"automation": own},
            "mean_average_precision": band(0.5),
            "macro_f1": band(0.4),
            "calibration_error": band(0.2),
            "calibration_error_before": band(0.3),
            "baselines": {"tfidf_logistic_regression": baseline | {"gain": band(gain)}},
            "halves": {"encoder_alone": baseline | {"gain": band(0.25)}},
        },
        active=True,
        created_at=MOMENT,
    )
    run = RunRecord(
        id=9,
        job_id=1,
        preset="fast",
        seed=3,
        config={"folds": 5},
        data_hash="abc",
        data={"products": 1770, "groups": 1700, "positives": {"automation": positives}, "left_out": ["cross_domain"]},
        device=device,
        cost={"seconds": 206.0, "cpu_seconds": 141.2, "peak_memory_mb": 2322},
        created_at=MOMENT,
        state=JobState.SUCCEEDED,
        model_id=7,
    )
    artifact = {
        "feature_version": 1,
        "calibration": {"slope": {"automation": 1.4, "gone": 1}, "intercept": {"automation": -0.6, "gone": 0}},
        "golden": [{"text": "SECRET TEXT", "probabilities": [0.1]}],
        "versions": {"keras": "3.15"},
        "primary_by_head": True,
    }
    return model_card(model, run, artifact, DEFAULT_CAPABILITIES)


class Reader(HTMLParser):
    """Collects what a page would load, its tags, and checks that they are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[tuple[str, str]] = []
        self.tags: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.loads += [(name, value) for name, value in attrs if name in ("src", "href", "srcset", "data", "action")]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    return reader


def test_the_card_is_json_and_holds_no_product_text():
    text = json.dumps(card())
    assert json.loads(text) == card()
    assert "SECRET TEXT" not in text


def test_the_card_tells_definitions_thresholds_calibration_data_cost_and_hashes():
    told = card()
    automation, gone = told["label_set"]
    assert automation["definition_en"].startswith("The product itself carries out work")
    assert (automation["threshold"], automation["positives"]) == (0.35, 114)
    assert automation["calibration"] == {"slope": 1.4, "intercept": -0.6}
    # A capability that the label set has lost since still has its name.
    assert (gone["title_en"], gone["definition_en"]) == ("gone", "")
    assert told["data"]["data_hash"] == "abc"
    assert told["training"]["cost"]["peak_memory_mb"] == 2322
    assert told["training"]["versions"] == {"keras": "3.15"}
    assert told["model"]["artifact_hash"] == "f00d"


def test_the_page_says_what_a_network_gains_over_either_of_its_halves():
    page = card_html(card(), LANGUAGES)
    assert "Gain over the encoder alone: 0.250" in page


@pytest.mark.parametrize(("gain", "said"), [(-0.2, True), (0.05, True), (0.2, False)])
def test_a_simple_tagger_that_is_not_clearly_worse_is_among_the_limits(gain: float, said: bool):
    limits = sentences(card(gain=gain)["limits"], names={"tfidf_logistic_regression": "TF-IDF"})
    assert any(sentence.startswith("TF-IDF is not clearly worse") for sentence in limits) is said


@pytest.mark.parametrize(("positives", "said"), [(99, True), (100, False)])
def test_a_capability_learned_from_few_is_among_the_limits(positives: int, said: bool):
    limits = sentences(card(positives=positives)["limits"])
    assert any("learned automation from few positives (99)" in sentence for sentence in limits) is said


def test_what_it_does_not_know_is_among_the_limits():
    assert any("too few labels: cross_domain" in sentence for sentence in sentences(card()["limits"]))


def test_the_page_holds_both_languages_and_loads_nothing():
    page = card_html(card(), LANGUAGES)
    reader = read(page)
    assert all(value.startswith("#") for _, value in reader.loads)
    assert not {"script", "link", "img", "iframe", "form", "object"} & reader.tags
    assert "default-src 'none'; style-src" in page
    assert not re.search(r"url\(|@import|https?:", page)
    assert "What it is for" in page
    assert "用途" in page
    assert page.count("<h1>Model card: Strandline tagger, model #7</h1>") == 1
    assert "自动化" in page
    assert "0.500 (0.400 – 0.600)" in page


def test_every_text_of_others_is_escaped():
    wild = replace(DEFAULT_CAPABILITIES[0], title_en="<b>A</b>", definition_en='"><script>alert(1)</script>')
    told = card(device="<img src=x>")
    told["label_set"][0] |= {"title_en": wild.title_en, "definition_en": wild.definition_en}
    reader = read(card_html(told, LANGUAGES))
    assert not {"script", "img", "b"} & reader.tags


def test_a_figure_that_was_not_reckoned_is_a_dash():
    told = card()
    told["metrics"]["capabilities"]["automation"]["f1"] = {"value": None, "low": None, "high": None}
    del told["metrics"]["calibration_error_before"]
    page = card_html(told, LANGUAGES)
    assert ">–</td>" in page
    assert "before calibration: –" in page
