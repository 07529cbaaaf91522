"""A field team sees first where its units go, what to take along, and what it has not told yet."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from planner.domain.calendar import LOCAL_ZONE
from planner.domain.people import Role
from planner.usecases.field_days import field_days
from tests.builders import MONDAY, a_request
from tests.published import publish, withdraw
from tests.web import FOREIGN, HOME, Site, a_member, a_site

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    return a_site(tmp_path_factory.mktemp("team"), a_request())


def stand_at(site: Site, day: int, hours: int = 7) -> None:
    midnight = datetime.combine(MONDAY, datetime.min.time(), LOCAL_ZONE)
    site.clock.moment = midnight + timedelta(days=day, hours=hours)


def first_page(site: Site, language: str = "en") -> str:
    page = site.client(a_member(Role.FIELD_TEAM)).get("/", headers={"Accept-Language": language})
    assert page.status_code == 200
    return page.text


def test_a_draft_is_no_route_to_drive(site: Site) -> None:
    page = first_page(site)
    assert "No plan is published for the days ahead" in page
    assert "/field/58/" not in page
    assert "/plans/new" not in page


def test_the_days_ahead_stand_with_all_that_is_taken_along(site: Site) -> None:
    plan_id = publish(site)
    routes = sorted(site.plans[HOME].plan.routes, key=lambda r: (r.day, r.unit_code))
    first = routes[0]
    stand_at(site, first.day)
    page = first_page(site)
    nearest = page[: page.index('id="day-2"')] if 'id="day-2"' in page else page
    on = MONDAY + timedelta(days=first.day)
    assert "Today · " in nearest
    for route in (r for r in routes if r.day == first.day):
        assert f'href="/field/{HOME}/{route.unit_code}"' in nearest
        assert f'href="/plans/{plan_id}/field/{route.unit_code}?day={on}"' in nearest
        assert f'href="/plans/{plan_id}/sheets/{route.unit_code}"' in nearest
    assert page.count('class="drive-line"') == sum(r.day > first.day for r in routes)
    assert "วันนี้ · " in first_page(site, "th")
    client = site.client(a_member(Role.FIELD_TEAM))
    assert client.get(f"/plans/{plan_id}/field/{first.unit_code}?day={on}").status_code == 200
    assert client.get(f"/field/{HOME}/{first.unit_code}").status_code == 200


def test_what_is_not_reported_yet_waits(site: Site) -> None:
    plan_id = publish(site)
    plan = site.plans[HOME].plan
    stand_at(site, plan.days)
    found = field_days(site.planner.store, site.clock, [HOME])
    visits = sum(len(route.visits) for route in plan.routes)
    assert [one.visits for one in found.untold] == [visits]
    assert not found.ahead
    page = first_page(site)
    assert f"{visits} visits not reported yet" in page
    assert f'href="/plans/{plan_id}/reports"' in page
    withdraw(site, plan_id)
    assert not field_days(site.planner.store, site.clock, [HOME]).untold


def test_others_keep_their_own_first_page(site: Site) -> None:
    publish(site)
    for role in (Role.PLANNER, Role.APPROVER, Role.AUDITOR, Role.OFFICE):
        page = site.client(a_member(role)).get("/", headers=ENGLISH).text
        assert "Routes to drive" not in page, role
    stranger = site.client(a_member(Role.FIELD_TEAM, FOREIGN)).get("/", headers=ENGLISH)
    assert f"/field/{HOME}/" not in stranger.text
