"""A small map as SVG shapes: district outlines and numbered points; needs no script at all."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geodata.basemap import Basemap
from geodata.places import Location
from planner.words import Language

WIDTH = 640.0
MARGIN = 18.0
LEAST_STEP = 1.2
"""Points of an outline nearer than this, in units of the drawing, say nothing more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnDistrict:
    """An outline as an SVG path, and where its name goes."""

    path: str
    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnMap:
    """Shapes on a drawing of `width` by `height`; `points` in the order given, None: nowhere."""

    width: float
    height: float
    districts: tuple[DrawnDistrict, ...]
    points: tuple[tuple[float, float] | None, ...]


def draw_points(
    basemap: Basemap, points: Sequence[Location | None], language: Language
) -> DrawnMap | None:
    """The land with points on it; None where there is nothing to draw."""
    shown = [p for district in basemap.districts for ring in district.rings for p in ring]
    shown += [point for point in points if point is not None]
    if not shown:
        return None
    frame = _Frame(shown)
    english = language is Language.EN
    districts = tuple(
        DrawnDistrict(
            path=" ".join(_outline(frame, ring) for ring in district.rings),
            name=(english and district.name_en) or district.name_th,
            x=round(frame.x(district.label), 1),
            y=round(frame.y(district.label), 1),
        )
        for district in basemap.districts
    )
    places = tuple(
        None if point is None else (round(frame.x(point), 1), round(frame.y(point), 1))
        for point in points
    )
    return DrawnMap(width=WIDTH, height=frame.height, districts=districts, points=places)


class _Frame:
    """Degrees to the drawing: as wide as the drawing, north up, metres alike both ways."""

    def __init__(self, points: Sequence[Location]) -> None:
        lons, lats = [p.lon for p in points], [p.lat for p in points]
        self._west, self._north = min(lons), max(lats)
        self._narrow = math.cos(math.radians((min(lats) + max(lats)) / 2))
        span_lon = max((max(lons) - self._west) * self._narrow, 1e-3)
        span_lat = max(self._north - min(lats), 1e-3)
        inner = WIDTH - 2 * MARGIN
        self._scale = min(inner / span_lon, 2 * inner / span_lat)
        self.height = round(span_lat * self._scale + 2 * MARGIN, 1)

    def x(self, point: Location) -> float:
        return MARGIN + (point.lon - self._west) * self._narrow * self._scale

    def y(self, point: Location) -> float:
        return MARGIN + (self._north - point.lat) * self._scale


def _outline(frame: _Frame, ring: Iterable[Location]) -> str:
    steps: list[tuple[float, float]] = []
    for point in ring:
        here = (frame.x(point), frame.y(point))
        if not steps or math.dist(here, steps[-1]) >= LEAST_STEP:
            steps.append(here)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in steps) + "Z"
