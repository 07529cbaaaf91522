"""Reports of field teams: kept once each, settled, and what they come to brought into history.

Whatever the order and however often reports come, the same set of them gives the same state: a
report is added or is there already, `settle` looks at the whole set, and history, needs and
announced visits follow what it says.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from planner.documents import digest
from planner.domain.calendar import LOCAL_ZONE
from planner.domain.errors import NotFound, ReasonNeeded, WrongState
from planner.domain.field import (
    Decision,
    FieldDecision,
    FieldReport,
    KeptReport,
    ReportKind,
    VisitKey,
)
from planner.domain.field_state import (
    FieldState,
    ReportKey,
    Row,
    Standing,
    VisitOutcome,
    settle,
)
from planner.domain.plan import Plan
from planner.domain.recording import Occurrence, RecordSource, ServedCount
from planner.domain.runs import PlanState
from planner.ports import Clock, Reader, Store, Writer
from planner.usecases.recording import keep_occurrence

MOST_REPORTS = 200
"""In one sending."""

DAYS_BACK = 366


_NO_VISIT = VisitKey(on_date=date.min, unit_code="", place_code="")


class Taken(StrEnum):
    """What became of one report that was sent."""

    KEPT = "kept"
    REPEATED = "repeated"
    """The same was there already; nothing changed."""
    REFUSED = "refused"
    """It cannot be of this province or day; nothing was kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenReport:
    """The answer to one report: what became of it, and how it stands (None when refused)."""

    id: str
    taken: Taken
    standing: Standing | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """What is known from the field about some days of a province."""

    reports: tuple[KeptReport, ...]
    decisions: tuple[FieldDecision, ...]
    state: FieldState


def send_reports(
    store: Store, clock: Clock, province_code: str, reports: Sequence[FieldReport], *, by: str
) -> tuple[TakenReport, ...]:
    """Keep reports, each once, and bring what they come to into history; answers in their order.

    A report that cannot be kept is refused by itself and keeps no other from being taken.
    """
    now = clock.now()
    with store.writing(actor=by, at=now) as writer:
        known = _Published(writer, province_code)
        answers: list[TakenReport | KeptReport] = []
        fresh: set[ReportKey] = set()
        for said in reports:
            fault = _fault(writer, known, said, now.astimezone(LOCAL_ZONE).date())
            if fault:
                answers.append(TakenReport(id=said.id, taken=Taken.REFUSED, fault=fault))
                continue
            kept = KeptReport(
                said=said,
                digest=digest(said),
                province_code=province_code,
                by=by,
                received_at=now,
                is_planned=said.visit is None or said.visit in known.visits(said.on_date),
            )
            if writer.add_field_report(kept):
                fresh.add(kept.key)
                _note_report(writer, kept)
            answers.append(kept)
        kept_now = [answer for answer in answers if isinstance(answer, KeptReport)]
        days = sorted({report.said.on_date for report in kept_now})
        state = _follow(writer, known, days, by=by, at=now, touched=fresh)
    told = []
    for answer in answers:
        if isinstance(answer, KeptReport):
            taken = Taken.KEPT if answer.key in fresh else Taken.REPEATED
            fresh.discard(answer.key)
            standing = state.standings[answer.key]
            told.append(TakenReport(id=answer.said.id, taken=taken, standing=standing))
        else:
            told.append(answer)
    return tuple(told)


def field_view(
    reader: Reader,
    province_code: str,
    *,
    since: date | None = None,
    until: date | None = None,
) -> FieldView:
    """The reports on visits of some days (both count) and what they come to."""
    reports = reader.field_reports(province_code, since=since, until=until)
    decisions = reader.field_decisions(province_code, since=since, until=until)
    return FieldView(reports=reports, decisions=decisions, state=settle(reports, decisions))


def decide_report(
    store: Store,
    clock: Clock,
    province_code: str,
    key: ReportKey,
    decision: Decision,
    *,
    by: str,
    reason: str,
) -> FieldState:
    """Have a report count, or set it aside; where one counts, those that differ are set aside.

    Raises `NotFound` for a report that is not there, `ReasonNeeded` without a reason, `WrongState`
    for a road that was reported closed (`confirm_closure`).
    """
    need_reason(reason, key)
    now = clock.now()
    with store.writing(actor=by, at=now) as writer:
        report = find_report(writer, province_code, key)
        day = report.said.on_date
        if report.said.kind is ReportKind.ROAD_CLOSED and decision is Decision.COUNT:
            raise WrongState("a closure is confirmed with its dates", state=Standing.WAITING.value)
        view = field_view(writer, province_code, since=day, until=day)
        add_decision(writer, view, report, decision, by=by, at=now, reason=reason)
        if decision is Decision.COUNT:
            for other in _rivals(view, report):
                add_decision(writer, view, other, Decision.SET_ASIDE, by=by, at=now, reason=reason)
        return _follow(
            writer, _Published(writer, province_code), [day], by=by, at=now, touched={key}
        )


