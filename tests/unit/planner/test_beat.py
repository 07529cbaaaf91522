"""What is stored of a search: its way, its tiers, and its best plan; explaining adds nothing."""

from dataclasses import replace

from planner.domain.plan import Bound
from planner.domain.runs import Progress, RunState
from planner.storage.memory import MemoryStore
from planner.usecases.beat import MOST_MILESTONES, Beat
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
