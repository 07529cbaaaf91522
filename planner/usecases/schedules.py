"""The plan you already have: a hand-made schedule as history, as judged drafts, or as published."""

import dataclasses
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from geodata.findings import Finding, FindingLog, Severity, has_errors
from geodata.matrix import TravelMatrix
from planner.assess.check import check_plan
from planner.documents import digest, plan_digest, to_canonical
from planner.domain.calendar import Horizon
from planner.domain.demand import VisitRecord
from planner.domain.errors import DaysTaken, ImportRefused, SecondPersonNeeded
from planner.domain.life import LifeStep
from planner.domain.plan import Plan
from planner.domain.province import ProvinceData, ProvinceVersion
from planner.domain.request import PlanRequest
from planner.domain.runs import PlanState, PlanSummary, StoredPlan
from planner.domain.verdict import Verdict
from planner.inputs.schedule import Done, read_schedule
from planner.ports import Clock, Store
from planner.usecases.comparing import Comparison, beside_the_optimisers
from planner.usecases.handmade import handmade_plan
from planner.usecases.life import published_plans, take_step
from planner.usecases.plans import request_of_week
from planner.usecases.runs import next_plan_id
from planner.usecases.travel import EngineOf, pack_matrix, travel_for

WEEK_DAYS = 7
SCHEDULE_ROLE = "schedule"
"""The input that marks a plan as made by hand: the file it came from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """How a schedule was published before it came here: another person approved it.

    `reason` is needed for one that breaks rules; `replaces` names the published plan it stands for.
    """

    approved_by: str
    reason: str = ""
    replaces: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftImported:
    """A week of a schedule kept as a plan: judged, and compared where there is what to compare.

    `is_known`: the same file made the same plan before, which is this one.
    """

    stored: StoredPlan
    request: PlanRequest
    findings: tuple[Finding, ...]
    comparison: Comparison | None
    is_known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryImported:
    """A schedule kept as visits done; `new` of them were not known so before."""

    version: ProvinceVersion
    visits: int
    new: int
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
    """Keep a schedule's visits as done; a visit recorded before is replaced by the newer word.

    What is known already makes no new version of the province.
    """
    with store.reading() as reader:
        lines, findings = _read(path, reader.province(province_code), names)
        version = next(v for v in reader.provinces() if v.code == province_code)
    visits = _visits(lines)
    with store.writing(actor=actor, at=clock.now()) as writer:
        data = writer.province(province_code)
        known = set(data.history)
        new = [visit for visit in visits if visit not in known]
        if new:
            named = {(v.village_code, v.service_code, v.date) for v in visits}
            kept = (
                v for v in data.history if (v.village_code, v.service_code, v.date) not in named
            )
            version = writer.put_province(
                dataclasses.replace(data, history=(*kept, *visits)), geography=version.geography
            )
            writer.note("schedule_recorded", f"province:{province_code}", visits=len(new))
    return HistoryImported(version=version, visits=len(visits), new=len(new), findings=findings)


def import_schedule(
    store: Store,
    clock: Clock,
    engine_of: EngineOf,
    path: Path,
    province_code: str,
    *,
    actor: str,
    names: Mapping[str, str] | None = None,
    announced: Announcement | None = None,
) -> tuple[DraftImported, ...]:
    """Keep a schedule as plans, one a week, whatever rules they break, each with its verdict.

    They are drafts, or with `announced` published: approved by the person it names, published by
    the actor, and counted as visits by the weeks after. A week that the same file made before is
    not kept again. Raises `ImportRefused` when the file has errors, `DaysTaken` when another plan
    of such a week is published, `SecondPersonNeeded` and `ReasonNeeded` as publishing does; lines
    of villages nobody can reach are told and left out.
    """
    with store.reading() as reader:
        data = reader.province(province_code)
    lines, findings = _read(path, data, names)
    weeks: dict[date, list[Done]] = {}
    for done in lines:
        weeks.setdefault(done.date - timedelta(days=done.date.weekday()), []).append(done)
    if announced is not None:
        _need_room(store, province_code, tuple(weeks), announced, content_of(path))
        _need_second(announced, actor)
    imported = []
    for start in sorted(weeks):
        week = tuple(weeks[start])
        draft = _import_week(store, clock, engine_of, path, province_code, start, week, actor)
        if announced is not None:
            draft = _published(store, clock, draft, announced, actor)
        imported.append(draft)
    first = dataclasses.replace(imported[0], findings=(*findings, *imported[0].findings))
    return (first, *imported[1:])


def content_of(path: Path) -> str:
    """What names a file's content among the stored inputs: its SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _need_room(
    store: Store, code: str, starts: tuple[date, ...], announced: Announcement, content: str
) -> None:
    """Raise `DaysTaken` before anything is kept when a week has another published plan."""
    with store.reading() as reader:
        for start in starts:
            for other in published_plans(reader, code, start, WEEK_DAYS):
                is_own = other.inputs.get(SCHEDULE_ROLE) == content
                if not is_own and other.id != announced.replaces:
                    raise DaysTaken("these days have a published plan", plan_id=other.id)


