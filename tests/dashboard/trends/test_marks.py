"""A mark in an address."""

import pytest

from dashboard.trends.marks import Mark


def test_a_mark_comes_back_from_its_address():
    mark = Mark("a@b", "2024-Q3")
    assert Mark.from_address(mark.address()) == mark


@pytest.mark.parametrize("text", [None, "", "automation", "@2024", "automation@"])
def test_an_address_that_names_no_mark_gives_none(text: str | None):
    assert Mark.from_address(text) is None
