"""The first page: which plan counts for a week, and what waits for somebody."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from planner.documents import plan_digest
from planner.domain.boards import BoardStepKind
from planner.domain.life import LifeStep
from planner.domain.people import Role
from planner.domain.rules import Rule
from planner.domain.runs import PlanState, StoredPlan
from planner.domain.verdict import Verdict, Violation
from planner.usecases.boards import take_version, walk
from planner.usecases.first_look import coming_plan, look_first
from planner.usecases.life import take_step
from tests.builders import a_request
from tests.web import HOME, Site, a_member, a_site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path, a_request())


def add_broken_draft(site: Site) -> StoredPlan:
    """A newer draft, typed by hand, that breaks a rule."""
    stored = site.plans[HOME]
    site.clock.forward(minutes=5)
    plan = replace(stored.plan, trips=(), provenance=None)
    verdict = Verdict(
        plan_digest=plan_digest(plan),
        checker_version="1",
        value=0,
        violations=(Violation(rule=Rule.COMPLETE, facts={}),),
    )
    summary = replace(
        stored.summary,
        id=f"{stored.summary.id}x",
        run_id=None,
        is_clean=False,
        created_at=site.clock.now(),
        digest=plan_digest(plan),
    )
    broken = StoredPlan(summary=summary, plan=plan, verdict=verdict)
    with site.planner.store.writing(actor="tester", at=site.clock.now()) as writer:
        writer.add_plan(broken)
        writer.note("plan_stored", f"plan:{summary.id}")
    return broken


def test_a_draft_that_breaks_rules_is_told_but_does_not_count(site: Site) -> None:
    broken = add_broken_draft(site)
    look = look_first(site.planner.store, site.clock, HOME)
    this_week, next_week = look.weeks
    assert this_week.plan is None
    assert next_week.plan is not None
    assert next_week.plan.id == site.plans[HOME].summary.id
    assert [one.id for one in next_week.broken] == [broken.summary.id]
    text = site.client(a_member()).get("/?language=en").text
    assert "rules are broken: 1 draft" in text
    assert "Draft, to be approved" in text
    newest = site.client(a_member()).get("/newest?language=en").text
    assert f'src="/plans/{site.plans[HOME].summary.id}/map"' in newest


def test_a_draft_undone_on_its_board_counts_no_more(site: Site) -> None:
    """Only what stands on the board is told, whatever was tried before."""
    broken, store = add_broken_draft(site), site.planner.store
    first = site.plans[HOME].summary.id
    take_version(store, site.clock, first, broken.summary.id, seen=0, actor="planner")
    stands = look_first(store, site.clock, HOME).weeks[1]
    assert [one.id for one in stands.broken] == [broken.summary.id]
    walk(store, site.clock, first, BoardStepKind.UNDO, seen=1, actor="planner")
    week = look_first(store, site.clock, HOME).weeks[1]
    assert week.broken == ()
    assert week.plan is not None
    assert week.plan.id == first


def test_drafts_of_far_weeks_do_not_come_before_the_next_week(site: Site) -> None:
    """As a quarter makes them: later weeks, later made."""
    summary = site.plans[HOME].summary
    far = [
        replace(summary, id=f"far{n}", start=summary.start + timedelta(days=7 * n),
                created_at=summary.created_at + timedelta(minutes=n))
        for n in range(1, 5)
    ]  # fmt: skip
    told = replace(far[0], id="told", state=PlanState.PUBLISHED)
    today = site.clock.now().date()
    plans = (*reversed(far), told, summary)
    assert coming_plan(plans, today) == summary
    assert coming_plan(plans, summary.start) == told
    assert coming_plan(plans, far[-1].start + timedelta(days=2)) == far[-1]
    assert coming_plan(plans, far[-1].start + timedelta(days=70)) == far[-1]
    assert coming_plan((), today) is None


def test_what_comes_next_follows_the_life_of_the_plan(site: Site) -> None:
    store, plan_id = site.planner.store, site.plans[HOME].summary.id
    client = site.client(a_member())
    head = site.client(a_member(Role.APPROVER, login="head")).get("/?language=en").text
    assert "You may approve it" in head
    assert f'href="/plans/{plan_id}/board#life">Approve this plan' in head
    assert '<a href="/plans">Drafts waiting to be approved</a></dt><dd>1<' in head
    assert "board#life" not in client.get("/?language=en").text
    take_step(store, site.clock, plan_id, LifeStep.APPROVE, by="head")
    assert "Approved by head. You may publish it." in client.get("/?language=en").text
    take_step(store, site.clock, plan_id, LifeStep.PUBLISH, by="deputy")
    text = client.get("/?language=en").text
    assert "Published" in text
    assert f'href="/plans/{plan_id}/telling"' in text
    site.clock.forward(days=5)
    look = look_first(store, site.clock, HOME)
    assert look.weeks[0].plan is not None
    assert look.weeks[1].plan is None


def test_requests_wait_and_come_near_their_date(site: Site) -> None:
    look = look_first(site.planner.store, site.clock, HOME)
    assert look.undecided == 1
    assert look.promises == ()
    site.clock.forward(days=120)
    late = look_first(site.planner.store, site.clock, HOME)
    assert [one.case.receipt for one in late.promises] == [site.receipts[HOME]]
    assert late.promises[0].clock.left < 0
    text = site.client(a_member()).get("/?language=en").text
    assert "working days late" in text
    assert f'href="/requests?province={HOME}&amp;state=received"' in text
    assert site.receipts[HOME] in text
