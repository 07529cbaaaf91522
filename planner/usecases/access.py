"""The access map of a province: minutes to the nearest fixed point, by service and season."""

from collections.abc import Iterable
from typing import Any

from geodata.access import AccessMap, FixedPoint, access_map
from geodata.places import Village
from planner.ports import TravelTimes

PROFILES = ("van/dry", "van/wet")
"""How people usually get there: an ordinary vehicle, when it is dry and in the rains."""


def access_of_province(
    villages: Iterable[Village],
    points: Iterable[FixedPoint],
    engine: TravelTimes,
    profiles: Iterable[str] = PROFILES,
) -> AccessMap:
    """As `geodata.access.access_map`, over the profiles people use."""
    return access_map(villages, points, engine, profiles)


def access_geojson(villages: Iterable[Village], found: AccessMap, beyond: int) -> dict[str, Any]:
    """A point a village and service that has a location, with minutes by profile.

    `minutes_<class>_<season>` is null where no point can be reached; `beyond` says whether the
    worst of them is more than so many minutes.
    """
    home = {v.code: v for v in villages if v.location is not None}
    features = []
    for service in sorted({service for service, _ in found}):
        ways = {profile: rows for (s, profile), rows in found.items() if s == service}
        for row in zip(*ways.values(), strict=True):
            village = home.get(row[0].village_code)
            if village is None or village.location is None:
                continue
            minutes = {
                f"minutes_{profile.replace('/', '_')}": access.minutes
                for profile, access in zip(ways, row, strict=True)
            }
            features.append(
                {
                    "type": "Feature",
                    "geometry": {
                        "type": "Point",
                        "coordinates": [village.location.lon, village.location.lat],
                    },
                    "properties": {
                        "village_code": village.code,
                        "name_th": village.name_th,
                        "name_en": village.name_en,
                        "service_code": service,
                        **minutes,
                        "point_code": row[0].point_code,
                        "beyond": any(access.is_beyond(beyond) for access in row),
                    },
                }
            )
    return {"type": "FeatureCollection", "features": features}
