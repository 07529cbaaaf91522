"""A plan's dossier: all that an auditor needs to judge how a plan came to be, in one place."""

import io
import json
import zipfile
from dataclasses import dataclass, replace
from typing import Any

from planner.documents import digest, to_data, to_json
from planner.domain.audit import AuditEntry, AuditFilter
from planner.domain.life import PlanStep
from planner.domain.plan import Plan
from planner.domain.runs import StoredPlan
from planner.ports import Store
from planner.usecases.audit import AuditVerdict, verify_audit
from planner.usecases.audit_search import found_entries
from planner.usecases.plans import Recheck, recheck_plan

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
"""Files of a dossier carry no time of their own, so that the same dossier is the same file."""
MOST_ENTRIES = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A plan with the checker's second look, its life, its audit entries, and the log's state."""

    stored: StoredPlan
    recheck: Recheck
    steps: tuple[PlanStep, ...]
    entries: tuple[AuditEntry, ...]
    audit: AuditVerdict

    @property
    def overrides(self) -> tuple[PlanStep, ...]:
        """Steps that a person took although the checker found rules broken."""
        return tuple(step for step in self.steps if step.is_override)

    @property
    def is_repeatable(self) -> bool:
        """Whether the search was stopped by counts, so that it gives the same plan again."""
        provenance = self.stored.plan.provenance
        return provenance is not None and provenance.is_repeatable


def dossier_of(store: Store, plan_id: str) -> Dossier:
    """The dossier of a plan; the checker and the walk along the log are done now."""
    with store.reading() as reader:
        stored = reader.plan(plan_id)
        steps = reader.plan_steps(plan_id)
    return Dossier(
        stored=stored,
        recheck=recheck_plan(store, plan_id),
        steps=steps,
        entries=entries_of(store, stored),
        audit=verify_audit(store),
    )


def entries_of(store: Store, stored: StoredPlan) -> tuple[AuditEntry, ...]:
    """Audit entries about a plan and the run that made it, oldest first."""
    things = [f"plan:{stored.summary.id}"]
    if stored.summary.run_id is not None:
        things.append(f"run:{stored.summary.run_id}")
    found = {
        entry.number: entry
        for thing in things
        for entry in found_entries(store, None, AuditFilter(thing=thing))
        if entry.thing == thing
    }
    return tuple(found[number] for number in sorted(found))[:MOST_ENTRIES]


def dossier_data(dossier: Dossier) -> dict[str, Any]:
    """The dossier as one JSON document; the inputs by their digests."""
    summary = dossier.stored.summary
    provenance = dossier.stored.plan.provenance
    return {
        "schema": "plan-dossier/1",
        "plan": to_data(summary),
        "policy": to_data(dossier.recheck.request.policy),
        "provenance": None if provenance is None else to_data(provenance),
        "is_repeatable": dossier.is_repeatable,
        "verdict": to_data(dossier.recheck.verdict),
        "differences": list(dossier.recheck.differences),
        "steps": [to_data(step) for step in dossier.steps],
        "overrides": [to_data(step) for step in dossier.overrides],
        "audit_entries": [to_data(entry) for entry in dossier.entries],
        "audit_log": to_data(dossier.audit) | {"is_whole": dossier.audit.is_whole},
    }


def dossier_zip(store: Store, dossier: Dossier, page: bytes) -> bytes:
    """The dossier as one ZIP: the page, its data, the plan, and every input under its digest.

    With these files the checker can judge the plan again on another machine.
    """
    stored = dossier.stored
    files: dict[str, bytes] = {
        "dossier.html": page,
        "dossier.json": _readable(dossier_data(dossier)),
        "plan.json": to_json(stored.plan),
        "verdict.json": to_json(stored.verdict),
    }
    with store.reading() as reader:
        for role, name in sorted(stored.summary.inputs.items()):
            ending = "json" if role == "request" else "npz"
            plain = role.replace(":", "-").replace("/", "-")
            files[f"inputs/{plain}-{name[:16]}.{ending}"] = reader.blob(name)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, body in files.items():
            archive.writestr(zipfile.ZipInfo(path, FIXED_TIME), body, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def what_is_done(plan: Plan) -> str:
    """The digest of what a plan does and is worth: without reasons, proofs and how it was found."""
    return digest(replace(plan, unplanned=(), bounds=(), provenance=None))


def _readable(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True).encode()
