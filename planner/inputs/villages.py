"""The village list of a dataset, read by geodata with the boundaries of the dataset if any."""

from pathlib import Path

from geodata.boundaries import Boundaries, read_boundaries
from geodata.findings import Finding, Severity
from geodata.places import Village
from geodata.villages import read_villages

VILLAGE_FILES = ("villages.csv", "villages.geojson")
BOUNDARY_FOLDER = "boundaries"


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
    villages, more = read_villages(there[0], province_code=province_code, boundaries=boundaries)
    return villages or None, (*findings, *more)


def read_folder_boundaries(folder: Path) -> tuple[Boundaries | None, tuple[Finding, ...]]:
    """The boundaries of a dataset folder, None when it has none or they cannot be read."""
    if not (folder / BOUNDARY_FOLDER).is_dir():
        return None, ()
    return read_boundaries(folder / BOUNDARY_FOLDER)
