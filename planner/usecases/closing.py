"""Closures and slow-downs entered and taken away by hand, with who and why."""

import dataclasses
import math
from dataclasses import dataclass
from pathlib import Path

from geodata.crs import lonlat_of
from geodata.errors import UnreadableFile
from geodata.roads.closures import Closure, ClosureKind
from geodata.roads.network import RoadNetwork, read_network
from geodata.roads.snap import distance_to_road_m
from geodata.roads.stretches import ClosureIndex
from planner.domain.errors import Conflict, NotFound
from planner.domain.province import ProvinceData, ProvinceVersion
from planner.ports import Clock, Store, Writer
from planner.usecases.geography import geography_folder
from planner.usecases.placing import need_reason

__all__ = ["Closed", "Closure", "ClosureKind", "add_closure", "list_closures", "remove_closure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A closure as it stands now; `road_m` of road it lies on, None where no roads are known.

    `version` is the province's after the change, the present one when nothing changed.
    """

    closure: Closure
    version: ProvinceVersion
    road_m: int | None = None


def list_closures(store: Store, data_dir: Path, province_code: str) -> tuple[Closed, ...]:
    """The closures of a province in order of their codes."""
    with store.reading() as reader:
        data = reader.province(province_code)
        version = reader.province_versions(province_code)[-1]
    roads = _index(data_dir, version)
    return tuple(
        Closed(closure=closure, version=version, road_m=_road_m(roads, closure))
        for closure in sorted(data.closures, key=lambda closure: closure.code)
    )


def add_closure(
    store: Store, clock: Clock, data_dir: Path, province_code: str, closure: Closure, *, by: str
) -> Closed:
    """Keep a closure; its `reason` says why. Raises `Conflict` for a code that is there already."""
    need_reason(by, closure.reason)
    with store.writing(actor=by, at=clock.now()) as writer:
        data = writer.province(province_code)
        if any(one.code == closure.code for one in data.closures):
            raise Conflict("there is such a closure", kind="closure", id=closure.code)
        version = _kept(writer, data, (*data.closures, closure))
        writer.note("closure_added", f"closure:{closure.code}", reason=closure.reason)
    road_m = _road_m(_index(data_dir, version), closure)
    return Closed(closure=closure, version=version, road_m=road_m)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lies:
    """Where a closure lies: metres of road (None where a province has no roads of its own).

    `away_m` is how far the nearest road is from its spot; None without a spot, or without roads.
    """

    road_m: int | None
    away_m: int | None = None


def where_it_lies(store: Store, data_dir: Path, province_code: str, closure: Closure) -> Lies:
    """What a closure would close, before it is kept."""
    with store.reading() as reader:
        version = reader.province_versions(province_code)[-1]
    roads = _index(data_dir, version)
    road_m = _road_m(roads, closure)
    if roads is None or road_m != 0 or closure.point is None:
        return Lies(road_m=road_m)
    away_m = distance_to_road_m(roads.network, lonlat_of((closure.point,)))
    return Lies(road_m=0, away_m=round(float(away_m[0])) if math.isfinite(away_m[0]) else None)


def remove_closure(
    store: Store, clock: Clock, province_code: str, code: str, *, by: str, reason: str
) -> Closed:
    """Take a closure away. Raises `NotFound` for a code that is not there."""
    need_reason(by, reason)
    with store.writing(actor=by, at=clock.now()) as writer:
        data = writer.province(province_code)
        found = next((one for one in data.closures if one.code == code), None)
        if found is None:
            raise NotFound("no such closure", kind="closure", id=code)
        version = _kept(writer, data, tuple(one for one in data.closures if one.code != code))
        writer.note("closure_removed", f"closure:{code}", reason=reason)
    return Closed(closure=found, version=version)


def _kept(writer: Writer, data: ProvinceData, closures: tuple[Closure, ...]) -> ProvinceVersion:
    version = writer.province_versions(data.province_code)[-1]
    changed = dataclasses.replace(data, closures=closures)
    return writer.put_province(changed, geography=version.geography)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Roads:
    network: RoadNetwork
    index: ClosureIndex
    length_m: list[float]


def _index(data_dir: Path, version: ProvinceVersion) -> _Roads | None:
    folder = geography_folder(data_dir, version)
    if folder is None or not (folder / "roads").is_dir():
        return None
    try:
        network = read_network(folder / "roads")
    except UnreadableFile:
        return None
    return _Roads(
        network=network, index=ClosureIndex(network), length_m=[float(m) for m in network.length_m]
    )


def _road_m(roads: _Roads | None, closure: Closure) -> int | None:
    """Metres of road that a closure lies on."""
    if roads is None:
        return None
    found = roads.index.stretches((closure,))
    spans = zip(found.arc, found.start, found.end, strict=True)
    return round(sum(roads.length_m[int(arc)] * float(end - start) for arc, start, end in spans))
