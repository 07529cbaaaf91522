"""The access map of a province: minutes to the nearest fixed point, by service and season.

It is shown and exported, and, where the policy says so, it lowers demand near fixed points and
raises the need of villages far from all of them.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from geodata.access import Access, AccessMap, FixedPoint, access_map
from geodata.places import Village
from geodata.roads.closures import season_of
from planner.domain.access import AccessRecord
from planner.domain.demand import Demand
from planner.domain.fixed_points import FixedServicePoint
from planner.domain.policy import Policy
from planner.domain.request import PlanRequest
from planner.ports import TravelTimes

PROFILES = ("van/dry", "van/wet")
"""How people usually get there: an ordinary vehicle, when it is dry and in the rains."""

HIGHEST_NEED = 10.0


def access_of_province(
    villages: Iterable[Village],
    points: Iterable[FixedPoint | FixedServicePoint],
    engine: TravelTimes,
    profiles: Iterable[str] = PROFILES,
) -> AccessMap:
    """As `geodata.access.access_map`, over the profiles people use."""
    plain = [
        FixedPoint(
            code=point.code,
            location=point.location,
            service_codes=point.service_codes,
            name_th=point.name_th,
            name_en=point.name_en,
        )
        for point in points
    ]
    return access_map(villages, plain, engine, profiles)


def with_access(
    request: PlanRequest, points: Iterable[FixedServicePoint], engine: TravelTimes
) -> PlanRequest:
    """The request with demand lowered near fixed points and need raised far from them.

    As its policy says; unchanged when that does not use the access map or there are no points. The
    season is that of the horizon's first day, without closures.
    """
    listed = tuple(points)
    if not (request.policy.uses_access and listed):
        return request
    profile = f"van/{season_of(request.road_states[0])}"
    found = access_of_province(request.villages, listed, engine, (profile,))
    ways = {
        (access.village_code, service): access
        for (service, _), rows in found.items()
        for access in rows
    }
    weights = _weights(request, ways)
    demands, records = [], []
    for demand in request.demands:
        way = ways.get((demand.village_code, demand.service_code))
        people = demand.people if way is None else _people(demand, way, request.policy)
        demands.append(replace(demand, people=people))
        if way is not None:
            listed_weight, weight = weights[demand.village_code]
            records.append(
                AccessRecord(
                    village_code=demand.village_code,
                    service_code=demand.service_code,
                    profile=profile,
                    minutes=way.minutes,
                    point_code=way.point_code,
                    people_listed=demand.people,
                    people=people,
                    weight_listed=listed_weight,
                    weight=weight,
                )
            )
    villages = tuple(replace(v, need_weight=weights[v.code][1]) for v in request.villages)
    return replace(request, villages=villages, demands=tuple(demands), access=tuple(records))


def _people(demand: Demand, way: Access, policy: Policy) -> int:
    """Who is still expected at a unit."""
    if policy.access_near_min == 0 or way.is_beyond(policy.access_near_min):
        return demand.people
    return math.floor(demand.people * policy.access_near_share + 0.5)


def _weights(
    request: PlanRequest, ways: Mapping[tuple[str, str], Access]
) -> dict[str, tuple[float, float]]:
    """The listed and the planned need of each village.

    Far is a village with services that fixed points have, none of them within reach.
    """
    limit = request.policy.access_far_min
    asked: dict[str, list[bool]] = {}
    for demand in request.demands:
        way = ways.get((demand.village_code, demand.service_code))
        if way is not None and limit:
            asked.setdefault(demand.village_code, []).append(way.is_beyond(limit))
    factor = request.policy.access_far_weight
    return {
        v.code: (
            v.need_weight,
            min(HIGHEST_NEED, v.need_weight * factor)
            if v.code in asked and all(asked[v.code])
            else v.need_weight,
        )
        for v in request.villages
    }


def access_rows(villages: Iterable[Village], found: AccessMap, beyond: int) -> list[dict[str, Any]]:
    """A row a village and service, with minutes by profile.

    `minutes_<class>_<season>` is None where no point can be reached; `point_code` is the nearest by
    the first profile; `beyond` says whether the worst is more than so many minutes.
    """
    known = {village.code: village for village in villages}
    rows: list[dict[str, Any]] = []
    for service in sorted({service for service, _ in found}):
        ways = {profile: listed for (s, profile), listed in found.items() if s == service}
        for row in zip(*ways.values(), strict=True):
            village = known[row[0].village_code]
            rows.append(
                {
                    "village_code": village.code,
                    "name_th": village.name_th,
                    "name_en": village.name_en,
                    "lon": None if village.location is None else village.location.lon,
                    "lat": None if village.location is None else village.location.lat,
                    "people": village.people,
                    "service_code": service,
                    **{
                        f"minutes_{profile.replace('/', '_')}": access.minutes
                        for profile, access in zip(ways, row, strict=True)
                    },
                    "point_code": row[0].point_code,
                    "estimated": any(access.estimated for access in row),
                    "beyond": any(access.is_beyond(beyond) for access in row),
                }
            )
    return rows


def access_geojson(villages: Iterable[Village], found: AccessMap, beyond: int) -> dict[str, Any]:
    """The rows of `access_rows` of villages that have a location, as points."""
    features = []
    for row in access_rows(villages, found, beyond):
        lon, lat = row.pop("lon"), row.pop("lat")
        if lon is not None:
            features.append(
                {
                    "type": "Feature",
                    "geometry": {"type": "Point", "coordinates": [lon, lat]},
                    "properties": row,
                }
            )
    return {"type": "FeatureCollection", "features": features}
