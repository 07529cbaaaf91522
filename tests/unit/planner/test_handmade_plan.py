"""Plans out of schedules: lunch, nights, packages and people as a careful clerk would put them."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from planner.assess.check import check_plan
from planner.domain.calendar import DAY_S, Horizon
from planner.domain.plan import StopKind
from planner.domain.rules import Rule
from planner.inputs.schedule import Done
from planner.storage.memory import MemoryStore
from planner.usecases.handmade import handmade_plan
from planner.usecases.plans import request_of_week
from planner.usecases.villages import import_files
from tests.builders import a_travel
from tests.fakes import FakeClock

TINY = Path(__file__).parents[2] / "data" / "tiny_province"
MONDAY = date(2026, 11, 30)


@pytest.fixture
def request_(tmp_path):
    store = MemoryStore()
    import_files(store, FakeClock(), (TINY,), tmp_path, actor="tester")
    return request_of_week(store, "58", Horizon(start=MONDAY))


def a_line(village: str, *servings: tuple[str, int | None], day: int = 0, **more) -> Done:
    return Done(
        row=2 + day,
        unit_code=more.pop("unit_code", "U1"),
        date=MONDAY + timedelta(days=day),
        village_code=village,
        servings=servings,
        **more,
    )


def made(request_, *lines: Done):
    travel = a_travel(request_)
    plan, left = handmade_plan(request_, travel, lines)
    assert left == ()
    return plan, check_plan(request_, travel, plan)


def test_a_day_of_two_villages_has_lunch_and_breaks_no_rule(request_):
    plan, verdict = made(
        request_,
        a_line("58010101", ("id_card", 12), start_s=9 * 3600),
        a_line("58010102", ("health", 4)),
    )
    (route,) = plan.routes
    kinds = [stop.kind for stop in route.stops]
    assert kinds.count(StopKind.VISIT) == 2
    assert plan.people_served == 16
    assert {v.rule for v in verdict.violations} <= {Rule.SHIFT}, verdict.violations


@pytest.mark.parametrize("speed_kmh", [2.0, 3.0, 4.0])
def test_who_has_far_to_go_eats_on_arrival_rather_than_wait_at_the_base(request_, speed_kmh):
    travel = a_travel(request_, speed_kmh=speed_kmh)
    plan, left = handmade_plan(request_, travel, (a_line("58010101", ("id_card", 4)),))
    assert left == ()
    (route,) = plan.routes
    lunch, visit = route.stops
    unit = next(u for u in request_.units if u.code == "U1")
    drive_s = route.legs[0].duration_s
    assert (lunch.kind, lunch.place_code) == (StopKind.LUNCH, visit.place_code)
    arrives_s = unit.shifts[0].window.start_s + drive_s
    assert lunch.start_s == max(arrives_s, unit.lunch.earliest_s)
    assert visit.start_s == lunch.end_s + unit.setup_s
    assert route.depart_s == lunch.arrive_s - drive_s
    broken = {v.rule for v in check_plan(request_, travel, plan).violations}
    assert broken <= {Rule.SHIFT, Rule.DRIVE_LIMIT}


def test_an_opening_is_as_wished(request_):
    plan, _ = made(request_, a_line("58010101", ("id_card", 4), start_s=10 * 3600))
    assert plan.routes[0].visits[0].start_s == 10 * 3600


def test_people_not_said_are_all_that_the_visit_has_room_for(request_):
    plan, verdict = made(request_, a_line("58010101", ("id_card", None)))
    assert 0 < plan.people_served <= 26
    assert not {Rule.CAPACITY, Rule.DEMAND} & {v.rule for v in verdict.violations}


def test_a_night_away_makes_one_trip_of_two_days(request_):
    lodging = request_.lodgings[0].code
    plan, _ = made(
        request_,
        a_line("58010103", ("livestock", 1), day=0, unit_code="U2", night_code=lodging),
        a_line("58010103", ("health", 1), day=1, unit_code="U2"),
    )
    (trip,) = plan.trips
    assert trip.nights == (lodging,)
    assert trip.routes[1].start_code == lodging
    assert trip.routes[1].depart_s >= DAY_S


def test_whoever_is_not_served_is_among_the_unplanned(request_):
    plan, verdict = made(request_, a_line("58010101", ("id_card", 20)))
    rest = next(
        u for u in plan.unplanned if (u.village_code, u.service_code) == ("58010101", "id_card")
    )
    assert rest.people == 6
    assert not {Rule.COMPLETE, Rule.VALUE, Rule.FORM} & {v.rule for v in verdict.violations}
    assert plan.value == verdict.value
