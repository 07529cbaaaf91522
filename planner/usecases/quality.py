"""What is odd about a province's villages once they are put together: roads and tambon figures."""

from collections.abc import Iterable
from pathlib import Path

from geodata.boundaries import Boundaries, read_boundaries
from geodata.findings import Finding, FindingLog, Severity
from geodata.places import PointQuality, Village
from geodata.quality import Entry, check_roads, check_tambon_population
from geodata.roads.graph import RoadNetwork
from geodata.roads.network import read_roads
from geodata.roads.snap import distance_to_road_m
from planner.domain.province import ProvinceData


def odd_villages(
    data: ProvinceData,
    before: ProvinceData | None,
    *,
    file: str,
    geography: Path | None,
) -> tuple[Finding, ...]:
    """Warnings for villages far from any road, and for tambon whose villages do not add up.

    Only villages that are new or changed since `before` are judged, and only points that are the
    village's own; tambon are those of such villages, summed over all their villages. `geography` is
    the folder of the roads and boundaries that the province will have.
    """
    if geography is None or not (geography / "roads").is_dir():
        return _no_roads(data, file)
    known = {village.code: village for village in before.villages} if before else {}
    changed = [v for v in data.villages if known.get(v.code) != v]
    found: tuple[Finding, ...] = ()
    if changed:
        network, _ = read_roads(geography / "roads")
        if network is not None:
            found += _far_from_roads(changed, network, file)
    if changed and (geography / "boundaries").is_dir():
        boundaries, _ = read_boundaries(geography / "boundaries")
        if boundaries is not None:
            found += _sums(data.villages, {v.tambon_code for v in changed}, boundaries, file)
    return found


def _no_roads(data: ProvinceData, file: str) -> tuple[Finding, ...]:
    """Every vehicle then moves as the crow flies, which a planner must not learn on the way."""
    log = FindingLog(file)
    if data.units:
        code = data.province_code
        log.add("no_roads_yet", Severity.WARNING, value=code, province=code)
    return log.findings


def _far_from_roads(
    villages: Iterable[Village], network: RoadNetwork, file: str
) -> tuple[Finding, ...]:
    own = [v for v in villages if v.point_quality is not PointQuality.APPROXIMATE]
    return check_roads(own, lambda lonlat: distance_to_road_m(network, lonlat), file=file)


def _sums(
    villages: Iterable[Village], tambons: set[str], boundaries: Boundaries, file: str
) -> tuple[Finding, ...]:
    """A tambon of whose villages nobody has a figure is not judged."""
    mine = [Entry(row=None, village=v) for v in villages if v.tambon_code in tambons]
    counted = {entry.village.tambon_code for entry in mine if entry.village.population}
    figures = {
        area.code: area.population
        for area in boundaries.tambons
        if area.population is not None and area.code in counted
    }
    log = FindingLog(file)
    check_tambon_population(mine, figures, log)
    return log.findings
