"""Every trip of a tiny request, written from the rule list alone: which stops, at what cost.

A trip is (unit, days, stops); for one list of stops the cheapest order and beds are kept, since
what may be served there depends on neither. Times are only asked for a yes or no: waiting is free,
so as early as possible is best, and lunch is tried in every way the rule allows.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise, product

from geodata.matrix import TravelMatrix
from planner.domain.demand import Package, StopPlace
from planner.domain.request import PlanRequest
from planner.domain.rows import demand_rows
from planner.domain.units import Lunch, MobileUnit

Halt = tuple[int, str, str]
"""(day, place code, package code)."""

Price = tuple[int, int]
"""(points, baht); baht are 0 where no budget asks for them."""


class TooMany(Exception):
    """The request has more sequences of stops than this is meant for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """A unit's trip: its stops, sorted, and what it costs in points and baht.

    With a budget the same stops may come at several prices, none of them better in both.
    """

    unit: MobileUnit
    days: tuple[int, ...]
    halts: tuple[Halt, ...]
    cost: int
    baht: int = 0


@dataclass(slots=True, kw_only=True)
class Ways:
    """A request with its travel, asked for trips; `most` sequences are tried at most."""

    request: PlanRequest
    travel: Mapping[str, TravelMatrix]
    most: int = 30_000
    tried: int = 0
    known: dict[tuple[str, int, str, str], dict[tuple[Halt, ...], list[Price]]] = field(
        default_factory=dict
    )

    def trips(self) -> Iterator[Trip]:
        """Every trip with at least one stop."""
        for unit in self.request.units:
            for first in range(self.request.horizon.days):
                for nights in range(unit.max_nights + 1):
                    if first + nights < self.request.horizon.days:
                        yield from self._trips(unit, first, nights)

    def _trips(self, unit: MobileUnit, first: int, nights: int) -> Iterator[Trip]:
        beds = {b.code: 0 for b in self.request.bases}
        beds |= {n.code: n.cost_per_night_baht for n in self.request.lodgings}
        cheapest: dict[tuple[Halt, ...], list[Price]] = {}
        for nightly in product(beds, repeat=nights):
            stays = (unit.base_code, *nightly, unit.base_code)
            nights_baht = [unit.cost_per_night_baht + beds[bed] for bed in nightly]
            slept = sum(map(self._points, nights_baht)), self._baht(sum(nights_baht))
            days = [
                self._routes(unit, first + i, stays[i], stays[i + 1]) for i in range(nights + 1)
            ]
            if math.prod(map(len, days)) > self.most:
                raise TooMany
            for chosen in product(*(routes.items() for routes in days)):
                halts = tuple(sorted(halt for stops, _ in chosen for halt in stops))
                for prices in product(*(known for _, known in chosen)):
                    price = _sum(slept, *prices)
                    if halts:
                        cheapest[halts] = _cheaper([*cheapest.get(halts, []), price])
        days_out = tuple(range(first, first + nights + 1))
        for halts, known in cheapest.items():
            for cost, baht in known:
                yield Trip(unit=unit, days=days_out, halts=halts, cost=cost, baht=baht)

    def _routes(
        self, unit: MobileUnit, day: int, start: str, end: str
    ) -> dict[tuple[Halt, ...], list[Price]]:
        """Stops of a day -> cheapest prices of a route, the empty one included."""
        name = (unit.code, day, start, end)
        if name not in self.known:
            found: dict[tuple[Halt, ...], list[Price]] = {}
            if _works(self.request, unit, day):
                route = _Route(self.request, self.travel, unit, day, start, end)
                offers = list(_offers(self.request, unit, day))
                for visits in self._sequences(route, offers, []):
                    price = route.price(visits)
                    if price is not None:
                        key = tuple(sorted((day, place.code, pack.code) for place, pack in visits))
                        found[key] = _cheaper([*found.get(key, []), price])
            self.known[name] = found
        return self.known[name]

    def _sequences(
        self,
        route: "_Route",
        offers: list[tuple[StopPlace, Package, int]],
        visits: list[tuple[StopPlace, Package]],
    ) -> Iterator[list[tuple[StopPlace, Package]]]:
        self.tried += 1
        if self.tried > self.most:
            raise TooMany
        yield visits
        for place, package, rows in offers:
            if sum(before is place for before, _ in visits) == rows:
                continue  # every visit serves somebody, and a row is served once in a trip
            longer = [*visits, (place, package)]
            if route.starts(longer):
                yield from self._sequences(route, offers, longer)

    def _points(self, baht: float) -> int:
        return math.floor(self.request.policy.points_per_baht * baht + 0.5)

    def _baht(self, baht: int) -> int:
        return baht if self.request.budget_baht is not None else 0


