"""When a request could be served: unit-days of the next weeks, each with what it would take.

Each week is looked at with the plan that counts for it (published, else approved, else the newest
draft); a week that has none is looked at as empty, with the travel of the newest plan that has the
same roads. On every unit-day the visit is put where it lengthens the day least; where the day is
then too long, one visit of it gives way. What seems best is judged by the independent checker and
weighed by the terms of the objective, and only what breaks no new rule is offered. So an option's
cost is what this one change would do to that plan; planning anew may find it cheaper.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from planner.assess.check import check_plan
from planner.assess.compare import compare_plans
from planner.assess.explain import Explainer
from planner.documents import digest
from planner.domain.calendar import DAY_S, LOCAL_ZONE
from planner.domain.cases import Case
from planner.domain.edits import Edit, EditKind
from planner.domain.errors import NotFound
from planner.domain.forced import RowShift
from planner.domain.options import ServeOption, ServeOptions, WeekLooked
from planner.domain.plan import Plan, Reason, Route, Term, Unplanned
from planner.domain.request import PlanRequest
from planner.domain.rows import DemandRow, demand_rows
from planner.domain.rules import TIER_OF
from planner.domain.units import MobileUnit
from planner.ports import Clock, Store
from planner.usecases.handmade import counted
from planner.usecases.option_weeks import WEEK_DAYS, Week, days_left, week_for
from planner.usecases.whatif import edited_trips

WEEKS = 4
MOST_JUDGED = 6
"""Unit-days of one week that are judged whole; each takes about 0.15 s of a province of 400."""
BUDGET_S = 8.0
MOST_OPTIONS = 12


def find_options(
    store: Store,
    clock: Clock,
    case: Case,
    *,
    weeks: int = WEEKS,
    budget_s: float = BUDGET_S,
) -> ServeOptions:
    """Rank the unit-days of the next weeks by what serving a request there would take.

    In time before late, nobody displaced before somebody, wished days first, then the cheapest.
    Weeks that the time does not allow to look at are left out; the first is always looked at.
    """
    today = clock.now().astimezone(LOCAL_ZONE).date()
    monday = today - timedelta(days=today.weekday())
    until = time.monotonic() + budget_s
    found: list[ServeOption] = []
    looked: list[WeekLooked] = []
    for number in range(weeks):
        if looked and time.monotonic() > until:
            break
        start = monday + timedelta(days=WEEK_DAYS * number)
        week = week_for(store, case, start, today)
        if week is None:
            looked.append(
                WeekLooked(start=start, plan_id=None, options=0, reason=None, is_unknown=True)
            )
            continue
        if not days_left(week.request, today):
            looked.append(
                WeekLooked(start=start, plan_id=week.plan_id, options=0, reason=None, is_over=True)
            )
            continue
        options, reason = _of_week(week, case, today, until)
        found += options
        looked.append(
            WeekLooked(start=start, plan_id=week.plan_id, options=len(options), reason=reason)
        )
    ranked = sorted(found, key=_rank)[:MOST_OPTIONS]
    return ServeOptions(
        options=tuple(replace(one, rank=rank) for rank, one in enumerate(ranked, start=1)),
        weeks=tuple(looked),
    )


def _rank(option: ServeOption) -> tuple[object, ...]:
    return (
        not option.is_in_time,
        option.promises < 0,
        not option.is_planned,
        sum(shift.people for shift in option.displaced),
        not option.is_wished,
        -option.points,
        option.on_date,
        option.unit_code,
    )


def _of_week(
    week: Week, case: Case, today: date, until: float
) -> tuple[list[ServeOption], Unplanned | None]:
    row = _row(week.request, case)
    days = days_left(week.request, today)
    planned = list(_planned(week, case, days))
    if planned:
        return planned, None
    structural = Explainer(request=week.request, travel=week.travel).reason(row)
    if structural is not None and structural[0] is not Reason.NOT_DUE:
        reason, facts = structural
        return [], Unplanned(
            village_code=row.village_code,
            service_code=row.service_code,
            people=row.people,
            reason=reason,
            facts=dict(facts),
        )
    judge = _Judge(week=week, case=case)
    options: list[ServeOption] = []
    for number, draft in enumerate(_by_promise(_drafts(week, case, row, days))):
        if number >= MOST_JUDGED or time.monotonic() > until:
            break
        option = judge.option(draft)
        if option is not None:
            options.append(option)
    return options, None


def _row(request: PlanRequest, case: Case) -> DemandRow:
    key = (case.village_code, case.service_code)
    row = next((row for row in demand_rows(request) if row.key == key), None)
    if row is None:
        raise NotFound("no such demand", kind="demand", id="/".join(key))
    return row


def _planned(week: Week, case: Case, days: list[int]) -> Iterator[ServeOption]:
    """Visits that the plan has already."""
    for route, _, serving in week.plan.servings():
        same = (serving.village_code, serving.service_code) == (
            case.village_code,
            case.service_code,
        )
        if same and route.day in days:
            yield _option(week, case, route.unit_code, route.day, serving.people, is_planned=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A unit-day with the visit in it; `minutes` longer than before, `gives_way` how many do."""

    unit_code: str
    day: int
    plan: Plan
    minutes: int
    overtime_s: int
    gives_way: int


