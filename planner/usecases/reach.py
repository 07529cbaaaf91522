"""Why a village cannot be reached in a week: by which rule of the road, from the nearest base."""

from collections.abc import Mapping
from dataclasses import dataclass

from geodata.crs import distance_m, lonlat_of
from geodata.places import Location
from geodata.roads.last_legs import LastLeg
from geodata.travel.barriers import Barrier
from planner.domain.request import PlanRequest
from planner.ports import TravelTimes
from planner.usecases.travel import places_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceReach:
    """How a stop place is reached from a base by one profile: `duration_s`, or the barrier.

    `last_leg` tells how the crew goes on where the vehicle stays behind.
    """

    place_code: str
    base_code: str
    profile: str
    duration_s: int | None = None
    barrier: Barrier | None = None
    last_leg: LastLeg | None = None


def reach_of(
    request: PlanRequest, engine: TravelTimes, village_code: str
) -> tuple[PlaceReach, ...]:
    """Each stop place of a village by each profile of the week, from the base nearest to it.

    Empty when the village has no place with a location.
    """
    places = places_of(request)
    bases = {base.code: base.location for base in request.bases}
    found = []
    for place in request.stop_places:
        if place.location is None or village_code not in (place.village_code, *place.covers):
            continue
        base = nearest_code(place.location, bases)
        for profile in request.profiles():
            matrix = engine.matrix(places, profile)
            row = matrix.index()
            seconds = int(matrix.durations_s[row[base], row[place.code]])
            found.append(
                PlaceReach(
                    place_code=place.code,
                    base_code=base,
                    profile=profile,
                    duration_s=seconds if seconds >= 0 else None,
                    last_leg=engine.last_legs({place.code: place.location}, profile).get(
                        place.code
                    ),
                    barrier=(
                        None
                        if seconds >= 0
                        else engine.barriers(base, places, profile).get(place.code)
                    ),
                )
            )
    return tuple(found)


def nearest_code(location: Location, points: Mapping[str, Location]) -> str:
    """The code of the nearest point in a straight line; there is at least one."""
    codes = sorted(points)
    away_m = distance_m(
        lonlat_of((location,) * len(codes)), lonlat_of(tuple(points[code] for code in codes))
    )
    return codes[int(away_m.argmin())]
