"""Whoever plans and explains."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from geodata.matrix import TravelMatrix
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.domain.runs import Progress


class Solver(Protocol):
    """Makes a plan; raises `SolverFailed` when the child that searches dies."""

    def __call__(
        self,
        request: PlanRequest,
        travel: Mapping[str, TravelMatrix],
        params: SolveParams,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> Plan:
        """Solve; `should_stop` asked at least once a second: stop and keep the best so far."""
        ...


class Forcer(Protocol):
    """Shows what left-out rows would take; raises `SolverFailed` when its child dies."""

    def __call__(
        self,
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
        """The plan with `forced` filled in for these rows (village, service), or a better plan.

        The most pressing come first; `each_day` prices every day on which a row could be served.
        """
        ...
