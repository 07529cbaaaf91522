"""Promises kept and broken: each case's clock, and statistics over many."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median

from planner.domain.calendar import LOCAL_ZONE
from planner.domain.cases import (
    OPEN_STATES,
    Case,
    ClockState,
    PromiseClock,
    VoiceState,
    clock_of,
    working_days_between,
)
from planner.domain.demand import ServiceRequest, VisitState
from planner.domain.province import ProvinceData
from planner.domain.runs import PlanState
from planner.ports import Clock, Store
from planner.usecases.office_days import days_off

MOST_CASES = 1_000_000
DRAFTS_LOOKED_AT = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockedCase:
    """A case with its clock as of today."""

    case: Case
    clock: PromiseClock


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRequest:
    """A request that came with the province's data; `left` working days, negative when late.

    It has no receipt and no decision here: whoever keeps the file keeps it, and plans count it
    until it is taken out there. `served_on` is the last visit with its service since its filing.
    """

    request: ServiceRequest
    left: int
    served_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseStatistics:
    """Promises of one service, or of all (`service_code` empty).

    `kept_share` is of those served, None while none is; `median_working_days` from filing to the
    visit. `mean_rating` of those who said one.
    """

    service_code: str
    filed: int
    open: int
    warning: int
    breached: int
    kept: int
    broken: int
    declined_or_withdrawn: int
    kept_share: float | None
    median_working_days: float | None
    mean_rating: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A day on which a request could be served, by a plan that has such a visit already.

    `rank` 1 is the best: announced before drafted, then earlier before later.
    """

    rank: int
    on_date: date
    unit_code: str | None
    plan_id: str
    is_published: bool
    is_in_time: bool


def clocked(store: Store, clock: Clock, cases: Iterable[Case]) -> tuple[ClockedCase, ...]:
    """Cases with their clocks."""
    today = clock.now().astimezone(LOCAL_ZONE).date()
    closed: dict[str, frozenset[date]] = {}
    found = []
    for case in cases:
        code = case.province_code
        if code not in closed:
            with store.reading() as reader:
                closed[code] = days_off(reader.province(code), today)
        found.append(ClockedCase(case=case, clock=clock_of(case, today, closed[code])))
    return tuple(found)


class Cut(StrEnum):
    """What promises are counted by."""

    PROVINCE = "province"
    DISTRICT = "district"
    SERVICE = "service"
    MONTH = "month"
    """Of the day on which the promise falls due, "2026-12"."""


def promises_by(
    store: Store, clock: Clock, province_codes: Iterable[str], cut: Cut
) -> dict[str, PromiseStatistics]:
    """Statistics of promises by province, district (four digits), service or month, sorted."""
    with store.reading() as reader:
        cases = reader.cases(province_codes=tuple(province_codes), limit=MOST_CASES)
    groups: dict[str, list[ClockedCase]] = defaultdict(list)
    for found in clocked(store, clock, cases):
        groups[_group(found.case, cut)].append(found)
    return {name: _statistics("", groups[name]) for name in sorted(groups)}


def near_breach(
    store: Store, clock: Clock, province_codes: Iterable[str], *, working_days: int
) -> tuple[ClockedCase, ...]:
    """Open promises that break within so many working days or are broken, the worst first.

    Those whose clock stands still are left out.
    """
    with store.reading() as reader:
        cases = reader.cases(
            province_codes=tuple(province_codes), states=OPEN_STATES, limit=MOST_CASES
        )
    near = [
        found
        for found in clocked(store, clock, cases)
        if found.clock.state is not ClockState.PAUSED and found.clock.left <= working_days
    ]
    return tuple(sorted(near, key=lambda one: (one.clock.left, one.case.due_on, one.case.receipt)))


