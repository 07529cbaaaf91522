"""The optimiser on tiny problems whose optimum is known by trying everything.

    python -m tests.benchmarks.small --count 200 --cpu 4
    python -m tests.benchmarks.small --whole --count 200 --cpu 4
    python -m tests.benchmarks.small --here --cpu 2        (in this process: saves its starting)
    python -m tests.benchmarks.small --here --searched     (never solved whole: the search alone)

The first are weeks of the core model, the second random requests of the whole model (those with at
least one trip that are not too large to try everything). Counts plans that are equal to the
optimum, within 1 %, invalid, better than their own bound, and bounds below the optimum.
"""

import argparse
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from planner.assess.check import check_plan
from planner.domain.params import SolveParams
from planner.optimiser.solve import solve
from planner.optimiser.stop import MOST_TRIED, Budget
from tests.benchmarks.contest import run
from tests.benchmarks.exact import best_value
from tests.benchmarks.exact_trips import TooMany
from tests.benchmarks.exact_whole import Best, best_of
from tests.benchmarks.extract import core_of
from tests.benchmarks.runner import OURS
from tests.benchmarks.weeks import Week, small_week
from tests.strategies import FEATURES, Shape, random_request, random_travel


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One tiny problem: what is possible, what was found, what was promised.

    `best` and `value` are points of tier 3; `kept` whether tiers 1 and 2 are as good as can be.
    """

    instance: str
    best: int
    value: int
    kept: bool
    bound: int | None
    violations: int
    cpu_s: float

    @property
    def is_equal(self) -> bool:
        """Whether the plan is as good as any."""
        return self.kept and self.value == self.best

    @property
    def faults(self) -> list[str]:
        """What must never be."""
        found = []
        if self.violations:
            found.append(f"{self.violations} violations")
        if self.kept and self.value > self.best:
            found.append("better than possible")
        if self.kept and self.bound is not None and self.value > self.bound:
            found.append("better than its bound")
        if self.kept and self.bound is not None and self.best > self.bound:
            found.append("the bound lies")
        if self.best > 0 and self.value <= 0:
            found.append("nothing served though something could be")
        return found

    @property
    def short(self) -> float:
        """Per cent below the optimum; 100 when promises or equity are worse than need be."""
        if not self.kept:
            return 100.0
        return 100 * (self.best - self.value) / max(1, abs(self.best))


NOT_TRIED = frozenset({"caravans"})
"""What brute force does not know."""

Judged = Callable[[Week, Best], Outcome]


def core_outcomes(first: int, count: int, judged: Judged) -> Iterator[Outcome]:
    """Tiny core weeks, one after the other."""
    for seed in range(first, first + count):
        made = small_week(seed)
        best = best_value(core_of(made.request, made.travel))
        yield judged(made, Best(promises=0, value=best, trips=0))


def whole_outcomes(first: int, count: int, judged: Judged) -> Iterator[Outcome]:
    """Tiny requests with anything in them; `count` counts those that were tried."""
    done, seed = 0, first
    while done < count:
        made, best = whole_week(seed)
        if best is not None and best.trips:
            yield judged(made, best)
            done += 1
        seed += 1


def whole_week(seed: int) -> tuple[Week, Best | None]:
    """A random request with half of all features that are known, and its optimum if found."""
    rng = random.Random(seed)
    shape = Shape(
        villages=rng.randint(1, 4),
        units=rng.randint(1, 2),
        services=rng.randint(1, 2),
        days=rng.randint(1, 4),
        start_weekday=rng.randint(0, 3),
        features=frozenset(f for f in FEATURES if rng.random() < 0.5) - NOT_TRIED,
    )
    request = random_request(seed, shape)
    policy = replace(request.policy, promise_tolerance=0.0, equity_tolerance=0.0)
    any_hour = tuple(replace(told, start_s=None) for told in request.announced)
    request = replace(request, policy=policy, announced=any_hour)
    travel = random_travel(request, seed)
    try:
        best = best_of(request, travel)
    except TooMany:
        best = None
    return Week(name=f"whole-{seed}", request=request, travel=travel), best


def outcome_here(
    made: Week, best: Best, params: SolveParams, most_tried: int = MOST_TRIED
) -> Outcome:
    """The same, solved in this process: what tests have time for.

    With `most_tried` 0 even the tiniest problem is searched, by prices and neighbourhoods.
    """
    budget = Budget(params=params, most_tried=most_tried)
    plan = solve(made.request, made.travel, params, budget=budget)
    verdict = check_plan(made.request, made.travel, plan)
    promises = sum(term.points for term in plan.terms if term.tier == 1)
    return Outcome(
        instance=made.name,
        best=best.value,
        value=verdict.value,
        kept=(promises, plan.equity) == (best.promises, best.equity),
        bound=plan.bound_of(3),
        violations=len(verdict.violations)
        + ((promises, plan.equity) > (best.promises, best.equity)),
        cpu_s=plan.provenance.cpu_s if plan.provenance else 0.0,
    )


def _outcome(made: Week, best: Best, cpu_s: float) -> Outcome:
    result = run(made, OURS, cpu_s)
    return Outcome(
        instance=made.name,
        best=best.value,
        value=result.value,
        kept=(result.promises, result.equity) == (best.promises, best.equity),
        bound=result.bound,
        violations=result.violations
        + ((result.promises, result.equity) > (best.promises, best.equity)),
        cpu_s=result.cpu_s,
    )


def summary(found: list[Outcome]) -> str:
    """The counts, then every problem that is not solved to the optimum or has a fault."""
    equal = sum(o.is_equal for o in found)
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
            if o.faults or not o.is_equal
        ),
    ]
    return "\n".join(lines)


def main(words: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.small", description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--first", type=int, default=1, help="first seed")
    parser.add_argument("--cpu", type=float, default=4.0, help="CPU seconds of the whole process")
    parser.add_argument("--whole", action="store_true", help="the whole model, not the core")
    parser.add_argument("--here", action="store_true", help="in this process")
    parser.add_argument("--searched", action="store_true", help="in this process, never whole")
    asked = parser.parse_args(words)
    outcomes = whole_outcomes if asked.whole else core_outcomes
    params = SolveParams(cpu_s=asked.cpu, wall_s=max(60.0, 20 * asked.cpu), max_rounds=1_000_000)

    def judged(made: Week, best: Best) -> Outcome:
        if asked.here or asked.searched:
            return outcome_here(made, best, params, 0 if asked.searched else MOST_TRIED)
        return _outcome(made, best, asked.cpu)

    found = list(outcomes(asked.first, asked.count, judged))
    sys.stdout.write(summary(found) + "\n")


if __name__ == "__main__":
    main()
