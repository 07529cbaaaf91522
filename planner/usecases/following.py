"""A calendar that is followed: every visit ever announced lately, as it stands now.

An event keeps its name as long as unit, day and place stay the same; each change raises its
sequence, and a visit that was taken back is cancelled, not forgotten, so that phones take it away.
All of it follows from plans and their steps, which never change: nothing of it is stored.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from planner.domain.calendar import LOCAL_ZONE
from planner.domain.errors import NotFound
from planner.domain.life import LifeStep
from planner.domain.people import Action, ApiToken
from planner.domain.runs import PlanState, PlanSummary
from planner.outputs.followed_calendar import FollowedCalendar, FollowedVisit
from planner.outputs.records import Record
from planner.ports import Clock, Reader, Store
from planner.usecases.features.dated import MOST_PLANS, visits_of
from planner.usecases.tokens import make_token

KEPT = timedelta(days=60)
"""How long past visits stay in the calendar."""
TAKEN_BACK_FIRST = {LifeStep.WITHDRAW: 0, LifeStep.PUBLISH: 1}
"""A plan that replaces another takes its visits over in the same moment."""


def make_calendar_address(
    store: Store, clock: Clock, login: str, *, province_code: str, unit_code: str | None, days: int
) -> tuple[ApiToken, str]:
    """A token of this person that opens one calendar, and the path with its secret.

    Raises `NotFound` for unknown provinces and units, `InvalidDocument` for too many days.
    """
    follow(store, clock, province_code, unit_code)
    token, secret = make_token(
        store, clock, login,
        name=f"calendar {province_code} {unit_code or ''}".strip()[:80],
        scopes=(Action.FOLLOW_CALENDAR,),
        days=days,
        provinces=(province_code,),
        by=login,
    )  # fmt: skip
    path = "/".join(part for part in (province_code, unit_code) if part)
    return token, f"/calendars/{secret}/{path}.ics"


def follow(
    store: Store, clock: Clock, province_code: str, unit_code: str | None = None
) -> FollowedCalendar:
    """The calendar of a province, or of one unit of it; raises `NotFound` for unknown ones."""
    today = clock.now().astimezone(LOCAL_ZONE).date()
    with store.reading() as reader:
        data = reader.province(province_code)
        owners = [unit for unit in data.units if unit.code == unit_code]
        if unit_code is not None and not owners:
            raise NotFound("no such unit", kind="unit", id=unit_code)
        recent = [
            plan
            for state in (PlanState.PUBLISHED, PlanState.WITHDRAWN)
            for plan in reader.plans(province_code=province_code, state=state, limit=MOST_PLANS)
            if plan.start + timedelta(days=plan.days) >= today - KEPT
        ]
        happened = sorted(_happenings(reader, recent), key=lambda one: (*one[:2], one[3].id))
    events: dict[str, FollowedVisit] = {}
    records_of = visits_of(store)
    for at, _, step, plan in happened:
        if step is LifeStep.PUBLISH:
            for name, record in _named(records_of(plan), unit_code):
                events[name] = _announced(events.get(name), name, record, at, plan.id)
        else:
            events |= {
                name: replace(event, sequence=event.sequence + 1, changed_at=at, is_cancelled=True)
                for name, event in events.items()
                if event.plan_id == plan.id and not event.is_cancelled
            }
    owner = owners[0] if owners else data
    visits = sorted(events.values(), key=lambda e: (str(e.record.facts["opens_at"]), e.name))
    return FollowedCalendar(
        name_th=owner.name_th, name_en=owner.name_en or owner.name_th, visits=tuple(visits)
    )


def _happenings(
    reader: Reader, plans: list[PlanSummary]
) -> Iterator[tuple[datetime, int, LifeStep, PlanSummary]]:
    """When a plan's visits were announced and taken back."""
    for plan in plans:
        steps = reader.plan_steps(plan.id)
        if any(step.step is LifeStep.PUBLISH for step in steps):
            for step in steps:
                if step.step in TAKEN_BACK_FIRST:
                    yield step.at, TAKEN_BACK_FIRST[step.step], step.step, plan


def _named(records: tuple[Record, ...], unit_code: str | None) -> Iterator[tuple[str, Record]]:
    """Each visit under its lasting name; a second stop at the same place that day counts on."""
    seen: Counter[str] = Counter()
    for record in records:
        facts = record.facts
        if unit_code is None or facts["unit_code"] == unit_code:
            name = f"{facts['unit_code']}-{facts['date']}-{facts['place_code']}"
            seen[name] += 1
            yield (name if seen[name] == 1 else f"{name}-{seen[name]}"), record


def _announced(
    before: FollowedVisit | None, name: str, record: Record, at: datetime, plan_id: str
) -> FollowedVisit:
    if before is None:
        return FollowedVisit(name=name, record=record, sequence=0, changed_at=at, plan_id=plan_id)
    if before.record == record and not before.is_cancelled:
        return replace(before, plan_id=plan_id)
    return FollowedVisit(
        name=name, record=record, sequence=before.sequence + 1, changed_at=at, plan_id=plan_id
    )
