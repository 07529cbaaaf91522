"""Random small planning problems: the shape drawn by Hypothesis, the details from a seed.

`plan_requests()` shrinks towards fewer villages, units, days and features; the details follow from
a seed, so `random_request(seed)` gives the same problems to loops without Hypothesis.
"""

import dataclasses
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

import numpy as np
from hypothesis import strategies as st

from geodata.matrix import UNREACHABLE, TravelMatrix
from geodata.places import PointQuality, Village
from planner.domain.calendar import ClockWindow, Holiday, Horizon, UnsuitableDay
from planner.domain.demand import (
    Announced,
    Caravan,
    Facility,
    Package,
    Pin,
    Service,
    ServiceRequest,
    StopPlace,
    VisitRecord,
    VisitState,
)
from planner.domain.policy import Policy
from planner.domain.request import PlanRequest
from planner.domain.units import Base, Counters, Lunch, MobileUnit, Shift, VehicleClass
from tests.builders import (
    HOUR,
    MONDAY,
    a_base,
    a_demand,
    a_location,
    a_lodging,
    a_package,
    a_service,
    a_staff,
    a_stop_place,
    a_unit,
    a_village,
)

T = TypeVar("T")

FEATURES = (
    "announced",
    "caravans",
    "covers",
    "days_off",
    "gaps",
    "history",
    "holidays",
    "loads",
    "lunch",
    "nights",
    "no_points",
    "packages",
    "pins",
    "policy",
    "requests",
    "road_states",
    "several_bases",
    "site_needs",
    "staff",
    "unsuitable_days",
    "visits",
    "windows",
    "equity",
    "money",
    "night_caps",
)
"""What a random request may contain beyond villages, units and demand. New ones come last, so that
seeds still mean what they meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How big a random request is, and what it contains."""

    villages: int = 4
    units: int = 2
    services: int = 2
    days: int = 5
    start_weekday: int = 0
    features: frozenset[str] = frozenset(FEATURES)


@st.composite
def shapes(draw: st.DrawFn, max_villages: int = 8, max_units: int = 3, max_days: int = 7) -> Shape:
    """Sizes, and any set of features."""
    return Shape(
        villages=draw(st.integers(0, max_villages)),
        units=draw(st.integers(1, max_units)),
        services=draw(st.integers(1, 3)),
        days=draw(st.integers(1, max_days)),
        start_weekday=draw(st.integers(0, 6)),
        features=draw(st.frozensets(st.sampled_from(FEATURES))),
    )


SEEDS = st.integers(0, 2**32 - 1)


def plan_requests(
    max_villages: int = 8, max_units: int = 3, max_days: int = 7
) -> st.SearchStrategy[PlanRequest]:
    """Random small requests."""
    return st.builds(random_request, SEEDS, shapes(max_villages, max_units, max_days))


def travel_for(request: PlanRequest) -> st.SearchStrategy[dict[str, TravelMatrix]]:
    """Random travel for a request: metric, asymmetric, with unreachable pairs now and then."""
    return st.builds(
        random_travel,
        st.just(request),
        SEEDS,
        longest_s=st.sampled_from((20 * 60, 90 * 60, 5 * HOUR)),
        cut=st.sampled_from((0.0, 0.0, 0.3, 0.8)),
    )


@st.composite
def problems(draw: st.DrawFn, **sizes: int) -> tuple[PlanRequest, dict[str, TravelMatrix]]:
    """A random request with random travel."""
    request = draw(plan_requests(**sizes))
    return request, draw(travel_for(request))


def random_shape(seed: int) -> Shape:
    """A shape of the same kind as `shapes()`, from a seed; each feature in half of them."""
    rng = random.Random(seed)
    return Shape(
        villages=rng.randint(0, 8),
        units=rng.randint(1, 3),
        services=rng.randint(1, 3),
        days=rng.randint(1, 7),
        start_weekday=rng.randint(0, 6),
        features=frozenset(f for f in FEATURES if rng.random() < 0.5),
    )


