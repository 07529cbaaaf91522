"""Speeds by road class, road state and vehicle class, and length factors: editable tables.

`speeds.csv`: road_class, road_state, vehicle_class, speed_kmh, limit_km, source. An empty speed
means the vehicle may not use that class in that state. `limit_km` is read for `off_road` only: the
longest way from the nearest road to a place that this vehicle goes in that state (empty: 30 km).
`last_leg_walk`, `last_leg_motorcycle` and `last_leg_boat` say how the crew goes on where the
vehicle cannot: speed and, always, the longest such way. A row without a speed is not used.

`length_factors.csv`: road_class, length_factor, source. The length of a drawn line times its factor
is the length driven; drawn lines cut corners.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from geodata.crs import Floats
from geodata.errors import UnknownProfile
from geodata.findings import Finding, Severity
from geodata.roads.last_legs import LAST_LEGS, LastLeg
from geodata.tables import Table, TableRow, read_table

SPEEDS_FILE = "speeds.csv"
LENGTH_FACTORS_FILE = "length_factors.csv"

ROAD_CLASSES = (
    "motorway",
    "highway_1_digit",
    "highway_2_digit",
    "highway_3_digit",
    "highway_4_digit",
    "rural",
    "connector",
    "trunk",
    "primary",
    "secondary",
    "tertiary",
    "unclassified",
    "residential",
    "service",
    "track",
    "path",
)
"""Classes of arcs; the position is the class index of a network.

