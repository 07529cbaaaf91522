"""Requests by HTTP: filed, decided, paused, served; contacts only for those who serve."""

from typing import Any

import pytest

from planner.domain.people import Role
from tests.builders import a_request
from tests.web import HOME, Site, a_member, a_site

WISH = {
    "province_code": HOME,
    "village_code": "58010101",
    "service_code": "id_card",
    "people": 4,
    "note": "โทรก่อน",
    "contact_name": "หัวหน้าสำนักงาน",
    "contact_phone": "0-0000-0000",
}


@pytest.fixture
def site(tmp_path: Any) -> Site:
    return a_site(tmp_path, a_request())


def test_a_number_is_kept_as_it_is_dialled(site: Site) -> None:
    office = site.client(a_member(Role.OFFICE))
    filed = office.post("/v1/requests", json={**WISH, "contact_phone": "๐-๐๐๐๐-๐๐๔๒"}).json()
    assert filed["contact_phone"] == "0-0000-0042"
    refused = office.post("/v1/requests", json={**WISH, "contact_phone": "12345678"})
    assert refused.status_code == 422
    assert "contact_phone" in refused.text


def test_a_request_goes_from_the_office_to_the_field(site: Site) -> None:
    office = site.client(a_member(Role.OFFICE))
    planner = site.client(a_member(Role.PLANNER))
    team = site.client(a_member(Role.FIELD_TEAM))
    filed = office.post("/v1/requests", json=WISH)
    assert filed.status_code == 201, filed.text
    case = filed.json()
    address = filed.headers["location"]
    assert (case["state"], case["clock"]["state"]) == ("received", "in_time")
    assert (case["contact_phone"], filed.headers["etag"]) == ("0-0000-0000", '"1"')
    refused = planner.post(f"{address}/decision", json={"accept": True})
    assert refused.status_code == 428
    decided = planner.post(
        f"{address}/decision", json={"accept": True}, headers={"If-Match": '"1"'}
    )
    assert decided.json()["state"] == "accepted"
    (option,) = office.get(f"{address}/options").json()["options"]
    assert (option["rank"], option["on_date"], option["is_published"]) == (1, "2026-11-30", False)
    visit = {
        "village_code": "58010101",
        "service_code": "id_card",
        "unit_code": "U1",
        "served_on": "2026-11-27",
        "people": 4,
        "rating": 5,
        "comment": "ดี",
    }
    assert team.post(f"/v1/provinces/{HOME}/visits", json=visit).json() == {
        "receipt": case["receipt"]
    }
    done = office.get(address).json()
    assert (done["state"], done["clock"]["state"]) == ("done", "kept")
    assert done["feedback"]["rating"] == 5
    kept = office.get(f"/v1/provinces/{HOME}/promises").json()["promises"][0]
    assert (kept["kept"], kept["kept_share"]) == (1, 1.0)


def test_contacts_are_masked_for_those_who_do_not_serve(site: Site) -> None:
    address = site.client(a_member(Role.OFFICE)).post("/v1/requests", json=WISH).headers["location"]
    own, foreign = a_member(Role.OFFICE), a_member(Role.OFFICE, login="other")
    seen = {
        role: site.client(member).get(address).json()["contact_phone"]
        for role, member in {
            "own": own,
            "other office": foreign,
            "planner": a_member(Role.PLANNER),
            "team": a_member(Role.FIELD_TEAM),
            "auditor": a_member(Role.AUDITOR),
            "approver": a_member(Role.APPROVER),
        }.items()
    }
    phone = WISH["contact_phone"]
    assert seen == {
        "own": phone,
        "other office": None,
        "planner": phone,
        "team": phone,
        "auditor": None,
        "approver": None,
    }
    listed = site.client(foreign).get("/v1/requests").json()["requests"]
    assert all(case["contact_name"] is None and case["note"] is None for case in listed)
    planner = site.client(a_member(Role.PLANNER))
    erased = planner.delete(f"{address}/contact", headers={"If-Match": '"1"'})
    assert (erased.json()["contact_phone"], erased.headers["etag"]) == ("", '"2"')


def test_requests_come_in_pages(site: Site) -> None:
    office = site.client(a_member(Role.OFFICE))
    receipts = [office.post("/v1/requests", json=WISH).json()["receipt"] for _ in range(3)]
    found: list[str] = []
    address: str | None = "/v1/requests?limit=2&province=58"
    while address is not None:
        answer = office.get(address)
        found += [case["receipt"] for case in answer.json()["requests"]]
        address = answer.links["next"]["url"] if "next" in answer.links else None
    assert found == sorted([*site.receipts.values(), *receipts])
    assert office.get("/v1/requests?state=done").json() == {"requests": [], "next_cursor": None}


