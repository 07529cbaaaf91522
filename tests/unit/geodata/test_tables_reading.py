"""Tables as text: encodings, separators, workbooks, and files made to fill the memory."""

import io
import random
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from geodata import tables
from geodata.tables import Table, clean_text, decode_text, heading_of, read_table
from geodata.tables.grids import UNREADABLE, read_grids

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def a_file(folder: Path, raw: bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


def a_book(folder: Path, rows: list[list[object]], title: str = "Sheet") -> Path:
    book = openpyxl.Workbook()
    page = book.active
    page.title = title
    for row in rows:
        page.append(row)
    book.save(folder / "list.xlsx")
    return folder / "list.xlsx"


def a_book_of(folder: Path, sheet_xml: str) -> Path:
    """A workbook whose only sheet is this XML."""
    plain = io.BytesIO()
    openpyxl.Workbook().save(plain)
    path = folder / "list.xlsx"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            is_sheet = name == "xl/worksheets/sheet1.xml"
            new.writestr(name, sheet_xml.encode() if is_sheet else old.read(name))
    return path


def good(path: Path) -> Table:
    table, findings = read_table(path)
    assert table is not None
    assert findings == ()
    return table


def codes(path: Path, sheet: str | None = None) -> list[str]:
    table, findings = read_table(path, sheet=sheet)
    assert table is None
    return [f.code for f in findings]


def test_rows_have_the_numbers_that_a_spreadsheet_shows(tmp_path):
    path = a_file(tmp_path, 'code,name\n1,ก\n\n,\n2,"two\nlines"\n3,ค\n'.encode())
    table = good(path)
    assert [(r.number, r.cells["code"]) for r in table.rows] == [(2, "1"), (5, "2"), (6, "3")]


def test_headings_are_folded_and_kept_as_they_stand(tmp_path):
    table = good(a_file(tmp_path, "Village Code,Name-TH,\n1,ก,\n".encode()))
    assert dict(table.titles) == {"village_code": "Village Code", "name_th": "Name-TH"}
    assert table.headings == ("village_code", "name_th")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_silently(tmp_path, encoding):
    table = good(a_file(tmp_path, "code,name\n1,บ้านน้ำ\n".encode(encoding)))
    assert table.rows[0].cells["name"] == "บ้านน้ำ"


def test_cp874_is_read_and_told(tmp_path):
    table, findings = read_table(a_file(tmp_path, "code,name\n1,บ้านน้ำ\n".encode("cp874")))
    assert table is not None
    assert table.rows[0].cells["name"] == "บ้านน้ำ"
    assert [(f.code, f.facts["encoding"]) for f in findings] == [("encoding_repaired", "cp874")]


def test_damaged_utf8_is_not_taken_for_cp874():
    raw = "รหัส,ชื่อ\n1,บ้านน้ำใส\n2,บ้านดอย\n".encode()
    text, findings = decode_text(raw[:40] + b"\xb9" + raw[40:], "list.csv")
    assert text is None
    assert [(f.code, f.row) for f in findings] == [("unreadable_text", 2)]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_separators_are_found(tmp_path, mark):
    table = good(a_file(tmp_path, f"code{mark}name\n1{mark}ก\n".encode()))
    assert dict(table.rows[0].cells) == {"code": "1", "name": "ก"}


def test_short_rows_have_empty_cells_and_long_ones_are_told(tmp_path):
    table, findings = read_table(a_file(tmp_path, b"code,name\n1\n2,b,c\n"))
    assert table is not None
    assert dict(table.rows[0].cells) == {"code": "1", "name": ""}
    assert [(f.code, f.row, f.value) for f in findings] == [("cell_without_heading", 3, "c")]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "empty_file"),
        (b"\n , \n", "empty_file"),
        (b"code\n\x00\xff\n", "unreadable_text"),
        (b"\xff\xfec", "unreadable_text"),
        (b'code\n"' + b"x" * 200_000, "unreadable_file"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, raw, code):
    assert codes(a_file(tmp_path, raw)) == [code]


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    assert codes(tmp_path / "none.csv") == ["missing_file"]
    (tmp_path / "folder.csv").mkdir()
    assert codes(tmp_path / "folder.csv") == ["unreadable_file"]


