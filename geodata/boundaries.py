"""Districts and tambon as polygons: which one holds a point, and how far a point lies outside one.

Read from a dataset's `boundaries/amphoe.geojson` and `boundaries/tambon.geojson`. Each feature
carries its official code (4 or 6 digits) and names, and may carry its registered `population`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.crs import Projection, lonlat_of, projection_for
from geodata.errors import UnreadableFile
from geodata.findings import Finding, Severity, has_errors
from geodata.geojson import Feature, read_features
from geodata.places import Location

DISTRICT_FILE = "amphoe.geojson"
TAMBON_FILE = "tambon.geojson"

_CODE_KEYS = {4: ("code", "amphoe_code"), 6: ("code", "tambon_code")}
_THAI_KEYS = ("name_th", "ADM3_TH", "ADM2_TH")
_ENGLISH_KEYS = ("name_en", "ADM3_EN", "ADM2_EN")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Area:
    """A district (4-digit code) or tambon (6-digit code); `shape` in degrees, lon first.

    `population` is the registered people of the whole area, None where the file does not say.
    """

    code: str
    name_th: str
    name_en: str
    shape: BaseGeometry
    population: int | None = None

    @property
    def label(self) -> Location:
        """A point well inside, for a name on a map."""
        point = self.shape.representative_point()
        return Location(lon=point.x, lat=point.y)

    def rings(self) -> tuple[tuple[Location, ...], ...]:
        """The outer rings, largest first."""
        parts = [p for p in getattr(self.shape, "geoms", [self.shape]) if p.geom_type == "Polygon"]
        parts.sort(key=lambda part: -part.area)
        return tuple(
            tuple(Location(lon=lon, lat=lat) for lon, lat in part.exterior.coords) for part in parts
        )


class Boundaries:
    """Areas with lookups by point and by code; distances in metres."""

    def __init__(self, districts: Iterable[Area], tambons: Iterable[Area] = ()) -> None:
        self.districts = tuple(sorted(districts, key=lambda area: area.code))
        self.tambons = tuple(sorted(tambons, key=lambda area: area.code))
        self._projection = _projection(self.districts or self.tambons)
        self._by_code = {a.code: a for a in (*self.districts, *self.tambons)}
        self._metres = {
            code: shapely.transform(area.shape, self._projection.to_metres)
            for code, area in self._by_code.items()
        }
        for code in {area.code[:2] for area in self.districts}:
            parts = [self._metres[a.code] for a in self.districts if a.code[:2] == code]
            self._metres[code] = shapely.union_all(parts)
        self._district_tree = shapely.STRtree([a.shape for a in self.districts])
        self._tambon_tree = shapely.STRtree([a.shape for a in self.tambons])

    def province_of(self, location: Location) -> str | None:
        """The 2-digit code of the province that holds a point, None outside all known ones."""
        district = self.district_of(location)
        return district.code[:2] if district else None

    def district_of(self, location: Location) -> Area | None:
        """The district that holds a point."""
        return _holder(location, self._district_tree, self.districts)

    def tambon_of(self, location: Location) -> Area | None:
        """The tambon that holds a point."""
        return _holder(location, self._tambon_tree, self.tambons)

    def area(self, code: str) -> Area | None:
        """The district or tambon of a code."""
        return self._by_code.get(code)

    def outside_m(self, code: str, location: Location) -> float | None:
        """Metres from a point to a province (2 digits), district or tambon; 0 inside.

        None when there is no such area here.
        """
        shape = self._metres.get(code)
        if shape is None:
            return None
        point = shapely.Point(self._projection.to_metres(lonlat_of([location]))[0])
        return float(shape.distance(point))


def read_boundaries(folder: Path) -> tuple[Boundaries | None, tuple[Finding, ...]]:
    """The boundaries of a dataset folder's `boundaries/`; None when a finding is an error."""
    districts, findings = _read_areas(folder / DISTRICT_FILE, digits=4)
    tambons, more = _read_areas(folder / TAMBON_FILE, digits=6)
    findings += more
    if has_errors(findings):
        return None, tuple(findings)
    return Boundaries(districts, tambons), tuple(findings)


def load_boundaries(folder: Path) -> Boundaries:
    """As `read_boundaries`, but raises `UnreadableFile` with the first defect."""
    boundaries, findings = read_boundaries(folder)
    if boundaries is None:
        first = next(f for f in findings if f.severity is Severity.ERROR)
        raise UnreadableFile(
            f"boundaries cannot be read: {first.code}", file=first.file, row=first.row or 0
        )
    return boundaries


def _read_areas(path: Path, *, digits: int) -> tuple[list[Area], list[Finding]]:
    features, found = read_features(path)
    findings = list(found)
    areas: dict[str, Area] = {}
    for feature in features or ():
        area, code = _area(feature, digits)
        if area is None:
            findings.append(_error(code, path.name, feature))
        elif area.code in areas:
            findings.append(_error("duplicate_area", path.name, feature))
        else:
            areas[area.code] = area
    return list(areas.values()), findings


def _area(feature: Feature, digits: int) -> tuple[Area | None, str]:
    code = _text(feature.properties, _CODE_KEYS[digits])
    if len(code) != digits or not (code.isascii() and code.isdigit()):
        return None, "bad_area_code"
    if feature.kind not in ("Polygon", "MultiPolygon"):
        return None, "area_without_polygon"
    parts = [feature.coordinates] if feature.kind == "Polygon" else feature.coordinates
    try:
        drawn = shapely.MultiPolygon(
            [([xy[:2] for xy in p[0]], [[xy[:2] for xy in r] for r in p[1:]]) for p in parts]
        )
        shape = shapely.make_valid(drawn, method="structure", keep_collapsed=False)
    except (ValueError, IndexError, shapely.GEOSException):
        return None, "area_without_polygon"
    if shape.area <= 0 or not _on_earth(shape):
        return None, "area_without_polygon"
    name_th = _text(feature.properties, _THAI_KEYS)
    name_en = _text(feature.properties, _ENGLISH_KEYS)
    people = feature.properties.get("population")
    return Area(
        code=code,
        name_th=name_th or code,
        name_en=name_en or code,
        shape=shape,
        population=people if type(people) is int and people >= 0 else None,
    ), ""


def _text(properties: Mapping[str, Any], keys: Iterable[str]) -> str:
    return next((str(properties[key]).strip() for key in keys if properties.get(key)), "")


def _on_earth(shape: BaseGeometry) -> bool:
    west, south, east, north = map(float, shape.bounds)
    return west >= -180 and east <= 180 and south >= -90 and north <= 90


def _holder(location: Location, tree: shapely.STRtree, areas: tuple[Area, ...]) -> Area | None:
    hits = tree.query(shapely.Point(location.lon, location.lat), predicate="intersects")
    return areas[int(hits.min())] if len(hits) else None


def _projection(areas: tuple[Area, ...]) -> Projection:
    centres = [(a.shape.bounds[0] + a.shape.bounds[2]) / 2 for a in areas]
    return projection_for(np.array([(lon, 0.0) for lon in centres]).reshape(-1, 2))


def _error(code: str, file: str, feature: Feature) -> Finding:
    value = _text(feature.properties, ("code", "amphoe_code", "tambon_code"))[:80]
    return Finding(
        code=code, severity=Severity.ERROR, file=file, row=feature.number, value=value or None
    )
