"""Breakers of the rules about who is served: skill to forbidden."""

import dataclasses
from datetime import timedelta
from random import Random

from planner.domain.demand import Demand, Facility, Pin, VisitRecord, VisitState
from planner.domain.plan import Serving
from planner.domain.rules import Rule
from tests.breaking.case import Case, Spot, breaks, moved, pick, with_people, with_serving
from tests.builders import a_staff, a_trip

SUMS = (Rule.COMPLETE, Rule.VALUE)
PEOPLE = (Rule.DEMAND, Rule.CAPACITY, Rule.LOAD, Rule.COMPLETE)
AGAIN = (
    Rule.DEMAND,
    Rule.COMPLETE,
    Rule.MIN_GAP,
    Rule.MAX_VISITS,
    Rule.SHIFT,
    Rule.TRIP,
    Rule.OPENING,
    Rule.STAFF,
    Rule.FORBIDDEN,
    Rule.TRAVEL,
)
"""What may break when a trip is simply done once more on another day."""


def _row(case: Case, spot: Spot, rng: Random) -> Serving:
    return rng.choice(case.stop(spot).servings)


def _with_people_of(case: Case, row: Serving, people: int) -> Case:
    """The case where this row has so many people, whatever it had."""
    demands = [
        d
        for d in case.request.demands
        if (d.village_code, d.service_code) != (row.village_code, row.service_code)
    ]
    demand = Demand(village_code=row.village_code, service_code=row.service_code, people=people)
    return case.with_request(demands=(*demands, demand))


@breaks(Rule.SKILL)
def unit_does_not_carry_it(case: Case, rng: Random) -> Case | None:
    spots = [s for s in case.spots() if len(case.unit(s).services) > 1]
    spot = pick(spots, rng)
    if spot is None:
        return None
    row = _row(case, spot, rng)
    left = tuple(c for c in case.unit(spot).services if c.service_code != row.service_code)
    return case.with_unit(case.unit(spot).code, services=left)


@breaks(Rule.SKILL)
def place_lacks_what_it_needs(case: Case, rng: Random) -> Case | None:
    spot = pick(case.spots(), rng)
    if spot is None:
        return None
    row = _row(case, spot, rng)
    need = Facility.LIVESTOCK_PEN
    return case.with_request(
        services=tuple(
            dataclasses.replace(s, site_needs=(need,)) if s.code == row.service_code else s
            for s in case.request.services
        ),
        stop_places=tuple(
            dataclasses.replace(p, offers=tuple(o for o in p.offers if o is not need))
            if p.code == case.stop(spot).place_code
            else p
            for p in case.request.stop_places
        ),
    )


@breaks(Rule.COVERAGE)
def serves_who_is_too_far(case: Case, rng: Random) -> Case | None:
    """The place covers nobody any more, and a village is served there that is not its own."""
    spots = [
        s
        for s in case.spots()
        for place in case.request.stop_places
        if place.code == case.stop(s).place_code
        and any(x.village_code != place.village_code for x in case.stop(s).servings)
    ]
    spot = pick(spots, rng)
    if spot is None:
        return None
    return case.with_request(
        stop_places=tuple(
            dataclasses.replace(p, covers=()) if p.code == case.stop(spot).place_code else p
            for p in case.request.stop_places
        )
    )


@breaks(
    Rule.COVERAGE, *PEOPLE, *SUMS, Rule.SKILL, Rule.MAX_VISITS, Rule.MIN_GAP, Rule.FORBIDDEN,
    Rule.STAFF, Rule.FORM,
)  # fmt: skip
def serves_another_village(case: Case, rng: Random) -> Case | None:
    spot = pick(case.spots(), rng)
    if spot is None:
        return None
    place = next(p for p in case.request.stop_places if p.code == case.stop(spot).place_code)
    near = (place.village_code, *place.covers)
    far = pick([v.code for v in case.request.villages if v.code not in near], rng)
    return with_serving(case, spot, far, _row(case, spot, rng).service_code) if far else None


@breaks(Rule.CAPACITY, Rule.LOAD)
def one_more_than_the_counters_manage(case: Case, rng: Random) -> Case | None:
    spot = pick(case.spots(), rng)
    if spot is None:
        return None
    servings = case.stop(spot).servings
    i = rng.randrange(len(servings))
    row = servings[i]
    package = next(p for p in case.request.packages if p.code == case.stop(spot).package_code)
    service = next(s for s in case.request.services if s.code == row.service_code)
    counters = case.unit(spot).counters_of(row.service_code)
    many = package.serving_s * counters // service.seconds_per_person + 1
    return with_people(_with_people_of(case, row, 10_000), spot, i, many)


