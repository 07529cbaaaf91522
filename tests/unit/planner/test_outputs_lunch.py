"""Lunch in turns at a stop that is open over midday: told where the crew must know of it."""

import dataclasses

import pytest

from planner.domain.plan import Route, Stop, StopKind
from planner.domain.units import Lunch
from planner.outputs.lunch import turns_text
from planner.words import Language
from tests.builders import V1, a_package, a_unit
from tests.views import a_view

HOUR_S = 3600
LUNCH = Lunch(duration_s=2700, earliest_s=11 * HOUR_S + 1800, latest_s=12 * HOUR_S + 2700)
LONG = a_package(includes_lunch=True)


def a_day(
    start_s: int, end_s: int, *, day: int = 0, with_lunch: bool = False
) -> tuple[Route, Stop]:
    """A route of one visit that is open from then to then, seconds of its day."""
    route = a_view().plan.routes[0]
    midnight_s = day * 24 * HOUR_S
    stop = dataclasses.replace(
        next(stop for stop in route.stops if stop.kind is StopKind.VISIT),
        arrive_s=midnight_s + start_s, start_s=midnight_s + start_s,
        end_s=midnight_s + end_s, leave_s=midnight_s + end_s, place_code=V1,
    )  # fmt: skip
    lunch = tuple(halt for halt in route.stops if halt.kind is StopKind.LUNCH)
    assert lunch
    stops = (stop, *lunch) if with_lunch else (stop,)
    return dataclasses.replace(route, day=day, stops=stops, legs=()), stop


@pytest.mark.parametrize(
    ("start_s", "end_s", "told"),
    [
        (9 * HOUR_S, 15 * HOUR_S, "11:30–13:30"),
        (12 * HOUR_S, 15 * HOUR_S, "12:00–13:30"),
        (9 * HOUR_S, 12 * HOUR_S + 900, "11:30–12:15"),
        (9 * HOUR_S, 12 * HOUR_S, ""),
        (13 * HOUR_S, 16 * HOUR_S, ""),
    ],
)
def test_turns_are_told_as_far_as_the_stop_is_open(start_s: int, end_s: int, told: str) -> None:
    for day in (0, 3):
        route, stop = a_day(start_s, end_s, day=day)
        text = turns_text(a_unit(lunch=LUNCH), LONG, route, stop, Language.EN)
        assert told in text
        assert bool(text) is bool(told)
        assert not text or text.startswith("Lunch in turns, 45 min each")
        short = turns_text(a_unit(lunch=LUNCH), LONG, route, stop, Language.EN, short=True)
        assert short == (f"Lunch in turns {told}" if told else "")


def test_no_turns_without_such_a_package_or_lunch_or_with_lunch_by_itself() -> None:
    route, stop = a_day(9 * HOUR_S, 15 * HOUR_S)
    eats = a_unit(lunch=LUNCH)
    assert not turns_text(eats, a_package(includes_lunch=False), route, stop, Language.TH)
    assert not turns_text(eats, None, route, stop, Language.TH)
    assert not turns_text(a_unit(lunch=None), LONG, route, stop, Language.TH)
    assert "45 นาที" in turns_text(eats, LONG, route, stop, Language.TH)
    both, stop = a_day(9 * HOUR_S, 15 * HOUR_S, with_lunch=True)
    assert not turns_text(eats, LONG, both, stop, Language.TH)
