"""What goes to an OSRM server and what is made of its answers, on a small server of our own."""

import pytest

from geodata.errors import EngineUnavailable, UnknownProfile
from geodata.matrix import UNREACHABLE
from geodata.places import Location
from geodata.roads.speeds import OffRoad
from geodata.travel import osrm
from geodata.travel.osrm import OsrmEngine, OsrmProfile
from tests.osrm import Osrm

PROFILE = "van/dry"
HERE = {
    "a": Location(lon=98.0, lat=19.0),
    "b": Location(lon=98.1, lat=19.0),
    "off": Location(lon=98.204, lat=19.0),
}


@pytest.fixture
def server():
    server = Osrm()
    yield server
    server.shutdown()
    server.server_close()


def engine_of(server, **changes):
    off_road = OffRoad(speed_kmh=10.0, limit_m=changes.pop("limit_m", 1000.0))
    return OsrmEngine({PROFILE: OsrmProfile(address=server.address, off_road=off_road)}, **changes)


def test_a_radius_goes_with_every_place(server):
    engine = engine_of(server)
    engine.matrix(HERE, PROFILE)
    engine.geometry(HERE["a"], HERE["b"], PROFILE)
    assert {path.split("/")[1] for path in server.asked} == {"nearest", "table", "route"}
    for path in server.asked:
        places = path.partition("driving/")[2].partition("?")[0].split(";")
        radiuses = path.partition("radiuses=")[2].partition("&")[0].split(";")
        assert radiuses == ["1000"] * len(places)


def test_the_last_metres_are_added_off_the_roads(server):
    matrix = engine_of(server).matrix(HERE, PROFILE)
    road_s = matrix.durations_s[0, 1]
    assert road_s == pytest.approx(10_524 * 1.4 * 3.6 / 50, rel=0.01)
    assert not matrix.estimated[0, 1]
    assert matrix.estimated[0, 2]
    assert matrix.durations_s[0, 2] == pytest.approx(2 * road_s + 421 * 1.3 * 0.36, rel=0.01)


def test_a_place_beyond_the_limit_does_not_spoil_the_others(server):
    matrix = engine_of(server, limit_m=300.0).matrix(HERE, PROFILE)
    assert matrix.durations_s[0, 1] > 0
    assert matrix.durations_s[0, 2] == UNREACHABLE
    assert engine_of(server, limit_m=300.0).geometry(HERE["a"], HERE["off"], PROFILE) == ()


def test_large_questions_are_asked_in_pieces(server, monkeypatch):
    engine = engine_of(server)
    whole = engine.matrix(HERE, PROFILE)
    monkeypatch.setattr(osrm, "BLOCK", 2)
    assert engine.matrix(HERE, PROFILE).digest() == whole.digest()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<html>",
        b"[]",
        b'{"code":"InvalidQuery","message":"no"}',
        b'{"code":"Ok"}',
        b'{"code":"Ok","waypoints":[{"distance":0}],"durations":[[1]],"distances":"x"}',
        b'{"code":"Ok","waypoints":[{"distance":0}],"durations":[[-1]],"distances":[[1]]}',
    ],
)
def test_an_answer_that_makes_no_sense_is_an_error_with_its_address(server, answer):
    server.broken = answer
    with pytest.raises(EngineUnavailable) as failed:
        engine_of(server).matrix(HERE, PROFILE)
    assert failed.value.facts["address"] == server.address


def test_a_server_that_is_not_there_is_an_error(server):
    engine = engine_of(server, timeout_s=2.0)
    server.shutdown()
    server.server_close()
    with pytest.raises(EngineUnavailable):
        engine.matrix(HERE, PROFILE)


def test_closures_are_refused_since_the_server_knows_none(server):
    with pytest.raises(UnknownProfile):
        engine_of(server).matrix(HERE, f"{PROFILE}+0123456789ab")
