"""Workbooks in the form that Excel and LibreOffice save: shared texts, dates as day numbers.

openpyxl writes texts into their cells, so its files show less than those of offices.
"""

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DATE_STYLE = 1
_FIRST_DAY = date(1899, 12, 30)

Cells = Sequence[Sequence[object]]


def excel_file(
    path: Path, sheets: Mapping[str, Cells], merges: Mapping[str, Sequence[str]] | None = None
) -> Path:
    """A workbook of these sheets; texts, numbers, dates and None as Excel keeps them."""
    texts: dict[str, int] = {}
    pages = [_page(cells, (merges or {}).get(name, ()), texts) for name, cells in sheets.items()]
    numbers = range(1, len(pages) + 1)
    named = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in zip(numbers, sheets, strict=True)
    )
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOC}"><sheets>{named}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": _relations(
            *((f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers),
            ("rIdS", "styles", "styles.xml"),
            ("rIdT", "sharedStrings", "sharedStrings.xml"),
        ),
        "_rels/.rels": _relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">'
        + "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
        + "</sst>",
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts>'
        '<fills count="1"><fill><patternFill/></fill></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
        **{f"xl/worksheets/sheet{n}.xml": page for n, page in zip(numbers, pages, strict=True)},
    }
    kinds = {
        "xl/workbook.xml": "sheet.main", "xl/styles.xml": "styles",
        "xl/sharedStrings.xml": "sharedStrings",
        **{f"xl/worksheets/sheet{n}.xml": "worksheet" for n in numbers},
    }  # fmt: skip
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{_KIND}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>\n{text}')
    return path


def _relations(*entries: tuple[str, str, str]) -> str:
    told = "".join(
        f'<Relationship Id="{code}" Type="{_DOC}/{kind}" Target="{target}"/>'
        for code, kind, target in entries
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _page(cells: Cells, merges: Sequence[str], texts: dict[str, int]) -> str:
    rows = "".join(
        f'<row r="{r}">{"".join(_cell(value, r, c, texts) for c, value in enumerate(row))}</row>'
        for r, row in enumerate(cells, start=1)
    )
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in merges)
    merged = f'<mergeCells count="{len(merges)}">{merged}</mergeCells>' if merges else ""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{merged}</worksheet>'


def _cell(value: object, row: int, column: int, texts: dict[str, int]) -> str:
    at = f"{chr(ord('A') + column)}{row}"
    if value is None:
        return ""
    if isinstance(value, date):
        return f'<c r="{at}" s="{_DATE_STYLE}"><v>{(value - _FIRST_DAY).days}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{at}"><v>{value}</v></c>'
    return f'<c r="{at}" t="s"><v>{texts.setdefault(str(value), len(texts))}</v></c>'
