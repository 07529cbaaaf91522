"""Pages of a person whose province has nothing yet: they say what to do, and keep the menu."""

from pathlib import Path

import pytest

from planner.domain.errors import StoreUnavailable
from planner.domain.people import Member, Role
from tests.builders import a_request
from tests.web import FOREIGN, HOME, Site, a_member, a_site

HTML = {"accept": "text/html"}
PAGES = ("/requests", "/villages", "/fairness", "/quarter", "/data")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path, a_request(), plans=False)


@pytest.mark.parametrize("path", PAGES)
def test_a_planner_without_data_is_told_whom_to_ask(site: Site, path: str) -> None:
    page = site.client(a_member(Role.PLANNER, FOREIGN)).get(
        path, headers=HTML, follow_redirects=True
    )
    assert page.status_code == 404
    assert "โปรดติดต่อผู้ดูแลระบบเพื่อเริ่มจังหวัดของท่าน" in page.text
    assert 'id="doors"' in page.text


@pytest.mark.parametrize("path", ["/", *PAGES])
def test_who_may_begin_a_province_finds_where(site: Site, path: str) -> None:
    page = site.client(a_member(Role.ADMINISTRATOR, FOREIGN)).get(
        path, headers=HTML, follow_redirects=True
    )
    assert 'href="/province-list"' in page.text


def test_without_a_plan_a_planner_makes_one(site: Site) -> None:
    page = site.client(a_member()).get("/newest")
    assert f'href="/plans/new?province={HOME}"' in page.text


def test_an_account_without_a_province_is_told_so(site: Site) -> None:
    nobody = Member(login="new.person", roles=(Role.PLANNER,), provinces=())
    assert "บัญชีนี้ยังไม่ได้รับมอบหมายจังหวัด" in site.client(nobody).get("/").text


def test_a_page_of_a_problem_keeps_the_menu(site: Site) -> None:
    page = site.client(a_member(Role.OFFICE)).get(f"/data/{HOME}", headers=HTML)
    assert page.status_code == 403
    assert 'href="/requests"' in page.text


def test_an_address_without_a_page_keeps_the_menu_of_who_is_signed_in(site: Site) -> None:
    for path in ("/nowhere", "/nowhere/at/all?language=en"):
        page = site.client(a_member(Role.FIELD_TEAM)).get(path, headers=HTML)
        assert page.status_code == 404
        assert 'id="doors"' in page.text
        stranger = site.client().get(path, headers=HTML)
        assert stranger.status_code == 404
        assert 'id="doors"' not in stranger.text


def test_a_store_that_cannot_answer_still_leaves_a_page(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = site.client(a_member(Role.FIELD_TEAM))

    def fail(_store: object) -> None:
        raise StoreUnavailable("the disk is gone")

    monkeypatch.setattr(type(site.planner.store), "reading", fail)
    page = client.get("/nowhere", headers=HTML)
    assert page.status_code == 404
    assert 'id="doors"' not in page.text
