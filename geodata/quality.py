"""Checks of villages that have been read: twins, and points that do not fit their codes."""

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from geodata.boundaries import Boundaries
from geodata.crs import Floats, distance_m, lonlat_of
from geodata.findings import Finding, FindingLog, Severity
from geodata.places import PointQuality, Village

TAMBON_SLACK_M = 2_000.0
"""A point this far outside its tambon is told: boundaries and points are coarse."""

PROVINCE_SLACK_M = 1_000.0
"""A point this far outside its province is refused; nearer ones may be the drawing's fault."""

ROAD_SLACK_M = 10_000.0
"""A point this far from any road is told: its last leg is a guess of half an hour or more."""


TWIN_M = 150.0
"""Two codes of one name with points nearer than this are taken for one community."""

POPULATION_SLACK, POPULATION_SLACK_PEOPLE = 0.05, 50
"""A tambon's villages may miss its figure by this share or by so many people: figures of different
months, and people of the tambon's central registration, who live in no village."""

_COMMUNITY = "ชุมชน"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A village and the row of its file."""

    row: int | None
    village: Village


def check_codes(entries: Sequence[Entry], log: FindingLog) -> tuple[Entry, ...]:
    """Tell codes that stand twice, and aliases that are villages; the first of twins is kept."""
    first: dict[str, Entry] = {}
    for entry in entries:
        code = entry.village.code
        if code in first:
            log.add(
                "duplicate_village_code",
                row=entry.row, column="code", value=code, first_row=first[code].row or 0,
            )  # fmt: skip
        first.setdefault(code, entry)
    for entry in first.values():
        for alias in entry.village.aliases:
            if alias in first:
                log.add(
                    "alias_is_a_village",
                    row=entry.row, column="aliases", value=entry.village.code, alias=alias,
                    first_row=first[alias].row or 0,
                )  # fmt: skip
    return tuple(first.values())


def check_points(
    entries: Sequence[Entry], boundaries: Boundaries, log: FindingLog
) -> tuple[Entry, ...]:
    """Tell points outside their province or tambon, and exact points that two villages share.

    A point in another province is taken away from its village.
    """
    kept = []
    first: dict[tuple[float, float], Entry] = {}
    for entry in entries:
        village, point = entry.village, entry.village.location
        if point is None:
            kept.append(entry)
            continue
        if _is_elsewhere(entry, boundaries, log):
            kept.append(
                dataclasses.replace(entry, village=dataclasses.replace(village, location=None))
            )
            continue
        kept.append(entry)
        twin = first.setdefault((point.lon, point.lat), entry)
        if twin is not entry and village.point_quality is not PointQuality.APPROXIMATE:
            log.add(
                "point_shared", Severity.WARNING,
                row=entry.row, column="lat", value=f"{point.lat:.9g}, {point.lon:.9g}",
                village=village.code, first_row=twin.row or 0,
            )  # fmt: skip
    return tuple(kept)


def _is_elsewhere(entry: Entry, boundaries: Boundaries, log: FindingLog) -> bool:
    village, point = entry.village, entry.village.location
    assert point is not None
    shown = f"{point.lat:.9g}, {point.lon:.9g}"
    beyond_m = boundaries.outside_m(village.province_code, point)
    if beyond_m is not None and beyond_m > PROVINCE_SLACK_M:
        log.add(
            "point_in_other_province",
            row=entry.row, column="lat", value=shown,
            village=village.code, away_km=round(beyond_m / 1000, 1),
        )  # fmt: skip
        return True
    away_m = boundaries.outside_m(village.tambon_code, point)
    if away_m is None and boundaries.tambons:
        log.add(
            "unknown_tambon", Severity.WARNING,
            row=entry.row, column="code", value=village.code, tambon=village.tambon_code,
        )  # fmt: skip
    elif away_m is not None and away_m > TAMBON_SLACK_M:
        log.add(
            "point_outside_tambon", Severity.WARNING,
            row=entry.row, column="lat", value=shown,
            village=village.code, away_km=round(away_m / 1000, 1),
        )  # fmt: skip
    return False


def check_tambon_names(entries: Iterable[Entry], boundaries: Boundaries, log: FindingLog) -> None:
    """Tell, once a tambon, a name that is another tambon's than the code's."""
    names = {area.name_th for area in boundaries.tambons}
    told: set[tuple[str, str]] = set()
    for entry in entries:
        village = entry.village
        area = boundaries.area(village.tambon_code)
        name = village.tambon_th
        if area is None or not name or name == area.name_th or (area.code, name) in told:
            continue
        # Spellings differ between offices; only the name of another tambon is a contradiction.
        if name in names:
            told.add((area.code, name))
            log.add(
                "tambon_name_mismatch", Severity.WARNING,
                row=entry.row, column="tambon_th", value=name, code=village.code,
                known=area.name_th,
            )  # fmt: skip


def check_twins(entries: Iterable[Entry], log: FindingLog) -> None:
    """Tell communities that stand twice in a tambon, as village and as municipal community.

    Where a village became part of a town, its people may be listed under both codes and so be
    counted twice. Two villages of one name a little apart are ordinary and not told.
    """
    first: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        village = entry.village
        key = (village.tambon_code, _bare_name(village.name_th))
        twin = first.setdefault(key, entry)
        if twin is entry or village.code in twin.village.aliases:
            continue
        is_community = {v.name_th.startswith(_COMMUNITY) for v in (village, twin.village)}
        if len(is_community) == 2 or _is_beside(village, twin.village):
            log.add(
                "twin_codes", Severity.WARNING,
                row=entry.row, column="code", value=village.code,
                other=twin.village.code, first_row=twin.row or 0, name=village.name_th,
            )  # fmt: skip


def check_names_elsewhere(
    entries: Sequence[Entry], boundaries: Boundaries, log: FindingLog
) -> None:
    """Tell points that lie in another tambon of the district, where a village of that name is.

    Then either the code or the point is the other village's.
    """
    named: dict[tuple[str, str], list[Village]] = {}
    for entry in entries:
        village = entry.village
        key = (village.district_code, _bare_name(village.name_th))
        named.setdefault(key, []).append(village)
    for entry in entries:
        village, point = entry.village, entry.village.location
        others = named[village.district_code, _bare_name(village.name_th)]
        if point is None or len(others) < 2:
            continue
        away_m = boundaries.outside_m(village.tambon_code, point)
        if away_m is None or away_m <= TAMBON_SLACK_M:
            continue
        there = boundaries.tambon_of(point)
        other = next((v for v in others if there and v.tambon_code == there.code), None)
        if other is not None and there is not None:
            log.add(
                "name_and_code_disagree", Severity.WARNING,
                row=entry.row, column="code", value=village.code,
                name=village.name_th, other=other.code, tambon=there.name_th,
            )  # fmt: skip


def check_tambon_population(
    entries: Iterable[Entry], figures: Mapping[str, int], log: FindingLog
) -> None:
    """Tell tambon whose villages do not add up to the tambon's own figure."""
    sums: Counter[str] = Counter()
    for entry in entries:
        sums[entry.village.tambon_code] += entry.village.population
    for code, people in sorted(sums.items()):
        figure = figures.get(code)
        if figure is None:
            continue
        off = abs(people - figure)
        if off > POPULATION_SLACK_PEOPLE and off > POPULATION_SLACK * figure:
            log.add(
                "tambon_population_differs", Severity.WARNING,
                column="population", value=code, people=people, figure=figure,
            )  # fmt: skip


