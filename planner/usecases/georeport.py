"""Requests in the words of Open311: which village an address means, what a page of them holds."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from geodata.crs import distance_m
from geodata.places import Location, Village
from planner.domain.cases import Case, CaseState
from planner.domain.errors import Fault, InvalidDocument
from planner.domain.province import ProvinceData
from planner.ports import Reader

NEAREST_WITHIN_M = 10_000
"""Whoever points at the map means a village at most this far away."""

LONGEST_SPAN = timedelta(days=90)
OPEN = frozenset({CaseState.RECEIVED, CaseState.ACCEPTED})
MOST_CASES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a request is about: a village's code, a point, or a village's name, in this order."""

    village_code: str = ""
    point: Location | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """Which requests are asked for; empty sets mean all."""

    receipts: frozenset[str] = frozenset()
    service_codes: frozenset[str] = frozenset()
    states: frozenset[CaseState] = frozenset()
    start: datetime | None = None
    end: datetime | None = None


def village_of(data: ProvinceData, address: Address) -> Village:
    """The village of an address; raises `InvalidDocument` where none or several are meant."""
    if address.village_code:
        found = [v for v in data.villages if v.code == address.village_code]
        field = "address_id"
    elif address.point is not None:
        found, field = _nearest(data, address.point), "lat"
    else:
        name = address.name.strip().casefold()
        found = [v for v in data.villages if name in (v.name_th.casefold(), v.name_en.casefold())]
        field = "address_string"
    if len(found) == 1:
        return found[0]
    code = "several_villages" if found else "no_such_village"
    raise InvalidDocument("request", (Fault(field=field, code=code),))


def _nearest(data: ProvinceData, point: Location) -> list[Village]:
    placed = [v for v in data.villages if v.location is not None]
    if not placed:
        return []
    there = np.array([(v.location.lon, v.location.lat) for v in placed if v.location is not None])
    away_m = distance_m(np.full_like(there, (point.lon, point.lat)), there)
    best = int(np.argmin(away_m))
    return [placed[best]] if away_m[best] <= NEAREST_WITHIN_M else []


def find_cases(
    reader: Reader, provinces: tuple[str, ...], wanted: CaseFilter, now: datetime
) -> list[Case]:
    """Requests of these provinces, newest first; of the last 90 days where no time is given."""
    if wanted.receipts:
        named = (reader.cases(province_codes=provinces, limit=MOST_CASES)) if provinces else ()
        return _newest([case for case in named if case.receipt in wanted.receipts])
    end = wanted.end or (wanted.start + LONGEST_SPAN if wanted.start else now)
    start = wanted.start or end - LONGEST_SPAN
    found = reader.cases(province_codes=provinces, states=sorted(wanted.states), limit=MOST_CASES)
    return _newest(
        [
            case
            for case in found
            if start <= case.filed_at <= end
            and (not wanted.service_codes or case.service_code in wanted.service_codes)
        ]
    )


def _newest(cases: list[Case]) -> list[Case]:
    return sorted(cases, key=lambda case: (case.filed_at, case.receipt), reverse=True)
