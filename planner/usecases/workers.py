"""Workers told apart, heard, and missed."""

from dataclasses import replace
from datetime import timedelta

from planner.domain.errors import Conflict, TooManyRuns
from planner.domain.runs import Run, RunState
from planner.domain.workers import Worker
from planner.ports import Clock, Store

MOST_RUNS = 1_000_000
MOST_WAITING = 20
"""Queued runs of one province that may be open at once."""


def begin_work(store: Store, clock: Clock, name: str, host: str, pid: int, at_once: int) -> Worker:
    """Say that a worker is there; raises `Conflict` while another lives by the same name.

    A worker that was killed counts as living until it has been silent for a minute, unless whoever
    starts it anew knows better and takes its entry out first (`end_work`).
    """
    now = clock.now()
    worker = Worker(name=name, host=host, pid=pid, at_once=at_once, started_at=now, seen_at=now)
    with store.writing(actor="worker", at=now) as writer:
        other = next((w for w in writer.workers() if w.name == name), None)
        if other is not None and other.pid != pid and other.is_alive(now):
            raise Conflict("a worker of this name is at work", worker=name, host=other.host)
        writer.put_worker(worker)
    return worker


def beat(store: Store, clock: Clock, worker: Worker) -> None:
    """Say that a worker still lives."""
    now = clock.now()
    with store.writing(actor="worker", at=now) as writer:
        writer.put_worker(replace(worker, seen_at=now))


def end_work(store: Store, clock: Clock, worker: Worker) -> None:
    """Say that a worker has stopped: nobody need wait for its silence."""
    with store.writing(actor="worker", at=clock.now()) as writer:
        writer.drop_worker(worker.name)


def dead_workers(store: Store, clock: Clock) -> tuple[Worker, ...]:
    """Workers that fell silent without saying that they stopped."""
    now = clock.now()
    with store.reading() as reader:
        return tuple(worker for worker in reader.workers() if not worker.is_alive(now))


def runs_to_hand_out(store: Store, *, per_province: int) -> tuple[Run, ...]:
    """Queued runs that may be carried out now, oldest first: so many of a province at once.

    Every worker comes to the same answer, since it depends on the store alone: of the runs of a
    province that are not closed, the oldest so many.
    """
    with store.reading() as reader:
        open_runs = reader.runs(states=(RunState.ACCEPTED, RunState.RUNNING), limit=MOST_RUNS)
    chosen: list[Run] = []
    count: dict[str, int] = {}
    for run in sorted(open_runs, key=lambda run: (run.created_at, run.province_code, run.id)):
        if run.is_queued:
            count[run.province_code] = count.get(run.province_code, 0) + 1
            if count[run.province_code] <= per_province:
                chosen.append(run)
    return tuple(chosen)


def need_room(store: Store, province_code: str, *, most: int = MOST_WAITING) -> None:
    """Raise `TooManyRuns` while as many queued runs of a province are open as may be."""
    with store.reading() as reader:
        open_runs = reader.runs(
            province_code=province_code,
            states=(RunState.ACCEPTED, RunState.RUNNING),
            limit=MOST_RUNS,
        )
    waiting = sum(run.is_queued for run in open_runs)
    if waiting >= most:
        raise TooManyRuns("too many runs wait", province=province_code, waiting=waiting)


def tidy(store: Store, clock: Clock, *, keep: timedelta) -> int:
    """Forget runs that came to nothing and ended longer ago than `keep`; how many.

    So are nationwide runs of which no province has a plan. What a province of another failed with
    is forgotten with its run.

    Plans and what they were made from are never forgotten; sessions that have expired are.
    """
    now = clock.now()
    with store.writing(actor="system", at=now) as writer:
        nationals = writer.drop_fruitless_nationals(before=now - keep)
        count = writer.drop_fruitless_runs(before=now - keep)
        sessions = writer.drop_expired_sessions(at=now)
        if count or sessions or nationals:
            writer.note(
                "tidied", "store",
                runs=count, nationals=nationals, sessions=sessions, keep_days=keep.days,
            )  # fmt: skip
    return count
