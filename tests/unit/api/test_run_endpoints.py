"""Runs by HTTP: listed, stopped, called off, followed; a POST that is sent twice is done once."""

import json
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from planner.domain.people import Role
from planner.domain.runs import RunState
from tests.builders import a_request
from tests.web import HOME, Site, a_member, a_site

WISH = {"province_code": HOME, "start": "2026-12-07", "days": 5}


@pytest.fixture
def site(tmp_path: Any) -> Site:
    return a_site(tmp_path, a_request())


@pytest.fixture
def client(site: Site) -> TestClient:
    return site.client(a_member())


def ask(client: TestClient) -> str:
    answer = client.post("/v1/runs", json=WISH)
    assert answer.status_code == 202, answer.text
    return str(answer.headers["location"])


def begin(site: Site, address: str) -> None:
    """What a worker does first."""
    with site.planner.store.writing(actor="tester", at=site.clock.now()) as writer:
        run = writer.run(address.rsplit("/", 1)[1])
        writer.change_run(replace(run, state=RunState.RUNNING))
        writer.note("run_started", f"run:{run.id}")


def test_a_waiting_run_is_dismissed_by_stopping_it(client: TestClient) -> None:
    address = ask(client)
    assert client.post(f"{address}/stop").json()["state"] == "dismissed"
    assert client.delete(address).status_code == 409


def test_a_searching_run_is_stopped_or_called_off(site: Site, client: TestClient) -> None:
    stopped, dismissed = ask(client), ask(client)
    for address in (stopped, dismissed):
        begin(site, address)
    told = client.post(f"{stopped}/stop").json()
    assert (told["state"], told["stop_asked"]) == ("running", True)
    assert client.delete(dismissed).json()["state"] == "dismissed"
    states = {run["id"]: run["state"] for run in client.get("/v1/runs").json()["runs"]}
    assert [states[a.rsplit("/", 1)[1]] for a in (stopped, dismissed)] == ["running", "dismissed"]
    (only,) = client.get("/v1/runs?state=dismissed&limit=1").json()["runs"]
    assert only["id"] == dismissed.rsplit("/", 1)[1]


def test_events_tell_the_run_until_it_has_ended(site: Site, client: TestClient) -> None:
    run_id = site.plans[HOME].summary.run_id
    with client.stream("GET", f"/v1/runs/{run_id}/events") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = list(answer.iter_lines())
    (data,) = [line.removeprefix("data: ") for line in lines if line.startswith("data: ")]
    assert json.loads(data) == client.get(f"/v1/runs/{run_id}").json()
    assert "event: run" in lines


def test_a_province_does_not_fill_the_queue(client: TestClient) -> None:
    for _ in range(20):
        ask(client)
    full = client.post("/v1/runs", json=WISH)
    assert (full.status_code, full.json()["code"]) == (409, "too_many_runs")


def test_a_post_sent_twice_is_done_once(site: Site, client: TestClient) -> None:
    key = {"Idempotency-Key": "a key of my own"}
    first = client.post("/v1/runs", json=WISH, headers=key)
    again = client.post("/v1/runs", json=WISH, headers=key)
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert again.headers["location"] == first.headers["location"]
    assert "idempotent-replayed" in again.headers
    assert "idempotent-replayed" not in first.headers
    other = client.post("/v1/runs", json={**WISH, "days": 3}, headers=key)
    assert (other.status_code, other.json()["code"]) == (409, "key_reused")
    elsewhere = client.post("/v1/requests", json=WISH, headers=key)
    assert elsewhere.status_code == 409
    somebody = site.client(a_member(Role.ADMINISTRATOR, login="somebody"))
    assert somebody.post("/v1/runs", json=WISH, headers=key).json() != first.json()
    site.clock.forward(hours=25)
    later = site.client(a_member())
    assert later.post("/v1/runs", json=WISH, headers=key).json()["id"] != first.json()["id"]


def test_refusals_are_repeated_too_and_keys_have_a_form(site: Site, client: TestClient) -> None:
    key = {"Idempotency-Key": "k"}
    wrong = {**WISH, "days": 0}
    refused = [client.post("/v1/runs", json=wrong, headers=key).json() for _ in range(2)]
    assert refused[0] == refused[1]
    for bad in ("", "x" * 201):
        answer = client.post("/v1/runs", json=WISH, headers={"Idempotency-Key": bad})
        assert (answer.status_code, answer.json()["code"]) == (422, "malformed")
    nobody = site.client().post("/v1/runs", json=WISH, headers=key)
    assert nobody.status_code == 401


CSV = "code,name_th,tambon_th,district_th,lon,lat,population\n"


def upload(client: TestClient, content: str, name: str = "villages.csv", **query: Any) -> Any:
    files = {"files": (name, content.encode())}
    return client.post(f"/v1/provinces/{HOME}/imports", files=files, params=query)


def test_an_upload_is_previewed_and_then_kept(site: Site, client: TestClient) -> None:
    village = a_request().villages[0]
    line = f"{village.code},บ้านใหม่,ทดสอบ,เมือง,98.02,19.30,321\n"
    told = upload(client, CSV + line, language="en")
    assert told.status_code == 200, told.text
    (part,) = [part for part in told.json()["parts"] if part["kind"] == "villages"]
    assert part["changed"] == [village.code]
    assert told.json()["version"] is None

    def name() -> str:
        villages = client.get(f"/v1/provinces/{HOME}/villages").json()["villages"]
        return next(str(v["name_th"]) for v in villages if v["code"] == village.code)

    assert name() == village.name_th
    kept = upload(client, CSV + line, preview="false").json()
    assert (kept["is_refused"], kept["version"]) == (False, 2)
    assert name() == "บ้านใหม่"


def test_an_upload_with_errors_keeps_nothing_and_names_the_cells(client: TestClient) -> None:
    told = upload(client, CSV + "58,?,?,?,x,y,-1\n", preview="false", language="en").json()
    assert (told["is_refused"], told["version"]) == (True, None)
    assert {found["row"] for found in told["findings"] if found["severity"] == "error"} == {2}
    assert all(found["advice"] for found in told["findings"])


@pytest.mark.parametrize("name", ["villages.exe", ".csv", "../../x", "", "villages.csv\u0000.sh"])
def test_files_that_cannot_be_read_are_refused(client: TestClient, name: str) -> None:
    answer = upload(client, "x", name=name)
    assert answer.status_code in (400, 422), answer.text
