"""The whole model: the optimiser against nearest-first, a fixed rota and PyVRP, approximately.

    python -m tests.benchmarks.whole --seeds 5 --cpu 60 --out whole.jsonl

Instances are the sample's week and made-up provinces (`whole_weeks`). PyVRP cannot state the model:
`peer_flat` says what it is given and how its routes are made whole. Promises (tier 1) come first,
then value (tier 3); everybody's plan is judged by the checker. PyVRP's CPU seconds start when its
model stands, the optimiser's with its process.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from planner.assess.check import check_plan
from planner.assess.metrics import measure
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.optimiser.process import solve_in_child
from tests.benchmarks.contest import code_version
from tests.benchmarks.dispatch import nearest_plan, rota_plan
from tests.benchmarks.weeks import Week
from tests.benchmarks.whole_weeks import province_week, sample_instance

HEADS = (
    "instance",
    "who",
    "promises",
    "equity",
    "value",
    "bound",
    "people",
    "villages",
    "km",
    "violations",
)
Planner = Callable[[Week, float], Plan]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """How one planner did on one instance; `bound` is of tier 3, None for peers."""

    instance: str
    who: str
    cpu_budget_s: float
    promises: int
    equity: int
    value: int
    bound: int | None
    people: int
    villages: int
    km: int
    violations: int
    code: str
    at: str


def line_of(week: Week, who: str, cpu_s: float, plan: Plan) -> Line:
    """A plan, judged and measured."""
    verdict = check_plan(week.request, week.travel, plan)
    sums = measure(week.request, plan)
    promises = sum(t.points for t in plan.terms if t.tier == 1)
    return Line(
        instance=week.name, who=who, cpu_budget_s=cpu_s, promises=promises, equity=plan.equity,
        value=verdict.value, bound=plan.bound_of(3),
        people=plan.people_served, villages=sums.whole.villages_visited,
        km=round(sums.distance_m / 1000), violations=len(verdict.violations),
        code=code_version(), at=time.strftime("%Y-%m-%dT%H:%M:%S"),
    )  # fmt: skip


def _ours(week: Week, cpu_s: float) -> Plan:
    params = SolveParams(cpu_s=cpu_s, wall_s=max(300.0, 20 * cpu_s), max_rounds=1_000_000)
    return solve_in_child(week.request, week.travel, params)


def _flat(week: Week, cpu_s: float) -> Plan:
    from tests.benchmarks.peer_flat import flat_plan

    return flat_plan(week.request, week.travel, cpu_s)


PLANNERS: dict[str, Planner] = {
    "nearest": lambda week, cpu_s: nearest_plan(week.request, week.travel),
    "rota": lambda week, cpu_s: rota_plan(week.request, week.travel, {}),
    "pyvrp": _flat,
    "ours": _ours,
}


def instances(names: list[str], seeds: int) -> Iterator[Week]:
    """The sample's week, then the made-up provinces."""
    if "sample" in names:
        yield sample_instance()
    for seed in range(1, seeds + 1):
        yield province_week(seed)


def main(words: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.whole", description=__doc__)
    parser.add_argument("--names", default="sample", help='"" for no sample')
    parser.add_argument("--seeds", type=int, default=5, help="made-up provinces")
    parser.add_argument("--cpu", type=float, default=60.0)
    parser.add_argument("--who", default=",".join(PLANNERS))
    parser.add_argument("--out", type=Path, help="file of JSON lines; what stands there is kept")
    asked = parser.parse_args(words)
    known = _read(asked.out)
    _tell(HEADS)
    _tell(["---"] * len(HEADS))
    for week in instances(asked.names.split(","), asked.seeds):
        for who in asked.who.split(","):
            line = next(
                (k for k in known if (k.instance, k.who, k.cpu_budget_s) ==
                 (week.name, who, asked.cpu) and (who != "ours" or k.code == code_version())),
                None,
            )  # fmt: skip
            if line is None:
                line = line_of(week, who, asked.cpu, PLANNERS[who](week, asked.cpu))
                if asked.out:
                    with asked.out.open("a", encoding="utf-8") as file:
                        file.write(json.dumps(asdict(line)) + "\n")
            _tell(["" if getattr(line, head) is None else str(getattr(line, head))
                   for head in HEADS])  # fmt: skip


def _read(path: Path | None) -> list[Line]:
    if path is None or not path.exists():
        return []
    return [Line(**json.loads(text)) for text in path.read_text(encoding="utf-8").splitlines()]


def _tell(cells: "list[str] | tuple[str, ...]") -> None:
    sys.stdout.write(f"| {' | '.join(cells)} |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
