"""The benchmarks' own machinery: instances are valid, plans are judged alike, a race can be run."""

import dataclasses
import json

import numpy as np
import pytest

from planner.domain.province import ProvinceData
from planner.domain.rules import Rule
from planner.domain.units import Lunch
from planner.samples import sample_week
from tests.benchmarks import compare, contest
from tests.benchmarks.collecting import ours, pyvrp_cost, read_instance
from tests.benchmarks.core import end_s, prune, value_of
from tests.benchmarks.dispatch import nearest_plan, rota_plan
from tests.benchmarks.exact import best_value, every_plan
from tests.benchmarks.exact_plan import exact_plan
from tests.benchmarks.exact_whole import best_of
from tests.benchmarks.extract import NotCore, core_of
from tests.benchmarks.judge import judge, plan_of
from tests.benchmarks.peers import nearest_first
from tests.benchmarks.published import toptw_week
from tests.benchmarks.real import real_week
from tests.benchmarks.small import whole_week
from tests.benchmarks.stopping import START, ask
from tests.benchmarks.table import draw, rows_of
from tests.benchmarks.weeks import REGIMES, small_week, week
from tests.benchmarks.whole import PLANNERS, Line, line_of
from tests.benchmarks.whole_weeks import province_week
from tests.benchmarks.year import with_policy
from tests.benchmarks.year_bound import credit, possible
from tests.builders import a_request, a_travel, served_of
from tests.naive import naive_plan
from tests.strategies import random_request, random_travel


@pytest.mark.parametrize("regime", REGIMES)
def test_a_week_is_core_and_keeps_the_triangle_inequality(regime):
    made = week(40, regime, 7)
    core = core_of(made.request, made.travel)
    assert core.clients == 40
    assert core.allowed.any(axis=0).all(), "somebody can serve every row"
    for j in range(len(core.drive_s)):
        assert (core.drive_s <= core.drive_s[:, j][:, None] + core.drive_s[j][None, :]).all()


def test_the_same_seed_gives_the_same_week_and_another_another():
    assert week(20, "long", 3).request == week(20, "long", 3).request
    assert week(20, "long", 3).request != week(20, "long", 4).request


@pytest.mark.parametrize("regime", REGIMES)
def test_a_greedy_plan_is_accepted_and_valued_as_the_arrays_say(regime):
    made = week(60, regime, 5)
    core = core_of(made.request, made.travel)
    routes = prune(core, nearest_first(core, 1.0, 1).routes)
    verdict = judge(made.request, made.travel, plan_of(made.request, made.travel, routes))
    assert verdict.violations == ()
    assert verdict.value == value_of(core, routes) > 0
    share = sum(int(core.prize[c]) for route in routes for c in route) / int(core.prize.sum())
    assert share < 0.9, "not everything fits"


def test_an_impossible_route_is_seen_by_the_arrays_and_by_the_judge():
    made = week(60, "long", 5)
    core = core_of(made.request, made.travel)
    routes = [[] for _ in range(core.unit_days)]
    routes[0] = [int(c) for c in np.flatnonzero(core.allowed[0])[:12]]
    assert end_s(core, 0, routes[0]) is None
    verdict = judge(made.request, made.travel, plan_of(made.request, made.travel, routes))
    assert {v.rule for v in verdict.violations} & {Rule.SHIFT, Rule.OPENING, Rule.FORM}


def test_a_request_with_lunch_is_not_core():
    made = week(10, "long", 1)
    lunch = Lunch(duration_s=3600, earliest_s=11 * 3600, latest_s=13 * 3600)
    units = tuple(dataclasses.replace(unit, lunch=lunch) for unit in made.request.units)
    with pytest.raises(NotCore):
        core_of(dataclasses.replace(made.request, units=units), made.travel)


def test_the_sample_province_gives_a_real_week():
    made = real_week("58", "medium", 1)
    core = core_of(made.request, made.travel)
    assert core.clients > 300
    assert (core.drive_s >= 0).all()


