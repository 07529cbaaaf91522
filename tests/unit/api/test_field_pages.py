"""The field's pages and the planner's page of reports, over HTTP."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from planner.documents import digest
from planner.domain.calendar import LOCAL_ZONE
from planner.domain.life import LifeStep
from planner.domain.people import Role
from planner.usecases.field import send_reports
from planner.usecases.field_closures import confirm_closure
from planner.usecases.life import take_step
from tests.builders import MONDAY
from tests.fielded import PLAN, Field
from tests.views import a_drawn_request
from tests.web import HOME, Site, a_member, a_site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = a_site(tmp_path, a_drawn_request())
    plan_id = site.plans[HOME].summary.id
    assert plan_id == PLAN
    take_step(site.planner.store, site.clock, plan_id, LifeStep.APPROVE, by="head", reason="seen")
    take_step(site.planner.store, site.clock, plan_id, LifeStep.PUBLISH, by="other")
    midnight = datetime.combine(MONDAY, datetime.min.time(), LOCAL_ZONE)
    site.clock.moment = midnight + timedelta(days=4, hours=18)
    return site


@pytest.fixture
def field(site: Site) -> Field:
    routes = site.plans[HOME].plan.routes
    visits = tuple((route, stop) for route in routes for stop in route.visits)
    return Field(store=site.planner.store, clock=site.clock, visits=visits)


def test_a_team_finds_its_unit_and_its_days(site: Site) -> None:
    client = site.client(a_member(Role.FIELD_TEAM))
    units = client.get("/field?language=th").text
    assert f'href="/field/{HOME}/U1"' in units
    page = client.get(f"/field/{HOME}/U1")
    assert page.status_code == 200
    assert "geolocation=(self)" in page.headers["permissions-policy"]
    assert site.plans[HOME].summary.digest[:12] in page.text
    assert 'style="' not in page.text
    known = client.get(f"/field/{HOME}/U1/version").json()
    assert known["plan_id"] == PLAN
    assert f'"digest": "{known["digest"]}"' in page.text
    assert "ยังไม่มีแผน" in client.get(f"/field/{HOME}/U9").text
    kept = client.get(f"/field/{HOME}/U1?language=en&keep=0")
    assert "Navigate" in kept.text
    assert "set-cookie" not in kept.headers


def test_a_page_fetched_to_be_kept_chooses_no_language(site: Site) -> None:
    client = site.client(a_member(Role.FIELD_TEAM))
    assert "planner_language=th" in client.get("/field?language=th").headers["set-cookie"]
    for page in ("/field", f"/field/{HOME}/U1", f"/field/{HOME}/U9"):
        fetched = client.get(f"{page}?language=en&keep=0")
        assert 'lang="en"' in fetched.text
        assert "set-cookie" not in fetched.headers
    assert 'lang="th"' in client.get("/field").text


def test_a_road_closed_since_is_told_to_every_team(site: Site, field: Field) -> None:
    client = site.client(a_member(Role.FIELD_TEAM))
    pages = [f"/field/{HOME}/U1", f"/plans/{PLAN}/field/U1"]
    assert all("ดินถล่มหลังแผน" not in client.get(page).text for page in pages)
    before = client.get(f"/field/{HOME}/U1/version").json()
    report = field.closed(text="ดินถล่มหลังแผน")
    send_reports(site.planner.store, site.clock, HOME, (report,), by="team")
    assert client.get(f"/field/{HOME}/U1/version").json() == before
    key = (report.id, digest(report))
    confirm_closure(site.planner.store, site.clock, HOME, key, by="planner", reason="ดินถล่มหลังแผน")
    assert client.get(f"/field/{HOME}/U1/version").json() != before
    assert all("ดินถล่มหลังแผน" in client.get(page).text for page in pages)


def test_the_worker_rules_the_field_only_and_names_its_files(site: Site) -> None:
    client = site.client()
    worker = client.get("/field/sw.js")
    assert worker.headers["service-worker-allowed"] == "/field"
    assert worker.headers["content-type"].startswith("text/javascript")
    names = re.findall(r'"(/static/[^"]+)"', worker.text.split("\n")[1])
    assert len(names) >= 12
    for name in names:
        assert client.get(name).status_code == 200, name


def test_signing_out_clears_the_phone(site: Site) -> None:
    answer = site.client(a_member(Role.FIELD_TEAM)).post("/logout")
    assert answer.headers["clear-site-data"] == '"storage"'


def test_reports_stand_beside_the_plan_and_disputes_are_decided(site: Site, field: Field) -> None:
    reports = (field.served(4, 1), field.served(9, 2), field.missed(3, 1), field.closed(4))
    send_reports(site.planner.store, site.clock, HOME, reports, by="team")
    planner, auditor = site.client(a_member(Role.PLANNER)), site.client(a_member(Role.AUDITOR))
    address = f"/plans/{PLAN}/reports"
    page = planner.get(f"{address}?language=en").text
    for text in ("In dispute", "Not reached: The road cannot be driven", "2 of ", "ดินถล่ม"):
        assert text in page
    assert page.count('class="compared"') == 1  # both reports of one visit stand in one table
    assert page.count("Counts now") == 1
    forms = re.findall(r'formaction="([^"]+/(decision))"', page)[::2]
    forms += re.findall(r' action="([^"]+/(closure))"', page)
    assert [kind for _, kind in forms] == ["decision", "decision", "closure"]
    assert '<form method="post" action="/plans' not in auditor.get(address).text
    assert auditor.post(forms[0][0], data={"decision": "count", "reason": "x"}).status_code == 403
    refused = planner.post(forms[0][0], data={"decision": "count", "reason": " "})
    assert refused.status_code == 409
    assert 'role="alert"' in refused.text
    done = planner.post(forms[1][0], data={"decision": "count", "reason": "asked"})
    assert (done.status_code, done.headers["location"]) == (303, address)
    turned = {"decision": "count", "reason": "ดินถล่ม", "to_date": "2020-01-01", "radius_m": "100"}
    assert planner.post(forms[2][0], data=turned).status_code == 422
    closed = planner.post(forms[2][0], data={**turned, "to_date": "2026-12-20"})
    assert closed.status_code == 303
    after = planner.get(address).text
    assert "In dispute" not in after
    assert "formaction" not in after
    assert {v.people for v in field.history() if v.state.value == "done"} == {9}


def test_a_decision_can_be_turned(site: Site, field: Field) -> None:
    reports = (field.served(4, 1), field.served(9, 2))
    send_reports(site.planner.store, site.clock, HOME, reports, by="team")
    planner = site.client(a_member(Role.PLANNER))
    address = f"/plans/{PLAN}/reports"
    first, second = (f"{address}/{one.id}/{digest(one)}/decision" for one in reports)
    planner.post(second, data={"decision": "count", "reason": "a slip"})
    page = planner.get(f"{address}?language=en").text
    decided = page[page.index('id="decided"') :]
    assert decided.count("a slip") == 2
    assert re.findall(r' action="([^"]+/decision)"', decided) == [first]
    planner.post(first, data={"decision": "count", "reason": "seen the list"})
    page = planner.get(f"{address}?language=en").text
    assert "In dispute" not in page
    assert {v.people for v in field.history() if v.state.value == "done"} == {4}
    decided = page[page.index('id="decided"') :]
    assert re.findall(r' action="([^"]+/decision)"', decided) == [second]


def test_all_sheets_are_one_file_in_either_order(site: Site) -> None:
    client = site.client(a_member(Role.FIELD_TEAM))
    page = client.get(f"/plans/{PLAN}/print?language=en").text
    links = re.findall(r'href="(/(?:v1/)?plans/[^"]+)"[^>]*download', page)
    assert len(links) >= 2 + 3 + 4 * 2
    for link in links:
        answer = client.get(link.replace("&amp;", "&"))
        assert answer.status_code == 200, link
    pdf = client.get(f"/plans/{PLAN}/sheets?by=day")
    assert pdf.headers["content-type"] == "application/pdf"
    assert client.get(f"/plans/{PLAN}/sheets?day=2026-12-04").status_code == 404
    assert client.get(f"/plans/{PLAN}/sheets?by=hour").status_code == 422
