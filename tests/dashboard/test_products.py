"""Corrections and products by hand: what is typed, what follows from it, what is refused."""

from datetime import date

import pytest

from dashboard.messages import RequestError
from dashboard.products import add_own, correct, read_typed, written
from dashboard.tagging.text import text_hash
from db.engine import Store, open_store
from db.models import Product
from db.queries.product_detail import ProductRecord, get_product


@pytest.fixture
def file_store(home) -> Store:
    """A store with one product, whose name lacks a letter."""
    store = open_store()
    with store.write() as session:
        session.add(
            Product(
                id=1,
                source="yc",
                external_id="yc-1",
                product_group="yc:bnd.com",
                name="Bnd",
                tagline="Supply chain data",
                description="It counts emissions.",
                launched_on=date(2024, 3, 20),
                launched_precision="season",
                url="https://bnd.com",
                language="en",
                keywords=["climate", "b2b"],
                text_hash=text_hash("Bnd", "Supply chain data", "It counts emissions."),
            )
        )
    return store


def stored(store: Store) -> ProductRecord:
    with store.read() as session:
        detail = get_product(session, 1)
    assert detail is not None
    return detail.product


def test_what_follows_from_the_text_follows_a_correction(file_store: Store):
    assert correct(file_store, 1, {"name": "Bend", "description": "用人工智能统计供应链的排放。"}, by=" Ann ") == [
        "name",
        "description",
    ]
    product = stored(file_store)
    assert product.text_hash == text_hash("Bend", "Supply chain data", "用人工智能统计供应链的排放。")
    assert (product.language, product.says_ai) == ("zh", True)
    assert product.product_group == "yc:bnd.com"


def test_a_language_that_a_file_has_named_stays(file_store: Store):
    with file_store.write() as session:
        session.get_one(Product, 1).language = "other"
    correct(file_store, 1, {"name": "Bend"}, by="Ann")
    assert stored(file_store).language == "other"


def test_a_corrected_address_moves_the_product_to_another_group(file_store: Store):
    correct(file_store, 1, {"url": "https://www.bend.green/"}, by="Ann")
    assert stored(file_store).product_group == "yc:bend.green"


def test_a_date_is_typed_with_its_precision(file_store: Store):
    assert correct(file_store, 1, {"launched_on": "2024年3月"}, by="Ann") == ["launched_on", "launched_precision"]
    product = stored(file_store)
    assert (product.launched_on, product.launched_precision) == (date(2024, 3, 1), "month")


def test_what_the_form_shows_reads_as_what_is_stored(file_store: Store):
    product = stored(file_store)
    shown = written(product)
    assert (shown["launched_on"], shown["keywords"]) == ("W24", "climate, b2b")
    assert correct(file_store, 1, shown, by="Ann") == []
    assert stored(file_store) == product


@pytest.mark.parametrize(
    ("typed", "by", "said"),
    [
        ({"name": "  "}, "Ann", "The name is empty."),
        ({"launched_on": "03/04/2024"}, "Ann", "Which number is the day is left open."),
        ({"launched_on": "soon"}, "Ann", "This is no date that can be read."),
        ({"name": "Bend"}, " ", "The correction has no name under it."),
    ],
)
def test_what_cannot_be_taken_is_said_and_changes_nothing(file_store: Store, typed, by, said):
    before = stored(file_store)
    with pytest.raises(RequestError, match=said):
        correct(file_store, 1, typed, by=by)
    assert stored(file_store) == before


def test_a_product_that_was_deleted_meanwhile_is_said_to_be_gone(file_store: Store):
    with pytest.raises(RequestError, match="Product 2 is not there any more"):
        correct(file_store, 2, {"name": "x"}, by="Ann")


def test_lists_are_typed_with_commas_of_either_language():
    assert read_typed({"keywords": "ai，b2b、ai"}) == {"keywords": ["ai", "b2b"]}


def test_a_typed_text_is_one_product_however_often_it_is_kept(store: Store):
    first = add_own(store, " Sorter ", "A robot sorts letters\0")
    assert add_own(store, "Sorter", "A robot sorts letters") == first
    assert add_own(store, "Sorter", "Another text") != first
    with store.read() as session:
        detail = get_product(session, first)
    assert detail is not None
    product = detail.product
    assert (product.source, product.name, product.description) == ("own", "Sorter", "A robot sorts letters")
    assert (product.language, product.launched_on, product.launched_precision) == ("en", None, "none")
    assert product.text_hash


@pytest.mark.parametrize(("name", "text"), [(" ", "A text"), ("A name", "\0")])
def test_a_product_without_a_name_or_a_text_is_not_kept(store: Store, name: str, text: str):
    with pytest.raises(RequestError, match="A product has both"):
        add_own(store, name, text)
