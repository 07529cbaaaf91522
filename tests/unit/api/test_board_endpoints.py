"""A board by HTTP: a client tries, keeps, goes back, locks, takes and plans the rest."""

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from planner.domain.people import Role
from tests.builders import a_request
from tests.web import HOME, Site, a_member, a_site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path, a_request())


@pytest.fixture
def client(site: Site) -> TestClient:
    return site.client(a_member())


def board_address(site: Site) -> str:
    return f"/v1/plans/{site.plans[HOME].summary.id}/board"


def a_visit(client: TestClient, plan_id: str) -> dict[str, Any]:
    """The first visit of a plan, as edits name it."""
    document = client.get(f"/v1/plans/{plan_id}").json()
    route = document["trips"][0]["routes"][0]
    stop = next(stop for stop in route["stops"] if stop["kind"] == "visit")
    return {
        "unit_code": route["unit_code"],
        "on_date": document["start"],
        "place_code": stop["place_code"],
    }


def seen(answer: Any) -> dict[str, str]:
    """The header that says which version a client saw."""
    return {"If-Match": answer.headers["etag"]}


def test_edits_are_tried_kept_undone_and_redone(site: Site, client: TestClient) -> None:
    address = board_address(site)
    first = client.get(address)
    told = first.json()
    assert (told["version"], told["can_undo"], told["can_redo"]) == (0, False, False)
    assert told["id"] == told["plan_id"]
    drop = {"edits": [{"kind": "drop", **a_visit(client, told["id"])}]}
    tried = client.post(f"{address}/what-if", json=drop).json()
    assert tried["people"] < 0
    assert client.get(address).json() == told, "nothing was kept"
    kept = client.post(f"{address}/edits", json=drop, headers=seen(first))
    after = kept.json()
    assert (after["version"], after["can_undo"]) == (1, True)
    assert after["versions"][0]["summary"]["people_served"] == tried["people_served"]
    assert [version["kind"] for version in after["versions"]] == ["edit", None]
    late = client.post(f"{address}/edits", json=drop, headers=seen(first))
    assert (late.status_code, late.json()["code"]) == (412, "stale_version")
    undone = client.post(f"{address}/undo", headers=seen(kept))
    assert (undone.json()["plan_id"], undone.json()["can_redo"]) == (told["id"], True)
    redone = client.post(f"/v1/plans/{after['plan_id']}/board/redo", headers=seen(undone))
    assert (redone.json()["plan_id"], redone.json()["version"]) == (after["plan_id"], 3)
    again = client.post(f"{address}/redo", headers=seen(redone))
    assert (again.status_code, again.json()["code"]) == (409, "conflict")
    assert client.post(f"{address}/undo").status_code == 428


@pytest.mark.parametrize("kind", ["move", "add", "drop", "pin"])
def test_the_effect_of_each_edit_is_told_and_nothing_is_saved(
    site: Site, client: TestClient, kind: str
) -> None:
    plan_id = site.plans[HOME].summary.id
    visit = a_visit(client, plan_id)
    left_out = client.get(f"/v1/plans/{plan_id}/unplanned").json()["unplanned"]
    edits: dict[str, dict[str, Any]] = {
        "move": {**visit, "to_date": "2026-12-02"},
        "add": {
            **{name: visit[name] for name in ("unit_code", "on_date")},
            "village_code": left_out[0]["village_code"],
            "service_codes": [left_out[0]["service_code"]],
        },
        "drop": visit,
        "pin": {"village_code": "58010101", "on_date": "2026-12-03"},
    }
    before = stored_rows(site)
    for address in (f"/v1/plans/{plan_id}/what-if", f"{board_address(site)}/what-if"):
        answer = client.post(address, json={"edits": [{"kind": kind, **edits[kind]}]})
        assert answer.status_code == 200, answer.text
        told = answer.json()
        assert any(told["points"].values()), (kind, told)
    assert stored_rows(site) == before


def stored_rows(site: Site) -> tuple[int, int]:
    with site.planner.store.reading() as reader:
        return len(reader.audit(limit=1_000_000)), len(reader.plans())


def test_a_locked_day_is_held_and_the_rest_is_planned_anew(site: Site, client: TestClient) -> None:
    address = board_address(site)
    visit = a_visit(client, site.plans[HOME].summary.id)
    day = {"unit_code": visit["unit_code"], "on_date": visit["on_date"]}
    locked = client.put(f"{address}/locks", json=day, headers=seen(client.get(address)))
    assert locked.json()["locks"] == [{"unit_code": day["unit_code"], "date": day["on_date"]}]
    drop = {"edits": [{"kind": "drop", **visit}]}
    for path in ("what-if", "edits"):
        refused = client.post(f"{address}/{path}", json=drop, headers=seen(locked))
        assert (refused.status_code, refused.json()["code"]) == (422, "invalid_document")
    asked = client.post(f"{address}/rest", json={"change_budget": 2}, headers=seen(locked))
    assert (asked.status_code, asked.json()["state"]) == (202, "accepted")
    assert client.get(asked.headers["location"]).json()["id"] == asked.json()["id"]
    unlocked = client.put(
        f"{address}/locks", json={**day, "is_locked": False}, headers=seen(locked)
    )
    assert unlocked.json()["locks"] == []


def test_an_earlier_version_is_taken_again(site: Site, client: TestClient) -> None:
    address = board_address(site)
    first = client.get(address)
    drop = {"edits": [{"kind": "drop", **a_visit(client, first.json()["id"])}]}
    kept = client.post(f"{address}/edits", json=drop, headers=seen(first))
    taken = client.post(
        f"{address}/versions", json={"plan_id": first.json()["id"]}, headers=seen(kept)
    )
    assert taken.json()["plan_id"] == first.json()["id"]
    assert len(taken.json()["versions"]) == 2
    missing = client.post(
        f"{address}/versions", json={"plan_id": "58-20261130-9"}, headers=seen(taken)
    )
    assert missing.status_code == 404
    reader = site.client(a_member(Role.AUDITOR, login="auditor"))
    assert reader.get(address).json() == taken.json()
    assert reader.post(f"{address}/undo", headers=seen(taken)).status_code == 403
