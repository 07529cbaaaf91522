"""The facts behind structural reasons: numbers and dates that a planner can look up."""

import math
from collections.abc import Sequence
from datetime import date, timedelta

from planner.domain.demand import Service, StopPlace
from planner.domain.rows import DemandRow
from planner.domain.units import Base

Facts = dict[str, str | int | float]

CLOSURES = ("holidays", "unsuitable_days", "days_without_staff", "days_without_shift")
"""Why a day is out of the question; the first one that holds is counted."""


def closed_facts(closures: Sequence[Sequence[str]]) -> Facts:
    """Days of the horizon, and how many are closed by what.

    closures: for each day, what closes it for each unit and place.
    """
    facts: Facts = {"days": len(closures), **dict.fromkeys(CLOSURES, 0)}
    for causes in closures:
        cause = next(c for c in CLOSURES if c in causes)
        facts[cause] = int(facts[cause]) + 1
    return facts


def lacking_facilities(service: Service, places: Sequence[StopPlace]) -> str:
    """What the place that lacks least lacks, codes joined by ", "."""
    needs = set(service.site_needs)
    best = min(places, key=lambda place: len(needs - set(place.offers)))
    return ", ".join(sorted(need.value for need in needs - set(best.offers)))


def too_soon_facts(row: DemandRow, min_gap_days: int, start: date) -> Facts:
    """The visit that is too near, and the first date on which another is allowed."""
    gap = timedelta(days=min_gap_days)
    candidates = [start, *(seen + gap for seen in row.visit_dates if seen + gap > start)]
    allowed = min(
        day for day in candidates if all(abs(day - seen) >= gap for seen in row.visit_dates)
    )
    nearest = min(row.visit_dates, key=lambda seen: abs(seen - start))
    return {
        "visited_on": nearest.isoformat(),
        "min_gap_days": min_gap_days,
        "allowed_from": allowed.isoformat(),
    }


def not_due_facts(row: DemandRow, due_from: float, start: date) -> Facts:
    """How long the village has waited, and the day on which it counts as due."""
    wait = max(0, math.ceil(due_from * row.interval_days) - row.elapsed_days)
    return {
        "elapsed_days": row.elapsed_days,
        "interval_days": row.interval_days,
        "due_on": (start + timedelta(days=wait)).isoformat(),
    }


def nearest_base(place: StopPlace, bases: Sequence[Base]) -> str:
    """The code of the base nearest to a place, as the crow flies."""
    here = place.location
    if here is None or not bases:
        return ""

    def apart(base: Base) -> float:
        east = (base.location.lon - here.lon) * math.cos(math.radians(here.lat))
        return math.hypot(east, base.location.lat - here.lat)

    return min(bases, key=apart).code
