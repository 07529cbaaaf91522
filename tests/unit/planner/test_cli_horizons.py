"""Weeks, dates and pins as people write them; what a search says meanwhile."""

from dataclasses import replace
from datetime import date

import pytest
import typer
from rich.progress import Progress as Bar

from planner.cli.desk import new_desk
from planner.cli.horizons import chosen_horizon, read_pin
from planner.cli.plans import _tell_difference
from planner.cli.root import _shared_first
from planner.cli.searching import SearchWatch
from planner.domain.calendar import Horizon
from planner.domain.demand import Pin
from planner.domain.params import SolveParams
from planner.domain.runs import PlanState, PlanSummary
from planner.ports import Progress
from planner.settings import Settings
from planner.words import Language
from tests.fakes import FakeClock


@pytest.mark.parametrize(
    ("week", "start", "first"),
    [
        ("2026-W49", None, date(2026, 11, 30)),
        ("2026w1", None, date(2025, 12, 29)),
        (None, "2026-12-03", date(2026, 12, 3)),
        (None, None, date(2026, 11, 30)),
    ],
)
def test_the_first_day(week: str | None, start: str | None, first: date) -> None:
    assert chosen_horizon(FakeClock(), week, start, 5) == Horizon(start=first, days=5)


@pytest.mark.parametrize(
    ("week", "start", "read"),
    [("2569-W49", None, "2026-W49"), (None, "2569-11-30", "2026-11-30")],
)
def test_a_buddhist_year_is_read_and_remarked(
    capsys: pytest.CaptureFixture[str], week: str | None, start: str | None, read: str
) -> None:
    desk = new_desk(Settings(), as_json=False)
    chosen = chosen_horizon(FakeClock(), week, start, 7, desk.remark)
    assert chosen.start == date(2026, 11, 30)
    assert read in capsys.readouterr().err


def test_on_a_monday_the_next_week_is_planned() -> None:
    clock = FakeClock()
    clock.forward(days=3)
    assert clock.now().weekday() == 0
    assert chosen_horizon(clock, None, None, 7).start == date(2026, 12, 7)


@pytest.mark.parametrize(
    ("text", "pin"),
    [
        ("58010101", Pin(village_code="58010101")),
        ("!58010101", Pin(village_code="58010101", forbid=True)),
        (
            "58010101/id_card@2026-12-01:U1",
            Pin(
                village_code="58010101",
                service_code="id_card",
                on_date=date(2026, 12, 1),
                unit_code="U1",
            ),
        ),
        (
            "!58010101:U2",
            Pin(village_code="58010101", unit_code="U2", forbid=True),
        ),
    ],
)
def test_pins(text: str, pin: Pin) -> None:
    assert read_pin(text) == pin


@pytest.mark.parametrize("text", ["", "5801", "58010101@soon", "58010101/", "บ้านห้วย"])
def test_what_is_no_pin(text: str) -> None:
    with pytest.raises(typer.BadParameter):
        read_pin(text)


@pytest.mark.parametrize(
    ("given", "ordered"),
    [
        (["plan", "--json"], ["--json", "plan"]),
        (["plan", "--language", "en", "-x"], ["--language", "en", "plan", "-x"]),
        (["--data-dir=d", "plan"], ["--data-dir=d", "plan"]),
        (["show", "--", "--json"], ["show", "--", "--json"]),
        (["plan", "--language"], ["--language", "plan"]),
    ],
)
def test_shared_options_may_stand_anywhere(given: list[str], ordered: list[str]) -> None:
    assert _shared_first(given) == ordered


def test_the_first_interrupt_keeps_the_best_the_second_gives_up(
    capsys: pytest.CaptureFixture[str],
) -> None:
    desk = new_desk(Settings(), as_json=False)
    watch = SearchWatch(desk, SolveParams(), Bar(disable=True), "cli_searching")
    progress = {"bound": None, "rounds": 0, "cpu_s": 0.1, "wall_s": 0.1}
    watch.hear(Progress(value=None, people_served=0, **progress))
    assert watch.first_plan_s is None
    watch.hear(Progress(value=10, people_served=1234, **progress))
    assert watch.first_plan_s is not None
    assert not watch.should_stop()
    watch.interrupt(2, None)
    assert watch.should_stop()
    with pytest.raises(KeyboardInterrupt):
        watch.interrupt(2, None)
    said = capsys.readouterr()
    assert "1,234" in said.err
    assert said.out == ""


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (1130, "Better than 58-20261130-1 by 30 points"),
        (100, "Worse than 58-20261130-1 by 1,000 points"),
        (1100, "As good as 58-20261130-1, point for point"),
    ],
)
def test_a_plan_made_again_is_told_beside_the_first(
    capsys: pytest.CaptureFixture[str], value: int, told: str
) -> None:
    first = PlanSummary(
        id="58-20261130-1",
        province_code="58",
        start=date(2026, 11, 30),
        days=7,
        created_at=FakeClock().now(),
        created_by="command-line",
        state=PlanState.DRAFT,
        digest="",
        request_digest="",
        inputs={},
        value=1100,
        people_served=7,
        gap=None,
        is_clean=True,
    )
    desk = new_desk(Settings(language=Language.EN), as_json=False)
    _tell_difference(desk, replace(first, value=value, people_served=8), first)
    assert f"{told}: 8 people served (7 before)" in capsys.readouterr().out
