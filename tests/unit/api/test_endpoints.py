"""The JSON interface: documents, pages of villages, runs, and its description."""

import json
from pathlib import Path

import jsonschema
import pytest
from fastapi import FastAPI

from api.app import create_app
from planner.documents import from_json, json_schema, plan_digest
from planner.domain.people import Role
from planner.domain.plan import Plan
from planner.domain.runs import RunState
from tests.builders import a_request
from tests.web import HOME, Site, a_member, a_site

GOLDEN = Path(__file__).parents[2] / "golden/openapi.json"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return a_site(tmp_path_factory.mktemp("site"), a_request())


def test_a_plan_is_the_published_document(site: Site) -> None:
    client = site.client(a_member())
    stored = site.plans[HOME]
    answer = client.get(f"/v1/plans/{stored.summary.id}")
    jsonschema.validate(answer.json(), json_schema("plan"))
    assert plan_digest(from_json(Plan, answer.content)) == stored.summary.digest
    verdict = client.get(f"/v1/plans/{stored.summary.id}/verdict").json()
    assert verdict["violations"] == []
    summary = client.get(f"/v1/plans/{stored.summary.id}/summary").json()
    assert summary == client.get("/v1/plans").json()["plans"][0]
    assert summary["digest"] == stored.summary.digest


def test_villages_come_in_pages(site: Site) -> None:
    client = site.client(a_member())
    codes: list[str] = []
    address = "/v1/provinces/58/villages?limit=3"
    for _ in range(2):
        answer = client.get(address)
        codes += [village["code"] for village in answer.json()["villages"]]
        if answer.json()["next_cursor"] is None:
            break
        address = answer.links["next"]["url"]
    assert codes == sorted(village.code for village in a_request().villages)
    assert "link" not in answer.headers


def test_villages_inside_a_box(site: Site) -> None:
    client = site.client(a_member())
    inside = client.get("/v1/provinces/58/villages?bbox=98.2,19,98.5,20").json()["villages"]
    assert [village["code"] for village in inside] == ["58020101"]
    assert inside[0]["location"] == {"lon": 98.21, "lat": 19.3}
    paged = client.get("/v1/provinces/58/villages?bbox=90,10,100,20&limit=1")
    assert "bbox=90%2C10%2C100%2C20" in paged.headers["link"]


@pytest.mark.parametrize(
    "bbox", ["", "1,2,3", "a,b,c,d", "98,19,97,20", "nan,19,98,20", "0,0,0,99", "1,2,3,4,5"]
)
def test_a_box_that_is_none_is_refused(site: Site, bbox: str) -> None:
    answer = site.client(a_member()).get(f"/v1/provinces/58/villages?bbox={bbox}")
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


def test_a_run_is_queued_for_a_worker(site: Site) -> None:
    client = site.client(a_member())
    wish = {"province_code": "58", "start": "2026-12-07", "days": 5, "unit_codes": ["U2"]}
    answer = client.post("/v1/runs", json=wish | {"params": {"cpu_s": 5.0}})
    assert answer.status_code == 202
    assert answer.json()["state"] == "accepted"
    again = client.get(answer.headers["location"])
    assert again.json() == answer.json()
    with site.planner.store.reading() as reader:
        run = reader.run(answer.json()["id"])
    assert (run.state, run.is_queued, run.created_by) == (RunState.ACCEPTED, True, "planner")
    assert run.params.cpu_s == 5.0


@pytest.mark.parametrize(
    ("change", "status", "code", "field"),
    [
        ({"days": 0}, 422, "malformed", "body.days"),
        ({"days": "7 days"}, 422, "malformed", "body.days"),
        ({"start": "next week"}, 422, "malformed", "body.start"),
        ({"params": {"cpu_s": -1}}, 422, "malformed", "body.params"),
        ({"surprise": 1}, 422, "malformed", "body.surprise"),
        ({"unit_codes": ["U9"]}, 404, "not_found", None),
        ({"province_code": "99"}, 404, "not_found", None),
    ],
)
def test_an_impossible_wish_is_refused(
    site: Site, change: dict[str, object], status: int, code: str, field: str | None
) -> None:
    wish = {"province_code": "58", "start": "2026-12-07"} | change
    answer = site.client(a_member()).post("/v1/runs", json=wish)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert field is None or field in [fault["field"] for fault in answer.json()["faults"]]


def test_problems_are_listed(site: Site) -> None:
    kinds = {kind["code"]: kind for kind in site.client().get("/v1/problems?language=en").json()}
    assert kinds["not_found"] == {
        "code": "not_found",
        "status": 404,
        "title": "There is no such thing here",
    }


def test_an_auditor_reads_but_starts_nothing(site: Site) -> None:
    client = site.client(a_member(Role.AUDITOR))
    assert client.get("/v1/provinces").json()["provinces"][0]["name_en"] == "Mae Hong Son"
    answer = client.post("/v1/runs", json={"province_code": "58", "start": "2026-12-07"})
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


@pytest.fixture(scope="module")
def web(site: Site) -> FastAPI:
    return create_app(site.planner)


def test_the_description_is_as_agreed(web: FastAPI) -> None:
    """Make it anew: python -m tests.golden_openapi."""
    assert web.openapi() == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_every_operation_is_described(web: FastAPI) -> None:
    description = web.openapi()
    assert description["openapi"].startswith("3.1")
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            assert operation.get("description"), (method, path)
            assert "default" in operation["responses"], (method, path)


def test_every_body_has_examples_that_are_such_bodies(web: FastAPI) -> None:
    description = web.openapi()
    shown = 0
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            content = operation.get("requestBody", {}).get("content", {})
            if "application/json" not in content:
                continue
            media = content["application/json"]
            named = media["schema"].get("$ref", "").removeprefix("#/components/schemas/")
            schema = description["components"]["schemas"].get(named, media["schema"])
            given = [one["value"] for one in media.get("examples", {}).values()]
            examples = given or schema.get("examples") or [media.get("example")]
            assert all(isinstance(example, dict) for example in examples), (method, path)
            whole = {**schema, "components": description["components"]}
            for example in examples:
                jsonschema.validate(example, whole)
                shown += 1
    assert shown > 40
