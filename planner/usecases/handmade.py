"""A plan out of a hand-made schedule: earliest feasible times, legs of the matrix, true terms.

Nothing is mended: where the schedule breaks a rule, the plan breaks it, and the checker says so.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from geodata.matrix import UNREACHABLE, TravelMatrix
from planner.assess.context import look_at
from planner.assess.explain import explain_unplanned
from planner.assess.value import terms_of
from planner.domain.calendar import DAY_S
from planner.domain.demand import Package, StopPlace
from planner.domain.plan import (
    Leg,
    Plan,
    Reason,
    Route,
    Serving,
    Stop,
    StopKind,
    Term,
    Trip,
    Unplanned,
)
from planner.domain.request import PlanRequest
from planner.domain.rows import demand_rows, is_required
from planner.domain.rules import TIER_OF
from planner.domain.units import MobileUnit
from planner.inputs.schedule import Done

USUAL_START_S = 8 * 3600
"""When a route starts on a day on which its unit has no shift."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A line that no plan can hold: why, in the code of its finding."""

    done: Done
    code: str


@dataclass
class _Draft:
    """A route being put together; times in seconds from the horizon's first midnight."""

    unit: MobileUnit
    day: int
    matrix: TravelMatrix
    at: str
    now_s: int
    legs: list[Leg] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    ate: bool = False

    def travel(self, place: str) -> tuple[int, int, bool] | None:
        """Seconds, metres and whether they are estimated, to a place; None when unreachable."""
        if place == self.at:
            return 0, 0, False
        index = self.matrix.index()
        if self.at not in index or place not in index:
            return None
        i, j = index[self.at], index[place]
        seconds = int(self.matrix.durations_s[i, j])
        if seconds == UNREACHABLE:
            return None
        return seconds, int(self.matrix.distances_m[i, j]), bool(self.matrix.estimated[i, j])

    def go(self, place: str) -> None:
        """Drive to a place that can be reached."""
        way = self.travel(place)
        assert way is not None
        seconds, metres, estimated = way
        self.legs.append(
            Leg(
                from_code=self.at,
                to_code=place,
                depart_s=self.now_s,
                duration_s=seconds,
                distance_m=metres,
                estimated=estimated,
            )
        )
        self.at, self.now_s = place, self.now_s + seconds


def handmade_plan(
    request: PlanRequest, travel: Mapping[str, TravelMatrix], lines: Iterable[Done]
) -> tuple[Plan, tuple[LeftOut, ...]]:
    """The plan of a schedule's lines inside the request's horizon, and lines it cannot hold.

    A line without people serves all of its row that the visit can. A visit opens at its line's
    time, else as early as it can; a unit eats as soon as it may and must, before a drive or after
    it, whichever opens the next visit earlier.
    """
    trips, left = handmade_trips(request, travel, lines)
    plan = Plan(
        province_code=request.province_code,
        start=request.horizon.start,
        days=request.horizon.days,
        trips=trips,
        unplanned=(),
        terms=(),
    )
    return accounted(request, travel, plan), left


def handmade_trips(
    request: PlanRequest, travel: Mapping[str, TravelMatrix], lines: Iterable[Done]
) -> tuple[tuple[Trip, ...], tuple[LeftOut, ...]]:
    """Only the trips of a schedule's lines, and lines that none can hold; see `handmade_plan`."""
    left: list[LeftOut] = []
    by_day: dict[tuple[str, int], list[Done]] = {}
    for done in lines:
        day = request.horizon.day_of(done.date)
        if not request.horizon.holds(done.date):
            left.append(LeftOut(done=done, code="schedule_other_week"))
        else:
            by_day.setdefault((done.unit_code, day), []).append(done)
    units = {unit.code: unit for unit in request.units}
    trips: list[Trip] = []
    for (code, day), group in sorted(by_day.items()):
        slept = _slept(trips, code, day, units[code])
        route = _route(request, travel, units[code], day, group, slept, left)
        if route is None:
            continue
        if slept is not None:
            before = trips.pop()
            trips.append(dataclasses.replace(before, routes=(*before.routes, route)))
        else:
            trips.append(Trip(unit_code=code, routes=(route,)))
    return tuple(trips), tuple(left)


def _slept(trips: list[Trip], unit_code: str, day: int, unit: MobileUnit) -> str | None:
    """Where the unit woke up, when the day before ended away from its base."""
    if not trips or trips[-1].unit_code != unit_code:
        return None
    last = trips[-1].routes[-1]
    is_away = last.day == day - 1 and last.end_code != unit.base_code
    return last.end_code if is_away else None


