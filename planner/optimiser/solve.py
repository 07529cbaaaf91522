"""PlanRequest and travel in, Plan out: first plan, then better and better until told to stop."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from geodata.matrix import TravelMatrix
from planner.domain.errors import NothingServed, TooManyChanges
from planner.domain.params import SolveParams
from planner.domain.plan import Plan, SolveStatus, StopCause
from planner.domain.request import PlanRequest
from planner.optimiser.compile import compile_problem
from planner.optimiser.decode import decode
from planner.optimiser.names import name_all
from planner.optimiser.outcome import Outcome
from planner.optimiser.problem import Problem
from planner.optimiser.provenance import provenance_of
from planner.optimiser.retell import retell
from planner.optimiser.rules.travel import matrices
from planner.optimiser.search import search
from planner.optimiser.solution import Solution
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
    NothingServed
        When somebody could be served and the search served nobody.
    TooManyChanges
        When no plan was found within the change budget.
    """
    budget = budget or Budget(params=params, asked=should_stop or bool)
    names = name_all(request)
    known = matrices(names, travel)
    problem = compile_problem(names, known)
    start = retell(names, problem, request.earlier)
    shown = _Shown(decoded=lambda solution: decode(names, problem, known, solution))
    outcome = search(
        problem,
        budget,
        on_progress or _nobody_listens,
        start,
        plan_of=None if on_progress is None else shown.plan_of,
    )
    status = _status(problem, outcome)
    _within_change_budget(problem, outcome)
    provenance = provenance_of(request, travel, params, status, outcome.cause, budget)
    return decode(
        names, problem, known, outcome.solution, bounds=outcome.bounds, provenance=provenance
    )


SHOWN_EVERY_S = 5.0


@dataclass(slots=True, kw_only=True, eq=False)
class _Shown:
    """The best plan so far for whoever watches: the first at once, better ones now and then."""

    decoded: Callable[[Solution], Plan]
    _shown: Solution | None = None
    _at_s: float = 0.0

    def plan_of(self, best: Solution) -> Plan | None:
        """The plan of a solution that is better than the one shown last; None when not due."""
        now_s = time.monotonic()
        is_early = self._shown is not None and now_s - self._at_s < SHOWN_EVERY_S
        if not best.tours or best is self._shown or is_early:
            return None
        self._shown, self._at_s = best, now_s
        return self.decoded(best)


def _nobody_listens(progress: Progress) -> None:
    return None


def _within_change_budget(problem: Problem, outcome: Outcome) -> None:
    told, kept = problem.book.told, outcome.solution.near_kept
    if kept < told.wanted:
        near = int(told.near.sum())
        raise TooManyChanges(
            "no plan was found within the change budget",
            allowed=told.allowed,
            needed=near - kept,
            least=near - max(kept, outcome.most_kept),
        )


def _status(problem: Problem, outcome: Outcome) -> SolveStatus:
    if outcome.solution.tours:
        return SolveStatus.OPTIMAL if outcome.proven else SolveStatus.FEASIBLE
    if outcome.cause is StopCause.ASKED and problem.may_serve.any():
        raise NothingServed("asked to stop before anybody was served")
    return SolveStatus.EMPTY
