"""Whom a stop serves where the load on board is not enough for everybody.

Its counters manage seven people at health checks and fourteen at identity cards.
"""

from dataclasses import replace

import pytest

from planner.optimiser.compile import compile_problem
from planner.optimiser.names import name_all
from planner.optimiser.problem import NEVER, Problem
from planner.optimiser.rules.travel import matrices
from planner.optimiser.state import fill
from tests.builders import V1, a_demand, a_request, a_service, a_travel, a_unit

PEOPLE = {"health": 20, "id_card": 20}


def problem_of(loads: dict[str, int]) -> Problem:
    services = tuple(a_service(code, load_per_person=load) for code, load in loads.items())
    base = a_request()
    request = replace(
        base,
        services=services,
        units=(replace(a_unit("U1"), max_load=9),),
        demands=tuple(a_demand(V1, code, count) for code, count in PEOPLE.items()),
        history=(),
        requests=(),
    )
    names = name_all(request)
    return compile_problem(names, matrices(names, a_travel(request)))


@pytest.mark.parametrize(
    ("worth_each", "load_left", "served"),
    [
        ((1.0, 5.0), 9, {"id_card": 9}),
        ((5.0, 1.0), 9, {"health": 7, "id_card": 2}),
        ((1.0, 5.0), NEVER, {"health": 7, "id_card": 14}),
        ((-1.0, 5.0), 9, {"id_card": 9}),
    ],
)
def test_load_goes_where_it_brings_most(
    worth_each: tuple[float, float], load_left: int, served: dict[str, int]
) -> None:
    problem = problem_of({"health": 1, "id_card": 1})
    place = next(p for p in range(problem.places) if problem.offers[p].any())
    package = int(problem.option_package[problem.option_from[place]])

    def worth(row: int, count: int) -> float:
        return worth_each[int(problem.row_service[row])] * count

    found = fill(
        problem, 0, place, package, lambda row: int(problem.row_people[row]), load_left, worth
    )
    names = ("health", "id_card")
    assert {names[int(problem.row_service[row])]: count for row, count in found} == served
