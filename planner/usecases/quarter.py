"""The rolling quarter: weeks planned one after another, each knowing those before it.

History and published weeks are fixed; every other week becomes a stored draft, whose visits are
history to the weeks after it and answer the requests that they serve. Prizes are those of each
week's Monday, times 0.98 a week: what is far away may still change.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from planner.assess.quarter import PlannedWeek, Quarter, sum_quarter
from planner.domain.calendar import Horizon
from planner.domain.demand import ServiceRequest
from planner.domain.params import SolveParams
from planner.domain.policy import Policy
from planner.domain.request import PlanRequest
from planner.ports import Clock, Progress, Reader, Solver, Store
from planner.usecases.drafts import newest_drafts
from planner.usecases.life import published_plans
from planner.usecases.plans import inputs_of, request_of_week
from planner.usecases.runs import carry_out_run, open_run
from planner.usecases.travel import EngineOf

DISCOUNT_A_WEEK = 0.98
WEEK_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedQuarter:
    """The quarter, and the problem of its first week: villages and services by their names."""

    quarter: Quarter
    request: PlanRequest


def plan_quarter(
    store: Store,
    clock: Clock,
    solver: Solver,
    engine_of: EngineOf,
    province_code: str,
    first: date,
    weeks: int,
    params: SolveParams,
    *,
    actor: str,
    on_week: Callable[[int, PlannedWeek], None] = lambda number, week: None,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] = bool,
    made_since: datetime | None = None,
) -> PlannedQuarter:
    """Plan so many weeks from a Monday on; each draft is stored with its verdict.

    A week that has a published plan of just its days keeps it. `params` are those of every week.
    When asked to stop, the weeks begun so far make the quarter, at least one. A week whose newest
    draft was made at `made_since` or later keeps it: so a quarter that was broken off goes on where
    it was. Errors as `carry_out_run`; the weeks stored before it stay.
    """
    planned: list[PlannedWeek] = []
    requests: tuple[ServiceRequest, ...] = ()
    for number in range(weeks):
        if planned and should_stop():
            break
        start = first + timedelta(days=WEEK_DAYS * number)
        request = request_of_week(
            store,
            province_code,
            Horizon(start=start, days=WEEK_DAYS),
            with_drafts=True,
            engine_of=engine_of,
        )
        requests = _with_new(requests, request)
        week = _published(store, province_code, start)
        if week is None and made_since is not None:
            week = _made_since(store, province_code, start, made_since)
        if week is None:
            request = replace(request, policy=discounted(request.policy, number))
            run = open_run(store, clock, request, replace(params, explain=0), actor=actor)
            stored = carry_out_run(
                store, clock, solver, engine_of, run.id,
                on_progress=on_progress, should_stop=should_stop,
            )  # fmt: skip
            week = PlannedWeek(
                plan_id=stored.summary.id, is_published=False, request=request, plan=stored.plan
            )
        planned.append(week)
        on_week(number, week)
    return PlannedQuarter(quarter=sum_quarter(planned, requests), request=planned[0].request)


def discounted(policy: Policy, weeks: int) -> Policy:
    """The policy of a week that far ahead: prizes worth less, the version says by what."""
    if weeks == 0:
        return policy
    share = DISCOUNT_A_WEEK**weeks
    return replace(
        policy,
        version=f"{policy.version} x {DISCOUNT_A_WEEK}^{weeks}",
        prize_per_person=round(policy.prize_per_person * share),
    )


def _with_new(
    known: tuple[ServiceRequest, ...], request: PlanRequest
) -> tuple[ServiceRequest, ...]:
    """Requests as they first were, those that a later week is the first to know of added."""
    codes = {one.code for one in known}
    return (*known, *(one for one in request.requests if one.code not in codes))


def _published(store: Store, province_code: str, start: date) -> PlannedWeek | None:
    """The published plan of just these days, if there is one."""
    with store.reading() as reader:
        found = _of_days(reader, province_code, start)
        if found is None:
            return None
        plan = reader.plan(found).plan
    request = inputs_of(store, found).request
    return PlannedWeek(plan_id=found, is_published=True, request=request, plan=plan)


def _made_since(
    store: Store, province_code: str, start: date, since: datetime
) -> PlannedWeek | None:
    """The newest draft of just these days, if a search made it since then."""
    with store.reading() as reader:
        drafts = newest_drafts(reader, province_code)
        summary = next((one for one in drafts if one.start == start), None)
        if summary is None or summary.days != WEEK_DAYS or summary.created_at < since:
            return None
        plan = reader.plan(summary.id).plan
    request = inputs_of(store, summary.id).request
    return PlannedWeek(plan_id=summary.id, is_published=False, request=request, plan=plan)


def _of_days(reader: Reader, province_code: str, start: date) -> str | None:
    for summary in published_plans(reader, province_code, start, WEEK_DAYS):
        if summary.start == start and summary.days == WEEK_DAYS:
            return summary.id
    return None
