"""What a plan waits for and who may do it; the list of plans as a table."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.domain.life import LifeStep
from planner.domain.people import Role
from planner.usecases.boards import take_version
from planner.usecases.life import take_step
from tests.builders import a_request
from tests.web import HOME, Site, a_member, a_site, sign_in


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path, a_request())


def next_of(site: Site, login: str, role: Role = Role.PLANNER, page: str = "") -> str:
    """The sentence on the plan's page, or another of its pages, for somebody."""
    client = site.client(a_member(role, login=login))
    text = client.get(f"/plans/{site.plans[HOME].summary.id}{page}?language=en").text
    start = text.index('<aside class="next-step"' if not page else '<p class="bd-next"')
    return text[start:].partition("</aside>" if not page else "</p>")[0]


def test_who_may_take_the_next_step_is_named(site: Site) -> None:
    plan_id = site.plans[HOME].summary.id
    assert "no account may: ask the administrator" in next_of(site, "tester")
    sign_in(site, a_member(Role.APPROVER, login="head"))
    sign_in(site, a_member(Role.APPROVER, "50", login="foreign.head"))
    maker = next_of(site, "tester")
    assert "Another person than you, tester, must approve it" in maker
    assert "These may: head." in maker
    assert "These may: head." in next_of(site, "reader", Role.AUDITOR)
    assert "Approve this plan" in next_of(site, "head", Role.APPROVER)
    assert "You may approve it" in next_of(site, "head", Role.APPROVER, "/board")
    take_step(site.planner.store, site.clock, plan_id, LifeStep.APPROVE, by="head")
    assert "You may publish it" in next_of(site, "tester")
    assert "Approved by you, head" in next_of(site, "head", Role.APPROVER)
    take_step(site.planner.store, site.clock, plan_id, LifeStep.PUBLISH, by="tester")
    assert "tell the villages" in next_of(site, "reader", Role.AUDITOR)
    take_step(site.planner.store, site.clock, plan_id, LifeStep.WITHDRAW, by="head", reason="flood")
    assert "no longer counts" in next_of(site, "tester")


def test_a_plan_with_a_step_of_life_is_not_undone(site: Site) -> None:
    """Undo on a published plan's board stays there; it would look as if it unpublished."""
    store, plan_id = site.planner.store, site.plans[HOME].summary.id
    site.clock.forward(minutes=5)
    newer = replace(
        site.plans[HOME], summary=replace(site.plans[HOME].summary, id="second", run_id=None)
    )
    with store.writing(actor="tester", at=site.clock.now()) as writer:
        writer.add_plan(newer)
        writer.note("plan_stored", "plan:second")
    take_version(store, site.clock, plan_id, "second", seen=0, actor="tester")
    client = site.client(a_member(login="tester"))
    page = client.get("/plans/second/board?language=en").text
    assert "Steps of this plan</a>" in page
    assert "Approve and publish" not in page
    assert 'class="bd-tool" title="Ctrl+Z"' in page
    take_step(store, site.clock, "second", LifeStep.APPROVE, by="head")
    take_step(store, site.clock, "second", LifeStep.PUBLISH, by="deputy")
    page = client.get("/plans/second/board?language=en").text
    assert 'disabled title="A plan that was approved or published' in page
    walked = client.post(
        "/plans/second/board/undo", data={"seen": "1"}, follow_redirects=False,
        headers={"origin": "http://testserver"},
    )  # fmt: skip
    assert walked.headers["location"] == "/plans/second/board"


def test_plans_are_searched_sorted_and_taken_away(site: Site) -> None:
    client = site.client(a_member())
    plan_id = site.plans[HOME].summary.id
    for query in ("ร่าง", "draft", "TESTER", plan_id, "ธันวาคม", "december"):
        assert f'href="/plans/{plan_id}"' in client.get("/plans", params={"q": query}).text, query
    assert "Nothing matches" in client.get("/plans?q=published&language=en").text
    assert 'aria-sort="descending"' in client.get("/plans?sort=people").text
    file = client.get("/plans?as=xlsx&language=en")
    rows = list(load_workbook(io.BytesIO(file.content)).worksheets[0].values)
    assert plan_id in {cell for row in rows for cell in row}