def given_requests(
    data: ProvinceData, receipts: Collection[str], today: date
) -> tuple[GivenRequest, ...]:
    """Requests of a province's data, those still owed first, the most pressing of them on top.

    `receipts` are those filed here, which have clocks of their own (`clocked`).
    """
    last: dict[tuple[str, str], date] = {}
    for visit in data.history:
        if visit.state is VisitState.DONE and visit.date <= today:
            key = (visit.village_code, visit.service_code)
            last[key] = max(last.get(key, visit.date), visit.date)
    off = days_off(data, today)
    found = []
    for asked in data.requests:
        if asked.code in receipts:
            continue
        served = last.get((asked.village_code, asked.service_code))
        found.append(
            GivenRequest(
                request=asked,
                left=working_days_between(today, asked.due_on, off),
                served_on=served if served is not None and served >= asked.filed_on else None,
            )
        )
    return tuple(
        sorted(found, key=lambda o: (o.served_on is not None, o.request.due_on, o.request.code))
    )


def _group(case: Case, cut: Cut) -> str:
    if cut is Cut.PROVINCE:
        return case.province_code
    if cut is Cut.DISTRICT:
        return case.village_code[:4]
    if cut is Cut.SERVICE:
        return case.service_code
    return f"{case.due_on:%Y-%m}"


def promise_statistics(
    store: Store, clock: Clock, province_code: str
) -> tuple[PromiseStatistics, ...]:
    """Statistics of a province: all services together first, then each by its code."""
    with store.reading() as reader:
        reader.province(province_code)
        cases = reader.cases(province_codes=(province_code,), limit=MOST_CASES)
    by_service: dict[str, list[ClockedCase]] = defaultdict(list)
    for found in clocked(store, clock, cases):
        by_service[""].append(found)
        by_service[found.case.service_code].append(found)
    by_service.setdefault("", [])
    return tuple(_statistics(code, by_service[code]) for code in sorted(by_service))


def _statistics(service_code: str, found: list[ClockedCase]) -> PromiseStatistics:
    count = Counter(one.clock.state for one in found)
    served = [one for one in found if one.clock.state in (ClockState.KEPT, ClockState.BROKEN)]
    ratings = [rating for one in served if (rating := _rating(one.case)) is not None]
    return PromiseStatistics(
        service_code=service_code,
        filed=len(found),
        open=sum(one.case.is_open for one in found),
        warning=count[ClockState.WARNING],
        breached=count[ClockState.BREACHED],
        kept=count[ClockState.KEPT],
        broken=count[ClockState.BROKEN],
        declined_or_withdrawn=count[ClockState.CLOSED],
        kept_share=count[ClockState.KEPT] / len(served) if served else None,
        median_working_days=median(one.clock.used for one in served) if served else None,
        mean_rating=sum(ratings) / len(ratings) if ratings else None,
    )


def _rating(case: Case) -> int | None:
    """The rating that counts: of office or village, unless it is hidden, else the team's."""
    if case.voice is not None and case.voice.state is not VoiceState.HIDDEN:
        return case.voice.rating
    return None if case.feedback is None else case.feedback.rating


def options_of(store: Store, clock: Clock, case: Case) -> tuple[Option, ...]:
    """Days on which plans already go to the village with the service, the best first.

    Looks at published plans and at the newest drafts; nothing is searched.
    """
    today = clock.now().astimezone(LOCAL_ZONE).date()
    with store.reading() as reader:
        announced = reader.published_visits(case.province_code)
        drafts = [
            reader.plan(plan.id)
            for plan in reader.plans(
                province_code=case.province_code, state=PlanState.DRAFT, limit=DRAFTS_LOOKED_AT
            )
        ]
    found = {
        (visit.date, visit.unit_code, plan_id, True)
        for plan_id, visits in announced.items()
        for visit in visits
        if visit.state is VisitState.PUBLISHED
        and (visit.village_code, visit.service_code) == (case.village_code, case.service_code)
    }
    for stored in drafts:
        for route, _, serving in stored.plan.servings():
            if (serving.village_code, serving.service_code) == (
                case.village_code,
                case.service_code,
            ):
                when = date.fromordinal(stored.plan.start.toordinal() + route.day)
                found.add((when, route.unit_code, stored.summary.id, False))
    ahead = sorted(
        (o for o in found if o[0] >= today), key=lambda o: (not o[3], o[0], o[2], o[1] or "")
    )
    return tuple(
        Option(
            rank=rank,
            on_date=when,
            unit_code=unit,
            plan_id=plan_id,
            is_published=is_published,
            is_in_time=when <= case.due_on,
        )
        for rank, (when, unit, plan_id, is_published) in enumerate(ahead, start=1)
    )
