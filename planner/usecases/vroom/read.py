"""A VROOM document into a problem; what is wrong or not supported is refused by its name."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from planner.usecases.vroom.problem import (
    Ints,
    Job,
    RoutingProblem,
    UnsupportedProblem,
    Vehicle,
    Window,
)

MOST_JOBS, MOST_VEHICLES, MOST_PLACES, MOST_PROFILES = 300, 40, 400, 3
MOST_PRIORITY = 100
MOST_TIME = 2**40
MOST_LEG = 86_400
MOST_METRES = 20_000_000
MOST_CHARS = 200
DEFAULT_PROFILE = "car"

_DOCUMENT = frozenset({"jobs", "vehicles", "matrices", "matrix", "options"})
_JOB = frozenset(
    {
        *("id", "location_index", "location", "service", "setup", "skills", "priority"),
        *("time_windows", "description"),
    }
)
_VEHICLE = frozenset(
    {
        *("id", "profile", "start_index", "end_index", "start", "end", "skills", "time_window"),
        "description",
    }
)


def read_problem(document: object) -> RoutingProblem:
    """The problem of a document; raises `UnsupportedProblem` with the first field at fault."""
    told = _object(document, "", _DOCUMENT)
    _check_options(told)
    vehicles = [
        _vehicle(one, f"vehicles[{i}]")
        for i, one in enumerate(_list(told, "vehicles", "vehicles", MOST_VEHICLES, least=1))
    ]
    jobs = [
        _job(one, f"jobs[{i}]")
        for i, one in enumerate(_list(told, "jobs", "jobs", MOST_JOBS, least=1))
    ]
    profiles = sorted({vehicle.profile for vehicle in vehicles})
    if len(profiles) > MOST_PROFILES:
        raise UnsupportedProblem("too many profiles", field="vehicles", most=MOST_PROFILES)
    durations, distances = _matrices(told, profiles)
    problem = RoutingProblem(
        jobs=tuple(jobs),
        vehicles=tuple(vehicles),
        durations_s=durations,
        distances_m=distances,
    )
    _check_references(problem)
    return problem


def _check_options(told: Mapping[str, Any]) -> None:
    options = _object(told.get("options", {}), "options", frozenset({"g"}))
    if options.get("g", False) is not False:
        raise UnsupportedProblem("lines of routes are not given", field="options.g")


def _job(one: object, field: str) -> Job:
    told = _object(one, field, _JOB)
    if told.get("setup", 0) != 0:
        raise UnsupportedProblem("set-up times are not supported", field=f"{field}.setup")
    return Job(
        id=_whole(told, "id", field, MOST_TIME),
        place=_whole(told, "location_index", field, MOST_PLACES - 1),
        service_s=_whole(told, "service", field, MOST_LEG, otherwise=0),
        skills=_skills(told, field),
        priority=_whole(told, "priority", field, MOST_PRIORITY, otherwise=0),
        windows=tuple(
            _window(window, f"{field}.time_windows[{i}]")
            for i, window in enumerate(_list(told, "time_windows", f"{field}.time_windows", 20))
        ),
        description=_description(told, field),
    )


def _vehicle(one: object, field: str) -> Vehicle:
    told = _object(one, field, _VEHICLE)
    profile = told.get("profile", DEFAULT_PROFILE)
    if not isinstance(profile, str) or not 0 < len(profile) <= MOST_CHARS:
        raise UnsupportedProblem("a profile is a name", field=f"{field}.profile")
    ends = {}
    for name in ("start", "end"):
        is_given = f"{name}_index" in told
        if name in told and not is_given:
            raise UnsupportedProblem("places are given by index", field=f"{field}.{name}")
        index = _whole(told, f"{name}_index", field, MOST_PLACES - 1) if is_given else None
        ends[name] = index
    if ends == {"start": None, "end": None}:
        raise UnsupportedProblem("a start or an end is needed", field=f"{field}.start_index")
    has_window = told.get("time_window") is not None
    return Vehicle(
        id=_whole(told, "id", field, MOST_TIME),
        profile=profile,
        skills=_skills(told, field),
        window=_window(told["time_window"], f"{field}.time_window") if has_window else None,
        description=_description(told, field),
        **ends,
    )


def _matrices(
    told: Mapping[str, Any], profiles: list[str]
) -> tuple[dict[str, Ints], dict[str, Ints]]:
    """By profile; `matrix`, as older clients send it, holds for every profile."""
    if "matrix" in told and "matrices" not in told:
        shared = _matrix(told["matrix"], "matrix", MOST_LEG)
        return dict.fromkeys(profiles, shared), {}
    given = told.get("matrices")
    if not isinstance(given, dict):
        raise UnsupportedProblem("one matrix a profile is needed", field="matrices")
    durations, distances = {}, {}
    for profile in profiles:
        field = f"matrices.{profile}"
        if profile not in given:
            raise UnsupportedProblem("no matrix of this profile", field=field)
        one = _object(given[profile], field, frozenset({"durations", "distances"}))
        durations[profile] = _matrix(one.get("durations"), f"{field}.durations", MOST_LEG)
        if "distances" in one:
            metres = _matrix(one["distances"], f"{field}.distances", MOST_METRES)
            if metres.shape != durations[profile].shape:
                raise UnsupportedProblem("not as large as durations", field=f"{field}.distances")
            distances[profile] = metres
    if len({matrix.shape for matrix in durations.values()}) > 1:
        raise UnsupportedProblem("matrices of different sizes", field="matrices")
    return durations, distances


def _matrix(rows: object, field: str, most: int) -> Ints:
    if not isinstance(rows, list) or not 0 < len(rows) <= MOST_PLACES:
        raise UnsupportedProblem(f"1 to {MOST_PLACES} rows are needed", field=field)
    for i, row in enumerate(rows):
        if not isinstance(row, list) or len(row) != len(rows):
            raise UnsupportedProblem("not square", field=f"{field}[{i}]")
        for j, value in enumerate(row):
            if type(value) is not int or not 0 <= value <= most:
                raise UnsupportedProblem(f"not 0 to {most}", field=f"{field}[{i}][{j}]")
    matrix = np.array(rows, dtype=np.int64)
    np.fill_diagonal(matrix, 0)
    return matrix


def _check_references(problem: RoutingProblem) -> None:
    places = len(next(iter(problem.durations_s.values())))
    for i, job in enumerate(problem.jobs):
        if job.place >= places:
            raise UnsupportedProblem("outside the matrix", field=f"jobs[{i}].location_index")
    for i, vehicle in enumerate(problem.vehicles):
        for name, place in (("start_index", vehicle.start), ("end_index", vehicle.end)):
            if place is not None and place >= places:
                raise UnsupportedProblem("outside the matrix", field=f"vehicles[{i}].{name}")
    for name, ids in (
        ("jobs", [job.id for job in problem.jobs]),
        ("vehicles", [vehicle.id for vehicle in problem.vehicles]),
    ):
        if len(set(ids)) < len(ids):
            raise UnsupportedProblem("an id twice", field=f"{name}.id")


def _object(value: object, field: str, known: frozenset[str]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise UnsupportedProblem("an object is needed", field=field or "(document)")
    for name in value:
        if name not in known:
            where = f"{field}.{str(name)[:60]}" if field else str(name)[:60]
            raise UnsupportedProblem("not supported", field=where)
    return value


def _list(
    told: Mapping[str, Any], name: str, field: str, most: int, *, least: int = 0
) -> list[Any]:
    value = told.get(name, [])
    if not isinstance(value, list) or not least <= len(value) <= most:
        raise UnsupportedProblem(f"a list of {least} to {most} is needed", field=field)
    return value


def _whole(
    told: Mapping[str, Any], name: str, field: str, most: int, *, otherwise: int | None = None
) -> int:
    value = told.get(name, otherwise)
    if type(value) is not int or not 0 <= value <= most:
        raise UnsupportedProblem(f"not a whole number from 0 to {most}", field=f"{field}.{name}")
    return value


def _window(value: object, field: str) -> Window:
    if not isinstance(value, list) or len(value) != 2:
        raise UnsupportedProblem("two whole seconds are needed", field=field)
    first, last = value
    if not all(type(end) is int and 0 <= end <= MOST_TIME for end in value):
        raise UnsupportedProblem("two whole seconds are needed", field=field)
    if last < first:
        raise UnsupportedProblem("turned round", field=field)
    return first, last


def _skills(told: Mapping[str, Any], field: str) -> frozenset[int]:
    values = _list(told, "skills", f"{field}.skills", 50)
    if not all(type(value) is int and 0 <= value < 2**31 for value in values):
        raise UnsupportedProblem("skills are whole numbers", field=f"{field}.skills")
    return frozenset(values)


def _description(told: Mapping[str, Any], field: str) -> str | None:
    text = told.get("description")
    if text is not None and (not isinstance(text, str) or len(text) > MOST_CHARS):
        raise UnsupportedProblem("not a short text", field=f"{field}.description")
    return text
