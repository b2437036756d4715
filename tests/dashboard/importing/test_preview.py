"""The first rows as they will be stored; files kept until their import; the template."""

import csv
import io
import os
import time

import pytest

from dashboard.importing.inspect import inspect_file
from dashboard.importing.preview import preview
from dashboard.importing.request import ImportRequest
from dashboard.importing.template import template_csv
from dashboard.importing.uploads import KEPT_SECONDS, keep_file, keep_upload
from dashboard.messages import RequestError


def test_the_first_rows_are_shown_as_they_will_be_stored(write):
    path = write(
        "id,name,text,date,tags,automation\n"
        "1,Bend,Carbon data,March 2024,a;b,1\n"
        "2,,,,,\n"
        "3,稻田管家,为每块稻田安排灌溉,2024年3月5日,,\n"
        "4,Later,,2024,,0\n"
    )
    found = preview(ImportRequest(path, "list.csv"), rows=3)
    shown = found.rows[["name", "description", "launched_on", "language", "keywords", "automation"]]
    assert shown.fillna("").to_numpy().tolist() == [
        ["Bend", "Carbon data", "2024-03", "en", ["a", "b"], "yes"],
        ["稻田管家", "为每块稻田安排灌溉", "2024-03-05", "zh", [], ""],
    ]
    assert [(refused.line, refused.column) for refused in found.refusals] == [(3, "name")]


def test_a_preview_is_what_the_import_stores(bring_in, products, write):
    content = "id,name,tagline,url,votes\n1,Bend,Data,https://b.example,3\n1,Bend,Words,,5\n"
    [shown] = preview(ImportRequest(write(content), "list.csv")).rows.to_dict("records")
    bring_in(content)
    [stored] = products()
    assert all(shown[name] == stored[name] for name in ("name", "tagline", "url", "votes", "source", "external_id"))


def test_a_mapping_without_a_name_has_no_preview(write):
    with pytest.raises(RequestError, match="No column holds the name"):
        preview(ImportRequest(write("a,b\n1,2\n"), "list.csv"))


def test_an_upload_is_kept_once_and_its_name_is_no_path(home):
    one = keep_upload(b"name\nBend\n", "../../evil.csv")
    assert one == keep_upload(b"name\nBend\n", "other.csv")
    assert one.parent == home / "uploads"
    assert [path.read_bytes() for path in one.parent.iterdir()] == [b"name\nBend\n"]


def test_an_upload_is_kept_for_a_week(home):
    old, fresh = keep_upload(b"name\nOld\n", "x.csv"), keep_upload(b"name\nFresh\n", "x.csv")
    os.utime(old, (time.time() - KEPT_SECONDS - 60,) * 2)
    keep_upload(b"name\nNew\n", "x.csv")
    assert (old.exists(), fresh.exists()) == (False, True)


def test_a_file_is_kept_as_an_upload_is(home, write):
    path = write("name\nBend\n")
    assert keep_file(path) == keep_upload(path.read_bytes(), "x.csv")


def test_the_template_comes_in_without_a_word(write, bring_in, products):
    path = write(template_csv(), "template.csv")
    header = next(csv.reader(io.StringIO(template_csv().decode("utf-8-sig"))))
    assert list(inspect_file(path).mapping) == sorted(header, key=list(inspect_file(path).mapping).index)
    result = bring_in(template_csv(), "template.csv")
    assert (result["read"], result["new"], result["refused"], result["notes"]) == (3, 3, 0, {})
    assert {product["launched_precision"] for product in products()} == {"day", "month", "year"}
    assert {product["language"] for product in products()} == {"en", "zh"}
