"""Telling villages by page and by HTTP: marked, taken back, letters fetched, phones masked."""

from dataclasses import replace
from pathlib import Path

import pytest

from geodata.places import Contact
from planner.documents import plan_digest
from planner.domain.life import LifeStep
from planner.domain.people import Role
from planner.usecases.life import take_step
from tests.builders import a_request
from tests.web import HOME, Site, a_member, a_site

PHONE = "0-0000-0012"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    contact = Contact(role_th="ผู้ใหญ่บ้าน", role_en="Village head", phone=PHONE)
    request = a_request()
    villages = tuple(replace(village, contacts=(contact,)) for village in request.villages)
    return a_site(tmp_path, replace(request, villages=villages))


def publish(site: Site) -> str:
    plan_id = site.plans[HOME].summary.id
    for step, by in ((LifeStep.APPROVE, "head"), (LifeStep.PUBLISH, "maker")):
        take_step(site.planner.store, site.clock, plan_id, step, by=by)
    return plan_id


def test_villages_are_told_on_the_page(site: Site) -> None:
    plan_id = publish(site)
    client = site.client(a_member(Role.PLANNER))
    address = f"/plans/{plan_id}/telling"
    page = client.get(address).text
    assert "tel:000000012" in page
    lines = client.get(f"/v1{address}").json()["lines"]
    keys = [line["key"] for line in lines]
    assert all(key in page for key in keys)
    told = client.post(address, data={"key": keys[:2], "means": "letter", "show": "not_told"})
    day = keys[0].split("_")[1]
    assert (told.status_code, told.headers["location"]) == (
        303, f"{address}?show=not_told&done=2&on={day}",
    )  # fmt: skip
    rest = client.get(told.headers["location"]).text
    assert "บันทึกแล้ว 2 รายการ" in rest
    assert f'value="{keys[0]}"' not in rest
    client.post(address, data={"only": keys[2], "key": keys[3:4], "means": "chat"})
    states = [line["state"] for line in client.get(f"/v1{address}").json()["lines"]]
    assert states[:4] == ["told", "told", "told", "not_told"]
    number = client.get(f"/v1{address}").json()["lines"][0]["records"][0]["number"]
    assert client.post(f"{address}/back", data={"number": number}).status_code == 303
    assert client.get(f"/v1{address}").json()["lines"][0]["state"] == "not_told"
    nothing = client.post(address, data={})
    assert "ยังไม่ได้เลือกรายการ" in client.get(nothing.headers["location"]).text