def _drafts(week: Week, case: Case, row: DemandRow, days: list[int]) -> Iterator[_Draft]:
    """The best place for the visit on every unit-day that could hold it, by its times alone."""
    routes = {(route.unit_code, route.day): route for route in week.plan.routes}
    for unit in week.request.units:
        if not unit.counters_of(case.service_code):
            continue
        for day in days:
            when = week.request.horizon.date_of(day)
            if unit.shift_on(when) is None or not week.request.works_on(day):
                continue
            drafts = list(_of_unit_day(week, case, row, unit, day, routes.get((unit.code, day))))
            if drafts:
                yield min(drafts, key=_likeness)


def _likeness(draft: _Draft) -> tuple[int, int, int]:
    return draft.overtime_s, draft.gives_way, draft.minutes


def _by_promise(drafts: Iterator[_Draft]) -> list[_Draft]:
    """The likeliest first, but the best of every day before the second best of any."""
    ordered = sorted(drafts, key=_likeness)
    seen: dict[int, int] = {}
    turns = []
    for draft in ordered:
        seen[draft.day] = seen.get(draft.day, 0) + 1
        turns.append((draft.overtime_s > 0, seen[draft.day], draft))
    turns.sort(key=lambda turn: turn[:2])
    return [draft for _, _, draft in turns if draft.overtime_s == 0]


def _of_unit_day(
    week: Week, case: Case, row: DemandRow, unit: MobileUnit, day: int, route: Route | None
) -> Iterator[_Draft]:
    """The visit for as many as asked; where the day is too short for them, for fewer."""
    for people in _peoples(week.request, unit, case, row):
        drafts = list(_of_so_many(week, case, unit, day, route, people))
        yield from drafts
        if any(draft.overtime_s == 0 for draft in drafts):
            return


def _of_so_many(
    week: Week, case: Case, unit: MobileUnit, day: int, route: Route | None, people: int
) -> Iterator[_Draft]:
    when = week.request.horizon.date_of(day)
    visits = route.visits if route is not None else ()

    def added(position: int) -> Edit:
        return Edit(
            kind=EditKind.ADD,
            unit_code=unit.code,
            on_date=when,
            village_code=case.village_code,
            service_codes=(case.service_code,),
            people=(people,),
            to_position=position,
        )

    tries: list[tuple[tuple[Edit, ...], int]] = [
        ((added(position),), 0) for position in range(len(visits) + 1)
    ]
    for position, stop in enumerate(visits):
        drop = Edit(
            kind=EditKind.DROP, unit_code=unit.code, on_date=when, place_code=stop.place_code
        )
        tries.append(((drop, added(position)), 1))
    for edits, gives_way in tries:
        draft = _draft(week, unit, day, route, edits, gives_way)
        if draft is not None:
            yield draft
            if not gives_way and draft.overtime_s == 0 and not visits:
                return


