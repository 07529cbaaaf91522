"""Runs of other kinds: a quarter, reasons and worth, asked for, carried out, read again."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from geodata.matrix import TravelMatrix
from planner.domain.errors import RunDismissed, SolverFailed
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.domain.runs import RunKind, RunState
from planner.usecases.errands import (
    VillageReasons,
    WorthFound,
    ask_quarter,
    ask_reasons,
    ask_worth,
    carry_out,
    newest_errand,
    outcome_of,
)
from planner.usecases.runs import stop_run
from planner.usecases.worth import Question
from tests.builders import a_request
from tests.naive import naive_plan
from tests.web import HOME, Site, a_site

SHORT = SolveParams(cpu_s=0.2, wall_s=30.0)


def solver(
    request: PlanRequest, travel: Mapping[str, TravelMatrix], params: SolveParams, **_: object
) -> Plan:
    return naive_plan(request, travel)


def forcer(
    request: PlanRequest, travel: Mapping[str, TravelMatrix], plan: Plan, *_: object, **__: object
) -> Plan:
    return plan


def failing(*_: object, **__: object) -> Plan:
    raise SolverFailed("the child died", signal=9)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path, a_request())


def carried(site: Site, run_id: str, solve: object = solver, force: object = forcer) -> str:
    planner = site.planner
    return carry_out(
        planner.store, site.clock, solve, force, planner.engine_of, run_id  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_quarter_is_planned_week_by_week_and_goes_on_where_it_was(site: Site) -> None:
    store, start = site.planner.store, a_request().horizon.start
    asked = ask_quarter(
        store, site.clock, site.planner.engine_of, HOME, start, SHORT, actor="planner", weeks=3
    )
    assert (asked.kind, asked.state, asked.is_queued) == (RunKind.QUARTER, RunState.ACCEPTED, True)
    made: list[PlanRequest] = []

    def second_week_fails(request: PlanRequest, *rest: object, **more: object) -> Plan:
        made.append(request)
        if len(made) == 2:
            raise KeyboardInterrupt
        return solver(request, *rest, **more)  # type: ignore[arg-type]

    with pytest.raises(KeyboardInterrupt):
        carried(site, asked.id, second_week_fails)
    first_id = carried(site, asked.id, second_week_fails)
    assert [r.horizon.start - start for r in made] == [timedelta(weeks=n) for n in (0, 1, 1, 2)]
    run = newest_errand(store, HOME, RunKind.QUARTER)
    assert run is not None
    assert (run.state, run.plan_id) == (RunState.SUCCESSFUL, first_id)
    assert run.progress is not None
    assert run.progress.phase == "quarter:3/3"
    with pytest.raises(RunDismissed):
        carried(site, asked.id)


def test_reasons_and_worth_are_kept_and_found_again(site: Site) -> None:
    store, plan = site.planner.store, site.plans[HOME]
    left = plan.plan.unplanned[0].village_code
    asked = ask_reasons(store, site.clock, plan.summary.id, left, SHORT, actor="planner")
    assert outcome_of(store, asked, VillageReasons) is None
    carried(site, asked.id)
    run = newest_errand(store, HOME, RunKind.EXPLAIN, plan_id=plan.summary.id, village_code=left)
    assert run is not None
    reasons = outcome_of(store, run, VillageReasons)
    assert reasons is not None
    assert reasons.village_code == left
    assert {e.village_code for e in reasons.entries} == {left}
    assert newest_errand(store, HOME, RunKind.EXPLAIN, village_code="58999999") is None

    worth = ask_worth(store, site.clock, plan.summary.id, Question.NIGHTS, SHORT, actor="planner")
    carried(site, worth.id)
    found = newest_errand(store, HOME, RunKind.WORTH, question="nights")
    assert found is not None
    figures = outcome_of(store, found, WorthFound)
    assert figures is not None
    assert len(figures.cases) == 2
    assert figures.cases[0].people >= figures.cases[1].people - 1000


def test_what_fails_is_in_the_run_and_what_waits_can_be_stopped(site: Site) -> None:
    store, plan = site.planner.store, site.plans[HOME]
    asked = ask_worth(store, site.clock, plan.summary.id, Question.COVERING, SHORT, actor="planner")
    with pytest.raises(SolverFailed):
        carried(site, asked.id, failing)
    run = newest_errand(store, HOME, RunKind.WORTH)
    assert run is not None
    assert (run.state, run.error_code) == (RunState.FAILED, "solver_failed")
    site.clock.forward(minutes=1)
    other = ask_worth(store, site.clock, plan.summary.id, Question.NIGHTS, SHORT, actor="planner")
    stopped = stop_run(store, site.clock, other.id, actor="planner")
    assert stopped.state is RunState.DISMISSED
    with pytest.raises(RunDismissed):
        carried(site, other.id)
