"""How the optimiser grows: the first plan, value over time, the bound and memory, size by size.

    python -m tests.benchmarks.growth --size 100,300,1000,3000,5000 --regime medium --cpu 60

"first" is CPU seconds until a plan stands (importing and reading the request included), "99 %"
until the value has 99 % of the final one; "check" is what the checker takes for the final plan.
With `--workers 2` a second line a size has two workers, each with the whole budget: its seconds are
wall seconds, its memory that of the largest process.
"""

import argparse
import sys
import time
from pathlib import Path

from tests.benchmarks.contest import Result, run, to_line
from tests.benchmarks.extract import core_of
from tests.benchmarks.judge import judge, plan_of
from tests.benchmarks.peers import nearest_first
from tests.benchmarks.runner import OURS, OURS_TWICE
from tests.benchmarks.weeks import REGIMES, Week, week

HEADS = (
    "villages", "who", "unit-days", "first s", "first value", "99 % s", "value", "gap %",
    "check s", "CPU s", "MB",
)  # fmt: skip


def reached_s(result: Result, share: float) -> float | None:
    """CPU seconds until the value stood at this share of the final value; None if never told."""
    return next(
        (cpu for cpu, value, _ in result.progress if value and value >= share * result.value), None
    )


def first_of(result: Result) -> tuple[float, int] | None:
    """CPU seconds and value of the first plan told."""
    return next(((cpu, value) for cpu, value, _ in result.progress if value is not None), None)


def check_s(made: Week) -> float:
    """CPU seconds of judging a plan of this size (nearest-first's)."""
    core = core_of(made.request, made.travel)
    plan = plan_of(made.request, made.travel, nearest_first(core, 0.0, 1).routes)
    before = time.process_time()
    judge(made.request, made.travel, plan)
    return time.process_time() - before


def main(words: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.growth", description=__doc__)
    parser.add_argument("--size", default="100,300,1000")
    parser.add_argument("--regime", default="medium", choices=list(REGIMES))
    parser.add_argument("--cpu", type=float, default=30.0)
    parser.add_argument("--workers", type=int, default=1, choices=(1, 2))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="file of JSON lines to append to")
    asked = parser.parse_args(words)
    _tell(HEADS)
    _tell(["---"] * len(HEADS))
    for size in map(int, asked.size.split(",")):
        made = week(size, asked.regime, asked.seed)
        for who in (OURS, OURS_TWICE)[: asked.workers]:
            result = run(made, who, asked.cpu)
            if asked.out:
                with asked.out.open("a", encoding="utf-8") as file:
                    file.write(to_line(result) + "\n")
            _tell(_cells(made, size, result))


def _cells(made: Week, size: int, result: Result) -> list[str]:
    first, most = first_of(result), reached_s(result, 0.99)
    gap = "" if not result.bound else f"{100 * (result.bound - result.value) / result.bound:.2f}"
    unit_days = sum(len(unit.shifts) for unit in made.request.units)
    return [
        str(size), result.who, str(unit_days),
        "" if first is None else f"{first[0]:.1f}", "" if first is None else str(first[1]),
        "" if most is None else f"{most:.1f}", str(result.value), gap,
        f"{check_s(made):.2f}", f"{result.cpu_s:.1f}", str(result.rss_mb),
    ]  # fmt: skip


def _tell(cells: "list[str] | tuple[str, ...]") -> None:
    sys.stdout.write(f"| {' | '.join(cells)} |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