def need_reason(reason: str, key: ReportKey) -> None:
    """Raise `ReasonNeeded` unless somebody says why."""
    if not reason.strip():
        raise ReasonNeeded("a reason is needed", report=key[0])


def find_report(reader: Reader, province_code: str, key: ReportKey) -> KeptReport:
    """The report under a key; raises `NotFound`."""
    for report in reader.field_reports(province_code):
        if report.key == key:
            return report
    raise NotFound("no such field report", kind="field report", id=key[0])


def add_decision(
    writer: Writer,
    view: FieldView,
    report: KeptReport,
    decision: Decision,
    *,
    by: str,
    at: datetime,
    reason: str,
) -> None:
    """Keep one decision, with its audit entry."""
    number = 1 + sum(one.key == report.key for one in view.decisions)
    writer.add_field_decision(
        FieldDecision(
            report_id=report.said.id,
            digest=report.digest,
            province_code=report.province_code,
            number=number,
            decision=decision,
            by=by,
            at=at,
            reason=reason.strip(),
        )
    )
    writer.note(
        "field_report_decided",
        f"field_report:{report.said.id}",
        province=report.province_code,
        decision=decision.value,
        digest=report.digest[:12],
        reason=reason.strip(),
    )


def _rivals(view: FieldView, chosen: KeptReport) -> list[KeptReport]:
    """Reports that cannot be true beside this one: of its number, or that differ on its visit.

    One that counts already is among them: a decision may be turned.
    """
    claims = (ReportKind.SERVED, ReportKind.NOT_REACHED)
    standing = (Standing.WAITING, Standing.COUNTED)
    found = []
    for other in view.reports:
        if other.key == chosen.key or view.state.standings[other.key] not in standing:
            continue
        same_id = other.said.id == chosen.said.id
        both = other.said.kind in claims and chosen.said.kind in claims
        same_visit = both and other.said.visit == chosen.said.visit
        if same_id or (same_visit and not _agree(chosen.said, other.said)):
            found.append(other)
    return found


def _agree(one: FieldReport, other: FieldReport) -> bool:
    if one.kind is not other.kind:
        return False
    numbers = {served.row: served.people for served in one.served}
    same = all(numbers.get(s.row, s.people) == s.people for s in other.served)
    return same and one.why is other.why


class _Published:
    """The plans that are published now, by day, read when first asked for."""

    def __init__(self, reader: Reader, province_code: str) -> None:
        self.province_code = province_code
        self._reader = reader
        self._plans: list[tuple[date, Plan]] | None = None

    def plans_on(self, when: date) -> list[tuple[int, Plan]]:
        """Published plans with that day, and its index in each."""
        if self._plans is None:
            found = self._reader.plans(
                province_code=self.province_code, state=PlanState.PUBLISHED, limit=100_000
            )
            self._plans = [
                (summary.start, self._reader.plan(summary.id).plan)
                for summary in found
                if summary.start + timedelta(days=summary.days) > when - timedelta(days=7)
            ]
        return [
            ((when - start).days, plan)
            for start, plan in self._plans
            if 0 <= (when - start).days < plan.days
        ]

    def visits(self, when: date) -> dict[VisitKey, frozenset[Row]]:
        """The visits of a day and the rows that each was to serve."""
        found: dict[VisitKey, frozenset[Row]] = {}
        for day, plan in self.plans_on(when):
            for route in plan.routes:
                if route.day != day:
                    continue
                for stop in route.visits:
                    key = VisitKey(
                        on_date=when, unit_code=route.unit_code, place_code=stop.place_code
                    )
                    rows = {(s.village_code, s.service_code) for s in stop.servings}
                    found[key] = found.get(key, frozenset()) | rows
        return found


def _fault(writer: Writer, known: _Published, said: FieldReport, today: date) -> str:
    """Why a report cannot be kept at all; empty when it can."""
    if said.on_date > today:
        return "day_not_come"
    if said.on_date < today - timedelta(days=DAYS_BACK):
        return "not_within_a_year"
    planned = known.visits(said.on_date)
    rows = {one.row for one in said.served}
    is_usual = any(key.unit_code == said.unit_code for key in planned)
    if not is_usual or not rows <= planned.get(said.visit or _NO_VISIT, frozenset()):
        data = writer.province(known.province_code)
        if said.unit_code not in {unit.code for unit in data.units}:
            return "unknown_unit"
        villages = {village.code for village in data.villages}
        services = {service.code for service in data.services}
        if any(row[0] not in villages or row[1] not in services for row in rows):
            return "unknown_row"
    try:
        if writer.plan(said.plan_id).summary.province_code != known.province_code:
            return "unknown_plan"
    except NotFound:
        return "unknown_plan"
    return ""


