"""Which visits a closure touches: over a spot, through an area, along a numbered road, in time."""

from datetime import timedelta
from typing import Any

import pytest

from geodata.basemap import Basemap, RoadLine
from geodata.places import Location
from geodata.roads.closures import Closure
from planner.usecases.affected import affected_by
from tests.builders import MONDAY, V1, V3, a_plan, a_request, a_route, a_travel, a_trip

REQUEST = a_request()
TRAVEL = a_travel(REQUEST)
FIRST = (V1, "short", {(V1, "id_card"): 4})
SECOND = (V3, "short", {(V3, "id_card"): 5})
PLAN = a_plan(REQUEST, TRAVEL, (a_trip(a_route(REQUEST, TRAVEL, "U1", 0, (FIRST, SECOND))),))


def at(lon: float, lat: float) -> Location:
    return Location(lon=lon, lat=lat)


WAYS = {
    ("U1", 0, 0): (at(98.00, 19.00), at(98.10, 19.00)),
    ("U1", 0, 1): (at(98.10, 19.00), at(98.10, 19.05), at(98.10, 19.10)),
    ("U1", 0, 2): (at(98.10, 19.10), at(98.00, 19.00)),
}
BASEMAP = Basemap(
    districts=(),
    roads=(
        RoadLine(
            number="108",
            road_class="highway_3_digit",
            estimated=False,
            points=(at(98.10, 19.00), at(98.10, 19.05), at(98.10, 19.10)),
        ),
    ),
    attribution=(),
)
SQUARE = (at(98.09, 19.03), at(98.11, 19.03), at(98.11, 19.04), at(98.09, 19.04))


@pytest.mark.parametrize(
    ("where", "hit"),
    [
        ({"point": at(98.05, 19.001), "radius_m": 200.0}, (V1,)),
        ({"point": at(98.05, 19.02), "radius_m": 200.0}, ()),
        ({"polygon": SQUARE}, (V3,)),
        ({"road_numbers": ("108",)}, (V3,)),
        ({"road_numbers": ("105",)}, ()),
        ({"polygon": SQUARE, "to_date": MONDAY - timedelta(days=1)}, ()),
        ({"polygon": SQUARE, "from_date": MONDAY, "to_date": MONDAY}, (V3,)),
        ({"polygon": SQUARE, "vehicle_classes": ("boat",)}, ()),
    ],
)
def test_the_ways_that_lead_over_it_are_found(where: dict[str, Any], hit: tuple[str, ...]) -> None:
    found = affected_by(Closure(code="C", **where), REQUEST, PLAN, WAYS, BASEMAP)
    assert tuple(code for one in found for code in one.place_codes) == hit
    assert all((one.unit_code, one.day) == ("U1", 0) for one in found)
