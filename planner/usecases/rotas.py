"""How weeks are planned without an optimiser, for comparison: nearest first, or a fixed rota.

Each unit drives day trips only: it goes on to the next village in order where somebody is due whom
it can serve, as long as the day allows, opens the shortest package with room for all of them (else
the longest that fits) and drives home. Both keep every rule of the model.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from geodata.matrix import UNREACHABLE, TravelMatrix
from planner.assess.money import plan_baht
from planner.domain.calendar import DAY_S
from planner.domain.demand import Package, StopPlace
from planner.domain.plan import Plan, Route, StopKind, Trip
from planner.domain.request import PlanRequest
from planner.domain.rows import DemandRow, demand_rows, is_required
from planner.domain.units import MobileUnit
from planner.inputs.schedule import Done
from planner.usecases.handmade import accounted, handmade_trips

Travel = Mapping[str, TravelMatrix]
Row = tuple[str, str]
Order = Callable[[MobileUnit, int, str], Sequence[StopPlace]]
"""(unit, day, place it stands at) -> places to try, the first that fits is taken."""
Went = Callable[[MobileUnit, StopPlace], None]
"""Hears of every visit that was planned."""


def nearest_first(request: PlanRequest, travel: Travel) -> Plan:
    """Always on to the nearest village where somebody is due."""
    known: dict[tuple[str, str], list[StopPlace]] = {}

    def order(unit: MobileUnit, day: int, here: str) -> Sequence[StopPlace]:
        profile = request.profile_of(unit, day)
        if (profile, here) not in known:
            index = travel[profile].index()
            away = travel[profile].durations_s[index[here]]
            reached = [p for p in _placed(request) if away[index[p.code]] != UNREACHABLE]
            known[profile, here] = sorted(reached, key=lambda p: (int(away[index[p.code]]), p.code))
        return known[profile, here]

    return _Dispatcher(request, travel).plan(order, lambda unit, place: None)


class FixedRota:
    """Every unit goes round all villages in order of code, week after week."""

    def __init__(self) -> None:
        self._last: dict[str, str] = {}

    def __call__(self, request: PlanRequest, travel: Travel) -> Plan:
        """The next week: each unit goes on where it stopped the week before."""
        places = sorted(_placed(request), key=lambda p: p.code)

        def order(unit: MobileUnit, day: int, here: str) -> Sequence[StopPlace]:
            last = self._last.get(unit.code, "")
            return [p for p in places if p.code > last] + [p for p in places if p.code <= last]

        def went(unit: MobileUnit, place: StopPlace) -> None:
            self._last[unit.code] = place.code

        return _Dispatcher(request, travel).plan(order, went)


def _placed(request: PlanRequest) -> list[StopPlace]:
    return [place for place in request.stop_places if place.location is not None]


class _Dispatcher:
    """A week being filled day by day; knows who is left and what was promised to whom."""

    def __init__(self, request: PlanRequest, travel: Travel) -> None:
        self.request, self.travel = request, travel
        rows = [r for r in demand_rows(request) if r.urgency >= 1.0 or is_required(r, request)]
        self.rows_of: dict[str, list[DemandRow]] = {}
        for row in rows:
            self.rows_of.setdefault(row.village_code, []).append(row)
        self.left = Counter({row.key: row.people for row in rows})
        self.visits: Counter[Row] = Counter()
        self.gone: dict[Row, list[int]] = {}
        self.trips: list[Trip] = []
        self.riding: dict[tuple[int, str], set[str]] = {}
        self.services = {s.code: s for s in request.services}
        self.staff = {s.code: s for s in request.staff}
        self.unsuitable = {(d.village_code, d.date) for d in request.unsuitable_days}
        self.indexes = {profile: matrix.index() for profile, matrix in travel.items()}
        self.forbidden = [pin for pin in request.pins if pin.forbid]

    def plan(self, order: Order, went: Went) -> Plan:
        """Every unit on every day."""
        for day in range(self.request.horizon.days):
            for unit in self.request.units:
                route = self.day(unit, day, order, went)
                if route is not None:
                    self.trips.append(Trip(unit_code=unit.code, routes=(route,)))
        return accounted(self.request, self.travel, self.bare(self.trips))

    def bare(self, trips: Sequence[Trip]) -> Plan:
        """Trips as a plan that tells nothing else."""
        horizon = self.request.horizon
        return Plan(
            province_code=self.request.province_code, start=horizon.start, days=horizon.days,
            trips=tuple(sorted(trips, key=lambda t: (t.unit_code, t.routes[0].day))),
            unplanned=(), terms=(),
        )  # fmt: skip

    def may_pay(self, route: Route) -> bool:
        """Whether the budget of all days has room for a route beside those before it."""
        budget = self.request.budget_baht
        trips = [*self.trips, Trip(unit_code=route.unit_code, routes=(route,))]
        return budget is None or plan_baht(self.request, self.bare(trips)) <= budget

    def day(
        self,
        unit: MobileUnit,
        day: int,
        order: Order,
        went: Callable[[MobileUnit, StopPlace], None],
    ) -> Route | None:
        """A unit's day: visits are added until nothing more fits."""
        works = self.request.works_on(day)
        if unit.shift_on(self.request.horizon.date_of(day)) is None or not works:
            return None
        lines: list[Done] = []
        best: Route | None = None
        while True:
            found = self.next_visit(unit, day, lines, best, order)
            if found is None:
                return best
            place, more, best = found
            lines += more
            self.book(unit, day, more)
            went(unit, place)

    def next_visit(
        self, unit: MobileUnit, day: int, lines: list[Done], before: Route | None, order: Order
    ) -> tuple[StopPlace, list[Done], Route] | None:
        """The first place in order that the day still allows, with whom to serve there."""
        here = unit.base_code if before is None else before.stops[-1].place_code
        been = {line.place_code for line in lines}
        for place in order(unit, day, here):
            rows = [] if place.code in been else self.rows_at(unit, day, place)
            if not rows or not self.may_return(unit, day, before, here, place):
                continue
            for package in self.packages(unit, place, rows):
                more = self.lines(unit, day, place, package, rows, len(been))
                route = self.fits(unit, day, [*lines, *more]) if more else None
                if route is not None:
                    return place, more, route
        return None

    def rows_at(self, unit: MobileUnit, day: int, place: StopPlace) -> list[DemandRow]:
        """Rows that this unit may serve at a place on a day, the host village's first."""
        near = (place.village_code, *place.covers)
        found = [row for code in near for row in self.rows_of.get(code, ())]
        return [row for row in found if self.left[row.key] > 0 and self.may(unit, day, place, row)]

    def may(self, unit: MobileUnit, day: int, place: StopPlace, row: DemandRow) -> bool:
        """Every rule on a row that does not depend on the hour."""
        service, when = self.services[row.service_code], self.request.horizon.date_of(day)
        if not unit.counters_of(service.code) or not set(service.site_needs) <= set(place.offers):
            return False
        if (place.village_code, when) in self.unsuitable or self.visits[row.key]:
            return False
        if any(abs((when - seen).days) < service.min_gap_days for seen in row.visit_dates):
            return False
        if service.staff_code is not None:
            riding = self.riding.get((day, service.staff_code), set()) | {unit.code}
            if len(riding) > self.staff[service.staff_code].on(when):
                return False
        return not any(
            pin.village_code == row.village_code
            and pin.service_code in (None, row.service_code)
            and pin.on_date in (None, when)
            and pin.unit_code in (None, unit.code)
            for pin in self.forbidden
        )

    def may_return(
        self, unit: MobileUnit, day: int, before: Route | None, here: str, place: StopPlace
    ) -> bool:
        """Whether the shift could hold the shortest visit there at all: most places fail here."""
        shift = unit.shift_on(self.request.horizon.date_of(day))
        profile = self.request.profile_of(unit, day)
        matrix, index = self.travel[profile], self.indexes[profile]
        if shift is None or place.code not in index:
            return False
        out = int(matrix.durations_s[index[here], index[place.code]])
        back = int(matrix.durations_s[index[place.code], index[unit.base_code]])
        now_s = day * DAY_S + shift.window.start_s if before is None else before.stops[-1].leave_s
        offered = [p.open_s for p in self.offered(place)]
        if min(out, back) < 0 or not offered:
            return False
        end_s = now_s + out + unit.setup_s + min(offered) + unit.packing_s + back
        return end_s <= day * DAY_S + shift.window.end_s

    def offered(self, place: StopPlace) -> list[Package]:
        """The packages of a place, the longest first."""
        codes = place.package_codes or [p.code for p in self.request.packages]
        return sorted(
            (p for p in self.request.packages if p.code in codes), key=lambda p: -p.open_s
        )

    def packages(self, unit: MobileUnit, place: StopPlace, rows: list[DemandRow]) -> list[Package]:
        """The shortest that serves everybody first, then the others from the longest on."""
        offered = self.offered(place)
        people = [sum(self.shares(unit, package, rows).values()) for package in offered]
        if not any(people):
            return []
        best = max(i for i, count in enumerate(people) if count == max(people))
        return [offered[best], *(p for i, p in enumerate(offered) if i != best)]

    def shares(self, unit: MobileUnit, package: Package, rows: list[DemandRow]) -> dict[Row, int]:
        """People of each row whom a visit of this length serves."""
        room = {
            code: package.capacity(unit.counters_of(code), self.services[code].seconds_per_person)
            for code in {row.service_code for row in rows}
        }
        load = unit.max_load
        found: dict[Row, int] = {}
        for row in rows:
            people = min(self.left[row.key], room[row.service_code])
            weight = self.services[row.service_code].load_per_person
            if load is not None and weight:
                people = min(people, load // weight)
                load -= people * weight
            if people > 0:
                found[row.key] = people
                room[row.service_code] -= people
        return found

    def lines(
        self, unit: MobileUnit, day: int, place: StopPlace, package: Package,
        rows: list[DemandRow], number: int,
    ) -> list[Done]:  # fmt: skip
        """The visit as lines of a schedule, one a village."""
        by_village: dict[str, list[tuple[str, int | None]]] = {}
        for (village, service), people in self.shares(unit, package, rows).items():
            by_village.setdefault(village, []).append((service, people))
        when = self.request.horizon.date_of(day)
        return [
            Done(
                row=number, date=when, unit_code=unit.code, village_code=village,
                place_code=place.code, stop_number=number + 1, package_code=package.code,
                servings=tuple(servings),
            )
            for village, servings in by_village.items()
        ]  # fmt: skip

    def fits(self, unit: MobileUnit, day: int, lines: list[Done]) -> Route | None:
        """The route of a day's lines if it keeps shift, driving limit, windows, lunch and load."""
        trips, left = handmade_trips(self.request, self.travel, lines)
        if left or len(trips) != 1:
            return None
        route = trips[0].routes[0]
        shift = unit.shift_on(self.request.horizon.date_of(day))
        windows = {p.code: p.windows for p in self.request.stop_places}
        midnight = day * DAY_S
        inside = all(
            any(
                midnight + w.start_s <= stop.start_s and stop.end_s <= midnight + w.end_s
                for w in windows[stop.place_code]
            )
            for stop in route.visits
        )
        load = sum(
            serving.people * self.services[serving.service_code].load_per_person
            for stop in route.visits
            for serving in stop.servings
        )
        good = (
            inside
            and shift is not None
            and route.return_s <= midnight + shift.window.end_s
            and route.drive_s <= unit.max_drive_s
            and (unit.max_load is None or load <= unit.max_load)
            and not self.lacks_lunch(unit, route)
            and self.may_pay(route)
        )
        return route if good else None

    def lacks_lunch(self, unit: MobileUnit, route: Route) -> bool:
        """Whether a route is long enough for lunch and has none."""
        lunch = unit.lunch
        if lunch is None or not lunch.duration_s:
            return False
        midnight = route.day * DAY_S
        is_due = (
            route.depart_s <= midnight + lunch.earliest_s
            and route.return_s >= midnight + lunch.latest_s + lunch.duration_s
        )
        includes = {p.code for p in self.request.packages if p.includes_lunch}
        has = any(
            stop.kind is StopKind.LUNCH
            or (
                stop.package_code in includes
                and stop.start_s <= midnight + lunch.latest_s
                and stop.end_s >= midnight + lunch.earliest_s
            )
            for stop in route.stops
        )
        return is_due and not has

    def book(self, unit: MobileUnit, day: int, lines: list[Done]) -> None:
        """Take the people of a visit off what is left."""
        for line in lines:
            for service, people in line.servings:
                self.left[line.village_code, service] -= people or 0
                self.visits[line.village_code, service] += 1
                staff = self.services[service].staff_code
                if staff is not None:
                    self.riding.setdefault((day, staff), set()).add(unit.code)
