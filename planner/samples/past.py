"""The invented past of the sample: last visits, what has gathered since, open requests.

Everything is dated for `SAMPLE_WEEK` and drawn from seeded dice, one cast a thing, so that
adding a village changes no other. Teams work through a subdistrict at a time, so neighbours were
visited about together.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from random import Random

import holidays

from geodata.places import PointQuality, Village
from planner.domain.calendar import UnsuitableDay
from planner.domain.demand import (
    Demand,
    Facility,
    Service,
    ServiceRequest,
    StopPlace,
    VisitRecord,
    VisitState,
)
from planner.domain.units import Base, MobileUnit
from planner.samples.invented import PEOPLE_PER_THOUSAND
from planner.samples.places import remoteness_km
from planner.samples.sources import km_between

SAMPLE_WEEK = date(2026, 11, 30)
LAST_RECORDED = date(2026, 11, 20)

REMOTE_KM = 14.0
"""Beyond this from any district town (each has a hospital) health teams come to the village."""
TOWN_KM = 2.0
"""Within this of a district office nobody waits for a farm or livestock visit."""
LIVESTOCK_FROM_M = 650
"""Villages this high keep cattle and buffalo in the forest and get the quarterly round."""

VILLAGES_PER_DAY = 4
"""Most villages one unit served on one day of the past."""
SAME_VISIT_DAYS = 30

Key = tuple[str, str]

_REQUESTS = (
    ("580206", "id_card", 35, date(2026, 12, 2)),
    ("580603", "health", 60, date(2026, 12, 4)),
    ("580604", "health", 45, date(2026, 12, 4)),
    ("580702", "livestock", 50, date(2026, 12, 9)),
    ("580205", "legal_land", 14, date(2026, 12, 15)),
    ("580506", "welfare", 22, date(2026, 12, 18)),
    ("580406", "dental", 18, date(2026, 12, 24)),
    ("580109", "id_card", 28, date(2026, 11, 27)),
)
"""Tambon, service, people, due date; the place is the tambon's first village that can have it."""

_UNSUITABLE = (
    ("580104", 0, "ตลาดนัดประจำสัปดาห์"),
    ("580301", 2, "ตลาดนัดประจำสัปดาห์"),
    ("580307", 1, "งานศพในหมู่บ้าน"),
    ("580402", 3, "งานประจำปีของวัด"),
    ("580505", 4, "พิธีกินข้าวใหม่"),
    ("580602", 2, "ประชุมประจำเดือนของกำนันผู้ใหญ่บ้าน"),
    ("580703", 9, "พิธีกินข้าวใหม่"),
    ("580206", 8, "งานศพในหมู่บ้าน"),
)
"""Tambon, days after the Monday of the sample week, reason; for the tambon's first two villages."""


def wanted_services(
    village: Village, bases: tuple[Base, ...], services: tuple[Service, ...]
) -> tuple[Service, ...]:
    """Services that a village waits for; the others it finds near enough in town."""
    km_away = remoteness_km(village, bases)
    high = village.elevation_m is not None and village.elevation_m >= LIVESTOCK_FROM_M
    wants = {
        "health": km_away > REMOTE_KM,
        "dental": km_away > REMOTE_KM,
        "livestock": km_away > TOWN_KM and high,
        "farming": km_away > TOWN_KM,
    }
    return tuple(s for s in services if wants.get(s.code, True))


def urgencies(
    villages: tuple[Village, ...],
    places: tuple[StopPlace, ...],
    bases: tuple[Base, ...],
    services: tuple[Service, ...],
    seed: int,
) -> dict[Key, float | None]:
    """Elapsed over interval of every row at the sample week; None: never visited."""
    offers = {place.village_code: place.offers for place in places}
    found: dict[Key, float | None] = {}
    for village in villages:
        for service in wanted_services(village, bases, services):
            key = (village.code, service.code)
            if not set(service.site_needs) <= set(offers[village.code]):
                found[key] = None
            else:
                found[key] = _urgency(village, service, seed)
    return found


def _urgency(village: Village, service: Service, seed: int) -> float | None:
    shared = Random(f"{seed} {village.tambon_code} {service.code}").random()  # noqa: S311
    own = Random(f"{seed} {village.code} {service.code}")  # noqa: S311
    if own.random() < 0.003:
        return None
    forgotten = own.random() < 0.008
    if forgotten:
        return 1.5 + 0.5 * own.random()
    return max(0.08, 0.10 + 1.02 * shared + 0.3 * (own.random() - 0.5))


def history(
    villages: tuple[Village, ...],
    units: tuple[MobileUnit, ...],
    bases: tuple[Base, ...],
    services: tuple[Service, ...],
    rows: dict[Key, float | None],
) -> tuple[VisitRecord, ...]:
    """The last visit of every row, on days and by units that could have made it."""
    by_code = {village.code: village for village in villages}
    home = {base.code: base.location for base in bases}
    diary = _Diary(by_code)
    records = []
    for service in sorted(services, key=lambda s: (-s.interval_days, s.code)):
        carriers = [u for u in units if u.counters_of(service.code)]
        for village in villages:
            urgency = rows.get((village.code, service.code))
            if urgency is None or village.location is None:
                continue
            point = village.location
            unit = min(carriers, key=lambda u: (km_between(home[u.base_code], point), u.code))
            wanted = SAMPLE_WEEK - timedelta(days=round(urgency * service.interval_days))
            when = diary.find(unit, village.code, min(wanted, LAST_RECORDED), service)
            people = max(1, _people(village, service, 1.0))
            records.append(
                VisitRecord(
                    village_code=village.code,
                    service_code=service.code,
                    date=when,
                    people=people,
                    unit_code=unit.code,
                )
            )
    return tuple(sorted(records, key=lambda r: (r.date, r.village_code, r.service_code)))


