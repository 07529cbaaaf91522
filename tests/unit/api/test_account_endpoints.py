"""Accounts, tokens, proposals, loans and placing over HTTP, with the secrets kept secret."""

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from planner.domain.people import ALL_PROVINCES, Role
from planner.usecases.accounts import use_account_link
from planner.usecases.members import log_in
from tests.builders import a_request
from tests.web import FOREIGN, HOME, PASSWORD, Site, a_foreign_request, a_member, a_site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path, a_request(), a_foreign_request(), plans=False)


def test_an_administrator_invites_changes_and_closes_an_account(site: Site) -> None:
    head = site.client(a_member(Role.ADMINISTRATOR, login="head"))
    wish = {"login": "New.Clerk", "roles": ["office"], "provinces": [HOME]}
    invited = head.post("/v1/members", json=wish, headers={"Idempotency-Key": "invite"})
    assert invited.status_code == 201, invited.text
    path = invited.json()["link"]["path"]
    again = head.post("/v1/members", json=wish, headers={"Idempotency-Key": "invite"})
    assert again.status_code == 409, "an answer with a secret is kept nowhere"
    secret = path.removeprefix("/welcome/")
    use_account_link(site.planner.store, site.clock, secret, PASSWORD)
    assert log_in(site.planner.store, site.clock, "new.clerk", PASSWORD)
    seen = head.get("/v1/members/new.clerk")
    tag = {"If-Match": seen.headers["ETag"]}
    changed = head.patch("/v1/members/new.clerk", json={"roles": ["planner"]}, headers=tag)
    assert changed.json()["roles"] == ["planner"]
    stale = head.patch("/v1/members/new.clerk", json={"is_active": False}, headers=tag)
    assert stale.status_code == 412
    assert head.patch("/v1/members/new.clerk", json={"is_active": False}).status_code == 428


def test_nobody_gives_more_than_they_have(site: Site) -> None:
    head = site.client(a_member(Role.ADMINISTRATOR, login="head"))
    for provinces, status in (([FOREIGN], 404), ([HOME, FOREIGN], 404), ([ALL_PROVINCES], 403)):
        wish = {"login": "x.y", "roles": ["office"], "provinces": provinces}
        assert head.post("/v1/members", json=wish).status_code == status
    clerk = head.post(
        "/v1/members", json={"login": "clerk", "roles": ["office"], "provinces": [HOME]}
    ).json()["member"]
    wider = head.patch(
        "/v1/members/clerk", json={"provinces": [FOREIGN]}, headers={"If-Match": clerk["tag"]}
    )
    assert wider.status_code == 404
    own = head.get("/v1/members/head")
    closed = head.patch(
        "/v1/members/head", json={"is_active": False}, headers={"If-Match": own.headers["ETag"]}
    )
    assert closed.status_code == 409


def bearer(site: Site, secret: str) -> TestClient:
    return site.client(headers={"Authorization": f"Bearer {secret}"})


def own_token(site: Site, role: Role, scopes: list[str], **more: Any) -> dict[str, Any]:
    person = site.client(a_member(role, HOME, FOREIGN))
    made = person.post("/v1/me/tokens", json={"name": "desk", "scopes": scopes, **more})
    assert made.status_code == 201, made.text
    answer: dict[str, Any] = made.json()
    return answer


def test_a_machine_comes_with_a_token_and_no_more_than_its_scopes(site: Site) -> None:
    made = own_token(site, Role.PLANNER, ["read_data"], provinces=[HOME])
    machine = bearer(site, made["secret"])
    assert machine.get("/v1/me").json()["scopes"] == ["read_data"]
    assert [p["code"] for p in machine.get("/v1/provinces").json()["provinces"]] == [HOME]
    assert machine.get(f"/v1/provinces/{HOME}/data/units").status_code == 200
    assert machine.get(f"/v1/provinces/{FOREIGN}/data/units").status_code == 404
    refused = machine.post(f"/v1/provinces/{HOME}/data/units", json={})
    assert refused.status_code == 403
    for call in ("/v1/me/tokens", "/v1/me/password"):
        body = {"name": "x", "scopes": ["read_data"], "present": "x", "wanted": "y"}
        assert machine.post(call, json=body).status_code in {403, 422}
    assert machine.get("/v1/me/tokens").status_code == 403
    person = site.client(a_member(Role.PLANNER, HOME, FOREIGN))
    listed = person.get("/v1/me/tokens").json()["tokens"]
    assert listed[0]["last_used_at"]
    assert made["secret"] not in person.get("/v1/me/tokens").text
    assert person.delete(f"/v1/me/tokens/{made['token']['id']}").json()["revoked_at"]
    gone = machine.get("/v1/me")
    assert gone.status_code == 401
    assert gone.headers["WWW-Authenticate"] == "Bearer"