def random_travel(
    request: PlanRequest, seed: int = 0, *, longest_s: int = 90 * 60, cut: float = 0.0
) -> dict[str, TravelMatrix]:
    """Random seconds, a share `cut` of direct ways missing, closed over shortest paths."""
    codes = request.place_codes()
    n = len(codes)
    travel = {}
    for k, profile in enumerate(request.profiles()):
        rng = np.random.default_rng((seed, k))
        seconds = rng.integers(60, longest_s, size=(n, n)).astype(np.float64)
        seconds[rng.random((n, n)) < cut] = np.inf
        np.fill_diagonal(seconds, 0.0)
        for via in range(n):
            seconds = np.minimum(seconds, seconds[:, via, None] + seconds[None, via, :])
        open_ways = np.isfinite(seconds)
        durations = np.where(open_ways, seconds, UNREACHABLE).astype(np.int32)
        estimated = rng.random((n, n)) < 0.2
        np.fill_diagonal(estimated, False)
        travel[profile] = TravelMatrix(
            profile=profile,
            engine="random_test",
            place_ids=codes,
            durations_s=durations,
            distances_m=np.where(open_ways, durations * 11, UNREACHABLE).astype(np.int32),
            estimated=estimated,
        )
    return travel


def random_request(seed: int, shape: Shape | None = None) -> PlanRequest:
    """A request of this shape; equal seeds and shapes give equal requests."""
    return _Dice(seed, shape or random_shape(seed)).request()


