"""Health, readiness and metrics: who may look, what is told, and nothing of persons."""

from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr

from api.settings import ApiSettings
from planner.domain.params import SolveParams
from planner.domain.workers import Worker
from planner.usecases.operations import LONGEST_WAIT
from planner.usecases.runs import open_run
from tests.builders import a_request
from tests.web import Site, a_member, a_site

MACHINE = ("127.0.0.1", 50_000)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return a_site(tmp_path_factory.mktemp("site"), a_request())


def values(text: str) -> dict[tuple[str, tuple[str, ...]], float]:
    """Every sample by its name and the values of its labels."""
    return {
        (sample.name, tuple(v for _, v in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_it_lives_and_is_ready(site: Site) -> None:
    client = site.client()
    assert client.get("/health").json() == {"status": "ok"}
    told = client.get("/ready")
    assert (told.status_code, told.json()["status"]) == (200, "ready")
    assert told.json()["checks"] == {"database": "ok", "disk": "ok", "queue": "ok"}


def test_metrics_tell_requests_runs_workers_and_promises(site: Site) -> None:
    client = site.client(a_member(login="somebody"), client=MACHINE)
    now = site.clock.now()
    with site.planner.store.writing(actor="w", at=now) as writer:
        writer.put_worker(Worker(name="w", host="h", pid=1, at_once=1, started_at=now, seen_at=now))
    for _ in range(3):
        assert client.get("/v1/runs").status_code == 200
    assert client.get("/v1/plans/none").status_code == 404
    text = client.get("/metrics").text
    told = values(text)
    assert told["planner_up", ()] == 1
    assert told["planner_http_requests_total", ("/v1/runs", "GET", "200")] == 3
    assert told["planner_http_requests_total", ("/v1/plans/{plan_id}", "GET", "404")] == 1
    assert told["planner_http_request_seconds_count", ("/v1/runs", "GET")] == 3
    assert told["planner_runs", ("successful",)] == 1
    assert told["planner_worker_heartbeat_age_seconds", ("w",)] == 0
    assert ("planner_solve_cpu_seconds", ("0.5",)) in told
    assert ("planner_promises", ("near_breach",)) in told
    assert told["planner_audit_entries", ()] > 0
    for secret in ("somebody", "หัวหน้า", "0-0000-0000", "บ้าน"):
        assert secret not in text


def test_metrics_are_for_this_machine_or_for_the_token(site: Site) -> None:
    assert site.client(client=("203.0.113.9", 50_000)).get("/metrics").status_code == 303
    forwarded = {"X-Forwarded-For": "127.0.0.1"}
    assert site.client(client=MACHINE).get("/metrics", headers=forwarded).status_code == 303
    settings = ApiSettings(metrics_token=SecretStr("a token of more than sixteen"))
    guarded = site.client(settings=settings, client=MACHINE)
    assert guarded.get("/metrics").status_code == 303
    bearer = {"Authorization": "Bearer a token of more than sixteen"}
    assert guarded.get("/metrics", headers=bearer).status_code == 200
    assert "sixteen" not in repr(settings)


def test_a_queue_that_nobody_serves_is_not_ready(tmp_path: Path) -> None:
    site = a_site(tmp_path, a_request(), plans=False)
    store, clock = site.planner.store, site.clock
    open_run(store, clock, a_request(), SolveParams(), actor="planner", is_queued=True)
    client = site.client()
    assert client.get("/ready").status_code == 200
    clock.moment += LONGEST_WAIT * 2
    told = client.get("/ready")
    assert (told.status_code, told.headers["Retry-After"]) == (503, "10")
    assert told.json()["checks"]["queue"] == "failing"
    assert client.get("/health").status_code == 200
