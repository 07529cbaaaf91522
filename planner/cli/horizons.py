"""Which days and which pins: options as people write them, and what they mean."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import typer

from planner.cli.speech import help_text
from planner.domain.calendar import Horizon
from planner.domain.demand import Pin
from planner.ports import Clock

WEEK = typer.Option("--week", help=help_text("cli_help_week"))
START = typer.Option("--start", help=help_text("cli_help_start"))
STATE = typer.Option("--state", help=help_text("cli_help_state"))
DAYS = typer.Option("--days", min=1, max=92, help=help_text("cli_help_days"))

_PIN = re.compile(
    r"(?P<forbid>!?)(?P<village>\d{8})(/(?P<service>[^@:/]+))?"
    r"(@(?P<date>\d{4}-\d{2}-\d{2}))?(:(?P<unit>.+))?"
)
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)
BUDDHIST_YEARS = range(2400, 2701)
BUDDHIST_AHEAD = 543
"""The Thai official year is the common era's plus this (same months and days since 1941)."""


def _silent(_code: str, **_facts: object) -> None:
    """Say nothing."""


def chosen_horizon(
    clock: Clock,
    week: str | None,
    start: str | None,
    days: int,
    remark: Callable[..., None] = _silent,
) -> Horizon:
    """The days of a week or from a date on; neither given: the next Monday's week.

    A year of the Buddhist era is read as the common era's, and that is remarked.
    """
    if week is not None and start is not None:
        raise typer.BadParameter(help_text("cli_week_or_start"))
    if week is not None:
        return Horizon(start=_monday(_common_era(week, remark)), days=days)
    if start is not None:
        return Horizon(start=read_date(_common_era(start, remark), "--start"), days=days)
    today = clock.now().date()
    return Horizon(start=today + timedelta(days=7 - today.weekday()), days=days)


def _common_era(text: str, remark: Callable[..., None]) -> str:
    year = re.match(r"\d{4}(?!\d)", text)
    if year is None or int(year[0]) not in BUDDHIST_YEARS:
        return text
    read = f"{int(year[0]) - BUDDHIST_AHEAD}{text[4:]}"
    remark("cli_buddhist_year", value=text, read=read)
    return read


def read_pin(text: str) -> Pin:
    """A pin as written on the command line."""
    match = _PIN.fullmatch(text)
    if match is None:
        raise typer.BadParameter(help_text("cli_bad_pin", value=text), param_hint="--pin")
    on_date = match["date"]
    return Pin(
        village_code=match["village"],
        service_code=match["service"],
        on_date=read_date(on_date, "--pin") if on_date else None,
        unit_code=match["unit"],
        forbid=bool(match["forbid"]),
    )


def _monday(week: str) -> date:
    match = _WEEK.fullmatch(week)
    try:
        if match is None:
            raise ValueError(week)
        return date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        raise typer.BadParameter(
            help_text("cli_bad_week", value=week), param_hint="--week"
        ) from None


def read_date(text: str, option: str) -> date:
    """A date as YYYY-MM-DD; the option is named when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(help_text("cli_bad_date", value=text), param_hint=option) from None