class _Dice:
    """Throws the details of one request."""

    def __init__(self, seed: int, shape: Shape) -> None:
        self.rng = random.Random(seed)
        self.shape = shape
        self.horizon = Horizon(start=MONDAY + timedelta(days=shape.start_weekday), days=shape.days)

    def has(self, feature: str, chance: float = 1.0) -> bool:
        """Whether the shape has a feature and this thing gets it."""
        return feature in self.shape.features and self.rng.random() < chance

    def some(self, things: Iterable[T], chance: float = 0.5) -> tuple[T, ...]:
        return tuple(thing for thing in things if self.rng.random() < chance)

    def request(self) -> PlanRequest:
        """The details in an order that new features do not disturb: those are thrown last."""
        request = self._plain_request()
        if self.has("equity"):
            policy = dataclasses.replace(
                request.policy,
                equity_floor=self.rng.choice((0.02, 0.2, 0.5, 1.0)),
                promise_tolerance=self.rng.choice((0.0, 0.0, 0.1)),
                equity_tolerance=self.rng.choice((0.0, 0.0, 0.01)),
            )
            request = dataclasses.replace(request, policy=policy)
        if self.has("money"):
            budget = self.rng.choice((0, 900, 2500, 6000, 20_000))
            request = dataclasses.replace(request, budget_baht=budget)
        if self.has("night_caps"):
            units = tuple(
                dataclasses.replace(u, night_cap=self.rng.choice((None, 0, 1, 2)))
                for u in request.units
            )
            request = dataclasses.replace(request, units=units)
        return request

    def _plain_request(self) -> PlanRequest:
        several = self.has("several_bases")
        bases = tuple(a_base(f"B{i}", location=self.location()) for i in range(1 + several))
        lodgings = tuple(
            a_lodging(f"L{i}", location=self.location(), cost_per_night_baht=self.rng.randint(0, 9))
            for i in range(self.rng.randint(0, 2) if self.has("nights") else 0)
        )
        staff = (
            (a_staff("s0", available=tuple(self.rng.randint(0, 2) for _ in range(7))),)
            if self.has("staff")
            else ()
        )
        services = tuple(self.service(i, bool(staff)) for i in range(self.shape.services))
        packages = tuple(self.package(i) for i in range(1 + 2 * self.has("packages")))
        villages = tuple(self.village(i) for i in range(self.shape.villages))
        places = tuple(self.stop_places(villages, packages))
        units = tuple(self.unit(i, services, bases) for i in range(self.shape.units))
        rows = [(v, s) for v in villages for s in services]
        return PlanRequest(
            province_code="58",
            horizon=self.horizon,
            villages=villages,
            stop_places=places,
            bases=bases,
            units=units,
            services=services,
            packages=packages,
            demands=tuple(
                a_demand(v.code, s.code, self.rng.choice((0, 1, 5, 20, 60)))
                for v, s in self.some(rows, 0.8)
            ),
            history=tuple(self.records(rows)),
            requests=tuple(self.service_requests(rows)),
            lodgings=lodgings,
            staff=staff,
            pins=tuple(self.pins(rows, units)),
            holidays=tuple(
                Holiday(
                    date=self.day(),
                    name_th="วันหยุด",
                    name_en="Holiday",
                    units_work=self.rng.random() < 0.3,
                )
                for _ in range(self.has("holidays"))
            ),
            unsuitable_days=tuple(
                UnsuitableDay(village_code=v.code, date=self.day())
                for v in villages
                if self.has("unsuitable_days", 0.4)
            ),
            road_states=tuple(self.rng.choice(("dry", "wet")) for _ in range(self.shape.days))
            if self.has("road_states")
            else (),
            policy=self.policy(),
            caravans=tuple(self.caravans(places, packages, units)),
            announced=tuple(self.announced(rows, places, units)),
        )

    def location(self) -> Any:
        return a_location(97.9 + self.rng.random() * 0.5, 19.2 + self.rng.random() * 0.5)

    def day(self) -> Any:
        return self.horizon.date_of(self.rng.randrange(self.shape.days))

    def service(self, i: int, staffed: bool) -> Service:
        return a_service(
            f"s{i}",
            seconds_per_person=self.rng.choice((60, 300, 900, 3600)),
            interval_days=self.rng.choice((7, 30, 90, 365)),
            min_gap_days=self.rng.choice((1, 2, 7, 60)) if self.has("gaps", 0.7) else 0,
            max_visits=self.rng.randint(2, 4) if self.has("visits") else 1,
            site_needs=self.some((Facility.HALL, Facility.MAINS_POWER))
            if self.has("site_needs")
            else (),
            staff_code="s0" if staffed and self.rng.random() < 0.7 else None,
            load_per_person=self.rng.randint(0, 3) if self.has("loads") else 0,
        )

    def package(self, i: int) -> Package:
        open_s = self.rng.choice((HOUR, 2 * HOUR, 4 * HOUR, 6 * HOUR))
        return a_package(
            f"p{i}",
            open_s=open_s,
            serving_s=open_s - self.rng.choice((0, 600, 1800)),
            includes_lunch=open_s >= 4 * HOUR and self.rng.random() < 0.7,
        )

    def village(self, i: int) -> Village:
        unknown = self.has("no_points", 0.2)
        return a_village(
            f"58{i % 3 + 1:02d}01{i + 1:02d}",
            location=None if unknown else self.location(),
            point_quality=self.rng.choice((PointQuality.EXACT, PointQuality.APPROXIMATE)),
            population=self.rng.randint(0, 900),
            need_weight=self.rng.choice((1.0, 1.0, 1.5, 0.7)),
        )

    def stop_places(
        self, villages: tuple[Village, ...], packages: tuple[Package, ...]
    ) -> Iterable[StopPlace]:
        for i, village in enumerate(villages):
            for k in range(1 + self.has("windows", 0.2)):
                others = [v.code for v in villages if v is not village]
                yield a_stop_place(
                    village,
                    code=village.code if k == 0 else f"{village.code}-{k}",
                    covers=self.some(others, 0.3) if self.has("covers", 0.5) else (),
                    offers=self.some(Facility, 0.6) if self.has("site_needs") else tuple(Facility),
                    windows=self.windows(),
                    package_codes=self.some(p.code for p in packages)
                    if self.has("packages", 0.3)
                    else (),
                )
            if self.has("no_points", 0.1):
                yield a_stop_place(village, code=f"X{i}", location=None)

    def windows(self) -> tuple[ClockWindow, ...]:
        if not self.has("windows", 0.6):
            return (ClockWindow(start_s=8 * HOUR, end_s=17 * HOUR),)
        cuts = sorted(self.rng.sample(range(6 * 4, 20 * 4), 4))
        pairs = ((cuts[0], cuts[2]),) if self.rng.random() < 0.5 else ((cuts[0], cuts[1]), cuts[2:])
        return tuple(ClockWindow(start_s=a * 900, end_s=b * 900) for a, b in pairs)

    def unit(self, i: int, services: tuple[Service, ...], bases: tuple[Base, ...]) -> MobileUnit:
        carried = self.some(services, 0.7) or (self.rng.choice(services),)
        start = self.rng.choice((6, 8, 9)) * HOUR
        window = ClockWindow(start_s=start, end_s=start + self.rng.choice((5, 9, 12)) * HOUR)
        weekdays = range(7) if self.rng.random() < 0.3 else range(5)
        lunch = None
        if self.has("lunch", 0.7):
            earliest = self.rng.choice((10, 11, 12)) * HOUR
            lunch = Lunch(
                duration_s=self.rng.choice((1800, HOUR)),
                earliest_s=earliest,
                latest_s=earliest + self.rng.choice((0, HOUR, 2 * HOUR)),
            )
        return a_unit(
            f"U{i}",
            base_code=self.rng.choice(bases).code,
            vehicle_class=self.rng.choice(tuple(VehicleClass)),
            services=tuple(
                Counters(service_code=s.code, counters=self.rng.randint(1, 3)) for s in carried
            ),
            shifts=tuple(Shift(weekday=w, window=window) for w in weekdays),
            lunch=lunch,
            setup_s=self.rng.choice((0, 900, 1800)),
            packing_s=self.rng.choice((0, 900)),
            max_drive_s=self.rng.choice((HOUR, 4 * HOUR, 10 * HOUR)),
            max_nights=self.rng.randint(0, 3) if self.has("nights") else 0,
            max_load=self.rng.choice((10, 40, 200)) if self.has("loads", 0.7) else None,
            days_off=(self.day(),) if self.has("days_off", 0.5) else (),
            cost_per_km_baht=self.rng.choice((0.0, 4.5, 6.0, 11.3)),
            cost_per_day_baht=self.rng.choice((0, 500, 1333)),
            cost_per_night_baht=self.rng.choice((0, 240)),
        )

    def records(self, rows: list[tuple[Village, Service]]) -> Iterable[VisitRecord]:
        if not self.has("history"):
            return
        for village, service in self.some(rows, 0.7):
            for _ in range(self.rng.randint(1, 2)):
                ago = self.rng.choice((1, 5, 20, 80, 300, -2, -9))
                yield VisitRecord(
                    village_code=village.code,
                    service_code=service.code,
                    date=self.horizon.date_of(-ago),
                    people=self.rng.randint(0, 30),
                    state=VisitState.DONE if ago > 0 else VisitState.PUBLISHED,
                )

    def service_requests(self, rows: list[tuple[Village, Service]]) -> Iterable[ServiceRequest]:
        if not self.has("requests"):
            return
        for village, service in self.some(rows, 0.3):
            filed = self.horizon.date_of(-self.rng.randint(0, 30))
            yield ServiceRequest(
                code=f"R-{village.code}-{service.code}",
                village_code=village.code,
                service_code=service.code,
                people=self.rng.randint(1, 30),
                filed_on=filed,
                due_on=filed + timedelta(days=self.rng.randint(0, 45)),
            )

    def pins(
        self, rows: list[tuple[Village, Service]], units: tuple[MobileUnit, ...]
    ) -> Iterable[Pin]:
        if not self.has("pins"):
            return
        for village, service in self.some(rows, 0.25):
            yield Pin(
                village_code=village.code,
                service_code=self.rng.choice((None, service.code)),
                on_date=self.rng.choice((None, self.day())),
                unit_code=self.rng.choice((None, self.rng.choice(units).code)),
                forbid=self.rng.random() < 0.5,
            )

    def announced(
        self,
        rows: list[tuple[Village, Service]],
        places: tuple[StopPlace, ...],
        units: tuple[MobileUnit, ...],
    ) -> Iterable[Announced]:
        if not self.has("announced"):
            return
        for village, service in self.some(rows, 0.4):
            own = [place.code for place in places if place.village_code == village.code]
            yield Announced(
                village_code=village.code,
                service_code=service.code,
                date=self.day(),
                unit_code=self.rng.choice(units).code,
                start_s=self.rng.choice((None, 8 * HOUR + 900, 10 * HOUR, 13 * HOUR)),
                place_code=self.rng.choice((None, *own)),
            )

    def caravans(
        self,
        places: tuple[StopPlace, ...],
        packages: tuple[Package, ...],
        units: tuple[MobileUnit, ...],
    ) -> Iterable[Caravan]:
        if not places or len(units) < 2 or not self.has("caravans"):
            return
        codes = [unit.code for unit in units]
        for i in range(self.rng.randint(1, 2)):
            members = tuple(self.rng.sample(codes, self.rng.randint(2, len(codes))))
            days = self.rng.sample(range(-1, self.shape.days + 1), self.rng.randint(1, 2))
            yield Caravan(
                code=f"C{i}",
                name_th=f"คาราวาน {i}",
                name_en=f"Caravan {i}",
                place_code=self.rng.choice(places).code,
                package_code=self.rng.choice(packages).code,
                dates=tuple(self.horizon.date_of(day) for day in days),
                opens_s=self.rng.choice((9 * HOUR, 9 * HOUR + 1800, 10 * HOUR, 13 * HOUR)),
                unit_codes=members,
                least_units=self.rng.randint(1, len(members)),
                due_on=self.rng.choice((None, self.horizon.date_of(self.shape.days + 9))),
            )

    def policy(self) -> Policy:
        if not self.has("policy"):
            return Policy()
        return Policy(
            version="test",
            prize_per_person=self.rng.choice((0, 7, 100, 333)),
            urgency_cap=self.rng.choice((1.0, 8.0)),
            due_from=self.rng.choice((0.0, 0.5, 1.0)),
            required_from=self.rng.choice((1.0, 1.5, 3.0)),
            points_per_drive_hour=self.rng.choice((0, 400, 1001)),
            points_per_baht=self.rng.choice((0.0, 0.2, 0.33)),
        )
