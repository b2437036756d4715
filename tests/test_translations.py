"""English and 中文 are both complete, and say the same."""

import re
import string
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "zh" / "LC_MESSAGES" / "strandline"
KEYWORDS = {"t": None, "message": None, "mark": None}
SOURCES = [("app.py", "python"), ("pages/**.py", "python"), ("dashboard/**.py", "python")]


@pytest.fixture(scope="module")
def chinese() -> Catalog:
    with CATALOGUE.with_suffix(".po").open("rb") as file:
        return read_po(file, locale="zh")


@pytest.fixture(scope="module")
def sentences() -> set[str]:
    """Every sentence that the code marks for translation."""
    found = extract_from_dir(ROOT, SOURCES, keywords=KEYWORDS, directory_filter=lambda folder: ".venv" not in folder)
    return {str(sentence) for _, _, sentence, _, _ in found}


def places(sentence: str) -> set[str]:
    """The {named} places of a sentence, with their formats."""
    return {f"{name}:{form}" for _, name, form, _ in string.Formatter().parse(sentence) if name is not None}


def test_every_sentence_has_a_chinese_one(sentences: set[str], chinese: Catalog):
    translated = {message.id for message in chinese if message.id and message.string and not message.fuzzy}
    assert sentences - translated == set()


def test_the_catalogue_holds_no_sentence_that_is_not_said(sentences: set[str], chinese: Catalog):
    assert {message.id for message in chinese if message.id} - sentences == set()
    assert not chinese.obsolete


def test_both_languages_name_the_same_values(chinese: Catalog):
    differing = {message.id for message in chinese if message.id and places(message.id) != places(message.string)}
    assert differing == set()


def test_bold_ends_where_markdown_sees_its_end(chinese: Catalog):
    # Two asterisks between a full stop and a Chinese character close nothing: the reader would see them.
    closing = re.compile(r"\*\*[^*]+[^\w\s}]\*\*(?=\w)")
    assert [message.string for message in chinese if message.id and closing.search(message.string)] == []


def test_the_compiled_catalogue_is_that_of_the_text(chinese: Catalog):
    compiled = BytesIO()
    write_mo(compiled, chinese)
    assert compiled.getvalue() == CATALOGUE.with_suffix(".mo").read_bytes()
