"""Compile the kernels of travel ahead of their first use, on a crossing of two roads."""

from geodata.places import Location
from geodata.roads.graph import build_network
from geodata.roads.speeds import ROAD_CLASSES, OffRoad, SpeedTable
from geodata.roads.waypoints import RoadDrawing, Waypoint
from geodata.travel.road_hierarchy import RoadHierarchyEngine

_PROFILE = "van/dry"


def warm_up_travel() -> None:
    """Answer one question of every kind, which leaves every kernel compiled."""
    table = SpeedTable(
        roads={_PROFILE: dict.fromkeys(ROAD_CLASSES, 36.0)},
        off_road={_PROFILE: OffRoad(speed_kmh=4.0, limit_m=1000.0)},
    )
    ring = ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
    drawings = (_road("ring", *ring), _road("across", (0, 0), (1, 1)))
    places = {f"p{i}": _at(x, y) for i, (x, y) in enumerate(((0, 1), (1, 0.5), (0.5, 0)))}
    engine = RoadHierarchyEngine(build_network(drawings, speeds=table))
    engine.matrix(places, _PROFILE)
    engine.geometry(places["p0"], places["p1"], _PROFILE)


def _at(x: float, y: float) -> Location:
    return Location(lon=98.0 + x / 100, lat=19.0 + y / 100)


def _road(root: str, *corners: tuple[float, float]) -> RoadDrawing:
    points = [_at(*corner) for corner in corners]
    return RoadDrawing(
        root=root,
        part=0,
        number="",
        road_class="rural",
        waypoints=tuple(Waypoint(key=f"{p.lat},{p.lon}", lon=p.lon, lat=p.lat) for p in points),
    )
