"""Bad problems: an error that names field and row, or an honest plan; no process dies."""

import dataclasses
import json
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from geodata.errors import InvalidMatrix
from geodata.matrix import UNREACHABLE, TravelMatrix
from geodata.travel.shortest import take_shortest_ways
from planner.assess.check import check_plan
from planner.assess.explain import explain_unplanned
from planner.documents import from_json, to_data
from planner.domain.calendar import ClockWindow
from planner.domain.errors import InvalidDocument
from planner.domain.params import SolveParams
from planner.domain.plan import SolveStatus
from planner.domain.request import PlanRequest
from planner.optimiser.solve import solve
from planner.usecases.travel import closed_travel, pack_matrix, travel_findings, unpack_matrix
from planner.words import Language
from planner.words.findings import tell_finding
from tests.bad_problems import outcome
from tests.builders import a_matrix, a_request, a_stop_place, a_travel, a_village

QUICK = SolveParams(reproducible=True, max_rounds=2)


def spoilt_in_a_process(first: int, count: int) -> dict[str, Any]:
    """What `tests.bad_problems` says of some seeds; its faults under "faults"."""
    words = [sys.executable, "-m", "tests.bad_problems", f"--first={first}", f"--count={count}"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"the process died: {done.returncode} {done.stderr[-500:]}"
    *faults, counts = (json.loads(line) for line in done.stdout.splitlines())
    return {**counts, "faults": faults}


def test_five_hundred_spoilt_problems_end_well():
    told = spoilt_in_a_process(1, 500)
    assert told["faults"] == []
    assert told["refused"] + told["empty"] + told["planned"] == 500
    assert min(told["refused"], told["empty"], told["planned"]) > 40


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_ten_thousand_spoilt_problems_end_well(part):
    told = spoilt_in_a_process(10_000 + 1000 * part, 1000)
    assert told["faults"] == []
    assert told["planned"] > 80


@pytest.mark.parametrize("seed", [13, 21, 33, 34])
def test_spoilt_problems_end_well_through_the_child_that_services_use(seed):
    what, why = outcome(seed, in_child=True)
    assert (what in ("refused", "empty", "planned"), why) == (True, "")


@pytest.mark.slow
def test_two_hundred_spoilt_problems_end_well_through_the_child():
    told = {seed: outcome(seed, in_child=True) for seed in range(20_000, 20_200)}
    assert {seed: found for seed, found in told.items() if found[1]} == {}


def nan_in_a_point(data: dict[str, Any]) -> None:
    data["villages"][2]["location"]["lat"] = float("nan")


def negative_people(data: dict[str, Any]) -> None:
    data["demands"][3]["people"] = -7


def fewer_than_nobody_served(data: dict[str, Any]) -> None:
    data["history"][1]["people"] = -20


def a_window_turned_round(data: dict[str, Any]) -> None:
    data["stop_places"][1]["windows"][0] = {"start_s": 61_200, "end_s": 28_800}


def a_unit_without_a_base(data: dict[str, Any]) -> None:
    data["bases"] = []


def an_id_twice(data: dict[str, Any]) -> None:
    data["villages"][3] = data["villages"][0]


def a_number_too_large(data: dict[str, Any]) -> None:
    data["units"][1]["services"][0]["counters"] = 2**70


def a_date_of_another_era(data: dict[str, Any]) -> None:
    data["horizon"]["start"] = "2569-11-30"


def half_a_character(data: dict[str, Any]) -> None:
    data["packages"][0]["name_th"] = "\ud800"


def a_lunch_of_a_week(data: dict[str, Any]) -> None:
    data["units"][0]["lunch"]["duration_s"] = 604_800


@pytest.mark.parametrize(
    ("spoil", "field"),
    [
        (nan_in_a_point, "villages[2].location"),
        (negative_people, "demands[3].people"),
        (fewer_than_nobody_served, "history[1].people"),
        (a_window_turned_round, "stop_places[1].windows[0].end_s"),
        (a_unit_without_a_base, "units[0].base_code"),
        (an_id_twice, "villages[3]"),
        (a_number_too_large, "units[1].services[0].counters"),
        (a_date_of_another_era, "horizon.start.year"),
        (a_lunch_of_a_week, "units[0].lunch.duration_s"),
    ],
)
def test_an_error_names_field_and_row(spoil, field):
    data = to_data(a_request())
    spoil(data)
    with pytest.raises(InvalidDocument) as caught:
        from_json(PlanRequest, json.dumps(data))
    assert field in {fault.field for fault in caught.value.faults}


def test_a_text_that_is_no_json_is_refused_with_its_place():
    data = to_data(a_request())
    half_a_character(data)
    for text in (json.dumps(data), json.dumps(to_data(a_request()))[:500], "[" * 10_000):
        with pytest.raises(InvalidDocument, match=r"document: .* at line 1 column"):
            from_json(PlanRequest, text)


def nothing_there(**overrides: Any) -> PlanRequest:
    return dataclasses.replace(a_request(), **overrides)


NO_VILLAGES: dict[str, Any] = dict.fromkeys(("villages", "stop_places", "demands", "history"), ())


@pytest.mark.parametrize(
    "request_",
    [
        nothing_there(units=()),
        nothing_there(**NO_VILLAGES),
        nothing_there(packages=()),
        nothing_there(stop_places=()),
        nothing_there(stop_places=(a_stop_place(location=None),)),
        nothing_there(
            stop_places=(a_stop_place(windows=(ClockWindow(start_s=32_400, end_s=32_400),)),)
        ),
    ],
    ids=["no units", "no villages", "no packages", "no places", "no points", "never open"],
)
def test_where_nothing_can_be_served_the_plan_is_empty_and_says_why(request_):
    travel = a_travel(request_)
    plan = explain_unplanned(request_, travel, solve(request_, travel, QUICK))
    assert plan.provenance is not None
    assert plan.provenance.status is SolveStatus.EMPTY
    assert plan.people_served == 0
    assert check_plan(request_, travel, plan).violations == ()
    assert len(plan.unplanned) == len(request_.demands)
    assert "capacity" not in {left.reason.value for left in plan.unplanned}


def spoilt_matrix(**arrays: Any) -> TravelMatrix:
    return dataclasses.replace(a_matrix(a_request()), **arrays)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda m: np.where(m == m.max(), np.nan, m),
        lambda m: np.where(m == m.max(), -5, m).astype(np.int32),
        lambda m: np.where(m == m.max(), 2**31 - 1, m).astype(np.int32),
        lambda m: m.astype(np.int64) * 2**33,
        lambda m: m[:, :-1],
        lambda m: m + np.eye(len(m), dtype=np.int32),
        lambda m: np.where(m == m.max(), UNREACHABLE, m).astype(np.int32),
        lambda m: m.astype(object),
    ],
    ids=["NaN", "negative", "huge", "64 bits", "ragged", "diagonal", "one array only", "objects"],
)
def test_a_bad_matrix_is_refused_whichever_array_it_is_in(spoil):
    good = a_matrix(a_request())
    for name in ("durations_s", "distances_m"):
        with pytest.raises(InvalidMatrix):
            dataclasses.replace(good, **{name: spoil(getattr(good, name))})


