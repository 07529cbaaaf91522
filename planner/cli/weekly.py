"""`planner weekly`: the draft of next week that every province may have made by itself."""

import re
from datetime import date, timedelta
from typing import Annotated

import typer
from rich.table import Table

from planner.cli.complaints import plain
from planner.cli.desk import ACTOR, Desk, chosen_province, desk_of
from planner.cli.speech import help_text
from planner.outputs.times import clock_text, moment_text, weekday_text
from planner.usecases.weekly import WeeklyStatus, seconds_params, set_weekly, weekly_status

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY = "all"
A_MONDAY = date(2026, 11, 30)
_DAY = re.compile(
    r"mon(day)?|tue(s|sday)?|wed(nesday)?|thu(rs|rsday)?|fri(day)?|sat(urday)?|sun(day)?"
)
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def weekly_command(
    context: typer.Context,
    province: Annotated[
        str | None, typer.Argument(help=help_text("cli_help_weekly_province"))
    ] = None,
    is_on: Annotated[
        bool | None, typer.Option("--on/--off", help=help_text("cli_help_weekly_on"))
    ] = None,
    day: Annotated[str | None, typer.Option(help=help_text("cli_help_weekly_day"))] = None,
    time: Annotated[str | None, typer.Option(help=help_text("cli_help_weekly_time"))] = None,
    seconds: Annotated[
        float | None, typer.Option(min=0.1, help=help_text("cli_help_weekly_seconds"))
    ] = None,
) -> None:
    """Show, switch or move the draft of next week that makes itself."""
    desk = desk_of(context)
    weekday = None if day is None else _weekday(day)
    at_s = None if time is None else _seconds(time)
    changes = any(given is not None for given in (is_on, weekday, at_s, seconds))
    if changes and province is None:
        raise typer.BadParameter(help_text("cli_weekly_needs_province"))
    with desk.planner() as planner:
        with planner.store.reading() as reader:
            codes = [version.code for version in reader.provinces()]
            names = {v.code: (v.name_th, v.name_en) for v in reader.provinces()}
        if province not in (None, EVERY):
            codes = [chosen_province(planner, province).code]
        for code in codes if changes else ():
            with planner.store.reading() as reader:
                before = weekly_status(reader, code, planner.clock.now()).setting
            set_weekly(
                planner.store,
                planner.clock,
                code,
                by=ACTOR,
                is_on=before.is_on if is_on is None else is_on,
                weekday=weekday,
                at_s=at_s,
                params=None if seconds is None else seconds_params(seconds),
            )
        now = planner.clock.now()
        with planner.store.reading() as reader:
            told = [weekly_status(reader, code, now) for code in codes]
    if told:
        _show(desk, told, names)
    else:
        desk.line("cli_no_data")
    desk.answer({"weekly": [_document(status) for status in told]})


def _weekday(text: str) -> int:
    if not _DAY.fullmatch(text.strip().lower()):
        told = help_text("cli_weekly_bad_day", value=text)
        raise typer.BadParameter(told, param_hint="--day")
    return WEEKDAYS.index(text.strip().lower()[:3])


def _seconds(text: str) -> int:
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise typer.BadParameter(help_text("cli_weekly_bad_time"), param_hint="--time")
    return int(found[1]) * 3600 + int(found[2]) * 60


def _show(desk: Desk, told: list[WeeklyStatus], names: dict[str, tuple[str, str]]) -> None:
    table = Table()
    for name in ("province", "weekly_on", "weekly_when", "weekly_last", "weekly_next", "weekly_by"):
        table.add_column(desk.say(f"cli_column_{name}"), overflow="fold")
    for status in told:
        setting = status.setting
        name = names[setting.province_code][0 if desk.language == "th" else 1]
        weekday = weekday_text(A_MONDAY + timedelta(days=setting.weekday), desk.language)
        table.add_row(
            plain(f"{setting.province_code} {name}"),
            desk.say("weekly_on" if setting.is_on else "weekly_off"),
            desk.say("weekly_when", weekday=weekday, time=clock_text(setting.at_s)),
            last_text(desk, status),
            "–" if status.next_due is None else moment_text(status.next_due, desk.language),
            plain(setting.changed_by or "–"),
        )
    desk.show(table)


def last_text(desk: Desk, status: WeeklyStatus) -> str:
    """When the draft was last made, and what came of it."""
    if status.last is None:
        return desk.say("weekly_never")
    moment = moment_text(status.last.due_at, desk.language)
    if status.last.run_id is None:
        return desk.say("weekly_last_missed", moment=moment)
    state = "forgotten" if status.run is None else status.run.state.value
    return desk.say("weekly_last_run", moment=moment, state=desk.say(f"national_part_{state}"))


def _document(status: WeeklyStatus) -> dict[str, object]:
    setting, last = status.setting, status.last
    return {
        "province_code": setting.province_code,
        "is_on": setting.is_on,
        "weekday": WEEKDAYS[setting.weekday],
        "time": clock_text(setting.at_s),
        "cpu_s": setting.params.cpu_s,
        "changed_by": setting.changed_by,
        "last_due_at": None if last is None else last.due_at.isoformat(),
        "last_run_id": None if last is None else last.run_id,
        "last_state": None if status.run is None else status.run.state.value,
        "next_due_at": None if status.next_due is None else status.next_due.isoformat(),
    }