def test_a_bad_token_is_nobody_even_beside_a_good_cookie(site: Site) -> None:
    client = site.client(a_member())
    assert client.get("/v1/me").status_code == 200
    wrong = {"Authorization": "Bearer msup_made-up"}
    assert client.get("/v1/me", headers=wrong).status_code == 401


def test_tokens_never_approve_nor_manage(site: Site) -> None:
    person = site.client(a_member(Role.ADMINISTRATOR))
    for scope in ("approve_plan", "publish_plan", "approve_policy", "manage_members"):
        made = person.post("/v1/me/tokens", json={"name": "x", "scopes": [scope]})
        assert made.status_code == 422, scope


def test_a_policy_is_proposed_by_one_and_approved_by_another(site: Site) -> None:
    planner = site.client(a_member(Role.PLANNER))
    address = f"/v1/provinces/{HOME}"
    wish = {"policy": {"notice_days": 10}, "reason": "more time to tell"}
    made = planner.post(f"{address}/proposals", json=wish)
    assert made.status_code == 201, made.text
    proposal = made.json()
    assert proposal["before"]["notice_days"] == 7
    assert proposal["after"]["notice_days"] == 10
    approval = f"/v1/proposals/{proposal['id']}/approval"
    tag = {"If-Match": made.headers["ETag"]}
    assert planner.post(approval, json={}, headers=tag).status_code == 403
    approver = site.client(a_member(Role.APPROVER))
    assert approver.post(approval, json={}).status_code == 428
    assert approver.post(approval, json={}, headers=tag).json()["state"] == "approved"
    assert planner.get(f"{address}/policy").json()["policy"]["notice_days"] == 10
    wrong = {"policy": {"notice_days": -1, "equity_floor": 7.0}, "reason": "x"}
    refused = planner.post(f"{address}/proposals", json=wrong).json()
    assert {fault["field"] for fault in refused["faults"]} == {"notice_days", "equity_floor"}


def test_a_unit_is_lent_and_both_sides_see_it(site: Site) -> None:
    owner = site.client(a_member(Role.PLANNER, login="owner"))
    borrower = site.client(a_member(Role.PLANNER, FOREIGN, login="borrower"))
    wish = {
        "unit_code": "U1", "borrower_code": FOREIGN, "first_day": "2026-12-07",
        "last_day": "2026-12-13", "reason": "flood",
    }  # fmt: skip
    made = owner.post(f"/v1/provinces/{HOME}/loans", json=wish)
    assert made.status_code == 201, made.text
    loan, tag = made.json(), {"If-Match": made.headers["ETag"]}
    address = f"/v1/loans/{loan['id']}"
    assert owner.post(f"{address}/acceptance", json={}, headers=tag).status_code == 404
    assert borrower.post(f"{address}/withdrawal", json={}, headers=tag).status_code == 404
    stranger = site.client(a_member(Role.PLANNER, "57", login="stranger"))
    assert stranger.get(address).status_code == 404
    unknown = borrower.post(f"{address}/acceptance", json={"base_code": "B99"}, headers=tag)
    assert unknown.status_code == 422
    taken = borrower.post(f"{address}/acceptance", json={"base_code": "B1"}, headers=tag)
    assert taken.json()["state"] == "accepted"
    for client, code in ((owner, HOME), (borrower, FOREIGN)):
        listed = client.get(f"/v1/provinces/{code}/loans").json()["loans"]
        assert [found["id"] for found in listed] == [loan["id"]]


