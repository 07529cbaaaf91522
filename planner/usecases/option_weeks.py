"""Weeks in which a request could be served: each one's problem, and the plan that counts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from geodata.matrix import TravelMatrix
from planner.domain.calendar import Horizon
from planner.domain.cases import Case
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.domain.runs import PlanState
from planner.ports import Reader, Store
from planner.usecases.coming import plans_ahead
from planner.usecases.handmade import counted
from planner.usecases.plans import request_of_week
from planner.usecases.remembered import remembered_inputs

WEEK_DAYS = 7

Travel = Mapping[str, TravelMatrix]


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week's problem with the request in it, and the plan that counts."""

    request: PlanRequest
    travel: Travel
    plan: Plan
    plan_id: str | None
    state: PlanState | None


def week_for(store: Store, case: Case, start: date, today: date) -> Week | None:
    """A week as it stands: None where nobody knows its travel, or its plan not the village."""
    with store.reading() as reader:
        ahead = plans_ahead(reader, case.province_code, today)
        summary = next(
            (p for p in ahead if p.start <= start < p.start + timedelta(days=p.days)), None
        )
        if summary is not None:
            plan = reader.plan(summary.id).plan
    if summary is not None:
        inputs = remembered_inputs(store, summary)
        if not _knows(inputs.request, case):
            return None
        request = _with_case(inputs.request, case)
        return Week(
            request=request,
            travel=inputs.travel,
            plan=counted(request, inputs.travel, plan),
            plan_id=summary.id,
            state=summary.state,
        )
    return _empty_week(store, case, start)


def _empty_week(store: Store, case: Case, start: date) -> Week | None:
    """A week without a plan, if some plan has the travel of its roads."""
    horizon = Horizon(start=start, days=WEEK_DAYS)
    request = _with_case(request_of_week(store, case.province_code, horizon), case)
    with store.reading() as reader:
        travel = _known_travel(store, reader, request)
    if travel is None:
        return None
    bare = Plan(
        province_code=case.province_code,
        start=start,
        days=WEEK_DAYS,
        trips=(),
        unplanned=(),
        terms=(),
    )
    return Week(
        request=request,
        travel=travel,
        plan=counted(request, travel, bare),
        plan_id=None,
        state=None,
    )


def _known_travel(store: Store, reader: Reader, request: PlanRequest) -> Travel | None:
    newest = reader.plans(province_code=request.province_code, limit=1)
    if not newest:
        return None
    travel = remembered_inputs(store, newest[0]).travel
    needed = {
        request.profile_of(unit, day)
        for unit in request.units
        for day in range(request.horizon.days)
    }
    places = {place.code for place in request.stop_places if place.location is not None}
    places |= {base.code for base in request.bases}
    known = all(name in travel and places <= travel[name].index().keys() for name in needed)
    return travel if known else None


def _knows(request: PlanRequest, case: Case) -> bool:
    """Whether a plan was made when village and service were known."""
    return case.village_code in {v.code for v in request.villages} and case.service_code in {
        s.code for s in request.services
    }


def _with_case(request: PlanRequest, case: Case) -> PlanRequest:
    """The problem with this request accepted, once."""
    others = tuple(asked for asked in request.requests if asked.code != case.receipt)
    return replace(request, requests=(*others, case.to_request()))


def days_left(request: PlanRequest, today: date) -> list[int]:
    """Days after today on which some unit works."""
    dates = {day: request.horizon.date_of(day) for day in range(request.horizon.days)}
    return [
        day
        for day, when in dates.items()
        if when > today
        and request.works_on(day)
        and any(unit.shift_on(when) is not None for unit in request.units)
    ]