@breaks(Rule.CAPACITY)
def a_counter_is_missing(case: Case, rng: Random) -> Case | None:
    """The service takes so long that the hours are not enough for those who are served."""
    spot = pick(case.spots(), rng)
    if spot is None:
        return None
    row = _row(case, spot, rng)
    package = next(p for p in case.request.packages if p.code == case.stop(spot).package_code)
    counters = case.unit(spot).counters_of(row.service_code)
    too_slow = package.serving_s * counters // row.people + 1
    if too_slow > 86_400:
        return None
    return case.with_request(
        services=tuple(
            dataclasses.replace(s, seconds_per_person=too_slow) if s.code == row.service_code else s
            for s in case.request.services
        )
    )


@breaks(Rule.DEMAND, Rule.COMPLETE)
def serves_more_than_there_are(case: Case, rng: Random) -> Case | None:
    spot = pick(case.spots(), rng)
    if spot is None:
        return None
    row = _row(case, spot, rng)
    key = (row.village_code, row.service_code)
    if any((r.village_code, r.service_code) == key for r in case.request.requests):
        return None
    served = sum(
        x.people for _, _, x in case.plan.servings() if (x.village_code, x.service_code) == key
    )
    return _with_people_of(case, row, served - 1)


@breaks(Rule.DEMAND, Rule.MAX_VISITS, Rule.MIN_GAP, Rule.COMPLETE)
def serves_who_needs_nothing(case: Case, rng: Random) -> Case | None:
    spot = pick(case.spots(), rng)
    if spot is None:
        return None
    row = _row(case, spot, rng)
    key = (row.village_code, row.service_code)
    left = [d for d in case.request.demands if (d.village_code, d.service_code) != key]
    asked = [r for r in case.request.requests if (r.village_code, r.service_code) != key]
    return case.with_request(demands=tuple(left), requests=tuple(asked))


def _again(case: Case, rng: Random, days: int | None = None) -> Case | None:
    """A one-day trip done once more on another day of the horizon."""
    found = [
        (trip, day - trip.routes[0].day)
        for trip in case.trips
        if len(trip.routes) == 1 and trip.routes[0].visits
        for day in range(case.request.horizon.days)
        if day != trip.routes[0].day and days in (None, abs(day - trip.routes[0].day))
    ]
    choice = pick(found, rng)
    if choice is None:
        return None
    trip, by = choice
    return case.with_trips((*case.trips, a_trip(moved(trip.routes[0], by))))


def _service_of_last_trip(case: Case, **changes: object) -> Case:
    code = case.trips[-1].routes[0].visits[0].servings[0].service_code
    return case.with_request(
        services=tuple(
            dataclasses.replace(s, **changes) if s.code == code else s
            for s in case.request.services
        )
    )


@breaks(Rule.MAX_VISITS, *AGAIN)
def called_out_too_often(case: Case, rng: Random) -> Case | None:
    twice = _again(case, rng)
    return _service_of_last_trip(twice, max_visits=1) if twice else None


@breaks(Rule.MAX_VISITS, *PEOPLE, Rule.SHIFT, Rule.MIN_GAP, Rule.LUNCH, Rule.OPENING, Rule.FORM)
def twice_in_one_trip(case: Case, rng: Random) -> Case | None:
    """The same visit once more right after the first."""
    spot = pick(case.spots(), rng)
    if spot is None:
        return None
    route, s = case.route(spot), spot[2]
    stop = route.stops[s]
    step = stop.leave_s - stop.arrive_s
    later = moved(
        dataclasses.replace(route, stops=route.stops[s:], legs=route.legs[s + 1 :]), seconds=step
    )
    stay = dataclasses.replace(
        route.legs[s],
        from_code=stop.place_code,
        to_code=stop.place_code,
        depart_s=stop.leave_s,
        duration_s=0,
        distance_m=0,
    )
    twice = case.with_route(
        spot,
        stops=(*route.stops[: s + 1], *later.stops),
        legs=(*route.legs[: s + 1], stay, *later.legs),
        return_s=later.return_s,
    )
    return twice.with_request(
        services=tuple(
            dataclasses.replace(x, max_visits=9, min_gap_days=0) for x in case.request.services
        )
    )


@breaks(Rule.MIN_GAP, *AGAIN)
def comes_back_too_soon(case: Case, rng: Random) -> Case | None:
    days = rng.randint(1, 3)
    twice = _again(case, rng, days)
    if twice is None:
        return None
    return _service_of_last_trip(twice, max_visits=9, min_gap_days=days + 1)


