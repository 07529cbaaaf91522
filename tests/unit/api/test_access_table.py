"""Every endpoint declares what it stands for, and every role meets every endpoint."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from starlette.testclient import TestClient

from api.app import create_app
from api.auth.forgery import refuse_forged
from api.auth.guards import Needs, Open, Own
from planner.documents import to_data
from planner.domain.params import SolveParams
from planner.domain.people import ALL_PROVINCES, Action, Member, Role, may
from planner.usecases.runs import open_run
from tests.builders import a_request
from tests.web import FOREIGN, HOME, Site, a_foreign_request, a_member, a_site

SECRETS = ("ต่างถิ่น", "Foreign", '"50010101"', "50-20261130", "clerk.50", "proposal50", "token50")
"""What only those may read who serve the foreign province."""


APART = ("/ogc", "/open311", "/vroom", "/public", "/calendars")
"""Interfaces that others have agreed on, and what is public: tested apart, each on its own."""


@dataclass(frozen=True)
class Endpoint:
    method: str
    path: str
    dependant: Dependant

    @property
    def rules(self) -> list[Needs | Own | Open]:
        """Each rule once, however many dependencies ask for it."""
        found = [call for call in _calls(self.dependant) if isinstance(call, Needs | Own | Open)]
        return list(dict.fromkeys(found))


def _calls(dependant: Dependant) -> Iterator[object]:
    for inner in dependant.dependencies:
        yield inner.call
        yield from _calls(inner)


def endpoints_of(web: FastAPI) -> list[Endpoint]:
    """Every endpoint below the routers, those that no schema names too."""
    found = []
    for router in web.routes:
        contexts = getattr(router, "effective_route_contexts", None)
        for context in contexts() if contexts else ():
            found += [Endpoint(m, context.path, context.dependant) for m in context.methods]
    return found


def of_our_own(endpoints: list[Endpoint]) -> list[Endpoint]:
    """Those that this table tests."""
    return [endpoint for endpoint in endpoints if not endpoint.path.startswith(APART)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return a_site(tmp_path_factory.mktemp("site"), a_request(), a_foreign_request())


@pytest.fixture(scope="module")
def endpoints(site: Site) -> list[Endpoint]:
    return endpoints_of(create_app(site.planner))


def test_every_endpoint_is_found(endpoints: list[Endpoint]) -> None:
    paths = {endpoint.path for endpoint in endpoints}
    assert {"/", "/login", "/v1/health", "/v1/runs", "/plans/{plan_id}/map"} <= paths
    assert len(endpoints) >= 28


def test_every_endpoint_declares_exactly_one_rule(endpoints: list[Endpoint]) -> None:
    for endpoint in endpoints:
        assert len(endpoint.rules) == 1, f"{endpoint.method} {endpoint.path} declares no rule"


def test_every_endpoint_refuses_forged_requests(endpoints: list[Endpoint]) -> None:
    for endpoint in endpoints:
        assert refuse_forged in list(_calls(endpoint.dependant)), endpoint.path


def test_only_these_endpoints_are_open_to_everybody(endpoints: list[Endpoint]) -> None:
    opened = {e.path for e in endpoints if isinstance(e.rules[0], Open)}
    assert {path for path in opened if not path.startswith(APART)} == {
        "/health",
        "/ready",
        "/metrics",
        "/v1/health",
        "/v1/problems",
        "/v1/openapi.json",
        "/login",
        "/logout",
        "/setup/{token}",
        "/field/sw.js",
        "/status",
        "/status/visit.ics",
        "/welcome/{token}",
    }


def test_nothing_else_answers_but_static_files(site: Site) -> None:
    web = create_app(site.planner)
    others = [r.path for r in web.routes if not hasattr(r, "effective_route_contexts")]  # type: ignore[attr-defined]
    assert others == ["/static/fonts", "/static/leaflet", "/static/field", "/static"]


def address_of(endpoint: Endpoint, site: Site, province: str) -> str:
    """The endpoint's address with the things of a province."""
    plan = site.plans[province].summary
    return endpoint.path.replace(":path", "").format(
        plan_id=plan.id,
        other_id=plan.id,
        run_id=plan.run_id,
        province_code=province,
        unit_code="U1",
        village_code=f"{province}010101",
        token="x",
        receipt=site.receipts[province],
        national_id=site.nationals[province],
        kind="units",
        key="U1",
        report_id=site.reports[province][0],
        digest=site.reports[province][1],
        number=1,
        ending="pdf",
        cut="district",
        place_code=f"{province}010101",
        step="accept" if "/loans/" in endpoint.path else "approve",
        name="0" * 32,
        login=f"clerk.{province}",
        token_id=f"token{province}",
        proposal_id=f"proposal{province}",
        hook_id=f"hook{province}",
        loan_id=f"{'out' if endpoint.path.endswith('withdrawal') else 'in'}{province}",
    )


