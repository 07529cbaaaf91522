"""Why no way leads to a place: one rule at a time is relaxed until one does.

In this order: the day's closures, the season, the vehicle, driving at all (a way on foot), how far
off the roads a place may lie. The first that helps is told, with its facts.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol

import numpy as np

from geodata.crs import lonlat_of
from geodata.places import Location
from geodata.roads.closures import Closure, season_of, state_name
from geodata.roads.network import RoadNetwork
from geodata.roads.snap import SnapIndex
from geodata.roads.speeds import ROAD_CLASSES, OffRoad, SpeedTable
from geodata.roads.weights import main_piece, weights_of
from geodata.travel.barriers import Barrier, Cause

WALKING_KMH = 4.0
"""A usual planning value for people on foot with a load."""


class Explorable(Protocol):
    """What an engine must offer to be asked why."""

    @property
    def network(self) -> RoadNetwork:
        """The roads."""
        ...

    @property
    def speeds(self) -> SpeedTable:
        """The speeds."""
        ...

    def closures_of(self, profile: str) -> tuple[Closure, ...]:
        """The closures of a profile."""
        ...

    def relaxed(self, speeds: SpeedTable, closures: Iterable[Closure] = ()) -> "Explorable":
        """An engine on the same roads with other speeds and closures."""
        ...

    def durations_from(
        self, origin: str, places: Mapping[str, Location], profile: str
    ) -> Mapping[str, int]:
        """Seconds from a place to every other that can be reached."""
        ...


def find_barriers(
    engine: Explorable, origin: str, places: Mapping[str, Location], profile: str
) -> dict[str, Barrier]:
    """The barrier of every place that cannot be reached from `origin`, one of the places.

    Raises `UnknownProfile`.
    """
    left = set(places) - set(engine.durations_from(origin, places, profile)) - {origin}
    found: dict[str, Barrier] = {}
    for step in (_closures, _season, _vehicle, _on_foot, _roads):
        if not left:
            break
        for code, barrier in step(engine, origin, places, profile).items():
            if code in left:
                found[code] = barrier
        left -= found.keys()
    return found


def _reached(
    engine: Explorable, origin: str, places: Mapping[str, Location], profile: str
) -> set[str]:
    return set(engine.durations_from(origin, places, profile)) - {origin}


def _closures(
    engine: Explorable, origin: str, places: Mapping[str, Location], profile: str
) -> dict[str, Barrier]:
    closures = engine.closures_of(profile)
    if not closures:
        return {}
    season = season_of(profile)
    alone: dict[str, list[str]] = {}
    for closure in closures:
        rest = tuple(c for c in closures if c is not closure)
        without = engine.relaxed(engine.speeds, rest)
        for code in _reached(without, origin, places, state_name(season, rest)):
            alone.setdefault(code, []).append(closure.code)
    everything = ", ".join(c.code for c in closures)
    return {
        code: Barrier(
            cause=Cause.CLOSED_TODAY,
            facts={"closures": ", ".join(alone[code]) if code in alone else everything},
        )
        for code in _reached(engine, origin, places, season)
    }


def _season(
    engine: Explorable, origin: str, places: Mapping[str, Location], profile: str
) -> dict[str, Barrier]:
    vehicle = profile.partition("/")[0]
    others = [p for p in engine.speeds.profiles() if p.startswith(f"{vehicle}/")]
    opened = _opened(engine, origin, places, others)
    return {
        code: Barrier(cause=Cause.CLOSED_THIS_SEASON, facts={"open_in": with_[0]})
        for code, with_ in opened.items()
    }


def _vehicle(
    engine: Explorable, origin: str, places: Mapping[str, Location], profile: str
) -> dict[str, Barrier]:
    state = season_of(profile).partition("/")[2]
    known = engine.speeds.profiles()
    same = _opened(engine, origin, places, [p for p in known if p.endswith(f"/{state}")])
    opened = _opened(engine, origin, places, known) | same
    return {
        code: Barrier(cause=Cause.NEEDS_OTHER_VEHICLE, facts={"reachable_with": ", ".join(with_)})
        for code, with_ in opened.items()
    }


def _opened(
    engine: Explorable, origin: str, places: Mapping[str, Location], profiles: Iterable[str]
) -> dict[str, list[str]]:
    """The profiles, without closures, that reach each place."""
    opened: dict[str, list[str]] = {}
    for other in profiles:
        for code in _reached(engine, origin, places, other):
            opened.setdefault(code, []).append(other)
    return opened


def _on_foot(
    engine: Explorable, origin: str, places: Mapping[str, Location], profile: str
) -> dict[str, Barrier]:
    season = season_of(profile)
    walking = SpeedTable(
        roads={season: dict.fromkeys(ROAD_CLASSES, WALKING_KMH)},
        off_road={season: _off_road(engine, season)},
    )
    seconds = engine.relaxed(walking).durations_from(origin, places, season)
    return {
        code: Barrier(cause=Cause.ON_FOOT_ONLY, facts={"minutes": -(-duration_s // 60)})
        for code, duration_s in seconds.items()
    }


def _off_road(engine: Explorable, season: str) -> OffRoad:
    none = OffRoad(speed_kmh=WALKING_KMH, limit_m=0.0)
    known = engine.speeds.off_road.get(season, none)
    return OffRoad(speed_kmh=WALKING_KMH, limit_m=known.reach_m)


def _roads(
    engine: Explorable, origin: str, places: Mapping[str, Location], profile: str
) -> dict[str, Barrier]:
    """Near a road that hangs together with nothing else, or far from every one."""
    season = season_of(profile)
    limit_m = _off_road(engine, season).limit_m
    driven = SpeedTable(roads={season: dict.fromkeys(set(ROAD_CLASSES) - {"path"}, WALKING_KMH)})
    weights = weights_of(engine.network, driven, season)
    lonlat = lonlat_of(tuple(places.values()))
    any_road_m = SnapIndex(engine.network, weights.passable()).snap(lonlat).off_m
    main_m = SnapIndex(engine.network, main_piece(engine.network, weights)).snap(lonlat).off_m
    row = {code: i for i, code in enumerate(places)}
    found = {}
    for code in places:
        # The place itself, or the origin when that is what lies off the roads.
        i = row[origin] if main_m[row[code]] <= limit_m < main_m[row[origin]] else row[code]
        is_near = bool(any_road_m[i] <= limit_m)
        found[code] = Barrier(
            cause=Cause.NOT_CONNECTED if is_near else Cause.TOO_FAR_FROM_ROAD,
            facts={
                "away_m": _metres(any_road_m[i]),
                "main_road_m": _metres(main_m[i]),
                "limit_m": int(limit_m),
            },
        )
    return found


def _metres(value: np.float64) -> int:
    """Whole metres; -1 where there is no road at all."""
    return round(float(value)) if np.isfinite(value) else -1
