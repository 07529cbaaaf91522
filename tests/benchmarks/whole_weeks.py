"""Weeks of the whole model: the sample, and made-up provinces with the sample's way of working.

A made-up province has ground of its own (`tests.benchmarks.ground`) and draws villages, demand,
clocks and promises by seed; services, opening hours, scarce staff, policy, and the crews of the
units are the sample's. Parameters are frozen (`GENERATOR`); seeds 1-5 are reported.
"""

from dataclasses import replace
from datetime import timedelta

import numpy as np

from geodata.places import Location, Village
from geodata.roads.network import read_network
from geodata.travel.road_graph import RoadGraphEngine
from planner.domain.calendar import ClockWindow, Horizon, UnsuitableDay
from planner.domain.demand import (
    Demand,
    Facility,
    Service,
    ServiceRequest,
    StopPlace,
    VisitRecord,
)
from planner.domain.province import ProvinceData, request_for
from planner.domain.request import PlanRequest
from planner.domain.units import Base, Lodging
from planner.inputs.dataset import read_dataset
from planner.samples import sample_folder, sample_week
from planner.usecases.travel import road_states, travel_for
from tests.benchmarks.ground import Reals, ground_of
from tests.benchmarks.weeks import Week, matrix_of

GENERATOR = "w1"
PROVINCE = "92"
VILLAGES, BASES, LODGINGS = 150, 6, 5
COVERED_WITHIN_KM = 1.5
OPEN = ClockWindow(start_s=8 * 3600 + 1800, end_s=16 * 3600 + 1800)


def sample_province() -> ProvinceData:
    """The packaged sample."""
    data, _ = read_dataset(sample_folder())
    assert data is not None
    return data


def sample_instance() -> Week:
    """The sample's own week on its own roads."""
    horizon = Horizon(start=sample_week(), days=7)
    request = request_for(sample_province(), horizon, road_states=road_states(horizon))
    engine = RoadGraphEngine(read_network(sample_folder() / "roads"))
    return Week(name="sample", request=request, travel=travel_for(engine, request))


def province_week(seed: int, villages: int = VILLAGES) -> Week:
    """The made-up province of a seed."""
    rng = np.random.default_rng([92, villages, seed])
    sample = sample_province()
    ground = ground_of(villages, BASES, rng)
    points = [Location(lon=99.0 + x / 106, lat=18.0 + y / 111) for x, y in ground.xy_km]
    bases = tuple(
        Base(code=f"B{i + 1}", name_th=f"ฐาน {i + 1}", name_en=f"Base {i + 1}", location=point)
        for i, point in enumerate(points[:BASES])
    )
    homes = _villages(points[BASES:], ground.xy_km, rng)
    far = np.argsort(-ground.durations_s[:BASES, BASES:].min(axis=0))[: 4 * LODGINGS : 4]
    lodgings = tuple(
        Lodging(code=f"L{i + 1}", name_th=f"ที่พัก {i + 1}", name_en=f"Lodging {i + 1}",
                location=points[BASES + i], cost_per_night_baht=1600)
        for i in map(int, far)
    )  # fmt: skip
    request = PlanRequest(
        province_code=PROVINCE,
        horizon=Horizon(start=sample_week(), days=7),
        villages=homes,
        stop_places=_places(homes, ground.xy_km[BASES:], rng),
        bases=bases,
        lodgings=lodgings,
        units=tuple(
            replace(unit, province_code=PROVINCE, base_code=bases[i % BASES].code)
            for i, unit in enumerate(sample.units)
        ),
        services=sample.services,
        packages=sample.packages,
        staff=sample.staff,
        policy=sample.policy,
        **_need(homes, sample, rng),
    )
    order = [*range(BASES), *(BASES + int(i) for i in far), *range(BASES, BASES + villages)]
    grid = np.ix_(order, order)
    matrix = matrix_of(request.place_codes(), ground.durations_s[grid], ground.distances_m[grid])
    travel = {profile: replace(matrix, profile=profile) for profile in request.profiles()}
    return Week(name=f"{GENERATOR}-{villages}-s{seed}", request=request, travel=travel)


def _villages(
    points: list[Location], xy_km: Reals, rng: np.random.Generator
) -> tuple[Village, ...]:
    """Villages numbered by the district of their nearest base."""
    count: dict[int, int] = {}
    made = []
    for i, point in enumerate(points):
        near = int(np.argmin(np.hypot(*(xy_km[:BASES] - xy_km[BASES + i]).T)))
        number = count[near] = count.get(near, 0) + 1
        code = f"{PROVINCE}{near + 1:02d}{number // 15 + 1:02d}{number % 15 + 1:02d}"
        made.append(
            Village(code=code, name_th=f"บ้าน {code[2:]}", name_en=f"Ban {code[2:]}",
                    location=point, population=int(rng.integers(120, 900)),
                    need_weight=float(np.round(rng.uniform(0.9, 1.4), 1)))
        )  # fmt: skip
    return tuple(made)


def _places(
    villages: tuple[Village, ...], xy_km: Reals, rng: np.random.Generator
) -> tuple[StopPlace, ...]:
    made = []
    for i, village in enumerate(villages):
        away = np.hypot(*(xy_km - xy_km[i]).T)
        near = [int(j) for j in np.argsort(away) if j != i and away[j] <= COVERED_WITHIN_KM]
        lacks = {f for f in (Facility.MAINS_POWER, Facility.REGISTER_LINE) if rng.random() < 0.1}
        made.append(
            StopPlace(
                code=village.code, village_code=village.code, name_th=village.name_th,
                name_en=village.name_en, location=village.location, windows=(OPEN,),
                covers=tuple(villages[j].code for j in near),
                offers=tuple(f for f in Facility if f not in lacks),
            )
        )  # fmt: skip
    return tuple(made)


def _need(
    villages: tuple[Village, ...], sample: ProvinceData, rng: np.random.Generator
) -> dict[str, tuple[object, ...]]:
    """Demand as the sample has it, clocks at random, some promises, some days that do not suit."""
    people = {s.code: [d.people for d in sample.demands if d.service_code == s.code]
              for s in sample.services}  # fmt: skip
    rows: list[tuple[Village, Service]] = [
        (v, s) for v in villages for s in sample.services if people[s.code] and rng.random() < 0.8
    ]
    start = sample_week()
    promised = rng.choice(len(rows), 8, replace=False)
    return {
        "demands": tuple(
            Demand(village_code=v.code, service_code=s.code,
                   people=int(rng.choice(people[s.code])))
            for v, s in rows
        ),
        "history": tuple(
            VisitRecord(village_code=v.code, service_code=s.code,
                        date=start - timedelta(days=int(s.interval_days * rng.uniform(0.1, 1.6))))
            for v, s in rows
        ),
        "requests": tuple(
            ServiceRequest(code=f"R{k + 1}", village_code=rows[i][0].code,
                           service_code=rows[i][1].code, people=int(rng.integers(10, 60)),
                           filed_on=start - timedelta(days=20),
                           due_on=start + timedelta(days=int(rng.integers(2, 12))))
            for k, i in enumerate(map(int, promised))
        ),
        "unsuitable_days": tuple(
            UnsuitableDay(village_code=villages[int(rng.integers(len(villages)))].code,
                          date=start + timedelta(days=int(rng.integers(0, 5))))
            for _ in range(6)
        ),
    }  # fmt: skip
