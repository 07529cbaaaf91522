"""Telling villages: who must be told of a plan's visits, who was, and whom to tell anew and why."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from planner.domain.calendar import LOCAL_ZONE
from planner.domain.errors import NotFound, StaleVersion, WrongState
from planner.domain.letterheads import Letterhead
from planner.domain.province import ProvinceData
from planner.domain.runs import PlanState, PlanSummary
from planner.domain.telling import (
    Notice,
    Telling,
    TellKind,
    TellLine,
    TellMeans,
    TellState,
    notices_of,
    standing,
    tell_lines,
)
from planner.ports import Clock, Reader, Store, Writer


class TellShow(StrEnum):
    """Which lines to show."""

    ALL = "all"
    NOT_TOLD = "not_told"
    TELL_ANEW = "tell_anew"
    LATE = "late"
    TOLD = "told"


DAYS_BACK = 28
"""How far before a plan visits are looked at that may have moved into it."""
MOST_PLANS = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingList:
    """A plan's visits village by village, each beside what its village was told.

    `is_open`: people can be told, since the plan is published or was. Of any other plan the lines
    say who would have to be told if it were published now. `records` are all that touch its lines.
    """

    summary: PlanSummary
    data: ProvinceData
    letterhead: Letterhead
    lines: tuple[TellLine, ...]
    records: tuple[Telling, ...]
    today: date
    is_open: bool

    def line(self, key: str) -> TellLine:
        """The line of a notice's key; raises `NotFound`."""
        for line in self.lines:
            if line.notice.key == key:
                return line
        raise NotFound("no such visit in this plan", kind="visit", id=key[:200])

    def is_late(self, line: TellLine) -> bool:
        """Whether the village hears of it later than it must."""
        return line.is_late(self.today)

    def is_last_day(self, line: TellLine) -> bool:
        """Whether it is still to be told, and tomorrow is too late."""
        return line.state is not TellState.TOLD and line.tell_by == self.today

    def shown(self, show: TellShow = TellShow.ALL) -> tuple[TellLine, ...]:
        """The lines that stand so; late ones are those that are late and still to be told."""
        if show is TellShow.ALL:
            return self.lines
        if show is TellShow.LATE:
            return tuple(line for line in self.to_do if self.is_late(line))
        return tuple(line for line in self.lines if line.state.value == show.value)

    @property
    def to_do(self) -> tuple[TellLine, ...]:
        """Lines whose village is still to be told, for the first time or anew."""
        return tuple(line for line in self.lines if line.state is not TellState.TOLD)

    def records_of(self, line: TellLine) -> tuple[Telling, ...]:
        """What was recorded of a line, the newest first."""
        keys = {n.key for n in (line.now, line.told) if n is not None}
        mine = [r for r in self.records if r.notice.key in keys]
        return tuple(sorted(mine, key=lambda r: -r.number))


def masked_phone(phone: str) -> str:
    """A number for those who need not call it: its last two digits are left."""
    digits = sum(ch.isdigit() for ch in phone)
    shown: list[str] = []
    for ch in phone:
        digits -= ch.isdigit()
        shown.append("x" if ch.isdigit() and digits >= 2 else ch)
    return "".join(shown)


def telling_of(store: Store, clock: Clock, plan_id: str) -> TellingList:
    """Whom a plan's visits concern, what they were told, and what is left to do."""
    with store.reading() as reader:
        return _listed(reader, plan_id, clock.now().astimezone(LOCAL_ZONE).date())


def mark_told(
    store: Store,
    clock: Clock,
    plan_id: str,
    keys: Iterable[str],
    *,
    means: TellMeans,
    by: str,
    remarks: str = "",
) -> tuple[Telling, ...]:
    """Record that villages were told of what stands now: all of the visits named, or none.

    A visit that is no more is told as its cancellation, one that changed as a change. Raises
    `NotFound` for a visit that the plan does not have, `WrongState` for a plan that was never
    published.
    """
    now = clock.now()
    with store.writing(actor=by, at=now) as writer:
        found = _open_list(writer, plan_id, now.astimezone(LOCAL_ZONE).date())
        number = writer.last_telling(found.summary.province_code)
        lines = [found.line(key) for key in dict.fromkeys(keys)]
        records = tuple(
            Telling(
                number=number + i,
                province_code=found.summary.province_code,
                plan_id=plan_id,
                kind=line.kind,
                notice=line.notice,
                means=means,
                by=by,
                at=now,
                remarks=remarks.strip(),
                instead_of=_replaced(line),
            )
            for i, line in enumerate(lines, start=1)
        )
        for record in records:
            _keep(writer, record)
    return records


