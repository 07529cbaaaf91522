"""A province's data at a glance: what there is, what is odd, what is missing before planning."""

from dataclasses import dataclass
from datetime import date

from geodata.findings import Finding
from geodata.places import PointQuality
from planner.domain.calendar import LOCAL_ZONE
from planner.domain.province import ProvinceData, ProvinceVersion
from planner.inputs import RECORD_KINDS, judge
from planner.ports import Clock, Store

ESSENTIAL = ("villages", "bases", "services", "packages", "units", "demand")
"""Without one of these no plan can be made, or it would serve nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that is missing: words `data_gap_<code>`, told of `kind`; `count` of how many.

    `stops` planning altogether; otherwise plans can be made and will be the poorer for it.
    """

    code: str
    kind: str
    count: int = 0
    stops: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DataOverview:
    """What a province has of each kind, and what to look at."""

    version: ProvinceVersion
    counts: dict[str, int]
    gaps: tuple[Gap, ...]
    findings: tuple[Finding, ...]

    @property
    def is_ready(self) -> bool:
        """Whether a plan can be made."""
        return not any(gap.stops for gap in self.gaps)


def overview_of(store: Store, clock: Clock, province_code: str) -> DataOverview:
    """A province as it is now; raises `NotFound`."""
    with store.reading() as reader:
        data = reader.province(province_code)
        version = reader.province_versions(province_code)[-1]
    counts = {name: len(kind.things(data)) for name, kind in RECORD_KINDS.items()}
    today = clock.now().astimezone(LOCAL_ZONE).date()
    gaps = (*_missing(counts), *_poor(data, version, today))
    return DataOverview(version=version, counts=counts, gaps=gaps, findings=judge(data))


def _missing(counts: dict[str, int]) -> tuple[Gap, ...]:
    return tuple(Gap(code="none", kind=kind, stops=True) for kind in ESSENTIAL if not counts[kind])


def _poor(data: ProvinceData, version: ProvinceVersion, today: date) -> tuple[Gap, ...]:
    """What plans can be made without, but should not be for long."""
    if not data.villages:
        return ()
    counted = {
        ("unplaced", "villages"): sum(v.location is None for v in data.villages),
        ("approximate", "villages"): sum(
            v.location is not None and v.point_quality is PointQuality.APPROXIMATE
            for v in data.villages
        ),
        ("without_contact", "villages"): sum(not v.contacts for v in data.villages),
        ("without_people", "villages"): sum(v.people == 0 for v in data.villages),
        ("without_shifts", "units"): sum(not unit.shifts for unit in data.units),
        ("uncarried", "services"): sum(
            not any(unit.counters_of(service.code) for unit in data.units)
            for service in data.services
        ),
    }
    gaps = [Gap(code=c, kind=k, count=n) for (c, k), n in counted.items() if n]
    if not version.geography:
        gaps.append(Gap(code="no_roads", kind="villages"))
    if not any(holiday.date >= today for holiday in data.holidays):
        gaps.append(Gap(code="no_holidays", kind="holidays"))
    return tuple(gaps)
