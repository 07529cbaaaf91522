"""Dataset folders for tests: copies of the tiny province to spoil, and the tables as cells."""

import csv
import dataclasses
import io
import shutil
from collections.abc import Callable
from pathlib import Path

from geodata.findings import Finding
from planner.domain.fixed_dates import FixedDate
from planner.domain.province import ProvinceData
from planner.domain.request import PlanRequest
from planner.domain.seasons import RoadSeason, RoadState
from planner.words import Language
from planner.words.findings import tell_finding
from tests.builders import a_fixed_point

TINY_PROVINCE = Path(__file__).parent / "data" / "tiny_province"

Grid = list[list[str]]


def province_of(request: PlanRequest) -> ProvinceData:
    """The province that a request could be made from, with fixed points and dates of its own."""
    names = {field.name for field in dataclasses.fields(ProvinceData)}
    shared = {
        field.name: getattr(request, field.name)
        for field in dataclasses.fields(PlanRequest)
        if field.name in names
    }
    codes = tuple(service.code for service in request.services)
    points = (a_fixed_point(service_codes=codes, weekdays=(0, 6), source="ทดสอบ"),) if codes else ()
    first = request.horizon.start
    return ProvinceData(
        name_th="จังหวัดทดสอบ",
        name_en="Test",
        fixed_points=points,
        fixed_dates=tuple(
            FixedDate(village_code=village.code, date=first, service_code=code, name="งานประจำปี")
            for village in request.villages[:2]
            for code in (*codes[:1], None)
        ),
        road_seasons=(
            RoadSeason(from_date=first, to_date=first, state=RoadState.WET, reason="ฝนหลงฤดู"),
        ),
        **shared,
    )


def tiny_copy(folder: Path) -> Path:
    """A copy of the tiny province in `folder`, to be changed at will."""
    return Path(shutil.copytree(TINY_PROVINCE, folder / "tiny_province"))


def read_grid(path: Path) -> Grid:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))


def write_grid(path: Path, grid: Grid) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(grid)
    path.write_text(out.getvalue(), encoding="utf-8")


def set_cell(path: Path, row: int, column: str, value: str) -> None:
    """Put `value` into a cell; `row` as a spreadsheet shows it, the heading is 1."""
    grid = read_grid(path)
    grid[row - 1][grid[0].index(column)] = value
    write_grid(path, grid)


def change(path: Path, how: Callable[[Grid], Grid | None]) -> None:
    """Rewrite a table by a function of its cells, heading first."""
    grid = read_grid(path)
    write_grid(path, how(grid) or grid)


def told(
    findings: tuple[Finding, ...], *, whole: bool = True
) -> list[tuple[str, str, int | None, str | None, str | None]]:
    """(code, file, row, column, value) of findings, each of which has words in both languages.

    `whole`: no fact that the words name may lack (a dash would stand for it).
    """
    for finding in findings:
        for language in Language:
            words = tell_finding(finding, language)
            dashed = "–" in words and "–" not in finding.facts.values() and finding.row is not None
            assert words
            assert not (whole and dashed), words
    return [(f.code, f.file, f.row, f.column, f.value) for f in findings]
