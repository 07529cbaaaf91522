"""Open311 GeoReport v2: read by a published client, filed by form, errors as the standard has."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests as http
from georeport import GeoReport

from planner.domain.cases import CaseState
from planner.domain.people import Action, Role, may
from planner.usecases.cases import decide_case
from planner.usecases.tokens import make_token
from planner.words import catalog
from tests.builders import V1, a_request
from tests.served import serving
from tests.web import FOREIGN, HOME, PASSWORD, Site, a_foreign_request, a_member, a_site, sign_in

SCOPES = (Action.FILE_REQUEST, Action.READ_REQUEST)
WAIT_S = 120


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return a_site(tmp_path_factory.mktemp("site"), a_request(), a_foreign_request())


@pytest.fixture(scope="module")
def address(site: Site) -> Iterator[str]:
    with serving(site) as address:
        yield f"{address}/open311"


@pytest.fixture(scope="module")
def key(site: Site) -> str:
    """The key of a district office's program."""
    sign_in(site, a_member(Role.OFFICE, login="district.office"))
    store, clock = site.planner.store, site.clock
    made = make_token(
        store, clock, "district.office", name="311", scopes=SCOPES, days=30, by="district.office"
    )
    return made[1]


@pytest.fixture(scope="module")
def client(address: str, key: str) -> GeoReport:
    """The published client; it knows no key for reading, so it comes with the address."""
    root = address.replace("http://", f"http://key:{key}@") + "/v2"
    return GeoReport(root, jurisdiction=HOME)


def file(address: str, key: str, **fields: Any) -> http.Response:
    form = {"api_key": key, "jurisdiction_id": HOME, "service_code": "id_card"}
    sent = {**form, "attribute[people]": "4", **fields}
    return http.post(
        f"{address}/v2/requests.json",
        data={name: value for name, value in sent.items() if value is not None},
        timeout=WAIT_S,
    )


def test_the_discovery_names_the_endpoint(address: str) -> None:
    told = http.get(f"{address}/discovery.json", timeout=WAIT_S).json()
    [endpoint] = told["endpoints"]
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert (endpoint["url"], endpoint["formats"]) == (f"{address}/v2", ["application/json"])


def test_the_client_lists_services_and_their_questions(client: GeoReport) -> None:
    services = {one["service_code"]: one for one in client.get_service_list()}
    assert services["id_card"]["type"] == "realtime"
    assert services["id_card"]["service_name"]
    definition = client.get_service_definition("id_card")
    [people] = definition["attributes"]
    assert (people["code"], people["required"]) == ("people", True)


def test_a_request_is_filed_followed_and_closed(
    site: Site, address: str, key: str, client: GeoReport
) -> None:
    answer = file(
        address, key, lat="19.3", long="98.02", description="มีผู้สูงอายุ", first_name="หัวหน้า",
        last_name="สำนักงาน", phone="0-0000-0000",
    )  # fmt: skip
    assert answer.status_code == 201, answer.text
    receipt = answer.json()[0]["service_request_id"]
    told = client.get_service_request(receipt)
    assert (told["status"], told["address_id"]) == ("open", V1)
    assert (told["description"], told["service_code"]) == ("มีผู้สูงอายุ", "id_card")
    with site.planner.store.reading() as reader:
        case = reader.case(receipt)
    assert told["expected_datetime"] == f"{case.due_on.isoformat()}T16:30:00+07:00"
    assert (case.people, case.contact_phone, case.filed_by) == (
        4, "0-0000-0000", "district.office",
    )  # fmt: skip
    assert "0-0000-0000" not in str(told)
    decide_case(
        site.planner.store, site.clock, receipt, accept=False, reason="มีแผนแล้ว", by="planner",
        version=1,
    )  # fmt: skip
    told = client.get_service_request(receipt)
    assert told["status"] == "closed"
    assert told["status_notes"].endswith("มีแผนแล้ว")
    token = http.get(
        f"{address}/v2/tokens/{receipt}.json", params={"api_key": key}, timeout=WAIT_S
    ).json()
    assert token == [{"service_request_id": receipt, "token": receipt}]


def test_every_state_of_a_request_has_words() -> None:
    assert {f"open311_state_{state.value}" for state in CaseState} <= set(catalog())


