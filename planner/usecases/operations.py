"""What those who run the service look at: readiness, numbers, the audit log's head outside."""

import shutil
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from planner.domain.calendar import LOCAL_ZONE
from planner.domain.cases import ClockState
from planner.domain.errors import Conflict, StoreUnavailable
from planner.domain.runs import RunState
from planner.domain.weekly import Tick
from planner.ports import Clock, Store
from planner.usecases.audit import audit_head, write_head
from planner.usecases.doctor import FULL_BYTES
from planner.usecases.promises import near_breach
from planner.usecases.workers import MOST_RUNS

LOOKED_AT = 200
"""Newest successful runs whose search time and gap are told."""
LONGEST_WAIT = timedelta(minutes=15)
"""A run may wait so long while no worker lives before the service counts as not ready."""
NEAR_DAYS = 3
"""Working days before its breach at which a promise counts as near."""
AUDIT_TICK = "audit_head"


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """How the service stands, in numbers.

    `heartbeat_age_s` by worker; `solve_cpu_s` and `gaps` of the newest successful runs.
    """

    runs: dict[RunState, int]
    queued: int
    oldest_wait_s: float
    heartbeat_age_s: dict[str, float]
    solve_cpu_s: tuple[float, ...]
    gaps: tuple[float, ...]
    promises_near: int
    promises_broken: int
    audit_entries: int
    disk_free_bytes: int


def readings(store: Store, clock: Clock, data_dir: Path) -> Readings:
    """Read everything as of now; raises `StoreUnavailable`."""
    now = clock.now()
    with store.reading() as reader:
        runs = reader.runs(limit=MOST_RUNS)
        workers = reader.workers()
        head = reader.audit_head()
        provinces = [version.code for version in reader.provinces()]
    waiting = [r.created_at for r in runs if r.is_queued and r.state is RunState.ACCEPTED]
    known = [run.figures for run in runs if run.figures is not None][:LOOKED_AT]
    near = near_breach(store, clock, provinces, working_days=NEAR_DAYS)
    broken = sum(found.clock.state is ClockState.BREACHED for found in near)
    return Readings(
        runs=dict(Counter(run.state for run in runs)),
        queued=len(waiting),
        oldest_wait_s=max(((now - when).total_seconds() for when in waiting), default=0.0),
        heartbeat_age_s={w.name: (now - w.seen_at).total_seconds() for w in workers},
        solve_cpu_s=tuple(figures.cpu_s for figures in known),
        gaps=tuple(figures.gap for figures in known if figures.gap is not None),
        promises_near=len(near) - broken,
        promises_broken=broken,
        audit_entries=0 if head is None else head.number,
        disk_free_bytes=free_bytes(data_dir),
    )


def free_bytes(data_dir: Path) -> int:
    """Bytes free where the data directory is, or will be."""
    there = next(path for path in (data_dir, *data_dir.resolve().parents) if path.exists())
    return shutil.disk_usage(there).free


def readiness(store: Store, clock: Clock, data_dir: Path) -> dict[str, bool]:
    """Whether each part that the service needs is there: database, disk, a worker for the queue.

    A queue without a living worker counts as ready until its oldest run has waited a while.
    """
    checks = {"database": False, "disk": free_bytes(data_dir) >= FULL_BYTES, "queue": False}
    now = clock.now()
    try:
        with store.reading() as reader:
            open_runs = reader.runs(states=(RunState.ACCEPTED,), limit=MOST_RUNS)
            is_alive = any(worker.is_alive(now) for worker in reader.workers())
    except StoreUnavailable:
        return checks
    late = any(run.is_queued and now - run.created_at > LONGEST_WAIT for run in open_runs)
    return checks | {"database": True, "queue": is_alive or not late}


def export_audit_head(store: Store, clock: Clock, path: Path | None) -> bool:
    """Add the head of the audit log to a file outside the database, once a day; whether it was.

    The file is written before the day is noted as done: a crash between the two writes a head
    twice, which does no harm, and never leaves one out.
    """
    now = clock.now()
    midnight = datetime.combine(now.astimezone(LOCAL_ZONE).date(), time(0), LOCAL_ZONE)
    if path is None:
        return False
    with store.reading() as reader:
        last = reader.last_tick(AUDIT_TICK)
    head = audit_head(store)
    if head is None or (last is not None and last.due_at >= midnight):
        return False
    write_head(head, path)
    try:
        with store.writing(actor="system", at=now) as writer:
            writer.add_tick(Tick(name=AUDIT_TICK, due_at=midnight, done_at=now))
            writer.note("audit_head_exported", "audit", number=head.number)
    except Conflict:
        return False
    return True
