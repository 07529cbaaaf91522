"""Sample units for provinces that have villages and no units: made up, named so, and noted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.domain.province import ProvinceVersion
from planner.ports import Clock, Store
from planner.samples.furnish import furnished, lacks_units


@dataclass(frozen=True, slots=True, kw_only=True)
class Furnished:
    """A province that was given sample units; `version` is None where it needs none."""

    province_code: str
    version: ProvinceVersion | None
    villages: int
    units: int


def furnish(
    store: Store, clock: Clock, province_codes: Iterable[str], week: date, *, by: str, seed: int = 1
) -> tuple[Furnished, ...]:
    """Give each of these provinces sample units, unless it has its own; one transaction each."""
    return tuple(_furnish(store, clock, code, week, by, seed) for code in province_codes)


def _furnish(store: Store, clock: Clock, code: str, week: date, by: str, seed: int) -> Furnished:
    with store.reading() as reader:
        data = reader.province(code)
    if not lacks_units(data):
        return Furnished(
            province_code=code, version=None, villages=len(data.villages), units=len(data.units)
        )
    data = furnished(data, week, seed=seed)
    with store.writing(actor=by, at=clock.now()) as writer:
        geography = writer.province_versions(code)[-1].geography
        version = writer.put_province(data, geography=geography)
        writer.note("sample_units_made", f"province:{code}", units=len(data.units), seed=seed)
    return Furnished(
        province_code=code, version=version, villages=len(data.villages), units=len(data.units)
    )
