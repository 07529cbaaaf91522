"""Thai sheets and columns in English sentences: the name as it stands in the file, then in English.

Who reads English must still find the sheet in a workbook whose headings are Thai.
"""

from functools import cache

from geodata.findings import Finding
from geodata.tables import heading_of
from planner.inputs.headings import own_name, title_of
from planner.inputs.workbook.sheets import SHEETS, kind_of_name
from planner.words import Language, catalog
from planner.words.headings import heading_text


def sheet_name(sheet: str, language: Language) -> str:
    """The sheet's name as it is in the file; in English with its English name where it has one."""
    kind = kind_of_name().get(heading_of(sheet))
    if language is Language.TH or sheet.isascii() or kind is None:
        return sheet
    return f"{sheet} = {catalog()[f'form_sheet_{kind}'][1]}"


def column_name(finding: Finding, language: Language) -> str:
    """The finding's column as it is in the file; in English with its English name if known."""
    column = heading_text(finding, language)
    if language is Language.TH or column.isascii() or " / " in column:
        return column
    kind = kind_of_name().get(heading_of(finding.sheet or ""))
    own = _english().get(kind, {}) if kind else {}
    name = own_name(column, own or _any_english())
    return column if name is None else f"{column} = {name}"


@cache
def _english() -> dict[str, dict[str, str]]:
    """By kind of sheet: the English title of each folded Thai one."""
    return {
        sheet.kind: {
            heading_of(thai): english
            for thai, english in (title_of(sheet.kind, c.name) for c in sheet.columns)
        }
        for sheet in SHEETS
    }


@cache
def _any_english() -> dict[str, str]:
    """The same of all sheets together, for files that are one table."""
    return {thai: title for titles in _english().values() for thai, title in titles.items()}
