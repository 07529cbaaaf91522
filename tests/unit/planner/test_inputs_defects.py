"""Files as offices send them: every known defect in one faithfully made file, mended and told."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from planner.domain.province import ProvinceData
from planner.inputs import read_dataset, read_part
from tests.datasets import TINY_PROVINCE, told


@pytest.fixture(scope="module")
def province() -> ProvinceData:
    data, _ = read_dataset(TINY_PROVINCE)
    assert data is not None
    return data


def a_workbook(folder: Path, *rows: tuple[object, ...], merges: tuple[str, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    for row in rows:
        page.append(row)
    for merge in merges:
        page.merge_cells(merge)
    path = folder / "office.xlsx"
    book.save(path)
    return path


def codes(findings) -> set[str]:
    assert told(findings, whole=False) is not None
    return {finding.code for finding in findings}


def test_codes_that_became_numbers_under_a_merged_title(province, tmp_path):
    path = a_workbook(
        tmp_path,
        ("ความต้องการรับบริการ ประจำปีงบประมาณ ๒๕๗๐", None, None),
        ("รหัสหมู่บ้าน", "รหัสบริการ", "จำนวนคน"),
        (58010101.0, "health", "๑๒"),
        (5801010200 / 100, "health", "1,012"),
        merges=("A1:C1",),
    )
    data, findings = read_part(path, "demand", province)
    assert data is not None, findings
    people = {(d.village_code, d.service_code): d.people for d in data.demands}
    assert (people["58010101", "health"], people["58010102", "health"]) == (12, 1012)
    assert codes(findings) >= {
        "title_row_skipped", "digits_repaired", "thousands_separator_removed",
    }  # fmt: skip


def test_cells_merged_downwards_in_a_list_of_visits(province, tmp_path):
    path = a_workbook(
        tmp_path,
        ("รหัสหมู่บ้าน", "รหัสบริการ", "วันที่", "จำนวนคน"),
        ("58010101", "health", date(2026, 10, 1), 5),
        (None, "id_card", date(2026, 10, 2), 6),
        merges=("A2:A3",),
    )
    data, findings = read_part(path, "history", province)
    assert data is not None, findings
    new = {(v.service_code, v.date) for v in data.history if v.village_code == "58010101"}
    assert {("health", date(2026, 10, 1)), ("id_card", date(2026, 10, 2))} <= new
    assert codes(findings) == {"merged_cells_filled"}


@pytest.mark.parametrize(
    "written", ["23/11/2569", "๒๓/๑๑/๒๕๖๙", "2569-11-23", "23 พ.ย. 2569", "23 พฤศจิกายน 2569"]
)
def test_dates_of_the_buddhist_era(province, tmp_path, written):
    path = tmp_path / "holidays.csv"
    path.write_text(f"วันที่,ชื่อภาษาไทย\n{written},วันพิเศษ\n", encoding="utf-8")
    data, findings = read_part(path, "holidays", province)
    assert data is not None
    assert date(2026, 11, 23) in {holiday.date for holiday in data.holidays}
    assert "buddhist_year_repaired" in codes(findings)


@pytest.mark.parametrize(
    ("encoding", "mended"),
    [("cp874", {"encoding_repaired"}), ("utf-8-sig", set()), ("utf-16", set())],
)
def test_encodings_that_spreadsheets_write(province, tmp_path, encoding, mended):
    path = tmp_path / "holidays.csv"
    path.write_bytes("วันที่,ชื่อภาษาไทย\n2026-11-23,วันพิเศษ\n".encode(encoding))
    data, findings = read_part(path, "holidays", province)
    assert data is not None
    assert data.holidays[-1].name_th == "วันพิเศษ"
    assert codes(findings) == mended


def test_a_village_list_with_everything_at_once(province, tmp_path):
    """Codes as numbers, Thai digits, a title, prefixes of what things are, latitude first."""
    path = a_workbook(
        tmp_path,
        ("บัญชีรายชื่อหมู่บ้าน", None, None, None, None, None),
        ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน", "ตำบล", "ละติจูด", "ลองจิจูด", "จำนวนประชากร"),
        (58010101, "บ้านหนองแก้ว", "ต.หนองแก้ว", "๑๙.๒๒", 98.001, "๕๒๑"),
        merges=("A1:F1",),
    )
    data, findings = read_part(path, "villages", province)
    assert data is not None, findings
    village = data.villages[0]
    assert (village.population, village.tambon_th) == (521, "หนองแก้ว")
    assert codes(findings) == {"title_row_skipped", "digits_repaired"}
