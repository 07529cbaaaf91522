"""A VROOM problem stated as a week of one day: jobs are villages, vehicles are units.

Every vehicle gets a base of its own, whose ways out are those of its start and whose ways in are
those of its end; so starts and ends may differ, or be anywhere. Skills that jobs need together are
a service. A job's prize is above all driving there can be, so that a job is never left out to
drive less; priorities weigh more than the number of jobs, as far as whole points reach.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from geodata.matrix import TravelMatrix
from geodata.places import Location, Village
from planner.domain.calendar import DAY_S, ClockWindow, Horizon
from planner.domain.demand import Demand, Package, Service, StopPlace
from planner.domain.policy import Policy
from planner.domain.request import PlanRequest
from planner.domain.units import Base, Counters, MobileUnit, Shift, VehicleClass
from planner.usecases.vroom.problem import Ints, Job, RoutingProblem, UnsupportedProblem, Vehicle

MONDAY = date(2024, 1, 1)
PROVINCE = "90"
PEOPLE = 100
"""A job counts as so many people, which leaves room for prizes of ten thousand million points."""
COUNTERS = 100
POINTS_PER_NEED = 10_000_000
"""Points of one person where the need is 1: prize of a person x urgency squared, see POLICY."""
MOST_POINTS = 10 * POINTS_PER_NEED * PEOPLE
POLICY = Policy(
    version="vroom",
    prize_per_person=100_000,
    urgency_cap=100.0,
    never_visited_factor=10.0,
    required_from=100.0,
    points_per_drive_hour=3600,
    points_per_baht=0.0,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A problem as a request with its travel; `first_s` is VROOM's second at our midnight.

    `vehicle_of` and `job_of` lead back from codes of units and stop places.
    """

    request: PlanRequest
    travel: Mapping[str, TravelMatrix]
    first_s: int
    vehicle_of: Mapping[str, Vehicle]
    job_of: Mapping[str, Job]


def state(problem: RoutingProblem) -> Stated | None:
    """The problem in our words; None where no vehicle can do any job."""
    first_s = _first_second(problem)
    classes = dict(zip(sorted(problem.durations_s), VehicleClass, strict=False))
    jobs = {f"J{i}": job for i, job in enumerate(problem.jobs) if _windows(job, first_s)}
    vehicles = {f"V{i}": vehicle for i, vehicle in enumerate(problem.vehicles)}
    able = {c: v for c, v in vehicles.items() if any(v.can_do(job) for job in jobs.values())}
    if not able:
        return None
    doable = {c: j for c, j in jobs.items() if any(v.can_do(j) for v in able.values())}
    villages = {code: f"{PROVINCE}{i:06d}" for i, code in enumerate(doable, start=1)}
    points = _points(problem, tuple(able.values()))
    services = {
        skills: f"S{i}"
        for i, skills in enumerate(sorted({j.skills for j in doable.values()}, key=sorted))
    }
    request = PlanRequest(
        province_code=PROVINCE,
        horizon=Horizon(start=MONDAY, days=1),
        villages=tuple(
            Village(
                code=villages[code],
                name_th=code,
                name_en=code,
                location=_HERE,
                need_weight=points(job) / PEOPLE / POINTS_PER_NEED,
            )
            for code, job in doable.items()
        ),
        stop_places=tuple(
            _stop_place(code, job, villages[code], first_s) for code, job in doable.items()
        ),
        bases=tuple(
            Base(code=f"B{code}", name_th=code, name_en=code, location=_HERE) for code in able
        ),
        units=tuple(
            _unit(code, vehicle, services, classes[vehicle.profile], _shift(vehicle, first_s, i))
            for i, (code, vehicle) in enumerate(able.items())
        ),
        services=tuple(_service(code) for code in services.values()),
        packages=tuple(
            Package(code=f"P{s}", name_th=f"P{s}", name_en="", open_s=s, serving_s=s)
            for s in sorted({_open_s(job) for job in doable.values()})
        ),
        demands=tuple(
            Demand(village_code=villages[code], service_code=services[job.skills], people=PEOPLE)
            for code, job in doable.items()
        ),
        policy=POLICY,
    )
    travel = {
        f"{kind.value}/dry": _matrix(problem, profile, f"{kind.value}/dry", able, doable)
        for profile, kind in classes.items()
    }
    return Stated(request=request, travel=travel, first_s=first_s, vehicle_of=able, job_of=doable)


_HERE = Location(lon=100.0, lat=15.0)
"""Where everything stands on a map that nobody draws; ways come from the matrices alone."""


def _first_second(problem: RoutingProblem) -> int:
    starts = [v.window[0] for v in problem.vehicles if v.window is not None]
    if len(starts) < len(problem.vehicles):
        longest = max(int(matrix.max()) for matrix in problem.durations_s.values())
        opens = [min(w[0] for w in job.windows) if job.windows else 0 for job in problem.jobs]
        starts.append(max(0, min(opens) - longest))
    return min(starts)


