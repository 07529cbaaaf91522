"""A route as an inline SVG drawing: road lines, numbered stops, names that never overlap."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from geodata.basemap import Basemap
from geodata.places import Location
from planner.outputs.lines import Part, thin

WIDTH, HEIGHT = 360, 300
MARGIN = 34
LEAST_SPAN_M = 4_000.0
"""A route shorter than this is not drawn larger: its roads would have no neighbours."""

TEXT_PX = 13
LINE_PX = 17
_METRES_PER_DEGREE = 111_195.0
_ABOVE = frozenset(
    "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"
)
"""Thai vowels and tones that take no width of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stop ("A1"), or a base or lodging (no text), with its name."""

    text: str
    label: str
    at: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is drawn: `title` and `said` are read aloud, `closed` are spots of closures."""

    title: str
    said: str
    colour: str
    line: tuple[Part, ...]
    marks: tuple[Mark, ...]
    closed: tuple[Location, ...]
    basemap: Basemap


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the drawing, pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether two rectangles share some area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def is_inside(self) -> bool:
        """Whether all of it lies on the drawing."""
        return (
            self.left >= 2
            and self.top >= 2
            and self.right <= WIDTH - 2
            and self.bottom <= HEIGHT - 2
        )


def draw_picture(picture: Picture) -> str:
    """The drawing as one svg element without ids; empty when nothing has a position."""
    points = [p for part in picture.line for p in part.points] + [m.at for m in picture.marks]
    if not points:
        return ""
    return "".join(_lines(picture, _Plane(points)))


class _Plane:
    """Puts places on the drawing: the route fills it, north is up."""

    def __init__(self, points: list[Location]) -> None:
        self._lon = (min(p.lon for p in points) + max(p.lon for p in points)) / 2
        self._lat = (min(p.lat for p in points) + max(p.lat for p in points)) / 2
        self._shrink = math.cos(math.radians(self._lat))
        wide = (max(p.lon for p in points) - min(p.lon for p in points)) * self._shrink
        high = max(p.lat for p in points) - min(p.lat for p in points)
        least = LEAST_SPAN_M / _METRES_PER_DEGREE
        self._scale = min(
            (WIDTH - 2 * MARGIN) / max(wide, least), (HEIGHT - 2 * MARGIN) / max(high, least)
        )

    @property
    def metres_per_pixel(self) -> float:
        """How much ground a pixel stands for."""
        return _METRES_PER_DEGREE / self._scale

    def at(self, place: Location) -> tuple[float, float]:
        """Pixels from the left and from the top."""
        return (
            WIDTH / 2 + (place.lon - self._lon) * self._shrink * self._scale,
            HEIGHT / 2 - (place.lat - self._lat) * self._scale,
        )

    def path(self, points: tuple[Location, ...]) -> str:
        """An SVG path of the points, thinned to what an eye can see."""
        seen = [self.at(p) for p in thin(points, self.metres_per_pixel)]
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in seen)

    def shows(self, points: tuple[Location, ...]) -> bool:
        """Whether the box round some points touches the drawing."""
        seen = [self.at(p) for p in points]
        xs, ys = [x for x, _ in seen], [y for _, y in seen]
        return min(xs) < WIDTH and max(xs) > 0 and min(ys) < HEIGHT and max(ys) > 0


def _lines(picture: Picture, plane: _Plane) -> Iterator[str]:
    yield (
        f'<svg class="route" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(picture.said)}"><title>{escape(picture.title)}</title>'
    )
    for district in picture.basemap.districts:
        for ring in district.rings:
            if plane.shows(ring):
                yield f'<path class="border" d="{plane.path(ring)}"/>'
    for road in picture.basemap.roads:
        if plane.shows(road.points):
            dashed = " guess" if road.estimated else ""
            yield f'<path class="road{dashed}" d="{plane.path(road.points)}"/>'
    for look in ("halo", "line"):
        for part in picture.line:
            dashed = " guess" if part.estimated else ""
            colour = f' stroke="{picture.colour}"' if look == "line" else ""
            yield f'<path class="{look}{dashed}"{colour} d="{plane.path(part.points)}"/>'
    for spot in picture.closed:
        x, y = plane.at(spot)
        if 0 <= x <= WIDTH and 0 <= y <= HEIGHT:
            yield f'<path class="shut" d="M{x - 6:.1f} {y - 6:.1f}l12 12m0-12l-12 12"/>'
    yield from _marks(picture, plane)
    yield "</svg>"


