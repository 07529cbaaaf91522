"""What a plan means: who is served and who waits, by district, and what it takes, by unit.

Villages without a known point, or with their tambon's, count like all others in every figure.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geodata.places import PointQuality, Village
from planner.assess.standing import days_waited
from planner.domain.plan import Plan, Route, Trip
from planner.domain.request import PlanRequest
from planner.domain.rows import DemandRow, demand_rows, is_required


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far the need of some villages is met.

    A row is due when its urgency has reached the policy's `due_from`, or when it is required; it
    waits when this plan does not visit it. Waits are those at the end of the horizon.

    people_due: people of rows that are due. people_served: people served, due or not.
    people_due_served: people served of rows that are due. rows_overdue: waiting rows that are past
    their interval. worst_wait: the longest wait of a waiting row, in its intervals (0 without one).
    gini_overdue: Gini coefficient of the days that villages are past their worst interval, 0 when
    all wait the same, near 1 when one village does all the waiting.
    """

    villages: int
    villages_visited: int
    villages_approximate: int
    villages_unlocated: int
    people_due: int
    people_due_served: int
    people_served: int
    rows_due: int
    rows_overdue: int
    worst_wait: float
    gini_overdue: float

    @property
    def share_served(self) -> float:
        """Share of the people due that are served; 1.0 when nobody is due."""
        return self.people_due_served / self.people_due if self.people_due else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitWork:
    """What a plan asks of one unit; `work_s` runs from leaving to regaining base or bed."""

    unit_code: str
    days: int
    nights: int
    visits: int
    people: int
    work_s: int
    drive_s: int
    distance_m: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """The province as a whole, its districts by code, its units in the order of the request."""

    whole: Coverage
    districts: dict[str, Coverage]
    units: tuple[UnitWork, ...]

    @property
    def work_s(self) -> int:
        """Seconds of work of all units."""
        return sum(unit.work_s for unit in self.units)

    @property
    def drive_s(self) -> int:
        """Seconds of driving of all units."""
        return sum(unit.drive_s for unit in self.units)

    @property
    def distance_m(self) -> int:
        """Metres driven by all units."""
        return sum(unit.distance_m for unit in self.units)


def measure(request: PlanRequest, plan: Plan) -> Metrics:
    """The figures of a plan."""
    served, rows = _served(plan), _rows_of(request)
    districts: dict[str, list[Village]] = defaultdict(list)
    for village in request.villages:
        districts[village.district_code].append(village)
    return Metrics(
        whole=_coverage(request, request.villages, rows, served),
        districts={
            code: _coverage(request, villages, rows, served)
            for code, villages in sorted(districts.items())
        },
        units=tuple(_work(unit.code, plan.trips) for unit in request.units),
    )


def measure_whole(request: PlanRequest, plan: Plan) -> Coverage:
    """The province's own figures, without those of its districts and units."""
    return _coverage(request, request.villages, _rows_of(request), _served(plan))


def _served(plan: Plan) -> Counter[tuple[str, str]]:
    served: Counter[tuple[str, str]] = Counter()
    for _, _, serving in plan.servings():
        served[serving.village_code, serving.service_code] += serving.people
    return served


def _rows_of(request: PlanRequest) -> dict[str, list[DemandRow]]:
    rows: dict[str, list[DemandRow]] = defaultdict(list)
    for row in demand_rows(request):
        rows[row.village_code].append(row)
    return rows


def due_rows(request: PlanRequest) -> frozenset[tuple[str, str]]:
    """(village, service) of the rows that are due as `Coverage` says it."""
    return frozenset(row.key for row in demand_rows(request) if _is_due(row, request))


def gini(amounts: Sequence[float]) -> float:
    """The Gini coefficient of amounts of at least 0: half the mean difference over the mean."""
    total = sum(amounts)
    if not total:
        return 0.0
    n = len(amounts)
    ranked = sum(rank * amount for rank, amount in enumerate(sorted(amounts), start=1))
    return 2 * ranked / (n * total) - (n + 1) / n


def _coverage(
    request: PlanRequest,
    villages: Sequence[Village],
    rows_of: dict[str, list[DemandRow]],
    served: Counter[tuple[str, str]],
) -> Coverage:
    rows = [row for village in villages for row in rows_of.get(village.code, ())]
    due = [row for row in rows if _is_due(row, request)]
    waiting = [row for row in rows if not served[row.key]]
    overdue = [
        _days_overdue((row for row in rows_of.get(v.code, ()) if not served[row.key]), request)
        for v in villages
    ]
    return Coverage(
        villages=len(villages),
        villages_visited=sum(
            any(served[row.key] for row in rows_of.get(v.code, ())) for v in villages
        ),
        villages_approximate=sum(
            v.location is not None and v.point_quality is PointQuality.APPROXIMATE for v in villages
        ),
        villages_unlocated=sum(v.location is None for v in villages),
        people_due=sum(row.people for row in due),
        people_due_served=sum(served[row.key] for row in due),
        people_served=sum(served[row.key] for row in rows),
        rows_due=len(due),
        rows_overdue=sum(_wait(row, request) > 1.0 for row in waiting),
        worst_wait=max((_wait(row, request) for row in waiting), default=0.0),
        gini_overdue=gini(overdue),
    )


def _is_due(row: DemandRow, request: PlanRequest) -> bool:
    return row.urgency >= request.policy.due_from or is_required(row, request)


def _wait(row: DemandRow, request: PlanRequest) -> float:
    """Intervals since the last visit at the end of the horizon."""
    return days_waited(row, request.horizon.days) / row.interval_days


def _days_overdue(waiting: Iterable[DemandRow], request: PlanRequest) -> int:
    """Days past the interval of the row that is most days past it."""
    days = request.horizon.days
    return max([0, *(days_waited(row, days) - row.interval_days for row in waiting)])


def _work(unit_code: str, trips: Sequence[Trip]) -> UnitWork:
    own = [trip for trip in trips if trip.unit_code == unit_code]
    routes: list[Route] = [route for trip in own for route in trip.routes]
    return UnitWork(
        unit_code=unit_code,
        days=len({route.day for route in routes}),
        nights=sum(len(trip.nights) for trip in own),
        visits=sum(len(route.visits) for route in routes),
        people=sum(s.people for route in routes for stop in route.stops for s in stop.servings),
        work_s=sum(route.return_s - route.depart_s for route in routes),
        drive_s=sum(route.drive_s for route in routes),
        distance_m=sum(route.distance_m for route in routes),
    )
