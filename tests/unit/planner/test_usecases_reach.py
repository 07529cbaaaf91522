"""What `planner travel --why` knows: ways to a village of the sample, and why there is none."""

import json
from datetime import date

import pytest

from geodata.roads.network import read_network
from geodata.travel.barriers import Barrier, Cause
from geodata.travel.road_graph import RoadGraphEngine
from planner.cli.desk import new_desk
from planner.cli.reach import tell_why
from planner.domain.calendar import Horizon
from planner.domain.errors import NotFound
from planner.domain.province import request_for
from planner.inputs import read_dataset
from planner.samples import sample_folder
from planner.settings import Settings
from planner.usecases.reach import reach_of
from planner.usecases.travel import places_of, road_states
from planner.words import Language
from planner.words.barriers import tell_barrier

RAINY = Horizon(start=date(2026, 8, 3), days=1)


@pytest.fixture(scope="module")
def engine():
    return RoadGraphEngine(read_network(sample_folder() / "roads"))


@pytest.fixture(scope="module")
def request_in_the_rains():
    data, _ = read_dataset(sample_folder())
    return request_for(data, RAINY, road_states=road_states(RAINY))


@pytest.fixture(scope="module")
def cut_off(engine, request_in_the_rains):
    """A village that vans reach in the dry season only."""
    request = request_in_the_rains
    told = engine.barriers(request.bases[0].code, places_of(request), "van/wet")
    closed = [code for code, b in told.items() if b.cause is Cause.CLOSED_THIS_SEASON]
    place = next(p for p in request.stop_places if p.code in closed)
    return place.village_code


def test_a_village_cut_off_in_the_rains_is_told_with_its_season(
    engine, request_in_the_rains, cut_off
):
    found = reach_of(request_in_the_rains, engine, cut_off)
    assert {way.profile for way in found} == set(request_in_the_rains.profiles())
    for way in found:
        assert (way.duration_s is None) == (way.barrier is not None)
    by_van = next(way for way in found if way.profile == "van/wet")
    assert by_van.barrier == Barrier(cause=Cause.CLOSED_THIS_SEASON, facts={"open_in": "van/dry"})


def test_it_is_said_on_the_terminal_and_to_scripts(engine, request_in_the_rains, cut_off, capsys):
    settings = Settings(language=Language.EN)
    tell_why(new_desk(settings, as_json=False), engine, request_in_the_rains, cut_off)
    assert "dry roads" in capsys.readouterr().out
    tell_why(new_desk(settings, as_json=True), engine, request_in_the_rains, cut_off)
    document = json.loads(capsys.readouterr().out)
    assert document["village_code"] == cut_off
    causes = {p["profile"]: p["barrier"] and p["barrier"]["cause"] for p in document["places"]}
    assert causes["van/wet"] == "closed_this_season"


def test_an_unknown_village_is_refused(engine, request_in_the_rains):
    desk = new_desk(Settings(), as_json=True)
    with pytest.raises(NotFound):
        tell_why(desk, engine, request_in_the_rains, "58999999")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("cause", list(Cause))
def test_every_cause_has_words(cause, language):
    facts = {
        "closures": "c1", "open_in": "van/dry", "reachable_with": "truck/wet, van/dry+00aa",
        "minutes": 7, "away_m": 8, "main_road_m": 9, "limit_m": 3,
    }  # fmt: skip
    told = tell_barrier(Barrier(cause=cause, facts=facts), language)
    assert "–" not in told
    assert "+00aa" not in told
    assert tell_barrier(None, language)