def _sum(*prices: Price) -> Price:
    return sum(points for points, _ in prices), sum(baht for _, baht in prices)


def _cheaper(prices: list[Price]) -> list[Price]:
    """Prices of which none is better in both."""
    kept: list[Price] = []
    for price in sorted(prices):
        if not kept or price[1] < kept[-1][1]:
            kept.append(price)
    return kept


def servable(
    request: PlanRequest, unit: MobileUnit, day: int, place: StopPlace
) -> list[tuple[str, str]]:
    """Rows (village, service) that a unit may serve at a place on a day, whatever else is done."""
    when = request.horizon.date_of(day)
    found = []
    for service in request.services:
        if not unit.counters_of(service.code) or not set(service.site_needs) <= set(place.offers):
            continue
        for village in dict.fromkeys((place.village_code, *place.covers)):
            recorded = [
                h.date for h in request.history
                if (h.village_code, h.service_code) == (village, service.code)
            ]  # fmt: skip
            forbidden = any(
                pin.forbid
                and pin.village_code == village
                and pin.service_code in (None, service.code)
                and pin.on_date in (None, when)
                and pin.unit_code in (None, unit.code)
                for pin in request.pins
            )
            if not forbidden and all(
                abs((when - other).days) >= service.min_gap_days for other in recorded
            ):
                found.append((village, service.code))
    return found


def _offers(
    request: PlanRequest, unit: MobileUnit, day: int
) -> Iterator[tuple[StopPlace, Package, int]]:
    """Packages at places where somebody could be served that day, and of how many rows."""
    when = request.horizon.date_of(day)
    wanted = {row.key for row in demand_rows(request)}
    unsuitable = {u.village_code for u in request.unsuitable_days if u.date == when}
    for place in request.stop_places:
        rows = len(wanted & set(servable(request, unit, day, place)))
        if place.location is None or place.village_code in unsuitable or not rows:
            continue
        for package in request.packages:
            if not place.package_codes or package.code in place.package_codes:
                yield place, package, rows


def _works(request: PlanRequest, unit: MobileUnit, day: int) -> bool:
    return request.works_on(day) and unit.shift_on(request.horizon.date_of(day)) is not None


