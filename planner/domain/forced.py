"""What requiring a row takes: found by a plan that serves it, kept as data beside the reason."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class RowShift:
    """So many people of a row who are served in one plan and not in another; at least 1."""

    village_code: str
    service_code: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ForcedDay:
    """The price of serving a row on one day of the horizon, as `Forced` counts it."""

    on: date
    promises: int
    equity: int
    points: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Forced:
    """What it takes to serve a row that a plan leaves out: the best plan found that serves it.

    promises, equity, points: what tiers 1, 2 and 3 are worth less than in the plan, at most: a
    longer search may find it cheaper. people: how many fewer are served in all, negative when more
    are. row_people: people of the row itself served, by `unit_code` at `place_code`. losers: rows
    that this takes people from. days: the price by day, for the days that were tried. earliest_on:
    the first day found on which no promise is broken for it, None when every day tried breaks one.
    """

    on: date
    unit_code: str
    place_code: str
    promises: int
    equity: int
    points: int
    people: int
    row_people: int
    losers: tuple[RowShift, ...] = ()
    days: tuple[ForcedDay, ...] = ()
    earliest_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterWeek:
    """The earliest week after the horizon in which nothing structural keeps a row out.

    start: its Monday, None when no week looked at is one. weeks: how many were looked at.
    """

    start: date | None
    weeks: int