def take_back(
    store: Store, clock: Clock, plan_id: str, number: int, *, by: str, remarks: str = ""
) -> Telling:
    """Take a record back that was a mistake: its village counts as it did before.

    Raises `NotFound` for a record that is not of this plan's visits, `StaleVersion` for one that
    was taken back already.
    """
    now = clock.now()
    with store.writing(actor=by, at=now) as writer:
        found = _open_list(writer, plan_id, now.astimezone(LOCAL_ZONE).date())
        mistake = next((r for r in found.records if r.number == number), None)
        if mistake is None or mistake.kind is TellKind.TAKEN_BACK:
            raise NotFound("no such record", kind="telling", id=str(number))
        if any(r.takes_back == number for r in found.records):
            raise StaleVersion("taken back already", plan_id=plan_id)
        record = replace(
            mistake,
            number=writer.last_telling(found.summary.province_code) + 1,
            kind=TellKind.TAKEN_BACK,
            takes_back=number,
            by=by,
            at=now,
            remarks=remarks.strip(),
        )
        _keep(writer, record)
    return record


def put_letterhead(store: Store, clock: Clock, letterhead: Letterhead, *, by: str) -> Letterhead:
    """Set what stands on a province's letters; `version` is the one that the person saw.

    Raises `StaleVersion` when somebody changed it since.
    """
    code = letterhead.province_code
    with store.writing(actor=by, at=clock.now()) as writer:
        writer.province_versions(code)
        known = writer.letterhead(code)
        if letterhead.version != (known.version if known is not None else 1):
            raise StaleVersion("the letterhead changed since", province=code)
        kept = replace(letterhead, version=letterhead.version + 1)
        writer.put_letterhead(kept)
        writer.note("letterhead_changed", f"province:{code}", version=kept.version)
    return kept


def letterhead_of(reader: Reader, province_code: str) -> Letterhead:
    """What stands on a province's letters; empty lines while nobody said."""
    return reader.letterhead(province_code) or Letterhead(province_code=province_code)


def _open_list(writer: Writer, plan_id: str, today: date) -> TellingList:
    found = _listed(writer, plan_id, today)
    if not found.is_open:
        state = found.summary.state.value
        raise WrongState("only of a published plan", state=state, plan_id=plan_id)
    return found


def _listed(reader: Reader, plan_id: str, today: date) -> TellingList:
    stored = reader.plan(plan_id)
    summary = stored.summary
    since = summary.start - timedelta(days=DAYS_BACK)
    data = reader.province(summary.province_code)
    records = reader.tellings(summary.province_code, since=since)
    now = [notice for notice in _notices(reader, summary) if notice.date >= since]
    if summary.state is not PlanState.WITHDRAWN:
        now += notices_of(stored.plan)
    days = {summary.start + timedelta(days=i) for i in range(summary.days)}
    lines = tuple(
        line
        for line in tell_lines(now, standing(records), notice_days=data.policy.notice_days)
        if _concerns(line, days)
    )
    was_published = any(r.plan_id == plan_id for r in records)
    return TellingList(
        summary=summary,
        data=data,
        letterhead=letterhead_of(reader, summary.province_code),
        lines=lines,
        records=records,
        today=today,
        is_open=summary.state is PlanState.PUBLISHED
        or (summary.state is PlanState.WITHDRAWN and was_published),
    )


def _notices(reader: Reader, summary: PlanSummary) -> list[Notice]:
    """What other published plans tell; those that a draft of the same days would replace do not."""
    end = summary.start + timedelta(days=summary.days)
    first = summary.start - timedelta(days=DAYS_BACK)
    is_rival = summary.state in (PlanState.DRAFT, PlanState.APPROVED)
    published = reader.plans(
        province_code=summary.province_code, state=PlanState.PUBLISHED, limit=MOST_PLANS
    )
    notices: list[Notice] = []
    for plan in published:
        last = plan.start + timedelta(days=plan.days)
        overlaps = plan.start < end and summary.start < last
        if plan.id != summary.id and last > first and not (is_rival and overlaps):
            notices += notices_of(reader.plan(plan.id).plan)
    return notices


def _concerns(line: TellLine, days: set[date]) -> bool:
    return any(notice.date in days for notice in (line.now, line.told) if notice is not None)


def _replaced(line: TellLine) -> str:
    """The key of the notice that a change takes the place of, where it has another."""
    if line.kind is not TellKind.CHANGE or line.told is None or line.told == line.now:
        return ""
    return line.told.key


def _keep(writer: Writer, record: Telling) -> None:
    writer.add_telling(record)
    writer.note(
        "village_told" if record.kind is not TellKind.TAKEN_BACK else "telling_taken_back",
        f"plan:{record.plan_id}",
        number=record.number,
        village=record.notice.village_code,
        date=record.notice.date.isoformat(),
        kind=record.kind.value,
        means=record.means.value,
    )
