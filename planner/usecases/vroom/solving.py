"""From a VROOM document to its answer: read, state, search within limits, tell."""

import time
from typing import Any

from planner.domain.errors import NothingServed
from planner.domain.params import SolveParams
from planner.ports import Solver
from planner.usecases.vroom.answer import answer_of
from planner.usecases.vroom.read import read_problem
from planner.usecases.vroom.state import state

LIMITS = SolveParams(cpu_s=5.0, wall_s=40.0, memory_mb=1024, explain=0)
"""What one call may take of the machine; a problem that is proven sooner ends sooner."""


def solve_vroom(solver: Solver, document: object, params: SolveParams = LIMITS) -> dict[str, Any]:
    """The answer to a document; raises `UnsupportedProblem` naming the field, `SolverFailed`."""
    begun_s = time.monotonic()
    problem = read_problem(document)
    stated = state(problem)
    read_s = time.monotonic()
    plan = None
    if stated is not None:
        try:
            plan = solver(stated.request, stated.travel, params)
        except NothingServed:
            plan = None
    answer = answer_of(problem, stated, plan)
    answer["summary"]["computing_times"] = {
        "loading": round((read_s - begun_s) * 1000),
        "solving": round((time.monotonic() - read_s) * 1000),
        "routing": 0,
    }
    return answer
