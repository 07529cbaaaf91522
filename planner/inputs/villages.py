"""The village list of a dataset, read by geodata with the boundaries of the dataset if any."""

import re
from pathlib import Path

from geodata.boundaries import Boundaries, read_boundaries
from geodata.findings import Finding, FindingLog, Severity
from geodata.places import Village
from geodata.tables import read_table
from geodata.villages import read_villages

VILLAGE_FILES = ("villages.csv", "villages.geojson")
BOUNDARY_FOLDER = "boundaries"
TAMBON_FILE = "tambon_population.csv"
"""Optional: `tambon_code`, `population`; villages are compared with it."""


def read_village_list(
    folder: Path, province_code: str
) -> tuple[tuple[Village, ...] | None, tuple[Finding, ...]]:
    """The villages of a dataset folder, even with faults, so that others can be judged by them.

    None when there is no list or nothing of it could be read.
    """
    there = [folder / name for name in VILLAGE_FILES if (folder / name).exists()]
    if not there:
        missing = Finding(code="missing_file", severity=Severity.ERROR, file=VILLAGE_FILES[0])
        return None, (missing,)
    boundaries, findings = read_folder_boundaries(folder)
    figures, found = _tambon_people(folder / TAMBON_FILE)
    villages, more = read_villages(
        there[0], province_code=province_code, boundaries=boundaries, tambon_people=figures
    )
    return villages or None, (*findings, *found, *more)


def _tambon_people(path: Path) -> tuple[dict[str, int], tuple[Finding, ...]]:
    """Registered people of each tambon by its 6-digit code; none without such a file."""
    if not path.exists():
        return {}, ()
    table, findings = read_table(path)
    if table is None:
        return {}, findings
    log = FindingLog(table.file, titles=table.titles)
    figures = {}
    for row in table.rows:
        code, people = row.cells.get("tambon_code", ""), row.cells.get("population", "")
        if re.fullmatch(r"[1-9]\d{5}", code) and re.fullmatch(r"\d{1,7}", people):
            figures[code] = int(people)
        else:
            log.add("bad_tambon_figure", Severity.WARNING, row=row.number, value=f"{code} {people}")
    return figures, (*findings, *log.findings)


def read_folder_boundaries(folder: Path) -> tuple[Boundaries | None, tuple[Finding, ...]]:
    """The boundaries of a dataset folder, None when it has none or they cannot be read."""
    if not (folder / BOUNDARY_FOLDER).is_dir():
        return None, ()
    return read_boundaries(folder / BOUNDARY_FOLDER)
