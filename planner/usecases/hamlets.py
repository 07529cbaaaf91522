"""Stop places put in by hand: a hamlet of a village kilometres from it, or a place moved."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from geodata.findings import Finding
from geodata.places import Location, Village
from planner.domain.demand import StopPlace
from planner.domain.errors import NotFound
from planner.domain.province import ProvinceData, ProvinceVersion
from planner.ports import Clock, Reader, Store
from planner.usecases.placing import need_reason, village_of, where_said


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceChanged:
    """A stop place before (None: it is new) and after a change by hand.

    `findings` are warnings: what a person should look at though the change was made.
    """

    before: StopPlace | None
    after: StopPlace
    village: Village
    version: ProvinceVersion
    findings: tuple[Finding, ...] = ()


def add_hamlet(
    store: Store,
    clock: Clock,
    data_dir: Path,
    *,
    village_code: str,
    name: str,
    position: str,
    by: str,
    reason: str,
) -> PlaceChanged:
    """Give a village a stop place of its own at a hamlet; later imports keep it.

    Its code is the village's with a number. Raises as `planner.usecases.placing.place_village`.
    """
    need_reason(by, reason)
    with store.reading() as reader:
        data, version, village = village_of(reader, village_code)
    point, findings = where_said(data_dir, version, village, position)
    taken = {place.code for place in data.stop_places}
    codes = (f"{village.code}-{n}" for n in range(1, len(taken) + 2))
    place = StopPlace(
        code=next(code for code in codes if code not in taken),
        village_code=village.code,
        name_th=name.strip() or village.name_th,
        name_en=name.strip() or village.name_en,
        location=point,
        placed_by=f"{by}: {reason}",
    )
    version = _keep(store, clock, place, "hamlet_added", by=by, reason=reason)
    return PlaceChanged(
        before=None, after=place, village=village, version=version, findings=findings
    )


def place_stop(
    store: Store,
    clock: Clock,
    data_dir: Path,
    *,
    code: str,
    position: str,
    by: str,
    reason: str,
) -> PlaceChanged:
    """Put a stop place where a text says; later imports keep the point.

    Raises as `planner.usecases.placing.place_village`.
    """
    need_reason(by, reason)
    with store.reading() as reader:
        before = stop_of(reader, code)
        _, version, village = village_of(reader, before.village_code)
    point, findings = where_said(data_dir, version, village, position)
    place = dataclasses.replace(before, location=point, placed_by=f"{by}: {reason}")
    version = _keep(store, clock, place, "stop_place_placed", by=by, reason=reason)
    return PlaceChanged(
        before=before, after=place, village=village, version=version, findings=findings
    )


def stop_of(reader: Reader, code: str) -> StopPlace:
    """The stop place of a code in any province; raises `NotFound`."""
    for version in reader.provinces():
        for place in reader.province(version.code).stop_places:
            if place.code == code:
                return place
    raise NotFound("no such village", kind="village", id=code[:20])


def _keep(
    store: Store, clock: Clock, place: StopPlace, action: str, *, by: str, reason: str
) -> ProvinceVersion:
    point = place.location
    assert point is not None
    with store.writing(actor=by, at=clock.now()) as writer:
        data, version, _ = village_of(writer, place.village_code)
        changed = dataclasses.replace(data, stop_places=_with(data, place))
        version = writer.put_province(changed, geography=version.geography)
        writer.note(
            action, f"stop_place:{place.code}", province=data.province_code,
            reason=reason, village=place.village_code,
            lon=point.lon, lat=point.lat, before=_shown(data, place.code),
        )  # fmt: skip
    return version


def _with(data: ProvinceData, place: StopPlace) -> tuple[StopPlace, ...]:
    kept = tuple(place if p.code == place.code else p for p in data.stop_places)
    return kept if place in kept else (*kept, place)


def _shown(data: ProvinceData, code: str) -> str:
    old: Location | None = next((p.location for p in data.stop_places if p.code == code), None)
    return "" if old is None else f"{old.lon:.6f} {old.lat:.6f}"