A_POINT = {"position": "97.96 19.30", "reason": "the table tries"}
A_UNIT = to_data(a_request().units[0])

BODIES: dict[str, dict[str, object]] = {
    "/v1/calendar-addresses": {},
    "/v1/runs": {"start": "2026-12-07", "days": 5},
    "/v1/national-runs": {"start": "2026-12-07", "days": 7},
    "/v1/weekly-drafts/{province_code}": {"is_on": True},
    "/v1/plans/{plan_id}/approval": {},
    "/v1/plans/{plan_id}/publication": {},
    "/v1/plans/{plan_id}/withdrawal": {"reason": "the table tries"},
    "/v1/plans/{plan_id}/what-if": {"edits": []},
    "/v1/plans/{plan_id}/drafts": {"edits": []},
    "/v1/plans/{plan_id}/board/what-if": {"edits": []},
    "/v1/plans/{plan_id}/board/edits": {"edits": []},
    "/v1/plans/{plan_id}/board/locks": {"unit_code": "U1", "on_date": "2026-11-30"},
    "/v1/plans/{plan_id}/board/versions": {"plan_id": "{province}-20261130-1"},
    "/v1/plans/{plan_id}/board/rest": {},
    "/v1/requests": {"village_code": "{province}010101", "service_code": "id_card", "people": 1},
    "/v1/requests/{receipt}/decision": {"accept": False, "reason": "the table tries"},
    "/v1/requests/{receipt}/pause": {"reason": "the table tries"},
    "/v1/requests/{receipt}/postponement": {"until": "2027-01-04", "reason": "the table tries"},
    "/v1/requests/{receipt}/feedback": {"served_on": "2026-11-27", "rating": 3},
    "/v1/requests/{receipt}/moderation": {"is_shown": True},
    "/v1/requests/{receipt}/withdrawal": {"reason": "the table tries"},
    "/v1/provinces/{province_code}/visits": {
        "village_code": "{province}010101",
        "service_code": "id_card",
        "served_on": "2026-11-26",
        "people": 1,
    },
    "/v1/provinces/{province_code}/field/reports": {
        "reports": [
            {
                "id": "table-report",
                "kind": "remark",
                "plan_id": "{province}-20261130-1",
                "unit_code": "U1",
                "on_date": "2026-11-27",
                "at": "2026-11-27T08:00:00+07:00",
                "text": "the table tries",
            }
        ]
    },
    "/v1/provinces/{province_code}/field/reports/{report_id}/{digest}/decision": {
        "decision": "set_aside",
        "reason": "the table tries",
    },
    "/v1/provinces/{province_code}/field/reports/{report_id}/{digest}/closure": {
        "reason": "the table tries",
    },
    "/v1/plans/{plan_id}/telling": {"keys": [], "means": "phone"},
    "/v1/provinces/{province_code}/letterhead": {"office": "ที่ว่าการ"},
    "/v1/members": {"login": "newcomer", "roles": ["office"]},
    "/v1/members/{login}": {"is_active": True},
    "/v1/members/{login}/links": {},
    "/v1/members/{login}/tokens": {"name": "x", "scopes": ["read_plan"]},
    "/v1/provinces": {"name_th": "จังหวัดเดิม"},
    "/v1/provinces/{province_code}": {"name_th": "จังหวัดเดิม", "name_en": "Same"},
    "/v1/provinces/{province_code}/proposals": {"policy": {"notice_days": 9}, "reason": "try"},
    "/v1/proposals/{proposal_id}/approval": {},
    "/v1/proposals/{proposal_id}/refusal": {"reason": "the table tries"},
    "/v1/proposals/{proposal_id}/withdrawal": {},
    "/v1/provinces/{province_code}/loans": {
        "unit_code": "U1",
        "borrower_code": FOREIGN,
        "first_day": "2026-12-07",
        "last_day": "2026-12-08",
        "reason": "the table tries",
    },
    "/v1/loans/{loan_id}/acceptance": {},
    "/v1/loans/{loan_id}/refusal": {"reason": "the table tries"},
    "/v1/loans/{loan_id}/withdrawal": {},
    "/v1/provinces/{province_code}/hooks": {
        "address": "https://register.example.go.th/planner",
        "events": ["plan_published"],
    },
    "/v1/provinces/{province_code}/hooks/{hook_id}": {"is_on": True},
    "/v1/provinces/{province_code}/villages/{village_code}/place": A_POINT,
    "/v1/provinces/{province_code}/villages/{village_code}/hamlets": {**A_POINT, "name": "x"},
    "/v1/provinces/{province_code}/stop-places/{place_code}/place": A_POINT,
    "/v1/provinces/{province_code}/data/{kind}": A_UNIT,
    "/v1/provinces/{province_code}/data/{kind}/{key:path}": A_UNIT,
}
"""What each endpoint that takes JSON is sent; `province_code` is added where it is asked for."""

