"""Solving in a child process with limits: what every service uses.

A solve holds the interpreter lock and can die in C++ code; in a child it can do neither to its
parent. The child dies with its parent, never outlives its limits, and a killed child is a failed
run with its cause, never a hung one.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from geodata.child import ChildLimits, ChildOutcome, run_child
from geodata.matrix import TravelMatrix
from planner.documents import from_json, to_json
from planner.domain.errors import NothingServed, SolverFailed, TooManyChanges
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.optimiser.messages import Forcing, Line, Order, write_matrices
from planner.optimiser.names import name_all
from planner.optimiser.rules.travel import matrices
from planner.optimiser.stop import GUARD
from planner.optimiser.workers import Tell, solve_side_by_side
from planner.ports import Progress

CHILD_MODULE = "planner.optimiser.child"
START_MB = 3072
"""Address space that Python, NumPy, OR-Tools and compiled code take before anything is solved;
most of it is mapped, not used."""
START_S = 120.0
"""Grace beyond the search's own limits, for starting, compiling and writing the plan: all kernels
cold took 60 CPU s, and more on a slower machine. Only what hangs ever uses the rest."""
PATIENCE_S = 60.0
"""Wall seconds more that a child may take to stop: on a busy machine a second of work takes many.
It was asked to stop by then, and its CPU limit holds all the while."""
NICE = 5


def solve_in_child(
    request: PlanRequest,
    travel: Mapping[str, TravelMatrix],
    params: SolveParams,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Plan:
    """Solve in a child process; fulfils `planner.ports.Solver`.

    Raises
    ------
    InvalidDocument
        When travel lacks a profile or a place of the request; no child is started.
    NothingServed
        When somebody could be served and the search served nobody.
    TooManyChanges
        When no plan was found within the change budget.
    SolverFailed
        When the child (with several workers: every one) ends without a plan: `facts` hold the
        cause (killed, timed_out, out_of_memory, ended), its return code, what it used and the
        last line it complained.
    """
    matrices(name_all(request), travel)
    with TemporaryDirectory(prefix="planner-solve-") as folder:
        files = write_matrices(travel, request.profiles(), Path(folder))

        def work(own: SolveParams, tell: Tell, stop: Callable[[], bool]) -> Plan:
            return _carry_out(Order(request=request, params=own, matrices=files), tell, stop)

        stop = should_stop or bool
        if params.workers == 1:
            return work(params, on_progress, stop)
        return solve_side_by_side(work, params, on_progress=on_progress, should_stop=stop)


def explain_in_child(
    request: PlanRequest,
    travel: Mapping[str, TravelMatrix],
    plan: Plan,
    rows: Sequence[tuple[str, str]],
    params: SolveParams,
    *,
    each_day: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Plan:
    """Force left-out rows in a child process; fulfils `planner.ports.Forcer`, errors as above."""
    matrices(name_all(request), travel)
    with TemporaryDirectory(prefix="planner-explain-") as folder:
        order = Order(
            request=request,
            params=params,
            matrices=write_matrices(travel, request.profiles(), Path(folder)),
            forcing=Forcing(plan=plan, rows=tuple(rows), each_day=each_day),
        )
        return _carry_out(order, on_progress, should_stop or bool)


def _carry_out(order: Order, on_progress: Tell, should_stop: Callable[[], bool]) -> Plan:
    """One child, from its order to its plan."""
    ears = _Ears(on_progress)
    limits = limits_of(order.params)
    stop_at_s = time.monotonic() + limits.wall_s - PATIENCE_S
    outcome = run_child(
        CHILD_MODULE,
        stdin=to_json(order),
        on_line=ears.hear,
        limits=limits,
        should_stop=lambda: should_stop() or time.monotonic() > stop_at_s,
    )
    return _plan_of(ears.last, outcome)


def limits_of(params: SolveParams) -> ChildLimits:
    """The child's hard limits: beyond what the search itself keeps to.

    What is reproducible is stopped by counts, so its times only guard, as in `stop`.
    """
    times = GUARD if params.reproducible else 1.0
    return ChildLimits(
        cpu_s=times * params.cpu_s + START_S,
        wall_s=times * params.wall_s + START_S + PATIENCE_S,
        memory_mb=params.memory_mb + START_MB,
        nice=NICE,
        grace_s=PATIENCE_S / 2,
    )


class _Ears:
    """Hears the child's lines; remembers how it ended."""

    def __init__(self, on_progress: Callable[[Progress], None] | None) -> None:
        self.last = Line()
        self._on_progress = on_progress

    def hear(self, text: bytes) -> None:
        line = from_json(Line, text)
        if line.progress is None:
            self.last = line
        elif self._on_progress is not None:
            self._on_progress(line.progress)


def _plan_of(last: Line, outcome: ChildOutcome) -> Plan:
    for result in (NothingServed, TooManyChanges):
        if last.trouble is not None and last.trouble.code == result.code:
            raise result(last.trouble.message, **last.trouble.facts)
    if last.plan is not None and outcome.is_clean:
        return last.plan
    complaint = outcome.stderr_tail.strip().rpartition("\n")[2]
    raise SolverFailed(
        f"the solver ended without a plan: {outcome.kind.value}",
        cause=outcome.kind.value,
        returncode=outcome.returncode,
        complaint=last.trouble.message if last.trouble else complaint[:500],
        cpu_s=round(outcome.cpu_s, 1),
        wall_s=round(outcome.wall_s, 1),
        max_rss_mb=round(outcome.max_rss_mb),
    )