def _bare_name(name: str) -> str:
    """A village's name without the word for what it is, and without spaces."""
    return name.removeprefix(_COMMUNITY).removeprefix("บ้าน").replace(" ", "")


def _is_beside(one: Village, other: Village) -> bool:
    if one.location is None or other.location is None:
        return False
    here, there = lonlat_of([one.location]), lonlat_of([other.location])
    is_guess = PointQuality.APPROXIMATE in (one.point_quality, other.point_quality)
    # A point that is quite the same is told as shared: it is more often one geocoding for two.
    return not is_guess and 0.0 < float(distance_m(here, there)[0]) <= TWIN_M


def check_roads(
    villages: Sequence[Village],
    distance_to_road_m: Callable[[Floats], Floats],
    *,
    file: str,
    limit_m: float = ROAD_SLACK_M,
) -> tuple[Finding, ...]:
    """Tell villages far from any road; `distance_to_road_m` takes (n, 2) degrees."""
    log = FindingLog(file)
    placed = [v for v in villages if v.location is not None]
    lonlat = lonlat_of([v.location for v in placed if v.location is not None])
    for village, away_m in zip(placed, distance_to_road_m(lonlat), strict=True):
        if away_m > limit_m:
            log.add(
                "far_from_road", Severity.WARNING,
                value=village.code, village=village.code, away_km=round(float(away_m) / 1000, 1),
            )  # fmt: skip
    return log.findings