def _peoples(request: PlanRequest, unit: MobileUnit, case: Case, row: DemandRow) -> list[int]:
    """How many to try, most first.

    Those asked for, and as many more of the row as the same opening hours have room for; then as
    many as each shorter package has room for.
    """
    seconds = next(s.seconds_per_person for s in request.services if s.code == case.service_code)
    counters = unit.counters_of(case.service_code)
    rooms = sorted(package.capacity(counters, seconds) for package in request.packages)
    enough = next((room for room in rooms if room >= case.people), rooms[-1] if rooms else 1)
    fewer = {min(room, row.people) for room in rooms if 0 < room < enough}
    return sorted({max(1, min(enough, row.people)), *fewer}, reverse=True)


def _draft(
    week: Week,
    unit: MobileUnit,
    day: int,
    before: Route | None,
    edits: tuple[Edit, ...],
    gives_way: int,
) -> _Draft | None:
    plan, left = edited_trips(week.request, week.travel, week.plan, edits)
    route = next((r for r in plan.routes if (r.unit_code, r.day) == (unit.code, day)), None)
    shift = unit.shift_on(week.request.horizon.date_of(day))
    if left or route is None or shift is None:
        return None
    was_s = 0 if before is None else before.return_s - before.depart_s
    ends_s = route.return_s - day * DAY_S
    return _Draft(
        unit_code=unit.code,
        day=day,
        plan=plan,
        minutes=round((route.return_s - route.depart_s - was_s) / 60),
        overtime_s=max(0, ends_s - shift.window.end_s),
        gives_way=gives_way,
    )


@dataclass(slots=True, kw_only=True)
class _Judge:
    """Judges drafts of one week against its plan; knows what that one breaks already."""

    week: Week
    case: Case
    _known: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        week = self.week
        verdict = check_plan(week.request, week.travel, week.plan)
        self._known = frozenset(digest(violation) for violation in verdict.violations)

    def option(self, draft: _Draft) -> ServeOption | None:
        """The option of a draft; None where it breaks a rule or serves nobody."""
        week, case = self.week, self.case
        plan = counted(week.request, week.travel, draft.plan)
        people = sum(
            serving.people
            for route, _, serving in plan.servings()
            if (route.unit_code, route.day) == (draft.unit_code, draft.day)
            and (serving.village_code, serving.service_code)
            == (case.village_code, case.service_code)
        )
        if not people:
            return None
        verdict = check_plan(week.request, week.travel, plan)
        if any(digest(violation) not in self._known for violation in verdict.violations):
            return None
        lost: dict[tuple[str, str], int] = {}
        for change in compare_plans(week.plan, plan):
            key = (change.village_code, change.service_code)
            lost[key] = lost.get(key, 0) - change.people
        return _option(
            week,
            case,
            draft.unit_code,
            draft.day,
            people,
            promises=_gain(week.plan, plan, 1),
            points=_gain(week.plan, plan, 3),
            minutes=draft.minutes,
            displaced=tuple(
                RowShift(village_code=village, service_code=service, people=count)
                for (village, service), count in sorted(lost.items())
                if count > 0
            ),
        )


def _gain(before: Plan, after: Plan, tier: int) -> int:
    def points(terms: tuple[Term, ...]) -> int:
        return sum(term.points for term in terms if TIER_OF[term.code] == tier)

    return points(after.terms) - points(before.terms)


def _option(
    week: Week,
    case: Case,
    unit_code: str,
    day: int,
    people: int,
    *,
    is_planned: bool = False,
    promises: int = 0,
    points: int = 0,
    minutes: int = 0,
    displaced: tuple[RowShift, ...] = (),
) -> ServeOption:
    when = week.request.horizon.date_of(day)
    return ServeOption(
        on_date=when,
        unit_code=unit_code,
        plan_id=week.plan_id,
        plan_state=week.state,
        is_planned=is_planned,
        people=people,
        promises=promises,
        points=points,
        minutes=minutes,
        displaced=displaced,
        is_in_time=when <= case.due_on,
        is_wished=when in case.wished_dates,
    )
