"""Merged cells of workbooks, and workbooks read in a locked child."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from geodata.child import ChildEnd, ChildLimits
from geodata.tables import read_sheets, read_table
from geodata.tables.apart import ChildFailed, read_grids_apart
from geodata.tables.grids import read_grids


def a_book(path: Path, rows: list[list[object]], *merges: str) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    for row in rows:
        page.append(row)
    for merge in merges:
        page.merge_cells(merge)
    book.save(path)
    return path


def codes(findings) -> list[tuple[str, int | None]]:
    return [(finding.code, finding.row) for finding in findings]


def test_a_merged_title_over_the_headings_is_passed_by(tmp_path):
    rows = [["รายชื่อหมู่บ้าน ปี 2569", None], ["code", "name"], ["1", "ก"]]
    table, findings = read_table(a_book(tmp_path / "a.xlsx", rows, "A1:B1"))
    assert table.headings == ("code", "name")
    assert [row.number for row in table.rows] == [3]
    assert codes(findings) == [("title_row_skipped", 1)]


def test_cells_merged_downwards_are_filled(tmp_path):
    rows = [["tambon", "name"], ["ห้วยผา", "ก"], [None, "ข"], [None, "ค"], ["ปางหมู", "ง"]]
    table, findings = read_table(a_book(tmp_path / "a.xlsx", rows, "A2:A4"))
    assert [row.cells["tambon"] for row in table.rows] == ["ห้วยผา"] * 3 + ["ปางหมู"]
    assert codes(findings) == [("merged_cells_filled", 2)]


def test_cells_merged_across_columns_are_refused(tmp_path):
    rows = [["lat", "lon"], ["19.1 97.9", None]]
    _, findings = read_table(a_book(tmp_path / "a.xlsx", rows, "A2:B2"))
    assert codes(findings) == [("merged_across", 2)]


def test_the_child_reads_what_this_process_reads(tmp_path):
    path = a_book(tmp_path / "a.xlsx", [["code", "name"], [1, "ก"], [None, "ข"]], "A2:A3")
    raw = path.read_bytes()
    apart = read_grids_apart(raw, None)
    assert apart.grids == read_grids(io.BytesIO(raw), None).grids
    assert read_grids_apart(raw, ()).sheets == ("Sheet",)


def test_no_workbook_however_small_is_read_in_this_process(tmp_path, monkeypatch):
    monkeypatch.setattr(openpyxl, "load_workbook", None)
    table, findings = read_table(a_book(tmp_path / "a.xlsx", [["code"], ["1"]]))
    assert ([row.cells for row in table.rows], findings) == ([{"code": "1"}], ())


def test_a_damaged_workbook_is_told_from_the_child(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook>")
    assert codes(read_table(path)[1]) == [("unreadable_file", None)]


@pytest.mark.parametrize(
    ("limits", "end"),
    [
        (ChildLimits(cpu_s=1, wall_s=0.3, memory_mb=1024), ChildEnd.TIMED_OUT),
        (ChildLimits(cpu_s=30, wall_s=60, memory_mb=60), ChildEnd.OUT_OF_MEMORY),
    ],
)
def test_a_bomb_meets_its_limit_and_nothing_else(tmp_path, limits, end):
    """Two million cells in a file of some kilobytes."""
    path = a_book(tmp_path / "a.xlsx", [["code"]])
    bomb = tmp_path / "bomb.xlsx"
    row = "<row>" + "<c t='inlineStr'><is><t>x</t></is></c>" * 200 + "</row>"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                head = (
                    "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
                )
                content = f"{head}<sheetData>{row * 10_000}</sheetData></worksheet>".encode()
            new.writestr(entry.filename, content)
    assert bomb.stat().st_size < 2_000_000
    with pytest.raises(ChildFailed) as failed:
        read_grids_apart(bomb.read_bytes(), None, limits=limits)
    assert failed.value.kind is end


def test_only_the_sheets_that_are_wanted_are_read(tmp_path):
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.create_sheet("หมู่บ้าน").append(["code"])
    book.save(path)
    found, names, findings = read_sheets(path, {"หมู่บ้าน"})
    assert [table.sheet for table in found] == ["หมู่บ้าน"]
    assert (names, findings) == (("Notes", "หมู่บ้าน"), ())


def test_entities_that_blow_up_are_refused(tmp_path):
    """Ten entities of ten each, nine deep: a thousand million letters in some hundred bytes."""
    path = a_book(tmp_path / "a.xlsx", [["code"]])
    laugh = "".join(f"<!ENTITY l{i} '{f'&l{i - 1};' * 10 if i else 'l' * 10}'>" for i in range(9))
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bomb, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                head = (
                    "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
                )
                cell = "<row><c t='inlineStr'><is><t>&l8;</t></is></c></row>"
                page = f"{head}<sheetData>{cell}</sheetData></worksheet>"
                content = f"<!DOCTYPE x [{laugh}]>{page}".encode()
            new.writestr(entry.filename, content)
    table, findings = read_table(bomb)
    assert table is None
    assert {finding.code for finding in findings} <= {"unreadable_file", "empty_file"}
