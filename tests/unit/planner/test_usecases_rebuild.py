"""A plan made again: the same where counts ended the search, and what is shown where time did."""

from dataclasses import replace
from pathlib import Path

import pytest

from planner.domain.audit import AuditFilter
from planner.domain.params import SolveParams
from planner.domain.runs import StoredPlan
from planner.optimiser.process import solve_in_child
from planner.usecases.boards import take_version
from planner.usecases.dossier import dossier_data, dossier_of, what_is_done
from planner.usecases.rebuild import RebuildResult, _by_hand, rebuild_plan
from planner.usecases.runs import carry_out_run, open_run
from tests.builders import a_request
from tests.web import HOME, Site, a_site

COUNTED = SolveParams(reproducible=True, max_rounds=3, cpu_s=2.0, explain=0)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return a_site(tmp_path_factory.mktemp("site"), a_request())


def searched(site: Site, params: SolveParams) -> StoredPlan:
    planner = site.planner
    run = open_run(planner.store, planner.clock, a_request(), params, actor="tester")
    return carry_out_run(planner.store, planner.clock, solve_in_child, planner.engine_of, run.id)


def test_a_counted_search_gives_the_same_plan_again(site: Site) -> None:
    stored = searched(site, COUNTED)
    rebuild = rebuild_plan(site.planner.store, solve_in_child, stored.summary.id)
    assert (rebuild.result, rebuild.is_good) == (RebuildResult.SAME, True)
    assert rebuild.value_again == stored.plan.value
    assert rebuild.other_versions == ()
    dossier = dossier_of(site.planner.store, stored.summary.id)
    assert dossier.is_repeatable
    actions = [entry["action"] for entry in dossier_data(dossier)["audit_entries"]]
    assert "run_opened" in actions
    assert "plan_stored" in actions


def test_another_plan_out_of_a_counted_search_is_told(site: Site) -> None:
    stored = searched(site, COUNTED)

    def solver(*args: object, **_: object) -> object:
        return replace(stored.plan, trips=stored.plan.trips[:-1])

    rebuild = rebuild_plan(site.planner.store, solver, stored.summary.id)  # type: ignore[arg-type]
    assert (rebuild.result, rebuild.is_good) == (RebuildResult.DIFFERENT, False)


def test_a_plan_by_time_or_by_hand_is_verified(site: Site) -> None:
    store, home = site.planner.store, site.plans[HOME]
    by_hand = rebuild_plan(store, solve_in_child, home.summary.id)
    assert (by_hand.result, by_hand.is_good) == (RebuildResult.BY_HAND, True)

    timed = searched(site, SolveParams(cpu_s=0.5, explain=0))

    def solver(*args: object, **_: object) -> object:
        return replace(timed.plan, trips=timed.plan.trips[:-1])

    within = rebuild_plan(store, solver, timed.summary.id)  # type: ignore[arg-type]
    assert (within.result, within.is_good) == (RebuildResult.WITHIN, True)
    only = rebuild_plan(store, solver, timed.summary.id, with_search=False)  # type: ignore[arg-type]
    assert only.result is RebuildResult.NOT_SEARCHED


def test_what_is_done_leaves_out_how_it_was_found(site: Site) -> None:
    plan = site.plans[HOME].plan
    assert what_is_done(plan) == what_is_done(replace(plan, unplanned=(), provenance=None))
    assert what_is_done(plan) != what_is_done(replace(plan, trips=plan.trips[:-1]))


def test_the_log_is_looked_through_alike(site: Site, tmp_path: Path) -> None:
    with site.planner.store.reading() as reader:
        everything = reader.find_audit(AuditFilter(), limit=100_000)
        for wanted in (
            AuditFilter(actor="tester"),
            AuditFilter(action="run_"),
            AuditFilter(thing="58"),
            AuditFilter(thing="%"),
            AuditFilter(since=everything[-1].at, until=everything[0].at),
        ):
            found = reader.find_audit(wanted, limit=100_000)
            assert found == tuple(entry for entry in everything if wanted.matches(entry))
        newest = everything[0].number
        assert reader.find_audit(AuditFilter(), before=newest, limit=1) == everything[1:2]


def test_a_searched_plan_changed_by_hand_is_told_as_such(site: Site) -> None:
    planner, first = site.planner, searched(site, COUNTED)
    site.clock.forward(minutes=5)
    summary = replace(first.summary, id="changed", run_id=None, created_at=site.clock.now())
    changed = replace(first, summary=summary, plan=replace(first.plan, provenance=None))
    with planner.store.writing(actor="tester", at=site.clock.now()) as writer:
        writer.add_plan(changed)
        writer.note("plan_stored", "plan:changed")
    take_version(planner.store, site.clock, first.summary.id, "changed", seen=0, actor="tester")
    assert _by_hand(planner.store, "changed") is RebuildResult.CHANGED_BY_HAND
    assert _by_hand(planner.store, site.plans[HOME].summary.id) is RebuildResult.BY_HAND
