"""Reads village lists from CSV, XLSX and GeoJSON: villages, and every fault found on the way."""

from collections.abc import Mapping
from pathlib import Path

from geodata.boundaries import Boundaries
from geodata.errors import InvalidPlace
from geodata.findings import Finding, FindingLog, Severity
from geodata.places import Village
from geodata.quality import (
    Entry,
    check_codes,
    check_names_elsewhere,
    check_points,
    check_tambon_names,
    check_tambon_population,
    check_twins,
)
from geodata.tables import Table, TableRow
from geodata.villages.cells import RowReader
from geodata.villages.codes import read_aliases, read_code
from geodata.villages.columns import (
    TABLE,
    by_province,
    can_be_villages,
    heading_row,
    known_names,
    read_village_table,
    with_own_names,
)
from geodata.villages.points import read_point

__all__ = ["by_province", "can_be_villages", "read_village_rows", "read_villages", "with_own_names"]

MAX_POPULATION = 1_000_000


def read_villages(
    path: Path,
    *,
    province_code: str,
    boundaries: Boundaries | None = None,
    sheet: str | None = None,
    names: Mapping[str, str] | None = None,
    tambon_people: Mapping[str, int] | None = None,
) -> tuple[tuple[Village, ...], tuple[Finding, ...]]:
    """The villages of one province from a file, and all findings at once.

    `names` maps headings of the file to columns of ours, before those that are known anyway.
    `tambon_people` are figures of whole tambon by 6-digit code, to compare sums with.

    Import them only when no finding is an error. When one is, the villages whose code and name
    could be read come along all the same (a point in doubt left out), so that other files can be
    checked against them.
    """
    table, findings = read_village_table(path, sheet=sheet, names=names or {})
    if table is None:
        return (), findings
    villages, more = _villages(table, province_code, boundaries, tambon_people or {})
    return villages, (*findings, *more)


def read_village_rows(
    raw: Table,
    *,
    province_code: str,
    boundaries: Boundaries | None = None,
    names: Mapping[str, str] | None = None,
) -> tuple[tuple[Village, ...], tuple[Finding, ...]]:
    """The same of a table that has been read already, such as one sheet of a workbook."""
    table, findings = with_own_names(raw, names or {})
    if table is None:
        return (), findings
    villages, more = _villages(table, province_code, boundaries, {})
    return villages, (*findings, *more)


def _villages(
    table: Table,
    province_code: str,
    boundaries: Boundaries | None,
    tambon_people: Mapping[str, int],
) -> tuple[tuple[Village, ...], tuple[Finding, ...]]:
    log = FindingLog(table.file, titles=table.titles, sheet=table.sheet)
    entries = _entries(table, log, province_code, boundaries)
    if not table.rows:
        log.add("empty_file")
    if "population" not in table.headings:
        known = known_names("population")
        log.add(
            "no_population_column", Severity.WARNING, row=heading_row(Path(table.file)),
            column="population",
            known=known, table=TABLE,
        )  # fmt: skip
    entries = check_codes(entries, log)
    check_twins(entries, log)
    if tambon_people:
        check_tambon_population(entries, tambon_people, log)
    if boundaries is not None:
        entries = check_points(entries, boundaries, log)
        check_tambon_names(entries, boundaries, log)
        check_names_elsewhere(entries, boundaries, log)
    return tuple(entry.village for entry in entries), log.findings


def _entries(
    table: Table, log: FindingLog, province_code: str, boundaries: Boundaries | None
) -> tuple[Entry, ...]:
    read = (_entry(row, log, province_code, boundaries) for row in table.rows)
    return tuple(entry for entry in read if entry is not None)


def _entry(
    row: TableRow, log: FindingLog, province_code: str, boundaries: Boundaries | None
) -> Entry | None:
    reader = RowReader(row, log)
    code = read_code(reader, province_code, boundaries)
    location = read_point(reader, code, boundaries)
    name_th = reader.text("name_th")
    if not name_th:
        reader.fault("empty_cell", "name_th")
    added = reader.whole("added_people", 0, MAX_POPULATION) or 0
    if added and not reader.text("added_people_reason"):
        reader.fault("added_people_without_reason", "added_people")
        added = 0
    fields = {
        "tambon_th": _bare(reader.text("tambon_th"), "ตำบล", "ต."),
        "tambon_en": reader.text("tambon_en"),
        "district_th": _bare(reader.text("district_th"), "อำเภอ", "อ."),
        "district_en": reader.text("district_en"),
        "location": location,
        "point_quality": reader.quality(),
        "point_source": reader.text("point_source"),
        "elevation_m": _elevation(reader),
        "population": _population(reader, code),
        "population_source": reader.population_source(),
        "added_people": added,
        "added_people_reason": reader.text("added_people_reason") if added else "",
        "need_weight": reader.real_between("need_weight", 0.01, 10.0, 1.0),
        "contacts": reader.contacts(),
        "aliases": read_aliases(reader),
    }
    if code is None or not name_th:
        return None
    name_en = reader.text("name_en") or name_th
    try:
        village = Village(code=code, name_th=name_th, name_en=name_en, **fields)  # type: ignore[arg-type]
    except InvalidPlace as error:
        reader.fault("value_refused", fault=str(error))
        return None
    return Entry(row=row.number, village=village)


def _population(reader: RowReader, code: str | None) -> int:
    people = reader.whole("population", 0, MAX_POPULATION)
    if "population" in reader.cells and not reader.text("population"):
        reader.tell(Severity.WARNING, "population_missing", None, village=code or "–")
    return people or 0


def _elevation(reader: RowReader) -> int | None:
    metres = reader.real("elevation_m")
    if metres is None:
        return None
    if not -10 <= metres <= 3000:
        reader.fault("out_of_range", "elevation_m", low=-10, high=3000)
        return None
    return round(metres)


def _bare(name: str, *prefixes: str) -> str:
    """A name without the word for what it is."""
    for prefix in prefixes:
        if name.startswith(prefix) and name != prefix:
            return name[len(prefix) :].strip()
    return name
