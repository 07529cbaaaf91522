"""No printed bound is below the optimum, on problems where that is hard.

`tests/data/bounds` holds them, each with its optimum from `tests.benchmarks.exact_whole`:
on_the_way: legs are rounded one by one, and a stop that serves nobody worth a point costs less than
none. twice_a_day: a unit stops at one place twice, since a package has too few counters.
twice_a_trip: the same on two days, with the night at a base that is not the unit's.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from geodata.matrix import TravelMatrix
from planner.documents import from_json
from planner.domain.params import SolveParams
from planner.domain.request import PlanRequest
from planner.optimiser.solve import solve
from planner.optimiser.stop import MOST_TRIED, Budget

CASES = Path(__file__).parents[2] / "data" / "bounds"


@pytest.mark.parametrize("most_tried", [MOST_TRIED, 0])
@pytest.mark.parametrize("name", ["on_the_way", "twice_a_day", "twice_a_trip"])
def test_no_plan_is_better_than_its_bound(name: str, most_tried: int) -> None:
    case = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    request = from_json(PlanRequest, json.dumps(case["request"]))
    travel = {profile: _matrix(profile, given) for profile, given in case["travel"].items()}

    params = SolveParams(cpu_s=20, wall_s=60, reproducible=True, max_rounds=40)
    plan = solve(request, travel, params, budget=Budget(params=params, most_tried=most_tried))

    bounds = {bound.tier: bound.points for bound in plan.bounds}
    promises = sum(term.points for term in plan.terms if term.tier == 1)
    assert promises == case["promises"] <= bounds[1]
    assert plan.value <= case["value"] <= bounds[3]


def _matrix(profile: str, given: dict[str, Any]) -> TravelMatrix:
    durations = np.array(given["durations_s"], dtype=np.int32)
    return TravelMatrix(
        profile=profile,
        engine="random_test",
        place_ids=tuple(given["place_ids"]),
        durations_s=durations,
        distances_m=np.array(given["distances_m"], dtype=np.int32),
        estimated=np.zeros_like(durations, dtype=np.bool_),
    )
