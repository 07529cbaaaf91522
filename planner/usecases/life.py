"""A plan's life, carried out: approved, published, withdrawn, each step kept with who and why."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.demand import VisitRecord, VisitState
from planner.domain.errors import DaysTaken, StaleVersion
from planner.domain.life import LifeStep, PlanStep, next_step
from planner.domain.plan import Plan
from planner.domain.runs import PlanState, PlanSummary
from planner.ports import Clock, Reader, Store, Writer

MOST_PLANS = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLife:
    """A plan's summary as it stands now, and every step that led there."""

    summary: PlanSummary
    steps: tuple[PlanStep, ...]


def life_of(store: Store, plan_id: str) -> PlanLife:
    """How a plan stands and what people did to it."""
    with store.reading() as reader:
        return PlanLife(summary=reader.plan(plan_id).summary, steps=reader.plan_steps(plan_id))


def take_step(
    store: Store,
    clock: Clock,
    plan_id: str,
    step: LifeStep,
    *,
    by: str,
    version: int | None = None,
    reason: str = "",
    replaces: str | None = None,
    despite: tuple[str, ...] = (),
    despite_leave: tuple[str, ...] = (),
) -> PlanLife:
    """Lead a plan one step on, as this person.

    `version` is the one that the person saw (None: whatever it is now). Publishing announces the
    plan's visits: later weeks count them as visits. A published plan that has days of this one is
    withdrawn in the same transaction when `replaces` names it, and refused as `DaysTaken` when not.
    `despite` are codes of closures that the person knows to break it, `despite_leave` units with
    the days of it that they have off by now; the audit log keeps both.
    Raises `StaleVersion`, `WrongState`, `SecondPersonNeeded` or `ReasonNeeded`; nothing is kept.
    """
    with store.writing(actor=by, at=clock.now()) as writer:
        stored = writer.plan(plan_id)
        summary = stored.summary
        if version is not None and version != summary.version:
            raise StaleVersion("the plan went on since", plan_id=plan_id, version=summary.version)
        earlier = writer.plan_steps(plan_id)
        taken = next_step(summary, earlier, step, by=by, at=clock.now(), reason=reason)
        if step is LifeStep.PUBLISH:
            _make_room(writer, clock, summary, by, replaces)
        visits = announced_visits(stored.plan) if step is LifeStep.PUBLISH else ()
        _keep(writer, taken, visits, despite, despite_leave)
        return PlanLife(summary=writer.plan(plan_id).summary, steps=writer.plan_steps(plan_id))


def _make_room(
    writer: Writer, clock: Clock, summary: PlanSummary, by: str, replaces: str | None
) -> None:
    """Withdraw the published plan that this one replaces; any other that has its days refuses."""
    for other in published_plans(writer, summary.province_code, summary.start, summary.days):
        if other.id != replaces:
            raise DaysTaken("these days have a published plan", plan_id=other.id)
        earlier = writer.plan_steps(other.id)
        reason = f"replaced by {summary.id}"
        step = LifeStep.WITHDRAW
        _keep(writer, next_step(other, earlier, step, by=by, at=clock.now(), reason=reason), ())


def _keep(
    writer: Writer,
    taken: PlanStep,
    visits: tuple[VisitRecord, ...],
    despite: tuple[str, ...] = (),
    despite_leave: tuple[str, ...] = (),
) -> None:
    known = {"despite_closures": ", ".join(despite), "despite_leave": ", ".join(despite_leave)}
    writer.add_plan_step(taken, visits)
    writer.note(
        f"plan_{taken.step.value}",
        f"plan:{taken.plan_id}",
        version=taken.version,
        reason=taken.reason,
        override=int(taken.is_override),
        visits=len(visits),
        **{name: what for name, what in known.items() if what},
    )


def published_plans(
    reader: Reader, province_code: str, start: date, days: int
) -> tuple[PlanSummary, ...]:
    """Published plans of a province that have any of these days, earliest first."""
    end = start + timedelta(days=days)
    found = reader.plans(province_code=province_code, state=PlanState.PUBLISHED, limit=MOST_PLANS)
    among = [p for p in found if p.start < end and start < p.start + timedelta(days=p.days)]
    return tuple(sorted(among, key=lambda plan: (plan.start, plan.id)))


def announced_visits(plan: Plan) -> tuple[VisitRecord, ...]:
    """What a published plan announces: a visit for each village, service, date and unit."""
    people: Counter[tuple[str, str, date, str]] = Counter()
    for route, _, serving in plan.servings():
        when = plan.start + timedelta(days=route.day)
        key = (serving.village_code, serving.service_code, when, route.unit_code)
        people[key] += serving.people
    return tuple(
        VisitRecord(
            village_code=village,
            service_code=service,
            date=when,
            people=count,
            unit_code=unit,
            state=VisitState.PUBLISHED,
        )
        for (village, service, when, unit), count in sorted(people.items())
    )


def history_without(
    history: Iterable[VisitRecord], reader: Reader, province_code: str, start: date, days: int
) -> tuple[VisitRecord, ...]:
    """History as a plan of these days knows it: without what it would replace.

    The visits that a published plan of the same days announced are no past of a new plan of them;
    those announced for other days stay.
    """
    announced = reader.published_visits(province_code)
    same_days = {p.id for p in published_plans(reader, province_code, start, days)}
    own = {visit for plan_id in same_days for visit in announced.get(plan_id, ())}
    return tuple(visit for visit in history if visit not in own)
