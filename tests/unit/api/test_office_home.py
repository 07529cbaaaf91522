"""An office sees its own requests first, and nothing of plans that are not published."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from planner.domain.people import Action, Role, machine_of, may
from planner.usecases.cases import Wish, decide_case, file_case
from tests.builders import a_request
from tests.published import publish
from tests.stored import a_token
from tests.web import HOME, Site, a_member, a_site

OFFICE = a_member(Role.OFFICE, login="desk")
LISTS = ("/", "/newest", "/plans", "/villages", "/fairness", "/v1/plans", "/v1/runs", "/national")
"""Pages and lists that an office opens, or is told that it may not."""
PLANNERS = ("/quarter?province=58", "/plans/{plan}/board", "/plans/{plan}/versions",
            "/v1/plans/{plan}/board", "/plans/{plan}/beside/{plan}",
            "/v1/plans/{plan}/comparison/{plan}")  # fmt: skip
PARTS = ("", "/map", "/left-out", "/workbook", "/reports", "/telling", "/print", "/geojson")


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    return a_site(tmp_path_factory.mktemp("office"), a_request())


def file(site: Site, village: int, by: str = "desk") -> str:
    request = a_request()
    wish = Wish(
        province_code=HOME,
        village_code=request.villages[village].code,
        service_code=request.services[0].code,
        people=4,
    )
    return file_case(site.planner.store, site.clock, wish, by=by).receipt


def test_nothing_of_a_draft_reaches_an_office(site: Site) -> None:
    plan = site.plans[HOME].summary.id
    office, planner = site.client(OFFICE), site.client(a_member())
    for path in LISTS:
        assert plan not in office.get(path).text, path
    assert plan in planner.get("/v1/plans").text
    village = site.plans[HOME].plan.routes[0].visits[0].servings[0].village_code
    assert plan in planner.get(f"/villages/{village}").text
    page = office.get(f"/villages/{village}")
    assert page.status_code == 200
    assert plan not in page.text
    for part in PARTS:
        assert office.get(f"/plans/{plan}{part}").status_code == 404, part
    for path in PLANNERS:
        assert office.get(path.format(plan=plan)).status_code == 403, path
    items = f"/ogc/collections/plan-visits/items?plan_id={plan}"
    assert planner.get(items).json()["numberReturned"] > 0
    assert office.get(items).json()["numberReturned"] == 0


def test_a_token_for_plans_opens_what_its_owner_sees_of_them() -> None:
    token = replace(a_token(), scopes=(Action.READ_PLAN,), provinces=())
    assert may(machine_of(token, a_member()), Action.READ_DRAFT, HOME)
    assert not may(machine_of(token, OFFICE), Action.READ_DRAFT, HOME)
    other = replace(token, scopes=(Action.READ_DATA,))
    assert not may(machine_of(other, a_member()), Action.READ_DRAFT, HOME)


def test_the_first_page_of_an_office_tells_its_own_requests(site: Site) -> None:
    mine, theirs = file(site, 0), file(site, 1, by="other.desk")
    declined = file(site, 1)
    decide_case(
        site.planner.store, site.clock, declined,
        accept=False, reason="ซ้ำ", version=1, by="planner.one",
    )  # fmt: skip
    client = site.client(OFFICE)
    page = client.get("/", headers={"Accept-Language": "en"}).text
    assert "Your requests" in page
    assert "/requests/new?province=58" in page
    assert mine in page
    assert theirs not in page
    assert page.index(mine) < page.index("Closed lately") < page.index(declined)
    assert "working days left" in page
    assert "Make a plan" not in page
    assert "คำขอของฉัน" in client.get("/", headers={"Accept-Language": "th"}).text
    assert "Your requests" not in site.client(a_member()).get("/").text


def test_a_published_plan_is_the_offices_too(site: Site) -> None:
    plan = publish(site)
    served = site.plans[HOME].plan.routes[0].visits[0].servings[0]
    wish = Wish(
        province_code=HOME, village_code=served.village_code,
        service_code=served.service_code, people=2,
    )  # fmt: skip
    receipt = file_case(site.planner.store, site.clock, wish, by="desk").receipt
    client = site.client(OFFICE)
    for part in PARTS:
        assert client.get(f"/plans/{plan}{part}").status_code == 200, part
    assert plan in client.get("/v1/plans").text
    page = client.get("/", headers={"Accept-Language": "en"}).text
    told = page[page.index(receipt) :].split("</li>")[0]
    assert 'class="comes"' in told