FORMS: dict[str, dict[str, str]] = {
    "/roads/closures": {"province": "{province}", "numbers": "108", "reason": "a slide"},
    "/roads/closures/lift": {"province": "{province}", "code": "none", "reason": "clear"},
    "/plans/new": {"province": "{province}", "week": "2026-12-07", "works": "U1|2026-12-07"},
    "/requests/new": {"village": "{province}010101", "service": "id_card", "people": "1"},
    "/account/calendars": {"which": "{province}"},
    "/plans/{plan_id}/board/effect": {"action": "unpin", "village_code": "{province}010101"},
    "/plans/{plan_id}/board/save": {"action": "unpin", "village_code": "{province}010101"},
    "/plans/{plan_id}/board/undo": {"seen": "0"},
    "/plans/{plan_id}/board/redo": {"seen": "0"},
    "/plans/{plan_id}/board/lock": {"unit_code": "U1", "on_date": "2026-11-30", "seen": "0"},
    "/plans/{plan_id}/board/take": {"other_id": "{province}-20261130-1", "seen": "0"},
    "/plans/{plan_id}/board/replan": {"seen": "0"},
    "/plans/{plan_id}/board/approve": {"version": "1"},
    "/plans/{plan_id}/board/publish": {"version": "1"},
    "/plans/{plan_id}/board/withdraw": {"version": "1", "reason": "the table tries"},
    "/data/{province_code}/{kind}/new": {
        "code": "U1",
        "name_th": "x",
        "base_code": "B1",
        "vehicle_class": "van",
        "counters.id_card": "1",
        "shift.mon": "08:00-16:00",
    },
    "/data/{province_code}/{kind}/record": {"_key": "U1", "_tag": "x", "name_th": "x"},
    "/data/{province_code}/{kind}/remove": {"_key": "U1", "_tag": "x"},
    "/data/{province_code}/policy": {"notice_days": "11", "reason": "the table tries"},
    "/data/{province_code}/proposals/{proposal_id}/{step}": {"version": "1"},
    "/data/{province_code}/proposals/{proposal_id}/withdraw": {"version": "1"},
    "/data/{province_code}/loans": {
        "unit_code": "U1",
        "borrower_code": FOREIGN,
        "reason": "the table tries",
        "first_day": "2026-12-14",
        "last_day": "2026-12-14",
    },
    "/data/{province_code}/loans/{loan_id}/{step}": {"version": "1"},
    "/data/{province_code}/upload/{name}": {"kind": ""},
    "/data/{province_code}/villages/{village_code}/place": A_POINT,
    "/data/{province_code}/villages/{village_code}/hamlets": {**A_POINT, "name": "x"},
    "/data/{province_code}/villages/{village_code}/weight": {
        "need_weight": "2",
        "reason": "the table tries",
    },
    "/hooks": {
        "province": "{province}",
        "address": "https://register.example.go.th/planner",
        "events": "plan_published",
    },
    "/hooks/{hook_id}": {"province": "{province}", "is_on": "yes"},
    "/hooks/{hook_id}/drop": {"province": "{province}"},
    "/accounts": {"login": "formcomer", "roles": "office", "provinces": "{province}"},
    "/accounts/{login}": {"roles": "office", "provinces": "{province}", "tag": "x"},
    "/accounts/{login}/tokens": {"name": "desk", "scopes": "read_plan", "days": "30"},
    "/province-list": {"code": "{province}"},
    "/province-list/{province_code}": {"name_th": "จังหวัดเดิม", "name_en": "Same"},
}
"""What each endpoint that takes a form is sent."""