def test_a_tiny_race_is_judged_and_tabled(tmp_path):
    pytest.importorskip("pyvrp")
    made = week(20, "medium", 2)
    results = [contest.run(made, who, 1.0) for who in ("ours", "pyvrp", "nearest")]
    assert all(r.violations == 0 and r.value > 0 for r in results)
    assert all(r.cpu_s < 20 for r in results)
    assert [dataclasses.asdict(contest.from_line(contest.to_line(r))) for r in results] == [
        json.loads(contest.to_line(r)) for r in results
    ]
    (row,) = rows_of(results)
    assert row.lead("pyvrp") > -20
    assert row.lead("nearest") > -20
    assert made.name in draw([row])
    out = tmp_path / "series.jsonl"
    out.write_text("\n".join(map(contest.to_line, results)) + "\n", encoding="utf-8")
    compare.main(["--out", str(out), "--table", "--cpu", "1"])


@pytest.mark.parametrize("seed", [1, 18, 19, 20, 23, 24, 29, 30])
def test_trying_everything_agrees_with_listing_every_plan(seed):
    made = small_week(seed)
    core = core_of(made.request, made.travel)
    assert best_value(core) == max(every_plan(core))


def test_a_published_instance_is_stated_exactly(tmp_path):
    (tmp_path / "instances").mkdir()
    lines = ("1 1 3 1", "0 200", "0 0 0 0 0 0 0 0 100", "1 10 0 10 7 1 1 1 0 50",
             "2 10 10 10 5 1 1 1 0 60", "3 0 44.99 10 20 1 1 1 0 30")  # fmt: skip
    (tmp_path / "instances" / "tiny.txt").write_text("\n".join(lines), encoding="utf-8")
    made = toptw_week(tmp_path, "tiny", 1)
    core = core_of(made.request, made.travel)
    # 0 -> 1 -> 2 -> 0: 10 + 10 + 14.1, cut from 14.142.
    assert core.drive_s[[0, 1, 2], [1, 2, 0]].tolist() == [100, 100, 141]
    assert core.prize.tolist() == [7, 5, 20]
    assert best_value(core) == 12, "the third closes before anybody can be there"
    verdict = judge(made.request, made.travel, plan_of(made.request, made.travel, [[0, 1]]))
    assert verdict.violations == ()
    assert verdict.value == 12


def test_a_prize_collecting_instance_is_stated_exactly(tmp_path):
    pytest.importorskip("pyvrp")
    lines = ("NAME : tiny", "CAPACITY : 10", "SERVICE_TIME : 10", "NODE_COORD_SECTION",
             "1 0 0", "2 10 0", "3 10 10", "4 0 44",
             "DEMAND_SECTION", "1 0", "2 6", "3 4", "4 6",
             "TIME_WINDOW_SECTION", "1 0 200", "2 0 50", "3 0 60", "4 0 90", "PRIZE_SECTION",
             "1 0", "2 30", "3 20", "4 70", "DEPOT_SECTION", "1", "EOF")  # fmt: skip
    (tmp_path / "tiny.vrp").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "bks.csv").write_text(
        "instance,best_known_cost_in_file,routes_used\ntiny,9999.0,0\n", encoding="utf-8"
    )
    made = read_instance(tmp_path, "tiny", 1000)
    # The fourth alone costs 88 of distance for 70; the others go together, 34.1 for 50.
    plan, cost, faults = ours(made, 3.0)
    assert (cost, faults) == (700 + 341, 0)
    assert plan.people_served == 2
    assert pyvrp_cost(made, 0.5) == (cost, 0)


@pytest.mark.parametrize("seed", [1, 4, 18, 24])
def test_both_exact_methods_agree_on_core_weeks(seed):
    made = small_week(seed)
    best = best_of(made.request, made.travel)
    assert best is not None
    assert best.value == best_value(core_of(made.request, made.travel))


@pytest.mark.parametrize("seed", [4, 13, 16, 17, 19, 22, 27, 30, 65, 83, 92, 109])
def test_no_naive_plan_beats_the_whole_optimum(seed):
    made, best = whole_week(seed)
    assert best is not None
    for order in range(3):
        plan = naive_plan(made.request, made.travel, order)
        verdict = judge(made.request, made.travel, plan)
        assert verdict.violations == ()
        promises = sum(term.points for term in plan.terms if term.tier == 1)
        assert (promises, plan.equity, verdict.value) <= (best.promises, best.equity, best.value)


