"""A small map as plain drawing data: districts, main roads and dots, for a picture inside a page.

Shapes are paths of an SVG `WIDTH` units wide; points nearer than a unit to the one before are left
out, so a whole province weighs some twenty kilobytes. The full map is `planner.outputs.map`.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geodata.basemap import Basemap
from geodata.places import Location
from planner.outputs.view import name_of
from planner.words import Language

WIDTH = 600.0
TALLEST = 1.6
"""Height over width, at most."""
MARGIN = 12.0
NEAR = 1.0
MAIN_ROADS = frozenset(
    {"motorway", "trunk", "primary", "secondary"}
    | {f"highway_{digits}_digit" for digits in (1, 2, 3, 4)}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaShape:
    """A district: its path, its name and where that goes."""

    code: str
    name: str
    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A village or point: `tone` is how it looks, `size` its radius."""

    x: float
    y: float
    title: str
    tone: str
    size: float = 3.0
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallMap:
    """The picture; `sources` are those to thank."""

    width: float
    height: float
    areas: tuple[AreaShape, ...]
    roads: str
    dots: tuple[Dot, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Turns degrees into the picture's units, east to the right and north up."""

    west: float
    north: float
    per_lon: float
    per_lat: float
    height: float

    def at(self, place: Location) -> tuple[float, float]:
        """Where a place lies in the picture."""
        x = MARGIN + (place.lon - self.west) * self.per_lon
        y = MARGIN + (self.north - place.lat) * self.per_lat
        return (round(x, 1), round(y, 1))


def frame_of(basemap: Basemap, others: Iterable[Location]) -> Frame | None:
    """The frame that holds all districts and places; None when there is nothing to hold."""
    places = [p for d in basemap.districts for ring in d.rings for p in ring] or list(others)
    if not places:
        return None
    west, east = min(p.lon for p in places), max(p.lon for p in places)
    south, north = min(p.lat for p in places), max(p.lat for p in places)
    squeeze = math.cos(math.radians((south + north) / 2))
    wide, tall = max((east - west) * squeeze, 0.02), max(north - south, 0.02)
    room = WIDTH - 2 * MARGIN
    scale = min(room / wide, TALLEST * room / tall)
    return Frame(
        west=west - (room / scale - wide) / squeeze / 2,
        north=north,
        per_lon=scale * squeeze,
        per_lat=scale,
        height=round(tall * scale + 2 * MARGIN, 1),
    )


def draw_small_map(
    basemap: Basemap, frame: Frame, dots: Iterable[Dot], language: Language
) -> SmallMap:
    """The picture of a frame, dots in the order given (the last on top)."""
    areas = []
    for district in basemap.districts:
        x, y = frame.at(district.label)
        path = " ".join(_path(ring, frame, close=True) for ring in district.rings)
        areas.append(
            AreaShape(code=district.code, name=name_of(district, language), path=path, x=x, y=y)
        )
    lines = [road.points for road in basemap.roads if road.road_class in MAIN_ROADS]
    return SmallMap(
        width=WIDTH,
        height=frame.height,
        areas=tuple(areas),
        roads=" ".join(filter(None, (_path(line, frame, close=False) for line in lines))),
        dots=tuple(dots),
        sources=basemap.attribution,
    )


def _path(points: Sequence[Location], frame: Frame, *, close: bool) -> str:
    kept: list[tuple[float, float]] = []
    for i, point in enumerate(points):
        here = frame.at(point)
        is_last = i == len(points) - 1
        if not kept or math.dist(kept[-1], here) >= NEAR or (is_last and not close):
            kept.append(here)
    if len(kept) < 2:
        return ""
    drawn = "L".join(f"{x:g},{y:g}" for x, y in kept)
    return f"M{drawn}{'Z' if close else ''}"
