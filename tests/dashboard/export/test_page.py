"""The page: it loads nothing, sends nothing, and says what the pages say."""

import json
import re
from base64 import b64encode
from hashlib import sha256

import pytest
from plotly.offline import get_plotlyjs

from dashboard.export.contents import METHODS
from dashboard.export.numbers import compute
from dashboard.export.page import page_html
from dashboard.export.takeaway import Takeaway
from dashboard.messages import english
from dashboard.methods import list_methods


@pytest.fixture
def page(takeaway: Takeaway) -> str:
    return page_html(takeaway, compute(takeaway), english)


def own(page: str) -> str:
    """The page without plotly.js, which names addresses that it is not let use."""
    return page.replace(get_plotlyjs(), "")


def test_nothing_is_loaded_from_anywhere(page: str):
    assert not re.search(r"(src|href|action|url)\s*[=(]", own(page), re.IGNORECASE)
    assert not re.search(r"https?:|//[a-z]+\.", own(page))


def test_its_policy_forbids_connections_and_other_scripts(page: str):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["connect-src"] == rules["form-action"] == "'none'"
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = [f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts]
    assert rules["script-src"].split() == hashes


def test_plotlys_cloud_is_off(page: str):
    figures = [json.loads(held) for held in re.findall(r'json" id="[^"]*">(.*?)</script>', page)]
    assert len(figures) == 2
    assert all(one["config"]["showSendToCloud"] is False for one in figures)
    assert all(one["config"]["plotlyServerURL"] == "" for one in figures)


def test_the_figures_and_the_table_hold_the_same_numbers(page: str):
    shares = json.loads(re.search(r'id="data-shares">(.*?)</script>', page)[1])
    assert shares["data"][0]["y"] == [0.25, None, 1.0]
    assert re.search(r"<td>2024-Q1</td><td></td>(.*?)</tr>", page)[1].startswith('<td class="number">25.00%</td>')


def test_what_is_left_out_is_said_by_the_names_that_pages_use(page: str):
    assert "they have no date: 1" in page
    assert "from then on from Product Hunt" in page


def test_it_explains_how_its_numbers_are_reckoned(page: str):
    titles = [method.title for method in list_methods("en") if method.key in METHODS]
    assert len(titles) == len(METHODS)
    for title in titles:
        assert f"<dt>{title}</dt>" in page
