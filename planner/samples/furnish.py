"""Invented units, services, demand and past for a province that has villages only.

Everything made here is a sample and says so in its name: a country can be planned as a trial before
anybody has listed its units. Dice are seeded by what they decide, so that two calls agree.
"""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from geodata.places import Location, Village
from planner.domain.demand import Demand, Service, StopPlace, VisitRecord
from planner.domain.policy import Policy
from planner.domain.province import ProvinceData
from planner.domain.units import Base, MobileUnit
from planner.samples.invented import PACKAGES, PEOPLE_PER_THOUSAND, SERVICES, UNITS

SERVICE_CODES = ("id_card", "welfare", "health", "farming")
PATTERNS = ("U1", "U3", "U6")
"""Registration, health and farm units of the sample province, in turn."""

VILLAGES_PER_UNIT = 250
FEWEST_UNITS, MOST_UNITS = 2, 8
MOST_BASES = 4
RESIDENTS = (150, 900)
"""Invented residents of a village whose population nobody has said."""


def lacks_units(data: ProvinceData) -> bool:
    """Whether there are villages on the map and nothing to serve them with."""
    return not data.units and any(village.location is not None for village in data.villages)


def furnished(data: ProvinceData, week: date, *, seed: int = 1) -> ProvinceData:
    """The province with sample units and all they need; visits are dated before `week`.

    Raises `ValueError` for a province that has units of its own, or no village on the map.
    """
    if not lacks_units(data):
        raise ValueError(f"province {data.province_code} needs no sample units")
    services = tuple(service for service in SERVICES if service.code in SERVICE_CODES)
    bases = _bases(data)
    located = [village for village in data.villages if village.location is not None]
    demands, history = _needs(located, services, week, seed)
    return replace(
        data,
        stop_places=data.stop_places or tuple(map(_place, located)),
        bases=bases,
        units=_units(data.province_code, bases, len(located)),
        services=services,
        packages=PACKAGES,
        demands=demands,
        history=history,
        policy=Policy(version="sample", equity_floor=0.0),
    )


def _bases(data: ProvinceData) -> tuple[Base, ...]:
    """In the village nearest to the middle of each of the largest districts."""
    districts: dict[str, list[Village]] = defaultdict(list)
    for village in data.villages:
        if village.location is not None:
            districts[village.district_code].append(village)
    largest = sorted(districts, key=lambda code: (-len(districts[code]), code))[:MOST_BASES]
    return tuple(_base(code, districts[code]) for code in largest)


def _base(district_code: str, villages: list[Village]) -> Base:
    points = [v.location for v in villages if v.location is not None]
    lon = sum(p.lon for p in points) / len(points)
    lat = sum(p.lat for p in points) / len(points)
    middle = min(points, key=lambda p: ((p.lon - lon) ** 2 + (p.lat - lat) ** 2, p.lon, p.lat))
    named = villages[0]
    return Base(
        code=f"SB{district_code}",
        name_th=f"ฐานตัวอย่าง {named.district_th or district_code}",
        name_en=f"Sample base, {named.district_en or district_code}",
        location=Location(lon=middle.lon, lat=middle.lat),
        district_code=district_code,
    )


def _units(province_code: str, bases: tuple[Base, ...], villages: int) -> tuple[MobileUnit, ...]:
    patterns = [next(unit for unit in UNITS if unit.code == code) for code in PATTERNS]
    count = min(MOST_UNITS, max(FEWEST_UNITS, round(villages / VILLAGES_PER_UNIT)))
    return tuple(_unit(patterns[i % 3], i, province_code, bases) for i in range(count))


def _unit(
    pattern: MobileUnit, number: int, province_code: str, bases: tuple[Base, ...]
) -> MobileUnit:
    base = bases[number % len(bases)]
    carried = tuple(c for c in pattern.services if c.service_code in SERVICE_CODES)
    return replace(
        pattern,
        code=f"S{number + 1}",
        name_th=f"หน่วยตัวอย่าง {number + 1}",
        name_en=f"Sample unit {number + 1}",
        province_code=province_code,
        base_code=base.code,
        services=carried,
        max_nights=0,
        max_load=None,
    )


def _place(village: Village) -> StopPlace:
    return StopPlace(
        code=village.code,
        village_code=village.code,
        name_th=village.name_th,
        name_en=village.name_en,
        location=village.location,
    )


def _needs(
    villages: list[Village], services: tuple[Service, ...], week: date, seed: int
) -> tuple[tuple[Demand, ...], tuple[VisitRecord, ...]]:
    demands, history = [], []
    for village in villages:
        residents = village.population or _dice(seed, village.code).randint(*RESIDENTS)
        for service in services:
            people = max(1, round(PEOPLE_PER_THOUSAND[service.code] * residents / 1000))
            share = _dice(seed, village.code, service.code).uniform(0.1, 1.45)
            when = week - timedelta(days=max(1, round(share * service.interval_days)))
            row = (village.code, service.code)
            demands.append(Demand(village_code=row[0], service_code=row[1], people=people))
            history.append(
                VisitRecord(village_code=row[0], service_code=row[1], date=when, people=people)
            )
    return tuple(demands), tuple(history)


def _dice(seed: int, *what: str) -> Random:
    return Random(" ".join(("furnish", str(seed), *what)))  # noqa: S311  (a sample, no secret)
