"""Lunch at a stop that is open over midday: the crew eats in turns, and people are served on."""

from planner.domain.calendar import DAY_S
from planner.domain.demand import Package
from planner.domain.plan import Route, Stop, StopKind
from planner.domain.units import MobileUnit
from planner.outputs.times import clock_text, duration_text
from planner.words import Language, say


def turns_text(
    unit: MobileUnit, package: Package | None, route: Route, stop: Stop, language: Language
) -> str:
    """When the crew takes turns at lunch within a visit; "" where it eats elsewhere or need not.

    That is from the unit's earliest lunch to the end of its latest, as far as the stop is open; a
    day with a lunch of its own has no turns.
    """
    lunch = unit.lunch
    if lunch is None or not lunch.duration_s or package is None or not package.includes_lunch:
        return ""
    if any(halt.kind is StopKind.LUNCH for halt in route.stops):
        return ""
    midnight_s = route.day * DAY_S
    begin_s = max(stop.start_s, midnight_s + lunch.earliest_s)
    end_s = min(stop.end_s, midnight_s + lunch.latest_s + lunch.duration_s)
    if end_s - begin_s < lunch.duration_s:
        return ""
    return say(
        "lunch_turns",
        language,
        duration=duration_text(lunch.duration_s, language),
        begin=clock_text(begin_s),
        end=clock_text(end_s),
    )
