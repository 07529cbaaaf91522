"""Runs of workers that died are handed to those that live; finished ones are forgotten in time.

The engine gives a begun run back to a worker of the same name only. A worker that fell silent, or
whom somebody names, has its begun runs put back into the queue; the store takes one result, so a
worker that was thought dead and was not does no harm.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from dbos import DBOSClient, DBOSPortableJSONSerializer

from planner.jobs.engine import QUEUE, engine_told
from planner.ports import Clock, Store
from planner.usecases.workers import dead_workers, end_work

MOST_AT_ONCE = 1000
_log = logging.getLogger(__name__)


@contextmanager
def _client(queue_url: str) -> Iterator[DBOSClient]:
    with engine_told():
        client = DBOSClient(system_database_url=queue_url, serializer=DBOSPortableJSONSerializer())
        try:
            yield client
        finally:
            client.destroy()


def take_over(queue_url: str, name: str) -> tuple[str, ...]:
    """Put back into the queue what a worker had begun; the ids of those runs."""
    with _client(queue_url) as client:
        begun = client.list_workflows(
            status="PENDING", executor_id=name, load_input=False, load_output=False
        )
        ids = [workflow.workflow_id for workflow in begun]
        if ids:
            client.resume_workflows(ids, queue_name=QUEUE)
    return tuple(ids)


def take_over_dead(store: Store, clock: Clock, queue_url: str, *, but: str) -> tuple[str, ...]:
    """Take over from every worker that fell silent, except oneself; the runs' ids."""
    taken: list[str] = []
    for worker in dead_workers(store, clock):
        if worker.name != but:
            ids = take_over(queue_url, worker.name)
            end_work(store, clock, worker)
            _log.warning("worker_taken_over", extra={"worker": worker.name, "runs": len(ids)})
            taken += ids
    return tuple(taken)


def forget_finished(queue_url: str, before: datetime) -> int:
    """Remove what the engine remembers of runs that ended before a moment; how many."""
    with _client(queue_url) as client:
        ended = client.list_workflows(
            status=["SUCCESS", "ERROR", "CANCELLED"],
            completed_before=before.astimezone(UTC).isoformat(),
            limit=MOST_AT_ONCE,
            load_input=False,
            load_output=False,
        )
        ids = [workflow.workflow_id for workflow in ended]
        if ids:
            client.delete_workflows(ids)
    return len(ids)
