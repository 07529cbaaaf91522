"""Master data over HTTP: pages, tags, every fault at once, numbers masked for who only looks."""

from dataclasses import replace
from pathlib import Path

import pytest
from httpx2 import Response

from geodata.places import Contact
from planner.domain.people import Role
from planner.usecases.master_data import change_record, one_record
from tests.builders import a_request
from tests.web import HOME, Site, a_member, a_site

DATA = f"/v1/provinces/{HOME}/data"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path, a_request(), plans=False)


def test_a_unit_is_read_changed_and_read_again(site: Site) -> None:
    client = site.client(a_member())
    seen = client.get(f"{DATA}/units/U1")
    assert seen.json()["record"]["code"] == "U1"
    tag = {"If-Match": seen.headers["ETag"]}
    assert client.patch(f"{DATA}/units/U1", json={"max_nights": 2}).status_code == 428
    changed = client.patch(f"{DATA}/units/U1", json={"max_nights": 2}, headers=tag)
    assert changed.status_code == 200, changed.text
    assert changed.json()["record"]["record"]["max_nights"] == 2
    assert changed.json()["data_version"] == 2
    again = client.patch(f"{DATA}/units/U1", json={"max_nights": 3}, headers=tag)
    assert (again.status_code, again.json()["code"]) == (412, "stale_version")
    now = {"If-Match": changed.headers["ETag"]}
    whole = {**changed.json()["record"]["record"], "max_nights": 1}
    assert client.put(f"{DATA}/units/U1", json=whole, headers=now).status_code == 200


def test_faults_come_together_with_their_fields(site: Site) -> None:
    client = site.client(a_member())
    tag = {"If-Match": client.get(f"{DATA}/units/U1").headers["ETag"]}
    wrong = {"max_nights": 99, "setup_s": -1, "vehicle_class": "boat"}
    answer = client.patch(f"{DATA}/units/U1", json=wrong, headers=tag)
    assert answer.status_code == 422
    assert {"vehicle_class"} <= {f["field"] for f in answer.json()["faults"]}
    answer = client.patch(f"{DATA}/units/U1", json=dict(list(wrong.items())[:2]), headers=tag)
    assert {f["field"] for f in answer.json()["faults"]} == {"max_nights", "setup_s"}


def test_records_are_added_and_removed(site: Site) -> None:
    client = site.client(a_member())
    day = {"date": "2026-12-07", "name_th": "วันหยุด/พิเศษ", "name_en": "Special day"}
    added = client.post(f"{DATA}/holidays", json=day)
    assert added.status_code == 201, added.text
    key = added.json()["record"]["key"]
    assert key == "2026-12-07~วันหยุด/พิเศษ"
    assert client.post(f"{DATA}/holidays", json=day).status_code == 409
    seen = client.get(f"{DATA}/holidays/{key}")
    assert seen.status_code == 200
    gone = client.delete(f"{DATA}/holidays/{key}", headers={"If-Match": seen.headers["ETag"]})
    assert gone.status_code == 200
    assert gone.json()["record"] is None
    base = client.get(f"{DATA}/bases").json()["records"][0]
    refused = client.delete(f"{DATA}/bases/{base['key']}", headers={"If-Match": base["tag"]})
    assert (refused.status_code, refused.json()["code"]) == (409, "in_use")
    assert "units" in refused.json()["detail"]


def test_long_lists_come_in_pages(site: Site) -> None:
    client = site.client(a_member())
    whole = client.get(f"{DATA}/villages").json()
    found, address = [], f"{DATA}/villages?limit=1"
    while address:
        page = client.get(address)
        found += [record["key"] for record in page.json()["records"]]
        address = page.links["next"]["url"] if "next" in page.links else ""
    assert found == [record["key"] for record in whole["records"]]
    assert len(found) == whole["count"] > 1


def test_numbers_are_masked_for_who_does_not_serve(site: Site) -> None:
    store, clock = site.planner.store, site.clock
    record = one_record(store, HOME, "units", "U1")
    contact = Contact(role_th="คนขับ", role_en="Driver", phone="0-0000-0042")

    wish = replace(record.thing, contact=contact)
    change_record(store, clock, HOME, "units", "U1", wish, seen=record.tag, by="planner")
    for role, shown in ((Role.PLANNER, "0-0000-0042"), (Role.AUDITOR, "•-••••-••42")):
        body = site.client(a_member(role)).get(f"{DATA}/units/U1").json()
        assert body["record"]["contact"]["phone"] == shown


def test_numbers_are_kept_as_they_are_dialled(site: Site) -> None:
    client = site.client(a_member())
    unit = f"{DATA}/units/U1"

    def keep(phone: str) -> Response:
        contact = {"role_th": "คนขับ", "role_en": "Driver", "phone": phone}
        seen = {"If-Match": client.get(unit).headers["ETag"]}
        return client.patch(f"{unit}?language=en", json={"contact": contact}, headers=seen)

    kept = keep("๐-๐๐๐๐-๐๐๔๒").json()
    assert kept["record"]["record"]["contact"]["phone"] == "0-0000-0042"
    for phone in ("12345678", "later"):
        refused = keep(phone)
        assert refused.status_code == 422, phone
        (fault,) = refused.json()["faults"]
        assert (fault["field"], fault["code"]) == ("contact", "not_a_phone")


def test_the_overview_counts_and_names_what_is_missing(site: Site) -> None:
    body = site.client(a_member()).get(DATA, params={"language": "en"}).json()
    assert body["is_ready"]
    assert body["counts"]["units"] == 2
    assert "no_roads" in {gap["code"] for gap in body["gaps"]}
    assert all(gap["text"] for gap in body["gaps"])
