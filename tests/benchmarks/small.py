"""The optimiser on tiny problems whose optimum is known by trying everything.

    python -m tests.benchmarks.small --count 200 --cpu 4

Counts plans that are equal to the optimum, within 1 %, invalid, better than their own bound, and
bounds below the optimum (a bound that lies).
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from tests.benchmarks.contest import run
from tests.benchmarks.exact import best_value
from tests.benchmarks.extract import core_of
from tests.benchmarks.runner import OURS
from tests.benchmarks.weeks import small_week


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One tiny problem: what is possible, what was found, what was promised."""

    instance: str
    best: int
    value: int
    bound: int | None
    violations: int
    cpu_s: float

    @property
    def faults(self) -> list[str]:
        """What must never be."""
        found = []
        if self.violations:
            found.append(f"{self.violations} violations")
        if self.value > self.best:
            found.append("better than possible")
        if self.bound is not None and self.value > self.bound:
            found.append("better than its bound")
        if self.bound is not None and self.best > self.bound:
            found.append("the bound lies")
        if self.best > 0 and self.value <= 0:
            found.append("nothing served though something could be")
        return found

    @property
    def short(self) -> float:
        """Per cent below the optimum."""
        return 100 * (self.best - self.value) / self.best if self.best > 0 else 0.0


def outcomes(seeds: range, cpu_s: float) -> Iterator[Outcome]:
    """Solve one tiny problem after the other."""
    for seed in seeds:
        made = small_week(seed)
        result = run(made, OURS, cpu_s)
        yield Outcome(
            instance=made.name,
            best=best_value(core_of(made.request, made.travel)),
            value=result.value,
            bound=result.bound,
            violations=result.violations,
            cpu_s=result.cpu_s,
        )


def summary(found: list[Outcome]) -> str:
    """The counts, then every problem that is not solved to the optimum or has a fault."""
    equal = sum(o.value == o.best for o in found)
    near = sum(o.short <= 1.0 for o in found)
    proven = sum(o.bound is not None and o.bound == o.value for o in found)
    lines = [
        f"{len(found)} problems: {equal} equal to the optimum, {near} within 1 %, {proven} proven, "
        f"{sum(bool(o.faults) for o in found)} with faults; "
        f"CPU {sum(o.cpu_s for o in found) / max(1, len(found)):.1f} s each",
        *(
            f"- {o.instance}: {o.value} of {o.best} (-{o.short:.2f} %), bound {o.bound} "
            f"{', '.join(o.faults)}"
            for o in found
            if o.faults or o.value != o.best
        ),
    ]
    return "\n".join(lines)


def main(words: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.small", description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--first", type=int, default=1, help="first seed")
    parser.add_argument("--cpu", type=float, default=4.0, help="CPU seconds of the whole process")
    asked = parser.parse_args(words)
    found = list(outcomes(range(asked.first, asked.first + asked.count), asked.cpu))
    sys.stdout.write(summary(found) + "\n")


if __name__ == "__main__":
    main()