@pytest.mark.parametrize("seed", range(6))
def test_dispatchers_keep_every_rule(seed):
    request = random_request(seed)
    travel = random_travel(request, seed)
    turns = {}
    for plan in (nearest_plan(request, travel), rota_plan(request, travel, turns)):
        assert judge(request, travel, plan).violations == ()


def test_a_rota_goes_on_where_it_stopped():
    request = a_request()
    travel = a_travel(request)
    first = nearest_plan(request, travel)
    assert first.people_served > 0
    turns = {}
    rota_plan(request, travel, turns)
    assert set(turns) <= {unit.code for unit in request.units}
    assert turns
    again = rota_plan(request, travel, dict.fromkeys(turns, request.stop_places[1].code))
    assert again.routes[0].visits[0].place_code == request.stop_places[2].code


def test_no_real_week_beats_the_fractional_one():
    request = a_request()
    travel = a_travel(request)
    data = ProvinceData(
        province_code="58",
        name_th="แม่ฮ่องสอน",
        name_en="Mae Hong Son",
        **{
            name: getattr(request, name)
            for name in ("villages", "stop_places", "bases", "units", "services", "packages",
                         "demands", "history", "policy")
        },
    )  # fmt: skip
    assert request.horizon.start == sample_week()
    roof = possible(data, travel, 1)
    for order in range(5):
        plan = naive_plan(request, travel, order)
        due = credit(data, 1)
        served = served_of(plan.trips)
        assert 0 < sum(min(count, due[key]) for key, count in served.items()) <= roof + 1e-6
    assert roof <= sum(credit(data, 1).values()) + 1e-6


@pytest.mark.parametrize("seed", [4, 13, 16, 17, 19, 22, 27, 30, 65, 83, 92, 109])
def test_the_whole_optimum_is_a_clean_plan_of_that_value(seed):
    made, best = whole_week(seed)
    plan = exact_plan(made.request, made.travel, best)
    assert plan is not None
    verdict = judge(made.request, made.travel, plan)
    assert verdict.violations == ()
    assert verdict.value == best.value
    assert sum(term.points for term in plan.terms if term.tier == 1) == best.promises
    assert plan.equity == best.equity


def test_a_made_up_province_is_planned_by_everybody_and_judged_alike():
    pytest.importorskip("pyvrp")
    made = province_week(1, villages=24)
    assert province_week(1, villages=24).request == made.request
    lines = [line_of(made, who, 1.5, plan_week(made, 1.5)) for who, plan_week in PLANNERS.items()]
    assert [line.violations for line in lines] == [0] * len(PLANNERS)
    assert all(line.people > 0 for line in lines)
    *peers, ours = (worth_of(line) for line in lines)
    longer = (worth_of(line_of(made, "ours", s, PLANNERS["ours"](made, s))) for s in (5.0, 30.0))
    assert ours >= max(peers) or any(more >= max(peers) for more in longer), "a slow machine's too"


def worth_of(line: Line) -> tuple[int, int, int]:
    """Promises first, then equity, then value."""
    return line.promises, line.equity, line.value


def test_whoever_asks_before_the_first_plan_gets_the_first_plan():
    found = ask(week(40, "medium", 101), START, 0.0, 400.0)
    assert found is not None
    _, _, _, _, child_cpu_s, _, value, violations, _ = found
    assert (int(value.replace(",", "")) > 0, violations) == (True, "0")
    assert float(child_cpu_s) < 100.0, "of 400 that it might use: it starts Python and stops"


def test_a_year_can_be_asked_for_under_another_policy():
    data = ProvinceData(province_code="58", name_th="แม่ฮ่องสอน", name_en="Mae Hong Son")
    assert with_policy(data, "") == data
    policy = with_policy(data, "required_from=4,equity_floor=0.5").policy
    assert (policy.required_from, policy.equity_floor) == (4, 0.5)
