"""What a planner looks at first: how this week and the next stand, and what waits for a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.cases import OPEN_STATES, CaseState, ClockState
from planner.domain.demand import ServiceRequest
from planner.domain.field_state import Standing
from planner.domain.proposals import Proposal, ProposalState
from planner.domain.province import ProvinceData
from planner.domain.runs import PlanState, PlanSummary, Run, RunKind, RunState
from planner.ports import Clock, Reader, Store
from planner.usecases.field import FieldView, field_view
from planner.usecases.promises import MOST_CASES, ClockedCase, clocked, given_requests
from planner.usecases.village_views import today_of

WEEK_DAYS = 7
MOST_PLANS = 1_000_000
NEAR = (ClockState.BREACHED, ClockState.WARNING)
_RANKS = {PlanState.PUBLISHED: 0, PlanState.APPROVED: 1, PlanState.DRAFT: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekState:
    """A week: the plan that counts, drafts beside it, and those that break rules.

    `plan` is published, else approved, else the newest draft that keeps every rule. `drafts` are
    newer ones than a plan that counts already, `broken` those that break rules, newest first; both
    only as they stand on their boards, so what was undone there counts no more.
    """

    start: date
    plan: PlanSummary | None
    drafts: tuple[PlanSummary, ...]
    broken: tuple[PlanSummary, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLook:
    """Everything at a glance. `promises` are those late or nearly so, the latest first.

    `requests_late` and `requests_soon` came with the province's data and are not cases: those past
    their date, and those due within a week. `reports_waiting` and `proposals` wait for a decision.
    """

    data: ProvinceData
    today: date
    weeks: tuple[WeekState, ...]
    promises: tuple[ClockedCase, ...]
    undecided: int
    requests_late: tuple[ServiceRequest, ...]
    requests_soon: tuple[ServiceRequest, ...]
    reports_waiting: int
    proposals: tuple[Proposal, ...]
    at_work: tuple[Run, ...]
    reports_plan: str = ""
    """The published plan of the first day with a report that waits; "" where none does."""


def look_first(store: Store, clock: Clock, province_code: str) -> FirstLook:
    """The state of a province today; raises `NotFound`."""
    today = today_of(clock)
    monday = today - timedelta(days=today.weekday())
    with store.reading() as reader:
        data = reader.province(province_code)
        summaries = reader.plans(province_code=province_code, limit=MOST_PLANS)
        weeks = tuple(
            _week(reader, summaries, monday + timedelta(days=WEEK_DAYS * n)) for n in range(2)
        )
        cases = reader.cases(province_codes=(province_code,), states=OPEN_STATES, limit=MOST_CASES)
        field = field_view(reader, province_code)
        state = field.state
        proposals = reader.proposals(province_code, states=(ProposalState.OPEN,))
        runs = reader.runs(
            province_code=province_code, states=(RunState.ACCEPTED, RunState.RUNNING)
        )
    told = clocked(store, clock, cases)
    receipts = {case.receipt for case in cases}
    given = [o.request for o in given_requests(data, receipts, today) if o.served_on is None]
    soon = today + timedelta(days=WEEK_DAYS)
    return FirstLook(
        data=data,
        today=today,
        weeks=weeks,
        promises=tuple(
            sorted(
                (one for one in told if one.clock.state in NEAR),
                key=lambda one: (one.clock.left, one.case.receipt),
            )
        ),
        undecided=sum(case.state is CaseState.RECEIVED for case in cases),
        requests_late=_due(given, date.min, today - timedelta(days=1)),
        requests_soon=_due(given, today, soon),
        reports_waiting=sum(one is Standing.WAITING for one in state.standings.values()),
        proposals=proposals,
        at_work=tuple(run for run in runs if run.kind in (RunKind.PLAN, RunKind.QUARTER)),
        reports_plan=_plan_of_reports(field, summaries),
    )


def _plan_of_reports(field: FieldView, summaries: Iterable[PlanSummary]) -> str:
    waiting = [
        report.said.on_date
        for report in field.reports
        if field.state.standings.get(report.key) is Standing.WAITING
    ]
    published = [one for one in summaries if one.state is PlanState.PUBLISHED]
    return next(
        (
            one.id
            for when in sorted(waiting)
            for one in published
            if one.start <= when < one.start + timedelta(days=one.days)
        ),
        "",
    )


def _week(reader: Reader, summaries: Iterable[PlanSummary], start: date) -> WeekState:
    end = start + timedelta(days=WEEK_DAYS)
    own = [one for one in summaries if start <= one.start < end and one.state in _RANKS]
    good = [one for one in own if may_stand(one)]
    standing = {one.id for one in own if _stands(reader, one)}
    plan = min(good, key=lambda one: (_RANKS[one.state], one.id not in standing), default=None)
    return WeekState(
        start=start,
        plan=plan,
        drafts=tuple(
            one
            for one in good
            if plan is not None
            and one.id in standing
            and one.state is PlanState.DRAFT
            and plan.state is not PlanState.DRAFT
            and one.created_at > plan.created_at
        ),
        broken=tuple(one for one in own if one.id in standing and not may_stand(one)),
    )


def _stands(reader: Reader, summary: PlanSummary) -> bool:
    """Whether this is what stands on its board; versions undone or edited on are history."""
    if summary.state is not PlanState.DRAFT:
        return True
    return reader.board(summary.id).now.plan_id == summary.id


def coming_plan(plans: Iterable[PlanSummary], today: date) -> PlanSummary | None:
    """The plan to look at now: of the nearest week ahead that has one, else the newest of all.

    Within a week the published one counts, then the approved, then the newest draft that keeps
    every rule. Drafts of far weeks, as a quarter makes them, do not come before next week's plan.
    """
    known = tuple(plans)
    good = [one for one in known if may_stand(one) and one.state in _RANKS]
    ahead = [one for one in good if one.start > today]
    under_way = [one for one in good if one.start + timedelta(days=one.days) > today]
    near = ahead or under_way
    if not near:
        return max(good or known, key=lambda one: one.created_at, default=None)
    first = min(one.start for one in near)
    of_week = [one for one in near if one.start == first]
    return min(of_week, key=lambda one: (_RANKS[one.state], -one.created_at.timestamp()))


def may_stand(summary: PlanSummary) -> bool:
    """Whether a plan may stand for its days: clean, or taken on by a person in spite of it."""
    return summary.is_clean or summary.state is not PlanState.DRAFT


def _due(requests: Iterable[ServiceRequest], first: date, last: date) -> tuple[ServiceRequest, ...]:
    found = [one for one in requests if first <= one.due_on <= last]
    return tuple(sorted(found, key=lambda one: (one.due_on, one.code)))
