"""Finding, opening, correcting and deleting products, on both databases."""

from datetime import UTC, date, datetime

import numpy as np
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.engine import Store
from db.models import Import, ImportProduct, Job, Label, Model, Product, ProductChange, Run, Tag
from db.queries.corrections import correct_product
from db.queries.product_detail import get_product
from db.queries.products import ProductFilter, count_products, delete_products, list_products, read_facets
from db.queries.revisions import read_revisions

MONDAY, TUESDAY = (datetime(2026, 11, day, tzinfo=UTC) for day in (16, 17))


def product(name: str, **fields: object) -> Product:
    defaults = {
        "source": "yc",
        "external_id": name,
        "product_group": name,
        "language": "en",
        "text_hash": f"hash of {name}",
    }
    return Product(name=name, **defaults | fields)


def add(store: Store, *rows: object) -> list[int]:
    """Add rows one by one, so that their numbers stand in their order, and return the products' numbers."""
    with store.write() as session:
        for row in rows:
            session.add(row)
            session.flush()
        return [row.id for row in rows if isinstance(row, Product)]


def label(product_id: int, capability: str, value: str, **fields: object) -> Label:
    defaults = {"annotator": "ann", "origin": "import", "lane": "learning", "text_hash": "", "created_at": MONDAY}
    return Label(product_id=product_id, capability=capability, value=value, **defaults | fields)


def add_model(store: Store, tags: dict[int, list[bool]], *, text_hash: str | None = None) -> None:
    """Add an active model with two capabilities, and its tags at a probability of 0.75 or 0.25."""
    with store.write() as session:
        job = Job(kind="train", payload={})
        session.add(job)
        session.flush()
        run = Run(job_id=job.id, preset="fast", seed=0, config={})
        session.add(run)
        session.flush()
        model = Model(
            run_id=run.id,
            preset="fast",
            folder="",
            artifact_hash="",
            label_set=["automation", "intelligence"],
            thresholds={"automation": 0.5, "intelligence": 0.25},
            metrics={},
            active=True,
        )
        session.add(model)
        session.flush()
        for product_id, values in tags.items():
            session.add(
                Tag(
                    model_id=model.id,
                    product_id=product_id,
                    probabilities=np.where(values, 0.75, 0.25).astype("<f2").tobytes(),
                    bits=sum(1 << j for j, value in enumerate(values) if value),
                    primary=0,
                    text_hash=text_hash or session.get_one(Product, product_id).text_hash,
                )
            )


def add_import(store: Store, effects: dict[int, str]) -> int:
    with store.write() as session:
        counts = dict.fromkeys(("read", "new", "updated", "unchanged", "refused", "labels"), 0)
        row = Import(
            file_name="list.csv", file_hash="", source="yc", lane="learning", mapping={}, seconds=1.0, **counts
        )
        session.add(row)
        session.flush()
        session.add_all(ImportProduct(import_id=row.id, product_id=key, effect=value) for key, value in effects.items())
        return row.id


def found(store: Store, **chosen: object) -> list[str]:
    """The names that a filter leaves, in their order; the count must agree."""
    with store.read() as session:
        names = list(list_products(session, ProductFilter(**chosen), limit=100)["name"])
        assert count_products(session, ProductFilter(**chosen)) == len(names)
    return names


def test_an_empty_store_lists_nothing(store: Store):
    assert found(store) == []
    with store.read() as session:
        facets = read_facets(session)
    assert (facets.products, facets.sources, facets.first_date) == (0, {}, None)


def test_the_newest_come_first_and_those_without_a_date_last(store: Store):
    add(
        store,
        product("undated"),
        product("old", launched_on=date(2012, 3, 20), launched_precision="season"),
        product("new", launched_on=date(2026, 8, 1), launched_precision="day"),
    )
    assert found(store) == ["new", "old", "undated"]


def test_a_page_begins_where_the_one_before_ended(store: Store):
    add(store, *(product(str(number), launched_on=date(2024, 1, number)) for number in range(1, 6)))
    with store.read() as session:
        pages = [list(list_products(session, ProductFilter(), limit=2, offset=offset)["name"]) for offset in (0, 2, 4)]
    assert pages == [["5", "4"], ["3", "2"], ["1"]]


