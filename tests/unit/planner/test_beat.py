"""What is stored of a search: its way, its tiers, and its best plan; explaining adds nothing."""

from dataclasses import replace

from planner.domain.params import SolveParams
from planner.domain.plan import Bound
from planner.domain.runs import Progress, RunState
from planner.storage.memory import MemoryStore
from planner.usecases.beat import MOST_MILESTONES, Beat
from planner.usecases.broken_off import kept_of
from tests.builders import a_plan, a_request, a_travel
from tests.fakes import FakeClock
from tests.stored import a_run, put_request

PLAN = a_plan(a_request(), a_travel(a_request()))
SEARCH = Progress(
    value=10,
    bound=20,
    people_served=1,
    rounds=1,
    cpu_s=1.0,
    wall_s=1.0,
    phase="prices",
    promises=-3,
    equity=4000,
    bounds=(Bound(tier=1, points=-3),),
    plan=PLAN,
)


def test_a_bound_is_kept_only_where_the_best_plan_keeps_what_it_was_proven_for() -> None:
    request = a_request()
    had = sum(term.points for term in PLAN.terms if term.tier == 1)
    best = replace(PLAN, bounds=())
    tiers = (Bound(tier=1, points=had),)
    last = replace(SEARCH, plan=None, promises=had, equity=None, bound=10**6, bounds=tiers)

    def proven(told: Progress, workers: int = 1) -> dict[int, int]:
        params = SolveParams(workers=workers)
        kept = kept_of(request, a_travel(request), params, best, told)
        return {bound.tier: bound.points for bound in kept.bounds}

    assert proven(last) == {1: had, 3: 10**6}
    assert proven(replace(last, promises=had + 1)) == {1: had}
    assert proven(replace(last, equity=best.equity + 1)) == {1: had}
    assert proven(last, workers=2) == {1: had}


def test_the_way_of_a_search_and_its_tiers_outlast_the_explaining() -> None:
    store, clock = MemoryStore(), FakeClock()
    run = a_run(state=RunState.RUNNING)
    with store.writing(actor="tester", at=clock.now()) as writer:
        put_request(writer)
        writer.add_run(run)
        writer.note("run_opened", f"run:{run.id}")
    beat = Beat(store, clock, run, None, None)
    for second in range(1, 2 * MOST_MILESTONES):
        beat.progress(replace(SEARCH, wall_s=float(second), value=10 + second))
    explained = Progress(
        value=200, bound=None, people_served=9, rounds=2, cpu_s=0.5, wall_s=0.5,
        phase="explain", plan=PLAN,
    )  # fmt: skip
    beat.progress(explained)
    with store.reading() as reader:
        told = reader.run(run.id).progress
        assert reader.best_so_far(run.id) == PLAN
    assert told is not None
    assert told.plan is None
    assert (told.promises, told.equity, told.bound) == (-3, 4000, 20)
    assert told.bounds == SEARCH.bounds
    assert len(told.trail) <= MOST_MILESTONES + 1
    moments = [milestone.wall_s for milestone in told.trail]
    assert moments == sorted(moments)
    assert moments[-1] == 2 * MOST_MILESTONES - 1
