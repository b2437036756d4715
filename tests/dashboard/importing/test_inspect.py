"""A look at a file, and the request that comes of it."""

import pytest

from dashboard.capabilities import DEFAULT_CAPABILITIES
from dashboard.importing.inspect import inspect_file, request_import
from dashboard.importing.request import ImportRequest
from dashboard.messages import RequestError


def look(write, content: str | bytes, name: str = "list.csv", **how):
    return inspect_file(write(content, name), **how)


def test_columns_are_known_by_their_names_in_english(write):
    found = look(write, "Product Name,Short Description,Launch Date,Website,Tags,Upvotes\nBend,Data,2024,b.co,ai,3\n")
    assert found.mapping == {
        "name": "Product Name",
        "tagline": "Short Description",
        "launched_on": "Launch Date",
        "url": "Website",
        "keywords": "Tags",
        "votes": "Upvotes",
    }


def test_columns_are_known_by_their_names_in_chinese(write):
    found = look(write, "产品名称;简介;发布日期;官网;标签;票数\n稻田管家;灌溉;2024年3月5日;d.cn;农业;3\n")
    assert found.delimiter == ";"
    assert found.mapping == {
        "name": "产品名称",
        "description": "简介",
        "launched_on": "发布日期",
        "url": "官网",
        "keywords": "标签",
        "votes": "票数",
    }


def test_columns_with_other_names_are_known_by_what_they_hold(write):
    text = "It counts the emissions of every single purchase and says what to do."
    found = look(
        write, f"name,col1,col2,col3\nBend,https://b.co,2024-03-05,{text}\nTwo,http://t.co,2024-03-06,{text}\n"
    )
    assert found.mapping == {"name": "name", "url": "col1", "launched_on": "col2", "text": "col3"}


def test_a_date_of_something_else_is_no_launch(write):
    found = look(write, "name,updated_at\nBend,2024-03-05\n")
    assert found.mapping == {"name": "name"}


def test_gold_labels_are_known_by_key_and_by_either_title(write):
    found = look(write, "name,automation,Cross-domain,个性化,primary\nBend,1,0,是,automation\n")
    assert found.capabilities == ("automation", "personalization", "cross_domain")
    assert found.mapping["cross_domain"] == "Cross-domain"
    assert found.mapping["primary"] == "primary"


def test_a_column_of_prose_is_no_label_whatever_its_name(write):
    assert look(write, "name,AI\nBend,It uses a small model\n").mapping == {"name": "name"}


def test_a_known_kind_of_file_brings_its_recipe(write):
    found = look(write, "company_id,company_name,batch,website\n7,Bend,W24,b.co\n")
    assert (found.recipe, found.source) == ("Y Combinator", "yc")
    assert found.mapping == {
        "name": "company_name",
        "launched_on": "batch",
        "url": "website",
        "external_id": "company_id",
    }


def test_the_first_rows_are_shown_and_all_are_counted(write):
    found = look(write, "name\n" + "".join(f"Product {number}\n" for number in range(80)))
    assert found.rows == 80
    assert found.sample[0] == ("Product 0",)
    assert len(found.sample) == 50


def test_the_rows_of_a_large_file_are_estimated(write):
    found = look(write, "name,text\n" + "".join(f"Product {number},{'x' * 1000}\n" for number in range(4000)))
    assert found.rows == pytest.approx(4000, rel=0.1)


def test_encoding_and_delimiter_can_be_said(write):
    found = look(write, "名称|描述\n拼图|记事本\n".encode("gb18030"), encoding="gbk", delimiter="pipe")
    assert (found.encoding, found.delimiter, found.header) == ("gb18030", "|", ("名称", "描述"))
    with pytest.raises(RequestError, match="The delimiter x is unknown"):
        look(write, "name\nBend\n", delimiter="x")


def test_a_date_that_leaves_its_order_open_is_asked_about(write):
    path = write("name,date\nBend,03/04/2024\nTwo,05/06/2024\n")
    found = inspect_file(path)
    assert found.ambiguous_dates == ("date",)
    with pytest.raises(RequestError, match="The dates in the column date leave open whether the day or the month"):
        request_import(path, "list.csv", found, DEFAULT_CAPABILITIES)
    assert request_import(path, "list.csv", found, DEFAULT_CAPABILITIES, day_first=True).day_first is True


def test_a_single_date_far_down_answers_for_all(write):
    rows = "".join("Bend,03/04/2024\n" for _ in range(300))
    assert look(write, f"name,date\n{rows}Two,13/04/2024\n").ambiguous_dates == ()


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"tagline": "title"}, "No column holds the name of the product."),
        ({"name": "nome"}, "There is no column nome. The file has: title, text. Choose one of them."),
        ({"name": "title", "colour": "text"}, "There is no field colour. A column fills one of these: name, tagline,"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(write, mapping: dict[str, str], said: str):
    path = write("title,text\nBend,Data\n")
    with pytest.raises(RequestError) as error:
        request_import(path, "list.csv", inspect_file(path), DEFAULT_CAPABILITIES, mapping=mapping)
    assert str(error.value).startswith(said)


def test_a_lane_is_audit_or_learning(write):
    path = write("name\nBend\n")
    with pytest.raises(RequestError, match="There is no lane fast"):
        request_import(path, "list.csv", inspect_file(path), DEFAULT_CAPABILITIES, lane="fast")


def test_a_request_survives_its_payload(tmp_path):
    request = ImportRequest(
        tmp_path / "x.csv", "list.csv", {"name": "title"}, "mine", "audit", "utf-8", ";", True, None
    )
    assert ImportRequest.from_payload(request.to_payload()) == request