def test_each_word_must_occur_in_the_name_or_the_text_in_any_case(store: Store):
    add(
        store,
        product("Bend", tagline="Carbon accounting", description="For supply chains."),
        product("Bender", tagline="A robot"),
    )
    assert found(store, text="bEND") == ["Bender", "Bend"]
    assert found(store, text="CARBON chains") == ["Bend"]
    assert found(store, text="carbon robot") == []


@pytest.mark.parametrize("word", ["école", "École", "ÉCOLE"])
def test_the_case_of_letters_beyond_ascii_does_not_matter(store: Store, word: str):
    add(store, product("École 42"), product("l'école"), product("School"))
    assert found(store, text=word) == ["l'école", "École 42"]


def test_chinese_is_found_within_a_sentence(store: Store):
    add(store, product("Paste Switch", description="粘贴并替换最近的剪贴板内容。"), product("别的", description="没有"))
    assert found(store, text="剪贴板") == ["Paste Switch"]


@pytest.mark.parametrize(("text", "names"), [("100%", ["100% Pure"]), ("a_b", ["a_b"]), ("\\", ["back\\slash"])])
def test_wildcards_of_the_database_are_letters_like_others(store: Store, text: str, names: list[str]):
    add(store, product("100% Pure"), product("100 Pure"), product("a_b"), product("axb"), product("back\\slash"))
    assert found(store, text=text) == names


def test_filters_by_source_language_and_period(store: Store):
    add(
        store,
        product("a", source="yc", launched_on=date(2024, 1, 1)),
        product("b", source="producthunt", language="zh", launched_on=date(2024, 6, 30)),
        product("c", source="producthunt", launched_on=date(2025, 1, 1)),
        product("d", source="producthunt"),
    )
    assert found(store, source="yc") == ["a"]
    assert found(store, language="zh") == ["b"]
    assert found(store, date_from=date(2024, 1, 1), date_to=date(2024, 6, 30)) == ["b", "a"]
    assert found(store, has_date=False) == ["d"]
    assert found(store, has_date=True, source="producthunt") == ["c", "b"]


def test_facets_count_what_there_is_to_choose(store: Store):
    add(
        store,
        product("a", launched_on=date(2024, 1, 1)),
        product("b", source="producthunt", language="zh", launched_on=date(2026, 8, 1)),
        product("c", source="producthunt"),
    )
    with store.read() as session:
        facets = read_facets(session)
    assert (facets.products, facets.undated) == (3, 1)
    assert list(facets.sources.items()) == [("producthunt", 2), ("yc", 1)]
    assert facets.languages == {"en": 2, "zh": 1}
    assert (facets.first_date, facets.last_date) == (date(2024, 1, 1), date(2026, 8, 1))


def test_a_filter_by_import_finds_what_the_file_touched(store: Store):
    first, second, _third = add(store, product("a"), product("b"), product("c"))
    import_id = add_import(store, {first: "new", second: "unchanged"})
    assert found(store, import_id=import_id) == ["b", "a"]


@pytest.fixture
def judged(store: Store) -> Store:
    """Four products that the model tags with automation, all but "model no"; gold says otherwise of two."""
    names = ("model yes", "gold no", "gold yes", "model no", "unsure")
    ids = dict(zip(names, add(store, *map(product, names)), strict=True))
    add_model(store, {number: [name not in ("model no", "gold yes"), False] for name, number in ids.items()})
    add(
        store,
        label(ids["gold no"], "automation", "no"),
        label(ids["gold yes"], "automation", "yes"),
        label(ids["unsure"], "automation", "unsure"),
        label(ids["gold yes"], "ai", "yes"),
        label(ids["gold yes"], "primary", "automation"),
    )
    return store


def test_a_gold_label_goes_before_the_models_tag(judged: Store):
    assert found(judged, capability="automation") == ["unsure", "gold yes", "model yes"]
    assert found(judged, capability="automation", origin="gold") == ["gold yes"]
    assert found(judged, capability="automation", origin="model") == ["unsure", "model yes"]
    assert found(judged, capability="intelligence") == []


def test_the_list_says_which_tags_are_gold_and_which_the_models(judged: Store):
    with judged.read() as session:
        frame = list_products(session, ProductFilter(), limit=10).set_index("name")
    assert frame["gold"].to_dict() == {
        "unsure": [],
        "model no": [],
        "gold yes": ["automation"],
        "gold no": [],
        "model yes": [],
    }
    assert frame["model"].to_dict() == {
        "unsure": ["automation"],
        "model no": [],
        "gold yes": [],
        "gold no": [],
        "model yes": ["automation"],
    }


