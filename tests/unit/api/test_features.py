"""OGC API - Features: what each caller sees, page by page, and what is refused."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from starlette.testclient import TestClient

from planner.domain.people import Role
from planner.usecases.features.asked import Collection
from tests.builders import V1, a_request
from tests.published import publish
from tests.web import FOREIGN, HOME, Site, a_foreign_request, a_member, a_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Home has a published plan; the foreign province has a draft only."""
    site = a_site(tmp_path_factory.mktemp("site"), a_request(), a_foreign_request())
    publish(site)
    return site


@pytest.fixture(scope="module")
def anybody(site: Site) -> TestClient:
    return site.client()


@pytest.fixture(scope="module")
def planner(site: Site) -> TestClient:
    return site.client(a_member())


def items(client: TestClient, collection: str, **query: object) -> list[dict[str, Any]]:
    """All features, following every next link."""
    found, address = [], f"/ogc/collections/{collection}/items"
    answer = client.get(address, params={k: str(v) for k, v in query.items()})
    while True:
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "application/geo+json"
        page = answer.json()
        assert page["numberReturned"] == len(page["features"])
        found += page["features"]
        following = [link["href"] for link in page["links"] if link["rel"] == "next"]
        if not following:
            return found
        answer = client.get(following[0])


def test_the_landing_page_leads_everywhere(anybody: TestClient) -> None:
    links = {link["rel"]: link["href"] for link in anybody.get("/ogc/").json()["links"]}
    assert {"self", "service-desc", "conformance", "data"} <= set(links)
    assert all(anybody.get(href).status_code == 200 for href in links.values())
    parts = anybody.get(links["conformance"]).json()["conformsTo"]
    assert {part.rsplit("/", 1)[1] for part in parts} == {"core", "geojson", "oas30"}


def test_the_public_sees_what_is_published_and_no_more(anybody: TestClient) -> None:
    listed = anybody.get("/ogc/collections").json()["collections"]
    assert [one["id"] for one in listed] == ["villages", "units", "plan-visits"]
    for name in ("villages", "units", "plan-visits"):
        found = items(anybody, name)
        assert {f["properties"]["province_code"] for f in found} == {HOME}
        told = {key for f in found for key in f["properties"]}
        assert not told & {"people", "population", "need_weight", "arrives_at", "leaves_at"}
    for name in ("plan-routes", "requests"):
        assert anybody.get(f"/ogc/collections/{name}/items").status_code == 401


def test_nobody_sees_a_foreign_draft(site: Site, planner: TestClient, anybody: TestClient) -> None:
    draft = site.plans[FOREIGN].summary.id
    for client in (planner, anybody, site.client(a_member(Role.OFFICE))):
        assert items(client, "plan-visits", plan_id=draft) == []
        one = client.get(f"/ogc/collections/plan-visits/items/{draft}.00001")
        assert one.status_code == 404
        village = client.get(f"/ogc/collections/villages/items/{FOREIGN}010101")
        assert village.status_code == 404
    receipt = site.receipts[FOREIGN]
    assert planner.get(f"/ogc/collections/requests/items/{receipt}").status_code == 404
    for collection in Collection:
        text = str(items(planner, collection.value))
        assert "ต่างถิ่น" not in text
        assert f"'{FOREIGN}" not in text


def test_a_planner_sees_people_routes_and_requests(planner: TestClient) -> None:
    visits = items(planner, "plan-visits")
    assert sum(f["properties"]["people"] for f in visits) > 0
    routes = items(planner, "plan-routes")
    assert {f["geometry"]["type"] for f in routes} == {"LineString"}
    [case] = items(planner, "requests")
    assert case["id"] == case["properties"]["receipt"]
    assert "0-0000-0000" not in str(case)
    assert "note" not in case["properties"]


def test_pages_follow_each_other_without_gap_or_repeat(planner: TestClient) -> None:
    for name in Collection:
        whole = [f["id"] for f in items(planner, name.value)]
        assert [f["id"] for f in items(planner, name.value, limit=1)] == whole
        assert len(set(whole)) == len(whole)
        for feature_id in whole:
            one = planner.get(f"/ogc/collections/{name.value}/items/{feature_id}").json()
            assert (one["type"], one["id"]) == ("Feature", feature_id)


def test_boxes_times_and_properties_choose(planner: TestClient) -> None:
    east = items(planner, "villages", bbox="98.2,19,98.5,20")
    assert [f["id"] for f in east] == ["58020101"]
    assert items(planner, "villages", bbox="98.2,19,0,98.5,20,9000") == east
    assert items(planner, "villages", bbox="170,-10,-170,10") == []
    days = {f["properties"]["date"] for f in items(planner, "plan-visits")}
    first = min(days)
    of_day = items(planner, "plan-visits", datetime=first)
    assert {f["properties"]["date"] for f in of_day} == {first}
    assert items(planner, "plan-visits", datetime=f"{first}/..") == items(planner, "plan-visits")
    assert items(planner, "plan-visits", datetime="../2026-01-01T00:00:00Z") == []
    assert len(items(planner, "villages", datetime="1999-01-01")) == 4
    [village] = items(planner, "villages", village_code=V1)
    assert village["properties"]["village_th"] == "บ้านทดสอบ 0101"
    assert items(planner, "villages", village_code="none") == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=x", "limit"),
        ("bbox=1,2,3", "bbox"),
        ("bbox=1,2,nan,4", "bbox"),
        ("bbox=1,5,3,4", "bbox"),
        ("datetime=yesterday", "datetime"),
        ("datetime=2026-11-30T10:00:00", "datetime"),
        ("datetime=2026-12-01/2026-11-01", "datetime"),
        ("surprise=1", "surprise"),
        ("f=xml", "f"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(
    anybody: TestClient, query: str, field: str
) -> None:
    answer = anybody.get(f"/ogc/collections/villages/items?{query}")
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_parameter")
    assert answer.json()["facts"]["field"] == field


def test_more_than_is_given_at_once_is_no_fault(anybody: TestClient) -> None:
    answer = anybody.get("/ogc/collections/villages/items?limit=999999999")
    assert answer.status_code == 200


def test_what_is_public_can_be_kept(anybody: TestClient, planner: TestClient) -> None:
    address = "/ogc/collections/plan-visits/items"
    first = anybody.get(address)
    assert first.headers["cache-control"] == "public, no-cache"
    assert first.headers["access-control-allow-origin"] == "*"
    assert "set-cookie" not in first.headers
    again = anybody.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    own = planner.get(address)
    assert own.headers["cache-control"] == "private, no-cache"
    assert "access-control-allow-origin" not in own.headers


def test_any_call_of_the_described_interface_is_answered(planner: TestClient) -> None:
    schema = schemathesis.openapi.from_dict(planner.get("/ogc/api").json())
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=12,
            database=None,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def call(case: Any) -> None:
            sent = case.as_transport_kwargs(base_url="http://testserver/ogc")
            answer = planner.request(sent["method"], sent["url"], params=sent.get("params"))
            assert answer.status_code < 500, answer.text[:300]
            if answer.status_code >= 400:
                assert answer.headers["content-type"] == "application/problem+json"

        call()
