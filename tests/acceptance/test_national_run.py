"""A country of four small provinces on the queue: one fails first, one cannot be planned."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from planner.domain.errors import SolverFailed
from planner.optimiser.process import solve_in_child
from tests.acceptance_terminal import Terminal
from tests.country import put_country

CODES = ("50", "57", "58", "63")
FAILS_FIRST, CANNOT = "57", "63"


def test_four_provinces_one_tried_again_one_without_a_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data_dir = tmp_path / "data"
    put_country(data_dir, CODES, without_units=CANNOT)
    terminal = Terminal(data_dir)
    queued = terminal.json(
        "plan", "--all-provinces", "--week", "2026-W49", "--seconds", "1", "--queue"
    )
    national_id = queued["national_id"]
    deaths = {FAILS_FIRST: 1}

    def solver(request: Any, *rest: Any, **options: Any) -> Any:
        if deaths.get(request.province_code):
            deaths[request.province_code] -= 1
            raise SolverFailed("the child died", how="killed")
        return solve_in_child(request, *rest, **options)

    monkeypatch.setattr("planner.optimiser.process.solve_in_child", solver)
    done = terminal.json("worker", "--until-idle", "--at-once", "2", "--name", "w")
    assert len(done["runs"]) == 3
    told = terminal.json("national")
    summary = told["national"]
    assert (summary["id"], summary["state"]) == (national_id, "successful")
    assert (summary["provinces"], summary["plans"], summary["failed"]) == (4, 3, [CANNOT])
    parts = {part["province_code"]: part for part in told["parts"]}
    assert parts[FAILS_FIRST]["tries"] == 2
    assert parts[CANNOT]["error_code"] == "nothing_to_plan_with"
    assert summary["people_served"] == sum(
        part["figures"]["people_served"] for part in parts.values() if part["figures"]
    )
    assert summary["people_served"] > 0
    english = terminal.run("national", "--language", "en", "--map", str(tmp_path / "map.html"))
    assert "3 of 4 provinces have a plan" in english
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    found = re.search(r'id="plan-data">(.*?)</script>', page, re.S)
    assert found is not None
    provinces = {p["code"]: p for p in json.loads(found[1])["provinces"]}
    assert provinces[CANNOT]["look"] == "failed"
    assert all(provinces[code]["visits"] and provinces[code]["rings"] for code in CODES[:3])
    assert terminal.json("audit", "verify")["is_whole"]
