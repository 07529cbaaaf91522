"""Closures drawn on a map, `closures.geojson`: each feature becomes a row of the closures' table.

Properties go by the table's headings (code, kind, from_date, ...). A point is a spot with its
`radius_m`, a polygon an area, a line the ground within `radius_m` of it (40 m when it has none); a
feature without a geometry names its roads in `road_numbers`. One without a code is drawn-N.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geodata.findings import Finding, FindingLog, has_errors
from geodata.geojson import Feature, read_features
from geodata.places import Location
from geodata.roads.outlines import LINE_MARGIN_M, outline_of_line
from geodata.tables import Table
from geodata.tables.shape import table_of

SUFFIXES = (".geojson", ".json")
LARGEST_MARGIN_M = 2_000.0


def read_drawn(path: Path) -> tuple[Table | None, tuple[Finding, ...]]:
    """The table of a GeoJSON file; None when it cannot be read or a shape is none of these."""
    features, found = read_features(path)
    if features is None:
        return None, found
    log = FindingLog(path.name)
    rows = [(feature.number, _cells(feature, log)) for feature in features]
    if has_errors(log.findings):
        return None, (*found, *log.findings)
    headings = list(dict.fromkeys(name for _, cells in rows for name in cells))
    lines = [(0, headings)]
    lines += [(number, [cells.get(name, "") for name in headings]) for number, cells in rows]
    table, more = table_of(path.name, None, lines)
    return table, (*found, *more)


def _cells(feature: Feature, log: FindingLog) -> dict[str, str]:
    cells = {"code": f"drawn-{feature.number}"}
    cells |= {name: _text(value) for name, value in feature.properties.items()}
    return cells | _place(feature, cells, log)


def _place(feature: Feature, cells: Mapping[str, str], log: FindingLog) -> dict[str, str]:
    """Where a feature lies, as the table says it."""
    shape = feature.coordinates
    if feature.kind is None:
        return {}
    if feature.kind == "Point":
        return {"lon": repr(float(shape[0])), "lat": repr(float(shape[1]))}
    if feature.kind == "Polygon" and len(shape) == 1:
        return {"polygon": _ring(tuple(_location(point) for point in shape[0]))}
    if feature.kind == "LineString" and len(shape) > 1:
        line = tuple(_location(point) for point in shape)
        return {"polygon": _ring(outline_of_line(line, _margin_m(cells))), "radius_m": ""}
    log.add("closure_shape", row=feature.number, kind=feature.kind)
    return {}


def _margin_m(cells: Mapping[str, str]) -> float:
    try:
        margin_m = float(cells.get("radius_m", ""))
    except ValueError:
        return LINE_MARGIN_M
    return min(max(margin_m, 1.0), LARGEST_MARGIN_M)


def _location(point: list[Any]) -> Location:
    return Location(lon=float(point[0]), lat=float(point[1]))


def _ring(points: tuple[Location, ...]) -> str:
    return "; ".join(f"{point.lon!r} {point.lat!r}" for point in points)


def _text(value: object) -> str:
    if isinstance(value, list):
        return ";".join(map(_text, value))
    return "" if value is None else str(value)