def _route(
    request: PlanRequest,
    travel: Mapping[str, TravelMatrix],
    unit: MobileUnit,
    day: int,
    group: list[Done],
    slept: str | None,
    left: list[LeftOut],
) -> Route | None:
    shift = unit.shift_on(request.horizon.date_of(day))
    start_s = USUAL_START_S if shift is None else shift.window.start_s
    start = slept or unit.base_code
    draft = _Draft(
        unit=unit,
        day=day,
        matrix=travel[request.profile_of(unit, day)],
        at=start,
        now_s=day * DAY_S + start_s,
    )
    for lines in _stops(group):
        _visit(request, draft, lines, left)
    if not draft.stops:
        return None
    end = next((done.night_code for done in group if done.night_code), unit.base_code)
    if draft.travel(end) is None:
        end = unit.base_code
    if draft.travel(end) is None:
        left += [LeftOut(done=done, code="schedule_unreachable") for done in group]
        return None
    _eat_before_home(draft)
    draft.go(end)
    return Route(
        unit_code=unit.code,
        day=day,
        start_code=start,
        end_code=end,
        depart_s=draft.legs[0].depart_s,
        return_s=draft.now_s,
        stops=tuple(draft.stops),
        legs=tuple(draft.legs),
    )


def _stops(group: list[Done]) -> list[list[Done]]:
    """Lines of one stop together; stops by their opening where it is said, else as listed."""
    stops: dict[object, list[Done]] = {}
    for done in group:
        key = done.stop_number or (done.village_code, done.place_code, done.start_s)
        stops.setdefault(key, []).append(done)
    if all(lines[0].start_s is not None for lines in stops.values()):
        return sorted(stops.values(), key=lambda lines: lines[0].start_s or 0)
    return list(stops.values())


def _visit(request: PlanRequest, draft: _Draft, lines: list[Done], left: list[LeftOut]) -> None:
    place = _place(request, lines)
    if place is None or place.location is None:
        left += [LeftOut(done=done, code="schedule_without_place") for done in lines]
        return
    if draft.travel(place.code) is None:
        left += [LeftOut(done=done, code="schedule_unreachable") for done in lines]
        return
    package = _package(request, draft.unit, place, lines)
    way_s = (draft.travel(place.code) or (0, 0, False))[0]
    wish_s = None if lines[0].start_s is None else draft.day * DAY_S + lines[0].start_s
    opening_s = _opening(place, package, draft, draft.now_s + way_s, wish_s)
    if _is_hungry(draft, opening_s + package.open_s + draft.unit.packing_s, package):
        _eat_near(draft, place, package, way_s, wish_s)
        way_s = (draft.travel(place.code) or (0, 0, False))[0]
        opening_s = _opening(place, package, draft, draft.now_s + way_s, wish_s)
    if not draft.stops:
        draft.now_s = max(draft.now_s, opening_s - draft.unit.setup_s - way_s)
    draft.go(place.code)
    draft.stops.append(
        Stop(
            place_code=place.code,
            arrive_s=draft.now_s,
            start_s=opening_s,
            end_s=opening_s + package.open_s,
            leave_s=opening_s + package.open_s + draft.unit.packing_s,
            package_code=package.code,
            servings=_servings(request, draft.unit, package, lines),
        )
    )
    draft.ate = draft.ate or package.includes_lunch
    draft.now_s = draft.stops[-1].leave_s


def _place(request: PlanRequest, lines: list[Done]) -> StopPlace | None:
    """The place that is named; else the village's own, or one near it, with what services need."""
    village, named = lines[0].village_code, lines[0].place_code
    if named is not None:
        return next((p for p in request.stop_places if p.code == named), None)
    wanted = {code for done in lines for code, _ in done.servings}
    needs = {n for s in request.services if s.code in wanted for n in s.site_needs}
    own = [p for p in request.stop_places if p.village_code == village]
    near = [p for p in request.stop_places if village in p.covers]
    placed = [p for p in (*own, *near) if p.location is not None]
    return next((p for p in placed if needs <= set(p.offers)), placed[0] if placed else None)


def _package(
    request: PlanRequest, unit: MobileUnit, place: StopPlace, lines: list[Done]
) -> Package:
    """The one named; else the shortest offered that has room for everybody, else the longest."""
    named = lines[0].package_code
    packages = {package.code: package for package in request.packages}
    if named is not None:
        return packages[named]
    offered = [p for p in packages.values() if p.code in (place.package_codes or packages)]
    offered.sort(key=lambda package: (package.open_s, package.code))
    rate = {s.code: s.seconds_per_person for s in request.services}
    wanted = [
        (code, _people(request, done, code, people))
        for done in lines
        for code, people in done.servings
    ]
    for package in offered:
        if all(package.capacity(unit.counters_of(c), rate[c]) >= n for c, n in wanted):
            return package
    return offered[-1]


def _people(request: PlanRequest, done: Done, service: str, people: int | None) -> int:
    if people is not None:
        return people
    key = (done.village_code, service)
    return next((row.people for row in demand_rows(request) if row.key == key), 0)


