"""Taking imports back, in any order."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from dashboard.messages import RequestError
from db.models import Import, Label, Product, ProductChange


def test_what_an_import_alone_brought_goes_with_its_labels(bring_in, undo, products, labels):
    bring_in("id,name\n1,Stays\n")
    before = products()
    brought = bring_in("id,name,automation\n2,Goes,1\n")
    assert undo(brought["import_id"]) == {"import_id": brought["import_id"], "removed": 1, "restored": 0, "labels": 1}
    assert (products(), labels()) == (before, [])


def test_what_an_import_changed_goes_back(bring_in, undo, products):
    bring_in("id,name,text,date,tags\n1,Bend,Carbon,2024,a\n")
    before = products()
    changed = bring_in("id,name,text,date,tags,votes\n1,Bender,AI for all,2024-03-05,b,5\n")
    assert changed["updated"] == 1
    assert undo(changed["import_id"])["restored"] == 1
    assert products() == before


def test_what_a_later_import_says_stays(bring_in, undo, products):
    first = bring_in("id,name,country,industry\n1,Bend,NO,Energy\n2,Two,NO,Energy\n")
    bring_in("id,name,country\n1,Bend,SE\n")
    assert undo(first["import_id"]) == {"import_id": 1, "removed": 1, "restored": 1, "labels": 0}
    [bend] = products()
    assert (bend["name"], bend["country"], bend["industry"]) == ("Bend", "SE", "")


def test_what_a_later_import_affirmed_stays_until_that_one_is_undone_too(bring_in, undo, products):
    bring_in("id,name,country\n1,Bend,NO\n")
    second = bring_in("id,name,country\n1,Bend,SE\n")
    third = bring_in("id,name,country\n1,Bend,SE\n")
    assert (third["updated"], third["unchanged"]) == (0, 1)
    assert undo(second["import_id"])["restored"] == 0
    assert products()[0]["country"] == "SE"
    assert undo(third["import_id"])["restored"] == 1
    assert products()[0]["country"] == "NO"


def test_what_a_person_corrected_stays(store, bring_in, undo, products):
    bring_in("id,name,country,industry\n1,Bend,NO,Energy\n")
    second = bring_in("id,name,country,industry\n1,Bend,SE,Power\n")
    with store.write() as session:
        bend = session.query(Product).one()
        bend.country = "DK"
        session.add(ProductChange(product_id=bend.id, field="country", old="SE", new="DK", changed_by="Ada"))
    undo(second["import_id"])
    [bend] = products()
    assert (bend["country"], bend["industry"]) == ("DK", "Energy")


def test_an_import_is_undone_once(bring_in, undo):
    number = bring_in("name\nBend\n")["import_id"]
    undo(number)
    with pytest.raises(RequestError, match=f"Import {number} was undone already"):
        undo(number)
    with pytest.raises(RequestError, match="There is no import 99"):
        undo(99)


def test_a_file_can_be_imported_again_after_its_undo(bring_in, undo, products):
    content = "id,name,automation\n1,Bend,1\n"
    undo(bring_in(content)["import_id"])
    again = bring_in(content)
    assert (again["new"], again["labels"]) == (1, 1)


CELLS = {
    "tagline": st.sampled_from(["", "Carbon data", "Data for all AI", "碳数据工具"]),
    "description": st.sampled_from(["", "It counts", "It counts and more"]),
    "text": st.sampled_from(["", "Carbon data. It counts", "Carbon data", "Words"]),
    "date": st.sampled_from(["", "2024", "2024-03", "2024-03-05", "2024-02-01", "W24"]),
    "url": st.sampled_from(["", "a.example", "https://www.a.example/", "b.example"]),
    "country": st.sampled_from(["", "NO", "SE"]),
    "tags": st.sampled_from(["", "a;b", "b"]),
    "votes": st.sampled_from(["", "1", "2"]),
    "language": st.sampled_from(["", "zh", "fr"]),
    "automation": st.sampled_from(["", "1", "0"]),
}


@st.composite
def files(draw) -> str:
    columns = draw(st.lists(st.sampled_from(sorted(CELLS)), unique=True, max_size=6))
    ids = draw(st.lists(st.sampled_from("123"), min_size=1, max_size=3))
    rows = [
        [number, draw(st.sampled_from(["Bend", "Two"])), *(draw(CELLS[column]) for column in columns)] for number in ids
    ]
    return "\n".join(",".join(row) for row in [["id", "name", *columns], *rows]) + "\n"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(base=files(), later=st.lists(files(), min_size=1, max_size=3), data=st.data())
def test_imports_undone_in_any_order_leave_no_trace(store, bring_in, undo, products, labels, base, later, data):
    with store.write() as session:
        for model in (Label, Product, Import):
            session.execute(delete(model))
    bring_in(base)
    before = products(), labels()
    numbers = [bring_in(content)["import_id"] for content in later]
    for number in data.draw(st.permutations(numbers)):
        undo(number)
    assert (products(), labels()) == before


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=files(), others=st.lists(files(), max_size=2))
def test_a_second_import_of_any_file_changes_nothing(store, bring_in, products, labels, content, others):
    with store.write() as session:
        for model in (Label, Product, Import):
            session.execute(delete(model))
    for other in (*others, content):
        bring_in(other)
    before = products(), labels()
    again = bring_in(content)
    assert (again["new"], again["updated"], again["labels"]) == (0, 0, 0)
    assert (products(), labels()) == before
