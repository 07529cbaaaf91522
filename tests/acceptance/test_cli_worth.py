"""A budget for a plan, an equity floor, and what rules are worth, by the command line."""

import json
import re
import shutil

import pytest

from tests.acceptance_terminal import TINY, WEEK, Terminal

FLOOR = 0.9


@pytest.fixture(scope="module")
def fair(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """The tiny province with an equity floor, planned within a budget."""
    folder = tmp_path_factory.mktemp("fair") / "tiny"
    shutil.copytree(TINY, folder)
    policy = json.loads((folder / "policy.json").read_text(encoding="utf-8"))
    policy |= {"version": "fair-1", "equity_floor": FLOOR}
    (folder / "policy.json").write_text(json.dumps(policy), encoding="utf-8")
    terminal = Terminal(tmp_path_factory.mktemp("store"))
    terminal.run("import", folder)
    terminal.run("plan", "--week", WEEK, "--seconds", 2, "--budget", 9000)
    return terminal


def test_a_plan_within_a_budget_tells_what_it_costs_and_its_lowest_district(fair: Terminal) -> None:
    told = fair.run("show", "--language", "en")
    spent, budget = re.search(r"Costs ([\d,]+) baht of a budget of ([\d,]+) baht", told).groups()
    assert int(spent.replace(",", "")) <= int(budget.replace(",", "")) == 9000
    assert "District where least of a year's need is met" in told
    assert "floor 90 %" in told
    assert "วงเงิน 9,000 บาท" in fair.run("show")
    document = fair.json("show")
    (equity,) = [t for t in document["plan"]["terms"] if t["code"] == "equity"]
    assert 0 < equity["points"] <= 10_000 * FLOOR
    assert fair.json("check")["is_clean"]


def test_the_price_of_equity_is_told_at_three_floors(fair: Terminal) -> None:
    told = fair.json("value-of", "equity", "--seconds", 0.5, "--step", 0.05)
    assert [case["floor"] for case in told["cases"]] == [0.0, FLOOR, 0.95]
    none, policys, above = told["cases"]
    assert none["lowest_bound"] is None
    assert policys["lowest_share"] >= none["lowest_share"]
    assert above["lowest_share"] >= policys["lowest_share"]


def test_what_nights_and_covering_are_worth_is_a_table(fair: Terminal) -> None:
    told = fair.run("value-of", "nights", "--seconds", 0.5, "--language", "en")
    assert "As it is" in told
    assert "No nights away" in told
    told = fair.run("value-of", "covering", "--seconds", 0.5)
    assert "คุณค่าของการให้บริการหมู่บ้านข้างเคียงในระยะเดินถึง" in told
    assert len(fair.json("plans")["plans"]) == 1, "nothing was stored"


def test_a_step_that_is_none_is_refused(fair: Terminal) -> None:
    fair.run("value-of", "equity", "--step", 0, code=2)
