"""Every page with a fifth capability: under a model that knows four of five, and under one that knows all."""

import numpy as np
import pytest
from sqlalchemy import update

from dashboard.labelling.codebook import add_own
from dashboard.store import get_store
from db.models import Job, Label, Model, OutOfFold, Product, Run, Tag
from db.queries.revisions import raise_revision
from tests.dashboard.labelling.test_codebook import OFFLINE
from tests.judged_store import older_metrics
from tests.pages.conftest import OpenPage
from tests.small_store import KEYS, LAUNCHES, fill_products, fill_tags

PAGES = [
    "app.py",
    "pages/products.py",
    "pages/label.py",
    "pages/training.py",
    "pages/trends.py",
    "pages/settings.py",
]
FIVE = [*KEYS, "offline"]


@pytest.fixture
def store(home):
    """The small store with the capability `offline`, which one label says that product 2 has."""
    store = get_store()
    fill_products(store)
    fill_tags(store)
    add_own(store, OFFLINE)
    with store.write() as session:
        session.execute(update(Model).values(thresholds=dict.fromkeys(KEYS, 0.5), metrics=older_metrics()))
        who = {"annotator": "ann", "origin": "person", "lane": "learning", "text_hash": "now"}
        session.add(Label(product_id=2, capability="offline", value="yes", **who))
        raise_revision(session, "labels")
    return store


def add_model_of_five(store) -> None:
    """Add model 2, active, that gives `offline` to every product."""
    with store.write() as session:
        session.execute(update(Model).values(active=False))
        session.add(Job(id=2, kind="train", payload={}, state="succeeded"))
        session.flush()
        session.add(Run(id=2, job_id=2, preset="fast", seed=0, config={}))
        session.flush()
        thresholds = dict.fromkeys(FIVE, 0.5)
        fields = {"folder": "", "artifact_hash": "", "label_set": FIVE, "thresholds": thresholds}
        session.add(Model(id=2, run_id=2, preset="fast", active=True, metrics=_of_five(), **fields))
        session.flush()
        packed = np.array([0, 0, 0, 0, 0.75], "<f2").tobytes()
        tags = [
            Tag(model_id=2, product_id=number, probabilities=packed, bits=1 << 4, primary=4, text_hash="now")
            for number in range(1, len(LAUNCHES) + 1)
        ]
        session.add_all(tags)
        session.add(OutOfFold(model_id=2, product_id=2, capability="offline", probability=0.7, tagged=True, fold=1))
        raise_revision(session, "model", "tags")


def _of_five() -> dict:
    metrics = older_metrics()
    one = metrics["capabilities"]["automation"]
    return metrics | {"capabilities": dict.fromkeys(FIVE, one)}


@pytest.mark.parametrize("file", PAGES)
@pytest.mark.parametrize("of_five", [False, True])
def test_every_page_draws_with_a_fifth_capability(store, open_page: OpenPage, file: str, of_five: bool):
    if of_five:
        add_model_of_five(store)
    page = open_page(file)
    assert not page.exception


def test_a_product_s_card_says_what_nobody_has_tagged(store, open_page: OpenPage):
    page = open_page("pages/products.py", product="3")
    assert not page.exception
    card = next(one.value for one in page.dataframe if "holds" in one.value.columns)
    assert dict(zip(card["capability"], card["holds"], strict=True))["Offline"] == "not tagged"
    add_model_of_five(store)
    page = open_page("pages/products.py", product="3")
    card = next(one.value for one in page.dataframe if "holds" in one.value.columns)
    assert dict(zip(card["capability"], card["holds"], strict=True))["Offline"] == "yes"


def test_trends_count_the_fifth_by_its_labels_until_a_model_knows_it(store):
    from db.queries.trends import launches_frame

    with store.read() as session:
        frame = launches_frame(session)
    assert frame["tag_offline"].tolist() == [-1, 1] + [-1] * (len(LAUNCHES) - 2)
    assert frame["tag_automation"].tolist().count(-1) == 1
    add_model_of_five(store)
    with store.read() as session:
        frame = launches_frame(session)
        assert session.get_one(Product, 2).id == 2
    assert frame["tag_offline"].tolist() == [1] * len(LAUNCHES)
    assert frame["p_offline"].iloc[0] == pytest.approx(0.75)
