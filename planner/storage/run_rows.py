"""Rows <-> runs, plans, members and audit entries, by hand."""

from typing import Any

from planner.documents import from_json
from planner.domain.answers import Answer
from planner.domain.audit import AuditEntry
from planner.domain.cases import Case
from planner.domain.life import LifeStep, PlanStep
from planner.domain.params import SolveParams
from planner.domain.people import Session, SetupLink
from planner.domain.plan import Plan
from planner.domain.province import ProvinceVersion
from planner.domain.runs import (
    PlanState,
    PlanSummary,
    Progress,
    Run,
    RunFigures,
    RunKind,
    RunState,
    StoredPlan,
)
from planner.domain.verdict import Verdict
from planner.domain.workers import Worker
from planner.storage.rows import Row, text_of

Facts = dict[str, str | int | float]


def run_columns(run: Run) -> dict[str, Any]:
    """The columns of a run."""
    return {
        "id": run.id,
        "province_code": run.province_code,
        "start": run.start,
        "days": run.days,
        "request_digest": run.request_digest,
        "params": text_of(run.params),
        "created_at": run.created_at,
        "created_by": run.created_by,
        "updated_at": run.updated_at,
        "state": run.state.value,
        "is_queued": run.is_queued,
        "stop_asked": run.stop_asked,
        "progress": None if run.progress is None else text_of(run.progress),
        "error_code": run.error_code,
        "error_facts": text_of(run.error_facts),
        "plan_id": run.plan_id,
        "kind": run.kind.value,
        "wish": text_of(run.wish),
        "outcome_digest": run.outcome_digest,
        "is_routine": run.is_routine,
        "figures": None if run.figures is None else text_of(run.figures),
    }


def to_run(row: Row) -> Run:
    """The run of a row."""
    return Run(
        id=row["id"],
        province_code=row["province_code"],
        start=row["start"],
        days=row["days"],
        request_digest=row["request_digest"],
        params=from_json(SolveParams, row["params"]),
        created_at=row["created_at"],
        created_by=row["created_by"],
        updated_at=row["updated_at"],
        state=RunState(row["state"]),
        is_queued=row["is_queued"],
        stop_asked=row["stop_asked"],
        progress=None if row["progress"] is None else from_json(Progress, row["progress"]),
        error_code=row["error_code"],
        error_facts=from_json(Facts, row["error_facts"]),
        plan_id=row["plan_id"],
        kind=RunKind(row["kind"]),
        wish=from_json(Facts, row["wish"]),
        outcome_digest=row["outcome_digest"],
        is_routine=row["is_routine"],
        figures=None if row["figures"] is None else from_json(RunFigures, row["figures"]),
    )


def plan_columns(stored: StoredPlan) -> dict[str, Any]:
    """The columns of a stored plan; its inputs lie in a table of their own."""
    summary = stored.summary
    return {
        "id": summary.id,
        "province_code": summary.province_code,
        "start": summary.start,
        "days": summary.days,
        "created_at": summary.created_at,
        "created_by": summary.created_by,
        "state": summary.state.value,
        "digest": summary.digest,
        "request_digest": summary.request_digest,
        "value": summary.value,
        "people_served": summary.people_served,
        "gap": summary.gap,
        "is_clean": summary.is_clean,
        "run_id": summary.run_id,
        "version": summary.version,
        "document": text_of(stored.plan),
        "verdict": text_of(stored.verdict),
    }


def to_summary(row: Row, inputs: dict[str, str]) -> PlanSummary:
    """The summary of a plan's row."""
    return PlanSummary(
        id=row["id"],
        province_code=row["province_code"],
        start=row["start"],
        days=row["days"],
        created_at=row["created_at"],
        created_by=row["created_by"],
        state=PlanState(row["state"]),
        digest=row["digest"],
        request_digest=row["request_digest"],
        inputs=inputs,
        value=row["value"],
        people_served=row["people_served"],
        gap=row["gap"],
        is_clean=row["is_clean"],
        run_id=row["run_id"],
        version=row["version"],
    )


