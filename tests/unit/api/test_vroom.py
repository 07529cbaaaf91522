"""The interface in VROOM's words: a published client, VROOM itself on the same, refusals."""

import random
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from openrouteservice import Client
from openrouteservice.optimization import Job, Vehicle, optimization
from starlette.testclient import TestClient

from planner.domain.params import SolveParams
from planner.domain.people import Action, Role
from planner.optimiser.process import solve_in_child
from planner.usecases.tokens import make_token
from planner.usecases.vroom.solving import solve_vroom
from tests.builders import a_request
from tests.served import serving
from tests.web import Site, a_member, a_site, sign_in

QUICK = SolveParams(cpu_s=1.5, wall_s=60.0, explain=0)
OPENS, CLOSES = 28_800, 50_400


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return a_site(tmp_path_factory.mktemp("site"), a_request())


@pytest.fixture(scope="module")
def client(site: Site) -> TestClient:
    return site.client(a_member())


def a_problem(seed: int, jobs: int = 12, vehicles: int = 3, **more: Any) -> dict[str, Any]:
    """Jobs on a square an hour wide, some with skills, windows and priorities."""
    dice = random.Random(seed)
    points = [(dice.random() * 3600, dice.random() * 3600) for _ in range(jobs + vehicles)]
    durations = [
        [int(((a - c) ** 2 + (b - d) ** 2) ** 0.5) + 60 * ((a, b) != (c, d)) for c, d in points]
        for a, b in points
    ]
    told = []
    for i in range(jobs):
        job: dict[str, Any] = {"id": i + 1, "location_index": i, "service": 600}
        if dice.random() < 0.4:
            job["skills"] = [dice.choice([1, 2])]
        if dice.random() < 0.5:
            opens = OPENS + dice.randrange(0, 14_400)
            job["time_windows"] = [[opens, opens + 5_400]]
        if more.get("priorities"):
            job["priority"] = dice.choice([0, 0, 5, 20, 100])
        told.append(job)
    cars = [
        {
            "id": k + 1,
            "start_index": jobs + k,
            "end_index": jobs + (k + 1) % vehicles,
            "skills": [1, 2] if k % 2 else [1],
            "time_window": [OPENS, more.get("closes", CLOSES)],
        }
        for k in range(vehicles)
    ]
    matrices = {"car": {"durations": durations, "distances": durations}}
    return {"jobs": told, "vehicles": cars, "matrices": matrices}


def by_vroom(problem: dict[str, Any]) -> tuple[int, int, int]:
    """Sum of priorities done, jobs left out, and seconds driven, by VROOM at its best."""
    vroom = pytest.importorskip("vroom", reason="pyvroom comes with the bench extra")
    asked = vroom.Input()
    durations = problem["matrices"]["car"]["durations"]
    asked.set_durations_matrix("car", np.array(durations, dtype=np.uint32))
    for job in problem["jobs"]:
        windows = [vroom.TimeWindow(*window) for window in job.get("time_windows", [])]
        asked.add_job(
            vroom.Job(
                id=job["id"],
                location=job["location_index"],
                default_service=job["service"],
                skills=set(job.get("skills", [])),
                priority=job.get("priority", 0),
                **({"time_windows": windows} if windows else {}),
            )
        )
    for car in problem["vehicles"]:
        asked.add_vehicle(
            vroom.Vehicle(
                car["id"],
                start=car["start_index"],
                end=car["end_index"],
                skills=set(car["skills"]),
                time_window=vroom.TimeWindow(*car["time_window"]),
            )
        )
    answer = asked.solve(exploration_level=5, nb_threads=1)
    priorities = {job["id"]: job.get("priority", 0) for job in problem["jobs"]}
    frame = answer.routes
    done = [int(i) for i in frame[frame["type"] == "job"]["id"]]
    return sum(priorities[i] for i in done), len(answer.unassigned), int(answer.summary.cost)


def check(problem: dict[str, Any], answer: dict[str, Any]) -> None:
    """Every rule of the problem, read off the answer alone."""
    jobs = {job["id"]: job for job in problem["jobs"]}
    cars = {car["id"]: car for car in problem["vehicles"]}
    durations = problem["matrices"]["car"]["durations"]
    done = [s["id"] for r in answer["routes"] for s in r["steps"] if s["type"] == "job"]
    assert sorted([*done, *(left["id"] for left in answer["unassigned"])]) == sorted(jobs)
    for route in answer["routes"]:
        car, steps = cars[route["vehicle"]], route["steps"]
        assert [steps[0]["type"], steps[-1]["type"]] == ["start", "end"]
        assert steps[0]["location_index"] == car["start_index"]
        assert steps[-1]["location_index"] == car["end_index"]
        assert car["time_window"][0] <= steps[0]["arrival"]
        assert steps[-1]["arrival"] <= car["time_window"][1]
        for here, there in pairwise(steps):
            leg = durations[here["location_index"]][there["location_index"]]
            left = here["arrival"] + here["waiting_time"] + here["service"]
            assert there["arrival"] == left + leg
            assert there["duration"] == here["duration"] + leg
        for step in steps[1:-1]:
            job = jobs[step["id"]]
            begins = step["arrival"] + step["waiting_time"]
            assert set(job.get("skills", [])) <= set(car["skills"])
            assert any(a <= begins <= b for a, b in job.get("time_windows", [[begins, begins]]))
            assert step["service"] == job["service"]
        assert route["cost"] == route["duration"] == steps[-1]["duration"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seed", "more"), [(1, {}), (2, {"priorities": True, "closes": OPENS + 7_200})]
)
def test_no_worse_than_vroom_on_the_same_problem(seed: int, more: dict[str, Any]) -> None:
    problem = a_problem(seed, **more)
    answer = solve_vroom(solve_in_child, problem, QUICK)
    check(problem, answer)
    priority, left, cost = by_vroom(problem)
    ours = answer["summary"]
    assert ours["priority"] >= priority
    if ours["priority"] == priority:
        assert ours["unassigned"] <= left
        if ours["unassigned"] == left:
            assert ours["cost"] <= cost * 1.01


