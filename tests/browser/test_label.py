"""The Label page as people use it: typing fast, reloading, losing the server, and two at once."""

import csv
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import select

from dashboard.cli import main
from dashboard.jobs.launcher import submit, tend
from dashboard.labelling.draw import DrawRequest
from dashboard.labelling.drawing import make_draw
from dashboard.labelling.frame import DrawFrame
from dashboard.labelling.learning import learning_order
from dashboard.store import get_store
from db.models import Answer, JobState, Product
from db.queries.draws import member_states
from db.queries.jobs import JobRecord, get_job, request_cancel
from db.queries.labels import holding_labels_frame
from tests.browser.conftest import Server
from tests.dashboard.jobs.conftest import until
from tests.samples import sample_csv
from tests.small_store import KEYS, WILD, fill_products, fill_tags

pytestmark = pytest.mark.browser
PRODUCTS, DRAWN = 60, 40
# What is typed of the product at each place, and what it says; the tenth is passed over.
TYPED = [
    ("1", ["automation"]),
    ("24", ["intelligence", "cross_domain"]),
    ("0", []),
    ("1234", KEYS),
    ("3", ["personalization"]),
    ("121", ["intelligence"]),
    ("4", ["cross_domain"]),
    ("120", []),
    ("013", ["automation", "personalization"]),
    ("2", ["intelligence"]),
]
# How long from Enter to the next product being painted, for each of some products. The pad lies in a shadow tree.
TO_THE_NEXT = """async (pad, count) => {
  const press = (key, code) =>
    pad.dispatchEvent(new KeyboardEvent("keydown", { key, code, bubbles: true, composed: true, cancelable: true }))
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))
  const name = pad.querySelector(".name")
  const times = []
  for (let i = 0; i < count; i++) {
    press("0", "Digit0")
    await painted()
    const before = name.textContent
    const started = performance.now()
    press("Enter", "Enter")
    await painted()
    if (name.textContent === before) throw new Error("The next product did not come.")
    times.push(performance.now() - started)
  }
  return times
}"""


@pytest.fixture
def order(home: Path) -> list[int]:
    """Products, most of them drawn; the numbers of the drawn ones in their order."""
    store = get_store()
    with store.write() as session:
        session.add_all(
            Product(
                id=number,
                source="yc",
                external_id=str(number),
                product_group=str(number),
                name=f"Product {number}",
                tagline="It does what it does.",
                description=f"Text of product {number}. " * 20,
                language="en",
                text_hash=f"hash {number}",
            )
            for number in range(1, PRODUCTS + 1)
        )
    draw_id = make_draw(store, DrawRequest(DRAWN, seed=7, frame=DrawFrame(sources=("yc",))), drawn_by="ann")
    with store.read() as session:
        return [one.product_id for one in member_states(session, draw_id)]


@pytest.fixture
def training(home: Path, order: list[int]) -> Iterator[None]:
    """A training run and one process more, which hold both cores for as long as the test lasts."""
    store, file = get_store(), home.parent / "list.csv"
    file.write_text(sample_csv(160), "utf-8")
    assert main(["import", str(file), "--json"]) == 0
    job_id = submit(store, "train", {"seed": 1, "activate": True, "epochs": 200})

    def job() -> JobRecord:
        tend(store)  # As a page would: the import's worker may just have been about to end.
        with store.read() as session:
            return one if (one := get_job(session, job_id)) else pytest.fail("The job is gone.")

    until(lambda: job().stage == "training", seconds=120)
    spinning = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    yield
    spinning.kill()
    spinning.wait()
    assert job().state is JobState.RUNNING
    with store.write() as session:
        request_cancel(session, job_id)
    until(lambda: job().state is JobState.CANCELLED)


def open_pad(page: Page, server: Server, number: int | None = None, **parameters: str) -> Locator:
    address = "&".join(["lang=en", *(f"{name}={value}" for name, value in parameters.items())])
    page.goto(f"{server.url}/label?{address}")
    pad = page.locator(".pad")
    expect(pad.locator(".name")).to_have_text(f"Product {number}" if number else "Product", use_inner_text=False)
    return pad


def type_answers(page: Page, typed: Sequence[str]) -> None:
    """Type without a pause: nothing waits for the screen."""
    for keys in typed:
        for key in keys:
            page.keyboard.press(f"Digit{key}")
        page.keyboard.press("Enter")


def held(product_id: int) -> list[str] | None:
    """The capabilities that a product has by its labels; None without labels."""
    with get_store().read() as session:
        frame = holding_labels_frame(session)
    own = frame[(frame["product_id"] == product_id) & frame["capability"].isin(KEYS)]
    return sorted(own["capability"][own["value"] == "yes"]) if len(own) else None


def answered() -> list[int]:
    with get_store().read() as session:
        return list(session.scalars(select(Answer.product_id).order_by(Answer.id)))


