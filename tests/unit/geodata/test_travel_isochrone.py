"""How far one gets in so many minutes."""

import numpy as np
import pytest
import shapely

from geodata.crs import line_length_m, lonlat_of
from geodata.roads.closures import Closure, state_name
from geodata.roads.network import read_network
from geodata.travel.isochrone import isochrone
from geodata.travel.road_graph import RoadGraphEngine
from planner.samples import sample_folder
from tests.roads import PROFILE, a_drawing, a_network, at, speeds

CROSS = (
    a_drawing((-100, 0), (0, 0), (100, 0), root="r1"),
    a_drawing((0, -100), (0, 0), (0, 100), root="r2"),
)


def ends(found):
    return lonlat_of(tuple(point for line in found.lines for point in line))


def test_one_gets_as_far_as_time_and_speed_allow():
    """Ten minutes at 36 km/h are 6 km, each way along the cross."""
    engine = RoadGraphEngine(a_network(*CROSS, table=speeds(36.0)))
    found = isochrone(engine, at(0, 0), 10, PROFILE)
    for axis in (0, 1):
        far = ends(found)[:, axis]
        side = np.array([[far.min(), 19.0], [far.max(), 19.0]])
        if axis == 1:
            side = np.array([[98.0, far.min()], [98.0, far.max()]])
        assert line_length_m(side) == pytest.approx(12_000, rel=0.01)
    area = shapely.Polygon([(p.lon, p.lat) for p in found.rings[0]])
    assert all(area.contains(shapely.Point(x, y)) for x, y in ends(found))


def test_a_closure_is_where_it_ends():
    slide = Closure(code="c", point=at(20, 0))
    engine = RoadGraphEngine(a_network(*CROSS, table=speeds(36.0)), closures=[slide])
    found = isochrone(engine, at(0, 0), 10, state_name(PROFILE, [slide]))
    assert ends(found)[:, 0].max() == pytest.approx(98.02 - 0.0019, abs=2e-4)


def test_nowhere_is_no_outline():
    engine = RoadGraphEngine(a_network(*CROSS, table=speeds(36.0, limit_m=100.0)))
    found = isochrone(engine, at(50, 50), 10, PROFILE)
    assert (found.lines, found.rings) == ((), ())


def test_more_time_and_dry_roads_reach_further_on_the_sample():
    engine = RoadGraphEngine(read_network(sample_folder() / "roads"))
    town = at(-30, 300)
    metres = {}
    for minutes, profile in ((30, "van/dry"), (60, "van/dry"), (60, "van/wet")):
        lines = isochrone(engine, town, minutes, profile).lines
        metres[minutes, profile] = sum(line_length_m(lonlat_of(line)) for line in lines)
    assert 0 < metres[30, "van/dry"] < metres[60, "van/wet"] < metres[60, "van/dry"]