def test_a_village_is_placed_and_a_hamlet_added(site: Site) -> None:
    client = site.client(a_member(Role.PLANNER))
    address = f"/v1/provinces/{HOME}/villages/58010101"
    wish = {"position": "97.9600 19.3000", "reason": "surveyed"}
    placed = client.post(f"{address}/place", json=wish)
    assert (placed.status_code, placed.json()["lon"]) == (200, 97.96)
    hamlet = client.post(f"{address}/hamlets", json={**wish, "name": "บ้านเล็ก"})
    assert hamlet.json()["code"] == "58010101-1"
    moved = client.post(f"/v1/provinces/{HOME}/stop-places/58010101-1/place", json=wish)
    assert moved.status_code == 200
    assert client.post(f"{address}/place", json={**wish, "reason": ""}).status_code == 409
    strange = f"/v1/provinces/{HOME}/villages/50010101/place"
    assert client.post(strange, json=wish).status_code == 404


def test_a_province_begins_and_is_renamed(site: Site) -> None:
    head = site.client(a_member(Role.ADMINISTRATOR, ALL_PROVINCES, login="central"))
    made = head.post("/v1/provinces", json={"code": "57"})
    assert (made.status_code, made.json()["name_en"]) == (201, "Chiang Rai")
    assert head.post("/v1/provinces", json={"code": "57"}).status_code == 409
    assert head.post("/v1/provinces", json={"code": "01"}).status_code == 422
    names = {"name_th": "เชียงราย", "name_en": "Chiang Rai (pilot)"}
    assert head.patch("/v1/provinces/57", json=names).json()["version"] == 2
    home = site.client(a_member(Role.ADMINISTRATOR, HOME, login="home"))
    assert home.post("/v1/provinces", json={"code": "56"}).status_code == 404


def test_an_administrator_makes_and_ends_a_token_of_another_account(site: Site) -> None:
    head = site.client(a_member(Role.ADMINISTRATOR, login="head"))
    site.client(a_member(Role.PLANNER, login="desk"))
    page = head.get("/accounts/desk").text
    assert 'action="/accounts/desk/tokens"' in page
    empty = head.post("/accounts/desk/tokens", data={"name": "", "days": "0"})
    assert empty.status_code == 422
    assert empty.text.count("field-fault") == 3
    wish = {"name": "register", "scopes": "read_plan", "days": "30"}
    made = head.post("/accounts/desk/tokens", data=wish)
    assert made.status_code == 200
    secret = made.text.split('id="secret" class="secret" value="')[1].split('"')[0]
    machine = bearer(site, secret)
    assert machine.get("/v1/plans").status_code == 200
    assert machine.get(f"/v1/provinces/{HOME}/villages").status_code == 403
    (token,) = head.get("/v1/tokens").json()["tokens"]
    assert (token["login"], token["created_by"], token["scopes"]) == ("desk", "head", ["read_plan"])
    assert secret not in head.get("/accounts/desk").text, "it is shown once"
    ended = head.post(f"/accounts/desk/tokens/{token['id']}")
    assert ended.status_code == 303
    assert machine.get("/v1/plans").status_code == 401


def test_a_token_is_made_by_who_administers_the_account_and_nobody_else(site: Site) -> None:
    site.client(a_member(Role.PLANNER, login="desk"))
    wish = {"name": "register", "scopes": ["read_plan"]}
    away = site.client(a_member(Role.ADMINISTRATOR, FOREIGN, login="away"))
    other = site.client(a_member(Role.PLANNER, login="other"))
    for client, status in ((away, 404), (other, 403)):
        assert client.post("/v1/members/desk/tokens", json=wish).status_code == status
        assert client.post("/accounts/desk/tokens", data=wish).status_code == status
    head = site.client(a_member(Role.ADMINISTRATOR, login="head"))
    made = head.post("/v1/members/desk/tokens", json=wish).json()
    assert bearer(site, made["secret"]).get("/v1/plans").status_code == 200
    for client, status in ((away, 404), (other, 403), (head, 200)):
        assert client.delete(f"/v1/tokens/{made['token']['id']}").status_code == status
    assert bearer(site, made["secret"]).get("/v1/plans").status_code == 401
