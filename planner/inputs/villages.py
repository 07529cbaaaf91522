"""The village list of a dataset, read by geodata with the boundaries of the dataset if any."""

from pathlib import Path
from typing import Any

from geodata.boundaries import Boundaries, read_boundaries
from geodata.findings import Finding, Severity, has_errors
from geodata.places import Location, Village
from planner.domain.errors import Fault, InvalidDocument
from planner.inputs.forms import Form
from planner.inputs.kinds import VILLAGE_COLUMNS, village_values
from planner.inputs.rows import read_form

VILLAGE_FILES = ("villages.csv", "villages.geojson")
BOUNDARY_FOLDER = "boundaries"


def read_village_list(
    folder: Path, province_code: str
) -> tuple[tuple[Village, ...] | None, tuple[Finding, ...]]:
    """The villages of a dataset folder; None when a finding is an error."""
    there = [folder / name for name in VILLAGE_FILES if (folder / name).exists()]
    if not there:
        missing = Finding(code="missing_file", severity=Severity.ERROR, file=VILLAGE_FILES[0])
        return None, (missing,)
    boundaries, findings = read_folder_boundaries(folder)
    villages, more = read_village_file(there[0], province_code=province_code, boundaries=boundaries)
    return (None if has_errors(more) else villages), (*findings, *more)


def read_folder_boundaries(folder: Path) -> tuple[Boundaries | None, tuple[Finding, ...]]:
    """The boundaries of a dataset folder, None when it has none or they cannot be read."""
    if not (folder / BOUNDARY_FOLDER).is_dir():
        return None, ()
    return read_boundaries(folder / BOUNDARY_FOLDER)


def read_village_file(
    path: Path, *, province_code: str, boundaries: Boundaries | None = None
) -> tuple[tuple[Village, ...], tuple[Finding, ...]]:
    """The villages of one CSV or XLSX file in the form that is written here."""
    del boundaries
    entries, findings = read_form(_form(province_code), path)
    return tuple(e.thing for e in entries or () if e.thing is not None), findings


def _form(province_code: str) -> Form:
    def make(lon: float | None, lat: float | None, **values: Any) -> Village:
        place = None if lon is None or lat is None else Location(lon=lon, lat=lat)
        given = {name: value for name, value in values.items() if value is not None}
        if not given["code"].startswith(province_code):
            raise InvalidDocument("village", (Fault(field="code", code="other_province"),))
        return Village(location=place, **{"name_en": "", **given})

    return Form(
        kind="villages", file="villages.csv", columns=VILLAGE_COLUMNS, make=make,
        key=("code",), values_of=village_values,
    )  # fmt: skip
