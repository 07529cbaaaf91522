"""Numbered roads as lists of waypoints: `road_waypoints.csv` read and cut into lines.

Columns: system, root, part, seq, label, lat, lon. Equal coordinate text means the same junction;
consecutive rows of one root and part are joined; different parts never are.
"""

from dataclasses import dataclass
from pathlib import Path

from geodata.findings import Finding, Severity
from geodata.roads.signs import road_sign
from geodata.tables import Table, TableRow, read_table

WAYPOINTS_FILE = "road_waypoints.csv"
COLUMNS = ("system", "root", "part", "seq", "lat", "lon")

NATIONAL, RURAL = "thatp", "tharr"
MOTORWAYS = ("tham", "thaexat", "thasf")
"""Systems: Department of Highways, Department of Rural Roads; motorways and expressways."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waypoint:
    """A point of a road; `key` is its coordinate text, the name of its junction."""

    key: str
    lon: float
    lat: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadDrawing:
    """One unbroken piece of one numbered road, in driving order.

    `surface` is an index into `traits.SURFACES`; a `one_way` road is driven along its waypoints.
    """

    root: str
    part: int
    number: str
    road_class: str
    waypoints: tuple[Waypoint, ...]
    surface: int = 0
    one_way: bool = False


def read_waypoints(path: Path) -> tuple[tuple[RoadDrawing, ...], list[Finding]]:
    """The lines of a waypoint file, sorted by root and part, with what is wrong in it."""
    table, found = read_table(path)
    findings = list(found)
    if table is None:
        return (), findings
    missing = [name for name in COLUMNS if name not in table.headings]
    if missing:
        findings.extend(
            Finding(code="missing_column", severity=Severity.ERROR, file=table.file, column=name)
            for name in missing
        )
        return (), findings
    pieces: dict[tuple[str, int], dict[int, Waypoint]] = {}
    systems: dict[str, str] = {}
    for row in table.rows:
        read = _read_row(table, row, findings)
        if read is None:
            continue
        root, part, seq, waypoint = read
        systems[root] = row.cells["system"]
        if seq in pieces.setdefault((root, part), {}):
            findings.append(_at(table, row, "seq", "duplicate_waypoint"))
        pieces[root, part][seq] = waypoint
    drawings = tuple(
        RoadDrawing(
            root=root,
            part=part,
            number=road_sign(root, is_rural=systems[root] == RURAL),
            road_class=road_class(systems[root], root),
            waypoints=tuple(points[seq] for seq in sorted(points)),
        )
        for (root, part), points in sorted(pieces.items())
        if len(points) > 1
    )
    return drawings, findings


def _read_row(
    table: Table, row: TableRow, findings: list[Finding]
) -> tuple[str, int, int, Waypoint] | None:
    cells = row.cells
    before = len(findings)
    numbers: dict[str, float] = {}
    for column, low, high in (
        ("part", 0, 10_000), ("seq", 0, 1_000_000), ("lat", -90, 90), ("lon", -180, 180)
    ):  # fmt: skip
        try:
            numbers[column] = float(cells[column])
        except ValueError:
            findings.append(_at(table, row, column, "not_a_number"))
            continue
        if not low <= numbers[column] <= high:
            findings.append(_at(table, row, column, "out_of_range", low=low, high=high))
    if cells["system"] not in (NATIONAL, RURAL, *MOTORWAYS):
        findings.append(_at(table, row, "system", "unknown_road_system"))
    if not cells["root"]:
        findings.append(_at(table, row, "root", "empty_cell"))
    if len(findings) > before:
        return None
    waypoint = Waypoint(
        key=f"{cells['lat']},{cells['lon']}", lon=numbers["lon"], lat=numbers["lat"]
    )
    return cells["root"], int(numbers["part"]), int(numbers["seq"]), waypoint


def road_class(system: str, root: str) -> str:
    """The class of a road: of a national highway by how many digits its number has."""
    if system == RURAL:
        return "rural"
    if system in MOTORWAYS:
        return "motorway"
    sign = road_sign(root, is_rural=False)
    return f"highway_{len(sign)}_digit" if sign.isdigit() and len(sign) < 4 else "highway_4_digit"


def _at(table: Table, row: TableRow, column: str, code: str, **facts: str | int | float) -> Finding:
    return Finding(
        code=code,
        severity=Severity.ERROR,
        file=table.file,
        row=row.number,
        column=table.titles[column],
        value=row.cells[column][:80],
        facts=facts,
    )
