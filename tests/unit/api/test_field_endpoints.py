"""Field reports over the interface: batches, each by itself; lists; decisions by who may."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from planner.domain.calendar import LOCAL_ZONE
from planner.domain.life import LifeStep
from planner.domain.people import Role
from planner.usecases.life import take_step
from tests.builders import MONDAY, V1, a_request
from tests.web import HOME, Site, a_member, a_site

REPORTS = f"/v1/provinces/{HOME}/field/reports"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The home province on the evening of its published plan's first day."""
    site = a_site(tmp_path, a_request())
    plan_id = site.plans[HOME].summary.id
    store = site.planner.store
    take_step(store, site.clock, plan_id, LifeStep.APPROVE, by="head", reason="seen")
    take_step(store, site.clock, plan_id, LifeStep.PUBLISH, by="other")
    site.clock.moment = datetime.combine(MONDAY, datetime.min.time(), LOCAL_ZONE) + timedelta(
        hours=18
    )
    return site


def a_report(site: Site, number: int = 1, **fields: Any) -> dict[str, Any]:
    plan = site.plans[HOME]
    stop = plan.plan.routes[0].visits[0]
    served = [
        {"village_code": s.village_code, "service_code": s.service_code, "people": 4}
        for s in stop.servings
    ]
    return {
        "id": f"report-{number:04d}",
        "kind": "served",
        "plan_id": plan.summary.id,
        "unit_code": "U1",
        "on_date": MONDAY.isoformat(),
        "at": f"{MONDAY.isoformat()}T11:{number:02d}:00+07:00",
        "place_code": stop.place_code,
        "served": served,
        **fields,
    }


def test_a_batch_is_taken_one_by_one(site: Site) -> None:
    client = site.client(a_member(Role.FIELD_TEAM))
    batch = [
        a_report(site),
        {"id": "not-like-that", "kind": "song"},
        a_report(site, 2, kind="arrived", served=[]),
        a_report(site, 3, kind="remark", served=[], text=""),
        a_report(site),
        a_report(site, 4, on_date="2027-03-01"),
    ]
    told = client.post(REPORTS, json={"reports": batch}, headers={"Accept-Language": "en"})
    assert told.status_code == 200
    results = told.json()["results"]
    assert [r["taken"] for r in results] == [
        "kept", "refused", "kept", "refused", "repeated", "refused",
    ]  # fmt: skip
    assert [r["standing"] for r in results[:5]] == ["counted", None, "counted", None, "counted"]
    assert [r["fault"] for r in results] == ["", "malformed", "", "empty", "", "day_not_come"]
    assert "report again on that day" in results[5]["message"]
    assert [bool(r["message"]) for r in results] == [bool(r["fault"]) for r in results]
    found = client.get(REPORTS, params={"since": MONDAY.isoformat()}).json()
    assert [r["id"] for r in found["reports"]] == ["report-0001", "report-0002"]
    (visit,) = found["visits"]
    assert {s["people"] for s in visit["served"]} == {4}
    assert visit["arrived_at"] == f"{MONDAY.isoformat()}T11:02:00+07:00"
    assert client.get(REPORTS, params={"unit": "U2"}).json() == {"reports": [], "visits": []}


def test_too_many_at_once_and_none_are_malformed(site: Site) -> None:
    client = site.client(a_member(Role.FIELD_TEAM))
    for count in (0, 201):
        sent = {"reports": [a_report(site)] * count}
        assert client.post(REPORTS, json=sent).status_code == 422
    assert client.post(REPORTS, json={"reports": [a_report(site)] * 200}).status_code == 200


def test_a_planner_decides_and_a_team_does_not(site: Site) -> None:
    team = site.client(a_member(Role.FIELD_TEAM))
    planner = site.client(a_member(Role.PLANNER))
    other = a_report(site, 2)
    other["served"] = [{**one, "people": 9} for one in other["served"]]
    team.post(REPORTS, json={"reports": [a_report(site), other]})
    listed = planner.get(REPORTS, params={"since": MONDAY.isoformat()}).json()["reports"]
    assert [r["disputes"] for r in listed] == [["other_numbers"], ["other_numbers"]]
    address = f"{REPORTS}/{listed[1]['id']}/{listed[1]['digest']}/decision"
    wish = {"decision": "count", "reason": "asked the team"}
    assert team.post(address, json=wish).status_code == 403
    assert planner.post(address, json={**wish, "reason": ""}).status_code == 409
    after = planner.post(address, json=wish).json()["reports"]
    assert [r["standing"] for r in after if r["on_date"] == MONDAY.isoformat()] == [
        "set_aside", "counted",
    ]  # fmt: skip
    with site.planner.store.reading() as reader:
        history = reader.province(HOME).history
    assert [v.people for v in history if v.date == MONDAY and v.village_code == V1] == [9]


def test_a_proposed_closure_is_confirmed_once(site: Site) -> None:
    planner = site.client(a_member(Role.PLANNER))
    report_id, digest = site.reports[HOME]
    address = f"{REPORTS}/{report_id}/{digest}/closure"
    wish = {"reason": "ดินถล่ม", "to_date": "2026-12-09", "radius_m": 300.0}
    assert planner.post(address, json=wish).status_code == 201
    assert planner.post(address, json=wish).status_code == 409
    with site.planner.store.reading() as reader:
        (closure,) = reader.province(HOME).closures
    assert (closure.radius_m, closure.reason) == (300.0, "ดินถล่ม")
