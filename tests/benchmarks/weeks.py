"""Generated weeks of the core model: a mountain province of valleys, several bases, skills.

The ground is made by `tests.benchmarks.ground`, the rest here. Parameters are frozen (`GENERATOR`
names them; a change takes a new name); seeds 1-10 are reported, all others are for tuning.
"""

import math
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from geodata.matrix import TravelMatrix
from geodata.places import Location, Village
from planner.domain.calendar import ClockWindow, Horizon
from planner.domain.demand import Demand, Package, Service, StopPlace, VisitRecord
from planner.domain.policy import Policy
from planner.domain.request import PlanRequest
from planner.domain.units import Base, Counters, MobileUnit, Shift, VehicleClass
from tests.benchmarks.ground import Ground, Reals, ground_of

GENERATOR = "g1"
START = date(2026, 11, 2)
PROFILE = "van/dry"
HOUR_S = 3600
SERVICES = (("registration", 0.5), ("health", 0.3), ("livestock", 0.2))
CREWS = ((0, 1, 2), (0, 1), (0, 2), (0, 1), (0,))
INTERVAL_DAYS = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """How long visits last, what people they are for, and how many unit-days 100 villages get."""

    name: str
    visit_min: tuple[int, int]
    people: tuple[int, int]
    unit_days: dict[int, tuple[int, int]]
    """Villages -> (units, days of the week worked), so that not everything fits."""


