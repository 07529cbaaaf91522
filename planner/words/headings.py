"""Headings of tables in findings, as the workbook calls them; map features in place of rows."""

import re

from geodata.findings import Finding
from planner.words import Language, catalog, say

TEXTS: dict[str, tuple[str, str]] = {
    "missing_property": (
        "ไม่มีจุดใดบนแผนที่ในแฟ้มที่มีข้อมูล “{column}” โปรดเพิ่มเป็นคุณสมบัติ (properties) ของทุกจุด "
        "(ชื่อที่ใช้ได้: {known})",
        "None of the file's map features has a “{column}”. Give every feature this property "
        "(names understood: {known}).",
    ),
    "no_population_property": (
        "ไม่มีจุดใดบนแผนที่ในแฟ้มที่มีข้อมูลประชากร ทุกหมู่บ้านนับเป็น 0 คน โปรดเพิ่มเป็นคุณสมบัติ "
        "(properties) ของทุกจุด (ชื่อที่ใช้ได้: {known})",
        "None of the file's map features has a population, so every village counts as 0 people. "
        "Give every feature this property (names understood: {known}).",
    ),
    "properties_ignored": (
        "ไม่รู้จักคุณสมบัติ (properties) {names} ของจุดบนแผนที่ ระบบไม่ได้อ่าน หากจำเป็นโปรดแก้ชื่อ",
        "The properties {names} of the map features are not known and were not read. "
        "Rename them if they are needed.",
    ),
}

VILLAGES = "villages"
DRAWN = (".geojson", ".gpkg", ".zip")
"""How files of map features end; their findings count features, not rows."""
OF_FEATURES = {
    "missing_column": "missing_property",
    "no_population_column": "no_population_property",
    "columns_ignored": "properties_ignored",
}
"""Texts that speak of headings, and the text in their place for map features."""
_ROWS = ((r"แถวที่ (?=\d)", "จุดที่ "), (r"แถว (?=\d)", "จุดที่ "), (r"\brow (?=\d)", "feature "))
_BEGUN = r"^Row (?=\d)"


def heading_text(finding: Finding, language: Language) -> str:
    """The finding's heading; one that is missing as the workbook calls it, "" for none."""
    column = finding.column or ""
    if finding.code not in ("missing_column", "no_population_column"):
        return column
    return title_text(str(finding.facts.get("table", "")), column, language)


def title_text(table: str, column: str, language: Language) -> str:
    """What the workbook's sheet of a table calls a column; its own name where it has none."""
    for code in (f"form_column_{table}.{column}", f"form_column_{column}"):
        if table and code in catalog():
            return say(code, language)
    return column


def known_text(finding: Finding, language: Language) -> dict[str, str]:
    """The facts `known` and `near` with the headings of the finding's table, where it names one.

    Village lists are read by many names, which stand in the finding in both languages already.
    """
    table = str(finding.facts.get("table", ""))
    if table in ("", VILLAGES):
        return {}
    return {
        fact: ", ".join(title_text(table, name, language) for name in told.split(", "))
        for fact in ("known", "near")
        if isinstance(told := finding.facts.get(fact), str)
    }


def is_of_features(finding: Finding) -> bool:
    """Whether a finding is about the features of a map file."""
    return finding.file.lower().endswith(DRAWN)


def in_features(told: str) -> str:
    """The same with features in place of rows."""
    for row, feature in _ROWS:
        told = re.sub(row, feature, told)
    return re.sub(_BEGUN, "Feature ", told)
