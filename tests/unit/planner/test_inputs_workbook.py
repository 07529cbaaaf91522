"""The workbook: what it offers, that it reads back equal, and where its findings point."""

import dataclasses
from pathlib import Path

import openpyxl
import pytest

from planner.domain.policy import Policy
from planner.domain.province import ProvinceData
from planner.domain.units import VehicleClass
from planner.inputs import open_book, read_book, read_dataset, read_part, write_template
from planner.inputs.cells import CODE, VILLAGE_CODE
from planner.inputs.headings import known_headings, title_of
from planner.inputs.kinds import FORMS
from planner.inputs.schedule import SCHEDULE
from planner.inputs.workbook.offers import note_of
from planner.inputs.workbook.sheets import CHOICES, POLICY_CELLS, SHEETS, choices_of
from planner.samples import sample_folder
from planner.words import Language, catalog
from planner.words.findings import tell_finding
from tests.datasets import TINY_PROVINCE, told

EMPTY = ProvinceData(province_code="58", name_th="", name_en="")


@pytest.fixture(scope="module")
def province() -> ProvinceData:
    data, _ = read_dataset(TINY_PROVINCE)
    assert data is not None
    return data


@pytest.fixture(scope="module")
def written(province: ProvinceData, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("filled") / "province.xlsx"
    write_template(path, province)
    return path.read_bytes()


@pytest.fixture
def filled(written: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "province.xlsx"
    path.write_bytes(written)
    return path


def change(path: Path, sheet: str, cell: str, value: object) -> None:
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    book.save(path)


def read(path: Path, province: ProvinceData, **options: object):
    book, found = open_book(path)
    assert book is not None
    data, more = read_book(book, province, **options)
    return data, (*found, *more)


def test_a_filled_workbook_is_the_province_again(filled, province):
    assert read(filled, EMPTY) == (province, ())
    assert read(filled, province) == (province, ())


def test_the_sample_province_comes_back_equal(tmp_path):
    sample, _ = read_dataset(sample_folder())
    path = tmp_path / "sample.xlsx"
    write_template(path, sample)
    data, _ = read(path, EMPTY)
    assert data == sample


def test_an_empty_template_changes_nothing(province, tmp_path):
    path = tmp_path / "empty.xlsx"
    write_template(path)
    assert read(path, province) == (province, ())
    settings = openpyxl.load_workbook(path)["นโยบาย"]
    named = [(row[0].value, row[1].value) for row in settings.iter_rows(min_row=2)]
    assert named == [(name, None) for name in POLICY_CELLS]
    assert "100" in settings["C3"].value


def test_every_sheet_has_headings_in_two_languages_and_lists_to_choose_from(filled):
    book = openpyxl.load_workbook(filled)
    assert book.sheetnames[0] == "อ่านก่อน"
    assert len(book.sheetnames) == len(SHEETS) + 1
    for sheet in SHEETS:
        page = book[sheet.titles[0]]
        for i, column in enumerate(sheet.columns, start=1):
            thai, english = title_of(sheet.kind, column.name)
            assert page.cell(1, i).value == f"{thai}{' *' * column.required}\n{english}"
            hint = page.cell(1, i).comment
            assert (hint.text if hint else "") == note_of(sheet.kind, column)
        offers = page.data_validations.dataValidation
        offered = {ord(str(v.sqref)[0]) - ord("A"): v.formula1 for v in offers}
        for i, column in enumerate(sheet.columns):
            is_choice = bool(choices_of(sheet.kind, column.name)) or column.name == "weekday"
            is_code = column.refers is not None and column.cell in (CODE, VILLAGE_CODE)
            assert (i in offered) == (is_choice or is_code), (sheet.kind, column.name)
    demand = book["ความต้องการ"].data_validations.dataValidation
    assert [v.formula1 for v in demand] == ["'หมู่บ้าน'!$A$2:$A$5000", "'บริการ'!$A$2:$A$5000"]
    assert not any(v.showErrorMessage for v in demand)
    assert all(f"form_choice_{v}" in catalog() for values in CHOICES.values() for v in values)


def test_every_table_of_a_dataset_has_a_sheet_with_words_for_all_its_columns():
    assert {form.kind for form in FORMS} <= {sheet.kind for sheet in SHEETS}
    for form in (*FORMS, SCHEDULE):
        for column in form.columns:
            assert all(title_of(form.kind, column.name)), (form.kind, column.name)
        titles = known_headings(form.kind, form.columns)
        assert set(titles.values()) == {column.name for column in form.columns}


def test_sheets_may_have_english_names_and_headings(filled, province):
    book = openpyxl.load_workbook(filled)
    for sheet in SHEETS:
        page = book[sheet.titles[0]]
        page.title = sheet.titles[1]
        for i, column in enumerate(sheet.columns, start=1):
            page.cell(1, i).value = title_of(sheet.kind, column.name)[1]
    book.save(filled)
    assert read(filled, EMPTY) == (province, ())


def test_a_fault_is_told_with_sheet_row_and_column(filled, province):
    change(filled, "ความต้องการ", "C3", "สิบ")
    change(filled, "หมู่บ้าน", "A2", "5801")
    data, findings = read(filled, province)
    assert data is None
    assert ("not_a_number", "province.xlsx", 3, "จำนวนคน * / People", "สิบ") in told(findings)
    assert ("not_a_village_code", "province.xlsx", 2, "รหัสหมู่บ้าน * / Village code", "5801") in (
        told(findings)
    )
    assert {f.sheet for f in findings} == {"ความต้องการ", "หมู่บ้าน"}


def test_an_unknown_code_is_told_with_its_sheet_and_where_to_add_it(filled, province):
    change(filled, "ความต้องการ", "B3", "no-such-service")
    _, findings = read(filled, province)
    finding = next(f for f in findings if f.code == "unknown_services_code")
    assert (finding.sheet, finding.row) == ("ความต้องการ", 3)
    assert "แผ่นงาน “บริการ”" in tell_finding(finding)
    assert "the sheet “Services”" in tell_finding(finding, Language.EN)
    assert all(code in tell_finding(finding) for code in str(finding.facts["known"]).split(", "))


def test_a_code_in_capitals_is_near_to_the_one_in_small_letters(filled, province):
    good = province.services[0].code
    change(filled, "ความต้องการ", "B3", good.upper().replace("-", "_"))
    _, findings = read(filled, province)
    finding = next(f for f in findings if f.code == "unknown_services_code")
    assert finding.facts["near"] == good


def test_choices_are_understood_in_thai_and_in_english(filled, province):
    units = next(sheet for sheet in SHEETS if sheet.kind == "units")
    column = [c.name for c in units.columns].index("vehicle_class")
    cell = f"{chr(ord('A') + column)}2"
    for word in ("รถบรรทุก", "truck", "TRUCK"):
        change(filled, "หน่วยเคลื่อนที่", cell, word)
        data, _ = read(filled, province)
        assert data.units[0].vehicle_class is VehicleClass.TRUCK


def test_a_policy_can_be_changed_by_its_setting(filled, province):
    row = 2 + list(POLICY_CELLS).index("prize_per_person")
    change(filled, "นโยบาย", f"B{row}", 140)
    data, _ = read(filled, province)
    assert data.policy == Policy(**{**_values(province.policy), "prize_per_person": 140})
    change(filled, "นโยบาย", f"B{row}", -1)
    assert read(filled, province)[0] is None
    change(filled, "นโยบาย", f"A{row}", "no_such_setting")
    data, findings = read(filled, province)
    assert (data, findings[-1].code, findings[-1].row) == (None, "unknown_choice", row)


def _values(policy: Policy) -> dict[str, object]:
    return {name: getattr(policy, name) for name in POLICY_CELLS}


def test_a_text_that_looks_like_a_formula_stays_a_text(province, tmp_path):
    village = dataclasses.replace(province.villages[0], point_source="=1+1")
    risky = dataclasses.replace(province, villages=(village, *province.villages[1:]))
    path = tmp_path / "risky.xlsx"
    write_template(path, risky)
    assert read(path, EMPTY) == (risky, ())


def test_unknown_sheets_are_told_and_a_sheet_twice_is_refused(filled, province):
    book = openpyxl.load_workbook(filled)
    book.create_sheet("บันทึกส่วนตัว")
    book.create_sheet("Demand").append(["x"])
    book.save(filled)
    _, findings = read(filled, province)
    assert [f.code for f in findings] == ["sheets_ignored", "sheet_twice"]
    assert told(findings)


def test_a_heading_of_ones_own_can_be_mapped(province, tmp_path):
    path = tmp_path / "need.csv"
    path.write_text("บ้าน,งาน,ราย\n58010101,health,31\n", encoding="utf-8")
    names = {"บ้าน": "village_code", "งาน": "service_code", "ราย": "people"}
    assert read_part(path, "demand", province)[0] is None
    data, findings = read_part(path, "demand", province, names=names)
    assert findings == ()
    assert any(d.people == 31 and d.village_code == "58010101" for d in data.demands)


def test_thai_headings_are_understood_in_a_csv_too(province, tmp_path):
    path = tmp_path / "need.csv"
    path.write_text("รหัสหมู่บ้าน,รหัสบริการ,จำนวนคน\n๕๘๐๑๐๑๐๑,health,31\n", encoding="utf-8")
    data, findings = read_part(path, "demand", province)
    assert data is not None
    assert [f.code for f in findings] == ["digits_repaired"]


def test_a_village_list_with_its_own_headings_can_be_mapped(province, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("ID หมู่บ้าน,เรียกว่า,คน\n58010101,บ้านใหม่,50\n", encoding="utf-8")
    names = {"ID หมู่บ้าน": "code", "เรียกว่า": "name_th", "คน": "population"}
    data, findings = read_part(path, "villages", province, names=names)
    assert data is not None, findings
    assert data.villages[0].name_th == "บ้านใหม่"


def test_the_workbook_keeps_to_what_excel_allows(filled):
    """Else Excel offers to repair the file: names of 31 letters, lists of 255, prompts of 32."""
    book = openpyxl.load_workbook(filled)
    assert all(len(name) <= 31 for name in book.sheetnames)
    for page in book:
        for offer in page.data_validations.dataValidation:
            assert len(offer.formula1) <= 255, (page.title, offer.formula1)
            assert len(offer.promptTitle) <= 32
            assert len(offer.prompt) <= 255
