"""What was promised to people, counted by the definitions alone: caravans, announced visits.

No code of the optimiser or the checker.
"""

from collections.abc import Iterable, Iterator

from planner.domain.calendar import DAY_S
from planner.domain.demand import Announced
from planner.domain.plan import Route, Stop, Trip
from planner.domain.request import PlanRequest
from planner.domain.rules import MOVED_S


def changed_of(request: PlanRequest, trips: Iterable[Trip]) -> list[Announced]:
    """Announced visits that nothing keeps, worked out from `TermCode.CHANGES`."""
    visits = list(_visits(trips))
    last = request.horizon.date_of(request.horizon.days - 1)
    changed = []
    for told in request.announced:
        if not request.horizon.start <= told.date <= last:
            continue
        kept = False
        for route, stop in visits:
            rows = {(s.village_code, s.service_code) for s in stop.servings}
            right_row = (told.village_code, told.service_code) in rows
            right_day = request.horizon.date_of(route.day) == told.date
            right_place = told.place_code is None or told.place_code == stop.place_code
            early = late = 0
            if told.start_s is not None:
                late = stop.start_s - (route.day * DAY_S + told.start_s)
                early = -late
            right_hour = max(early, late) <= MOVED_S
            right_unit = route.unit_code == told.unit_code
            kept |= right_row and right_day and right_place and right_hour and right_unit
        if not kept:
            changed.append(told)
    return changed


def missing_of(request: PlanRequest, trips: Iterable[Trip]) -> int:
    """Units missing from caravans, worked out from `TermCode.CARAVAN`."""
    visits = list(_visits(trips))
    total = 0
    for caravan in request.caravans:
        fewest = None
        for when in caravan.dates:
            day = request.horizon.day_of(when)
            if not 0 <= day < request.horizon.days:
                continue
            there = {
                route.unit_code
                for route, stop in visits
                if route.day == day
                and stop.place_code == caravan.place_code
                and stop.package_code == caravan.package_code
                and stop.start_s - day * DAY_S == caravan.opens_s
            } & set(caravan.unit_codes)
            absent = len(caravan.unit_codes)
            if len(there) >= caravan.least_units:
                absent -= len(there)
            fewest = absent if fewest is None else min(fewest, absent)
        total += fewest or 0
    return total


def _visits(trips: Iterable[Trip]) -> Iterator[tuple[Route, Stop]]:
    for trip in trips:
        for route in trip.routes:
            for stop in route.visits:
                yield route, stop
