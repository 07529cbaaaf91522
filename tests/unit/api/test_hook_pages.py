"""The page of hooks: made with a secret shown once, told, failing, switched off and on, removed."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from planner.domain.hooks import DELIVERIES_KEPT, MOST_FAILURES, HookEvent
from planner.domain.people import Role
from planner.usecases.hooks import make_hook, tell_hooks
from tests.builders import a_request
from tests.web import HOME, Site, a_filed_case, a_member, a_site

WISH = {
    "province": HOME,
    "address": "https://register.example.go.th/planner",
    "events": ["plan_published", "request_filed"],
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path, a_request(), plans=False)


def head_of(site: Site) -> TestClient:
    """Who administers, signed in just now."""
    return site.client(a_member(Role.ADMINISTRATOR, login="head"))


@pytest.fixture
def head(site: Site) -> TestClient:
    return head_of(site)


def tell(site: Site, outcome: str) -> int:
    site.clock.forward(minutes=60 * 24)
    return tell_hooks(site.planner.store, site.clock, lambda address, body, headers: outcome)


def secret_of(site: Site) -> str:
    with site.planner.store.reading() as reader:
        (hook,) = reader.hooks(HOME)
    return hook.secret


def test_its_secret_is_shown_once(site: Site, head: TestClient) -> None:
    made = head.post("/hooks?language=en", data=WISH)
    assert made.status_code == 200
    assert secret_of(site) in made.text
    page = head.get("/hooks?language=en").text
    assert secret_of(site) not in page
    assert "register.example.go.th" in page
    assert "Nothing to tell yet" in page
    thai = head.get("/hooks?language=th").text
    assert "ประกาศแผน, มีคำขอใหม่" in thai


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"address": "http://register.example.go.th/"}, "It must begin with https://"),
        ({"address": "https://10.0.0.1/"}, "inside the network"),
        ({"address": "nowhere"}, "Not an address"),
        ({"events": []}, "Tick at least one event"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(
    site: Site, head: TestClient, change: dict[str, object], told: str
) -> None:
    answer = head.post("/hooks?language=en", data={**WISH, **change})
    assert answer.status_code == 422
    assert told in answer.text
    assert f'value="{change.get("address", WISH["address"])}"' in answer.text
    with site.planner.store.reading() as reader:
        assert reader.hooks(HOME) == ()


def test_deliveries_and_failures_are_listed_and_it_is_switched_off_and_on(site: Site) -> None:
    head_of(site).post("/hooks", data=WISH)
    first = a_filed_case(site.planner, a_request()).receipt
    assert tell(site, "ok") == 1
    page = head_of(site).get("/hooks?language=en").text
    assert first in page
    assert "Takes what it is told" in page
    second = a_filed_case(site.planner, a_request()).receipt
    for _ in range(MOST_FAILURES):
        assert tell(site, "http_503") == 0
    page = head_of(site).get("/hooks?language=en").text
    assert f"Switched off: not taken {MOST_FAILURES} times in a row" in page
    assert "it answered 503" in page
    with site.planner.store.reading() as reader:
        (hook,) = reader.hooks(HOME)
    assert len(hook.deliveries) <= DELIVERIES_KEPT
    assert tell(site, "ok") == 0
    on = {"province": HOME, "is_on": "yes"}
    assert head_of(site).post(f"/hooks/{hook.id}", data=on).status_code == 303
    assert tell(site, "ok") == 1
    listed = head_of(site).get(f"/v1/provinces/{HOME}/hooks").json()["hooks"][0]
    assert [d["outcome"] for d in listed["deliveries"]][:2] == ["ok", "http_503"]
    assert listed["deliveries"][0]["name"] == second
    address = f"/v1/provinces/{HOME}/hooks/{hook.id}"
    assert head_of(site).patch(address, json={"is_on": False}).json()["is_on"] is False
    a_filed_case(site.planner, a_request())
    assert tell(site, "ok") == 0
    assert "Switched off" in head_of(site).get("/hooks?language=en").text
    assert head_of(site).post(f"/hooks/{hook.id}/drop", data={"province": HOME}).status_code == 303
    assert "No system is told" in head_of(site).get("/hooks?language=en").text


def test_only_who_administers_opens_it(site: Site, head: TestClient) -> None:
    hook = make_hook(
        site.planner.store, site.clock, HOME, str(WISH["address"]), [HookEvent.PLAN_PUBLISHED],
        inside=frozenset(), by="head",
    )  # fmt: skip
    assert 'href="/hooks"' in head.get("/hooks").text
    for role in (Role.PLANNER, Role.OFFICE, Role.AUDITOR):
        client = site.client(a_member(role))
        assert client.get(f"/hooks?province={HOME}").status_code == 403
        assert client.post("/hooks", data=WISH).status_code == 403
        assert client.post(f"/hooks/{hook.id}/drop", data={"province": HOME}).status_code == 403
        assert 'href="/hooks"' not in client.get("/account").text
    stranger = site.client(a_member(Role.ADMINISTRATOR, "50", login="stranger"))
    assert stranger.post(f"/hooks/{hook.id}/drop", data={"province": HOME}).status_code == 404