def test_ends_may_be_anywhere_and_epochs_are_times_too() -> None:
    problem = a_problem(3, jobs=5, vehicles=1)
    epoch = 1_800_000_000
    for job in problem["jobs"]:
        job.pop("skills", None)
        job["service"] = 0
        job["time_windows"] = [[epoch, epoch + 40_000]]
    problem["vehicles"] = [{"id": 7, "start_index": 5, "profile": "car"}]
    answer = solve_vroom(solve_in_child, problem, QUICK)
    [route] = answer["routes"]
    assert [step["type"] for step in route["steps"]] == ["start", *["job"] * 5]
    assert all(epoch <= s["arrival"] + s["waiting_time"] for s in route["steps"][1:])
    durations = problem["matrices"]["car"]["durations"]
    places = [step["location_index"] for step in route["steps"]]
    assert route["cost"] == sum(durations[a][b] for a, b in pairwise(places))


def test_who_can_do_nothing_does_nothing() -> None:
    problem = a_problem(4, jobs=3, vehicles=1)
    for job in problem["jobs"]:
        job["skills"] = [99]
    answer = solve_vroom(solve_in_child, problem, QUICK)
    assert answer["routes"] == []
    assert answer["summary"]["unassigned"] == 3


@pytest.fixture(scope="module")
def address(site: Site) -> Iterator[str]:
    with serving(site) as address:
        yield address


def test_a_published_client_posts_and_reads(site: Site, address: str) -> None:
    sign_in(site, a_member(login="router"))
    store, clock = site.planner.store, site.clock
    scopes = (Action.MAKE_PLAN,)
    _, key = make_token(store, clock, "router", name="vroom", scopes=scopes, days=1, by="router")
    ors = Client(base_url=f"{address}/vroom", key=key, timeout=300, retry_timeout=300)
    answer = optimization(
        ors,
        jobs=[Job(id=i, location_index=i, service=300) for i in (1, 2)],
        vehicles=[Vehicle(id=1, start_index=0, end_index=0, time_window=[0, 20_000])],
        matrix=[[0, 100, 200], [100, 0, 100], [200, 100, 0]],
    )
    assert (answer["code"], answer["summary"]["cost"]) == (0, 400)
    assert [s["location_index"] for s in answer["routes"][0]["steps"]] in (
        [0, 1, 2, 0],
        [0, 2, 1, 0],
    )


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (("shipments",), [], "shipments"),
        (("jobs", 0, "pickup"), [1], "jobs[0].pickup"),
        (("jobs", 1, "priority"), 101, "jobs[1].priority"),
        (("jobs", 1, "service"), -1, "jobs[1].service"),
        (("jobs", 1, "location_index"), 99, "jobs[1].location_index"),
        (("jobs", 0, "time_windows"), [[5, 1]], "jobs[0].time_windows[0]"),
        (("jobs", 0, "skills"), ["x"], "jobs[0].skills"),
        (("vehicles", 0, "breaks"), [], "vehicles[0].breaks"),
        (("vehicles", 0, "capacity"), [1], "vehicles[0].capacity"),
        (("vehicles", 0, "profile"), "boat", "matrices.boat"),
        (("vehicles", 0, "time_window"), [0, 2**50], "vehicles[0].time_window"),
        (("matrices", "car", "durations"), [[0, 1]], "matrices.car.durations[0]"),
        (("matrices", "car", "costs"), [[0]], "matrices.car.costs"),
        (("options",), {"g": True}, "options.g"),
    ],
)
def test_anything_else_is_refused_by_its_name(
    client: TestClient, path: tuple[str | int, ...], value: object, field: str
) -> None:
    problem: Any = a_problem(1, jobs=3, vehicles=2)
    place = problem
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    answer = client.post("/vroom", json=problem)
    assert answer.status_code == 400, answer.text
    assert (answer.json()["code"], answer.json()["field"]) == (2, field)


@pytest.mark.parametrize("body", [b"", b"[", b"[]", b'{"jobs":[],"jobs":[]}', b"\xff", b"NaN"])
def test_no_document_is_no_problem(client: TestClient, body: bytes) -> None:
    answer = client.post("/vroom", content=body)
    assert (answer.status_code, answer.json()["code"]) == (400, 2)


def test_only_who_makes_plans_may_solve(site: Site) -> None:
    assert site.client().post("/vroom", json={}).status_code == 401
    assert site.client(a_member(Role.AUDITOR)).post("/vroom", json={}).status_code == 403
    assert site.client(a_member(Role.PUBLIC)).post("/vroom", json={}).status_code == 404