REGIMES = {
    regime.name: regime
    for regime in (
        Regime(name="long", visit_min=(90, 240), people=(60, 400),
               unit_days={100: (3, 5), 300: (9, 5), 1000: (28, 5)}),
        Regime(name="medium", visit_min=(30, 90), people=(30, 200),
               unit_days={100: (2, 5), 300: (5, 5), 1000: (16, 5)}),
        Regime(name="short", visit_min=(10, 20), people=(10, 80),
               unit_days={100: (2, 2), 300: (3, 4), 1000: (8, 5)}),
    )
}  # fmt: skip
BASES = {100: 2, 300: 4, 1000: 9}


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One instance: a name that says all, the request and its travel."""

    name: str
    request: PlanRequest
    travel: dict[str, TravelMatrix]


def week(size: int, regime: str, seed: int) -> Week:
    """The instance of (villages, regime, seed); any size, with unit-days of the nearest known."""
    near = min(BASES, key=lambda known: abs(math.log(size / known)))
    units, days = REGIMES[regime].unit_days[near]
    bases = max(1, round(BASES[near] * size / near))
    name = f"{GENERATOR}-{regime}-{size}-s{seed}"
    rng = np.random.default_rng([size, list(REGIMES).index(regime), seed])
    return _made(name, size, bases, REGIMES[regime], max(1, round(units * size / near)), days, rng)


def small_week(seed: int) -> Week:
    """A tiny instance: 3 to 8 villages, 1 or 2 bases, 1 to 3 units on 1 to 3 days, any regime."""
    rng = np.random.default_rng([8, 8, seed])
    size, bases = int(rng.integers(3, 9)), int(rng.integers(1, 3))
    units, days = int(rng.integers(1, 4)), int(rng.integers(1, 4))
    regime = list(REGIMES.values())[int(rng.integers(len(REGIMES)))]
    name = f"{GENERATOR}-{regime.name}-{size}-s{seed}"
    return _made(name, size, bases, regime, units, days, rng)


def _made(
    name: str, size: int, bases: int, regime: Regime, units: int, days: int,
    rng: np.random.Generator,
) -> Week:  # fmt: skip
    ground = ground_of(size, bases, rng)
    request = request_on(ground, regime, units, days, rng)
    travel = matrix_of(request.place_codes(), ground.durations_s, ground.distances_m)
    return Week(name=name, request=request, travel={PROFILE: travel})


def matrix_of(codes: tuple[str, ...], seconds: Reals, metres: Reals) -> TravelMatrix:
    """A matrix of whole seconds and metres, rounded up so that the triangle inequality stays."""
    n = len(codes)
    return TravelMatrix(
        profile=PROFILE,
        engine="benchmark",
        place_ids=codes,
        durations_s=np.ceil(seconds).astype(np.int32, order="C"),
        distances_m=np.ceil(metres).astype(np.int32, order="C"),
        estimated=np.zeros((n, n), dtype=np.bool_),
    )


def request_on(
    ground: Ground, regime: Regime, units: int, days: int, rng: np.random.Generator
) -> PlanRequest:
    """A core request on this ground: people, windows, packages, crews."""
    count = len(ground.xy_km) - ground.bases
    locations = [Location(lon=98.0 + x / 107, lat=18.0 + y / 111) for x, y in ground.xy_km]
    codes = [f"90{i // 2000 + 1:02d}{i // 50 % 40 + 1:02d}{i % 50 + 1:02d}" for i in range(count)]
    bases = tuple(
        Base(code=f"B{i + 1}", name_th=f"ฐาน {i + 1}", name_en=f"Base {i + 1}", location=place)
        for i, place in enumerate(locations[: ground.bases])
    )
    return core_request("90", codes, locations[ground.bases :], bases, regime, units, days, rng)


def core_request(
    province: str, codes: list[str], locations: list[Location], bases: tuple[Base, ...],
    regime: Regime, units: int, days: int, rng: np.random.Generator,
) -> PlanRequest:  # fmt: skip
    """A core request for villages at these locations; units are dealt to the bases in turn."""
    count = len(codes)
    low, high = regime.visit_min
    minutes = (np.round(rng.uniform(low, high, count) / 5) * 5).astype(int)
    share = (minutes - low) / (high - low)
    crowd = np.clip(0.6 * share + 0.4 * rng.random(count), 0, 1)
    people = np.rint(regime.people[0] + crowd**1.5 * (regime.people[1] - regime.people[0])).astype(
        int
    )
    kinds = rng.choice(len(SERVICES), count, p=[p for _, p in SERVICES])
    needs = np.round(rng.uniform(0.8, 1.6, count), 1)
    ago = rng.integers(200, 900, count)
    villages = tuple(
        Village(code=code, name_th=f"บ้าน {code[2:]}", name_en=f"Ban {code[2:]}", location=place,
                population=int(heads), need_weight=float(need))
        for code, place, heads, need in zip(codes, locations, people, needs, strict=True)
    )  # fmt: skip
    places = tuple(
        StopPlace(code=village.code, village_code=village.code, name_th=village.name_th,
                  name_en=village.name_en, location=village.location,
                  windows=(_window(int(length), rng),), package_codes=(f"P{length}",))
        for village, length in zip(villages, minutes, strict=True)
    )  # fmt: skip
    wanted = [SERVICES[kind][0] for kind in kinds]
    return PlanRequest(
        province_code=province,
        horizon=Horizon(start=START, days=7),
        villages=villages,
        stop_places=places,
        bases=bases,
        units=tuple(_unit(i, province, bases[i % len(bases)].code, days) for i in range(units)),
        services=tuple(_service(name) for name, _ in SERVICES),
        packages=tuple(_package(int(length)) for length in np.unique(minutes)),
        demands=tuple(
            Demand(village_code=code, service_code=service, people=int(heads))
            for code, service, heads in zip(codes, wanted, people, strict=True)
        ),
        history=tuple(
            _visited(code, service, int(d))
            for code, service, d in zip(codes, wanted, ago, strict=True)
        ),
        policy=Policy(version="benchmark-1", prize_per_person=10, points_per_drive_hour=600,
                      points_per_baht=0.0, required_from=100.0),
    )  # fmt: skip


def _window(minutes: int, rng: np.random.Generator) -> ClockWindow:
    """Open all day for most; a fifth only in the morning, a fifth only in the afternoon."""
    kind = rng.random()
    if kind < 0.2 and minutes <= 210:
        return ClockWindow(start_s=8 * HOUR_S, end_s=12 * HOUR_S + 1800)
    if kind < 0.4 and minutes <= 210:
        return ClockWindow(start_s=12 * HOUR_S + 1800, end_s=17 * HOUR_S)
    return ClockWindow(start_s=8 * HOUR_S, end_s=17 * HOUR_S)


def _unit(i: int, province: str, base: str, days: int) -> MobileUnit:
    window = ClockWindow(start_s=8 * HOUR_S, end_s=16 * HOUR_S + 1800)
    crew = CREWS[i % len(CREWS)]
    return MobileUnit(
        code=f"U{i + 1:02d}", name_th=f"หน่วย {i + 1}", name_en=f"Unit {i + 1}",
        province_code=province, base_code=base, vehicle_class=VehicleClass.VAN,
        services=tuple(Counters(service_code=SERVICES[s][0], counters=10) for s in crew),
        shifts=tuple(Shift(weekday=day, window=window) for day in range(days)),
        setup_s=0, packing_s=0, max_drive_s=24 * HOUR_S, cost_per_km_baht=0.0,
    )  # fmt: skip


def _service(name: str) -> Service:
    return Service(
        code=name, name_th=f"บริการ {name}", name_en=name.title(), agency_th="หน่วยงาน",
        agency_en="Agency", seconds_per_person=10, interval_days=INTERVAL_DAYS,
        sla_working_days=0,
    )  # fmt: skip


def _package(minutes: int) -> Package:
    return Package(
        code=f"P{minutes}", name_th=f"เปิด {minutes} นาที", name_en=f"Open {minutes} min",
        open_s=minutes * 60, serving_s=minutes * 60,
    )  # fmt: skip


def _visited(village: str, service: str, days_ago: int) -> VisitRecord:
    when = START - timedelta(days=days_ago)
    return VisitRecord(village_code=village, service_code=service, date=when)
