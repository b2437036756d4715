"""Which encoding a file is in."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dashboard.importing.encoding import ENCODINGS, choose_encoding, codec, detect_encoding
from dashboard.messages import RequestError

SIMPLIFIED = "名称,描述\n稻田管家,根据土壤湿度和天气预报，自动为每块稻田安排灌溉\n拼图,给团队用的记事本，支持离线编辑\n"
TRADITIONAL = (
    "名稱,描述\n稻田管家,根據土壤濕度和天氣預報，自動為每塊稻田安排灌溉\n拼圖,給團隊用的記事本，支援離線編輯\n"
)
WESTERN = "name,text\nCafé,Crème brûlée à la carte\nStraße,Über façade y año señor\n"


@pytest.mark.parametrize(
    ("text", "written", "read"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (WESTERN, "latin-1", "cp1252"),
        (WESTERN + "Smart “quotes”,–\n", "cp1252", "cp1252"),
        (WESTERN, "utf-16", "utf-16"),
        ("name,text\nBend,plain\n", "ascii", "utf-8"),
    ],
)
def test_the_encoding_is_found(write, text: str, written: str, read: str):
    path = write(text.encode(written))
    assert detect_encoding(path) == read
    assert path.read_bytes().decode(codec(read)) == text


def test_big5_is_never_read_as_gb18030(write):
    # Nearly every Big5 file can be decoded as GB18030, to nonsense and without an error.
    data = TRADITIONAL.encode("big5")
    data.decode("gb18030")
    assert detect_encoding(write(data)) == "big5"


def test_a_nul_byte_makes_no_utf_16(write):
    assert detect_encoding(write(b"name,tagline\nA\0cme,Tool\n")) == "utf-8"


def test_a_file_in_utf_8_that_was_cut_off_is_still_in_utf_8(write):
    assert detect_encoding(write((SIMPLIFIED * 20).encode()[:-2])) == "utf-8"


def test_a_person_may_name_an_encoding_in_any_of_its_ways():
    assert [choose_encoding(name) for name in ("UTF8", "gbk", "GB2312", "Big5", "latin1", "windows-1252")] == [
        *("utf-8", "gb18030", "gb18030", "big5", "latin-1", "cp1252"),
    ]
    assert all(choose_encoding(name) == name for name in ENCODINGS)


@pytest.mark.parametrize("name", ["klingon", "base64", "rot13", "", "\0"])
def test_an_unknown_encoding_is_refused(name: str):
    with pytest.raises(RequestError, match=r"is unknown\. A file is read in one of these: utf-8, "):
        choose_encoding(name)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(SIMPLIFIED.split("\n")[1:3] + TRADITIONAL.split("\n")[1:3] + ["Bend,Carbon"]), min_size=1),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]),
)
def test_any_unicode_file_comes_back_as_it_was(write, lines: list[str], encoding: str):
    text = "name,text\n" + "\n".join(lines) + "\n"
    assume("," in text)
    path = write(text.encode(encoding))
    assert path.read_bytes().decode(codec(detect_encoding(path))) == text
