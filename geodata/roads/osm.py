"""An OpenStreetMap extract as ways: class, surface, one-way, track grade, fords, bridges, ...

Meanings of tags: wiki.openstreetmap.org, the pages named like the key. Ways that motor vehicles may
not use (access or motor_vehicle "no" or "private") are kept as paths, to be walked. A barrier that
stops vehicles (bollard, block, ...; a locked gate) parts a way at its node; turn restrictions are
left aside: they matter in towns, not between villages.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import osmium

from geodata.errors import UnreadableFile
from geodata.roads.traits import FLAGS, SURFACE_OF, SURFACES
from geodata.roads.ways import Way

CLASS_OF = {
    **{name: name for name in ("motorway", "trunk", "primary", "secondary", "tertiary")},
    **{f"{n}_link": n for n in ("motorway", "trunk", "primary", "secondary", "tertiary")},
    **{name: name for name in ("unclassified", "residential", "service", "track", "path")},
    "living_street": "residential", "road": "unclassified", "footway": "path",
    "bridleway": "path", "pedestrian": "path", "steps": "path", "cycleway": "path",
}  # fmt: skip
"""Our road class for each value of `highway` that is read."""

STOPS_VEHICLES = frozenset(
    ("block", "bollard", "cycle_barrier", "debris", "jersey_barrier", "log", "motorcycle_barrier")
)
GATES = frozenset(("gate", "lift_gate", "swing_gate"))
NO = frozenset(("no", "private"))
YES = frozenset(("yes", "true", "1"))


@dataclass(slots=True, kw_only=True)
class ReadCounts:
    """What was met in an extract."""

    ways: int = 0
    left_out: int = 0
    parted: int = 0


Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


def read_extract(path: Path, counts: ReadCounts, box: Box | None = None) -> Iterator[Way]:
    """The ways of an `.osm.pbf` or `.osm` file; raises `UnreadableFile`.

    With a box only ways that have a node in it, for a province out of a country's extract.
    """
    if not path.is_file():
        raise UnreadableFile(f"no such file: {path.name}", finding="missing_file", file=path.name)
    keys = osmium.filter.KeyFilter("highway", "barrier", "ford")
    blocked: set[int] = set()
    fords: set[int] = set()
    try:
        for thing in osmium.FileProcessor(str(path)).with_locations().with_filter(keys):
            tags = {tag.k: tag.v for tag in thing.tags}
            if isinstance(thing, osmium.osm.Node):
                if _stops_vehicles(tags):
                    blocked.add(thing.id)
                if tags.get("ford") in YES:
                    fords.add(thing.id)
            elif isinstance(thing, osmium.osm.Way) and _is_wanted(thing, tags, box):
                yield from _pieces(thing, tags, blocked, fords, counts)
    except (RuntimeError, ValueError) as error:
        raise UnreadableFile(
            f"not an OpenStreetMap extract: {path.name}",
            finding="not_an_extract", file=path.name, cause=str(error)[:200],
        ) from error  # fmt: skip


def _is_wanted(thing: osmium.osm.Way, tags: Mapping[str, str], box: Box | None) -> bool:
    """Whether it is a road, with a node in the box where there is one."""
    if box is None or "highway" not in tags:
        return "highway" in tags
    west, south, east, north = box
    return any(
        n.location.valid() and west <= n.location.lon <= east and south <= n.location.lat <= north
        for n in thing.nodes
    )


def _pieces(
    thing: osmium.osm.Way,
    tags: Mapping[str, str],
    blocked: set[int],
    fords: set[int],
    counts: ReadCounts,
) -> Iterator[Way]:
    road_class = class_of(tags)
    points = [(n.ref, (n.location.lon, n.location.lat)) for n in thing.nodes if n.location.valid()]
    if road_class is None or len(points) < 2:
        counts.left_out += 1
        return
    counts.ways += 1
    one_way = one_way_of(tags)
    if one_way < 0:
        points.reverse()
    flags = flags_of(tags)
    if any(ref in fords for ref, _ in points):
        flags |= 1 << FLAGS.index("ford")
    for piece in _parted(points, blocked if road_class != "path" else set(), counts):
        yield Way(
            refs=tuple(ref for ref, _ in piece),
            lonlat=tuple(point for _, point in piece),
            road_class=road_class,
            number=tags.get("ref", "").partition(";")[0].strip()[:40],
            one_way=one_way != 0 and road_class != "path",
            surface=SURFACES.index(SURFACE_OF.get(tags.get("surface", ""), "unknown")),
            grade=grade_of(tags),
            flags=flags,
        )


Point = tuple[int, tuple[float, float]]


def _parted(points: list[Point], blocked: set[int], counts: ReadCounts) -> Iterator[list[Point]]:
    """The way cut at barriers: both sides end there, at nodes of their own."""
    piece = [points[0]] if points[0][0] not in blocked else [_own(points[0], counts)]
    for point in points[1:]:
        if point[0] not in blocked:
            piece.append(point)
            continue
        yield [*piece, _own(point, counts)]
        piece = [_own(point, counts)]
    if len(piece) > 1:
        yield piece


def _own(point: Point, counts: ReadCounts) -> Point:
    counts.parted += 1
    return -counts.parted, point[1]


def _stops_vehicles(tags: Mapping[str, str]) -> bool:
    barrier = tags.get("barrier")
    if barrier is None or tags.get("motor_vehicle", tags.get("vehicle")) in YES:
        return False
    is_shut = tags.get("access") in NO or tags.get("motor_vehicle") in NO or "locked" in tags
    return barrier in STOPS_VEHICLES or (barrier in GATES and is_shut)


def class_of(tags: Mapping[str, str]) -> str | None:
    """Our class of a way; None when it is no road (or not one yet)."""
    road_class = CLASS_OF.get(tags.get("highway", ""))
    if road_class is None or tags.get("area") == "yes":
        return None
    access = tags.get("motor_vehicle") or tags.get("vehicle") or tags.get("access")
    return "path" if access in NO else road_class


def one_way_of(tags: Mapping[str, str]) -> int:
    """1 along the way's nodes, -1 against them, 0 both ways."""
    told = tags.get("oneway")
    if told == "-1":
        return -1
    if told is not None:
        return 1 if told in YES else 0
    return int(tags.get("highway") == "motorway" or tags.get("junction") == "roundabout")


def grade_of(tags: Mapping[str, str]) -> int:
    """Track grade 1-5, 0 when none is told."""
    told = tags.get("tracktype", "")
    return int(told[5:]) if told in {f"grade{i}" for i in range(1, 6)} else 0


def flags_of(tags: Mapping[str, str]) -> int:
    """Bits of `FLAGS`."""
    holds = {
        "ford": tags.get("ford", "no") not in ("no",),
        "bridge": tags.get("bridge", "no") != "no",
        "tunnel": tags.get("tunnel", "no") != "no",
        "four_wd_only": tags.get("4wd_only") in (*YES, "recommended"),
        "seasonal": tags.get("seasonal", "no") != "no",
    }
    return sum(1 << i for i, name in enumerate(FLAGS) if holds[name])