class _Route:
    """One unit's day from a place to a place: can it be done, and for how many points?"""

    def __init__(
        self, request: PlanRequest, travel: Mapping[str, TravelMatrix], unit: MobileUnit, day: int,
        start: str, end: str,
    ) -> None:  # fmt: skip
        self.unit, self.start, self.end = unit, start, end
        self.policy, self.counts_baht = request.policy, request.budget_baht is not None
        self.matrix = travel[request.profile_of(unit, day)]
        self.index = {code: i for i, code in enumerate(self.matrix.place_ids)}
        shift = unit.shift_on(request.horizon.date_of(day))
        assert shift is not None
        self.opens, self.closes = shift.window.start_s, shift.window.end_s

    def starts(self, visits: list[tuple[StopPlace, Package]]) -> bool:
        """Whether these visits can be made in this order at all, never mind lunch and the way home.

        What fails here fails with any more visits too.
        """
        return self._drives(visits, home=False) and self._clock(visits, home=False) is not None

    def price(self, visits: list[tuple[StopPlace, Package]]) -> Price | None:
        """Points and baht of the route; None when no clock fits all rules."""
        if not self._drives(visits, home=True) or not self._fits(visits):
            return None
        policy, unit = self.policy, self.unit
        cost = math.floor(policy.points_per_baht * unit.cost_per_day_baht + 0.5)
        baht = unit.cost_per_day_baht
        for origin, destination in self._ways(visits, home=True):
            seconds, metres = self._seconds(origin, destination), self._metres(origin, destination)
            cost += math.floor(policy.points_per_drive_hour * seconds / 3600 + 0.5)
            per_km = policy.points_per_baht * unit.cost_per_km_baht
            cost += math.floor(per_km * metres / 1000 + 0.5)
            baht += math.floor(unit.cost_per_km_baht * metres / 1000 + 0.5)
        return cost, baht if self.counts_baht else 0

    def _fits(self, visits: list[tuple[StopPlace, Package]]) -> bool:
        lunch = self.unit.lunch
        if lunch is None or lunch.duration_s == 0:
            return self._clock(visits) is not None
        last = lunch.latest_s + lunch.duration_s
        back = self._clock(visits)
        if back is not None and back < last:
            return True
        if self._clock(visits, leave=lunch.earliest_s + 1) is not None:
            return True
        if any(
            self._clock(visits, eat=(lunch, halt, after)) is not None
            for halt in range(len(visits) + 1)
            for after in (False, True)
        ):
            return True
        return any(
            package.includes_lunch
            and min(package.open_s, last - lunch.earliest_s) >= lunch.duration_s
            and self._clock(visits, fed=(lunch, i)) is not None
            for i, (_, package) in enumerate(visits)
        )

    def _clock(
        self,
        visits: list[tuple[StopPlace, Package]],
        *,
        leave: int = 0,
        eat: tuple[Lunch, int, bool] | None = None,
        fed: tuple[Lunch, int] | None = None,
        home: bool = True,
    ) -> int | None:
        """When the unit is back at the earliest; None if it cannot be in its shift.

        `eat`: lunch on leg i, after driving it or before. `fed`: visit i must be open for the
        length of a lunch within the time for lunch.
        """
        now, here = max(self.opens, leave), self.start
        for i, (place, package) in enumerate(visits):
            now = self._leg(now, here, place.code, eat if eat is not None and eat[1] == i else None)
            begin, latest = now + self.unit.setup_s, 86_400
            if fed is not None and fed[1] == i:
                lunch = fed[0]
                begin = max(begin, lunch.earliest_s + lunch.duration_s - package.open_s)
                latest = lunch.latest_s
            opened = _opened(place, package, begin)
            if now < 0 or opened is None or opened > latest:
                return None
            now, here = opened + package.open_s + self.unit.packing_s, place.code
        if home:
            last = len(visits)
            now = self._leg(
                now, here, self.end, eat if eat is not None and eat[1] == last else None
            )
        return now if 0 <= now <= self.closes else None

    def _leg(self, now: int, here: str, there: str, eat: tuple[Lunch, int, bool] | None) -> int:
        """The clock after a leg, with lunch before or after driving; -1 when lunch is missed."""
        if eat is None:
            return now + self._seconds(here, there)
        lunch, _, after = eat
        drive = self._seconds(here, there)
        begin = max(now + (drive if after else 0), lunch.earliest_s)
        if begin > lunch.latest_s:
            return -1
        return begin + lunch.duration_s + (0 if after else drive)

    def _drives(self, visits: list[tuple[StopPlace, Package]], *, home: bool) -> bool:
        ways = self._ways(visits, home=home)
        seconds = [self._seconds(origin, destination) for origin, destination in ways]
        return all(s >= 0 for s in seconds) and sum(seconds) <= self.unit.max_drive_s

    def _ways(
        self, visits: list[tuple[StopPlace, Package]], *, home: bool
    ) -> list[tuple[str, str]]:
        codes = [self.start, *(place.code for place, _ in visits), *([self.end] if home else [])]
        return list(pairwise(codes))

    def _seconds(self, origin: str, destination: str) -> int:
        return int(self.matrix.durations_s[self.index[origin], self.index[destination]])

    def _metres(self, origin: str, destination: str) -> int:
        return int(self.matrix.distances_m[self.index[origin], self.index[destination]])


def _opened(place: StopPlace, package: Package, begin: int) -> int | None:
    """The earliest opening from `begin` on that lies in a window."""
    starts = [max(begin, w.start_s) for w in place.windows]
    fitting = [
        s for s, w in zip(starts, place.windows, strict=True) if s + package.open_s <= w.end_s
    ]
    return min(fitting, default=None)
