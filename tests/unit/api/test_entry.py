"""The first administrator, signing in, and where people end up afterwards."""

from dataclasses import replace
from pathlib import Path

import pytest

from api.auth.session import SESSION_COOKIE
from api.pages.entry import own_path
from api.settings import ApiSettings
from planner.domain.people import Role
from planner.usecases.members import create_first_administrator, new_setup_token
from tests.builders import a_request
from tests.web import PASSWORD, Site, a_member, a_site

GOOD = {"login": "head.office", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path)


@pytest.fixture
def link(site: Site) -> str:
    return f"/setup/{new_setup_token(site.planner.store, site.clock)}"


def members(site: Site) -> list[str]:
    with site.planner.store.reading() as reader:
        return [member.login for member in reader.members()]


def test_the_link_makes_the_first_administrator_once(site: Site, link: str) -> None:
    client = site.client()
    assert client.get(link).status_code == 200
    made = client.post(link, data=GOOD)
    assert (made.status_code, made.headers["location"]) == (303, "/")
    assert members(site) == ["head.office"]
    assert client.get("/").status_code == 200
    again = client.post(link, data={**GOOD, "login": "second"})
    assert again.status_code == 409
    assert client.get(link).status_code == 404
    assert members(site) == ["head.office"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"again": "something else long"}, "ไม่ตรงกัน"),
        ({"password": "short", "again": "short"}, "12 ถึง 1024"),
        ({"password": "x" * 1025, "again": "x" * 1025}, "12 ถึง 1024"),
        ({"login": "two words"}, "ชื่อผู้ใช้นี้ใช้ไม่ได้"),
        ({"login": ""}, "ชื่อผู้ใช้นี้ใช้ไม่ได้"),
        ({"login": "<script>"}, "ชื่อผู้ใช้นี้ใช้ไม่ได้"),
    ],
)
def test_what_will_not_do_is_said_and_the_link_still_works(
    site: Site, link: str, change: dict[str, str], told: str
) -> None:
    client = site.client()
    refused = client.post(link, data={**GOOD, **change})
    assert refused.status_code == 422
    assert told in refused.text
    assert "<script>" not in refused.text
    assert PASSWORD not in refused.text
    assert members(site) == []
    assert client.post(link, data=GOOD).status_code == 303


@pytest.mark.usefixtures("link")
def test_a_wrong_link_is_refused(site: Site) -> None:
    for refused in (
        site.client().get("/setup/guess"),
        site.client().post("/setup/guess", data=GOOD),
    ):
        assert refused.status_code == 404
        assert "ลิงก์นี้ใช้ไม่ได้แล้ว" in refused.text
    assert members(site) == []


def test_a_link_expires(site: Site, link: str) -> None:
    site.clock.forward(hours=25)
    assert site.client().post(link, data=GOOD).status_code == 404


def test_the_cookie_is_out_of_reach(site: Site, link: str) -> None:
    plain = site.client().post(link, data=GOOD).headers["set-cookie"]
    assert f"{SESSION_COOKIE}=" in plain
    assert "HttpOnly" in plain
    assert "SameSite=lax" in plain
    assert "Secure" not in plain
    secret = site.client(base_url="https://testserver")
    signed_in = secret.post("/login", data=GOOD)
    assert "Secure" in signed_in.headers["set-cookie"]


def test_signing_in_and_out(site: Site, link: str) -> None:
    site.client().post(link, data=GOOD)
    client = site.client()
    asked = client.get("/plans?x=1")
    assert asked.headers["location"] == "/login?next=%2Fplans%3Fx%3D1"
    form = client.get(asked.headers["location"])
    assert 'name="next" value="/plans?x=1"' in form.text
    done = client.post("/login", data={**GOOD, "next": "/plans?x=1"})
    assert (done.status_code, done.headers["location"]) == (303, "/plans?x=1")
    assert client.get("/login").headers["location"] == "/"
    token = client.cookies[SESSION_COOKIE]
    assert client.post("/logout").headers["location"] == "/login"
    client.cookies.set(SESSION_COOKIE, token)
    assert client.get("/v1/plans").status_code == 401, "the session must end in the store too"


def test_wrong_passwords_are_refused_alike_and_slowed_down(site: Site, link: str) -> None:
    site.client().post(link, data=GOOD)
    client = site.client(settings=ApiSettings(tries_per_window=2))
    known = client.post("/login", data={"login": "head.office", "password": "x" * 12})
    unknown = client.post("/login", data={"login": "nobody.here", "password": "x" * 12})
    assert known.status_code == unknown.status_code == 401
    assert known.text.replace("head.office", "nobody.here") == unknown.text
    client.post("/login", data={"login": "head.office", "password": "x" * 12})
    slowed = client.post("/login", data={"login": " HEAD.office", "password": PASSWORD})
    assert slowed.status_code == 429
    assert "โปรดรอ" in slowed.text
    assert client.post("/login", data={"login": "nobody.here", "password": "x"}).status_code == 401


def test_without_an_administrator_the_form_says_where_the_link_is(site: Site) -> None:
    text = site.client().get("/login").text
    assert "planner serve" in text
    assert 'type="password"' not in text


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "/\t/elsewhere.example",
        "javascript:alert(1)",
        "plans",
        "",
        "/\n//elsewhere.example",
    ],
)
def test_nobody_is_sent_to_another_site(address: str) -> None:
    assert own_path(address) == "/"


def test_own_pages_are_kept() -> None:
    assert (
        own_path("/plans/58-1/left-out?reason=capacity") == "/plans/58-1/left-out?reason=capacity"
    )


def test_no_token_and_no_password_in_the_log(
    site: Site, link: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", logger="api.requests"):
        client = site.client()
        client.get(link)
        client.post(link, data=GOOD)
        client.get("/?secret=value")
        client.get("/nowhere/at/all")
    token = link.removeprefix("/setup/")
    served = [record for record in caplog.records if record.message == "request_served"]
    assert [record.endpoint for record in served] == [  # type: ignore[attr-defined]
        "/setup/{token}",
        "/setup/{token}",
        "/",
        "(none)",
    ]
    told = " ".join(str(vars(record)) for record in caplog.records if record.name != "httpx2")
    for secret in (token, PASSWORD, "secret=value", "at/all"):
        assert secret not in told


def test_a_member_without_province_is_told(site: Site, link: str) -> None:
    create_first_administrator(
        site.planner.store, site.clock, link.removeprefix("/setup/"), "admin", PASSWORD
    )
    lonely = replace(a_member(login="lonely"), provinces=())
    assert "ยังไม่ได้รับมอบหมายจังหวัด" in site.client(lonely).get("/").text


def test_empty_states(tmp_path: Path) -> None:
    site = a_site(tmp_path, a_request(), plans=False)
    reader = site.client(a_member(Role.AUDITOR, login="auditor"))
    planner = site.client(a_member(Role.PLANNER, login="maker"))
    for path in ("/", "/plans"):
        page = reader.get(path)
        assert page.status_code == 200
        assert "planner plan" not in page.text
        assert "ยังไม่มีแผนที่เผยแพร่" in page.text
        assert 'href="/plans/new?province=58"' in planner.get(path).text
        assert "planner plan" not in planner.get(path).text
    assert "No plan yet" in reader.get("/?language=en").text
    elsewhere = site.client(a_member(login="elsewhere"))
    assert "/plans/new?province=58" in elsewhere.get("/").text
