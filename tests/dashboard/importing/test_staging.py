"""Rows into launches: what is taken, merged, refused."""

from datetime import date

from dashboard.capabilities import DEFAULT_CAPABILITIES
from dashboard.importing.inspect import complete_request
from dashboard.importing.request import ImportRequest
from dashboard.importing.staging import StagedFile, stage_file


def stage(write, content: str, name: str = "list.csv", **how) -> StagedFile:
    request = complete_request(ImportRequest(write(content, name), name, **how), DEFAULT_CAPABILITIES)
    return stage_file(request, DEFAULT_CAPABILITIES)


def test_a_row_is_cleaned(write):
    staged = stage(
        write,
        "name,tagline,description,url,country,tags,votes,language\n"
        '  Bend  Green ,"Carbon\n data",nan,https://b.co,NA,"ai; b2b",12.0,English\n',
    )
    [launch] = staged.launches.values()
    assert launch.name == "Bend Green"
    assert (launch.tagline, launch.description) == ("Carbon data", "")
    assert (launch.country, launch.keywords, launch.votes, launch.language) == ("NA", ["ai", "b2b"], 12, "en")
    assert launch.key == ("list", "b.co")


def test_a_product_may_be_called_none(write):
    assert [launch.name for launch in stage(write, "name,url\nNone,\nnull,\n").launches.values()] == ["None", "null"]


def test_rows_that_cannot_be_taken_are_refused_by_themselves(write):
    staged = stage(
        write,
        "name,date,votes,automation\n"
        "Good,2024-03-05,3,1\n"
        ",2024-03-05,3,1\n"
        "Few,2024-03-05\n"
        "Many,2024-03-05,3,1,5,6\n"
        "Late,2199-01-01,3,1\n"
        "Vague,soon,3,1\n"
        "Many votes,2024-03-05,lots,1\n"
        "Odd label,2024-03-05,3,perhaps\n"
        "Trailing,2024-03-05,3,1,,\n",
        mapping={"name": "name", "launched_on": "date", "votes": "votes", "automation": "automation"},
    )
    assert staged.read == 9
    assert [launch.name for launch in staged.launches.values()] == ["Good", "Trailing"]
    assert [(row.line, row.column, row.value, row.reason.text().split(".")[0]) for row in staged.refused] == [
        (3, "name", "", "The row has no name"),
        (4, "", "Few | 2024-03-05", "The row has 2 cells, the header 4"),
        (5, "", "Many | 2024-03-05 | 3 | 1 | 5 | 6", "The row has 6 cells, the header 4"),
        (6, "date", "2199-01-01", "The date lies more than a year ahead"),
        (7, "date", "soon", "This is no date that can be read"),
        (8, "votes", "lots", "Votes are a whole number from 0"),
        (9, "automation", "perhaps", "A label is yes, no or unsure (or 1, 0)"),
    ]


def test_a_quote_that_is_closed_too_late_costs_its_row_and_no_other(write):
    swallowed = "".join(f"Product {number},x\n" for number in range(1200))
    staged = stage(write, f'name,text\nOne,a\nTwo,"b\n{swallowed}c"\nThree,d\n')
    assert [launch.name for launch in staged.launches.values()] == ["One", "Three"]
    [refused] = staged.refused
    assert (refused.line, refused.value) == (3, "Two")
    assert refused.reason.text().startswith("The row goes on to line 1204, over more than 1000 lines.")


def test_rows_of_one_launch_are_merged(write):
    staged = stage(
        write,
        "id,name,tagline,date,votes,country\n"
        "7,Bend,Old words,2024-03-05,9,NO\n"
        "8,Other,,,,\n"
        "7,Bend,New words,2024-03-04,3,\n"
        "7,Bend,,2024,,\n",
    )
    assert staged.notes == {"merged_rows": 2}
    bend = staged.launches["list", "7"]
    assert (bend.tagline, bend.votes, bend.country) == ("New words", 9, "NO")
    assert (bend.launched_on, bend.launched_precision) == (date(2024, 3, 4), "day")


def test_the_order_of_day_and_month_is_found_in_the_column(write):
    staged = stage(write, "name,date\nOne,03/04/2024\nTwo,13/04/2024\n")
    assert [launch.launched_on for launch in staged.launches.values()] == [date(2024, 4, 3), date(2024, 4, 13)]


def test_strandline_files_date_a_batch_as_a_season(write):
    staged = stage(
        write,
        "id,source,name,launched_on,url,text\n"
        "yc-1,yc,Bend,2024-03-20,b.co,Data\n"
        "ph-x@2024-03-20,producthunt,Other,2024-03-20,o.co,Data\n",
    )
    assert {key: launch.launched_precision for key, launch in staged.launches.items()} == {
        ("yc", "yc-1"): "season",
        ("producthunt", "ph-x@2024-03-20"): "day",
    }


def test_a_product_hunt_launch_is_its_address_and_its_day_as_written(write):
    staged = stage(
        write,
        "list_date,name,launched_at,url\n"
        "2024-08-06,Bend,2024-08-05T23:01:00+08:00,https://www.producthunt.com/posts/bend\n"
        "2025-08-06,Bend,2025-08-05T15:01:00+08:00,https://www.producthunt.com/posts/bend\n",
    )
    assert list(staged.launches) == [("producthunt", "ph-bend@2024-08-05"), ("producthunt", "ph-bend@2025-08-05")]


def test_other_files_know_a_launch_by_address_and_day_else_by_name_and_day(write):
    staged = stage(write, "name,url,date\nBend,https://b.co/,2024-03-05\nBend,,2024-03-05\nBend,,\n")
    assert [key for _source, key in staged.launches] == ["b.co@2024-03-05", "bend@2024-03-05", "bend"]


def test_the_source_comes_from_the_row_else_from_the_request_else_from_the_file(write):
    content = "name,source\nOne,My Site\nTwo,\n"
    assert [key[0] for key in stage(write, content, "spring-2024.csv").launches] == ["my-site", "spring"]
    assert [key[0] for key in stage(write, content, source="Mine").launches] == ["my-site", "mine"]


def test_a_label_carries_the_hash_of_the_text_that_was_read(write):
    staged = stage(write, "name,text,automation\nBend,Carbon data,1\n")
    [launch] = staged.launches.values()
    from dashboard.tagging.text import text_hash

    assert [(label.capability, label.value, label.text_hash) for label in launch.labels] == [
        ("automation", "yes", text_hash("Bend", "Carbon data", ""))
    ]
