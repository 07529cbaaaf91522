"""What a careful administrator would look at, looked at: each check with what to do about it."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from planner.domain.people import Role
from planner.domain.runs import RunState
from planner.ports import Clock, Copier, Store
from planner.usecases.audit import verify_audit
from planner.usecases.workers import MOST_RUNS

FULL_BYTES, TIGHT_BYTES = 100_000_000, 2_000_000_000
"""Below the first nothing more should be written; below the second it is time to make room."""

Fact = str | int | float


class Health(StrEnum):
    """What a check says."""

    GOOD = "good"
    ADVICE = "advice"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at; its words are `doctor_<code>_<health>`."""

    code: str
    health: Health = Health.GOOD
    facts: dict[str, Fact] = field(default_factory=dict)


def examine(
    store: Store, copier: Copier, clock: Clock, data_dir: Path, *, kernels_dir: Path
) -> tuple[Check, ...]:
    """Look at the database, the audit log, disk, compiled code, people, data and workers."""
    return (
        Check(code="database", facts={"kind": copier.kind, "revision": copier.revision()}),
        _audit(store),
        _disk(data_dir),
        _privacy(data_dir),
        _kernels(kernels_dir),
        _administrators(store),
        _provinces(store),
        _workers(store, clock),
    )


def unknown_settings(environment: Mapping[str, str], known: Iterable[str]) -> Check:
    """Variables that look like settings of ours and are none: mostly typing errors."""
    names = set(known)
    odd = sorted(n for n in environment if n.startswith("PLANNER_") and n not in names)
    health = Health.ADVICE if odd else Health.GOOD
    return Check(code="settings", health=health, facts={"names": ", ".join(odd)})


def _audit(store: Store) -> Check:
    verdict = verify_audit(store)
    if verdict.first_bad is None:
        return Check(code="audit", facts={"entries": verdict.entries})
    return Check(code="audit", health=Health.BAD, facts={"number": verdict.first_bad})


def _disk(data_dir: Path) -> Check:
    there = next(path for path in (data_dir, *data_dir.resolve().parents) if path.exists())
    free = shutil.disk_usage(there).free
    is_writable = os.access(there, os.W_OK)
    health = Health.GOOD if free >= TIGHT_BYTES else Health.ADVICE
    if free < FULL_BYTES or not is_writable:
        health = Health.BAD
    facts: dict[str, Fact] = {"free_mb": free // 1_000_000, "folder": str(data_dir)}
    return Check(code="disk", health=health, facts=facts)


def _privacy(data_dir: Path) -> Check:
    """Password hashes and names lie there: nobody else on the machine should read them."""
    open_to_all = data_dir.exists() and bool(data_dir.stat().st_mode & 0o007)
    health = Health.ADVICE if open_to_all else Health.GOOD
    return Check(code="privacy", health=health, facts={"folder": str(data_dir)})


def _kernels(folder: Path) -> Check:
    count = sum(1 for _ in _compiled(folder))
    health = Health.GOOD if count else Health.ADVICE
    return Check(code="kernels", health=health, facts={"count": count})


def _compiled(folder: Path) -> Iterator[Path]:
    return folder.rglob("*.nbi")


def _administrators(store: Store) -> Check:
    with store.reading() as reader:
        members = [m for m in reader.members() if m.is_active]
    heads = sum(Role.ADMINISTRATOR in member.roles for member in members)
    facts: dict[str, Fact] = {"members": len(members), "administrators": heads}
    return Check(code="people", health=Health.GOOD if heads else Health.ADVICE, facts=facts)


def _provinces(store: Store) -> Check:
    with store.reading() as reader:
        count = len(reader.provinces())
    return Check(
        code="provinces", health=Health.GOOD if count else Health.ADVICE, facts={"count": count}
    )


def _workers(store: Store, clock: Clock) -> Check:
    """Somebody must be there while runs wait; nobody need be while none do."""
    now = clock.now()
    with store.reading() as reader:
        workers = reader.workers()
        open_runs = reader.runs(states=(RunState.ACCEPTED, RunState.RUNNING), limit=MOST_RUNS)
    living = [worker.name for worker in workers if worker.is_alive(now)]
    silent = [worker.name for worker in workers if not worker.is_alive(now)]
    waiting = sum(run.is_queued for run in open_runs)
    health = Health.ADVICE if silent else Health.GOOD
    if waiting and not living:
        health = Health.BAD
    facts: dict[str, Fact] = {
        "living": ", ".join(living) or "–",
        "silent": ", ".join(silent) or "–",
        "waiting": waiting,
    }
    return Check(code="workers", health=health, facts=facts)
