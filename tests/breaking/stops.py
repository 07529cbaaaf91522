"""Breakers of the rules about halts: lunch and opening."""

import dataclasses
from random import Random

from planner.domain.calendar import DAY_S, UnsuitableDay
from planner.domain.plan import Serving, StopKind
from planner.domain.rules import Rule
from tests.breaking.case import Case, breaks, pick, without_stop
from tests.builders import needs_lunch_stop


def _hungry(case: Case) -> list[tuple[int, int, int]]:
    """Lunch stops that their routes cannot do without."""
    return [
        spot
        for spot in case.spots(StopKind.LUNCH)
        if needs_lunch_stop(case.request, case.unit(spot), case.route(spot))
        and sum(s.kind is StopKind.LUNCH for s in case.route(spot).stops) == 1
    ]


@breaks(Rule.LUNCH)
def skips_lunch(case: Case, rng: Random) -> Case | None:
    spot = pick(_hungry(case), rng)
    return without_stop(case, spot) if spot else None


@breaks(Rule.LUNCH)
def eats_too_fast(case: Case, rng: Random) -> Case | None:
    spot = pick(_hungry(case), rng)
    return case.with_stop(spot, end_s=case.stop(spot).end_s - 1) if spot else None


@breaks(Rule.LUNCH, Rule.FORM)
def eats_at_another_hour(case: Case, rng: Random) -> Case | None:
    """Lunch starts a second too soon or too late."""
    spot = pick(_hungry(case), rng)
    if spot is None:
        return None
    lunch = case.unit(spot).lunch
    assert lunch is not None
    midnight = case.route(spot).day * DAY_S
    start = midnight + rng.choice((lunch.earliest_s - 1, lunch.latest_s + 1))
    return case.with_stop(spot, start_s=start, end_s=start + lunch.duration_s)


@breaks(Rule.LUNCH, Rule.FORM, Rule.TRAVEL)
def eats_somewhere_else(case: Case, rng: Random) -> Case | None:
    """Lunch at a place that is neither the stop before nor the stop after."""
    spot = pick(case.spots(StopKind.LUNCH), rng)
    if spot is None:
        return None
    route = case.route(spot)
    halts = (route.start_code, *(s.place_code for s in route.stops), route.end_code)
    near = halts[spot[2] : spot[2] + 3]
    other = pick([c for c in case.request.place_codes() if c not in near], rng)
    return case.with_stop(spot, place_code=other) if other else None


@breaks(Rule.LUNCH, Rule.DEMAND, Rule.MAX_VISITS, Rule.COMPLETE, Rule.VALUE, Rule.MIN_GAP)
def serves_at_lunch(case: Case, rng: Random) -> Case | None:
    spot = pick(case.spots(StopKind.LUNCH), rng)
    if spot is None or not case.spots():
        return None
    row = case.stop(case.spots()[0]).servings[0]
    extra = Serving(village_code=row.village_code, service_code=row.service_code, people=1)
    return case.with_stop(spot, sums=False, servings=(extra,))


@breaks(Rule.LUNCH)
def package_at_lunch(case: Case, rng: Random) -> Case | None:
    spot = pick(case.spots(StopKind.LUNCH), rng)
    if spot is None:
        return None
    return case.with_stop(spot, package_code=case.request.packages[0].code)


@breaks(Rule.OPENING, Rule.LUNCH)
def closes_early(case: Case, rng: Random) -> Case | None:
    spot = pick(case.spots(), rng)
    return case.with_stop(spot, end_s=case.stop(spot).end_s - 1) if spot else None


@breaks(Rule.OPENING, Rule.LUNCH)
def opens_early(case: Case, rng: Random) -> Case | None:
    """Opens a minute sooner, at the cost of setting up."""
    spots = [s for s in case.spots() if case.stop(s).start_s - case.stop(s).arrive_s >= 60]
    spot = pick(spots, rng)
    return case.with_stop(spot, start_s=case.stop(spot).start_s - 60) if spot else None


@breaks(Rule.OPENING)
def no_time_to_set_up(case: Case, rng: Random) -> Case | None:
    """The unit arrives later than it must to be set up in time."""
    spots = [s for s in case.spots() if case.unit(s).setup_s > 0]
    spot = pick(spots, rng)
    if spot is None:
        return None
    stop = case.stop(spot)
    return case.with_stop(spot, arrive_s=stop.start_s - case.unit(spot).setup_s + 1)


@breaks(Rule.OPENING, Rule.TRAVEL)
def no_time_to_pack(case: Case, rng: Random) -> Case | None:
    spots = [s for s in case.spots() if case.unit(s).packing_s > 0]
    spot = pick(spots, rng)
    if spot is None:
        return None
    stop = case.stop(spot)
    return case.with_stop(spot, leave_s=stop.end_s + case.unit(spot).packing_s - 1)


@breaks(Rule.OPENING)
def place_is_closed(case: Case, rng: Random) -> Case | None:
    """The place's window ends a second before the visit does."""
    spot = pick(case.spots(), rng)
    if spot is None:
        return None
    stop = case.stop(spot)
    from_midnight = case.route(spot).day * DAY_S
    places = tuple(
        dataclasses.replace(
            place,
            windows=tuple(
                dataclasses.replace(
                    w, end_s=max(w.start_s, min(w.end_s, stop.end_s - from_midnight - 1))
                )
                for w in place.windows
            ),
        )
        if place.code == stop.place_code
        else place
        for place in case.request.stop_places
    )
    others = [s for s in case.spots() if case.stop(s).place_code == stop.place_code]
    return case.with_request(stop_places=places) if others else None


@breaks(Rule.OPENING, Rule.COVERAGE)
def package_not_offered(case: Case, rng: Random) -> Case | None:
    spot = pick(case.spots(), rng)
    others = [p.code for p in case.request.packages]
    if spot is None or len(others) < 2:
        return None
    stop = case.stop(spot)
    others.remove(stop.package_code or "")
    places = tuple(
        dataclasses.replace(place, package_codes=tuple(others))
        if place.code == stop.place_code
        else place
        for place in case.request.stop_places
    )
    return case.with_request(stop_places=places)


@breaks(Rule.OPENING)
def day_does_not_suit(case: Case, rng: Random) -> Case | None:
    """The village of the place has its market that day."""
    spot = pick(case.spots(), rng)
    if spot is None:
        return None
    place = next(p for p in case.request.stop_places if p.code == case.stop(spot).place_code)
    market = UnsuitableDay(
        village_code=place.village_code,
        date=case.request.horizon.date_of(case.route(spot).day),
        reason="ตลาดนัด",
    )
    return case.with_request(unsuitable_days=(*case.request.unsuitable_days, market))