FILES = {
    "/requests/bulk": {
        "file": ("requests.csv", b"village_code,service_code,people\n58010101,id_card,1\n")
    },
    "/v1/provinces/{province_code}/imports": {"files": ("villages.csv", b"code,name_th\n")},
    "/data/{province_code}/upload": {"files": ("villages.csv", b"code,name_th\n")},
}
"""What each endpoint that takes files is sent."""

PASSED = frozenset({200, 201, 202, 204, 303, 409, 412})
"""The guard let pass: done, answered by another page, or refused for the state of the thing."""


def ask(client: TestClient, endpoint: Endpoint, site: Site, province: str) -> tuple[int, str]:
    body = BODIES.get(endpoint.path)
    if endpoint.method not in ("POST", "PUT", "PATCH"):
        body = None
    elif endpoint.path in ("/v1/runs", "/v1/requests", "/v1/calendar-addresses"):
        body = {"province_code": province, **(body or {})}
    elif (endpoint.method, endpoint.path) == ("POST", "/v1/members"):
        body = {"provinces": [province], **(body or {})}
    elif (endpoint.method, endpoint.path) == ("POST", "/v1/provinces"):
        body = {"code": province, **(body or {})}
    elif endpoint.path == "/v1/national-runs":
        body = {"province_codes": [province], **(body or {})}
    for named in {"village_code", "plan_id"} & (body or {}).keys():
        body = {**(body or {}), named: str((body or {})[named]).format(province=province)}
    named = {"key": "U1"} if endpoint.path.endswith("/{kind}/record") else {}
    response = client.request(
        endpoint.method,
        address_of(endpoint, site, province),
        json=body,
        data=form_of(endpoint, province),
        files=FILES.get(endpoint.path),
        params={"province": province, "limit": 1000, **named},
        headers={"If-Match": '"1"'},
    )
    return response.status_code, response.text


def form_of(endpoint: Endpoint, province: str) -> dict[str, str] | None:
    """The fields of a form with the province's things."""
    form = FORMS.get(endpoint.path) if endpoint.method == "POST" else None
    if form is None:
        return None
    return {name: text.format(province=province) for name, text in form.items()}


GUARDED_LISTS = {
    *("/", "/newest", "/plans", "/v1/plans", "/v1/provinces", "/v1/requests", "/v1/runs"),
    *("/v1/national-runs", "/v1/weekly-drafts", "/national", "/field", "/plans/new"),
    *("/v1/members", "/v1/tokens", "/accounts", "/province-list"),
    *("/audit", "/audit.csv"),
}
"""Answer everybody who is signed in, with what they may see."""


def is_guarded_list(endpoint: Endpoint) -> bool:
    return endpoint.method == "GET" and endpoint.path in GUARDED_LISTS


def is_hidden(endpoint: Endpoint, member: Member) -> bool:
    """Whether it shows a plan, which here is not published, to somebody who reads no drafts."""
    reads = endpoint.rules[0].action is Action.READ_PLAN and "{plan_id}" in endpoint.path  # type: ignore[union-attr]
    return reads and not may(member, Action.READ_DRAFT, HOME)


def members() -> list[Member]:
    return [a_member(role, HOME) for role in Role]


@pytest.mark.parametrize("member", members(), ids=lambda m: m.login)
def test_a_role_gets_at_home_what_it_may(
    site: Site, endpoints: list[Endpoint], member: Member
) -> None:
    client = site.client(member)
    for endpoint in of_our_own(endpoints):
        rule = endpoint.rules[0]
        if isinstance(rule, Open | Own) or is_guarded_list(endpoint):
            continue
        status, _ = ask(client, endpoint, site, HOME)
        if may(member, rule.action, HOME):
            expected = {404} if is_hidden(endpoint, member) else PASSED
            assert status in expected, (endpoint.path, status)
        elif may(member, Action.READ_PLAN, HOME) or may(member, Action.READ_DATA, HOME):
            assert status == 403, (endpoint.path, status)
        else:
            assert status == 404, (endpoint.path, status)


