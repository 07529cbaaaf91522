"""Calendars under secret addresses, read by a published library: what changes and what is off."""

from pathlib import Path
from typing import Any

import icalendar
import pytest
from starlette.testclient import TestClient

from planner.domain.people import Role
from planner.usecases.tokens import revoke_token
from tests.builders import a_request
from tests.published import publish, withdraw
from tests.web import FOREIGN, HOME, Site, a_foreign_request, a_member, a_site, a_stored_plan


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path, a_request(), a_foreign_request())


def address(site: Site, **wish: Any) -> tuple[str, str]:
    client = site.client(a_member(Role.OFFICE))
    answer = client.post("/v1/calendar-addresses", json={"province_code": HOME, **wish})
    assert answer.status_code == 201, answer.text
    told = answer.json()
    return told["address"].removeprefix("http://testserver"), told["token_id"]


def events(client: TestClient, path: str) -> dict[str, Any]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    calendar = icalendar.Calendar.from_ical(answer.content)
    assert str(calendar["METHOD"]) == "PUBLISH"
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def test_a_visit_keeps_its_name_and_says_when_it_is_off(site: Site) -> None:
    path, _ = address(site)
    phone = site.client()
    assert events(phone, path) == {}
    first = publish(site)
    told = events(phone, path)
    assert len(told) == 4
    assert {int(event["SEQUENCE"]) for event in told.values()} == {0}
    assert {str(event["STATUS"]) for event in told.values()} == {"CONFIRMED"}
    event = next(iter(told.values()))
    assert event["DTSTART"].dt.utcoffset() is not None
    assert event["DTSTART"].dt < event["DTEND"].dt
    assert "0-0000-0000" not in phone.get(path).text
    site.clock.forward(hours=1)
    withdraw(site, first)
    off = events(phone, path)
    assert set(off) == set(told)
    assert {str(event["STATUS"]) for event in off.values()} == {"CANCELLED"}
    assert {int(event["SEQUENCE"]) for event in off.values()} == {1}
    site.clock.forward(hours=1)
    second = a_stored_plan(site.planner, a_request()).summary.id
    publish(site, plan_id=second)
    again = events(phone, path)
    assert set(again) == set(told)
    assert {str(event["STATUS"]) for event in again.values()} == {"CONFIRMED"}
    assert {int(event["SEQUENCE"]) for event in again.values()} == {2}
    assert all(again[uid]["DTSTAMP"].dt > told[uid]["DTSTAMP"].dt for uid in told)


def test_one_units_calendar_is_asked_for_again_cheaply(site: Site) -> None:
    publish(site)
    path, _ = address(site, unit_code="U1")
    phone = site.client()
    assert {uid.partition("-")[0] for uid in events(phone, path)} == {"U1"}
    first = phone.get(path)
    assert first.headers["content-type"] == "text/calendar; charset=utf-8"
    assert first.headers["cache-control"] == "private, no-cache"
    again = phone.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert phone.get(path).content == first.content


def test_an_address_opens_one_provinces_calendars_and_nothing_else(site: Site) -> None:
    publish(site, FOREIGN)
    path, token_id = address(site)
    phone = site.client()
    secret = path.split("/")[2]
    assert phone.get(f"/calendars/{secret}/{FOREIGN}.ics").status_code == 404
    assert phone.get("/calendars/msup_guessed/58.ics").status_code == 404
    bearer = {"Authorization": f"Bearer {secret}"}
    plan_id = site.plans[HOME].summary.id
    assert phone.get(f"/v1/plans/{plan_id}", headers=bearer).status_code in (403, 404)
    wish = {"province_code": HOME}
    assert phone.post("/v1/calendar-addresses", json=wish, headers=bearer).status_code == 403
    revoke_token(site.planner.store, site.clock, token_id, by="office")
    assert phone.get(path).status_code == 404


def test_an_address_ends_by_itself(site: Site) -> None:
    path, _ = address(site, days=2)
    phone = site.client()
    assert phone.get(path).status_code == 200
    site.clock.forward(days=3)
    assert phone.get(path).status_code == 404
