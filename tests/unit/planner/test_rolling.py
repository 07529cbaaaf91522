"""Weeks one after another, and planning without an optimiser: every rule kept, clocks move on."""

from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from geodata.travel.straight_line import StraightLineEngine
from planner.assess.check import check_plan
from planner.domain.demand import VisitState
from planner.outputs.line_chart import line_chart
from planner.usecases.rolling import RollingTravel, carried_out, roll_weeks
from planner.usecases.rotas import FixedRota, nearest_first
from tests.builders import a_plan, a_request, a_travel
from tests.datasets import province_of
from tests.strategies import random_request, random_travel

START = a_request().horizon.start


@pytest.mark.parametrize("seed", range(12))
def test_both_keep_every_rule_on_any_problem(seed: int) -> None:
    request = random_request(seed)
    travel = random_travel(request, seed)
    for plan in (nearest_first(request, travel), FixedRota()(request, travel)):
        assert check_plan(request, travel, plan).violations == ()


def test_the_rota_goes_on_where_it_stopped() -> None:
    """The first village of the second week is not the first of all, unless the round is over."""
    request = replace(a_request(), history=(), requests=())
    travel = a_travel(request)
    codes = sorted(p.code for p in request.stop_places if p.location is not None)
    rota = FixedRota()
    first = rota(request, travel)
    last = {r.unit_code: r.visits[-1].place_code for r in first.routes}
    second = rota(request, travel)
    for unit, stopped in last.items():
        went = next(r.visits[0].place_code for r in second.routes if r.unit_code == unit)
        assert went > stopped or stopped == codes[-1] or went == codes[0]
    assert first.people_served > 0


def test_a_week_carried_out_is_history_and_answers_requests() -> None:
    request = a_request()
    data = province_of(request)
    plan = a_plan(request, a_travel(request))
    after = carried_out(data, request, plan)
    served = {(s.village_code, s.service_code) for _, _, s in plan.servings()}
    recorded = {(r.village_code, r.service_code) for r in after.history if r.date >= START}
    assert recorded == served
    assert all(r.state is VisitState.DONE for r in after.history if r.date >= START)
    assert not served & {(r.village_code, r.service_code) for r in after.requests}


def test_weeks_roll() -> None:
    data = province_of(a_request())
    told: list[int] = []
    rolled = roll_weeks(
        data, RollingTravel(StraightLineEngine()), nearest_first, START, 3,
        on_week=lambda number, week: told.append(week.whole.people_served),
    )  # fmt: skip
    assert rolled.violations == 0
    assert rolled.people == sum(told) == sum(rolled.served.values())
    assert rolled.end.on == START + timedelta(weeks=3)
    assert rolled.overdue[-1] == rolled.end.whole.rows_overdue
    with pytest.raises(ValueError, match="at least one week"):
        roll_weeks(data, RollingTravel(StraightLineEngine()), nearest_first, START, 0)


def test_a_chart_is_a_drawing_whatever_its_names_are() -> None:
    drawn = line_chart({'<b>"x"': [1, 5, 3], "two": [2], "none": []}, "A & B", "weeks")
    root = ET.fromstring(drawn)
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert '<b>"x"' in texts
    assert "A & B" in texts
    assert len(list(root.iter("{http://www.w3.org/2000/svg}polyline"))) == 3