@pytest.mark.parametrize("member", members(), ids=lambda m: m.login)
def test_nobody_learns_or_changes_anything_of_a_foreign_province(
    site: Site, endpoints: list[Endpoint], member: Member
) -> None:
    client = site.client(member)
    before = changes(site)
    for endpoint in of_our_own(endpoints):
        if isinstance(endpoint.rules[0], Open | Own):
            continue
        status, text = ask(client, endpoint, site, FOREIGN)
        expected = 200 if is_guarded_list(endpoint) else 404
        assert status == expected, (endpoint.method, endpoint.path, status)
        asked = text.replace(address_of(endpoint, site, FOREIGN), "")
        for secret in SECRETS:
            assert secret not in asked, (endpoint.path, secret)
    assert changes(site) == before


@pytest.mark.parametrize("member", members(), ids=lambda m: m.login)
def test_the_own_account_is_nobody_elses(
    site: Site, endpoints: list[Endpoint], member: Member
) -> None:
    """What is about the own account never meets another's, whoever asks and whatever is named."""
    client = site.client(member)
    for endpoint in endpoints:
        if not isinstance(endpoint.rules[0], Own):
            continue
        named = "{" in endpoint.path
        status, text = ask(client, endpoint, site, HOME)
        assert (status == 404) if named else status in {200, 303, 403, 422}, endpoint.path
        assert f"clerk.{HOME}" not in text.replace(address_of(endpoint, site, HOME), "")


def test_whoever_is_not_signed_in_gets_nothing(site: Site, endpoints: list[Endpoint]) -> None:
    client = site.client()
    for endpoint in of_our_own(endpoints):
        if isinstance(endpoint.rules[0], Open):
            continue
        status, text = ask(client, endpoint, site, HOME)
        assert status == (401 if endpoint.path.startswith("/v1/") else 303), endpoint.path
        assert "บ้านทดสอบ" not in text


def test_an_inactive_member_is_nobody(site: Site) -> None:
    member = a_member(Role.ADMINISTRATOR, ALL_PROVINCES, login="former")
    client = site.client(member)
    assert client.get("/v1/plans").status_code == 200
    with site.planner.store.writing(actor="tester", at=site.clock.now()) as writer:
        writer.put_member(replace(member, is_active=False))
        writer.note("member_changed", "member:former")
    assert client.get("/v1/plans").status_code == 401


def test_a_session_ends(site: Site) -> None:
    client = site.client(a_member(login="late"))
    assert client.get("/v1/plans").status_code == 200
    moment = site.clock.now()
    site.clock.forward(days=2)
    try:
        assert client.get("/v1/plans").status_code == 401
    finally:
        site.clock.moment = moment


def test_a_foreign_thing_sounds_like_one_that_is_not_there(site: Site) -> None:
    client = site.client(a_member(login="curious"))
    for path in ("/v1/plans/{}", "/v1/plans/{}/map", "/v1/plans/{}/sheets/U1"):
        foreign = client.get(path.format(site.plans[FOREIGN].summary.id))
        missing = client.get(path.format("50-20261130-9"))
        assert (foreign.status_code, foreign.json()) == (missing.status_code, missing.json())


def test_all_provinces_means_all(site: Site) -> None:
    client = site.client(a_member(Role.PLANNER, ALL_PROVINCES, login="central"))
    plans = client.get("/v1/plans").json()["plans"]
    assert {plan["province_code"] for plan in plans} == {HOME, FOREIGN}


def changes(site: Site) -> int:
    """How many changes the store has seen: none goes without an entry."""
    with site.planner.store.reading() as reader:
        return len(reader.audit(limit=1_000_000))


def test_the_count_of_changes_would_show_one(site: Site) -> None:
    before = changes(site)
    open_run(site.planner.store, site.clock, a_foreign_request(), SolveParams(), actor="tester")
    assert changes(site) == before + 1