def test_a_pause_moves_the_due_date(site: Site) -> None:
    planner = site.client(a_member(Role.PLANNER))
    address = planner.post("/v1/requests", json=WISH).headers["location"]
    due = planner.get(address).json()["due_on"]
    silent = planner.post(f"{address}/pause", json={}, headers={"If-Match": '"1"'})
    assert (silent.status_code, silent.json()["code"]) == (409, "reason_needed")
    reason = {"reason": "งานบุญ"}
    paused = planner.post(f"{address}/pause", json=reason, headers={"If-Match": '"1"'})
    assert paused.json()["clock"]["state"] == "paused"
    site.clock.forward(hours=24 * 5)
    member = a_member(Role.PLANNER)
    resumed = site.client(member).post(f"{address}/resumption", headers={"If-Match": '"2"'})
    assert resumed.json()["due_on"] > due


@pytest.mark.parametrize(
    "wrong",
    [
        {"people": 0},
        {"people": 2**63},
        {"village_code": "58999999"},
        {"service_code": "none"},
        {"note": "x" * 3000},
        {"contact_name": "a\u0000b"},
        {"unknown": 1},
    ],
)
def test_what_cannot_be_asked_for_is_refused(site: Site, wrong: dict[str, Any]) -> None:
    office = site.client(a_member(Role.OFFICE))
    answer = office.post("/v1/requests", json={**WISH, **wrong})
    assert answer.status_code == 422, answer.text


def test_a_request_goes_to_the_end_by_http(site: Site) -> None:
    office = site.client(a_member(Role.OFFICE))
    planner = site.client(a_member(Role.PLANNER))
    filed = office.post("/v1/requests", json={**WISH, "wished_dates": ["2026-12-01"]})
    address = filed.headers["location"]
    assert filed.json()["wished_dates"] == ["2026-12-01"]
    assert "code" not in filed.json()
    found = office.get(f"{address}/serving", params={"weeks": 2}).json()
    first = found["options"][0]
    assert (first["rank"], first["is_planned"], first["displaced"]) == (1, True, [])
    assert found["earliest"] == "2026-11-30"
    assert [week["start"] for week in found["weeks"]] == ["2026-11-23", "2026-11-30"]
    put_off = planner.post(
        f"{address}/postponement",
        json={"until": "2027-01-11", "reason": "น้ำท่วม"},
        headers={"If-Match": '"1"'},
    )
    assert (put_off.status_code, put_off.json()["state"]) == (200, "postponed")
    agreed = {"on_date": first["on_date"], "unit_code": first["unit_code"]}
    decided = planner.post(
        f"{address}/decision",
        json={"accept": True, "agreed": agreed},
        headers={"If-Match": put_off.headers["etag"]},
    )
    assert decided.json()["agreed"] == {**agreed, "week_of": None}
    said = {
        "served_on": "2026-11-27",
        "rating": 4,
        "comment": "เรียบร้อยดี",
        "served": [{"service_code": "id_card", "people": 4, "still_need": 1}],
    }
    done = office.post(f"{address}/feedback", json=said)
    assert (done.json()["state"], done.json()["voice"]["comment"]) == ("done", "เรียบร้อยดี")
    auditor = site.client(a_member(Role.AUDITOR))
    assert auditor.get(address).json()["voice"]["comment"] is None
    shown = planner.post(
        f"{address}/moderation",
        json={"is_shown": True},
        headers={"If-Match": done.headers["etag"]},
    )
    assert shown.json()["voice"]["state"] == "shown"
    assert auditor.get(address).json()["voice"]["comment"] == "เรียบร้อยดี"
    for cut, group in (("district", "5801"), ("service", "id_card"), ("province", HOME)):
        groups = office.get(f"/v1/provinces/{HOME}/promises/{cut}").json()["groups"]
        assert groups[group]["kept"] == 1
        assert groups[group]["mean_rating"] == 4


def test_promises_near_their_breach_are_told(site: Site) -> None:
    office = site.client(a_member(Role.OFFICE))
    receipt = office.post("/v1/requests", json=WISH).json()["receipt"]
    address = f"/v1/provinces/{HOME}/near-breach"
    assert office.get(address, params={"working_days": 0}).json()["requests"] == []
    near = office.get(address, params={"working_days": 60}).json()["requests"]
    assert receipt in [one["receipt"] for one in near]