def test_invisible_marks_and_decomposed_letters_are_cleaned():
    assert clean_text("\ufeff\u200bบ้าน\u00a0ดอย ") == "บ้าน ดอย"
    assert clean_text("e\u0301") == "é"
    assert heading_of(" รหัส  หมู่บ้าน ") == "รหัส_หมู่บ้าน"


def test_a_workbook_is_read_as_people_see_it(tmp_path):
    path = a_book(
        tmp_path,
        [
            ["code", "when", "at", "open", "people", "seen"],
            [58010201, date(2026, 11, 30), time(8, 30), True, 1.5, datetime(2026, 1, 2, 3, 4)],  # noqa: DTZ001
            [None] * 6,
            ["๕๘", None, None, False, 2, None],
        ],
    )
    table = good(path)
    assert [r.number for r in table.rows] == [2, 4]
    assert list(table.rows[0].cells.values()) == [
        "58010201", "2026-11-30", "08:30", "true", "1.5", "2026-01-02 03:04"
    ]  # fmt: skip
    assert table.rows[1].cells["open"] == "false"


def test_a_sheet_is_found_by_name(tmp_path):
    path = a_book(tmp_path, [["code"], ["1"]], title="หมู่บ้าน")
    table, _ = read_table(path, sheet="หมู่บ้าน")
    assert table is not None
    assert table.sheet == "หมู่บ้าน"
    assert codes(path, sheet="units") == ["missing_sheet"]


def test_a_file_that_only_calls_itself_a_workbook_is_refused(tmp_path):
    assert codes(a_file(tmp_path, b"code,name", "list.xlsx")) == ["unreadable_file"]
    with zipfile.ZipFile(tmp_path / "zip.xlsx", "w") as archive:
        archive.writestr("readme.txt", "no book")
    assert codes(tmp_path / "zip.xlsx") == ["unreadable_file"]


@pytest.mark.parametrize("seed", range(60))
def test_spoilt_workbooks_are_read_or_refused_in_a_known_way(tmp_path, seed):
    raw = bytearray(a_book(tmp_path, [["code", "name"], ["1", "ก"], ["2", "ข"]]).read_bytes())
    dice = random.Random(seed)
    for _ in range(dice.randrange(1, 30)):
        raw[dice.randrange(len(raw))] = dice.randrange(256)
    try:
        assert read_grids(io.BytesIO(raw), None).sheets
    except UNREADABLE:
        table, findings = None, ("told by the child",)
        if seed < 3:
            table, findings = read_table(a_file(tmp_path, bytes(raw), "spoilt.xlsx"))
        assert table is None
        assert findings


def test_a_cell_at_the_end_of_the_world_costs_nothing(tmp_path):
    path = a_book_of(
        tmp_path,
        f'<worksheet xmlns="{SHEET}"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>code</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>z</t></is></c></row>'
        "</sheetData></worksheet>",
    )
    assert good(path).rows == ()


def test_entities_that_multiply_are_refused(tmp_path):
    doubling = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    path = a_book_of(
        tmp_path,
        f'<!DOCTYPE x [<!ENTITY e0 "aaaaaaaaaa">{doubling}]><worksheet xmlns="{SHEET}"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&e9;</t></is></c></row></sheetData></worksheet>',
    )
    assert codes(path) == ["unreadable_file"]


def test_a_zip_that_grows_is_refused_before_it_is_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "MAX_UNZIPPED_BYTES", 100_000)
    assert codes(a_book_of(tmp_path, " " * 1_000_000)) == ["file_too_big"]


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "MAX_FILE_BYTES", 10)
    assert codes(a_file(tmp_path, b"code,name\n1,2\n")) == ["file_too_big"]


def test_rows_beyond_the_limit_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr(tables.shape, "MAX_ROWS", 3)
    table, findings = read_table(a_file(tmp_path, b"code\n" + b"1\n" * 9))
    assert table is not None
    assert len(table.rows) == 3
    assert [f.code for f in findings] == ["too_many_rows"]
