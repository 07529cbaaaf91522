"""Children side by side: the best of all, whoever dies."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from planner.domain.errors import InvalidDocument, NothingServed, SolverFailed
from planner.domain.params import SolveParams
from planner.domain.plan import Bound, Plan, Provenance, SolveStatus, StopCause
from planner.optimiser.workers import best_of, params_of, solve_side_by_side, together
from planner.ports import Progress
from tests.builders import a_plan, a_request, a_travel, small_trips

REQUEST = a_request()
TRAVEL = a_travel(REQUEST)
TWO = SolveParams(workers=2, seed=3)
Tell = Callable[[Progress], None]


def made(trips: int, bound: int | None = None, status: SolveStatus = SolveStatus.FEASIBLE) -> Plan:
    """A plan of the first trips of the tiny request."""
    plan = a_plan(REQUEST, TRAVEL, small_trips(REQUEST, TRAVEL)[:trips])
    bounds = () if bound is None else (Bound(tier=3, points=bound),)
    provenance = Provenance(
        request_digest="r", travel_digests={}, policy_version="p", params=SolveParams(),
        versions={}, status=status, stop_cause=StopCause.CPU_TIME, rounds=5, cpu_s=2.0, wall_s=3.0,
    )  # fmt: skip
    return replace(plan, bounds=bounds, provenance=provenance)


def news(value: int | None = None, bound: int | None = None, cpu_s: float = 1.0) -> Progress:
    return Progress(
        value=value, bound=bound, people_served=value or 0, rounds=1, cpu_s=cpu_s, wall_s=cpu_s
    )


def side_by_side(
    first: Callable[[Tell, Callable[[], bool]], Plan],
    second: Callable[[Tell, Callable[[], bool]], Plan],
    *,
    on_progress: Tell | None = None,
    should_stop: Callable[[], bool] = bool,
) -> Plan:
    def work(params: SolveParams, tell: Tell, stop: Callable[[], bool]) -> Plan:
        return (first if params.seed == TWO.seed else second)(tell, stop)

    return solve_side_by_side(work, TWO, on_progress=on_progress, should_stop=should_stop)


def dies(tell: Tell, stop: Callable[[], bool]) -> Plan:
    raise SolverFailed("the solver ended without a plan: killed", cause="killed")


def test_each_child_has_a_seed_of_its_own_and_all_limits() -> None:
    first, second = params_of(TWO, 0), params_of(TWO, 1)
    assert first.seed == TWO.seed != second.seed
    assert replace(second, seed=first.seed) == first
    assert first.workers == 1
    assert first.cpu_s == TWO.cpu_s


def test_what_is_reproducible_has_one_worker() -> None:
    with pytest.raises(InvalidDocument):
        SolveParams(workers=2, reproducible=True)


def test_the_better_plan_and_the_lower_bound_win() -> None:
    good, poor = made(3, bound=90_000), made(1, bound=70_000)
    plan = side_by_side(lambda tell, stop: poor, lambda tell, stop: good)
    assert plan.trips == good.trips
    assert plan.bounds == (Bound(tier=3, points=70_000),)
    assert plan.provenance is not None
    assert (plan.provenance.cpu_s, plan.provenance.rounds) == (4.0, 10)
    assert plan.provenance.params == TWO


def test_a_bound_for_more_promises_than_the_plan_keeps_does_not_count() -> None:
    good, poor = made(3, bound=90_000), made(1, bound=70_000)
    lower = replace(poor.terms[0], tier=1, points=5)
    keeps_more = replace(poor, terms=(*poor.terms, lower))
    less = replace(lower, points=6)
    best = replace(good, terms=(*good.terms, less))
    assert best_of(TWO, [best, keeps_more]).bounds == (Bound(tier=3, points=70_000),)
    equal = replace(keeps_more, bounds=(Bound(tier=1, points=9), Bound(tier=3, points=1)))
    worse = replace(good, terms=(*good.terms, replace(lower, points=4)))
    assert Bound(tier=3, points=90_000) not in best_of(TWO, [equal, worse]).bounds[:1]


@pytest.mark.parametrize("which", [0, 1])
def test_a_dead_child_costs_its_own_result_only(which: int) -> None:
    works = [dies, lambda tell, stop: made(2)]
    plan = side_by_side(works[which], works[1 - which])
    assert plan.trips == made(2).trips
    assert plan.provenance is not None
    assert plan.provenance.workers_lost == 1


def test_when_all_die_the_run_fails() -> None:
    with pytest.raises(SolverFailed):
        side_by_side(dies, dies)


def test_one_that_served_nobody_gives_way_to_the_other() -> None:
    def serves_nobody(tell: Tell, stop: Callable[[], bool]) -> Plan:
        raise NothingServed("asked to stop before anybody was served")

    plan = side_by_side(serves_nobody, lambda tell, stop: made(2))
    assert plan.provenance is not None
    assert plan.provenance.workers_lost == 0


def until_told(tell: Tell, stop: Callable[[], bool]) -> Plan:
    """Searches until it is asked to stop."""
    until_s = time.monotonic() + 300
    while not stop():
        assert time.monotonic() < until_s
        time.sleep(0.01)
    return made(1)


def test_a_proven_plan_stops_the_other() -> None:
    plan = side_by_side(until_told, lambda tell, stop: made(3, status=SolveStatus.OPTIMAL))
    assert plan.trips == made(3).trips


def test_a_wish_to_stop_reaches_both() -> None:
    assert side_by_side(until_told, until_told, should_stop=lambda: True).trips == made(1).trips


def test_an_error_of_the_caller_ends_both() -> None:
    def tells(tell: Tell, stop: Callable[[], bool]) -> Plan:
        tell(news(5))
        return until_told(tell, stop)

    def complain(progress: Progress) -> None:
        raise RuntimeError("not today")

    before = threading.active_count()
    with pytest.raises(RuntimeError, match="not today"):
        side_by_side(tells, until_told, on_progress=complain)
    assert threading.active_count() <= before


def test_progress_is_that_of_the_better_one_with_the_lower_bound() -> None:
    told = together([news(5, 90, 1.0), news(7, None, 2.0), news(None, 80, 0.5)])
    assert (told.value, told.bound, told.cpu_s) == (7, 80, 2.0)