def _servings(
    request: PlanRequest, unit: MobileUnit, package: Package, lines: list[Done]
) -> tuple[Serving, ...]:
    rate = {s.code: s.seconds_per_person for s in request.services}
    servings = []
    for done in lines:
        for code, said in done.servings:
            people = _people(request, done, code, said)
            if said is None:
                people = min(people, package.capacity(unit.counters_of(code), rate[code]))
            if people > 0:
                servings.append(
                    Serving(village_code=done.village_code, service_code=code, people=people)
                )
    return tuple(servings)


def _opening(
    place: StopPlace, package: Package, draft: _Draft, arrive_s: int, wish_s: int | None
) -> int:
    """As wished, else the first moment inside a window of the place, else at once."""
    ready_s = arrive_s + draft.unit.setup_s
    if wish_s is not None:
        return max(wish_s, ready_s)
    midnight = draft.day * DAY_S
    for window in sorted(place.windows, key=lambda w: w.start_s):
        opening_s = max(ready_s, midnight + window.start_s)
        if opening_s + package.open_s <= midnight + window.end_s:
            return opening_s
    return ready_s


def _is_hungry(draft: _Draft, busy_until_s: int, package: Package) -> bool:
    """Whether lunch comes before a visit: it would end too late for it, and has none itself."""
    lunch = draft.unit.lunch
    if lunch is None or not lunch.duration_s or draft.ate or package.includes_lunch:
        return False
    return busy_until_s > draft.day * DAY_S + lunch.latest_s


def _eat_near(
    draft: _Draft, place: StopPlace, package: Package, way_s: int, wish_s: int | None
) -> None:
    """Lunch before the drive to a visit or after it, whichever lets the visit open earlier."""
    here_s = _lunch_at(draft, draft.now_s)
    there_s = _lunch_at(draft, draft.now_s + way_s)
    lunch_s = draft.unit.lunch.duration_s if draft.unit.lunch is not None else 0

    def opening(start_s: int, left_s: int) -> int:
        return _opening(place, package, draft, start_s + lunch_s + left_s, wish_s)

    if there_s is not None and (here_s is None or opening(there_s, 0) < opening(here_s, way_s)):
        if not draft.stops:
            draft.now_s = max(draft.now_s, there_s - way_s)
        draft.go(place.code)
        _have_lunch(draft, there_s)
    elif here_s is not None:
        draft.go(draft.at)
        _have_lunch(draft, here_s)


def _eat_before_home(draft: _Draft) -> None:
    """Have lunch before the drive home, in case it is not over by itself."""
    lunch = draft.unit.lunch
    if lunch is None or not lunch.duration_s or draft.ate:
        return
    start_s = _lunch_at(draft, draft.now_s)
    if start_s is not None and draft.now_s >= draft.day * DAY_S + lunch.earliest_s:
        draft.go(draft.at)
        _have_lunch(draft, start_s)


def _lunch_at(draft: _Draft, from_s: int) -> int | None:
    """When lunch begins for whom is free from this moment; None when it is too late for it."""
    lunch = draft.unit.lunch
    if lunch is None:
        return None
    midnight = draft.day * DAY_S
    start_s = max(from_s, midnight + lunch.earliest_s)
    return start_s if start_s <= midnight + lunch.latest_s else None


def _have_lunch(draft: _Draft, start_s: int) -> None:
    """Lunch where the unit is; the drive there is over."""
    lunch = draft.unit.lunch
    end_s = start_s + (lunch.duration_s if lunch is not None else 0)
    draft.stops.append(
        Stop(
            kind=StopKind.LUNCH,
            place_code=draft.at,
            arrive_s=draft.now_s,
            start_s=start_s,
            end_s=end_s,
            leave_s=end_s,
        )
    )
    draft.now_s, draft.ate = end_s, True


def accounted(request: PlanRequest, travel: Mapping[str, TravelMatrix], plan: Plan) -> Plan:
    """The plan with everybody it leaves out, the reasons that need no search, and its terms."""
    return explain_unplanned(request, travel, counted(request, travel, plan))


def counted(request: PlanRequest, travel: Mapping[str, TravelMatrix], plan: Plan) -> Plan:
    """The plan with everybody it leaves out, all for lack of capacity, and its terms.

    A third of the time of `accounted`: for plans that are weighed and thrown away.
    """
    served: dict[tuple[str, str], int] = {}
    for _, _, serving in plan.servings():
        key = (serving.village_code, serving.service_code)
        served[key] = served.get(key, 0) + serving.people
    unplanned = tuple(
        Unplanned(
            village_code=row.village_code,
            service_code=row.service_code,
            people=row.people - served.get(row.key, 0),
            reason=Reason.CAPACITY,
            required=is_required(row, request),
            due_on=row.due_on,
        )
        for row in demand_rows(request)
        if row.people > served.get(row.key, 0)
    )
    plan = dataclasses.replace(plan, unplanned=unplanned)
    points = terms_of(look_at(request, travel, plan))
    terms = tuple(Term(code=code, tier=TIER_OF[code], points=n) for code, n in points.items())
    return dataclasses.replace(plan, terms=terms)
