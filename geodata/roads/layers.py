"""Road lines of a layer (GeoJSON, GeoPackage, zipped Shapefile) as drawings, by its columns.

Coordinates are rounded to 7 digits (about a centimetre): lines whose points are then equal meet
there. Which column holds a road's number and which its class is told by the caller; values of the
class column are our road classes or are translated by `class_map`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geodata.findings import Finding, FindingLog
from geodata.geojson import Feature, read_features
from geodata.layers import SUFFIXES
from geodata.layers import read_layer as read_gdal_layer
from geodata.roads.speeds import ROAD_CLASSES
from geodata.roads.traits import SURFACE_OF, SURFACES
from geodata.roads.waypoints import RoadDrawing, Waypoint

ALONG = frozenset(("yes", "true", "1", "1.0", "ft", "f", "t"))
AGAINST = frozenset(("-1", "-1.0", "tf", "reverse"))
"""What columns of one-way roads say: along the line as drawn, or against it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerColumns:
    """Where a layer says what we need.

    `number`, `road_class`, `surface` and `one_way` name columns; a road without a class, or without
    such a column, is of `default_class`. A surface that is none of ours, as translated by
    `surface_map`, is unknown; one-way is yes (along the line), -1 (against it) or anything else.
    """

    number: str = "ref"
    road_class: str = "road_class"
    class_map: Mapping[str, str] = field(default_factory=dict)
    default_class: str = "rural"
    surface: str = "surface"
    surface_map: Mapping[str, str] = field(default_factory=dict)
    one_way: str = "oneway"


def read_layer(
    path: Path, columns: LayerColumns
) -> tuple[tuple[RoadDrawing, ...], tuple[Finding, ...]]:
    """The lines of a layer's file, and what is wrong in it."""
    features, found = _features(path)
    log = FindingLog(path.name)
    drawings = []
    for feature in features or ():
        road_class = _class_of(feature, columns, log)
        lines = _lines_of(feature)
        if lines is None:
            log.add("not_a_line", row=feature.number, kind=feature.kind or "–")
            continue
        if road_class is None:
            continue
        for part, line in enumerate(lines):
            points = _points(line, feature.number, log)
            if points is not None and len(points) > 1:
                one_way = _text(feature.properties.get(columns.one_way)).lower()
                drawings.append(
                    RoadDrawing(
                        root=f"{path.stem}.{feature.number}",
                        part=part,
                        number=_text(feature.properties.get(columns.number))[:40],
                        road_class=road_class,
                        waypoints=points[::-1] if one_way in AGAINST else points,
                        surface=_surface_of(feature, columns),
                        one_way=one_way in ALONG or one_way in AGAINST,
                    )
                )
    return tuple(drawings), (*found, *log.findings)


def _features(path: Path) -> tuple[tuple[Feature, ...] | None, tuple[Finding, ...]]:
    """Features alike, whoever reads them: GeoJSON by ourselves, all else in a locked child."""
    if path.suffix.lower() not in SUFFIXES:
        return read_features(path)
    layer, found = read_gdal_layer(path)
    if layer is None:
        return None, found
    return tuple(
        Feature(number=f.number, properties=f.cells, kind=f.kind, coordinates=f.coordinates)
        for f in layer.features
    ), found


def _class_of(feature: Feature, columns: LayerColumns, log: FindingLog) -> str | None:
    told = _text(feature.properties.get(columns.road_class))
    road_class = columns.class_map.get(told, told) or columns.default_class
    if road_class not in ROAD_CLASSES:
        log.add(
            "unknown_road_class", row=feature.number, column=columns.road_class, value=told,
            known=", ".join(ROAD_CLASSES),
        )  # fmt: skip
        return None
    return road_class


def _surface_of(feature: Feature, columns: LayerColumns) -> int:
    told = _text(feature.properties.get(columns.surface)).lower()
    ours = columns.surface_map.get(told, SURFACE_OF.get(told, told))
    return SURFACES.index(ours) if ours in SURFACES else 0


def _lines_of(feature: Feature) -> list[Any] | None:
    if feature.kind == "LineString":
        return [feature.coordinates]
    return list(feature.coordinates) if feature.kind == "MultiLineString" else None


def _points(line: list[Any], number: int, log: FindingLog) -> tuple[Waypoint, ...] | None:
    points = []
    for lon, lat, *_ in line:
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            log.add("out_of_range", row=number, column="geometry", value=f"{lon}, {lat}",
                    low=-180, high=180)  # fmt: skip
            return None
        x, y = round(float(lon), 7), round(float(lat), 7)
        points.append(Waypoint(key=f"{y},{x}", lon=x, lat=y))
    return tuple(points)


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
