"""Travel for a request: road states of its days, one matrix a profile, their stored form."""

import io
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date

import numpy as np

from geodata.errors import InvalidMatrix
from geodata.findings import Finding, Severity
from geodata.matrix import TravelMatrix
from geodata.places import Location
from geodata.roads.closures import Closure, in_force, state_name
from geodata.travel.shortest import take_shortest_ways
from planner.domain.calendar import Horizon
from planner.domain.request import PlanRequest
from planner.domain.seasons import RoadSeason, RoadState, stated_season
from planner.ports import TravelTimes

EngineOf = Callable[[str], TravelTimes]
"""The travel engine of a province, by its code."""

SEASONS = ("dry", "wet")
RAINS = ((5, 16), (10, 15))
"""(month, day) of the first and last day of the rains: mid-May to mid-October, as the Thai
Meteorological Department describes the south-west monsoon."""


def road_states(
    horizon: Horizon, closures: Iterable[Closure] = (), seasons: Iterable[RoadSeason] = ()
) -> tuple[str, ...]:
    """The road state of each day: as `seasons` say, else by month, with the closures in force.

    Days with the same season and the same roads closed share a state, and so their matrices.
    """
    listed, stated = tuple(closures), tuple(seasons)
    days = (horizon.date_of(day) for day in range(horizon.days))
    return tuple(state_name(season_on(when, stated), in_force(listed, when)) for when in days)


def always(state: RoadState) -> RoadSeason:
    """One state on every day, whatever the calendar says."""
    return RoadSeason(from_date=date.min, to_date=date.max, state=state)


def season_on(when: date, seasons: Iterable[RoadSeason] = ()) -> str:
    """The season of a day: as stated for its date, else "wet" in the rains and "dry" outside."""
    stated = stated_season(seasons, when)
    if stated is not None:
        return stated.value
    return "wet" if RAINS[0] <= (when.month, when.day) <= RAINS[1] else "dry"


def places_of(request: PlanRequest) -> dict[str, Location]:
    """Locations of the places that matrices must know, in the order of `place_codes()`."""
    located: dict[str, Location] = {}
    for group in (request.bases, request.lodgings, request.stop_places):
        for place in group:
            if place.location is not None:
                located[place.code] = place.location
    return {code: located[code] for code in request.place_codes()}


def travel_for(
    engine: TravelTimes,
    request: PlanRequest,
    *,
    on_profile: Callable[[str], None] | None = None,
) -> dict[str, TravelMatrix]:
    """The matrix of every profile that a request needs; `on_profile` hears of each one made.

    Ways longer than those over other places are replaced: see `closed_travel`.
    """
    places = places_of(request)
    travel: dict[str, TravelMatrix] = {}
    for profile in request.profiles():
        travel[profile] = take_shortest_ways(engine.matrix(places, profile))
        if on_profile is not None:
            on_profile(profile)
    return travel


def closed_travel(travel: Mapping[str, TravelMatrix]) -> dict[str, TravelMatrix]:
    """Travel from elsewhere with the triangle inequality kept, which the optimiser's bound needs.

    What was replaced is told by `travel_findings`.
    """
    return {profile: take_shortest_ways(matrix) for profile, matrix in travel.items()}


def travel_findings(travel: Mapping[str, TravelMatrix]) -> tuple[Finding, ...]:
    """One finding a profile whose direct ways were not all the shortest."""
    return tuple(
        Finding(
            code="ways_shortened",
            severity=Severity.REPAIRED,
            file=profile,
            facts={"ways": matrix.shortened, "engine": matrix.engine},
        )
        for profile, matrix in sorted(travel.items())
        if matrix.shortened
    )


def pack_matrix(matrix: TravelMatrix) -> bytes:
    """A matrix as npz; equal matrices give equal bytes."""
    named: dict[str, object] = {
        "profile": matrix.profile,
        "engine": matrix.engine,
        "place_ids": matrix.place_ids,
    }
    # Said only when there is something to say, so that matrices stored before keep their digest.
    named |= {"shortened": matrix.shortened} if matrix.shortened else {}
    about = json.dumps(named, ensure_ascii=False).encode()
    file = io.BytesIO()
    np.savez(
        file,
        about=np.frombuffer(about, dtype=np.uint8),
        durations_s=matrix.durations_s,
        distances_m=matrix.distances_m,
        estimated=matrix.estimated,
    )
    return file.getvalue()


def unpack_matrix(content: bytes) -> TravelMatrix:
    """The matrix of an npz; raises `InvalidMatrix` for anything else."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            about = json.loads(file["about"].tobytes())
            return TravelMatrix(
                profile=about["profile"],
                engine=about["engine"],
                place_ids=tuple(about["place_ids"]),
                durations_s=file["durations_s"],
                distances_m=file["distances_m"],
                estimated=file["estimated"],
                shortened=about.get("shortened", 0),
            )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InvalidMatrix("a stored matrix cannot be read", cause=str(error)) from error
