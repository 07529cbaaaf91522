"""PlanRequest and travel in, Plan out: first plan, then better and better until told to stop."""

from collections.abc import Callable, Mapping

from geodata.matrix import TravelMatrix
from planner.domain.params import SolveParams
from planner.domain.plan import Plan, SolveStatus, StopCause
from planner.domain.request import PlanRequest
from planner.optimiser.compile import compile_problem
from planner.optimiser.construct import construct
from planner.optimiser.decode import decode
from planner.optimiser.names import name_all
from planner.optimiser.provenance import provenance_of
from planner.optimiser.stop import Budget
from planner.ports import Progress


def solve(
    request: PlanRequest,
    travel: Mapping[str, TravelMatrix],
    params: SolveParams,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    budget: Budget | None = None,
) -> Plan:
    """Solve in this process; see `process.solve_in_child` for the one that services use.

    Raises
    ------
    InvalidDocument
        When travel lacks a profile or a place of the request.
    """
    budget = budget or Budget(params=params, asked=should_stop or (lambda: False))
    names = name_all(request)
    problem = compile_problem(names, travel)
    solution = construct(problem, budget.asked)
    if on_progress is not None:
        on_progress(
            Progress(
                value=solution.value,
                bound=None,
                people_served=solution.people,
                rounds=budget.rounds,
                cpu_s=budget.cpu_s,
                wall_s=budget.wall_s,
                phase="construct",
            )
        )
    status = SolveStatus.FEASIBLE if solution.tours else SolveStatus.EMPTY
    provenance = provenance_of(request, travel, params, status, StopCause.ROUNDS, budget)
    return decode(names, problem, travel, solution, provenance=provenance)
