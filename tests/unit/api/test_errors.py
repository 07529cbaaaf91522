"""Errors as problems: each class has a status and words in both languages, and tells no secrets."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from api.errors import HTTP_CODES, STATUS, ApiError, problem_of, status_of
from api.settings import ApiSettings
from geodata.errors import EngineUnavailable, GeodataError, InvalidPlace
from planner.domain.errors import Fault, InvalidDocument, NotFound, PlannerError, SolverFailed
from planner.words import Language, catalog
from tests.builders import a_request
from tests.web import Site, a_member, a_site


def _below(kind: type[Exception]) -> Iterator[type[Exception]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


OWN = [
    kind
    for base in (PlannerError, GeodataError, ApiError)
    for kind in _below(base)
    if kind.__module__.startswith(("planner", "geodata", "api"))
]


@pytest.mark.parametrize("kind", OWN, ids=lambda k: k.__name__)
def test_every_error_has_a_status_of_its_own(kind: type[Exception]) -> None:
    nearest = next(base for base in kind.__mro__ if base in STATUS)
    assert nearest not in (PlannerError, GeodataError, ApiError), "add it to api.errors.STATUS"


def test_every_code_of_the_table_has_words() -> None:
    codes = {kind.code for kind, status in STATUS.items() if status != 500}  # type: ignore[attr-defined]
    for code in sorted(codes | set(HTTP_CODES.values()) | {"internal_error"}):
        assert f"problem_{code}" in catalog(), code
        assert f"problem_{code}_advice" in catalog(), code


def test_a_problem_names_every_fault() -> None:
    faults = (Fault(field="units[3].base_code", code="unknown", value="B9"),)
    problem = problem_of(InvalidDocument("plan request", faults))
    assert problem.status == 422
    document = problem.to_json(Language.EN)
    assert document["faults"] == [{"field": "units[3].base_code", "code": "unknown", "value": "B9"}]
    assert "1 fault" in document["detail"]


def test_facts_may_be_called_code() -> None:
    problem = problem_of(InvalidPlace("a village code has 8 digits", code="x", language="y"))
    assert problem.status == 422
    assert problem.advice(Language.TH)


@pytest.mark.parametrize(
    "error",
    [
        SolverFailed("killed", path="/srv/secret"),
        EngineUnavailable("no roads", folder="/srv/secret"),
        NotFound("no such plan", id="58-1"),
        RuntimeError("/srv/secret"),
    ],
)
def test_insides_and_ids_are_not_told(error: Exception) -> None:
    problem = problem_of(error)
    assert problem.status == status_of(error)
    assert problem.facts == {}
    assert "secret" not in str(problem.to_json(Language.EN))


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return a_site(tmp_path_factory.mktemp("site"), a_request(), plans=False)


def test_programs_get_problems_in_the_language_they_accept(site: Site) -> None:
    client = site.client()
    thai = client.get("/v1/plans")
    assert thai.status_code == 401
    assert thai.headers["content-type"] == "application/problem+json"
    assert thai.headers["content-language"] == "th"
    assert thai.json()["code"] == "not_logged_in"
    english = client.get("/v1/plans", headers={"Accept-Language": "en-GB,en;q=0.9,th;q=0.5"})
    assert english.json()["title"] == "Please sign in first"
    assert client.get("/v1/plans?language=en").json()["title"] == english.json()["title"]


def test_people_get_pages(site: Site) -> None:
    client = site.client()
    missing = client.get("/nowhere")
    assert missing.status_code == 404
    assert missing.headers["content-type"].startswith("text/html")
    assert "ไม่พบสิ่งที่ต้องการ" in missing.text
    assert "There is no such thing here" in client.get("/nowhere?language=en").text


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/nowhere", 404, "not_found"),
        ("POST", "/v1/health", 405, "method_not_allowed"),
        ("GET", "/v1/plans?limit=0", 422, "malformed"),
        ("GET", "/v1/plans?limit=many", 422, "malformed"),
    ],
)
def test_the_frameworks_own_refusals_are_problems_too(
    site: Site, method: str, path: str, status: int, code: str
) -> None:
    response = site.client(a_member()).request(method, path)
    assert (response.status_code, response.json()["code"]) == (status, code)


def test_an_unforeseen_error_is_a_plain_500(site: Site) -> None:
    class Broken:
        def reading(self) -> None:
            raise RuntimeError("disk at /srv/secret is gone")

    broken = replace(site, planner=replace(site.planner, store=Broken()), webs={})  # type: ignore[arg-type]
    client = broken.client(raise_server_exceptions=False)
    response = client.get("/v1/health")
    assert (response.status_code, response.json()["code"]) == (500, "internal_error")
    assert "secret" not in response.text
    assert response.headers["x-content-type-options"] == "nosniff"
    page = client.get("/login")
    assert page.status_code == 500
    assert "secret" not in page.text
    assert "content-security-policy" in page.headers


def test_too_large_a_body_is_refused(site: Site) -> None:
    client = site.client(a_member(), settings=ApiSettings(max_body_bytes=1000))
    response = client.post("/v1/runs", content=b" " * 2000)
    assert (response.status_code, response.json()["code"]) == (413, "too_large")
