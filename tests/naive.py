"""A naive planner: valid plans of every kind for any small request, by trying things in order.

It keeps every rule by refusing what it is not sure of, shares no code with the optimiser or the
checker, and knows nothing of value. What it makes is used as a clean plan, and as a thing to break.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date

from geodata.matrix import TravelMatrix
from planner.domain.calendar import DAY_S
from planner.domain.demand import Package, StopPlace
from planner.domain.plan import Plan, Route, StopKind, Trip
from planner.domain.request import PlanRequest
from planner.domain.rows import DemandRow, demand_rows
from planner.domain.units import MobileUnit
from tests.builders import Row, Visit, a_plan, a_route, a_trip, baht_of, needs_lunch_stop


def naive_plan(request: PlanRequest, travel: Mapping[str, TravelMatrix], seed: int = 0) -> Plan:
    """A valid plan with everything that the naive planner finds."""
    return a_plan(request, travel, naive_trips(request, travel, seed))


def naive_trips(
    request: PlanRequest, travel: Mapping[str, TravelMatrix], seed: int = 0
) -> tuple[Trip, ...]:
    """Valid trips, of one day and of several; the seed decides the order of trying."""
    return Naive(request, travel, seed).trips()


class Naive:
    """What is planned so far; `trips` goes on until nothing more fits."""

    def __init__(self, request: PlanRequest, travel: Mapping[str, TravelMatrix], seed: int) -> None:
        self.request = request
        self.travel = travel
        self.rng = random.Random(seed)
        self.services = {s.code: s for s in request.services}
        self.staff = {s.code: s for s in request.staff}
        self.rows = demand_rows(request)
        self.left = Counter({row.key: row.people for row in self.rows})
        self.planned: dict[Row, list[date]] = defaultdict(list)
        self.riding: dict[tuple[int, str], set[str]] = defaultdict(set)
        self.nights: Counter[str] = Counter()
        self.baht = 0

    def trips(self) -> tuple[Trip, ...]:
        made: list[Trip] = []
        for unit in self.request.units:
            day = 0
            while day < self.request.horizon.days:
                trip = self.trip(unit, day)
                if trip is not None:
                    made.append(trip)
                day += len(trip.routes) if trip else 1
        return tuple(made)

    def trip(self, unit: MobileUnit, day: int) -> Trip | None:
        """The longest chain of nights first, then shorter ones, then home the same day."""
        bases = {base.code for base in self.request.bases}
        beds = [n.code for n in self.request.lodgings] + sorted(bases - {unit.base_code})
        cap = unit.max_nights if unit.night_cap is None else unit.night_cap
        most = min(unit.max_nights, cap - self.nights[unit.code])
        for nights in range(max(0, most) if beds else 0, -1, -1):
            if day + nights >= self.request.horizon.days:
                continue
            stays = [unit.base_code, *self.rng.choices(beds or [""], k=nights), unit.base_code]
            routes: list[Route] = []
            taken: list[tuple[int, Visit]] = []
            load = unit.max_load
            for i in range(nights + 1):
                found = self.route(unit, day + i, stays[i], stays[i + 1], taken, load)
                if found is None:
                    break
                route, visits = found
                routes.append(route)
                taken.extend((day + i, visit) for visit in visits)
                load = self.load_left(unit, taken)
            if len(routes) == nights + 1 and taken and self.pay(a_trip(*routes)):
                self.book(unit, taken)
                self.nights[unit.code] += nights
                return a_trip(*routes)
        return None

    def pay(self, trip: Trip) -> bool:
        """Whether there is still money for a trip; if so it is spent."""
        baht = self.baht + baht_of(self.request, (trip,))
        if self.request.budget_baht is not None and baht > self.request.budget_baht:
            return False
        self.baht = baht
        return True

    def load_left(self, unit: MobileUnit, taken: list[tuple[int, Visit]]) -> int | None:
        if unit.max_load is None:
            return None
        return unit.max_load - sum(
            self.services[service].load_per_person * people
            for _, (_, _, served) in taken
            for (_, service), people in served.items()
        )

    def book(self, unit: MobileUnit, taken: list[tuple[int, Visit]]) -> None:
        for day, (_, _, served) in taken:
            for key, people in served.items():
                self.left[key] -= people
                self.planned[key].append(self.request.horizon.date_of(day))
                staff = self.services[key[1]].staff_code
                if staff is not None:
                    self.riding[day, staff].add(unit.code)

    def route(
        self,
        unit: MobileUnit,
        day: int,
        start: str,
        end: str,
        taken: list[tuple[int, Visit]],
        load: int | None,
    ) -> tuple[Route, list[Visit]] | None:
        """A route with up to three visits, or the bare drive; None where that breaks a rule."""
        best = self.fits(unit, day, start, end, [])
        if best is None:
            return None
        visits: list[Visit] = []
        places = [p for p in self.request.stop_places if p.location is not None]
        offers = [(place, package) for place in places for package in self.packages_at(place)]
        self.rng.shuffle(offers)
        for place, package in offers:
            gone = {key for _, visit in taken for key in visit[2]}
            gone |= {key for visit in visits for key in visit[2]}
            used = 0
            for visit in visits:
                for (_, service), people in visit[2].items():
                    used += self.services[service].load_per_person * people
            room = None if load is None else load - used
            served = self.servings(unit, day, place, package, gone, room)
            if not served:
                continue
            longer = [*visits, (place.code, package.code, served)]
            route = self.fits(unit, day, start, end, longer)
            if route is not None:
                best, visits = route, longer
            if len(visits) == 3:
                break
        return best, visits

    def packages_at(self, place: StopPlace) -> list[Package]:
        return [
            package
            for package in self.request.packages
            if not place.package_codes or package.code in place.package_codes
        ]

    def servings(
        self,
        unit: MobileUnit,
        day: int,
        place: StopPlace,
        package: Package,
        gone: set[Row],
        load: int | None,
    ) -> dict[Row, int]:
        """Who can be served here: at most what is left, the counters manage and is on board."""
        when = self.request.horizon.date_of(day)
        if any(
            bad.village_code == place.village_code and bad.date == when
            for bad in self.request.unsuitable_days
        ):
            return {}
        room = {
            carried.service_code: package.serving_s
            * carried.counters
            // self.services[carried.service_code].seconds_per_person
            for carried in unit.services
        }
        served: dict[Row, int] = {}
        for row in self.rows:
            if row.key in gone or not self.may_serve(unit, day, place, row):
                continue
            people = min(self.left[row.key], room[row.service_code])
            weight = self.services[row.service_code].load_per_person
            if load is not None and weight:
                people = min(people, load // weight)
            if people > 0:
                served[row.key] = people
                room[row.service_code] -= people
                if load is not None:
                    load -= weight * people
        return served

    def may_serve(self, unit: MobileUnit, day: int, place: StopPlace, row: DemandRow) -> bool:
        when = self.request.horizon.date_of(day)
        service = self.services[row.service_code]
        dates = [*row.visit_dates, *self.planned[row.key]]
        staff = service.staff_code
        riding = self.riding[day, staff] | {unit.code} if staff else set()
        return (
            row.village_code in (place.village_code, *place.covers)
            and unit.counters_of(row.service_code) > 0
            and set(service.site_needs) <= set(place.offers)
            and len(self.planned[row.key]) < service.max_visits
            and all(abs((when - other).days) >= service.min_gap_days for other in dates)
            and (staff is None or len(riding) <= self.staff[staff].on(when))
            and not any(
                pin.forbid
                and pin.village_code == row.village_code
                and pin.service_code in (None, row.service_code)
                and pin.on_date in (None, when)
                and pin.unit_code in (None, unit.code)
                for pin in self.request.pins
            )
        )

    def fits(
        self, unit: MobileUnit, day: int, start: str, end: str, visits: list[Visit]
    ) -> Route | None:
        """The route of these visits if it keeps shift, driving limit, windows and lunch."""
        shift = unit.shift_on(self.request.horizon.date_of(day))
        if shift is None or not self.request.works_on(day):
            return None
        route = a_route(self.request, self.travel, unit, day, visits, start=start, end=end)
        windows = {p.code: p.windows for p in self.request.stop_places}
        midnight = day * DAY_S
        good = (
            all(leg.duration_s >= 0 for leg in route.legs)
            and sum(leg.duration_s for leg in route.legs) <= unit.max_drive_s
            and route.return_s <= midnight + shift.window.end_s
            and (
                not needs_lunch_stop(self.request, unit, route)
                or any(stop.kind is StopKind.LUNCH for stop in route.stops)
            )
            and all(
                any(
                    midnight + w.start_s <= stop.start_s and stop.end_s <= midnight + w.end_s
                    for w in windows[stop.place_code]
                )
                for stop in route.visits
            )
        )
        return route if good else None
