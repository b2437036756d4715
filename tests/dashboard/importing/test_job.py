"""The import job: what a file does to a store that knows some of its launches already."""

from datetime import date

import pytest

from dashboard.importing import job as import_job
from dashboard.messages import RequestError
from dashboard.tagging.text import text_hash
from db.models import Label, Product, ProductChange
from db.queries.imports import get_import, list_imports, refusals_frame
from db.queries.revisions import read_revisions

HEADER = "id,name,tagline,description,date,url,votes,country\n"


def counts(result: dict) -> tuple[int, ...]:
    return tuple(result[name] for name in ("read", "new", "updated", "unchanged", "refused", "labels"))


def test_a_file_is_stored_and_reported(store, bring_in, products):
    result = bring_in(HEADER + "7,Bend,Carbon data,It counts,2024-03-05,b.co,3,NO\n,,,,,,x,\n", "my list.csv")
    assert counts(result) == (2, 1, 0, 0, 1, 0)
    [bend] = products()
    assert bend | {"text_hash": ""} == {
        "source": "my-list",
        "external_id": "7",
        "product_group": "my-list:b.co",
        "name": "Bend",
        "tagline": "Carbon data",
        "description": "It counts",
        "launched_on": date(2024, 3, 5),
        "launched_precision": "day",
        "url": "b.co",
        "language": "en",
        "country": "NO",
        "industry": "",
        "application_fields": [],
        "keywords": [],
        "votes": 3,
        "says_ai": False,
        "text_hash": "",
        "text_as_of": None,
    }
    assert bend["text_hash"] == text_hash("Bend", "Carbon data", "It counts")
    with store.read() as session:
        [record] = list_imports(session)
        refused = refusals_frame(session, record.id)
    assert (record.id, record.file_name, record.source) == (result["import_id"], "my list.csv", "my-list")
    assert (record.read, record.new, record.refused, record.lane) == (2, 1, 1, "learning")
    read_as = {"recipe": None, "encoding": "utf-8", "delimiter": ",", "day_first": None}
    assert record.options == read_as | {"origin": "import"}
    assert refused.drop(columns="reason").to_dict("records") == [{"line": 3, "column": "name", "value": ""}]


def test_a_second_import_changes_nothing(bring_in, products, labels):
    content = "id,name,text,date,tags,automation\n7,Bend,Data,2024,a;b,1\n8,Two,Words,,,0\n7,Bend,Data.,2023,,1\n"
    first = bring_in(content)
    before = products(), labels()
    assert counts(first) == (3, 2, 0, 0, 0, 2)
    assert counts(bring_in(content)) == (3, 0, 0, 2, 0, 0)
    assert (products(), labels()) == before


def test_stages_are_told_in_their_order(job_for):
    job = job_for("name\nBend\n")
    import_job.run_import(job)
    assert job.stages == ["reading", "checking", "storing"]


def test_caches_learn_of_an_import(store, bring_in):
    with store.read() as session:
        before = read_revisions(session)
    bring_in("name\nBend\n")
    with store.read() as session:
        after = read_revisions(session)
    assert {name for name in after if after[name] != before[name]} == {"products", "labels"}


def test_an_empty_cell_changes_nothing(bring_in, products):
    bring_in(HEADER + "7,Bend,Carbon data,It counts,2024-03-05,b.co,3,NO\n")
    before = products()
    assert counts(bring_in(HEADER + "7,Bend,,,,,,\n")) == (1, 0, 0, 1, 0, 0)
    assert products() == before


def test_what_differs_is_updated(bring_in, products):
    bring_in(HEADER + "7,Bend,Carbon data,It counts,2024-03-05,b.co,3,NO\n")
    result = bring_in(HEADER + "7,Bend,Carbon AI,,2024-03-04,https://www.b.co/,5,SE\n")
    assert counts(result) == (1, 0, 1, 0, 0, 0)
    [bend] = products()
    assert (bend["tagline"], bend["description"], bend["says_ai"]) == ("Carbon AI", "It counts", True)
    assert (bend["launched_on"], bend["votes"], bend["country"]) == (date(2024, 3, 4), 5, "SE")
    assert bend["url"] == "b.co", "the same address, written otherwise, is no change"
    assert bend["text_hash"] == text_hash("Bend", "Carbon AI", "It counts")


@pytest.mark.parametrize(
    ("known", "given", "holds"),
    [
        ("2024-03-05", "2024-03-07", (date(2024, 3, 5), "day")),
        ("2024-03-05", "2024", (date(2024, 3, 5), "day")),
        ("2024", "2024-03", (date(2024, 3, 1), "month")),
        ("W24", "2024-04-02", (date(2024, 4, 2), "day")),
        ("2024", "W24", (date(2024, 3, 20), "season")),
        ("", "2024", (date(2024, 1, 1), "year")),
    ],
)
def test_the_finer_date_holds_and_of_two_equally_fine_the_earlier(bring_in, products, known, given, holds):
    bring_in(f"id,name,date\n7,Bend,{known}\n")
    bring_in(f"id,name,date\n7,Bend,{given}\n")
    [bend] = products()
    assert (bend["launched_on"], bend["launched_precision"]) == holds


WHOLE = "id,name,text\n7,Bend,{}\n"
SPLIT = "id,name,tagline,description\n7,Bend,{}\n"


