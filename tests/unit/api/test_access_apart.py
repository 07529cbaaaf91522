"""Standard interfaces and public pages meet every role: nothing of a foreign draft comes out."""

from collections.abc import Iterator

import pytest
from fastapi import APIRouter, FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from api.auth.guards import Open
from planner.domain.people import Role
from tests.builders import a_request
from tests.published import publish
from tests.unit.api.test_access_table import APART, SECRETS, Endpoint, changes, endpoints_of
from tests.web import FOREIGN, HOME, Site, a_foreign_request, a_member, a_site

COLLECTIONS = ("villages", "units", "visits", "routes", "requests")
FILED = {
    "jurisdiction_id": FOREIGN,
    "service_code": "id_card",
    "address_id": f"{FOREIGN}010101",
    "attribute[village]": f"{FOREIGN}010101",
    "attribute[people]": "4",
}
OPEN = {
    ("GET", "/ogc"),
    ("GET", "/ogc/"),
    ("GET", "/ogc/conformance"),
    ("GET", "/ogc/api"),
    ("GET", "/ogc/collections"),
    ("GET", "/ogc/collections/{collection_id}"),
    ("GET", "/ogc/collections/{collection_id}/items"),
    ("GET", "/ogc/collections/{collection_id}/items/{feature_id}"),
    ("GET", "/open311/discovery.json"),
    ("GET", "/open311/v2/services.json"),
    ("GET", "/open311/v2/services/{service_code}.json"),
    ("GET", "/calendars/{secret}/{province_code}.ics"),
    ("GET", "/calendars/{secret}/{province_code}/{unit_code}.ics"),
    ("GET", "/public"),
    ("GET", "/public/{province_code}"),
    ("GET", "/public/{province_code}/how"),
    ("GET", "/public/{province_code}/map"),
    ("GET", "/public/{province_code}/villages/{village_code}"),
    ("GET", "/public/{province_code}/data"),
    ("GET", "/public/{province_code}/data/visits.csv"),
    ("GET", "/public/{province_code}/data/visits.geojson"),
    ("GET", "/public/{province_code}/data/visits.gpkg"),
}
"""Open to everybody: they answer with what is published, or guard by a secret of their own."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Home has a published plan; the foreign province has a draft only."""
    site = a_site(tmp_path_factory.mktemp("site"), a_request(), a_foreign_request())
    publish(site)
    return site


@pytest.fixture(scope="module")
def apart(site: Site) -> list[Endpoint]:
    found = endpoints_of(create_app(site.planner))
    return [endpoint for endpoint in found if endpoint.path.startswith(APART)]


@pytest.fixture(scope="module")
def secret(site: Site) -> str:
    """The secret of a calendar address that an office at home made."""
    office = site.client(a_member(Role.OFFICE, login="with.calendar"))
    made = office.post("/v1/calendar-addresses", json={"province_code": HOME})
    return str(made.json()["address"]).split("/calendars/")[1].split("/")[0]


def addresses(endpoint: Endpoint, site: Site, secret: str) -> Iterator[str]:
    """The endpoint's addresses with everything of the foreign province that fits."""
    plan = site.plans[FOREIGN].summary.id
    features = (f"{FOREIGN}010101", f"{FOREIGN}-U1", f"{FOREIGN}~U1", f"{plan}-1", plan)
    for collection in COLLECTIONS if "{collection_id}" in endpoint.path else ("",):
        for feature in features if "{feature_id}" in endpoint.path else ("",):
            yield endpoint.path.format(
                collection_id=collection,
                feature_id=feature,
                service_code="id_card",
                receipt=site.receipts[FOREIGN],
                province_code=FOREIGN,
                village_code=f"{FOREIGN}010101",
                unit_code="U1",
                secret=secret,
            )


def asked(client: TestClient, endpoint: Endpoint, address: str, site: Site) -> tuple[int, str]:
    """What an address answers when all that it may be asked for is foreign."""
    is_form = endpoint.method == "POST" and endpoint.path.startswith("/open311")
    answer = client.request(
        endpoint.method,
        address,
        data=FILED if is_form else None,
        json={"vehicles": [], "jobs": []} if endpoint.path.startswith("/vroom") else None,
        params={
            "province": FOREIGN,
            "province_code": FOREIGN,
            "jurisdiction_id": FOREIGN,
            "plan_id": site.plans[FOREIGN].summary.id,
            "limit": "1000",
            "plan": site.plans[FOREIGN].summary.id,
            # Pages name their own address, so this goes only where it is understood.
            "service_request_id": site.receipts[FOREIGN] if "/open311" in address else "",
        }
        if endpoint.method == "GET"
        else None,
    )
    return answer.status_code, answer.content.decode("utf-8", "replace")


def leaks(client: TestClient, site: Site, apart: list[Endpoint], secret: str) -> list[str]:
    """Every address that told a secret of the foreign province, or failed."""
    found = []
    for endpoint in apart:
        for address in addresses(endpoint, site, secret):
            for query in (True, False):
                if query:
                    status, text = asked(client, endpoint, address, site)
                elif endpoint.method == "GET":
                    answer = client.get(address)
                    status, text = answer.status_code, answer.content.decode("utf-8", "replace")
                else:
                    continue
                text = text.replace(address, "").replace(site.plans[FOREIGN].summary.id, "")
                told = [word for word in SECRETS if word in text]
                if told or status >= 500 or site.receipts[FOREIGN] in text:
                    found.append(f"{endpoint.method} {address} {status} {told}")
    return found


@pytest.mark.parametrize("role", [*Role, None], ids=str)
def test_no_role_learns_or_changes_anything_of_a_foreign_draft(
    site: Site, apart: list[Endpoint], secret: str, role: Role | None
) -> None:
    client = site.client(None if role is None else a_member(role, HOME))
    before = changes(site)
    assert leaks(client, site, apart, secret) == []
    assert changes(site) == before


def test_whoever_serves_the_province_would_be_told(
    site: Site, apart: list[Endpoint], secret: str
) -> None:
    client = site.client(a_member(Role.PLANNER, FOREIGN, login="their.planner"))
    told = leaks(client, site, apart, secret)
    for part in ("/ogc/collections/villages/items", "/open311/v2/requests"):
        assert any(part in line for line in told), part


def test_what_is_guarded_refuses_whoever_is_not_signed_in(
    site: Site, apart: list[Endpoint]
) -> None:
    client = site.client()
    for endpoint in apart:
        if isinstance(endpoint.rules[0], Open):
            continue
        for address in addresses(endpoint, site, "x"):
            assert asked(client, endpoint, address, site)[0] in (401, 403), address


def test_only_these_are_open_to_everybody(apart: list[Endpoint]) -> None:
    assert {(e.method, e.path) for e in apart if isinstance(e.rules[0], Open)} == OPEN


@pytest.mark.parametrize("prefix", APART)
def test_an_endpoint_without_a_rule_is_found(prefix: str) -> None:
    """What `test_every_endpoint_declares_exactly_one_rule` fails on, under each of the prefixes."""
    web, router = FastAPI(), APIRouter(prefix=prefix)

    @router.get("/leak")
    def leak() -> str:
        return "everything"

    web.include_router(router)
    (endpoint,) = [e for e in endpoints_of(web) if e.path == f"{prefix}/leak"]
    assert endpoint.rules == []
