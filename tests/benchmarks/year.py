"""A year on the sample, week after week: what is served, who waits, how far crews drive.

    python -m tests.benchmarks.year --weeks 52 --cpu 10 --who ours,nearest,rota
    python -m tests.benchmarks.year --who ours --policy required_from=4,equity_floor=0.6

Each week is planned from what was done before, checked, and carried out as planned. A row's clock
starts anew with any visit of it, whoever is left over: the same for all planners. "credited" counts
people of each row up to what fell due in the year (and was waiting before it). Of each village the
days are taken that its most overdue row is past its interval at the end: Gini is half the mean
difference of two villages over the mean, so who serves more villages in time, and has a lower mean,
can differ less in days and have the higher Gini: both are told.
"""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from geodata.roads.network import read_network
from geodata.travel.road_graph import RoadGraphEngine
from planner.domain.params import SolveParams
from planner.domain.province import ProvinceData
from planner.inputs.dataset import read_dataset
from planner.optimiser.process import solve_in_child
from planner.samples import sample_folder, sample_week
from planner.usecases.rolling import Rolled, RollingTravel, WeekPlanner, roll_weeks
from tests.benchmarks.dispatch import nearest_plan, rota_plan
from tests.benchmarks.year_bound import credit, possible

HEADS = (
    "planner", "weeks", "people", "credited", "of due %", "rows overdue, mean", "at the end",
    "worst wait / interval", "days overdue, mean", "two villages differ by, days", "Gini", "km",
    "hours driven", "violations",
)  # fmt: skip


def credited(rolled: Rolled, due: Mapping[tuple[str, str], float]) -> float:
    """People served, of each row at most those who fell due."""
    return sum(min(number, due.get(key, 0.0)) for key, number in rolled.served.items())


def cells(who: str, rolled: Rolled, due: Mapping[tuple[str, str], float]) -> list[str]:
    """A row of the table."""
    end, overdue = rolled.weeks[-1].whole, rolled.overdue
    days = list(rolled.end.days_overdue.values())
    late = sum(days) / len(days)
    met = credited(rolled, due)
    return [
        who, str(len(rolled.weeks)), str(rolled.people), f"{met:.0f}",
        f"{100 * met / sum(due.values()):.1f}",
        f"{sum(overdue) / len(overdue):.0f}", str(end.rows_overdue), f"{end.worst_wait:.1f}",
        f"{late:.0f}", f"{2 * late * end.gini_overdue:.0f}", f"{end.gini_overdue:.3f}",
        f"{rolled.distance_m / 1000:.0f}",
        f"{rolled.drive_s / 3600:.0f}", str(rolled.violations),
    ]  # fmt: skip


def planners(cpu_s: float) -> dict[str, WeekPlanner]:
    """The planners by name; the rota remembers where it stopped."""
    turns: dict[str, str] = {}
    params = SolveParams(cpu_s=cpu_s, wall_s=max(300.0, 20 * cpu_s), max_rounds=1_000_000)
    return {
        "ours": lambda request, travel: solve_in_child(request, travel, params),
        "nearest": nearest_plan,
        "rota": lambda request, travel: rota_plan(request, travel, turns),
    }


def with_policy(data: ProvinceData, changes: str) -> ProvinceData:
    """The same province under a policy with some numbers changed: `name=number,...`."""
    pairs = (change.split("=") for change in changes.split(",") if change)
    numbers: dict[str, Any] = {k: int(v) if v.isdigit() else float(v) for k, v in pairs}
    return replace(data, policy=replace(data.policy, **numbers))


def main(words: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.year", description=__doc__)
    parser.add_argument("--weeks", type=int, default=52)
    parser.add_argument("--cpu", type=float, default=10.0, help="CPU seconds a week, for ours")
    parser.add_argument("--who", default="ours,nearest,rota")
    parser.add_argument("--policy", default="", help="numbers of the policy to change: name=number")
    asked = parser.parse_args(words)
    data, _ = read_dataset(sample_folder())
    assert data is not None
    data = with_policy(data, asked.policy)
    engine = RoadGraphEngine(read_network(sample_folder() / "roads"))
    travel, known = RollingTravel(engine), planners(asked.cpu)
    _tell(HEADS)
    _tell(["---"] * len(HEADS))
    due = credit(data, asked.weeks)
    for who in asked.who.split(","):
        rolled = roll_weeks(data, travel, known[who], sample_week(), asked.weeks)
        label = f"{who}, {asked.policy}" if asked.policy else who
        _tell(cells(label, rolled, due))
    roof = possible(data, travel.known, asked.weeks)
    share = 100 * roof / sum(due.values())
    sys.stdout.write(
        f"\nA fractional year credits at most {roof:.0f} people, {share:.1f} % of due.\n"
    )


def _tell(cells: list[str] | tuple[str, ...]) -> None:
    sys.stdout.write(f"| {' | '.join(cells)} |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