def a_detour() -> tuple[PlanRequest, dict[str, TravelMatrix]]:
    """Three villages in a row; the direct way from the base to the last takes three hours more."""
    villages = tuple(a_village(f"5801010{i}") for i in (1, 2, 3))
    request = a_request(villages=villages, history=())
    n = len(request.place_codes())
    seconds = np.abs(np.subtract.outer(np.arange(n), np.arange(n))) * 600
    seconds[0, n - 1] = 600 * (n - 1) + 3 * 3600
    matrix = TravelMatrix(
        profile="van/dry", engine="from elsewhere", place_ids=request.place_codes(),
        durations_s=seconds.astype(np.int32), distances_m=(seconds * 10).astype(np.int32),
        estimated=np.eye(n, k=1, dtype=np.bool_),
    )  # fmt: skip
    travel = {profile: dataclasses.replace(matrix, profile=profile)
              for profile in request.profiles()}  # fmt: skip
    return request, travel


def test_a_matrix_that_is_not_triangular_is_closed_with_a_finding_and_metres_follow():
    request, travel = a_detour()
    closed = closed_travel(travel)
    n = len(request.place_codes())
    for matrix in closed.values():
        assert matrix.durations_s[0, n - 1] == 600 * (n - 1)
        assert matrix.distances_m[0, n - 1] == 6000 * (n - 1)
        assert matrix.estimated[0, n - 1], "the ways it leads over are guesses"
        assert matrix.shortened == 1
        assert take_shortest_ways(matrix) is matrix
        assert unpack_matrix(pack_matrix(matrix)).shortened == 1
    findings = travel_findings(closed)
    assert [(f.code, f.file, f.facts["ways"]) for f in findings] == [
        ("ways_shortened", profile, 1) for profile in request.profiles()
    ]
    assert "1" in tell_finding(findings[0], Language.TH)
    assert travel_findings(a_travel(request)) == ()
    plan = solve(request, closed, QUICK)
    assert plan.people_served > 0
    assert check_plan(request, closed, plan).violations == ()


def test_a_way_over_other_places_is_taken_where_there_is_no_direct_one():
    matrix = spoilt_matrix(engine="from elsewhere")
    durations, distances = matrix.durations_s.copy(), matrix.distances_m.copy()
    durations[0, 1] = distances[0, 1] = UNREACHABLE
    closed = take_shortest_ways(
        dataclasses.replace(matrix, durations_s=durations, distances_m=distances)
    )
    assert closed.shortened == 1
    over = durations[0, 2:] + durations[2:, 1]
    assert closed.durations_s[0, 1] == over.min()
    assert closed.distances_m[0, 1] == (distances[0, 2:] + distances[2:, 1])[over.argmin()]
    alone = np.full_like(durations, UNREACHABLE)
    np.fill_diagonal(alone, 0)
    island = dataclasses.replace(matrix, durations_s=alone, distances_m=alone.copy())
    assert take_shortest_ways(island) is island