@pytest.mark.parametrize(
    ("first", "second", "holds", "updated"),
    [
        (
            SPLIT.format("Carbon data,It counts"),
            WHOLE.format("Carbon data. It counts"),
            ("Carbon data", "It counts"),
            0,
        ),
        (SPLIT.format("Carbon data,It counts"), WHOLE.format("Carbon data. It"), ("Carbon data", "It counts"), 0),
        (
            WHOLE.format("Carbon data. It counts"),
            SPLIT.format("Carbon data,It counts"),
            ("Carbon data", "It counts"),
            1,
        ),
        (WHOLE.format("Carbon data. It"), SPLIT.format("Carbon data,It counts"), ("Carbon data", "It counts"), 1),
        (WHOLE.format("Carbon data. It counts"), SPLIT.format("Carbon data,"), ("", "Carbon data. It counts"), 0),
        (SPLIT.format("Carbon data,It counts"), WHOLE.format("Other words"), ("", "Other words"), 1),
        (WHOLE.format("Carbon data"), WHOLE.format("Carbon data. It counts"), ("", "Carbon data. It counts"), 1),
    ],
)
def test_a_whole_text_and_a_split_one_are_told_alike_where_they_say_the_same(
    bring_in, products, first, second, holds, updated
):
    bring_in(first)
    assert bring_in(second)["updated"] == updated
    [bend] = products()
    assert (bend["tagline"], bend["description"]) == holds


def test_a_correction_holds_against_a_file(store, bring_in, products):
    bring_in(HEADER + "7,Bend,Carbon data,It counts,2024-03-05,b.co,3,NO\n")
    with store.write() as session:
        bend = session.query(Product).one()
        bend.country, bend.tagline = "DK", "Right words"
        for field in ("country", "tagline"):
            session.add(ProductChange(product_id=bend.id, field=field, old="", new="", changed_by="Ada"))
    result = bring_in(HEADER + "7,Bend,Wrong words,It counts all,2024-03-05,b.co,4,SE\n")
    [bend] = products()
    assert (bend["country"], bend["tagline"], bend["description"]) == ("DK", "Right words", "It counts")
    assert bend["votes"] == 4
    assert result["notes"] == {"kept_corrections": 3}


def test_labels_are_added_only_where_they_say_something_new(bring_in, labels):
    content = "id,name,text,automation,primary,inclusion_probability\n7,Bend,Data,{},automation,0.5\n"
    bring_in(content.format(1), lane="audit")
    assert labels() == [
        ("Bend", "automation", "yes", "audit", 0.5),
        ("Bend", "primary", "automation", "audit", 0.5),
    ]
    assert bring_in(content.format(1), lane="audit")["labels"] == 0
    assert bring_in(content.format(0), lane="audit")["labels"] == 1
    assert bring_in(content.format(0), lane="learning")["labels"] == 2
    assert bring_in(content.format("").replace("automation,0.5", ",0.5"), lane="learning")["labels"] == 0


def test_a_label_keeps_the_hash_of_its_text_where_the_store_keeps_a_longer_one(store, bring_in):
    bring_in("id,name,text\n7,Bend,Carbon data and more\n")
    bring_in("id,name,text,ai\n7,Bend,Carbon data,0\n")
    bring_in("id,name,automation\n7,Bend,0\n")
    with store.read() as session:
        hashes = {label.capability: label.text_hash for label in session.query(Label)}
        stored = session.query(Product).one().text_hash
    assert hashes["ai"] == text_hash("Bend", "Carbon data", "")
    assert hashes["automation"] == stored == text_hash("Bend", "Carbon data and more", "")


def test_a_file_whose_rows_are_all_refused_is_still_reported(store, bring_in, products):
    result = bring_in("name,date\n,2024\n,2025\n")
    assert counts(result) == (2, 0, 0, 0, 2, 0)
    assert products() == []
    with store.read() as session:
        assert get_import(session, result["import_id"]) is not None


def test_a_file_that_cannot_be_read_changes_nothing(store, bring_in, products):
    with pytest.raises(RequestError, match="never closed"):
        bring_in('name,text\nBend,"Data\nTwo,x\n')
    with store.read() as session:
        assert list_imports(session) == []
    assert products() == []


def test_another_writer_between_plan_and_lock_is_seen(store, bring_in, monkeypatch, products):
    bring_in("id,name,country\n7,Bend,NO\n")
    plan = import_job.plan_import

    def plan_then_let_another_write(session, launches, lane, origin):
        monkeypatch.setattr(import_job, "plan_import", plan)
        planned = plan(session, launches, lane, origin)
        bring_in("id,name,country\n7,Bend,SE\n8,Two,\n", "other.csv", source="list")
        return planned

    monkeypatch.setattr(import_job, "plan_import", plan_then_let_another_write)
    result = bring_in("id,name,country\n7,Bend,SE\n8,Two,\n")
    assert counts(result) == (2, 0, 0, 2, 0, 0)
    assert [product["country"] for product in products()] == ["SE", ""]


def test_odd_names_are_stored_as_they_are(bring_in, products):
    names = ["=1+1", "<script>alert(1)</script>", "🚀🔥", "مرحبا", "A\u200bB", "Robert'); DROP TABLE products;--"]
    bring_in("id,name\n" + "".join(f'{number},"{name}"\n' for number, name in enumerate(names)))
    assert [product["name"] for product in products()] == names
