"""Find out in which encoding a file is written. The order matters: see `detect_encoding`."""

import codecs
from collections.abc import Iterator
from pathlib import Path

from dashboard.messages import RequestError, message

# What a person may choose; the first names are the ones that are detected.
ENCODINGS = (
    *("utf-8", "utf-16", "gb18030", "big5", "cp1252", "latin-1"),
    *("utf-16-le", "utf-16-be", "utf-32", "big5hkscs", "cp950", "shift_jis", "euc_kr", "cp1251"),
)
# A subset is read as the whole: gb18030 holds every character that a file in gbk can hold.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "utf-8-sig": "utf-8", "iso8859-1": "latin-1"}
_WIDER |= {"ascii": "utf-8"}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The detector chooses among these alone: with all codecs of Python it takes short Western texts for Central European.
_GUESSED = ["gb18030", "big5", "cp1252", "shift_jis", "euc_kr", "cp1251"]
_CHUNK = 1 << 20
_SAMPLE = 1 << 16
# UTF-8 with a few broken bytes (a file cut off, a cell pasted in) is still UTF-8.
_BROKEN_SHARE = 0.005


def detect_encoding(path: Path) -> str:
    """Return the name of the codec that `path` is written in.

    A byte order mark decides; else the zero bytes of UTF-16; else UTF-8, which other encodings do not imitate; else
    the detector. A chain of attempts would not do: nearly every Big5 file can be decoded, wrongly, as GB18030.
    """
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    return _utf16_without_mark(head) or _utf8(path) or _guess(path)


def choose_encoding(name: str) -> str:
    """Return the codec that a person means by `name`, or raise RequestError."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        found = ""
    chosen = _WIDER.get(found, found)
    known = {codecs.lookup(encoding).name: encoding for encoding in ENCODINGS} | {"latin-1": "latin-1"}
    if chosen not in known:
        raise RequestError(
            message(
                "The encoding {name} is unknown. A file is read in one of these: {encodings}. Choose one of them.",
                name=name,
                encodings=", ".join(ENCODINGS),
            )
        )
    return known[chosen]


def codec(encoding: str) -> str:
    """Return the codec that reads `encoding` and drops a byte order mark."""
    return "utf-8-sig" if encoding == "utf-8" else encoding


def _utf16_without_mark(head: bytes) -> str | None:
    """Name the UTF-16 whose zero bytes stand in `head`: those of ASCII are all on one side."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    for encoding, ours, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if ours > len(head) // 100 and ours > 10 * others:
            text = head[: len(head) // 2 * 2].decode(encoding, "ignore")
            if "\n" in text or "\r" in text:
                return encoding
    return None


def _utf8(path: Path) -> str | None:
    try:
        for _text in _decoded(path, "strict"):
            pass
    except UnicodeDecodeError:
        broken = beyond_ascii = 0
        for text in _decoded(path, "replace"):
            broken += text.count("\ufffd")
            beyond_ascii += len(text) - len(text.encode("ascii", "ignore"))
        return "utf-8" if broken <= _BROKEN_SHARE * beyond_ascii else None
    return "utf-8"


def _decoded(path: Path, errors: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8")(errors)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _guess(path: Path) -> str:
    from charset_normalizer import from_bytes  # Only a file that is not in Unicode pays for it.

    best = from_bytes(_lines_beyond_ascii(path), cp_isolation=_GUESSED).best()
    return "cp1252" if best is None else choose_encoding(best.encoding)


def _lines_beyond_ascii(path: Path) -> bytes:
    """Return the header and lines that are not ASCII, up to the size of a sample: the others tell nothing."""
    with path.open("rb") as file:
        lines = [file.readline(_SAMPLE)]
        size = len(lines[0])
        while size < _SAMPLE and (line := file.readline(_SAMPLE)):
            if not line.isascii():
                lines.append(line)
                size += len(line)
    return b"".join(lines)
