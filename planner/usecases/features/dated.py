"""Features that belong to days: visits and routes of plans, and requests."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial

from planner.documents import from_json
from planner.domain.calendar import LOCAL_ZONE
from planner.domain.cases import Case
from planner.domain.province import ProvinceData
from planner.domain.request import PlanRequest
from planner.domain.runs import PlanState, PlanSummary
from planner.outputs.records import (
    Fact,
    Record,
    route_records,
    serving_records,
    village_facts,
    visit_records,
)
from planner.ports import Reader, Store
from planner.usecases.features.asked import Asked, Feature, Sight
from planner.usecases.features.remembered import Remembered
from planner.usecases.plans import leg_lines
from planner.usecases.travel import EngineOf

MOST_PLANS = 1_000_000
PLANS_REMEMBERED = 64
PUBLIC_LEAVES_OUT = frozenset({"people", "arrives_at", "leaves_at"})
"""How many a village needs, and where a crew is when it does not serve, is nobody's business."""

RecordsOf = Callable[[PlanSummary], tuple[Record, ...]]


def visits_of(store: Store) -> RecordsOf:
    """The visits of stored plans; plans never change, so those read last are remembered."""

    def records(summary: PlanSummary) -> tuple[Record, ...]:
        return _VISITS.get(summary.digest, partial(_visits, store, summary.id))

    return records


def servings_of(store: Store) -> RecordsOf:
    """What each village gets by stored plans: the villages nearby that come to the place too."""

    def records(summary: PlanSummary) -> tuple[Record, ...]:
        return _SERVINGS.get(summary.digest, partial(_servings, store, summary.id))

    return records


def routes_of(store: Store, engine_of: EngineOf) -> RecordsOf:
    """The routes of stored plans along the roads as they are known now."""

    def records(summary: PlanSummary) -> tuple[Record, ...]:
        with store.reading() as reader:
            version = reader.province_versions(summary.province_code)[-1]
        roads = f"{summary.digest} {version.version} {version.geography}"
        return _ROUTES.get(roads, partial(_routes, store, engine_of, summary.id))

    return records


def plans_asked(reader: Reader, provinces: tuple[str, ...], asked: Asked) -> list[PlanSummary]:
    """Published plans of these provinces, or the one asked for, that have a day in the time."""
    found: list[PlanSummary] = []
    for code in provinces:
        state = None if asked.plan_id is not None else PlanState.PUBLISHED
        found += reader.plans(province_code=code, state=state, limit=MOST_PLANS)
    return sorted(
        (
            plan
            for plan in found
            if asked.plan_id in (None, plan.id) and asked.time.meets(*_days(plan.start, plan.days))
        ),
        key=lambda plan: (plan.start, plan.id),
    )


def plan_features(summary: PlanSummary, records_of: RecordsOf, sight: Sight) -> Iterator[Feature]:
    """The features of one plan, numbered in their order."""
    is_inside = summary.province_code in sight.plans
    for number, record in enumerate(records_of(summary), start=1):
        facts = {
            "plan_id": summary.id,
            "plan_state": summary.state.value,
            "plan_start": summary.start.isoformat(),
            **record.facts,
        }
        if not is_inside:
            facts = {k: v for k, v in facts.items() if k not in PUBLIC_LEAVES_OUT}
        yield Feature(
            id=f"{summary.id}.{number:05d}", facts=facts, points=record.points, when=_when(facts)
        )


def case_features(
    cases: Iterator[Case], data_of: Callable[[str], ProvinceData]
) -> Iterator[Feature]:
    """Requests at their village; nothing of who asked or what they wrote."""
    for case in cases:
        villages = {v.code: v for v in data_of(case.province_code).villages}
        village = villages.get(case.village_code)
        facts: dict[str, Fact] = {
            "receipt": case.receipt,
            "province_code": case.province_code,
            **(village_facts(village) if village else {"village_code": case.village_code}),
            "service_code": case.service_code,
            "people": case.people,
            "state": case.state.value,
            "filed_at": case.filed_at.isoformat(),
            "due_on": case.due_on.isoformat(),
            "served_on": case.feedback.served_on.isoformat() if case.feedback else None,
        }
        location = village.location if village else None
        last = case.feedback.served_on if case.feedback else case.due_on
        yield Feature(
            id=case.receipt,
            facts=facts,
            points=() if location is None else (location,),
            when=(case.filed_at, max(case.filed_at, _days(last, 1)[1])),
        )


_VISITS: Remembered[tuple[Record, ...]] = Remembered(PLANS_REMEMBERED)
_SERVINGS: Remembered[tuple[Record, ...]] = Remembered(PLANS_REMEMBERED)
_ROUTES: Remembered[tuple[Record, ...]] = Remembered(PLANS_REMEMBERED)


def _visits(store: Store, plan_id: str) -> tuple[Record, ...]:
    with store.reading() as reader:
        stored = reader.plan(plan_id)
        request = from_json(PlanRequest, reader.blob(stored.summary.inputs["request"]))
    return tuple(visit_records(request, stored.plan))


def _servings(store: Store, plan_id: str) -> tuple[Record, ...]:
    with store.reading() as reader:
        stored = reader.plan(plan_id)
        request = from_json(PlanRequest, reader.blob(stored.summary.inputs["request"]))
    return tuple(serving_records(request, stored.plan))


def _routes(store: Store, engine_of: EngineOf, plan_id: str) -> tuple[Record, ...]:
    with store.reading() as reader:
        stored = reader.plan(plan_id)
        request = from_json(PlanRequest, reader.blob(stored.summary.inputs["request"]))
    lines = leg_lines(request, stored.plan, engine_of(stored.summary.province_code))
    return tuple(
        replace(record, points=record.points if len(record.points) > 1 else ())
        for record in route_records(request, stored.plan, lines)
    )


def _when(facts: dict[str, Fact]) -> tuple[datetime, datetime]:
    """From opening to closing; for a route the time that it is away."""
    first, last = ("opens_at", "closes_at") if "opens_at" in facts else ("leaves_at", "returns_at")
    if first in facts and last in facts:
        return datetime.fromisoformat(str(facts[first])), datetime.fromisoformat(str(facts[last]))
    return _days(date.fromisoformat(str(facts["date"])), 1)


def _days(start: date, days: int) -> tuple[datetime, datetime]:
    midnight = datetime.combine(start, time(), LOCAL_ZONE)
    return midnight, midnight + timedelta(days=days)