First those of Thai numbered roads, then, from `trunk` on, those that OpenStreetMap tags; `motorway`
is both. No vehicle of the standard table uses a `path`.
"""

CLIMB = "climb"
"""The feature whose factor is what a grade of 10 % leaves of the speed uphill."""

OFF_ROAD = "off_road"
"""The class of the way from the nearest road to a place, or between two places near each other."""

DEFAULT_LIMIT_M = 30_000.0
"""How far off the roads a place may lie when the table does not say."""

LOWEST_SPEED_KMH, HIGHEST_SPEED_KMH = 1.0, 150.0
LOWEST_FACTOR, HIGHEST_FACTOR = 1.0, 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class OffRoad:
    """Travel where no road is drawn: speed along the true way, detour over the straight line.

    The vehicle takes no way longer than `limit_m`, measured straight; on a longer one the crew
    leaves it and goes on by the quickest of `last_legs` that goes so far.
    """

    speed_kmh: float
    limit_m: float
    last_legs: tuple[LastLeg, ...] = ()

    @property
    def reach_m(self) -> float:
        """The longest way from a road that anything takes."""
        return max(self.limit_m, *(leg.limit_m for leg in self.last_legs), 0.0)

    def speeds_kmh(self, off_m: Floats) -> Floats:
        """(n,) the speed of the way from the road to places so far from it."""
        speeds = np.zeros(len(off_m))
        for leg in self.last_legs:
            speeds = np.where(off_m <= leg.limit_m, np.maximum(speeds, leg.speed_kmh), speeds)
        driven = off_m <= self.limit_m
        return np.where(driven | (speeds == 0.0), self.speed_kmh, speeds)

    def last_leg(self, off_m: float) -> LastLeg | None:
        """How the crew gets to a place so far from the road; None where the vehicle does."""
        if off_m <= self.limit_m:
            return None
        legs = [leg for leg in self.last_legs if off_m <= leg.limit_m]
        return max(legs, key=lambda leg: leg.speed_kmh, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedTable:
    """Speeds in km/h for each profile ("vehicle class/road state").

    `roads[profile]` holds a speed for each road class that may be used; `off_road[profile]` how
    places off the roads are reached, missing where they are not. `features[profile]` holds factors
    on the speed of arcs that have a feature, None where such arcs may not be used.
    """

    roads: Mapping[str, Mapping[str, float]]
    off_road: Mapping[str, OffRoad] = field(default_factory=dict)
    features: Mapping[str, Mapping[str, float | None]] = field(default_factory=dict)

    def profiles(self) -> tuple[str, ...]:
        """Every profile known, sorted."""
        return tuple(sorted(self.roads))

    def of(self, profile: str) -> Mapping[str, float]:
        """Speed by road class; raises `UnknownProfile`."""
        if profile not in self.roads:
            raise UnknownProfile(
                f"no speeds for profile {profile!r}",
                profile=profile,
                known=", ".join(self.profiles()),
            )
        return self.roads[profile]

    def factors_of(self, profile: str) -> Mapping[str, float | None]:
        """Factor by feature; none is told where the table has no features."""
        return self.features.get(profile, {})

    def rows(self) -> tuple[str, ...]:
        """Every speed, limit and factor as text, sorted: equal tables, equal texts."""
        roads = [f"{p}/{c}={kmh!r}" for p, table in self.roads.items() for c, kmh in table.items()]
        off = [f"{p}/{OFF_ROAD}={o.speed_kmh!r},{o.limit_m!r}" for p, o in self.off_road.items()]
        off += [f"{p}/{leg!r}" for p, o in self.off_road.items() for leg in o.last_legs]
        more = [f"{p}/{f}*{x!r}" for p, table in self.features.items() for f, x in table.items()]
        return tuple(sorted(roads + off + more))


LengthFactors = Mapping[str, float]
NO_FACTORS: LengthFactors = {**dict.fromkeys(ROAD_CLASSES, 1.0), "connector": 1.3, OFF_ROAD: 1.3}
"""Lines as they are drawn; only what is straight by nature is stretched."""


def read_speeds(path: Path) -> tuple[SpeedTable, list[Finding]]:
    """The speed table of a file, with what is wrong in it."""
    table, found = read_table(path)
    findings = list(found)
    roads: dict[str, dict[str, float]] = {}
    off_road: dict[str, OffRoad] = {}
    if table is None or not _has_columns(
        table, ("road_class", "road_state", "vehicle_class", "speed_kmh"), findings
    ):
        return SpeedTable(roads={}), findings
    seen: set[tuple[str, str]] = set()
    last_legs: dict[str, list[LastLeg]] = {}
    for row in table.rows:
        road_class = row.cells["road_class"]
        profile = f"{row.cells['vehicle_class']}/{row.cells['road_state']}"
        if road_class not in (*ROAD_CLASSES, OFF_ROAD, *LAST_LEGS):
            findings.append(_at(table, row, "road_class", "unknown_road_class"))
        elif not (row.cells["vehicle_class"] and row.cells["road_state"]):
            findings.append(_at(table, row, "vehicle_class", "empty_profile"))
        elif (profile, road_class) in seen:
            findings.append(_at(table, row, "road_class", "duplicate_speed"))
        else:
            seen.add((profile, road_class))
            roads.setdefault(profile, {})
            speed_kmh = _number(
                table, row, "speed_kmh", (LOWEST_SPEED_KMH, HIGHEST_SPEED_KMH), findings
            )
            if speed_kmh is None:
                continue
            if road_class in ROAD_CLASSES:
                roads[profile][road_class] = speed_kmh
                continue
            limit_km = _number(table, row, "limit_km", (0.0, 200.0), findings)
            if road_class in LAST_LEGS:
                if limit_km is None:
                    findings.append(_at(table, row, "limit_km", "empty_cell"))
                    continue
                leg = LastLeg(mode=road_class, speed_kmh=speed_kmh, limit_m=limit_km * 1000)
                last_legs.setdefault(profile, []).append(leg)
                continue
            limit_m = DEFAULT_LIMIT_M if limit_km is None else limit_km * 1000
            off_road[profile] = OffRoad(speed_kmh=speed_kmh, limit_m=limit_m)
    for profile, legs in last_legs.items():
        none = OffRoad(speed_kmh=LOWEST_SPEED_KMH, limit_m=0.0)
        off_road[profile] = replace(off_road.get(profile, none), last_legs=tuple(legs))
    return SpeedTable(roads=roads, off_road=off_road), findings


def read_length_factors(path: Path) -> tuple[LengthFactors, list[Finding]]:
    """Length factors by road class, with what is wrong in them; classes not named keep 1.0."""
    table, found = read_table(path)
    findings = list(found)
    factors = dict(NO_FACTORS)
    if table is None or not _has_columns(table, ("road_class", "length_factor"), findings):
        return factors, findings
    for row in table.rows:
        if row.cells["road_class"] not in NO_FACTORS:
            findings.append(_at(table, row, "road_class", "unknown_road_class"))
            continue
        factor = _number(table, row, "length_factor", (LOWEST_FACTOR, HIGHEST_FACTOR), findings)
        if factor is not None:
            factors[row.cells["road_class"]] = factor
    return factors, findings


def _has_columns(table: Table, wanted: tuple[str, ...], findings: list[Finding]) -> bool:
    missing = [name for name in wanted if name not in table.headings]
    findings.extend(
        Finding(code="missing_column", severity=Severity.ERROR, file=table.file, column=name)
        for name in missing
    )
    return not missing


def _number(
    table: Table, row: TableRow, column: str, limits: tuple[float, float], findings: list[Finding]
) -> float | None:
    """The number of a cell, None for an empty one; a bad one is also told."""
    text = row.cells.get(column, "")
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        findings.append(_at(table, row, column, "not_a_number"))
        return None
    if not limits[0] <= number <= limits[1]:
        findings.append(_at(table, row, column, "out_of_range", low=limits[0], high=limits[1]))
        return None
    return number


def _at(table: Table, row: TableRow, column: str, code: str, **facts: str | int | float) -> Finding:
    return Finding(
        code=code,
        severity=Severity.ERROR,
        file=table.file,
        row=row.number,
        column=table.titles.get(column, column),
        value=row.cells.get(column, "")[:80],
        facts=facts,
    )
