"""How weeks are planned without an optimiser: the nearest village that is due, or a fixed rota.

Both keep every rule of the whole model (the naive planner of the tests refuses what it is not sure
of); trips last one day. A crew opens the shortest package that serves everybody who is due, else
the longest that still fits the day.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from geodata.matrix import TravelMatrix
from planner.domain.calendar import DAY_S
from planner.domain.demand import Package, StopPlace
from planner.domain.plan import Plan, Trip
from planner.domain.request import PlanRequest
from planner.domain.rows import DemandRow, is_required
from planner.domain.units import MobileUnit
from tests.builders import a_plan
from tests.naive import Naive
from tests.planned import Visit, a_trip

Order = Callable[[MobileUnit, int, str], Sequence[StopPlace]]
"""(unit, day, place it stands at) -> places to try, the first that fits is taken."""


def nearest_plan(request: PlanRequest, travel: Mapping[str, TravelMatrix]) -> Plan:
    """Always on to the nearest village with somebody due whom this unit can serve."""
    order: dict[tuple[str, str], list[StopPlace]] = {}

    def near(unit: MobileUnit, day: int, here: str) -> Sequence[StopPlace]:
        profile = request.profile_of(unit, day)
        if (profile, here) not in order:
            matrix = travel[profile]
            index = matrix.index()
            seconds = matrix.durations_s[index[here]]
            reached = [
                p for p in request.stop_places
                if p.location is not None and seconds[index[p.code]] >= 0
            ]  # fmt: skip
            order[profile, here] = sorted(reached, key=lambda p: int(seconds[index[p.code]]))
        return order[profile, here]

    return _plan(request, travel, near, lambda unit, place: None)


def rota_plan(
    request: PlanRequest, travel: Mapping[str, TravelMatrix], turns: dict[str, str]
) -> Plan:
    """Every unit goes round all villages by code, week after week; `turns` remembers the last."""
    places = sorted((p for p in request.stop_places if p.location), key=lambda p: p.code)

    def next_ones(unit: MobileUnit, day: int, here: str) -> Sequence[StopPlace]:
        last = turns.get(unit.code, "")
        return [p for p in places if p.code > last] + [p for p in places if p.code <= last]

    def went(unit: MobileUnit, place: StopPlace) -> None:
        turns[unit.code] = place.code

    return _plan(request, travel, next_ones, went)


def _plan(
    request: PlanRequest,
    travel: Mapping[str, TravelMatrix],
    order: Order,
    went: Callable[[MobileUnit, StopPlace], None],
) -> Plan:
    return a_plan(request, travel, tuple(Dispatcher(request, travel).days(order, went)))


class Dispatcher(Naive):
    """The naive planner's rules, with another way of choosing."""

    def __init__(
        self, request: PlanRequest, travel: Mapping[str, TravelMatrix], *, due_from: float = 1.0
    ) -> None:
        super().__init__(request, travel, 0)
        self.rows = tuple(
            row for row in self.rows if row.urgency >= due_from or is_required(row, request)
        )
        self.rows_of: dict[str, list[DemandRow]] = {}
        for row in self.rows:
            self.rows_of.setdefault(row.village_code, []).append(row)
        self.indexes: dict[str, dict[str, int]] = {}
        self.longest = sorted(request.packages, key=lambda p: -p.open_s)

    def days(self, order: Order, went: Callable[[MobileUnit, StopPlace], None]) -> Iterator[Trip]:
        for day in range(self.request.horizon.days):
            for unit in self.request.units:
                visits: list[Visit] = []
                while (found := self.next_visit(unit, day, visits, order)) is not None:
                    place, visit = found
                    visits.append(visit)
                    self.book(unit, [(day, visit)])
                    went(unit, place)
                if visits:
                    route = self.fits(unit, day, unit.base_code, unit.base_code, visits)
                    assert route is not None
                    yield a_trip(route)

    def next_visit(
        self, unit: MobileUnit, day: int, visits: list[Visit], order: Order
    ) -> tuple[StopPlace, Visit] | None:
        """The first place in order where somebody is due and the day still allows a visit."""
        here = visits[-1][0] if visits else unit.base_code
        standing = self.fits(unit, day, unit.base_code, unit.base_code, visits)
        if standing is None:
            return None
        left_s = standing.stops[-1].leave_s if standing.stops else standing.depart_s
        gone = {key for _, _, served in visits for key in served}
        load = self.load_left(unit, [(day, visit) for visit in visits])
        for place in order(unit, day, here):
            if not self.may_return(unit, day, here, place, left_s):
                continue
            self.rows = self.rows_near(place)
            if not any(unit.counters_of(row.service_code) for row in self.rows):
                continue
            for package in self.packages_for(unit, day, place, gone, load):
                served = self.servings(unit, day, place, package, gone, load)
                visit = (place.code, package.code, served)
                longer = [*visits, visit]
                if served and self.fits(unit, day, unit.base_code, unit.base_code, longer):
                    return place, visit
        return None

    def may_return(
        self, unit: MobileUnit, day: int, here: str, place: StopPlace, left_s: int
    ) -> bool:
        """Whether the shift leaves time for the shortest visit there at all, lunch or not."""
        shift = unit.shift_on(self.request.horizon.date_of(day))
        matrix = self.travel[self.request.profile_of(unit, day)]
        index = self.indexes.setdefault(matrix.profile, matrix.index())
        there, home = index.get(place.code), index[unit.base_code]
        if shift is None or there is None:
            return False
        out, back = matrix.durations_s[index[here], there], matrix.durations_s[there, home]
        visit_s = unit.setup_s + self.longest[-1].open_s + unit.packing_s
        end_s = left_s + int(out) + visit_s + int(back)
        return min(out, back) >= 0 and end_s <= day * DAY_S + shift.window.end_s

    def rows_near(self, place: StopPlace) -> tuple[DemandRow, ...]:
        """Rows with somebody left whom a stop at a place could serve, its own village first."""
        near = (self.rows_of.get(code, ()) for code in (place.village_code, *place.covers))
        return tuple(row for rows in near for row in rows if self.left[row.key] > 0)

    def packages_for(
        self, unit: MobileUnit, day: int, place: StopPlace, gone: set[tuple[str, str]],
        load: int | None,
    ) -> list[Package]:  # fmt: skip
        """The shortest package that serves everybody first, then the others, longest first."""
        offered = [p for p in self.longest if p in self.packages_at(place)]
        people = [sum(self.servings(unit, day, place, p, gone, load).values()) for p in offered]
        if not any(people):
            return []
        best = max(i for i, count in enumerate(people) if count == max(people))
        return [offered[best], *(p for i, p in enumerate(offered) if i != best)]
