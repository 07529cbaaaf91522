"""Stop and keep the best: how long from asking to the checked plan, at any moment of a search.

    python -m tests.benchmarks.stopping --size 100,sample,1000,3000 --cpu 20

Each line is one search in a child process, as services run it, asked to stop at one moment: half a
wall second after the child began (`start`: it still reads or makes the first plan), and somewhat
after it first told of each phase. "wall s" is from asking until the plan stands in the parent and
is checked; "child CPU s" what the child used of that time, "check s" what checking took: on a busy
machine their sum tells more.
"""

import argparse
import os
import resource
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from planner.assess.check import check_plan
from planner.domain.errors import PlannerError
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.optimiser.process import solve_in_child
from planner.ports import Progress
from tests.benchmarks.weeks import REGIMES, Week, week
from tests.benchmarks.whole_weeks import sample_instance

HEADS = (
    "villages", "asked in", "after s", "wall s", "child CPU s", "check s", "value", "violations",
    "load",
)  # fmt: skip
START, SAMPLE = "start", "sample"
MOMENTS = (START, "ruin", "prices", "proof", "neighbourhoods")
DELAYS_S = (0.5, 1.7)
"""Wall seconds between a phase's first word and asking, one after the other."""


@dataclass(slots=True, kw_only=True)
class Asking:
    """Asks to stop some time after a phase was first told, and remembers when."""

    phase: str
    delay_s: float
    began_s: float = field(default_factory=time.monotonic)
    at_s: float = 0.0
    child_cpu_s: float = 0.0
    _seen_s: float = 0.0

    def hear(self, progress: Progress) -> None:
        """News of the search."""
        if progress.phase == self.phase and not self._seen_s:
            self._seen_s = time.monotonic()

    def should_stop(self) -> bool:
        """Asked ten times a second while the child runs."""
        since_s = self.began_s if self.phase == START else self._seen_s
        if not self.at_s and since_s and time.monotonic() - since_s >= self.delay_s:
            self.at_s, self.child_cpu_s = time.monotonic(), children_s()
        return bool(self.at_s)


def children_s() -> float:
    """CPU seconds of the processes that this one has started and not yet waited for."""
    ticks = 0
    for task in Path("/proc/self/task").iterdir():
        for pid in (task / "children").read_text().split():
            words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(words[11]) + int(words[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def ask(made: Week, phase: str, delay_s: float, cpu_s: float) -> list[str] | None:
    """One search, asked to stop; None when it ended before it came to that phase."""
    params = SolveParams(cpu_s=cpu_s, wall_s=60 * cpu_s, memory_mb=16_384, max_rounds=1_000_000)
    load, before_s = os.getloadavg()[0], _waited_for_s()
    asking = Asking(phase=phase, delay_s=delay_s)
    plan: Plan | None = None
    try:
        plan = solve_in_child(
            made.request, made.travel, params,
            on_progress=asking.hear, should_stop=asking.should_stop,
        )  # fmt: skip
    except PlannerError as error:
        value = error.code
    if not asking.at_s:
        return None
    child_s = _waited_for_s() - before_s - asking.child_cpu_s
    check_start_s, violations = time.process_time(), ""
    if plan is not None:
        verdict = check_plan(made.request, made.travel, plan)
        value, violations = f"{verdict.value:,}", str(len(verdict.violations))
    check_s, wall_s = time.process_time() - check_start_s, time.monotonic() - asking.at_s
    return [
        made.name, phase, f"{asking.at_s - asking.began_s:.1f}", f"{wall_s:.1f}", f"{child_s:.2f}",
        f"{check_s:.2f}", value, violations, f"{load:.0f}",
    ]  # fmt: skip


def _waited_for_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(words: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.stopping")
    parser.add_argument("--size", default="100,sample,1000")
    parser.add_argument("--regime", default="medium", choices=list(REGIMES))
    parser.add_argument("--cpu", type=float, default=20.0, help="budget the search is given")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--moments", default=",".join(MOMENTS))
    asked = parser.parse_args(words)
    _tell(HEADS)
    _tell(["---"] * len(HEADS))
    for size in asked.size.split(","):
        made = sample_instance() if size == SAMPLE else week(int(size), asked.regime, asked.seed)
        for i, phase in enumerate(asked.moments.split(",")):
            found = ask(made, phase, DELAYS_S[i % len(DELAYS_S)], asked.cpu)
            _tell(found or [made.name, phase, "never there"])


def _tell(cells: list[str] | tuple[str, ...]) -> None:
    sys.stdout.write(f"| {' | '.join(cells)} |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