def test_a_tag_of_an_older_text_does_not_count(store: Store):
    (number,) = add(store, product("rewritten"))
    add_model(store, {number: [True, False]}, text_hash="of the old text")
    assert found(store, capability="automation") == []
    with store.read() as session:
        assert list(list_products(session, ProductFilter(), limit=1)["model"]) == [[]]
        detail = get_product(session, number)
    assert detail is not None
    assert [tag.outdated for tag in detail.tags] == [True, True]


def test_a_capability_can_be_asked_for_before_there_is_a_model(store: Store):
    (number,) = add(store, product("a"))
    add(store, label(number, "automation", "yes"))
    assert found(store, capability="automation") == ["a"]
    assert found(store, capability="automation", origin="model") == []


def test_an_opened_product_comes_with_all_that_is_known_of_it(store: Store):
    (number,) = add(store, product("a", keywords=["x", "y"], votes=7))
    import_id = add_import(store, {number: "new"})
    add_model(store, {number: [True, False]})
    add(
        store,
        label(number, "automation", "no", text_hash="hash of a"),
        label(number, "automation", "yes", origin="person", annotator="bo", created_at=TUESDAY),
    )
    with store.read() as session:
        detail = get_product(session, number)
    assert detail is not None
    assert (detail.product.name, detail.product.keywords, detail.product.votes) == ("a", ["x", "y"], 7)
    assert [(given.annotator, given.value, given.holds, given.outdated) for given in detail.labels] == [
        ("bo", "yes", True, True),
        ("ann", "no", False, False),
    ]
    assert [(tag.capability, tag.probability, tag.threshold, tag.tagged) for tag in detail.tags] == [
        ("automation", 0.75, 0.5, True),
        ("intelligence", 0.25, 0.25, False),
    ]
    assert detail.primary == "automation"
    assert [(seen.import_id, seen.effect, seen.undone) for seen in detail.imports] == [(import_id, "new", False)]


def test_a_number_that_no_product_has_opens_nothing(store: Store):
    with store.read() as session:
        assert get_product(session, 7) is None


def test_a_correction_keeps_what_stood_there_and_who_changed_it(store: Store):
    (number,) = add(store, product("Bnd", launched_on=date(2024, 3, 20), launched_precision="season", keywords=["a"]))
    values = {"name": "Bend", "launched_on": None, "launched_precision": "none", "keywords": ["a", "b"], "url": ""}
    with store.write() as session:
        changed = correct_product(session, number, values, derived={"text_hash": "new"}, by="Ann")
    assert changed == ["name", "launched_on", "launched_precision", "keywords"]
    with store.read() as session:
        detail = get_product(session, number)
        assert read_revisions(session)["products"] == 1
    assert detail is not None
    assert (detail.product.name, detail.product.launched_on, detail.product.text_hash) == ("Bend", None, "new")
    assert {(change.field, change.old, change.new, change.changed_by) for change in detail.changes} == {
        ("name", "Bnd", "Bend", "Ann"),
        ("launched_on", "2024-03-20", "", "Ann"),
        ("launched_precision", "season", "none", "Ann"),
        ("keywords", "a", "a, b", "Ann"),
    }


def test_a_correction_that_changes_nothing_leaves_no_trace(store: Store):
    (number,) = add(store, product("Bend"))
    with store.write() as session:
        assert correct_product(session, number, {"name": "Bend"}, derived={"text_hash": "x"}, by="Ann") == []
        assert read_revisions(session)["products"] == 0
        assert count(session, ProductChange) == 0


def test_a_deleted_product_takes_its_labels_tags_and_history_with_it(store: Store):
    first, second = add(store, product("gone"), product("stays"))
    add_import(store, {first: "new", second: "new"})
    add_model(store, {first: [True, True], second: [True, True]})
    add(store, label(first, "automation", "yes"), label(second, "automation", "yes"))
    with store.write() as session:
        correct_product(session, first, {"url": "https://x.org"}, derived={}, by="Ann")
        assert delete_products(session, [first, 999]) == 1
    with store.read() as session:
        assert [count(session, table) for table in (Product, Label, Tag, ImportProduct, ProductChange)] == [
            1,
            1,
            1,
            1,
            0,
        ]
        assert read_revisions(session)["tags"] == 1
    assert found(store) == ["stays"]


def count(session: Session, table: type) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0