def _shift(vehicle: Vehicle, first_s: int, index: int) -> ClockWindow:
    if vehicle.window is None:
        return ClockWindow(start_s=0, end_s=DAY_S)
    start, end = (moment - first_s for moment in vehicle.window)
    if end > DAY_S:
        raise UnsupportedProblem(
            "all within 24 hours of the first start", field=f"vehicles[{index}].time_window"
        )
    return ClockWindow(start_s=start, end_s=end)


def _windows(job: Job, first_s: int) -> tuple[ClockWindow, ...]:
    """Start to close of its service within our day; empty where it can never be done."""
    open_s = _open_s(job)
    given = job.windows or ((first_s, first_s + DAY_S - open_s),)
    found = []
    for first, last in given:
        start, end = max(0, first - first_s), min(DAY_S, last - first_s + open_s)
        if end - start >= open_s:
            found.append(ClockWindow(start_s=start, end_s=end))
    return tuple(sorted(found, key=lambda window: window.start_s))


def _open_s(job: Job) -> int:
    """A job without a service takes a second in our search, none in the answer."""
    return max(1, job.service_s)


def _stop_place(code: str, job: Job, village: str, first_s: int) -> StopPlace:
    return StopPlace(
        code=code,
        village_code=village,
        name_th=code,
        name_en=code,
        location=_HERE,
        windows=_windows(job, first_s),
        package_codes=(f"P{_open_s(job)}",),
    )


def _unit(
    code: str,
    vehicle: Vehicle,
    services: Mapping[frozenset[int], str],
    kind: VehicleClass,
    window: ClockWindow,
) -> MobileUnit:
    carried = [name for skills, name in services.items() if skills <= vehicle.skills]
    return MobileUnit(
        code=code,
        name_th=code,
        name_en=code,
        province_code=PROVINCE,
        base_code=f"B{code}",
        vehicle_class=kind,
        services=tuple(Counters(service_code=name, counters=COUNTERS) for name in carried),
        shifts=(Shift(weekday=MONDAY.weekday(), window=window),),
        setup_s=0,
        packing_s=0,
        max_drive_s=DAY_S,
    )


def _service(code: str) -> Service:
    return Service(
        code=code, name_th=code, name_en=code, agency_th="", agency_en="",
        seconds_per_person=1, interval_days=1, sla_working_days=0,
    )  # fmt: skip


def _points(problem: RoutingProblem, vehicles: tuple[Vehicle, ...]) -> "_Points":
    longest = max(int(matrix.max()) for matrix in problem.durations_s.values())
    by_time = sum(v.window[1] - v.window[0] if v.window else DAY_S for v in vehicles)
    most_driving = min(by_time, (len(problem.jobs) + len(vehicles)) * longest)
    one = most_driving + 1
    has_priorities = any(job.priority for job in problem.jobs)
    step = (len(problem.jobs) + 1) * one if has_priorities else 0
    return _Points(one=one, step=min(step, (MOST_POINTS - one) // 100))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Points:
    """What a job is worth: `one` for being done, `step` for each step of priority."""

    one: int
    step: int

    def __call__(self, job: Job) -> int:
        return self.one + self.step * job.priority


def _matrix(
    problem: RoutingProblem,
    profile: str,
    name: str,
    vehicles: Mapping[str, Vehicle],
    jobs: Mapping[str, Job],
) -> TravelMatrix:
    places = [job.place for job in jobs.values()]
    starts = [v.start for v in vehicles.values()]
    ends = [v.end for v in vehicles.values()]
    seconds = _extended(problem.durations_s[profile], starts, ends, places)
    none = np.zeros_like(problem.durations_s[profile])
    metres = _extended(problem.distances_m.get(profile, none), starts, ends, places)
    return TravelMatrix(
        profile=name,
        engine="given",
        place_ids=(*(f"B{code}" for code in vehicles), *jobs),
        durations_s=seconds.astype(np.int32),
        distances_m=metres.astype(np.int32),
        estimated=np.zeros(seconds.shape, dtype=np.bool_),
    )


def _extended(
    matrix: Ints, starts: list[int | None], ends: list[int | None], places: list[int]
) -> Ints:
    """A base for each vehicle before the jobs; a way from or to anywhere takes no time."""
    out = _rows(matrix, starts)[:, places]
    back = _rows(matrix.T, ends)[:, places].T
    between = np.zeros((len(starts), len(starts)), dtype=np.int64)
    inner = matrix[np.ix_(places, places)]
    return np.block([[between, out], [back, inner]])


def _rows(matrix: Ints, indices: list[int | None]) -> Ints:
    nowhere = np.zeros(len(matrix), dtype=np.int64)
    return np.array([nowhere if i is None else matrix[i] for i in indices])