@breaks(Rule.MIN_GAP)
def too_soon_after_the_last_visit(case: Case, rng: Random) -> Case | None:
    """A record of a visit shortly before, or of a published one shortly after."""
    spot = pick(case.spots(), rng)
    if spot is None:
        return None
    row = _row(case, spot, rng)
    when = case.request.horizon.date_of(case.route(spot).day)
    far = case.request.horizon.days + 3
    by = rng.choice((-far, far))
    record = VisitRecord(
        village_code=row.village_code,
        service_code=row.service_code,
        date=when + timedelta(days=by),
        state=VisitState.DONE if by < 0 else VisitState.PUBLISHED,
    )
    gap = far + 1
    return case.with_request(
        history=(*case.request.history, record),
        services=tuple(
            dataclasses.replace(s, min_gap_days=max(gap, s.min_gap_days))
            if s.code == row.service_code
            else s
            for s in case.request.services
        ),
    )


@breaks(Rule.LOAD)
def more_than_it_carries(case: Case, rng: Random) -> Case | None:
    spot = pick(case.spots(), rng)
    if spot is None:
        return None
    trip = case.trips[spot[0]]
    row = _row(case, spot, rng)
    people = sum(
        x.people
        for route in trip.routes
        for stop in route.stops
        for x in stop.servings
        if x.service_code == row.service_code
    )
    heavy = case.with_request(
        services=tuple(
            dataclasses.replace(s, load_per_person=2 if s.code == row.service_code else 0)
            for s in case.request.services
        )
    )
    return heavy.with_unit(trip.unit_code, max_load=2 * people - 1)


@breaks(Rule.LOAD)
def loads_nothing(case: Case, rng: Random) -> Case | None:
    """The unit can carry nothing at all, and one person needs something."""
    spot = pick(case.spots(), rng)
    if spot is None:
        return None
    code = _row(case, spot, rng).service_code
    services = tuple(
        dataclasses.replace(s, load_per_person=1) if s.code == code else s
        for s in case.request.services
    )
    roomy = case.with_request(
        services=services,
        units=tuple(dataclasses.replace(u, max_load=None) for u in case.request.units),
    )
    return roomy.with_unit(case.unit(spot).code, max_load=0)


@breaks(Rule.STAFF)
def staff_not_there_that_day(case: Case, rng: Random) -> Case | None:
    spot = pick(case.spots(), rng)
    return _staffed(case, spot, rng, 0) if spot else None


@breaks(Rule.STAFF)
def staff_in_two_places(case: Case, rng: Random) -> Case | None:
    """Two units that serve the same service on one day, with one of its staff."""
    together = [
        (a, _shared(case, a, b))
        for a in case.spots()
        for b in case.spots()
        if case.route(a).day == case.route(b).day
        and case.unit(a).code < case.unit(b).code
        and _shared(case, a, b)
    ]
    found = pick(together, rng)
    return _staffed(case, found[0], rng, 1, sorted(found[1])) if found else None


def _shared(case: Case, a: Spot, b: Spot) -> set[str]:
    one = {x.service_code for x in case.stop(a).servings}
    return one & {x.service_code for x in case.stop(b).servings}


def _staffed(
    case: Case, spot: Spot, rng: Random, count: int, among: list[str] | None = None
) -> Case:
    """One service needs new staff, of whom there are so many on the day of the spot, else many."""
    services = among or [x.service_code for x in case.stop(spot).servings]
    code = rng.choice(services)
    weekday = case.request.horizon.date_of(case.route(spot).day).weekday()
    available = tuple(count if i == weekday else 99 for i in range(7))
    return case.with_request(
        staff=(*case.request.staff, a_staff("new", available=available)),
        services=tuple(
            dataclasses.replace(s, staff_code="new") if s.code == code else s
            for s in case.request.services
        ),
    )


def _pinned(case: Case, rng: Random, *, date: bool, unit: bool) -> Case | None:
    spot = pick(case.spots(), rng)
    if spot is None:
        return None
    row = _row(case, spot, rng)
    pin = Pin(
        village_code=row.village_code,
        service_code=rng.choice((None, row.service_code)),
        on_date=case.request.horizon.date_of(case.route(spot).day) if date else None,
        unit_code=case.unit(spot).code if unit else None,
        forbid=True,
    )
    return case.with_request(pins=(*case.request.pins, pin))


@breaks(Rule.FORBIDDEN)
def against_a_date(case: Case, rng: Random) -> Case | None:
    return _pinned(case, rng, date=True, unit=False)


@breaks(Rule.FORBIDDEN)
def against_a_unit(case: Case, rng: Random) -> Case | None:
    return _pinned(case, rng, date=False, unit=True)


@breaks(Rule.FORBIDDEN)
def against_a_unit_on_a_date(case: Case, rng: Random) -> Case | None:
    return _pinned(case, rng, date=True, unit=True)


@breaks(Rule.FORBIDDEN)
def against_any_visit(case: Case, rng: Random) -> Case | None:
    return _pinned(case, rng, date=False, unit=False)
