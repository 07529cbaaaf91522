"""Which published plan a field team works by, and what it holds for each unit."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, timedelta

from geodata.roads.closures import Closure
from planner.domain.calendar import Horizon
from planner.domain.plan import Plan
from planner.domain.runs import PlanState, PlanSummary, StoredPlan
from planner.outputs.view import PlanView
from planner.ports import Reader, Store
from planner.usecases.plans import BasemapOf, make_view
from planner.usecases.travel import EngineOf

MOST_PLANS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitWeek:
    """A unit with the published plan that it works by, and on how many days it goes out."""

    unit_code: str
    plan: StoredPlan
    days: int


def unit_week(store: Store, province_code: str, unit_code: str, today: date) -> UnitWeek | None:
    """The plan a unit works by today; None when no published plan sends it out."""
    with store.reading() as reader:
        for summary in _in_order(reader, province_code, today):
            stored = reader.plan(summary.id)
            days = _days_out(stored).get(unit_code)
            if days:
                return UnitWeek(unit_code=unit_code, plan=stored, days=days)
    return None


def weeks_of_units(store: Store, province_code: str, today: date) -> tuple[UnitWeek, ...]:
    """Every unit that some published plan sends out, each with the plan it works by today."""
    found: dict[str, UnitWeek] = {}
    with store.reading() as reader:
        for summary in _in_order(reader, province_code, today)[:3]:
            stored = reader.plan(summary.id)
            for unit_code, days in _days_out(stored).items():
                week = UnitWeek(unit_code=unit_code, plan=stored, days=days)
                found.setdefault(unit_code, week)
    return tuple(found.values())


def make_field_view(
    store: Store, plan_id: str, engine_of: EngineOf, basemap_of: BasemapOf
) -> PlanView:
    """A plan's view for the field: with the roads that are known to be closed by now."""
    view = make_view(store, plan_id, engine_of, basemap_of)
    with store.reading() as reader:
        closures = closures_now(reader, view.plan)
    return replace(view, request=replace(view.request, closures=closures))


def closures_now(reader: Reader, plan: Plan) -> tuple[Closure, ...]:
    """The province's closures in force on some day of a plan, whenever they became known."""
    horizon = Horizon(start=plan.start, days=plan.days)
    days = [horizon.date_of(day) for day in range(plan.days)]
    known = reader.province(plan.province_code).closures
    return tuple(closure for closure in known if any(map(closure.holds_on, days)))


def field_digest(reader: Reader, stored: StoredPlan) -> str:
    """What a phone compares: another plan, or other closed roads, give another digest."""
    sha = hashlib.sha256(stored.summary.digest.encode())
    for closure in sorted(closures_now(reader, stored.plan), key=lambda one: one.code):
        sha.update(f"{closure.code}\n{closure.effect()}\n{closure.reason}\n".encode())
        sha.update(f"{closure.from_date}\n{closure.to_date}\n".encode())
    return sha.hexdigest()


def _days_out(stored: StoredPlan) -> dict[str, int]:
    days: dict[str, int] = {}
    for route in stored.plan.routes:
        days[route.unit_code] = days.get(route.unit_code, 0) + 1
    return days


def _in_order(reader: Reader, province_code: str, today: date) -> list[PlanSummary]:
    """Published plans: of today first, then those to come, then the last ones."""

    def rank(summary: PlanSummary) -> tuple[int, int]:
        end = summary.start + timedelta(days=summary.days)
        if summary.start <= today < end:
            return (0, 0)
        if today < summary.start:
            return (1, (summary.start - today).days)
        return (2, (today - end).days)

    found = reader.plans(province_code=province_code, state=PlanState.PUBLISHED, limit=MOST_PLANS)
    return sorted(found, key=rank)
