"""A year on the sample, week after week: what is served, who waits, how far crews drive.

    python -m tests.benchmarks.year --weeks 52 --cpu 10 --who ours,nearest,rota

Each week is planned from what was done before, checked, and carried out as planned. A row's clock
starts anew with any visit of it, whoever is left over: the same for all planners. "credited" counts
people of each row up to what fell due in the year (and was waiting before it).
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from geodata.matrix import TravelMatrix
from geodata.roads.network import read_network
from geodata.travel.road_graph import RoadGraphEngine
from planner.assess.check import check_plan
from planner.assess.metrics import Metrics, measure
from planner.domain.calendar import Horizon
from planner.domain.demand import VisitRecord
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.province import ProvinceData, request_for
from planner.domain.request import PlanRequest
from planner.inputs.dataset import read_dataset
from planner.optimiser.process import solve_in_child
from planner.samples import sample_folder, sample_week
from planner.usecases.travel import places_of, road_states
from tests.benchmarks.dispatch import nearest_plan, rota_plan
from tests.benchmarks.year_bound import credit, possible

Planner = Callable[[PlanRequest, Mapping[str, TravelMatrix]], Plan]
KEPT_RECORDS = 2
"""Visits of a row that the next week still needs: the last ones."""

HEADS = (
    "planner", "weeks", "people", "credited", "of due %", "rows overdue, mean", "at the end",
    "worst wait / interval", "Gini", "km", "hours driven", "violations",
)  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Year:
    """What a planner did so far."""

    who: str
    weeks: list[Metrics]
    served: Counter[tuple[str, str]]
    violations: int = 0

    @property
    def people(self) -> int:
        """People served."""
        return sum(week.whole.people_served for week in self.weeks)

    def credited(self, due: Mapping[tuple[str, str], float]) -> float:
        """People served, of each row at most those who fell due."""
        return sum(min(number, due.get(key, 0.0)) for key, number in self.served.items())

    def cells(self, due: Mapping[tuple[str, str], float]) -> list[str]:
        """A row of the table."""
        end = self.weeks[-1].whole
        overdue = [week.whole.rows_overdue for week in self.weeks]
        return [
            self.who, str(len(self.weeks)), str(self.people), f"{self.credited(due):.0f}",
            f"{100 * self.credited(due) / sum(due.values()):.1f}",
            f"{sum(overdue) / len(overdue):.0f}", str(end.rows_overdue), f"{end.worst_wait:.1f}",
            f"{end.gini_overdue:.3f}", f"{sum(w.distance_m for w in self.weeks) / 1000:.0f}",
            f"{sum(w.drive_s for w in self.weeks) / 3600:.0f}", str(self.violations),
        ]  # fmt: skip


class Roads:
    """Matrices of the sample, one a profile, made when first asked for."""

    def __init__(self) -> None:
        self.engine = RoadGraphEngine(read_network(sample_folder() / "roads"))
        self.known: dict[str, TravelMatrix] = {}

    def travel(self, request: PlanRequest) -> dict[str, TravelMatrix]:
        """Travel for a request; its places are always the same."""
        for profile in request.profiles():
            if profile not in self.known:
                self.known[profile] = self.engine.matrix(places_of(request), profile)
        return {profile: self.known[profile] for profile in request.profiles()}


def live(data: ProvinceData, roads: Roads, who: str, plan_week: Planner, weeks: int) -> Year:
    """Plan, check and carry out one week after the other."""
    year = Year(who=who, weeks=[], served=Counter())
    start = sample_week()
    for _ in range(weeks):
        horizon = Horizon(start=start, days=7)
        request = request_for(data, horizon, road_states=road_states(horizon))
        travel = roads.travel(request)
        plan = plan_week(request, travel)
        year.violations += len(check_plan(request, travel, plan).violations)
        year.weeks.append(measure(request, plan))
        for _, _, serving in plan.servings():
            year.served[serving.village_code, serving.service_code] += serving.people
        data = carried_out(data, request, plan)
        start += timedelta(days=7)
    return year


def carried_out(data: ProvinceData, request: PlanRequest, plan: Plan) -> ProvinceData:
    """The province after a week: visits recorded, requests answered."""
    records = [
        VisitRecord(
            village_code=serving.village_code, service_code=serving.service_code,
            date=request.horizon.date_of(route.day), people=serving.people,
            unit_code=route.unit_code,
        )
        for route, _, serving in plan.servings()
    ]  # fmt: skip
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


def planners(cpu_s: float) -> dict[str, Planner]:
    """The planners by name; the rota remembers where it stopped."""
    turns: dict[str, str] = {}
    params = SolveParams(cpu_s=cpu_s, wall_s=max(300.0, 20 * cpu_s), max_rounds=1_000_000)
    return {
        "ours": lambda request, travel: solve_in_child(request, travel, params),
        "nearest": nearest_plan,
        "rota": lambda request, travel: rota_plan(request, travel, turns),
    }


def main(words: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.year", description=__doc__)
    parser.add_argument("--weeks", type=int, default=52)
    parser.add_argument("--cpu", type=float, default=10.0, help="CPU seconds a week, for ours")
    parser.add_argument("--who", default="ours,nearest,rota")
    asked = parser.parse_args(words)
    data, _ = read_dataset(sample_folder())
    assert data is not None
    roads, known = Roads(), planners(asked.cpu)
    _tell(HEADS)
    _tell(["---"] * len(HEADS))
    due = credit(data, asked.weeks)
    for who in asked.who.split(","):
        _tell(live(data, roads, who, known[who], asked.weeks).cells(due))
    roof = possible(data, roads.known, asked.weeks)
    share = 100 * roof / sum(due.values())
    sys.stdout.write(
        f"\nA fractional year credits at most {roof:.0f} people, {share:.1f} % of due.\n"
    )


def _tell(cells: list[str] | tuple[str, ...]) -> None:
    sys.stdout.write(f"| {' | '.join(cells)} |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
