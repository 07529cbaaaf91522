"""What everybody who speaks to the job engine must agree on."""

from collections.abc import Iterator
from contextlib import contextmanager

from planner.domain.errors import PlannerError, StoreUnavailable

QUEUE = "runs"
WORKFLOW = "carry_out_run"
ENGINE_VERSION = "1"
"""Raised by hand when an older program's begun runs must not be taken up by this one."""
POLL_S = 0.5


@contextmanager
def engine_told() -> Iterator[None]:
    """Turns whatever the engine raises into `StoreUnavailable`: its database is away.

    It raises errors of its own, of its database's library and of its driver; none of them is ours.
    """
    try:
        yield
    except PlannerError:
        raise
    except Exception as error:
        raise StoreUnavailable("the job engine failed", cause=repr(error)[:300]) from error