def test_many_visits_are_folded_by_day_and_the_day_worked_on_stays_open(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_id = publish(site)
    client = site.client(a_member(Role.PLANNER))
    address = f"/plans/{plan_id}/telling"
    lines = client.get(f"/v1{address}").json()["lines"]
    days = list(dict.fromkeys(line["key"].split("_")[1] for line in lines))
    assert len(days) > 1

    def opened(query: str = "") -> list[bool]:
        page = client.get(address + query).text
        return [f'id="day-{day}" open>' in page for day in days]

    assert all(opened())  # few are not worth a fold
    monkeypatch.setattr("api.pages.telling_rows.FEW", 1)
    assert opened() == [True] + [False] * (len(days) - 1)
    assert opened(f"?on={days[-1]}")[-1]
    first = [line["key"] for line in lines if days[0] in line["key"]]
    told = client.post(address, data={"key": first, "means": "letter"})
    assert opened()[:2] == [False, True]  # everybody of the first day is told
    assert client.get(told.headers["location"]).text.count('<details class="fold"') == len(days)


def test_the_same_by_http(site: Site) -> None:
    plan_id = publish(site)
    client = site.client(a_member(Role.FIELD_TEAM))
    address = f"/v1/plans/{plan_id}/telling"
    key = client.get(address, params={"show": "late"}).json()["lines"][0]["key"]
    made = client.post(address, json={"keys": [key], "means": "phone", "remarks": "รับทราบ"})
    assert made.status_code == 201, made.text
    (record,) = made.json()["records"]
    assert (record["kind"], record["by"]) == ("visit", "field_team")
    back = client.delete(f"{address}/{record['number']}")
    assert back.json()["takes_back"] == record["number"]
    assert client.delete(f"{address}/{record['number']}").status_code == 412
    assert client.delete(f"{address}/99").status_code == 404


@pytest.mark.parametrize(
    ("language", "anew", "left"),
    [("th", "ต้องแจ้งใหม่", "ยังไม่แจ้ง"), ("en", "to tell anew", "not told yet")],
)
def test_whom_to_tell_anew_is_told_where_planners_stand(
    site: Site, language: str, anew: str, left: str
) -> None:
    """Everybody was told; then a plan without the first trip is published in its place."""
    plan_id = publish(site)
    client = site.client(a_member(Role.PLANNER))
    places = ("/", f"/plans/{plan_id}")
    for place in places:
        assert left in client.get(f"{place}?language={language}").text
    keys = [line["key"] for line in client.get(f"/v1/plans/{plan_id}/telling").json()["lines"]]
    client.post(f"/v1/plans/{plan_id}/telling", json={"keys": keys, "means": "phone"})
    for place in places:
        assert "/telling?show=" not in client.get(place).text
    stored = site.plans[HOME]
    plan = replace(stored.plan, trips=stored.plan.trips[1:])
    newer = replace(
        stored.summary, id="58-20261130-2", run_id=None, version=1, digest=plan_digest(plan)
    )
    store, clock = site.planner.store, site.clock
    with store.writing(actor="maker", at=clock.now()) as writer:
        writer.add_plan(replace(stored, summary=newer, plan=plan))
        writer.note("plan_stored", f"plan:{newer.id}")
    take_step(store, clock, newer.id, LifeStep.APPROVE, by="head", reason="seen")
    take_step(store, clock, newer.id, LifeStep.PUBLISH, by="maker", replaces=plan_id)
    for place in ("/", f"/plans/{newer.id}"):
        page = client.get(place).text
        assert anew in page, place
        assert f"/plans/{newer.id}/telling?show=tell_anew" in page, place


def test_phones_are_masked_for_those_who_tell_nobody(site: Site) -> None:
    plan_id = publish(site)
    for role in (Role.AUDITOR, Role.OFFICE, Role.APPROVER):
        client = site.client(a_member(role))
        for address in (f"/plans/{plan_id}/telling", f"/v1/plans/{plan_id}/telling"):
            text = client.get(address).text
            assert PHONE not in text
            assert "tel:" not in text
            assert "x-xxxx-xx12" in text
        assert client.post(f"/plans/{plan_id}/telling").status_code == 403


def test_letters_come_as_one_file_or_many(site: Site) -> None:
    plan_id = publish(site)
    client = site.client(a_member(Role.PLANNER))
    key = client.get(f"/v1/plans/{plan_id}/telling").json()["lines"][0]["key"]
    for address, begins in (
        (f"/plans/{plan_id}/letters.pdf", b"%PDF"),
        (f"/plans/{plan_id}/letters.zip", b"PK"),
        (f"/v1/plans/{plan_id}/letters?packed=zip", b"PK"),
        (f"/v1/plans/{plan_id}/letters?key={key}", b"%PDF"),
    ):
        answer = client.get(address)
        assert answer.content.startswith(begins), address
        assert "attachment" in answer.headers["content-disposition"]
    assert client.get(f"/plans/{plan_id}/letters.pdf?show=told").status_code == 404
    assert client.get(f"/plans/{plan_id}/letters.pdf?key=none").status_code == 404


def test_a_draft_only_says_whom_it_would_concern(site: Site) -> None:
    plan_id = site.plans[HOME].summary.id
    client = site.client(a_member(Role.PLANNER))
    page = client.get(f"/plans/{plan_id}/telling?language=en").text
    assert "who would have to be told" in page
    assert "Mark as told" not in page
    key = client.get(f"/v1/plans/{plan_id}/telling").json()["lines"][0]["key"]
    refused = client.post(f"/plans/{plan_id}/telling", data={"key": [key]})
    assert refused.status_code == 409


def test_the_letterhead_is_kept_and_not_overwritten(site: Site) -> None:
    client = site.client(a_member(Role.PLANNER))
    address = f"/provinces/{HOME}/letterhead"
    saved = client.post(address, data={"office": "ที่ว่าการอำเภอ", "version": 1})
    assert saved.headers["location"] == f"{address}?saved=true"
    assert "ที่ว่าการอำเภอ" in client.get(address).text
    stale = client.post(address, data={"office": "อื่น", "version": 1})
    assert stale.status_code == 409
    assert "มีผู้แก้ไขหัวหนังสือนี้ก่อนแล้ว" in stale.text
    found = client.get(f"/v1{address}")
    assert (found.headers["etag"], found.json()["office"]) == ('"2"', "ที่ว่าการอำเภอ")
    put = client.put(f"/v1{address}", json={"phone": PHONE}, headers={"If-Match": '"2"'})
    assert (put.status_code, put.json()["version"]) == (200, 3)
