"""Making a plan on a page: what is chosen reaches the request, and the run's page tells it all."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from api.pages.run_chart import chart_of
from geodata.matrix import TravelMatrix
from planner.documents import from_json
from planner.domain.errors import SolverFailed
from planner.domain.params import SolveParams
from planner.domain.plan import Bound, Plan, StopCause
from planner.domain.request import PlanRequest
from planner.domain.runs import Milestone, Progress, Run
from planner.usecases.runs import carry_out_run
from planner.words import Language
from tests.builders import MONDAY, a_plan, a_request
from tests.web import HOME, Site, a_member, a_site

NEXT_MONDAY = "2026-12-07"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path, a_request())


def start(site: Site, **fields: object) -> Run:
    """Send the form; the run that came of it."""
    wish = {"province": HOME, "week": NEXT_MONDAY, "seconds": "5", "nights": "on", **fields}
    answer = site.client(a_member()).post("/plans/new", data=wish)
    assert answer.status_code == 303, answer.text
    with site.planner.store.reading() as reader:
        return reader.run(answer.headers["location"].rpartition("/")[2])


def request_of(site: Site, run: Run) -> PlanRequest:
    with site.planner.store.reading() as reader:
        return from_json(PlanRequest, reader.blob(run.request_digest))


def test_the_form_shows_units_and_days_and_the_choices_reach_the_request(site: Site) -> None:
    page = site.client(a_member()).get(f"/plans/new?province={HOME}&week={NEXT_MONDAY}").text
    assert 'value="U1|2026-12-07" aria-label' in page
    run = start(site, works=["U1|2026-12-07", "U1|2026-12-09"], floor="35", budget_baht="9,000")
    asked = request_of(site, run)
    assert [unit.code for unit in asked.units] == ["U1"]
    works = [d for d in range(7) if asked.units[0].shift_on(asked.horizon.date_of(d))]
    assert works == [0, 2]
    assert asked.policy.equity_floor == 0.35
    assert "0.35" in asked.policy.version
    assert asked.budget_baht == 9000
    assert not any(place.covers for place in asked.stop_places)
    assert (run.is_queued, run.params.cpu_s) == (True, 5.0)


def test_holidays_of_the_chosen_week_are_told_with_their_dates(site: Site) -> None:
    client = site.client(a_member())
    for on, thai, english in (
        ("2026-12-10", "วันรัฐธรรมนูญ", "Constitution Day"),
        ("2026-12-07", "วันหยุดชดเชย", "Substitution"),
        ("2026-12-14", "สัปดาห์อื่น", "Another week"),
    ):
        day = {"date": on, "name_th": thai, "name_en": english}
        assert client.post(f"/v1/provinces/{HOME}/data/holidays", json=day).status_code == 201
    address = f"/plans/new?province={HOME}&week={NEXT_MONDAY}"
    assert "จ. 7 ธ.ค. 2569 วันหยุดชดเชย, พฤ. 10 ธ.ค. 2569 วันรัฐธรรมนูญ<" in client.get(address).text
    english = client.get(f"{address}&language=en").text
    assert "Another week" not in english
    assert "Mon 7 Dec 2026 Substitution, Thu 10 Dec 2026 Constitution Day<" in english


def test_thai_digits_are_numbers_and_words_are_told_by_their_field(site: Site) -> None:
    run = start(site, works=["U1|2026-12-07"], floor="๔๐", budget_baht="๙,๐๐๐")
    asked = request_of(site, run)
    assert (asked.policy.equity_floor, asked.budget_baht) == (0.4, 9000)
    wish = {"province": HOME, "week": NEXT_MONDAY, "works": ["U1|2026-12-07"], "floor": "สี่สิบ"}
    client = site.client(a_member())
    told = client.post("/plans/new?language=th", data=wish).text
    assert "“สี่สิบ” ในช่อง “ทุกอำเภอควรได้อย่างน้อย (ร้อยละ)” ไม่ใช่จำนวนเต็ม" in told
    assert 'value="สี่สิบ"' in told
    assert "pattern=" not in told
    told = client.post("/plans/new?language=en", data=wish | {"floor": "²"}).text
    assert "“²” in “Every district should get at least (%)” is no whole number" in told


@pytest.mark.parametrize(
    "wrong", [{"works": []}, {"works": ["U1|2026-12-07"], "floor": "much"}, {"week": "never"}]
)
def test_what_cannot_be_is_told_beside_the_form(site: Site, wrong: dict[str, object]) -> None:
    wish = {"province": HOME, "week": NEXT_MONDAY, **wrong}
    answer = site.client(a_member()).post("/plans/new", data=wish)
    assert answer.status_code == 409
    assert 'role="alert"' in answer.text
    with site.planner.store.reading() as reader:
        assert [run for run in reader.runs() if run.created_by == "planner"] == []


def test_a_run_is_told_from_its_first_plan_to_its_board(site: Site) -> None:
    days = [(MONDAY + timedelta(days=i)).isoformat() for i in range(5)]
    works = [f"{unit}|{day}" for unit in ("U1", "U2") for day in days]
    run = start(site, week=days[0], works=works, covering="on")
    client = site.client(a_member())
    waiting = client.get(f"/runs/{run.id}?language=en").text
    assert "No worker is running" in waiting
    assert 'http-equiv="refresh"' in waiting
    pages: list[str] = []

    def solver(
        asked: PlanRequest, travel: Mapping[str, TravelMatrix], params: SolveParams, **told: object
    ) -> Plan:
        plan = a_plan(asked, travel)
        tell = told["on_progress"]
        assert callable(tell)
        for second, promises in ((1.0, -9), (2.0, -3), (3.0, -3)):
            tell(
                Progress(
                    value=plan.value + (500 if promises == -9 else 0),
                    bound=plan.value + plan.value // 10,
                    people_served=plan.people_served,
                    rounds=1,
                    cpu_s=second,
                    wall_s=second,
                    phase="prices",
                    promises=promises,
                    bounds=(Bound(tier=1, points=-3),),
                    plan=plan,
                )
            )
        pages.append(client.get(f"/runs/{run.id}?language=en").text)
        pages.append(client.get(f"/runs/{run.id}/best?language=en").text)
        return plan

    planner = site.planner
    made = carry_out_run(planner.store, planner.clock, solver, planner.engine_of, run.id)
    live, best = pages
    for words in (
        "3 points short",
        "it cannot be better",
        "At most 9.1 % below",
        "3 of 5 s of computing used",
        "3 s by the clock with preparing and waiting (the search alone: 60 s at most)",
        "from 9 points short to 3 points short",
        "Points may fall where promises or equity rise",
    ):
        assert words in live, words
    assert live.count('class="rn-strip"') == 2
    assert live.count('<polyline class="value earlier"') == 1
    assert '<polyline class="bound"' in live
    assert "proven bound" in live
    assert f'action="/runs/{run.id}/stop"' in live
    assert "has not been judged yet" in best
    assert "Ban Test" in best
    done = client.get(f"/runs/{run.id}?language=en").text
    assert f"/plans/{made.summary.id}/board" in done
    assert 'http-equiv="refresh"' not in done
    assert "so far" not in done
    assert "People served by this plan" in done
    assert client.get(f"/runs/{run.id}/best").headers["location"].endswith("/board")


def test_a_chart_has_the_clock_of_its_line_and_one_number_where_nothing_changed() -> None:
    known = [
        Milestone(wall_s=second, value=70, bound=None, people_served=1) for second in (1.0, 167.0)
    ]
    chart = chart_of(tuple(known), Language.EN)
    assert chart is not None
    (strip,) = chart.strips
    assert (chart.seconds, strip.highest, strip.lowest) == ("167", "70", "")
    assert strip.line.split(" ")[-1].startswith("1000.0,")


def test_a_run_that_fails_says_what_to_do(site: Site) -> None:
    run = start(site, works=["U1|2026-12-07"])

    def solver(*_: object, **__: object) -> Plan:
        raise SolverFailed("killed", cause="killed")

    planner = site.planner
    with pytest.raises(SolverFailed):
        carry_out_run(planner.store, planner.clock, solver, planner.engine_of, run.id)
    page = site.client(a_member()).get(f"/runs/{run.id}?language=en").text
    assert "Making the plan broke off" in page
    assert f"/plans/new?province={HOME}" in page


@pytest.mark.parametrize("is_asked", [False, True])
def test_a_search_that_dies_keeps_the_best_plan_that_it_told_of(
    site: Site, *, is_asked: bool
) -> None:
    days = [(MONDAY + timedelta(days=i)).isoformat() for i in range(5)]
    works = [f"{unit}|{day}" for unit in ("U1", "U2") for day in days]
    run = start(site, week=days[0], works=works, covering="on")

    def solver(
        asked: PlanRequest, travel: Mapping[str, TravelMatrix], params: SolveParams, **told: object
    ) -> Plan:
        plan = replace(a_plan(asked, travel), provenance=None)
        tell = told["on_progress"]
        assert callable(tell)
        word = Progress(value=plan.value, bound=2 * plan.value, people_served=plan.people_served,
                        rounds=1, cpu_s=1.0, wall_s=1.0, phase="prices", promises=0,
                        bounds=(Bound(tier=1, points=0),), plan=plan)  # fmt: skip
        tell(word)
        tell(
            replace(word, value=7, bound=None, people_served=7, bounds=(), promises=None, plan=None)
        )
        if is_asked:
            client.post(f"/runs/{run.id}/stop")
            pages.append(client.get(f"/runs/{run.id}?language=en").text)
        raise SolverFailed("killed", cause="killed")

    pages: list[str] = []
    client = site.client(a_member())
    planner = site.planner
    kept = carry_out_run(planner.store, planner.clock, solver, planner.engine_of, run.id)
    assert kept.verdict.is_clean
    made = kept.plan.provenance
    assert made is not None
    assert made.stop_cause is StopCause.BROKEN_OFF
    assert not made.is_repeatable
    assert (kept.plan.bound_of(1), kept.plan.bound_of(3)) == (0, 2 * kept.plan.value)
    with planner.store.reading() as reader:
        assert reader.run(run.id).error_code == "solver_failed"
        assert reader.audit()[-1].facts["broken_off"] == "killed"
    page = site.client(a_member()).get(f"/runs/{run.id}?language=en").text
    assert ("The search broke off. The best plan it had found was accepted" in page) != is_asked
    assert ("Stopped as asked: the best plan is kept" in page) == is_asked
    assert all(f"/runs/{run.id}/stop" not in live and "Stopping" in live for live in pages)
    assert f"/plans/{kept.summary.id}/board" in page
    assert f"{kept.plan.value:,} points" in page
    assert f'<p class="rn-big">{kept.plan.people_served:,}</p>' in page
    plan_page = site.client(a_member()).get(f"/plans/{kept.summary.id}?language=en").text
    assert "searched for 1 second only" in plan_page


def test_weeks_gone_by_are_not_offered(site: Site) -> None:
    site.clock.forward(days=16)
    page = site.client(a_member()).get(f"/plans/new?province={HOME}&week=2026-11-30&language=en")
    offered = re.findall(r'<option value="(\d{4}-\d\d-\d\d)"', page.text)
    today = site.clock.now().date()
    assert len(offered) == 12
    assert date.fromisoformat(offered[0]) == today - timedelta(days=today.weekday())
    assert "(This week)" in page.text


def test_a_run_that_waits_can_be_called_off_from_its_page(site: Site) -> None:
    run = start(site, works=["U1|2026-12-07"])
    client = site.client(a_member())
    assert client.post(f"/runs/{run.id}/dismiss").status_code == 303
    assert "Called off" in client.get(f"/runs/{run.id}?language=en").text
    assert client.post(f"/runs/{run.id}/stop").status_code == 303