class _Diary:
    """Which villages each unit served on which day of the past."""

    def __init__(self, villages: dict[str, Village]) -> None:
        self._villages = villages
        self._served: dict[tuple[str, date], set[str]] = defaultdict(set)
        self._days: dict[Key, list[date]] = defaultdict(list)
        self._off = set(holidays.country_holidays("TH", years=range(2023, 2028)))

    def find(self, unit: MobileUnit, village: str, wanted: date, service: Service) -> date:
        """A day near `wanted` on which the unit can have been in the village; noted down."""
        for known in self._days[unit.code, village]:
            close = abs((known - wanted).days) <= SAME_VISIT_DAYS * service.interval_days / 365
            if close and self._open_to(known, service):
                return known
        when = next(day for day in _outwards(wanted) if self._free(unit, village, day, service))
        self._served[unit.code, when].add(village)
        self._days[unit.code, village].append(when)
        return when

    def _open_to(self, when: date, service: Service) -> bool:
        return service.staff_code is None or when.weekday() in (1, 3)

    def _free(self, unit: MobileUnit, village: str, when: date, service: Service) -> bool:
        if when.weekday() > 4 or when in self._off or not self._open_to(when, service):
            return False
        others = self._served[unit.code, when]
        district = self._villages[village].district_code
        alike = all(self._villages[other].district_code == district for other in others)
        return alike and len(others) < VILLAGES_PER_DAY


def _outwards(wanted: date) -> Iterator[date]:
    """`wanted`, then days before and after it in turn, none after the last one recorded."""
    yield wanted
    for away in count(1):
        yield wanted - timedelta(days=away)
        if wanted + timedelta(days=away) <= LAST_RECORDED:
            yield wanted + timedelta(days=away)


def demands(
    villages: tuple[Village, ...], services: tuple[Service, ...], rows: dict[Key, float | None]
) -> tuple[Demand, ...]:
    """People who wait in each row: the yearly crop grows with the time since the last visit."""
    found = []
    for village in villages:
        for service in services:
            key = (village.code, service.code)
            if key in rows:
                urgency = rows[key]
                people = _people(village, service, 1.5 if urgency is None else min(urgency, 1.5))
                found.append(
                    Demand(village_code=key[0], service_code=key[1], people=max(1, people))
                )
    return tuple(found)


def _people(village: Village, service: Service, intervals: float) -> int:
    return round(village.people * PEOPLE_PER_THOUSAND[service.code] / 1000 * intervals)


def announced(villages: tuple[Village, ...]) -> tuple[VisitRecord, ...]:
    """A visit of the one-stop truck already published for two weeks after the sample week."""
    host = next(v.code for v in villages if v.tambon_code == "580105")
    return tuple(
        VisitRecord(
            village_code=host,
            service_code=code,
            date=SAMPLE_WEEK + timedelta(days=15),
            unit_code="U8",
            state=VisitState.PUBLISHED,
        )
        for code in ("id_card", "revenue", "welfare")
    )


def requests(
    villages: tuple[Village, ...],
    places: tuple[StopPlace, ...],
    services: tuple[Service, ...],
    rows: dict[Key, float | None],
) -> tuple[ServiceRequest, ...]:
    """Open requests of offices, filed as many working days before as the service promises."""
    promise = {service.code: service.sla_working_days for service in services}
    offers: dict[str, tuple[Facility, ...]] = {p.village_code: p.offers for p in places}
    needs = {service.code: set(service.site_needs) for service in services}
    asked = []
    for number, (tambon, code, people, due) in enumerate(_REQUESTS, start=1):
        host = next(
            v.code
            for v in villages
            if v.code.startswith(tambon)
            and v.point_quality is PointQuality.EXACT
            and (v.code, code) in rows
            and needs[code] <= set(offers[v.code])
        )
        asked.append(
            ServiceRequest(
                code=f"R2569-{number:03d}",
                village_code=host,
                service_code=code,
                people=people,
                filed_on=_working_days_before(due, promise[code]),
                due_on=due,
            )
        )
    return tuple(asked)


def _working_days_before(when: date, days: int) -> date:
    off = set(holidays.country_holidays("TH", years=range(2026, 2028)))
    while days > 0:
        when -= timedelta(days=1)
        if when.weekday() < 5 and when not in off:
            days -= 1
    return when


def unsuitable_days(villages: tuple[Village, ...]) -> tuple[UnsuitableDay, ...]:
    """Days on which some villages do not want a visit."""
    found = []
    for tambon, after, reason in _UNSUITABLE:
        hosts = [v.code for v in villages if v.tambon_code == tambon][:2]
        when = SAMPLE_WEEK + timedelta(days=after)
        found += [UnsuitableDay(village_code=code, date=when, reason=reason) for code in hosts]
    return tuple(sorted(found, key=lambda d: (d.date, d.village_code)))
