"""What makes a row the same launch, and two launches the same product, whichever file brings them."""

import re
from datetime import date
from functools import lru_cache
from hashlib import sha256

from dashboard.tagging.text import fold

MAX_KEY = 200
MAX_SOURCE = 40
_SCHEME = re.compile(r"\A(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_TRACKING = re.compile(r"utm_.*|ref|ref_src|referrer|source|fbclid|gclid|msclkid|mc_[a-z]+|igshid", re.IGNORECASE)
_NOT_IN_A_SOURCE = re.compile(r"[^\w.]+|_+")
_NOT_LETTERS = re.compile(r"[\W_]+")
# What a file's name has at its end when it is one of several: a date, a number, "(1)", "copy".
_SERIES = re.compile(r"([-_. ]*(\(\d+\)|\d[\d.\-_年月日]*|copy|final|副本))+$", re.IGNORECASE)


@lru_cache(maxsize=1 << 12)
def canonical_url(url: str) -> str:
    """Return an address without what does not name the page: scheme, www., tracking, fragment, last slash.

    >>> canonical_url("https://www.Example.com/Tool/?utm_source=x")
    'example.com/Tool'
    """
    page, question, query = _SCHEME.sub("", url.strip(), count=1).partition("#")[0].partition("?")
    host, slash, path = page.partition("/")
    if question:
        kept = [part for part in query.split("&") if part and not _TRACKING.fullmatch(part.partition("=")[0])]
        query = "?" + "&".join(sorted(kept)) if kept else ""
    return host.lower().removeprefix("www.") + (slash + path).rstrip("/") + query


def normalise_name(name: str) -> str:
    """Return a name's letters and digits without case; a name that has none stays as it is."""
    return _NOT_LETTERS.sub("", fold(name)) or name


def launch_key(url: str, name: str, launched_on: date | None) -> str:
    """Return the key of a launch that has no number of its own: where it lives, else its name, and its day."""
    day = f"@{launched_on.isoformat()}" if launched_on else ""
    return bounded((canonical_url(url) or normalise_name(name)) + day)


def product_group(source: str, url: str, name: str) -> str:
    """Return what the launches of one product share: source and canonical address, else its normalised name."""
    return bounded(f"{source}:{canonical_url(url) or normalise_name(name)}")


def bounded(key: str) -> str:
    """Return a key that an index can hold: the beginning of a longer one, and a hash of all of it."""
    if len(key) <= MAX_KEY:
        return key
    return f"{key[: MAX_KEY - 17]}~{sha256(key.encode('utf-8', 'replace')).hexdigest()[:16]}"


@lru_cache(maxsize=1 << 10)
def source_key(name: str) -> str:
    """Return the key of a source: lower case, its words joined by "-"; empty where `name` has no letter or digit.

    >>> source_key("My Launches!")
    'my-launches'
    """
    return _NOT_IN_A_SOURCE.sub("-", fold(name))[:MAX_SOURCE].strip("-.")


def source_of_file(file_name: str) -> str:
    """Return the source that a file's name suggests: the files of a series have one source.

    >>> source_of_file("launches-2024-05 (1).csv")
    'launches'
    """
    stem = file_name.rsplit(".", 1)[0] if "." in file_name else file_name
    return source_key(_SERIES.sub("", stem)) or source_key(stem) or "file"
