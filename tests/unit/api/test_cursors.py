"""Long lists in pages: every row once, in order, and cursors of nobody else."""

from pathlib import Path

import pytest

from planner.domain.params import SolveParams
from planner.usecases.runs import open_run
from tests.builders import a_request
from tests.web import Site, a_member, a_site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = a_site(tmp_path, a_request(), plans=False)
    for _ in range(5):
        open_run(site.planner.store, site.clock, a_request(), SolveParams(), actor="tester")
        site.clock.forward(seconds=1)
    return site


def test_runs_come_in_pages_that_follow_one_another(site: Site) -> None:
    client = site.client(a_member())
    whole = [run["id"] for run in client.get("/v1/runs").json()["runs"]]
    assert len(whole) == 5
    found, address = [], "/v1/runs?limit=2"
    while address:
        page = client.get(address)
        found += [run["id"] for run in page.json()["runs"]]
        address = page.links["next"]["url"] if "next" in page.links else ""
    assert found == whole


@pytest.mark.parametrize("cursor", ["x", "2026-11-25~a", "0001-01-01T00:00:00+14:00~a", "~"])
@pytest.mark.parametrize("path", ["/v1/runs", "/v1/plans"])
def test_a_cursor_of_nobody_is_refused(site: Site, path: str, cursor: str) -> None:
    answer = site.client(a_member()).get(path, params={"cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")
