"""Villages changed by hand: a point placed on the ground, people who are not registered there."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from geodata.boundaries import Boundaries
from geodata.errors import InvalidPlace
from geodata.findings import Finding, Severity
from geodata.places import Location, PointQuality, Village
from geodata.positions import is_lat_first, read_position
from geodata.quality import PROVINCE_SLACK_M, TAMBON_SLACK_M
from planner.domain.errors import ImportRefused, NotFound
from planner.domain.province import ProvinceData, ProvinceVersion
from planner.inputs import with_changed
from planner.ports import Clock, Reader, Store
from planner.usecases.villages import boundaries_of

SOURCE = "hand"
"""What stands in place of a file in findings on what was typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A village before and after a change by hand, and the province's new version.

    `findings` are warnings: what a person should look at though the change was made.
    """

    before: Village
    after: Village
    version: ProvinceVersion
    findings: tuple[Finding, ...] = ()


def place_village(
    store: Store,
    clock: Clock,
    data_dir: Path,
    *,
    code: str,
    position: str,
    by: str,
    reason: str,
) -> Changed:
    """Put a village where a text says: degrees, a map link, UTM or MGRS.

    Its stop places at the old point move along, and later imports keep the point. A point well
    outside the village's tambon is kept and told, and so is a latitude that came first. Raises
    `ImportRefused` with a finding for a text that is no position or lies outside the province,
    `NotFound` for an unknown village.
    """
    need_reason(by, reason)
    with store.reading() as reader:
        _, version, village = village_of(reader, code)
    point, findings = where_said(data_dir, version, village, position)
    placed = dataclasses.replace(
        village,
        location=point,
        point_quality=PointQuality.PLACED,
        point_source=f"{by}: {reason}",
    )
    old = village.location
    facts: dict[str, str | float] = {
        "lon": point.lon,
        "lat": point.lat,
        "before": "" if old is None else f"{old.lon:.6f} {old.lat:.6f}",
    }
    changed = _keep(store, clock, placed, "village_placed", by=by, reason=reason, **facts)
    return dataclasses.replace(changed, findings=findings)


def add_people(
    store: Store, clock: Clock, *, code: str, people: int, by: str, reason: str
) -> Changed:
    """Count people who live in a village but are not registered there; 0 takes them away."""
    need_reason(by, reason)
    with store.reading() as reader:
        _, _, village = village_of(reader, code)
    changed = dataclasses.replace(
        village, added_people=people, added_people_reason=reason if people else ""
    )
    return _keep(
        store, clock, changed, "people_added", by=by, reason=reason,
        people=people, before=village.added_people,
    )  # fmt: skip


def village_of(reader: Reader, code: str) -> tuple[ProvinceData, ProvinceVersion, Village]:
    """The village of a code or of an alias, with its province as it is now."""
    version = next((v for v in reader.provinces() if v.code == code[:2]), None)
    if version is not None:
        data = reader.province(version.code)
        for village in data.villages:
            if code == village.code or code in village.aliases:
                return data, version, village
    raise NotFound("no such village", kind="village", id=code[:20])


def _keep(
    store: Store,
    clock: Clock,
    village: Village,
    action: str,
    *,
    by: str,
    reason: str,
    **facts: str | float,
) -> Changed:
    """One transaction: the province as it is now with this village, and who did it and why."""
    with store.writing(actor=by, at=clock.now()) as writer:
        data, version, before = village_of(writer, village.code)
        version = writer.put_province(with_changed(data, village), geography=version.geography)
        writer.note(action, f"village:{village.code}", reason=reason, **facts)
    return Changed(before=before, after=village, version=version)


def where_said(
    data_dir: Path, version: ProvinceVersion, village: Village, position: str
) -> tuple[Location, tuple[Finding, ...]]:
    """The place that a text means for a village, and what is odd about it.

    Raises `ImportRefused` for a text that is no position, or one outside the province.
    """
    try:
        point = read_position(position)
    except InvalidPlace as error:
        raise _refused(str(error), value=error.facts.get("value", position[:80])) from None
    findings = (
        *_order_told(position, point),
        *_checked_area(boundaries_of(data_dir, version), village, point),
    )
    return point, findings


def _order_told(position: str, point: Location) -> Iterator[Finding]:
    if is_lat_first(position):
        yield _finding(
            "position_read_lat_first", Severity.REPAIRED, value=position[:80],
            lon=f"{point.lon:.6f}", lat=f"{point.lat:.6f}",
        )  # fmt: skip


def _checked_area(
    boundaries: Boundaries | None, village: Village, point: Location
) -> Iterator[Finding]:
    """A warning for a point outside the tambon; one outside the province is refused."""
    if boundaries is None:
        return
    value = f"{point.lat:.6f}, {point.lon:.6f}"
    away_m = boundaries.outside_m(village.province_code, point)
    if away_m is not None and away_m > PROVINCE_SLACK_M:
        raise _refused(
            "placed_outside_province",
            value=value,
            village=village.code,
            away_km=round(away_m / 1000, 1),
        )
    away_m = boundaries.outside_m(village.tambon_code, point)
    if away_m is not None and away_m > TAMBON_SLACK_M:
        yield _finding(
            "placed_outside_tambon", Severity.WARNING, value=value,
            village=village.code, tambon=village.tambon_th, away_km=round(away_m / 1000, 1),
        )  # fmt: skip


def need_reason(by: str, reason: str) -> None:
    """Raise `ImportRefused` unless a change by hand says who and why."""
    if not by.strip() or not reason.strip():
        raise _refused("placed_without_reason", value="")


def _finding(code: str, severity: Severity, /, value: object = "", **facts: str | float) -> Finding:
    return Finding(code=code, severity=severity, file=SOURCE, value=str(value), facts=dict(facts))


def _refused(code: str, /, value: object = "", **facts: str | float) -> ImportRefused:
    finding = _finding(code, Severity.ERROR, value, **facts)
    return ImportRefused("the change by hand is refused", (finding,), count=1)
