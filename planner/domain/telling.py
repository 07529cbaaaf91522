"""Telling villages of visits: what each was told, by whom, when, how, and whom to tell anew.

A notice is one village's share of a visit: its day, hours, place, unit and services. Records of
telling are never changed; what was marked by mistake is taken back by a later record.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from planner.domain._checks import Faults
from planner.domain.calendar import DAY_S, LOCAL_ZONE
from planner.domain.plan import Plan
from planner.domain.rules import MOVED_S

MOST_REMARK_CHARS = 500


class TellMeans(StrEnum):
    """How a village was told."""

    LETTER = "letter"
    CHAT = "chat"
    PHONE = "phone"


class TellKind(StrEnum):
    """What a village was told."""

    VISIT = "visit"
    CHANGE = "change"
    CANCELLATION = "cancellation"
    TAKEN_BACK = "taken_back"
    """Not told after all: the record named was a mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A visit as one village is told of it; seconds count from that date's midnight.

    `servings` are (service, people expected) of this village alone, by service.
    """

    village_code: str
    date: date
    unit_code: str
    place_code: str
    opens_s: int
    closes_s: int
    servings: tuple[tuple[str, int], ...]

    def __post_init__(self) -> None:
        faults = Faults(f"notice {self.village_code}")
        faults.between("opens_s", self.opens_s, 0, DAY_S)
        faults.between("closes_s", self.closes_s, self.opens_s, DAY_S)
        faults.raise_any()

    @property
    def key(self) -> str:
        """What names it among all notices: village, date, opening minute, unit and place."""
        minute = self.opens_s // 60
        return "_".join((self.village_code, self.date.isoformat(), str(minute), self.unit_code,
                         self.place_code))  # fmt: skip

    @property
    def services(self) -> frozenset[str]:
        """The services' codes."""
        return frozenset(code for code, _ in self.servings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One record: what a village was told of a plan's visit, or that a record was a mistake.

    `number` counts within a province from 1. A change names the notice it replaces by `instead_of`;
    `takes_back` names the record that was a mistake.
    """

    number: int
    province_code: str
    plan_id: str
    kind: TellKind
    notice: Notice
    means: TellMeans
    by: str
    at: datetime
    remarks: str = ""
    instead_of: str = ""
    takes_back: int | None = None

    def __post_init__(self) -> None:
        faults = Faults(f"telling {self.number}")
        faults.need(len(self.remarks) <= MOST_REMARK_CHARS, "remarks", "too_long")
        plain = self.remarks.replace("\r", "").replace("\n", " ")
        faults.need(all(ch.isprintable() for ch in plain), "remarks", "control_character")
        is_back = self.kind is TellKind.TAKEN_BACK
        faults.need(is_back == (self.takes_back is not None), "takes_back", "without_kind")
        faults.raise_any()


class TellState(StrEnum):
    """How a visit stands with its village."""

    NOT_TOLD = "not_told"
    TELL_ANEW = "tell_anew"
    TOLD = "told"


class TellReason(StrEnum):
    """Why a village must be told anew."""

    DROPPED = "dropped"
    DATE = "date"
    TIME = "time"
    UNIT = "unit"
    PLACE = "place"
    SERVICE_ADDED = "service_added"
    SERVICE_DROPPED = "service_dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class TellLine:
    """One visit of one village: what stands now, what it was told, and what is left to do.

    `now` None: the village was told of a visit that is no more. `told` None: it was never told.
    `record` is the newest record of what it was told. `tell_by` is the last day in time.
    """

    now: Notice | None
    told: Notice | None
    record: Telling | None
    reasons: tuple[TellReason, ...]
    tell_by: date

    @property
    def notice(self) -> Notice:
        """What to speak of: the visit as it is now, else as it was told."""
        found = self.now or self.told
        assert found is not None
        return found

    @property
    def state(self) -> TellState:
        """Not told, to be told anew, or told."""
        if self.told is None:
            return TellState.NOT_TOLD
        return TellState.TELL_ANEW if self.reasons else TellState.TOLD

    @property
    def kind(self) -> TellKind:
        """What the village is told next, or was told where nothing is left to do."""
        if self.now is None:
            return TellKind.CANCELLATION
        return TellKind.CHANGE if self.told is not None and self.reasons else TellKind.VISIT

    def is_late(self, today: date) -> bool:
        """Whether people are told too late: still to be told after the last day, or told then."""
        if self.state is TellState.TOLD and self.record is not None:
            return self.record.at.astimezone(LOCAL_ZONE).date() > self.tell_by
        return today > self.tell_by


def notices_of(plan: Plan) -> tuple[Notice, ...]:
    """What each village of a plan is told: one notice for each of its visits, by their keys."""
    found: dict[tuple[str, date, str, str, int, int], dict[str, int]] = {}
    for route, stop, serving in plan.servings():
        when = plan.start + timedelta(days=route.day)
        opens, closes = stop.start_s - route.day * DAY_S, stop.end_s - route.day * DAY_S
        key = (serving.village_code, when, route.unit_code, stop.place_code, opens, closes)
        services = found.setdefault(key, {})
        services[serving.service_code] = services.get(serving.service_code, 0) + serving.people
    notices = (
        Notice(
            village_code=village,
            date=when,
            unit_code=unit,
            place_code=place,
            opens_s=opens,
            closes_s=closes,
            servings=tuple(sorted(services.items())),
        )
        for (village, when, unit, place, opens, closes), services in found.items()
    )
    return tuple(sorted(notices, key=lambda n: (n.date, n.opens_s, n.key)))


def standing(records: Iterable[Telling]) -> dict[str, Telling]:
    """What villages believe now: the record of each notice that stands as told, by its key."""
    kept = list(records)
    mistakes = {record.takes_back for record in kept if record.takes_back is not None}
    told: dict[str, Telling] = {}
    for record in sorted(kept, key=lambda r: r.number):
        if record.number in mistakes or record.kind is TellKind.TAKEN_BACK:
            continue
        told.pop(record.instead_of, None)
        if record.kind is TellKind.CANCELLATION:
            told.pop(record.notice.key, None)
        else:
            told[record.notice.key] = record
    return told


def tell_lines(
    now: Iterable[Notice], told: Mapping[str, Telling], *, notice_days: int
) -> tuple[TellLine, ...]:
    """Each visit beside what its village was told of it, and visits that are no more.

    A village's visits are paired with what it was told: the very same first, then those of one day
    and unit, then those that share most services, the nearest in time first.
    """
    waiting = {notice.key: notice for notice in now}
    lines: list[TellLine] = []
    open_records = dict(told)
    for record, notice in _pairs(waiting.values(), open_records.values()):
        del open_records[record.notice.key], waiting[notice.key]
        lines.append(_line(notice, record, notice_days))
    lines += [_line(notice, None, notice_days) for notice in waiting.values()]
    lines += [_line(None, record, notice_days) for record in open_records.values()]
    return tuple(sorted(lines, key=lambda li: (li.notice.date, li.notice.opens_s, li.notice.key)))


def changes_between(told: Notice, now: Notice) -> tuple[TellReason, ...]:
    """What differs so much that a village must be told anew; people expected may differ."""
    found = {
        TellReason.DATE: told.date != now.date,
        TellReason.TIME: abs(told.opens_s - now.opens_s) > MOVED_S,
        TellReason.UNIT: told.unit_code != now.unit_code,
        TellReason.PLACE: told.place_code != now.place_code,
        TellReason.SERVICE_ADDED: bool(now.services - told.services),
        TellReason.SERVICE_DROPPED: bool(told.services - now.services),
    }
    return tuple(reason for reason, differs in found.items() if differs)


def _pairs(now: Iterable[Notice], told: Iterable[Telling]) -> list[tuple[Telling, Notice]]:
    """Greedy by likeness, village by village; a notice without a shared service is never paired."""
    scored = []
    of_village: dict[str, list[Telling]] = defaultdict(list)
    for record in told:
        of_village[record.notice.village_code].append(record)
    for notice in now:
        for record in of_village[notice.village_code]:
            was = record.notice
            shared = len(was.services & notice.services)
            if not shared:
                continue
            distance = abs((was.date - notice.date).days)
            rank = (
                was.key != notice.key,
                (was.date, was.unit_code) != (notice.date, notice.unit_code),
                -shared,
                distance,
                abs(was.opens_s - notice.opens_s),
            )
            scored.append((rank, was.key, notice.key, record, notice))
    pairs: list[tuple[Telling, Notice]] = []
    seen: set[str] = set()
    taken: set[str] = set()
    for _, was_key, now_key, record, notice in sorted(scored, key=lambda s: s[:3]):
        if was_key not in seen and now_key not in taken:
            seen.add(was_key)
            taken.add(now_key)
            pairs.append((record, notice))
    return pairs


def _line(now: Notice | None, record: Telling | None, notice_days: int) -> TellLine:
    told = None if record is None else record.notice
    reasons: tuple[TellReason, ...] = ()
    if told is not None:
        reasons = (TellReason.DROPPED,) if now is None else changes_between(told, now)
    # Who waits for a visit that is no more must hear it before that day, as of any other.
    first = min(n.date for n in (now, told) if n is not None)
    return TellLine(
        now=now,
        told=told,
        record=record,
        reasons=reasons,
        tell_by=first - timedelta(days=notice_days),
    )
