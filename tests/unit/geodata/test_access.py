"""Minutes to the nearest fixed point."""

import pytest

from geodata.access import Access, FixedPoint, access_map, access_of
from geodata.errors import InvalidPlace, UnknownProfile
from geodata.roads.speeds import OffRoad, SpeedTable
from geodata.travel.road_graph import RoadGraphEngine
from tests.builders import a_village
from tests.roads import PROFILE, a_drawing, a_network, at, speeds

NETWORK = a_network(a_drawing((0, 0), (100, 0)), table=speeds(limit_m=3000.0))
ENGINE = RoadGraphEngine(NETWORK)
VILLAGES = [
    a_village("58010101", location=at(10, 0)),
    a_village("58010102", location=at(90, 10)),
    a_village("58010103", location=at(50, 90)),
    a_village("58010104", location=None),
]


def test_the_nearest_point_and_its_minutes():
    points = {"east": at(100, 0), "west": at(0, 0), "there": at(50, 200)}
    found = access_of(VILLAGES, points, ENGINE, PROFILE)
    # 10 m/s on the road: 1.05 km are 105 s; 1 m/s over 1.3 x 1.11 km off it.
    assert found == (
        Access(village_code="58010101", minutes=2, point_code="west"),
        Access(village_code="58010102", minutes=26, point_code="east", estimated=True),
        Access(village_code="58010103"),
        Access(village_code="58010104"),
    )


def test_of_equally_near_points_the_first_code_counts():
    points = {"b": at(20, 0), "a": at(20, 0)}
    found = access_of(VILLAGES[:1], points, ENGINE, PROFILE)
    assert found[0].point_code == "a"


def test_without_points_or_villages():
    assert access_of(VILLAGES[:1], {}, ENGINE, PROFILE) == (Access(village_code="58010101"),)
    assert access_of([], {"a": at(0, 0)}, ENGINE, PROFILE) == ()


def test_a_village_at_the_point_has_no_way():
    found = access_of(VILLAGES[:1], {"here": at(10, 0)}, ENGINE, PROFILE)
    assert found == (Access(village_code="58010101", minutes=0, point_code="here"),)


def test_an_unknown_profile():
    with pytest.raises(UnknownProfile):
        access_of(VILLAGES, {"a": at(0, 0)}, ENGINE, "boat/dry")


def test_each_service_has_its_own_nearest_point_and_each_season_its_own_ways():
    points = [
        FixedPoint(code="office", location=at(0, 0), service_codes=("id_card", "tax")),
        FixedPoint(code="clinic", location=at(100, 0), service_codes=("dentist",)),
    ]
    table = SpeedTable(
        roads={"van/dry": {"rural": 36.0}, "van/wet": {"rural": 18.0}},
        off_road={"van/dry": OffRoad(speed_kmh=10.0, limit_m=3000.0)},
    )
    engine = RoadGraphEngine(NETWORK, speeds=table)
    found = access_map(VILLAGES, points, engine, ("van/dry", "van/wet"))
    assert {service for service, _ in found} == {"id_card", "tax", "dentist"}
    assert found["tax", "van/dry"] == found["id_card", "van/dry"]
    assert [a.point_code for a in found["id_card", "van/dry"]] == ["office", "office", None, None]
    assert [a.point_code for a in found["dentist", "van/dry"]] == ["clinic", "clinic", None, None]
    assert found["dentist", "van/wet"][1].minutes is None
    beyond = [a.village_code for a in found["id_card", "van/dry"] if a.is_beyond(10)]
    assert beyond == ["58010102", "58010103", "58010104"]


def test_a_point_without_a_service_is_refused():
    with pytest.raises(InvalidPlace):
        FixedPoint(code="empty", location=at(0, 0), service_codes=())
