"""A plan by HTTP: led on with ETags, edited, compared, explained."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from planner.domain.people import Role
from tests.builders import a_request
from tests.web import HOME, Site, a_member, a_site


@pytest.fixture
def site(tmp_path: Any) -> Site:
    return a_site(tmp_path, a_request())


def plan_of(site: Site) -> str:
    return f"/v1/plans/{site.plans[HOME].summary.id}"


def test_a_plan_is_led_on_by_two_persons_who_name_what_they_saw(site: Site) -> None:
    plan = plan_of(site)
    head = site.client(a_member(Role.APPROVER, login="head"))
    other = site.client(a_member(Role.PLANNER, login="other"))
    seen = head.get(f"{plan}/life")
    assert (seen.json()["summary"]["state"], seen.headers["etag"]) == ("draft", '"1"')
    assert head.post(f"{plan}/approval", json={}).status_code == 428
    stale = head.post(f"{plan}/approval", json={}, headers={"If-Match": '"7"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "stale_version")
    for tag in ("x", '"-1"', '"1e3"', "*"):
        assert head.post(f"{plan}/approval", json={}, headers={"If-Match": tag}).status_code == 412
    approved = head.post(f"{plan}/approval", json={}, headers={"If-Match": seen.headers["etag"]})
    assert (approved.status_code, approved.headers["etag"]) == (200, '"2"')
    own = head.post(f"{plan}/publication", json={}, headers={"If-Match": '"2"'})
    assert (own.status_code, own.json()["code"]) == (409, "second_person_needed")
    published = other.post(f"{plan}/publication", json={}, headers={"If-Match": '"2"'})
    assert published.json()["summary"]["state"] == "published"
    silent = other.post(f"{plan}/withdrawal", json={}, headers={"If-Match": '"3"'})
    assert (silent.status_code, silent.json()["code"]) == (409, "reason_needed")
    gone = other.post(f"{plan}/withdrawal", json={"reason": "น้ำท่วม"}, headers={"If-Match": '"3"'})
    assert [step["by"] for step in gone.json()["steps"]] == ["head", "other", "other"]


@pytest.fixture
def client(site: Site) -> TestClient:
    return site.client(a_member())


def first_visit(client: TestClient, plan: str) -> dict[str, Any]:
    document = client.get(plan).json()
    route = document["trips"][0]["routes"][0]
    stop = next(stop for stop in route["stops"] if stop["kind"] == "visit")
    return {
        "unit_code": route["unit_code"],
        "on_date": document["start"],
        "place_code": stop["place_code"],
    }


def test_an_edit_is_tried_kept_and_compared(site: Site, client: TestClient) -> None:
    plan = plan_of(site)
    drop = {"edits": [{"kind": "drop", **first_visit(client, plan)}]}
    effect = client.post(f"{plan}/what-if?language=en", json=drop)
    assert effect.status_code == 200, effect.text
    told = effect.json()
    assert told["people"] < 0
    assert told["drops_out"]
    assert len(client.get("/v1/plans").json()["plans"]) == 1
    kept = client.post(f"{plan}/drafts", json=drop)
    assert kept.status_code == 201
    draft = kept.json()
    assert kept.headers["location"] == f"/v1/plans/{draft['id']}"
    assert draft["people_served"] == told["people_served"]
    beside = client.get(f"{plan}/comparison/{draft['id']}").json()
    assert (beside["people"], beside["points"]) == (told["people"], told["points"])
    assert beside["changes"] == told["changes"]


def test_a_broken_rule_is_told_in_words(site: Site, client: TestClient) -> None:
    plan = plan_of(site)
    visit = first_visit(client, plan)
    other = "U2" if visit["unit_code"] == "U1" else "U1"
    move = {"kind": "move", **visit, "to_unit_code": other}
    told = client.post(f"{plan}/what-if?language=en", json={"edits": [move]}).json()
    assert not told["is_clean"]
    assert all(violation["text"] for violation in told["new_violations"])


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"edits": [{"kind": "jump"}]},
        {"edits": [{"kind": "drop"}]},
        {"edits": [{"kind": "drop", "unit_code": "U1", "on_date": "x", "place_code": "P"}]},
        {"edits": [{"kind": "drop", "unit_code": "U1", "on_date": "2026-11-30"}]},
        {"edits": [{"kind": "pin", "village_code": "x\u0000"}]},
        {"edits": [{"kind": "pin", "village_code": "V" * 65}]},
        {"edits": [{"kind": "pin", "village_code": "58010101"}] * 101},
    ],
)  # fmt: skip
def test_what_is_no_edit_is_refused(site: Site, client: TestClient, body: dict[str, Any]) -> None:
    answer = client.post(f"{plan_of(site)}/what-if", json=body)
    assert answer.status_code == 422, answer.text


def test_who_is_left_out_and_why_comes_in_pages(site: Site, client: TestClient) -> None:
    plan = plan_of(site)
    rows: list[dict[str, Any]] = []
    cursor: str | None = "0"
    while cursor is not None:
        page = client.get(f"{plan}/unplanned?limit=2&cursor={cursor}&language=en").json()
        rows += page["unplanned"]
        cursor = page["next_cursor"]
    stored = site.plans[HOME].plan.unplanned
    assert len(rows) == len(stored)
    assert all(row["text"] and row["village_name"] for row in rows)
    some = client.get(f"{plan}/unplanned?reason={rows[0]['reason']}").json()["unplanned"]
    assert {row["reason"] for row in some} == {rows[0]["reason"]}
