"""Week after week on one province: planned, checked, carried out as planned, measured.

For notebooks and benchmarks that ask what a way of planning comes to in a year. Nothing is stored.
A row's clock starts anew with any visit of it, whoever is left over: the same for all planners.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from geodata.matrix import TravelMatrix
from planner.assess.check import check_plan
from planner.assess.fairness import Fairness, fairness_after
from planner.assess.metrics import Metrics, measure
from planner.domain.calendar import Horizon
from planner.domain.demand import VisitRecord
from planner.domain.plan import Plan
from planner.domain.province import ProvinceData, request_for
from planner.domain.request import PlanRequest
from planner.ports import TravelTimes
from planner.usecases.travel import places_of, road_states

WeekPlanner = Callable[[PlanRequest, Mapping[str, TravelMatrix]], Plan]
"""Any way of planning a week."""

KEPT_RECORDS = 2
"""Visits of a row that the next week still needs: the last ones."""
WEEK_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Rolled:
    """What a way of planning came to: each week's figures, and fairness when the last was over.

    `served` are people of each row over all weeks, `violations` rules that the checker found
    broken.
    """

    weeks: tuple[Metrics, ...]
    served: Mapping[tuple[str, str], int]
    violations: int
    end: Fairness

    @property
    def people(self) -> int:
        """People served."""
        return sum(week.whole.people_served for week in self.weeks)

    @property
    def overdue(self) -> tuple[int, ...]:
        """Rows overdue at the end of each week."""
        return tuple(week.whole.rows_overdue for week in self.weeks)

    @property
    def distance_m(self) -> int:
        """Metres driven."""
        return sum(week.distance_m for week in self.weeks)

    @property
    def drive_s(self) -> int:
        """Seconds of driving."""
        return sum(week.drive_s for week in self.weeks)


class RollingTravel:
    """Matrices of a province, one a profile, made when first asked for: places stay the same."""

    def __init__(self, engine: TravelTimes) -> None:
        self._engine = engine
        self.known: dict[str, TravelMatrix] = {}

    def __call__(self, request: PlanRequest) -> dict[str, TravelMatrix]:
        """Travel for a request."""
        for profile in request.profiles():
            if profile not in self.known:
                self.known[profile] = self._engine.matrix(places_of(request), profile)
        return {profile: self.known[profile] for profile in request.profiles()}


def roll_weeks(
    data: ProvinceData,
    travel_of: Callable[[PlanRequest], Mapping[str, TravelMatrix]],
    plan_week: WeekPlanner,
    first: date,
    weeks: int,
    *,
    on_week: Callable[[int, Metrics], None] = lambda number, week: None,
) -> Rolled:
    """Plan, check and carry out so many weeks from a Monday on."""
    measured: list[Metrics] = []
    served: Counter[tuple[str, str]] = Counter()
    violations = 0
    end: Fairness | None = None
    for number in range(weeks):
        horizon = Horizon(start=first + timedelta(days=WEEK_DAYS * number), days=WEEK_DAYS)
        states = road_states(horizon, data.closures, data.road_seasons)
        request = request_for(data, horizon, road_states=states)
        travel = travel_of(request)
        plan = plan_week(request, travel)
        violations += len(check_plan(request, travel, plan).violations)
        measured.append(measure(request, plan))
        for _, _, serving in plan.servings():
            served[serving.village_code, serving.service_code] += serving.people
        end = fairness_after(request, plan)
        data = carried_out(data, request, plan)
        on_week(number, measured[-1])
    if end is None:
        raise ValueError("at least one week")
    return Rolled(weeks=tuple(measured), served=served, violations=violations, end=end)


def carried_out(data: ProvinceData, request: PlanRequest, plan: Plan) -> ProvinceData:
    """The province after a week: visits recorded, requests answered.

    Of each row only the last records are kept, so that a year does not grow slow.
    """
    records = [
        VisitRecord(
            village_code=serving.village_code,
            service_code=serving.service_code,
            date=request.horizon.date_of(route.day),
            people=serving.people,
            unit_code=route.unit_code,
        )
        for route, _, serving in plan.servings()
    ]
    served = {(r.village_code, r.service_code) for r in records}
    by_row: dict[tuple[str, str], list[VisitRecord]] = {}
    for record in (*data.history, *records):
        by_row.setdefault((record.village_code, record.service_code), []).append(record)
    latest = (sorted(found, key=lambda r: r.date)[-KEPT_RECORDS:] for found in by_row.values())
    return replace(
        data,
        history=tuple(record for found in latest for record in found),
        requests=tuple(r for r in data.requests if (r.village_code, r.service_code) not in served),
    )
