"""The plan you already have: a hand-made schedule as history, or as a draft that is judged."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from geodata.findings import Finding, FindingLog, Severity, has_errors
from planner.assess.check import check_plan
from planner.assess.compare import Change, compare_plans
from planner.documents import digest, plan_digest, to_canonical
from planner.domain.calendar import Horizon
from planner.domain.demand import VisitRecord
from planner.domain.errors import ImportRefused
from planner.domain.province import ProvinceData, ProvinceVersion
from planner.domain.request import PlanRequest
from planner.domain.runs import PlanState, PlanSummary, StoredPlan
from planner.inputs.schedule import Done, read_schedule
from planner.ports import Clock, Store
from planner.usecases.handmade import handmade_plan
from planner.usecases.plans import request_of_week
from planner.usecases.runs import next_plan_id
from planner.usecases.travel import EngineOf, pack_matrix, travel_for

SCHEDULE_ROLE = "schedule"
"""The input that marks a plan as made by hand: the file it came from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A hand-made plan beside the optimiser's newest of the same days."""

    summary: PlanSummary
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftImported:
    """A schedule kept as a draft plan: judged, and compared where there is something to compare."""

    stored: StoredPlan
    request: PlanRequest
    findings: tuple[Finding, ...]
    comparison: Comparison | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryImported:
    """A schedule kept as visits done."""

    version: ProvinceVersion
    visits: int
    findings: tuple[Finding, ...]


def import_as_history(
    store: Store,
    clock: Clock,
    path: Path,
    province_code: str,
    *,
    actor: str,
    names: Mapping[str, str] | None = None,
) -> HistoryImported:
    """Keep a schedule's visits as done; a visit recorded before is replaced by the newer word."""
    with store.writing(actor=actor, at=clock.now()) as writer:
        data = writer.province(province_code)
        lines, findings = _read(path, data, names)
        visits = _visits(lines)
        new = {(v.village_code, v.service_code, v.date) for v in visits}
        kept = [v for v in data.history if (v.village_code, v.service_code, v.date) not in new]
        before = next(v for v in writer.provinces() if v.code == province_code)
        version = writer.put_province(
            dataclasses.replace(data, history=(*kept, *visits)), geography=before.geography
        )
        writer.note("schedule_recorded", f"province:{province_code}", visits=len(visits))
    return HistoryImported(version=version, visits=len(visits), findings=findings)


def import_as_draft(
    store: Store,
    clock: Clock,
    engine_of: EngineOf,
    path: Path,
    province_code: str,
    *,
    actor: str,
    names: Mapping[str, str] | None = None,
) -> DraftImported:
    """Keep a schedule as a draft plan of its week, whatever rules it breaks, with its verdict.

    Raises `ImportRefused` when the file has errors. Lines of other weeks than the first, and lines
    of villages nobody can reach, are told and left out.
    """
    with store.reading() as reader:
        data = reader.province(province_code)
    lines, findings = _read(path, data, names)
    horizon = _week_of(lines)
    request = _without_own(
        request_of_week(store, province_code, horizon, engine_of=engine_of), lines
    )
    travel = travel_for(engine_of(province_code), request)
    plan, left = handmade_plan(request, travel, lines)
    log = FindingLog(path.name)
    for out in left:
        log.add(out.code, Severity.WARNING, row=out.done.row, value=out.done.village_code)
    verdict = check_plan(request, travel, plan)
    with store.writing(actor=actor, at=clock.now()) as writer:
        inputs = {
            "request": writer.put_blob(to_canonical(request)),
            SCHEDULE_ROLE: writer.put_blob(path.read_bytes()),
        }
        inputs |= {f"travel:{p}": writer.put_blob(pack_matrix(m)) for p, m in travel.items()}
        summary = PlanSummary(
            id=next_plan_id(writer, request),
            province_code=province_code,
            start=plan.start,
            days=plan.days,
            created_at=clock.now(),
            created_by=actor,
            state=PlanState.DRAFT,
            digest=plan_digest(plan),
            request_digest=digest(request),
            inputs=inputs,
            value=verdict.value,
            people_served=plan.people_served,
            gap=None,
            is_clean=verdict.is_clean,
        )
        stored = StoredPlan(summary=summary, plan=plan, verdict=verdict)
        writer.add_plan(stored)
        writer.note(
            "handmade_plan_stored", f"plan:{summary.id}",
            digest=summary.digest, violations=len(verdict.violations),
        )  # fmt: skip
    return DraftImported(
        stored=stored,
        request=request,
        findings=(*findings, *log.findings),
        comparison=_compared(store, stored),
    )


def _compared(store: Store, stored: StoredPlan) -> Comparison | None:
    """Beside the newest plan of the same days that a search made."""
    mine = stored.summary
    with store.reading() as reader:
        for summary in reader.plans(province_code=mine.province_code, start=mine.start):
            if summary.run_id is not None and summary.days == mine.days:
                best = reader.plan(summary.id).plan
                return Comparison(summary=summary, changes=compare_plans(stored.plan, best))
    return None


def _read(
    path: Path, data: ProvinceData, names: Mapping[str, str] | None
) -> tuple[tuple[Done, ...], tuple[Finding, ...]]:
    lines, findings = read_schedule(path, data, names=names)
    if has_errors(findings):
        count = sum(f.severity is Severity.ERROR for f in findings)
        raise ImportRefused("files with errors, nothing was imported", findings, count=count)
    return lines, findings


def _week_of(lines: tuple[Done, ...]) -> Horizon:
    """The week, Monday to Sunday, of the first date."""
    first = min(done.date for done in lines)
    return Horizon(start=first - timedelta(days=first.weekday()), days=7)


def _visits(lines: tuple[Done, ...]) -> tuple[VisitRecord, ...]:
    return tuple(
        VisitRecord(
            village_code=done.village_code,
            service_code=service,
            date=done.date,
            people=people or 0,
            unit_code=done.unit_code,
        )
        for done in lines
        for service, people in done.servings
    )


def _without_own(request: PlanRequest, lines: tuple[Done, ...]) -> PlanRequest:
    """The request as before the schedule: its own visits, if recorded already, are no past."""
    own = {(d.village_code, service, d.date) for d in lines for service, _ in d.servings}
    history = tuple(
        v for v in request.history if (v.village_code, v.service_code, v.date) not in own
    )
    return dataclasses.replace(request, history=history)
