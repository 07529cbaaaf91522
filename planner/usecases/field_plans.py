"""Which published plan a field team works by, and what it holds for each unit."""

from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.runs import PlanState, PlanSummary, StoredPlan
from planner.ports import Reader, Store

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
