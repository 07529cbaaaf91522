"""Lunch at a stop that is open over midday: the crew eats in turns, and people are served on."""

from planner.domain.calendar import DAY_S
from planner.domain.demand import Package
from planner.domain.plan import Route, Stop, StopKind
from planner.domain.units import MobileUnit
from planner.outputs.times import clock_text, duration_text
from planner.words import Language, say


def turns_text(
    unit: MobileUnit,
    package: Package | None,
    route: Route,
    stop: Stop,
    language: Language,
    *,
    short: bool = False,
) -> str:
    """When the crew takes turns at lunch within a visit; "" where it eats elsewhere or need not.

    `short` tells the hours alone.
    """
    hours = _hours(unit, package, route, stop)
    if unit.lunch is None or hours is None:
        return ""
    return say(
        "lunch_turns_short" if short else "lunch_turns",
        language,
        duration=duration_text(unit.lunch.duration_s, language),
        begin=clock_text(hours[0]),
        end=clock_text(hours[1]),
    )


def _hours(
    unit: MobileUnit, package: Package | None, route: Route, stop: Stop
) -> tuple[int, int] | None:
    """From the unit's earliest lunch to the end of its latest, as far as the stop is open.

    None on a day with a lunch of its own, or where too little of that time is left.
    """
    lunch = unit.lunch
    if lunch is None or not lunch.duration_s or package is None or not package.includes_lunch:
        return None
    if any(halt.kind is StopKind.LUNCH for halt in route.stops):
        return None
    midnight_s = route.day * DAY_S
    begin_s = max(stop.start_s, midnight_s + lunch.earliest_s)
    end_s = min(stop.end_s, midnight_s + lunch.latest_s + lunch.duration_s)
    return (begin_s, end_s) if end_s - begin_s >= lunch.duration_s else None