def test_lists_are_filtered(site: Site, address: str, key: str, client: GeoReport) -> None:
    first = file(address, key, address_id=V1).json()[0]["service_request_id"]
    second = file(address, key, address_string="บ้านทดสอบ 0102").json()[0]["service_request_id"]
    listed = [one["service_request_id"] for one in client.get_service_requests()]
    assert {first, second} <= set(listed)
    assert listed == sorted(listed, reverse=True)
    both = client.get_service_requests(service_request_id=f"{first},{second}")
    assert {one["service_request_id"] for one in both} == {first, second}
    assert {one["status"] for one in client.get_service_requests(status="open")} == {"open"}
    assert client.get_service_requests(service_code="no_such") == []
    later = client.get_service_requests(start_date="2027-01-01T00:00:00Z")
    assert later == []
    with site.planner.store.reading() as reader:
        assert reader.case(first).state is CaseState.RECEIVED


def test_what_somebody_else_wrote_is_not_told(site: Site, client: GeoReport) -> None:
    """The site's own request was filed by another office, with a contact."""
    told = client.get_service_request(site.receipts[HOME])
    assert told["description"] is None
    assert "0-0000-0000" not in str(told)


@pytest.mark.parametrize(
    ("fields", "status", "named"),
    [
        ({"service_code": "no_such"}, 400, "service_code"),
        ({"attribute[people]": None}, 400, "attribute[people]"),
        ({"attribute[people]": "-1"}, 400, "attribute[people]"),
        ({}, 400, "address_id"),
        ({"address_id": "58999999"}, 400, "address_id"),
        ({"lat": "0", "long": "0"}, 400, "lat"),
        ({"lat": "nan", "long": "98"}, 400, "lat"),
        ({"address_id": V1, "jurisdiction_id": FOREIGN}, 404, ""),
        ({"address_id": V1, "jurisdiction_id": "nowhere"}, 404, ""),
        ({"address_id": V1, "api_key": "wrong"}, 403, ""),
        ({"address_id": V1, "api_key": None}, 403, ""),
    ],
)
def test_errors_have_the_standards_form(
    address: str, key: str, fields: dict[str, str | None], status: int, named: str
) -> None:
    answer = file(address, key, **fields)
    assert answer.status_code == status, answer.text
    [told] = answer.json()
    assert told["code"] == status
    assert named in told["description"]


def test_nothing_is_read_without_a_key_or_of_a_foreign_province(
    site: Site, address: str, client: GeoReport
) -> None:
    bare = http.get(f"{address}/v2/requests.json", timeout=WAIT_S)
    assert (bare.status_code, bare.json()[0]["code"]) == (403, 403)
    with pytest.raises(http.HTTPError, match="404"):
        client.get_service_request(site.receipts[FOREIGN])
    assert site.receipts[FOREIGN] not in str(client.get_service_requests())
    assert PASSWORD not in str(client.get_service_requests())


@pytest.mark.parametrize(
    "query", ["page=0", "page_size=5000", "status=maybe", "start_date=now", "page=x"]
)
def test_a_list_asked_for_wrongly_is_refused(address: str, key: str, query: str) -> None:
    answer = http.get(f"{address}/v2/requests.json?api_key={key}&{query}", timeout=WAIT_S)
    assert answer.status_code == 400
    assert query.partition("=")[0] in answer.json()[0]["description"]


@pytest.mark.parametrize("role", list(Role))
def test_every_role_gets_what_it_may_and_nothing_foreign(site: Site, role: Role) -> None:
    member = a_member(role)
    client = site.client(member)
    files, reads = (may(member, action, HOME) for action in SCOPES)
    for province, allowed in ((HOME, True), (FOREIGN, False)):
        form = {
            "jurisdiction_id": province,
            "service_code": "id_card",
            "address_id": f"{province}010101",
            "attribute[people]": "1",
        }
        filed = client.post("/open311/v2/requests.json", data=form).status_code
        receipt = site.receipts[province]
        read = client.get(f"/open311/v2/requests/{receipt}.json").status_code
        token = client.get(f"/open311/v2/tokens/{receipt}.json").status_code
        assert filed in ({201} if files and allowed else {403, 404}), role
        assert {read, token} <= ({200} if reads and allowed else {403, 404}), role
        if not allowed:
            assert (filed, read, token) == (404, 404, 404)
