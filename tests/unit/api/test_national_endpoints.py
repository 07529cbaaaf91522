"""Nationwide runs and weekly drafts over HTTP: asked for, followed, seen in part, stopped."""

import json
from pathlib import Path

import pytest

from planner.domain.people import ALL_PROVINCES, Role
from planner.usecases.national import lead_on
from planner.usecases.workers import runs_to_hand_out
from tests.builders import a_request
from tests.web import FOREIGN, HOME, Site, a_foreign_request, a_member, a_site

WISH = {"start": "2026-12-07", "days": 7, "params": {"cpu_s": 1.0}}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return a_site(tmp_path_factory.mktemp("site"), a_request(), a_foreign_request())


def test_a_nationwide_run_is_asked_for_once_and_seen_in_part(site: Site) -> None:
    head = site.client(a_member(Role.PLANNER, ALL_PROVINCES, login="head"))
    answer = head.post("/v1/national-runs", json=WISH)
    assert answer.status_code == 202
    told = answer.json()
    assert [p["province_code"] for p in told["parts"]] == [FOREIGN, HOME]
    assert (told["state"], told["done"], told["progress"]) == ("running", 0, 0.0)
    address = answer.headers["Location"]
    again = head.post("/v1/national-runs", json=WISH)
    assert again.headers["Location"] == address
    local = site.client(a_member(Role.PLANNER, HOME, login="local"))
    seen = local.get(address).json()
    assert [p["province_code"] for p in seen["parts"]] == [HOME]
    assert seen["provinces"] == 1
    assert local.post(f"{address}/stop").status_code == 404
    assert local.post("/v1/national-runs", json=WISH | {"province_codes": [FOREIGN]}).status_code
    ids = {run["id"] for run in local.get("/v1/national-runs").json()["national_runs"]}
    assert told["id"] in ids
    assert head.post(f"{address}/stop").json()["stop_asked"] is True
    lead_on(site.planner.store, site.clock)
    ended = head.get(address).json()
    assert (ended["state"], ended["failed"]) == ("dismissed", [FOREIGN, HOME])
    assert head.post(f"{address}/stop").status_code == 409
    events = local.get(f"{address}/events").text
    assert json.loads(events.split("data: ")[1].split("\n")[0])["state"] == "dismissed"


def test_pages_start_follow_and_stop(site: Site) -> None:
    head = site.client(a_member(Role.PLANNER, ALL_PROVINCES, login="head"))
    listed = head.get("/national?language=en").text
    assert "Plan 2 provinces" in listed
    begun = head.post("/national", data={"start": "2026-12-14", "seconds": "1"})
    assert begun.status_code == 303
    address = begun.headers["Location"]
    page = head.get(address).text
    assert "No worker is at work" in page
    assert "Chiang Mai" in page
    drawn = head.get(f"{address}/map")
    assert drawn.headers["Content-Security-Policy"].startswith("sandbox")
    assert "Chiang Mai" in drawn.text
    taken = head.get(f"{address}/map?download=true")
    assert taken.headers["Content-Disposition"] == 'attachment; filename="national-20261214.html"'
    assert len(runs_to_hand_out(site.planner.store, per_province=9)) == 2
    assert head.post(f"{address}/stop").headers["Location"] == address
    lead_on(site.planner.store, site.clock)
    assert "called off" in head.get(f"{address}?language=en").text


def test_weekly_drafts_are_switched_and_told(site: Site) -> None:
    local = site.client(a_member(Role.PLANNER, HOME, login="local"))
    told = local.get(f"/v1/weekly-drafts/{HOME}").json()
    assert (told["is_on"], told["next_due_at"]) == (False, None)
    wish = {"is_on": True, "weekday": 4, "time": "18:30", "cpu_s": 5}
    changed = local.put(f"/v1/weekly-drafts/{HOME}", json=wish).json()
    assert (changed["weekday"], changed["time"], changed["cpu_s"]) == (4, "18:30", 5.0)
    assert changed["next_due_at"] == "2026-11-27T18:30:00+07:00"
    assert local.put(f"/v1/weekly-drafts/{FOREIGN}", json=wish).status_code == 404
    for bad in ({"is_on": True, "time": "25:00"}, {"is_on": True, "weekday": 7}, {}):
        assert local.put(f"/v1/weekly-drafts/{HOME}", json=bad).status_code == 422
    listed = local.get("/v1/weekly-drafts").json()["weekly_drafts"]
    assert [one["province_code"] for one in listed] == [HOME]
    form = {"is_on": "false", "weekday": "4", "time": "18:30"}
    assert local.post(f"/weekly/{HOME}", data=form).status_code == 303
    assert local.get(f"/v1/weekly-drafts/{HOME}").json()["is_on"] is False
    head = site.client(a_member(Role.PLANNER, ALL_PROVINCES, login="head"))
    assert head.get("/v1/weekly-drafts/99").status_code == 404


def test_an_office_reads_and_starts_nothing(site: Site) -> None:
    office = site.client(a_member(Role.OFFICE, HOME, login="office"))
    page = office.get("/national?language=en")
    assert page.status_code == 200
    assert '<form method="post" action="/national"' not in page.text
    assert office.post("/v1/national-runs", json=WISH).status_code == 404


def test_without_a_province_there_is_nothing_to_plan(tmp_path: Path) -> None:
    empty = a_site(tmp_path)
    head = empty.client(a_member(Role.PLANNER, ALL_PROVINCES, login="head"))
    assert head.post("/v1/national-runs", json=WISH).status_code == 404
