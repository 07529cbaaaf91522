"""The workbook in which an office fills in many requests, with the codes to choose from."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from planner.domain.province import ProvinceData
from planner.inputs.headings import title_of
from planner.inputs.request_book import FORM, KIND
from planner.words import Language, say

NAMED = ("name_th", "name_en")
PLACED = (*NAMED, "tambon_th", "district_th")


def _titles(columns: tuple[str, ...], language: Language) -> list[str]:
    return [say(f"form_column_{column}", language) for column in columns]


def write_request_template(data: ProvinceData, path: Path, language: Language) -> None:
    """An empty workbook with the headings, and sheets of the codes to choose from."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = say("bulk_sheet", language)
    spoken = 0 if language is Language.TH else 1
    titles = [title_of(KIND, column.name)[spoken] for column in FORM.columns]
    _put_rows(sheet, [titles], widths=(16, 16, 10, 16, 24, 18, 40))
    by_name = [(v.code, v.name_th, v.name_en, v.tambon_th, v.district_th) for v in data.villages]
    _put_rows(
        book.create_sheet(say("requests_village", language)),
        [[title_of(KIND, "village_code")[spoken], *_titles(PLACED, language)], *by_name],
        widths=(16, 26, 26, 20, 20),
    )
    codes = [(s.code, s.name_th, s.name_en) for s in data.services]
    _put_rows(
        book.create_sheet(say("requests_service", language)),
        [[title_of(KIND, "service_code")[spoken], *_titles(NAMED, language)], *codes],
        widths=(16, 40, 40),
    )
    book.save(path)


def _put_rows(
    sheet: Worksheet, rows: list[list[str] | tuple[str, ...]], widths: tuple[int, ...]
) -> None:
    """Text cells, never formulas; the first row is the heading."""
    for r, row in enumerate(rows, start=1):
        for c, text in enumerate(row, start=1):
            cell = sheet.cell(row=r, column=c)
            cell.value = text
            cell.data_type = "s"
            cell.number_format = "@"
            if r == 1:
                cell.font = Font(bold=True, color="FFFFFF")
                cell.fill = PatternFill("solid", start_color="0F4C4A")
    for c, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(c)].width = width
    sheet.freeze_panes = "A2"
