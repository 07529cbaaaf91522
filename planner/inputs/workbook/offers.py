"""What a sheet offers to whoever fills it: lists to choose from, and hints at the headings."""

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from planner.inputs.cells import CODE, VILLAGE_CODE
from planner.inputs.forms import Column
from planner.inputs.headings import title_of
from planner.inputs.workbook.sheets import SHEETS, Sheet, choices_of
from planner.words import Language, catalog, say

LAST_ROW = 5_000
"""Rows down to which the lists to choose from reach."""
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def offer_choices(page: Worksheet, sheet: Sheet) -> None:
    """Lists in the columns that have fixed words, and in those that hold another sheet's codes."""
    for i, column in enumerate(sheet.columns, start=1):
        words = _choices(sheet.kind, column)
        source = f'"{",".join(words)}"' if words else _codes_of(column)
        if source is None:
            continue
        offer = DataValidation(type="list", formula1=source, allow_blank=not column.required)
        # A code that is not there yet may be typed first and added after; an import tells of it.
        offer.showErrorMessage = bool(words)
        offer.promptTitle = title_of(sheet.kind, column.name)[0][:32]
        offer.prompt = say("form_choice_prompt", Language.TH)
        page.add_data_validation(offer)
        letter = get_column_letter(i)
        offer.add(f"{letter}2:{letter}{LAST_ROW}")


def hint_at_headings(page: Worksheet, sheet: Sheet) -> None:
    """A remark at every heading that has something to explain, in both languages."""
    for i, column in enumerate(sheet.columns, start=1):
        if note := note_of(sheet.kind, column):
            remark = Comment(note, "")
            remark.width, remark.height = 320, 40 + 20 * (len(note) // 40)
            page.cell(row=1, column=i).comment = remark


def note_of(kind: str, column: Column) -> str:
    """What explains a column, Thai / English; the words to choose from when nothing else does."""
    texts = catalog()
    for code in (f"form_note_{kind}.{column.name}", f"form_note_{column.name}"):
        if code in texts:
            return " / ".join(texts[code])
    return ", ".join(_choices(kind, column))


def _choices(kind: str, column: Column) -> tuple[str, ...]:
    if column.name == "weekday":
        return tuple(say(f"form_column_{day}", Language.TH) for day in _WEEKDAYS)
    known = choices_of(kind, column.name)
    return tuple(say(f"form_choice_{value}", Language.TH) for value in known)


def _codes_of(column: Column) -> str | None:
    """The range of the codes that a column holds one of; None for other columns."""
    if column.refers is None or column.cell not in (CODE, VILLAGE_CODE):
        return None
    other = next(sheet for sheet in SHEETS if sheet.kind == column.refers)
    letter = get_column_letter(1 + [c.name for c in other.columns].index("code"))
    return f"'{other.titles[0]}'!${letter}$2:${letter}${LAST_ROW}"
