"""The quarter as it stands: weeks behind from the records, weeks ahead from stored plans.

Nothing is planned here; `planner.usecases.errands.ask_quarter` has the drafts made.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from planner.assess.quarter import (
    Promise,
    Quarter,
    WeekFacts,
    sum_facts,
)
from planner.documents import from_json
from planner.domain.calendar import Horizon
from planner.domain.demand import VisitState
from planner.domain.plan import Unplanned
from planner.domain.province import ProvinceData, request_for
from planner.domain.request import PlanRequest
from planner.domain.runs import PlanState, PlanSummary, Run, RunKind
from planner.ports import Clock, Store
from planner.usecases.errands import QUARTER_WEEKS, newest_errand
from planner.usecases.features.remembered import Remembered
from planner.usecases.life import history_without
from planner.usecases.village_views import today_of
from planner.usecases.week_facts import facts_of_plan

WEEK_DAYS = 7
WEEKS_BEHIND = 4
FISCAL_MONTH = 10
MOST_PLANS = 1_000_000
_RANKS = {PlanState.PUBLISHED: 0, PlanState.APPROVED: 1, PlanState.DRAFT: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLine:
    """A week: "done" (from the records), a plan's state, or "none".

    `by_unit` counts stops' (village, day) pairs, `by_district` people; `baht` is None where nobody
    knows what the week cost.
    """

    start: date
    state: str
    plan: PlanSummary | None = None
    people: int = 0
    villages: int = 0
    rows_overdue: int | None = None
    rows_broken: int | None = None
    baht: int | None = None
    by_unit: dict[str, int] = field(default_factory=dict)
    by_district: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearMoney:
    """A fiscal year, October to September, in baht.

    `spent` is what the published plans of weeks gone by cost, `published` and `drafts` what those
    ahead will; `budget` is 0 when nobody said. `weeks_unknown` are weeks with recorded visits whose
    plan is not here: what they cost is missing.
    """

    first: date
    last: date
    spent: int
    published: int
    drafts: int
    budget: int
    weeks_unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenPromise:
    """A request that will not be served in time, and what the week of its due date says of it."""

    promise: Promise
    week: date | None
    entry: Unplanned | None
    request: PlanRequest | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterView:
    """`quarter` sums the weeks ahead that have plans; None when none has."""

    data: ProvinceData
    today: date
    first: date
    weeks: tuple[WeekLine, ...]
    quarter: Quarter | None
    request: PlanRequest
    broken: tuple[BrokenPromise, ...]
    money: YearMoney
    run: Run | None


_REQUESTS: Remembered[PlanRequest] = Remembered(4)


def view_quarter(
    store: Store,
    clock: Clock,
    province_code: str,
    *,
    first: date | None = None,
    weeks: int = QUARTER_WEEKS,
    kept_in: Path | None = None,
) -> QuarterView:
    """The weeks from a Monday on (none given: next week's), with some behind today's.

    `kept_in` is a folder that keeps what was worked out of plans over restarts.
    """
    today = today_of(clock)
    monday = today - timedelta(days=today.weekday())
    first = first or monday + timedelta(days=WEEK_DAYS)
    # First how the run stands: a page that says it has ended must have read all that it made.
    run = newest_errand(store, province_code, RunKind.QUARTER)
    with store.reading() as reader:
        data = reader.province(province_code)
        plans = _plan_of_week(reader.plans(province_code=province_code, limit=MOST_PLANS))
        history = history_without(data.history, reader, province_code, first, WEEK_DAYS * weeks)
    starts = [first + timedelta(days=WEEK_DAYS * n) for n in range(weeks)]
    ahead = [plans[start] for start in starts if start in plans]
    known = partial(facts_of_plan, store, kept_in=kept_in)
    facts = {plan.start: known(plan) for plan in ahead}
    horizon = Horizon(start=first, days=WEEK_DAYS)
    request = request_for(replace(data, history=history), horizon)
    quarter = (
        sum_facts(request, [facts[start] for start in sorted(facts)], data.requests)
        if facts
        else None
    )
    lines = [
        *(_behind(data, start) for start in _mondays_before(first, monday)),
        *(_line(data, start, plans.get(start), facts.get(start)) for start in starts),
    ]
    return QuarterView(
        data=data,
        today=today,
        first=first,
        weeks=tuple(lines),
        quarter=quarter,
        request=request,
        broken=_broken(store, quarter, plans, facts),
        money=_money(known, data, plans, today),
        run=run,
    )


def _plan_of_week(summaries: Iterable[PlanSummary]) -> dict[date, PlanSummary]:
    """The plan that counts of each Monday: published, approved, then the newest searched draft.

    One of the working days alone counts as that of its week.
    """
    best: dict[date, PlanSummary] = {}
    for summary in summaries:
        by_hand = summary.state is PlanState.DRAFT and summary.run_id is None
        is_a_week = summary.start.weekday() == 0 and summary.days <= WEEK_DAYS
        if summary.state not in _RANKS or by_hand or not is_a_week:
            continue
        known = best.get(summary.start)
        if known is None or _RANKS[summary.state] < _RANKS[known.state]:
            best[summary.start] = summary
    return best


def _mondays_before(first: date, monday: date) -> list[date]:
    """Some weeks before this one, and all up to the first of the quarter."""
    start = min(first, monday) - timedelta(days=WEEK_DAYS * WEEKS_BEHIND)
    count = (first - start).days // WEEK_DAYS
    return [start + timedelta(days=WEEK_DAYS * n) for n in range(count)]


def _behind(data: ProvinceData, start: date) -> WeekLine:
    """A week from the records."""
    end = start + timedelta(days=WEEK_DAYS)
    visits = [v for v in data.history if start <= v.date < end]
    if not visits:
        return WeekLine(start=start, state="none")
    stops = {(v.unit_code or "", v.village_code, v.date) for v in visits}
    people: Counter[str] = Counter()
    for visit in visits:
        people[visit.village_code[:4]] += visit.people
    is_done = any(v.state is VisitState.DONE for v in visits)
    return WeekLine(
        start=start,
        state="done" if is_done else "published",
        people=sum(v.people for v in visits),
        villages=len({v.village_code for v in visits}),
        by_unit=dict(Counter(unit for unit, _, _ in stops)),
        by_district=dict(people),
    )


def _line(
    data: ProvinceData, start: date, plan: PlanSummary | None, facts: WeekFacts | None
) -> WeekLine:
    if plan is None or facts is None:
        return _behind(data, start)
    stops = {(v.unit_code, v.village_code, v.on) for v in facts.visits}
    people: Counter[str] = Counter()
    for visit in facts.visits:
        people[visit.village_code[:4]] += visit.people
    return WeekLine(
        start=start,
        state=plan.state.value,
        plan=plan,
        people=facts.sum.people,
        villages=facts.sum.villages,
        rows_overdue=facts.sum.rows_overdue,
        rows_broken=facts.sum.rows_broken,
        baht=facts.sum.baht,
        by_unit=dict(Counter(unit for unit, _, _ in stops)),
        by_district=dict(people),
    )


def _broken(
    store: Store,
    quarter: Quarter | None,
    plans: dict[date, PlanSummary],
    facts: dict[date, WeekFacts],
) -> tuple[BrokenPromise, ...]:
    """Promises that will break, each with what the week in which it falls due says of its row."""
    requests: dict[str, PlanRequest] = {}
    found = []
    for promise in quarter.promises if quarter is not None else ():
        if not promise.will_break:
            continue
        week = promise.due_on - timedelta(days=promise.due_on.weekday())
        entry = next(
            (
                one
                for one in (facts[week].left if week in facts else ())
                if (one.village_code, one.service_code)
                == (promise.village_code, promise.service_code)
            ),
            None,
        )
        if entry is not None and plans[week].id not in requests:
            requests[plans[week].id] = _request_of(store, plans[week])
        found.append(
            BrokenPromise(
                promise=promise,
                week=week if week in facts else None,
                entry=entry,
                request=requests.get(plans[week].id) if week in plans else None,
            )
        )
    return tuple(found)


def _request_of(store: Store, summary: PlanSummary) -> PlanRequest:
    """The request that a plan answers, by the digest of its blob."""
    name = summary.inputs["request"]

    def read() -> PlanRequest:
        with store.reading() as reader:
            return from_json(PlanRequest, reader.blob(name))

    return _REQUESTS.get(name, read)


def _money(
    known: Callable[[PlanSummary], WeekFacts],
    data: ProvinceData,
    plans: dict[date, PlanSummary],
    today: date,
) -> YearMoney:
    """The fiscal year of today."""
    year = today.year if today.month >= FISCAL_MONTH else today.year - 1
    first, last = date(year, FISCAL_MONTH, 1), date(year + 1, FISCAL_MONTH, 1) - timedelta(days=1)
    sums = Counter[str]()
    for start, plan in plans.items():
        if first <= start <= last:
            is_over = start + timedelta(days=WEEK_DAYS) <= today
            is_published = plan.state is PlanState.PUBLISHED
            name = ("spent" if is_over else "published") if is_published else "drafts"
            if is_over and not is_published:
                continue
            sums[name] += known(plan).sum.baht
    published = {start for start, plan in plans.items() if plan.state is PlanState.PUBLISHED}
    done = {
        visit.date - timedelta(days=visit.date.weekday())
        for visit in data.history
        if first <= visit.date < today
    }
    return YearMoney(
        first=first,
        last=last,
        spent=sums["spent"],
        published=sums["published"],
        drafts=sums["drafts"],
        budget=data.policy.budget_year_baht,
        weeks_unknown=len(done - published),
    )