def _note_report(writer: Writer, kept: KeptReport) -> None:
    said = kept.said
    writer.note(
        "field_report_received",
        f"field_report:{said.id}",
        province=kept.province_code,
        kind=said.kind.value,
        unit=said.unit_code,
        date=said.on_date.isoformat(),
        place=said.place_code or "",
        digest=kept.digest[:12],
    )


def _follow(
    writer: Writer,
    known: _Published,
    days: Iterable[date],
    *,
    by: str,
    at: datetime,
    touched: Iterable[ReportKey],
) -> FieldState:
    """Bring history, needs and announced visits to what the reports of these days come to."""
    listed = sorted(set(days))
    if not listed:
        return settle((), ())
    view = field_view(writer, known.province_code, since=listed[0], until=listed[-1])
    changed = {r.said.visit for r in view.reports if r.key in set(touched)}
    for visit in sorted(key for key in changed if key is not None):
        outcome = view.state.visits.get(visit, VisitOutcome(visit=visit, served={}))
        _record(writer, known, outcome, by=by, at=at)
    return view.state


def _record(
    writer: Writer, known: _Published, outcome: VisitOutcome, *, by: str, at: datetime
) -> None:
    visit = outcome.visit
    planned = known.visits(visit.on_date).get(visit, frozenset())
    villages = {village for village, _ in (*planned, *outcome.served)}
    for village in sorted(villages | _told_before(writer, known.province_code, visit)):
        served = {row[1]: n for row, n in outcome.served.items() if row[0] == village}
        _record_village(writer, known.province_code, visit, village, served, by=by, at=at)
    came = {row for row, people in outcome.served.items() if people}
    none = {row for row, people in outcome.served.items() if not people}
    missed = planned - came if outcome.missed is not None else none

    def named(rows: Iterable[Row]) -> list[tuple[str, str, date, str]]:
        return [(village, service, visit.on_date, visit.unit_code) for village, service in rows]

    writer.mark_missed(known.province_code, named((planned | came) - missed), missed=False)
    writer.mark_missed(known.province_code, named(missed), missed=True)
    writer.note(
        "field_visit_settled",
        f"visit:{visit.on_date.isoformat()}:{visit.unit_code}:{visit.place_code}"[:128],
        province=known.province_code,
        people=sum(outcome.served.values()),
        missed=outcome.missed.value if outcome.missed else "",
        disputes=", ".join(outcome.disputes),
    )


def _record_village(
    writer: Writer,
    province_code: str,
    visit: VisitKey,
    village: str,
    served: dict[str, int],
    *,
    by: str,
    at: datetime,
) -> None:
    """One village's part of a visit as an occurrence; services of nobody are no visit."""
    key = occurrence_key(visit, village)
    before = writer.recorded_visit(province_code, key)
    earlier = {c.service_code for c in before.said.served} if before is not None else set()
    counts = {**dict.fromkeys(earlier, 0), **served}
    if not counts or (before is None and not any(counts.values())):
        return
    said = Occurrence(
        key=key,
        province_code=province_code,
        village_code=village,
        date=visit.on_date,
        served=tuple(
            ServedCount(service_code=code, people=people) for code, people in sorted(counts.items())
        ),
        unit_code=visit.unit_code,
        source=RecordSource.FIELD,
    )
    version = before.version if before is not None else None
    keep_occurrence(writer, said, by=by, at=at, corrects=version)
    for code, people in counts.items():
        if not people:
            writer.forget_visit(province_code, village, code, visit.on_date)


def _told_before(writer: Writer, province_code: str, visit: VisitKey) -> set[str]:
    """Villages that an earlier state of this visit recorded."""
    told = writer.recorded_visits(province_code, since=visit.on_date, until=visit.on_date)
    return {
        one.said.village_code
        for one in told
        if one.said.key == occurrence_key(visit, one.said.village_code)
    }


def occurrence_key(visit: VisitKey, village_code: str) -> str:
    """The key under which a visit's part in one village is recorded."""
    parts = (visit.on_date.isoformat(), visit.unit_code, visit.place_code, village_code)
    return "field-" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:40]
