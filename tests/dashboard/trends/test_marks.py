"""A mark in an address."""

import pytest

from dashboard.trends.marks import Mark


def test_a_mark_comes_back_from_its_address():
    for mark in (
        Mark("a@b", "2024-Q3"),
        Mark("automation", "2024-Q1", (("source", "a;b=c@d..e"), ("industry", "")), last="2024-Q3"),
    ):
        assert Mark.from_address(mark.address()) == mark


@pytest.mark.parametrize(
    "text", [None, "", "automation", "@2024", "automation@", "automation;source@2024", ";a=b@2024"]
)
def test_an_address_that_names_no_mark_gives_none(text: str | None):
    assert Mark.from_address(text) is None