def test_products_are_labelled_by_keyboard_alone_each_there_at_once_while_a_training_holds_both_cores(
    page: Page, server: Server, order: list[int], training: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    pad = open_pad(page, server, order[0])
    type_answers(page, [keys for keys, _ in TYPED])
    expect(pad.locator(".name")).to_have_text(f"Product {order[10]}")
    expect(pad.locator(".state")).to_have_text("Everything is stored")
    assert [held(number) for number in order[:10]] == [sorted(capabilities) for _, capabilities in TYPED]
    assert answered() == order[:10]

    # What is typed of the eleventh is not stored yet when the page goes.
    type_answers(page, ["3"])
    page.reload()
    expect(pad.locator(".name")).to_have_text(f"Product {order[11]}")
    expect(pad.locator(".progress")).to_contain_text(f"11 of {DRAWN} done")
    assert held(order[10]) == ["personalization"]

    page.keyboard.press("s")
    page.keyboard.press("u")
    page.keyboard.press("u")
    expect(pad.locator(".name")).to_have_text(f"Product {order[10]}")
    expect(pad.locator(".progress")).to_contain_text(f"10 of {DRAWN} done · unsure: 0 · skipped: 0")
    expect(pad.locator(".state")).to_have_text("Everything is stored")
    assert held(order[10]) is None
    # It comes back as it was answered: 3 takes the capability away, 4 gives another.
    type_answers(page, ["34"])
    page.keyboard.press("n")
    expect(pad.locator(".progress")).to_contain_text("11 of 40 done · unsure: 1")
    expect(pad.locator(".state")).to_have_text("Everything is stored")

    assert main(["labels", "export", str(tmp_path / "labels.csv"), "--json"]) == 0
    with (tmp_path / "labels.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["source"] == "yc" and row["capability"] in KEYS]
    assert {(row["lane"], float(row["inclusion_probability"])) for row in rows} == {("audit", DRAWN / PRODUCTS)}
    said = {(row["external_id"], row["capability"]): row["value"] for row in rows}
    assert len(said) == len(rows) == 12 * len(KEYS)
    assert said[str(order[10]), "cross_domain"] == "yes"
    assert {said[str(order[11]), key] for key in KEYS} == {"unsure"}

    times = pad.evaluate(TO_THE_NEXT, 9)
    print(f"to the next product: median {median(times):.0f} ms, longest {max(times):.0f} ms")
    # 25 ms on idle cores; a paint may wait for its turn.
    assert median(times) < 200


def test_an_answer_outlives_a_server_that_is_gone(page: Page, server: Server, order: list[int]):
    pad = open_pad(page, server, order[0])
    server.stop()
    type_answers(page, ["1", "2"])
    expect(pad.locator(".name")).to_have_text(f"Product {order[2]}")
    expect(pad.locator(".state")).to_contain_text("To be stored: 2, kept in this browser")
    assert answered() == []
    server.start()
    page.reload()
    expect(pad.locator(".name")).to_have_text(f"Product {order[2]}")
    expect(pad.locator(".state")).to_have_text("Everything is stored")
    assert [held(number) for number in order[:2]] == [["automation"], ["intelligence"]]

    # Without a reload: the page finds its server again by itself.
    server.stop()
    type_answers(page, ["3"])
    server.start()
    expect(pad.locator(".state")).to_have_text("Everything is stored")
    assert answered() == order[:3]


def test_two_tabs_get_different_products_and_a_duplicated_tab_is_a_tab_of_its_own(
    page: Page, browser: Browser, server: Server, order: list[int]
):
    first = open_pad(page, server, order[0])
    with page.context.expect_page() as opened:
        page.evaluate("window.open(location.href, '_blank')")  # As a duplicate does, it takes sessionStorage along.
    other = opened.value
    second = other.locator(".pad")
    expect(second.locator(".name")).to_have_text(f"Product {order[12]}")
    for tab in (page, other, page, other):
        type_answers(tab, ["1", "0"])
    for pad in (first, second):
        expect(pad.locator(".state")).to_have_text("Everything is stored")
        expect(pad.locator(".name")).to_contain_text("Product")
    given = answered()
    assert len(given) == len(set(given)) == 8
    assert set(given) == set(order[:4]) | set(order[12:16])
    shown = [pad.locator(".name").inner_text() for pad in (first, second)]
    assert len(set(shown)) == 2


def test_a_product_is_labelled_by_mouse(page: Page, server: Server, order: list[int]):
    pad = open_pad(page, server, order[0])
    expect(pad.get_by_role("button", name="Store and next")).to_be_disabled()
    page.keyboard.press("Enter")
    expect(pad.get_by_role("alert")).to_have_text("Choose what holds, or press 0 for none.")
    pad.get_by_role("button", name="Automation").click()
    pad.get_by_role("button", name="Cross-domain").click()
    expect(pad.get_by_role("button", name="Main one").first).to_have_attribute("aria-pressed", "true")
    pad.get_by_role("button", name="Main one").last.click()
    # The button that was clicked does not take the Enter.
    page.keyboard.press("Enter")
    expect(pad.locator(".name")).to_have_text(f"Product {order[1]}")
    expect(pad.locator(".last")).to_have_text(f"Last: Product {order[0]}. You said: Automation, Cross-domain.")
    expect(pad.locator(".state")).to_have_text("Everything is stored")
    with get_store().read() as session:
        frame = holding_labels_frame(session)
    assert frame["value"][frame["capability"] == "primary"].tolist() == ["cross_domain"]


def test_the_models_opinion_is_hidden_until_the_answer_and_who_has_seen_it_is_marked(page: Page, server: Server):
    store = get_store()
    fill_products(store)
    fill_tags(store)
    with store.write() as session:
        session.delete(session.get_one(Product, WILD))
    first, second = (one.product_id for one in learning_order(store)[:2])
    pad = open_pad(page, server, first, lane="learning")
    expect(pad.locator(".reason")).to_contain_text("The labels so far")
    guess = pad.locator(".guess").first
    expect(guess).to_have_text("")
    type_answers(page, ["2"])
    expect(pad.locator(".last")).to_have_text(f"Last: Product {first}. You said: Intelligence. The model: Automation.")
    page.keyboard.press("u")
    expect(guess).to_have_text("Model 75 %")
    type_answers(page, ["1", "0"])
    expect(pad.locator(".state")).to_have_text("Everything is stored")
    with store.read() as session:
        given = session.scalars(select(Answer).where(Answer.withdrawn_at.is_(None)).order_by(Answer.id))
        assert [(one.product_id, one.lane, one.assisted) for one in given] == [
            (first, "learning", True),
            (second, "learning", False),
        ]
