"""A plan in VROOM's words: routes with their steps, what is left, and sums; times made anew.

The order of jobs is the plan's; arrivals, waits and starts follow from the problem alone, so that
an answer can never break a window that the caller gave.
"""

from collections.abc import Sequence
from typing import Any

from planner.domain.errors import SolverFailed
from planner.domain.plan import Plan
from planner.usecases.vroom.problem import Job, RoutingProblem, Vehicle
from planner.usecases.vroom.state import Stated

Doc = dict[str, Any]


def answer_of(problem: RoutingProblem, stated: Stated | None, plan: Plan | None) -> Doc:
    """The answer's document, without the time it took to compute."""
    routes = []
    done: set[int] = set()
    if stated is not None and plan is not None:
        for route in plan.routes:
            jobs = [stated.job_of[stop.place_code] for stop in route.visits]
            if jobs:
                routes.append(_route(problem, stated.vehicle_of[route.unit_code], jobs))
                done |= {job.id for job in jobs}
    left = [_left(job) for job in problem.jobs if job.id not in done]
    sums = {
        name: sum(route[name] for route in routes)
        for name in ("cost", "service", "duration", "waiting_time", "priority", "distance")
    }
    summary = {"routes": len(routes), "unassigned": len(left), "setup": 0, "violations": [], **sums}
    return {"code": 0, "summary": summary, "unassigned": left, "routes": routes}


def _left(job: Job) -> Doc:
    told: Doc = {"id": job.id, "type": "job", "location_index": job.place}
    return told | ({"description": job.description} if job.description else {})


def _route(problem: RoutingProblem, vehicle: Vehicle, jobs: Sequence[Job]) -> Doc:
    begins = _begins(problem, vehicle, jobs)
    walk = _Walk(problem, vehicle)
    first_leg = problem.leg_s(vehicle.profile, vehicle.start, jobs[0].place)
    if vehicle.start is not None:
        walk.step("start", vehicle.start, begins[0] - first_leg, 0, 0)
    walk.now_s = begins[0] - first_leg
    for job, begin in zip(jobs, begins, strict=True):
        walk.go(job.place)
        arrival = walk.now_s
        step = walk.step("job", job.place, arrival, job.service_s, begin - arrival)
        step |= {"id": job.id, "job": job.id}
        if job.description:
            step["description"] = job.description
        walk.now_s = begin + job.service_s
    if vehicle.end is not None:
        walk.go(vehicle.end)
        walk.step("end", vehicle.end, walk.now_s, 0, 0)
    if vehicle.window is not None and walk.now_s > vehicle.window[1]:
        raise SolverFailed("a route ends too late", cause="vroom", vehicle=vehicle.id)
    told: Doc = {
        "vehicle": vehicle.id,
        "cost": walk.drive_s,
        "setup": 0,
        "service": sum(job.service_s for job in jobs),
        "duration": walk.drive_s,
        "waiting_time": sum(step["waiting_time"] for step in walk.steps),
        "priority": sum(job.priority for job in jobs),
        "distance": walk.drive_m,
        "steps": walk.steps,
        "violations": [],
    }
    return told | ({"description": vehicle.description} if vehicle.description else {})


class _Walk:
    """Along a route: where, when, and how far so far."""

    def __init__(self, problem: RoutingProblem, vehicle: Vehicle) -> None:
        self._problem = problem
        self._profile = vehicle.profile
        self._here: int | None = vehicle.start
        self.now_s = self.drive_s = self.drive_m = 0
        self.steps: list[Doc] = []

    def go(self, place: int) -> None:
        leg_s = self._problem.leg_s(self._profile, self._here, place)
        self.drive_s += leg_s
        self.now_s += leg_s
        self.drive_m += self._problem.leg_m(self._profile, self._here, place)
        self._here = place

    def step(self, kind: str, place: int, arrival: int, service_s: int, wait_s: int) -> Doc:
        told: Doc = {
            "type": kind,
            "location_index": place,
            "arrival": arrival,
            "duration": self.drive_s,
            "distance": self.drive_m,
            "setup": 0,
            "service": service_s,
            "waiting_time": wait_s,
            "violations": [],
        }
        self.steps.append(told)
        return told


def _begins(problem: RoutingProblem, vehicle: Vehicle, jobs: Sequence[Job]) -> list[int]:
    """When each service begins: the last as early as can be, those before as late as they may."""
    now = vehicle.window[0] if vehicle.window else None
    here, begins = vehicle.start, []
    for job in jobs:
        leg_s = problem.leg_s(vehicle.profile, here, job.place)
        if now is None:
            # Nothing says when to start: in time for the first job, at zero if that may be.
            now = max(0, min((w[0] for w in job.windows), default=leg_s) - leg_s)
        begin = _first_within(job, now + leg_s)
        begins.append(begin)
        now, here = begin + job.service_s, job.place
    for i in range(len(jobs) - 2, -1, -1):
        leg_s = problem.leg_s(vehicle.profile, jobs[i].place, jobs[i + 1].place)
        latest = begins[i + 1] - leg_s - jobs[i].service_s
        begins[i] = max(begins[i], _last_within(jobs[i], latest))
    return begins


def _first_within(job: Job, earliest: int) -> int:
    if not job.windows:
        return earliest
    found = [max(earliest, first) for first, last in job.windows if earliest <= last]
    if not found:
        raise SolverFailed("a job is reached too late", cause="vroom", job=job.id)
    return min(found)


def _last_within(job: Job, latest: int) -> int:
    if not job.windows:
        return latest
    return max((min(latest, last) for first, last in job.windows if first <= latest), default=0)
