"""A base map that needs no network: district outlines and road lines of a dataset folder."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from geodata.boundaries import Area, load_boundaries
from geodata.places import Location
from geodata.roads.network import RoadNetwork, read_network
from geodata.roads.speeds import ROAD_CLASSES

BOUNDARY_ATTRIBUTION = "Boundaries: Royal Thai Survey Department via HDX/OCHA (CC BY-IGO)"
ROAD_ATTRIBUTION = "Roads: Travel Mapping project, © OpenStreetMap contributors (ODbL)"
ATTRIBUTION_FILE = "ATTRIBUTION.txt"

_NOT_DRAWN = [ROAD_CLASSES.index(name) for name in ("path", "service", "residential")]


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """A district to draw: outer rings, largest first, and where its name goes."""

    code: str
    name_th: str
    name_en: str
    label: Location
    rings: tuple[tuple[Location, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadLine:
    """A road to draw; `number` is its sign, `estimated` marks a guessed piece over a gap."""

    number: str
    road_class: str
    estimated: bool
    points: tuple[Location, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Basemap:
    """What lies under villages and routes, with whom to thank for it."""

    districts: tuple[District, ...]
    roads: tuple[RoadLine, ...]
    attribution: tuple[str, ...]


def read_basemap(folder: Path) -> Basemap:
    """The base map of a dataset folder, of what it has: boundaries, roads, neither.

    Raises `UnreadableFile` for a part that is there and cannot be read.
    Lines of the folder's `ATTRIBUTION.txt`, when there is one, stand in for the usual notices;
    those of its `roads/ATTRIBUTION.txt` for the one of the roads.
    """
    has_areas, has_roads = ((folder / part).is_dir() for part in ("boundaries", "roads"))
    areas = load_boundaries(folder / "boundaries").districts if has_areas else ()
    return Basemap(
        districts=tuple(_district(area) for area in areas),
        roads=road_lines(read_network(folder / "roads")) if has_roads else (),
        attribution=_attribution(folder),
    )


def road_lines(network: RoadNetwork) -> tuple[RoadLine, ...]:
    """The arcs of a network, consecutive ones of one road as one line.

    Paths, service roads and streets of settlements are left out: a map of a province has no room.
    """
    lines: list[RoadLine] = []
    points: list[Location] = []
    before: tuple[str, str, bool] | None = None
    for arc in map(int, np.flatnonzero(~np.isin(network.road_class, _NOT_DRAWN))):
        kind = (
            network.numbers[arc],
            ROAD_CLASSES[network.road_class[arc]],
            bool(network.is_connector[arc]),
        )
        shape = [Location(lon=float(x), lat=float(y)) for x, y in network.arc_shape(arc)]
        if before != kind or points[-1] != shape[0]:
            _close(lines, before, points)
            before, points = kind, shape
        else:
            points.extend(shape[1:])
    _close(lines, before, points)
    return tuple(lines)


def _close(
    lines: list[RoadLine], kind: tuple[str, str, bool] | None, points: list[Location]
) -> None:
    if kind is not None:
        number, road_class, estimated = kind
        lines.append(
            RoadLine(
                number=number, road_class=road_class, estimated=estimated, points=tuple(points)
            )
        )


def _district(area: Area) -> District:
    return District(
        code=area.code,
        name_th=area.name_th,
        name_en=area.name_en,
        label=area.label,
        rings=area.rings(),
    )


def _attribution(folder: Path) -> tuple[str, ...]:
    own = _notices(folder / ATTRIBUTION_FILE)
    roads = _notices(folder / "roads" / ATTRIBUTION_FILE) or (ROAD_ATTRIBUTION,)
    areas = (BOUNDARY_ATTRIBUTION,) if (folder / "boundaries").is_dir() else ()
    return own or (*areas, *(roads if (folder / "roads").is_dir() else ()))


def _notices(path: Path) -> tuple[str, ...]:
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return tuple(line.strip() for line in lines if line.strip())
