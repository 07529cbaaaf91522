"""Several children side by side, each with a seed of its own: the best plan and bounds of all.

Each has all limits to itself, so two of them take twice the CPU time for the same wall time; the
plan's provenance tells the sum. A child that dies costs its own result only.
"""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from planner.domain.errors import PlannerError, SolverFailed
from planner.domain.params import SolveParams
from planner.domain.plan import Bound, Plan, SolveStatus
from planner.ports import Progress

Tell = Callable[[Progress], None] | None
Work = Callable[[SolveParams, Callable[[Progress], None], Callable[[], bool]], Plan]
"""One child: its parameters, whom it tells, whether it shall stop."""

SEED_STEP = 7919
"""Seeds of the children lie so far apart; a prime."""
LISTEN_S = 0.1


class _GivenUp(Exception):
    """Raised in a child's thread when the parent's own caller raised; it kills the child."""


@dataclass(slots=True, eq=False)
class _Team:
    """What the threads share with the parent."""

    news: "queue.Queue[tuple[int, Progress]]" = field(default_factory=queue.Queue)
    plans: dict[int, Plan] = field(default_factory=dict)
    failures: dict[int, Exception] = field(default_factory=dict)
    enough: threading.Event = field(default_factory=threading.Event)
    given_up: threading.Event = field(default_factory=threading.Event)

    def should_stop(self) -> bool:
        """Asked by each child's thread."""
        if self.given_up.is_set():
            raise _GivenUp
        return self.enough.is_set()

    def run(self, number: int, work: Work, params: SolveParams) -> None:
        """One thread: a child from its start to its end."""
        try:
            plan = work(params, lambda news: self.news.put((number, news)), self.should_stop)
        except _GivenUp:
            return
        except Exception as error:
            self.failures[number] = error
            return
        self.plans[number] = plan
        if plan.provenance is not None and plan.provenance.status is SolveStatus.OPTIMAL:
            self.enough.set()


def solve_side_by_side(
    work: Work,
    params: SolveParams,
    *,
    on_progress: Tell,
    should_stop: Callable[[], bool],
) -> Plan:
    """The best plan of `params.workers` children; told and asked in the caller's own thread.

    Raises what the first child raised when every one failed.
    """
    team = _Team()
    threads = [
        threading.Thread(target=team.run, args=(i, work, params_of(params, i)), daemon=True)
        for i in range(params.workers)
    ]
    for thread in threads:
        thread.start()
    try:
        _follow(team, threads, on_progress, should_stop)
    except BaseException:
        team.given_up.set()
        raise
    finally:
        for thread in threads:
            thread.join()
    if not team.plans:
        raise team.failures[min(team.failures)]
    for error in team.failures.values():
        if not isinstance(error, PlannerError):
            raise error
    lost = sum(isinstance(error, SolverFailed) for error in team.failures.values())
    return best_of(params, [team.plans[i] for i in sorted(team.plans)], lost)


def params_of(params: SolveParams, number: int) -> SolveParams:
    """One child's parameters; the first keeps the seed."""
    seed = (params.seed + SEED_STEP * number) % 2**31
    return replace(params, seed=seed, workers=1)


def _follow(
    team: _Team,
    threads: list[threading.Thread],
    on_progress: Tell,
    should_stop: Callable[[], bool],
) -> None:
    """Pass on news and the wish to stop until every thread is done."""
    latest: dict[int, Progress] = {}
    while any(thread.is_alive() for thread in threads):
        if not team.enough.is_set() and should_stop():
            team.enough.set()
        try:
            number, news = team.news.get(timeout=LISTEN_S)
        except queue.Empty:
            continue
        latest[number] = replace(news, plan=None)
        if on_progress is not None:
            told = together(list(latest.values()))
            is_best = news.plan is not None and news.value == told.value
            on_progress(replace(told, plan=news.plan if is_best else None))


def together(news: list[Progress]) -> Progress:
    """How several searches stand as one: the best value, the lowest bound, the longest time."""
    best = max(news, key=lambda one: (one.value is not None, one.value or 0))
    bounds = [one.bound for one in news if one.bound is not None]
    return replace(
        best,
        bound=min(bounds, default=None),
        rounds=max(one.rounds for one in news),
        cpu_s=max(one.cpu_s for one in news),
        wall_s=max(one.wall_s for one in news),
    )


def best_of(params: SolveParams, plans: list[Plan], lost: int = 0) -> Plan:
    """The plan that is best tier by tier, with the lowest bounds that hold for it.

    `lost` children died. Time is the sum of CPU and the longest wall time.
    """
    best = max(plans, key=rank_of)
    made = [plan.provenance for plan in plans if plan.provenance is not None]
    if best.provenance is None:
        return best
    return replace(
        best,
        bounds=_bounds(best, plans),
        provenance=replace(
            best.provenance,
            params=params,
            rounds=sum(one.rounds for one in made),
            cpu_s=round(sum(one.cpu_s for one in made), 3),
            wall_s=max(one.wall_s for one in made),
            workers_lost=lost,
        ),
    )


def rank_of(plan: Plan) -> tuple[int, ...]:
    """Points by tier, most important first: greater is better."""
    return tuple(sum(t.points for t in plan.terms if t.tier == tier) for tier in (1, 2, 3))


def _bounds(best: Plan, plans: list[Plan]) -> tuple[Bound, ...]:
    """The lowest bound of each tier.

    A bound of a tier was proven for plans that keep what its own plan has of the tiers before. It
    holds for the best plan if that keeps as much.
    """
    lowest: dict[int, int] = {}
    for plan in plans:
        for bound in plan.bounds:
            before = bound.tier - 1
            kept = zip(rank_of(best)[:before], rank_of(plan)[:before], strict=True)
            if all(mine >= theirs for mine, theirs in kept):
                lowest[bound.tier] = min(bound.points, lowest.get(bound.tier, bound.points))
    return tuple(Bound(tier=tier, points=points) for tier, points in sorted(lowest.items()))
