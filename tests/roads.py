"""Small road networks for tests, drawn on a grid of about 100 m, and places on it."""

from collections.abc import Mapping, Sequence

from geodata.places import Location
from geodata.roads.network import RoadNetwork, build_network
from geodata.roads.speeds import NO_FACTORS, ROAD_CLASSES, LengthFactors, OffRoad, SpeedTable
from geodata.roads.waypoints import RoadDrawing, Waypoint

WEST, SOUTH = 98.0, 19.0
STEP = 0.001
PROFILE = "van/dry"
Cell = tuple[float, float]


def at(x: float, y: float) -> Location:
    """The place at a grid point, x east and y north of the corner."""
    return Location(lon=round(WEST + x * STEP, 9), lat=round(SOUTH + y * STEP, 9))


def a_drawing(*cells: Cell, root: str = "tha.thl0108", road_class: str = "rural") -> RoadDrawing:
    """A road through grid points."""
    points = [at(*cell) for cell in cells]
    return RoadDrawing(
        root=root,
        part=0,
        number=root[-4:],
        road_class=road_class,
        waypoints=tuple(Waypoint(key=f"{p.lat},{p.lon}", lon=p.lon, lat=p.lat) for p in points),
    )


def speeds(
    kmh: float | Mapping[str, float] = 36.0,
    *,
    off_road_kmh: float = 3.6,
    limit_m: float = 30_000.0,
    profile: str = PROFILE,
) -> SpeedTable:
    """One speed for all classes, or one for each that may be used; 36 km/h is 10 m/s."""
    table = dict.fromkeys(ROAD_CLASSES, kmh) if isinstance(kmh, float) else dict(kmh)
    return SpeedTable(
        roads={profile: table},
        off_road={profile: OffRoad(speed_kmh=off_road_kmh, limit_m=limit_m)},
    )


def a_network(
    *drawings: RoadDrawing,
    table: SpeedTable | None = None,
    factors: LengthFactors = NO_FACTORS,
    max_gap_m: float = 0.0,
) -> RoadNetwork:
    """A network of drawings, gaps left open unless asked."""
    return build_network(
        tuple(drawings), speeds=table or speeds(), factors=factors, max_gap_m=max_gap_m
    )


def places(*cells: Cell) -> dict[str, Location]:
    """Places named p0, p1, ... at grid points."""
    return {f"p{i}": at(*cell) for i, cell in enumerate(cells)}


def line_points(line: Sequence[Location]) -> list[tuple[float, float]]:
    """A line as (lon, lat), rounded to about a metre."""
    return [(round(p.lon, 5), round(p.lat, 5)) for p in line]
