"""Closures and slow-downs entered and taken away by hand, with who and why."""

import dataclasses
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from geodata.crs import distance_m, lonlat_of
from geodata.errors import UnreadableFile
from geodata.places import Location, Village
from geodata.roads.closures import Closure, ClosureKind
from geodata.roads.network import RoadNetwork, read_network
from geodata.roads.snap import distance_to_road_m
from geodata.roads.stretches import ClosureIndex
from planner.domain.errors import Conflict, NotFound
from planner.domain.province import ProvinceData, ProvinceVersion
from planner.ports import Clock, Store, Writer
from planner.usecases.features.remembered import Remembered
from planner.usecases.geography import geography_folder
from planner.usecases.placing import need_reason

__all__ = ["Closed", "Closure", "ClosureKind", "add_closure", "list_closures", "remove_closure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A closure as it stands now; `road_m` of road it lies on, None where no roads are known.

    `version` is the province's after the change, the present one when nothing changed. `numbers`
    are signs of the roads that it lies on, the longest piece first. `near` is the village nearest
    to its spot or the middle of its area, `near_m` straight metres away.
    """

    closure: Closure
    version: ProvinceVersion
    road_m: int | None = None
    numbers: tuple[str, ...] = ()
    near: Village | None = None
    near_m: int | None = None


_LISTED: Remembered[tuple[Closed, ...]] = Remembered(50)


def list_closures(store: Store, data_dir: Path, province_code: str) -> tuple[Closed, ...]:
    """The closures of a province in order of their codes."""
    with store.reading() as reader:
        data = reader.province(province_code)
        version = reader.province_versions(province_code)[-1]
    roads = _index(data_dir, version)
    found = []
    for closure in sorted(data.closures, key=lambda closure: closure.code):
        by_number = _road_by_number(roads, closure)
        near, near_m = _nearest(data.villages, closure)
        found.append(
            Closed(
                closure=closure,
                version=version,
                road_m=None if by_number is None else round(sum(by_number.values())),
                numbers=tuple(number for number in by_number or () if number),
                near=near,
                near_m=near_m,
            )
        )
    return tuple(found)


def closures_listed(store: Store, data_dir: Path, province_code: str) -> tuple[Closed, ...]:
    """What `list_closures` says, read off the road network once for each version of a province."""
    with store.reading() as reader:
        version = reader.province_versions(province_code)[-1]
        closures = reader.province(province_code).closures
    return _LISTED.get(
        f"{data_dir} {version!r} {closures!r}",
        lambda: list_closures(store, data_dir, province_code),
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
        writer.note(
            "closure_added", f"closure:{closure.code}",
            province=province_code, reason=closure.reason,
        )  # fmt: skip
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
        writer.note("closure_removed", f"closure:{code}", province=province_code, reason=reason)
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
    found = _road_by_number(roads, closure)
    return None if found is None else round(sum(found.values()))


def _road_by_number(roads: _Roads | None, closure: Closure) -> dict[str, float] | None:
    """Metres of road by sign ("" for roads without one), the longest first."""
    if roads is None:
        return None
    found = roads.index.stretches((closure,))
    metres: dict[str, float] = {}
    for arc, start, end in zip(found.arc, found.start, found.end, strict=True):
        number = roads.network.numbers[int(arc)]
        piece_m = roads.length_m[int(arc)] * float(end - start)
        metres[number] = metres.get(number, 0.0) + piece_m
    return dict(sorted(metres.items(), key=lambda one: (-one[1], one[0])))


def _nearest(
    villages: Iterable[Village], closure: Closure
) -> tuple[Village, int] | tuple[None, None]:
    """The village nearest to a closure; none where it names whole roads, or nobody is placed."""
    corners = closure.polygon
    middle = closure.point
    if middle is None and corners:
        middle = Location(
            lon=sum(p.lon for p in corners) / len(corners),
            lat=sum(p.lat for p in corners) / len(corners),
        )
    placed = [(village, village.location) for village in villages if village.location is not None]
    if middle is None or not placed:
        return None, None
    away_m = distance_m(
        lonlat_of((middle,) * len(placed)), lonlat_of(tuple(point for _, point in placed))
    )
    first = int(away_m.argmin())
    return placed[first][0], round(float(away_m[first]))
