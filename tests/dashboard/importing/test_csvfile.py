"""Rows of a file, and files that can't be read."""

import gzip
import io
import zipfile

import pytest

from dashboard.importing.csvfile import MAX_CELL, CsvFile
from dashboard.importing.request import ImportRequest
from dashboard.importing.staging import open_file
from dashboard.messages import RequestError


def rows_of(path) -> list[tuple[int, int, list[str]]]:
    return list(open_file(ImportRequest(path, path.name)).rows())


def test_lines_are_counted_as_an_editor_counts_them(write):
    path = write('\nname,text\nOne,"a\nb"\n\nTwo,c\n')
    assert rows_of(path) == [(3, 4, ["One", "a\nb"]), (6, 6, ["Two", "c"])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(write, end: str):
    assert rows_of(write(end.join(["name", "One", "Two"]))) == [(2, 2, ["One"]), (3, 3, ["Two"])]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(write, delimiter: str):
    path = write(f'name{delimiter}text\nOne{delimiter}"a, b; c"\nTwo{delimiter}d\n')
    assert open_file(ImportRequest(path, "list.csv")).delimiter == delimiter
    assert rows_of(path)[0][2] == ["One", "a, b; c"]


def test_a_file_of_one_column_needs_no_delimiter(write):
    assert rows_of(write("name\nOne\n")) == [(2, 2, ["One"])]


def test_nul_bytes_are_dropped_and_counted(write):
    file = CsvFile(write(b"na\0me\nO\0n\0e\n"), "utf-8", ",")
    assert list(file.rows()) == [(2, 2, ["One"])]
    assert (file.header, file.nul_bytes) == (["name"], 3)


def test_a_cell_of_a_megabyte_is_cut_and_counted(write):
    file = CsvFile(write("name,text\nOne," + "x" * 1_000_000 + "\n"), "utf-8", ",")
    [(_first, _last, cells)] = file.rows()
    assert [len(cell) for cell in cells] == [3, MAX_CELL]
    assert file.cut_cells == 1


def zipped() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("list.csv", "name\nOne\n")
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty. An import needs a header and rows. Choose another file."),
        (b"\n\n", "The file holds no text. An import needs a header and rows. Choose another file."),
        (b"\0\0\0", "The file holds no text. An import needs a header and rows. Choose another file."),
        (b"name,text\n", "The file has a header and no row under it. An import needs rows. Choose another file."),
        (b"name,url,name\na,b,c\n", "The header names a column twice: name. Each column needs a name of its own."),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "The file is a picture."),
        (b"\xff\xd8\xff\xe0" + b"JFIF" * 9, "The file is a picture."),
        (zipped(), "The file is a workbook or a zip archive."),
        (gzip.compress(b"name\nOne\n", mtime=0), "The file is compressed."),
        (b"x" * 5_000_000, "A single line has more than 4000000 characters."),
        (b"name\n" + b"x" * 5_000_000, "A single line has more than 4000000 characters."),
        (b"x," * 300_000 + b"\n1\n", "The first line has more than 100000 characters."),
        (b'name,text\nOne,"a\nTwo,b\nThree,c\n', "A quoted cell that begins in line 2 is never closed and swallows"),
        (bytes(range(1, 32)) * 40, "The file is not text: it is full of control characters."),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_sentence(write, content: bytes, said: str):
    with pytest.raises(RequestError) as error:
        rows_of(write(content))
    assert str(error.value).startswith(said)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(RequestError, match=r"There is no file .*absent.csv"):
        open_file(ImportRequest(tmp_path / "absent.csv", "absent.csv"))


def test_a_wrong_encoding_is_told_by_its_nonsense(write):
    path = write("名称,描述\n拼图,给团队用的记事本\n".encode("gb18030"))
    with pytest.raises(RequestError, match=r"Read as utf-8, .* of the file's characters make no sense"):
        list(CsvFile(path, "utf-8", ",").rows())
