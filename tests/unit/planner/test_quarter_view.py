"""The quarter as it stands: weeks from records and from stored plans, and one count of overdue."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from geodata.matrix import TravelMatrix
from planner.assess.quarter import PlannedWeek, WeekFacts
from planner.assess.standing import standings
from planner.domain.calendar import Horizon
from planner.domain.life import LifeStep
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.ports.store import Reader
from planner.usecases import week_facts
from planner.usecases.errands import ask_quarter, carry_out
from planner.usecases.features.remembered import Remembered
from planner.usecases.life import take_step
from planner.usecases.plans import request_of_week
from planner.usecases.quarter import plan_quarter
from planner.usecases.quarter_view import QuarterView, view_quarter
from planner.usecases.runs import carry_out_run, open_run
from tests.builders import a_request
from tests.naive import naive_plan
from tests.published import publish
from tests.web import HOME, Site, a_site

START = a_request().horizon.start
SHORT = SolveParams(cpu_s=0.2, wall_s=30.0)


def solver(
    request: PlanRequest, travel: Mapping[str, TravelMatrix], params: SolveParams, **_: object
) -> Plan:
    return naive_plan(request, travel)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path, a_request())


def plan_days(site: Site, start: date, days: int) -> str:
    planner = site.planner
    request = request_of_week(planner.store, HOME, Horizon(start=start, days=days))
    run = open_run(planner.store, site.clock, request, SHORT, actor="planner")
    return carry_out_run(planner.store, site.clock, solver, planner.engine_of, run.id).summary.id


def a_quarter(site: Site, weeks: int = 4) -> object:
    planner = site.planner
    return plan_quarter(
        planner.store, site.clock, solver, planner.engine_of, HOME, START, weeks, SHORT,
        actor="planner",
    ).quarter  # fmt: skip


def test_the_end_is_counted_alike_though_an_old_plan_lies_across_the_weeks(site: Site) -> None:
    """A plan of other days, made before, must not hide newer drafts from the weeks after them."""
    plan_days(site, START - timedelta(days=3), 7)
    site.clock.forward(minutes=1)
    quarter = plan_quarter(
        site.planner.store, site.clock, solver, site.planner.engine_of, HOME, START, 4, SHORT,
        actor="planner",
    ).quarter  # fmt: skip
    overdue = sum(visit.intervals_at_end > 1.0 for visit in quarter.visits)
    assert quarter.rows_overdue == quarter.weeks[-1].rows_overdue == overdue


def test_the_view_sums_what_the_quarter_planned(site: Site) -> None:
    made = a_quarter(site)
    view = view_quarter(site.planner.store, site.clock, HOME, first=START, weeks=4)
    assert view.quarter == made
    assert [week.state for week in view.weeks if week.start >= START] == ["draft"] * 4
    assert view.money.drafts == sum(week.baht for week in view.quarter.weeks)
    again = view_quarter(site.planner.store, site.clock, HOME, first=START, weeks=4)
    assert again.quarter == view.quarter


class EndsMeanwhile:
    """A store whose run of the quarter goes on and ends when it has been looked into once."""

    def __init__(self, site: Site, run_id: str) -> None:
        self._site, self._run_id, self._looks = site, run_id, 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._site.planner.store, name)

    def reading(self) -> AbstractContextManager[Reader]:
        self._looks += 1
        planner = self._site.planner
        if self._looks == 2:
            carry_out(
                planner.store, self._site.clock, solver, planner.forcer, planner.engine_of,
                self._run_id,
            )  # fmt: skip
        return planner.store.reading()


def test_a_view_that_says_the_run_has_ended_has_read_all_that_it_made(site: Site) -> None:
    """Or the page, which looks again while the run is open, would stay with a part of it."""
    planner = site.planner
    run = ask_quarter(
        planner.store, site.clock, planner.engine_of, HOME, START, SHORT, actor="planner", weeks=3
    )
    view = view_quarter(EndsMeanwhile(site, run.id), site.clock, HOME, first=START, weeks=3)
    assert view.run is not None
    assert not view.run.is_closed
    later = view_quarter(planner.store, site.clock, HOME, first=START, weeks=3)
    assert later.run is not None
    assert later.run.is_closed
    assert [w.state for w in later.weeks if w.start >= START] == ["draft"] * 3


def test_published_weeks_are_told_apart_and_past_ones_are_spent(site: Site) -> None:
    plan_id = site.plans[HOME].summary.id
    for step, by in ((LifeStep.APPROVE, "approver"), (LifeStep.PUBLISH, "publisher")):
        take_step(site.planner.store, site.clock, plan_id, step, by=by)
    view = view_quarter(site.planner.store, site.clock, HOME, first=START, weeks=2)
    week = next(week for week in view.weeks if week.start == START)
    assert (week.state, week.people) == ("published", site.plans[HOME].plan.people_served)
    assert (view.money.published, view.money.spent) == (week.baht, 0)
    assert sum(week.by_district.values()) == week.people
    site.clock.forward(days=21)
    later = view_quarter(site.planner.store, site.clock, HOME)
    assert (later.money.published, later.money.spent) == (0, week.baht)
    assert later.first == START + timedelta(weeks=3)
    behind = next(one for one in later.weeks if one.start == START)
    assert (behind.state, behind.people) == ("published", week.people)


def test_a_promise_that_breaks_is_told_with_the_reason_of_its_week(site: Site) -> None:
    a_quarter(site)
    view = view_quarter(site.planner.store, site.clock, HOME, first=START, weeks=4)
    assert view.quarter is not None
    breaking = [promise for promise in view.quarter.promises if promise.will_break]
    assert [one.promise for one in view.broken] == breaking
    for one in view.broken:
        if one.entry is not None:
            assert one.entry.village_code == one.promise.village_code
            assert one.request is not None


def test_standing_counts_days_from_the_last_visit() -> None:
    request = replace(a_request(), requests=())
    rows = standings(request, request.horizon.start)
    later = standings(request, request.horizon.start + timedelta(days=30))
    for now, then in zip(rows, later, strict=True):
        assert then.days_waited == now.days_waited + 30
        assert then.due_on == now.due_on
        assert now.is_overdue == (now.due_on < now.on)


def test_facts_of_plans_outlive_a_restart_and_a_spoiled_file(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, kept = a_quarter(site), tmp_path / "kept"
    worked_out: list[str] = []
    real = week_facts.facts_of

    def counted(week: PlannedWeek) -> WeekFacts:
        worked_out.append(week.plan_id)
        return real(week)

    def look() -> QuarterView:
        """As a process that has just been started sees it."""
        monkeypatch.setattr(week_facts, "_KNOWN", Remembered[WeekFacts](50))
        store, clock = site.planner.store, site.clock
        return view_quarter(store, clock, HOME, first=START, weeks=4, kept_in=kept)

    monkeypatch.setattr(week_facts, "facts_of", counted)
    assert look().quarter == made
    assert len(worked_out) == 4
    assert look().quarter == made
    assert len(worked_out) == 4
    spoiled, *_ = sorted((kept / week_facts.FOLDER).glob("*.gz"))
    spoiled.write_bytes(spoiled.read_bytes()[:40])
    assert look().quarter == made
    assert len(worked_out) == 5
    publish(site, HOME, made.weeks[0].plan_id)
    weeks = look().quarter
    assert weeks is not None
    assert [week.is_published for week in weeks.weeks] == [True, False, False, False]
    assert len(worked_out) == 5