def _marks(picture: Picture, plane: _Plane) -> Iterator[str]:
    taken: list[Box] = []
    boxes = []
    for mark in picture.marks:
        boxes.append(_free_spot(plane.at(mark.at), _mark_width(mark), taken))
        taken.append(boxes[-1])
    for mark, box in zip(picture.marks, boxes, strict=True):
        yield _drawn(mark, box, picture.colour)
    # Stops first: where room is short their names matter more than a base's.
    for mark, box in sorted(
        zip(picture.marks, boxes, strict=True), key=lambda pair: not pair[0].text
    ):
        place = _label_spot(mark.label, box, taken)
        if place is not None:
            taken.append(place)
            yield _label(mark.label, place, box)


def _label(text: str, place: Box, mark: Box) -> str:
    """A name in its box, held to the side of its mark: boxes are wider than most fonts need."""
    x, anchor = (place.left + place.right) / 2, "middle"
    if place.left >= mark.right:
        x, anchor = place.left, "start"
    elif place.right <= mark.left:
        x, anchor = place.right, "end"
    where = f'x="{x:.1f}" y="{place.bottom - 4.5:.1f}" text-anchor="{anchor}"'
    return f'<text class="label" {where}>{escape(text)}</text>'


def _mark_width(mark: Mark) -> float:
    return 10 + 9.0 * len(mark.text) if mark.text else 16.0


def _free_spot(at: tuple[float, float], width: float, taken: list[Box]) -> Box:
    """A pill at its place, or the nearest free one round it: stops may share a place."""
    x, y = (
        min(max(v, MARGIN / 2), side - MARGIN / 2)
        for v, side in zip(at, (WIDTH, HEIGHT), strict=True)
    )
    box = _round(x, y, width)
    for step in range(1, 60):
        if not any(box.meets(other) for other in taken) and box.is_inside():
            return box
        turn, away = step * 2.4, 4.0 * math.sqrt(step) * 2.2
        box = _round(x + away * math.cos(turn), y + away * math.sin(turn), width)
    return _round(x, y, width)


def _round(x: float, y: float, width: float) -> Box:
    return Box(x - width / 2, y - 9, x + width / 2, y + 9)


def _drawn(mark: Mark, box: Box, colour: str) -> str:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    if not mark.text:
        return (
            f'<path class="home" d="M{x - 8:.1f} {y:.1f}l8-7 8 7v8h-5v-5h-6v5h-5z">'
            f"<title>{escape(mark.label)}</title></path>"
        )
    where = f'x="{box.left:.1f}" y="{box.top:.1f}" width="{box.right - box.left:.1f}"'
    return (
        f'<g class="stop"><rect {where} height="18" rx="9" fill="{colour}"/>'
        f'<text x="{x:.1f}" y="{y + 4.5:.1f}">{escape(mark.text)}</text></g>'
    )


def _label_spot(label: str, mark: Box, taken: list[Box]) -> Box | None:
    """Where a name has room: right, left, above, below its mark, then a little further."""
    width = text_width(label)
    for away in (3, 9, 16):
        x, y = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2
        for left, top in (
            (mark.right + away, y - LINE_PX / 2),
            (mark.left - away - width, y - LINE_PX / 2),
            (x - width / 2, mark.top - away - LINE_PX),
            (x - width / 2, mark.bottom + away),
            (mark.right + away, mark.top - LINE_PX),
            (mark.right + away, mark.bottom),
            (mark.left - away - width, mark.top - LINE_PX),
            (mark.left - away - width, mark.bottom),
        ):
            box = Box(left, top, left + width, top + LINE_PX)
            if box.is_inside() and not any(box.meets(other) for other in taken):
                return box
    return None


def text_width(text: str) -> float:
    """A width in pixels that Sarabun and the usual phone fonts stay within."""
    return 3.0 + TEXT_PX * sum(map(_width, text))


def _width(character: str) -> float:
    """Of one character, in the height of the type."""
    if character in _ABOVE:
        return 0.0
    if "\u0e00" <= character <= "\u0e7f":
        return 0.66
    return 0.36 if character in " .il" else 0.62