def _need_second(announced: Announcement, actor: str) -> None:
    if announced.approved_by == actor:
        raise SecondPersonNeeded("another person must have approved it", by=actor)


def _import_week(
    store: Store,
    clock: Clock,
    engine_of: EngineOf,
    path: Path,
    province_code: str,
    start: date,
    lines: tuple[Done, ...],
    actor: str,
) -> DraftImported:
    horizon = Horizon(start=start, days=WEEK_DAYS)
    request = _without_own(
        request_of_week(store, province_code, horizon, engine_of=engine_of), lines
    )
    travel = travel_for(engine_of(province_code), request)
    plan, left = handmade_plan(request, travel, lines)
    log = FindingLog(path.name)
    for out in left:
        log.add(out.code, Severity.WARNING, row=out.done.row, value=out.done.village_code)
    verdict = check_plan(request, travel, plan)
    stored = _known(store, province_code, plan, content_of(path))
    is_known = stored is not None
    if stored is None:
        stored = _keep_draft(store, clock, path, request, travel, plan, verdict, actor)
    return DraftImported(
        stored=stored,
        request=request,
        findings=log.findings,
        comparison=beside_the_optimisers(store, stored),
        is_known=is_known,
    )


def _known(store: Store, province_code: str, plan: Plan, content: str) -> StoredPlan | None:
    """The plan that the same file made before, if it says the same and is not withdrawn."""
    with store.reading() as reader:
        for summary in reader.plans(province_code=province_code, start=plan.start):
            is_same = summary.inputs.get(SCHEDULE_ROLE) == content
            if is_same and summary.state is not PlanState.WITHDRAWN:
                stored = reader.plan(summary.id)
                if stored.plan.trips == plan.trips:
                    return stored
    return None


def _published(
    store: Store, clock: Clock, draft: DraftImported, announced: Announcement, actor: str
) -> DraftImported:
    """The draft led on to published, by the two persons who did so before it came here."""
    summary = draft.stored.summary
    if summary.state is PlanState.DRAFT:
        summary = take_step(
            store, clock, summary.id, LifeStep.APPROVE,
            by=announced.approved_by, reason=announced.reason,
        ).summary  # fmt: skip
    if summary.state is PlanState.APPROVED:
        summary = take_step(
            store, clock, summary.id, LifeStep.PUBLISH,
            by=actor, reason=announced.reason, replaces=announced.replaces,
        ).summary  # fmt: skip
    stored = dataclasses.replace(draft.stored, summary=summary)
    return dataclasses.replace(draft, stored=stored)


def _keep_draft(
    store: Store,
    clock: Clock,
    path: Path,
    request: PlanRequest,
    travel: Mapping[str, TravelMatrix],
    plan: Plan,
    verdict: Verdict,
    actor: str,
) -> StoredPlan:
    with store.writing(actor=actor, at=clock.now()) as writer:
        inputs = {
            "request": writer.put_blob(to_canonical(request)),
            SCHEDULE_ROLE: writer.put_blob(path.read_bytes()),
        }
        inputs |= {f"travel:{p}": writer.put_blob(pack_matrix(m)) for p, m in travel.items()}
        summary = PlanSummary(
            id=next_plan_id(writer, request),
            province_code=request.province_code,
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
    return stored


def _read(
    path: Path, data: ProvinceData, names: Mapping[str, str] | None
) -> tuple[tuple[Done, ...], tuple[Finding, ...]]:
    lines, findings = read_schedule(path, data, names=names)
    if has_errors(findings):
        count = sum(f.severity is Severity.ERROR for f in findings)
        raise ImportRefused("files with errors, nothing was imported", findings, count=count)
    return lines, findings


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