def to_stored_plan(row: Row, inputs: dict[str, str]) -> StoredPlan:
    """The stored plan of a row."""
    return StoredPlan(
        summary=to_summary(row, inputs),
        plan=from_json(Plan, row["document"]),
        verdict=from_json(Verdict, row["verdict"]),
    )


def step_columns(step: PlanStep) -> dict[str, Any]:
    """The columns of a step of a plan's life."""
    return {
        "plan_id": step.plan_id,
        "version": step.version,
        "step": step.step.value,
        "by": step.by,
        "at": step.at,
        "reason": step.reason,
        "is_override": step.is_override,
    }


def to_step(row: Row) -> PlanStep:
    """The step of a row."""
    return PlanStep(
        plan_id=row["plan_id"],
        version=row["version"],
        step=LifeStep(row["step"]),
        by=row["by"],
        at=row["at"],
        reason=row["reason"],
        is_override=row["is_override"],
    )


def to_province_version(row: Row) -> ProvinceVersion:
    """The province version of a row."""
    return ProvinceVersion(
        code=row["code"],
        name_th=row["name_th"],
        name_en=row["name_en"],
        version=row["version"],
        imported_at=row["imported_at"],
        imported_by=row["imported_by"],
        data_digest=row["data_digest"],
        geography=row["geography"],
    )


def to_session(row: Row) -> Session:
    """The session of a row."""
    return Session(
        token_digest=row["token_digest"],
        login=row["login"],
        created_at=row["created_at"],
        expires_at=row["expires_at"],
    )


def to_setup_link(row: Row) -> SetupLink:
    """The setup link of a row."""
    return SetupLink(
        token_digest=row["token_digest"],
        created_at=row["created_at"],
        expires_at=row["expires_at"],
        used_at=row["used_at"],
    )


def audit_columns(entry: AuditEntry) -> dict[str, Any]:
    """The columns of an audit entry."""
    return {
        "number": entry.number,
        "at": entry.at,
        "actor": entry.actor,
        "action": entry.action,
        "thing": entry.thing,
        "facts": text_of(entry.facts),
        "previous": entry.previous,
        "digest": entry.digest,
    }


def to_audit_entry(row: Row) -> AuditEntry:
    """The audit entry of a row."""
    return AuditEntry(
        number=row["number"],
        at=row["at"],
        actor=row["actor"],
        action=row["action"],
        thing=row["thing"],
        facts=from_json(Facts, row["facts"]),
        previous=row["previous"],
        digest=row["digest"],
    )


def worker_columns(worker: Worker) -> dict[str, Any]:
    """The columns of a worker."""
    return {
        "name": worker.name,
        "host": worker.host,
        "pid": worker.pid,
        "at_once": worker.at_once,
        "started_at": worker.started_at,
        "seen_at": worker.seen_at,
    }


def to_worker(row: Row) -> Worker:
    """The worker of a row."""
    return Worker(**row)


def case_columns(case: Case) -> dict[str, Any]:
    """The columns of a request."""
    return {
        "receipt": case.receipt,
        "province_code": case.province_code,
        "state": case.state.value,
        "due_on": case.due_on,
        "version": case.version,
        "document": text_of(case),
    }


def answer_columns(answer: Answer) -> dict[str, Any]:
    """The columns of a kept answer, but the moment."""
    return {
        "key": answer.key,
        "request_digest": answer.request_digest,
        "status": answer.status,
        "headers": answer.headers,
        "body": answer.body,
    }


def to_answer(row: Row) -> Answer:
    """The kept answer of a row."""
    return Answer(
        key=row["key"],
        request_digest=row["request_digest"],
        status=row["status"],
        headers=row["headers"],
        body=bytes(row["body"]),
    )
