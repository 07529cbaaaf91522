"""A village's visits on a line of time, one strip a service, as plain drawing data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.standing import RowStanding
from planner.outputs.times import date_text, month_text
from planner.words import Language, say

WIDTH = 600.0
PAST_DAYS = 540
AHEAD_DAYS = 120
MONTHS_A_TICK = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A visit: `kind` is done, published or draft."""

    x: float
    kind: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One service: its visits, and the time from when the next was due (until it comes)."""

    service_code: str
    label: str
    marks: tuple[Mark, ...]
    late_from: float | None
    late_to: float | None
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A month on the line."""

    x: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """All strips over one line of time; `today` is where we stand."""

    width: float
    today: float
    ticks: tuple[Tick, ...]
    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A visit of a service: on a date, of a kind, for so many people."""

    service_code: str
    on: date
    kind: str
    people: int


def draw_timeline(
    rows: Sequence[RowStanding],
    visits: Iterable[Seen],
    names: dict[str, str],
    today: date,
    language: Language,
) -> Timeline:
    """A strip for each row, in their order."""
    first = today - timedelta(days=PAST_DAYS)
    by_service: dict[str, list[Seen]] = {}
    for visit in sorted(visits, key=lambda one: one.on):
        by_service.setdefault(visit.service_code, []).append(visit)
    return Timeline(
        width=WIDTH,
        today=_x(today, first),
        ticks=tuple(_ticks(first, today, language)),
        strips=tuple(
            _strip(row, by_service.get(row.service_code, []), names, first, today, language)
            for row in rows
        ),
    )


def _strip(
    row: RowStanding,
    visits: list[Seen],
    names: dict[str, str],
    first: date,
    today: date,
    language: Language,
) -> Strip:
    last_day = today + timedelta(days=AHEAD_DAYS)
    comes = next((v.on for v in visits if v.kind != "done"), None)
    late_from = max(first, row.due_on) if row.due_on < (comes or last_day) else None
    return Strip(
        service_code=row.service_code,
        label=names[row.service_code],
        marks=tuple(
            Mark(
                x=_x(visit.on, first),
                kind=visit.kind,
                title=say(
                    f"timeline_{visit.kind}", language,
                    date=date_text(visit.on, language), people=f"{visit.people:,}",
                ),
            )
            for visit in visits
            if first <= visit.on <= last_day
        ),
        late_from=None if late_from is None or late_from > last_day else _x(late_from, first),
        late_to=None if late_from is None else _x(min(comes or last_day, last_day), first),
        told=_told(row, comes, language),
    )  # fmt: skip


def _told(row: RowStanding, comes: date | None, language: Language) -> str:
    """The strip in words, for who does not see it."""
    last = date_text(row.last_on, language) if row.last_on else say("timeline_never", language)
    ahead = date_text(comes, language) if comes else say("timeline_none_ahead", language)
    due = date_text(row.due_on, language)
    return say("timeline_told", language, last=last, due=due, next=ahead)


def _ticks(first: date, today: date, language: Language) -> Iterable[Tick]:
    when = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    while when <= today + timedelta(days=AHEAD_DAYS):
        if (when.month - 1) % MONTHS_A_TICK == 0:
            yield Tick(x=_x(when, first), label=month_text(when, language))
        when = date(when.year + when.month // 12, when.month % 12 + 1, 1)


def _x(when: date, first: date) -> float:
    return round(WIDTH * (when - first).days / (PAST_DAYS + AHEAD_DAYS), 1)
