"""Days off recorded after a plan was made: days of units that the plan goes out on all the same.

Leave, a holiday or other hours of work may be written down after a plan was made; a plan judges by
what it was made from, so nobody who approves or publishes it would hear of them unless told.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.calendar import Holiday
from planner.domain.errors import UnitsOffSince
from planner.domain.life import LifeStep
from planner.domain.runs import PlanSummary
from planner.domain.units import MobileUnit
from planner.inputs.records import SEPARATOR
from planner.ports import Clock, Store
from planner.usecases.closed_ways import STANDING, plans_meant
from planner.usecases.knowingly import led_on, need_knowing
from planner.usecases.remembered import remembered_inputs
from planner.usecases.village_views import today_of

KINDS_OF_DAYS_OFF = ("units", "holidays")
"""Records that say on which days units go out."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class OffSince:
    """A unit that goes out by the plan on a day which it has off now."""

    unit_code: str
    on_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOff:
    """A plan that sends out units on days which they have off now."""

    plan: PlanSummary
    days: tuple[OffSince, ...]


def plans_off(
    store: Store, clock: Clock, province_code: str, *, kind: str = "", key: str = ""
) -> tuple[PlanOff, ...]:
    """Plans of a province that its days off break by now, published ones first, drafts last.

    With a record only what it has to do with: the days of one of the `units`, or the date of one
    of the `holidays`; none for records of other kinds.
    """
    if kind not in ("", *KINDS_OF_DAYS_OFF):
        return ()
    named = key.partition(SEPARATOR)[0] if kind == "holidays" else key
    with store.reading() as reader:
        plans = plans_meant(reader, clock, province_code)
    found = []
    for plan in plans:
        days = tuple(
            one
            for one in off_since(store, clock, plan)
            if not kind or named == (one.unit_code if kind == "units" else str(one.on_date))
        )
        if days:
            found.append(PlanOff(plan=plan, days=days))
    return tuple(found)


def off_since(store: Store, clock: Clock, plan: PlanSummary) -> tuple[OffSince, ...]:
    """Days, today's and later, on which a plan sends out units that have them off by now.

    None of a plan that is over, withdrawn or replaced, and none that its own data had off already:
    those the checker tells. Units lent by another province are not looked at.
    """
    today = today_of(clock)
    if plan.state not in STANDING or plan.start + timedelta(days=plan.days) <= today:
        return ()
    with store.reading() as reader:
        data = reader.province(plan.province_code)
        routes = reader.plan(plan.id).plan.routes
    request = remembered_inputs(store, plan).request
    then = {unit.code: unit for unit in request.units}
    now = {unit.code: unit for unit in data.units if unit.code in then}
    days = ((r.unit_code, plan.start + timedelta(days=r.day)) for r in routes)
    found = {
        OffSince(unit_code=code, on_date=when)
        for code, when in days
        if when >= today
        and code in now
        and _works(now[code], data.holidays, when) < _works(then[code], request.holidays, when)
    }
    return tuple(sorted(found))


def _works(unit: MobileUnit, holidays: tuple[Holiday, ...], when: date) -> bool:
    is_open = all(one.units_work for one in holidays if one.date == when)
    return is_open and unit.shift_on(when) is not None


def despite_leave(
    store: Store, clock: Clock, plan_id: str, step: LifeStep, *, confirmed: bool, reason: str
) -> tuple[str, ...]:
    """Units and days that a plan is approved or published in spite of, for the audit log.

    Raises `UnitsOffSince` where there are some and the person did not confirm knowing of them,
    `ReasonNeeded` where that person does not say why.
    """
    plan = led_on(store, plan_id, step)
    found = () if plan is None else off_since(store, clock, plan)
    which = tuple(f"{one.unit_code} {one.on_date}" for one in found)
    if plan is not None and which:
        refusal = UnitsOffSince(
            "units have days of the plan off since it was made",
            plan_id=plan_id, days=len(which), which=", ".join(which),
        )  # fmt: skip
        need_knowing(refusal, plan, step, confirmed=confirmed, reason=reason)
    return which
