"""Requests of offices: filed with a receipt and a due date, decided with a reason, served."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from geodata.numerals import dialled
from planner.domain.calendar import LOCAL_ZONE
from planner.domain.cases import (
    OPEN_STATES,
    Agreed,
    Case,
    CaseState,
    CaseStep,
    Feedback,
    Pause,
    Voice,
    due_date,
    first_counted_day,
    receipt_number,
)
from planner.domain.errors import (
    Fault,
    InvalidDocument,
    ReasonNeeded,
    StaleVersion,
    WrongState,
)
from planner.domain.province import ProvinceData
from planner.domain.recording import Occurrence, ServedCount
from planner.ports import Clock, Store, Writer
from planner.usecases.office_days import days_off
from planner.usecases.recording import keep_occurrence

DAYS_AHEAD = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What an office asks for."""

    province_code: str
    village_code: str
    service_code: str
    people: int
    note: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    wished_dates: tuple[date, ...] = ()


CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 8
"""Letters that nobody takes for another; with ten tries in five minutes not to be guessed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitReport:
    """What a field team says of a visit of one service; `receipt` where it answers a request."""

    province_code: str
    village_code: str
    service_code: str
    unit_code: str | None
    feedback: Feedback
    receipt: str | None = None


def file_case(store: Store, clock: Clock, wish: Wish, *, by: str) -> Case:
    """File a request: it has its receipt number, its code and its due date at once.

    Raises `InvalidDocument` for a village or service that the province does not have, or a wished
    date that is past or more than a year ahead, or a telephone that cannot be dialled.
    """
    return file_cases(store, clock, (wish,), by=by)[0]


def file_cases(store: Store, clock: Clock, wishes: Iterable[Wish], *, by: str) -> tuple[Case, ...]:
    """File many requests, all of them or none."""
    now = clock.now()
    with store.writing(actor=by, at=now) as writer:
        known: dict[str, ProvinceData] = {}
        for wish in (listed := tuple(wishes)):
            if wish.province_code not in known:
                known[wish.province_code] = writer.province(wish.province_code)
        return tuple(
            _file(writer, known[wish.province_code], wish, by=by, now=now) for wish in listed
        )


def _file(writer: Writer, data: ProvinceData, wish: Wish, *, by: str, now: datetime) -> Case:
    today = now.astimezone(LOCAL_ZONE).date()
    promised = _promise(data, wish, today)
    closed = days_off(data, today)
    counts_from = first_counted_day(now, closed)
    case = Case(
        receipt=_next_receipt(writer, wish.province_code, now),
        province_code=wish.province_code,
        village_code=wish.village_code,
        service_code=wish.service_code,
        people=wish.people,
        note=wish.note,
        contact_name=wish.contact_name,
        contact_phone=dialled(wish.contact_phone) or "",
        filed_at=now,
        filed_by=by,
        counts_from=counts_from,
        promised_working_days=promised,
        due_on=due_date(counts_from, promised, closed),
        steps=(CaseStep(what="filed", by=by, at=now),),
        wished_dates=tuple(sorted(set(wish.wished_dates))),
        code="".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)),
    )
    writer.add_case(case)
    writer.note(
        "request_filed",
        f"request:{case.receipt}",
        village=case.village_code,
        service=case.service_code,
        due=case.due_on.isoformat(),
    )
    return case


def decide_case(
    store: Store,
    clock: Clock,
    receipt: str,
    *,
    accept: bool,
    reason: str,
    by: str,
    version: int,
    agreed: Agreed | None = None,
) -> Case:
    """Accept or decline a request; declining needs a reason, which the office reads.

    `agreed` names the day, with its unit where that is settled, or the week: plans keep the day as
    a fixed date and the week as its due date. An accepted request may be agreed anew, with a
    reason. Raises `InvalidDocument` for a day that is past or a unit without the service.
    """
    today = clock.now().astimezone(LOCAL_ZONE).date()

    def decided(case: Case, _: frozenset[date]) -> Case:
        known = (CaseState.RECEIVED, CaseState.POSTPONED)
        is_anew = accept and agreed is not None and case.state is CaseState.ACCEPTED
        _need_state(case, *known, *((CaseState.ACCEPTED,) if is_anew else ()))
        _need_reason(case, "yes" if accept and not is_anew else reason)
        state = CaseState.ACCEPTED if accept else CaseState.DECLINED
        return replace(case, state=state, agreed=agreed if accept else None, postponed_until=None)

    if agreed is not None:
        with store.reading() as reader:
            case = reader.case(receipt)
            _check_agreed(reader.province(case.province_code), case, agreed, today)
    what = "accepted" if accept else "declined"
    return _step(store, clock, receipt, what, decided, by=by, reason=reason, version=version)


def postpone_case(
    store: Store, clock: Clock, receipt: str, *, until: date, reason: str, by: str, version: int
) -> Case:
    """Put a request off, with the reason and the day by which it is looked at again.

    Its clock runs on: what the office was promised does not change because we need time.
    """
    today = clock.now().astimezone(LOCAL_ZONE).date()
    if not today < until <= today + timedelta(days=DAYS_AHEAD):
        fault = Fault(field="until", code="not_within_a_year", value=until.isoformat())
        raise InvalidDocument("decision", (fault,))

    def postponed(case: Case, _: frozenset[date]) -> Case:
        _need_state(case, CaseState.RECEIVED, CaseState.POSTPONED, CaseState.ACCEPTED)
        _need_reason(case, reason)
        return replace(case, state=CaseState.POSTPONED, agreed=None, postponed_until=until)

    return _step(
        store, clock, receipt, "postponed", postponed, by=by, reason=reason, version=version
    )


def withdraw_case(
    store: Store, clock: Clock, receipt: str, *, reason: str, by: str, version: int
) -> Case:
    """Take a request back."""

    def withdrawn(case: Case, _: frozenset[date]) -> Case:
        _need_state(case, *OPEN_STATES)
        return replace(case, state=CaseState.WITHDRAWN)

    return _step(
        store, clock, receipt, "withdrawn", withdrawn, by=by, reason=reason, version=version
    )


def pause_case(
    store: Store, clock: Clock, receipt: str, *, reason: str, by: str, version: int
) -> Case:
    """Stop the clock from today on, with the reason."""
    today = clock.now().astimezone(LOCAL_ZONE).date()

    def paused(case: Case, _: frozenset[date]) -> Case:
        _need_state(case, *OPEN_STATES)
        _need_reason(case, reason)
        if case.is_paused:
            raise WrongState("the clock stands still already", state="paused", receipt=receipt)
        return replace(case, pauses=(*case.pauses, Pause(since=today, reason=reason.strip())))

    return _step(store, clock, receipt, "paused", paused, by=by, reason=reason, version=version)


def resume_case(store: Store, clock: Clock, receipt: str, *, by: str, version: int) -> Case:
    """Let the clock run again from today on; the due date moves by the working days it stood."""
    today = clock.now().astimezone(LOCAL_ZONE).date()

    def resumed(case: Case, closed: frozenset[date]) -> Case:
        if not case.is_open or not case.is_paused:
            raise WrongState("the clock runs", state=case.state.value, receipt=receipt)
        pauses = tuple(replace(p, until=today) if p.until is None else p for p in case.pauses)
        due = due_date(case.counts_from, case.promised_working_days, closed, pauses)
        return replace(case, pauses=pauses, due_on=due)

    return _step(store, clock, receipt, "resumed", resumed, by=by, version=version)


def erase_contact(store: Store, clock: Clock, receipt: str, *, by: str, version: int) -> Case:
    """Remove a request's personal data; what was served and promised stays."""

    def erased(case: Case, _: frozenset[date]) -> Case:
        voice = None if case.voice is None else _without_comment(case.voice)
        return replace(case, contact_name="", contact_phone="", note="", voice=voice)

    return _step(store, clock, receipt, "contact_erased", erased, by=by, version=version)


def report_visit(store: Store, clock: Clock, report: VisitReport, *, by: str) -> Case | None:
    """Record a visit of one service, and the request it answers; see `recording`.

    Without a receipt the most pressing accepted request of that village and service is the one
    answered. Told again with other numbers the visit is corrected. Raises `InvalidDocument` for
    unknown codes or a visit in the future, `WrongState` for a receipt that is not accepted.
    """
    now, told = clock.now(), report.feedback
    said = Occurrence(
        key=f"{report.village_code}-{told.served_on:%Y%m%d}-{report.service_code}"[:64],
        province_code=report.province_code,
        village_code=report.village_code,
        date=told.served_on,
        served=(ServedCount(service_code=report.service_code, people=told.people),),
        unit_code=report.unit_code,
    )
    with store.writing(actor=by, at=now) as writer:
        before = writer.recorded_visit(said.province_code, said.key)
        corrects = None if before is None else before.version
        kept = keep_occurrence(
            writer, said, by=by, at=now, corrects=corrects, receipt=report.receipt
        )
        known = () if before is None else before.receipts
        fresh = [writer.case(receipt) for receipt in kept.receipts if receipt not in known]
        if not fresh:
            return None
        case = replace(fresh[0], feedback=told, version=fresh[0].version + 1)
        writer.change_case(case)
    return case


def _without_comment(voice: Voice) -> Voice | None:
    """What was said without its words; nothing where there was nothing else."""
    if voice.rating is None and not voice.served:
        return None
    return replace(voice, comment="")


def _check_agreed(data: ProvinceData, case: Case, agreed: Agreed, today: date) -> None:
    faults = []
    last = agreed.last_day
    if last is not None and not today <= last <= today + timedelta(days=DAYS_AHEAD):
        faults.append(Fault(field="agreed", code="not_within_a_year", value=last.isoformat()))
    units = {unit.code: unit for unit in data.units}
    unit = None if agreed.unit_code is None else units.get(agreed.unit_code)
    if agreed.unit_code is not None and unit is None:
        faults.append(Fault(field="unit_code", code="unknown", value=agreed.unit_code[:80]))
    if unit is not None and not unit.counters_of(case.service_code):
        faults.append(Fault(field="unit_code", code="without_service", value=unit.code))
    if faults:
        raise InvalidDocument("decision", tuple(faults))


def _promise(data: ProvinceData, wish: Wish, today: date) -> int:
    """The working days that the service promises."""
    faults = _unknown(data, wish.village_code, wish.service_code)
    faults += [
        Fault(field="wished_dates", code="not_within_a_year", value=when.isoformat())
        for when in wish.wished_dates
        if not today <= when <= today + timedelta(days=DAYS_AHEAD)
    ]
    if dialled(wish.contact_phone) is None:
        value = wish.contact_phone[:50]
        faults.append(Fault(field="contact_phone", code="not_a_phone", value=value))
    if faults:
        raise InvalidDocument("request", tuple(faults))
    return next(s.sla_working_days for s in data.services if s.code == wish.service_code)


def _unknown(data: ProvinceData, village_code: str, service_code: str) -> list[Fault]:
    faults = []
    if village_code not in {village.code for village in data.villages}:
        faults.append(Fault(field="village_code", code="unknown", value=village_code[:80]))
    if service_code not in {service.code for service in data.services}:
        faults.append(Fault(field="service_code", code="unknown", value=service_code[:80]))
    return faults


def _next_receipt(writer: Writer, province_code: str, now: datetime) -> str:
    prefix = receipt_number(province_code, now, 0)[:6]
    return receipt_number(province_code, now, writer.count_cases(prefix) + 1)


def _step(
    store: Store,
    clock: Clock,
    receipt: str,
    what: str,
    change: Callable[[Case, frozenset[date]], Case],
    *,
    by: str,
    reason: str = "",
    version: int,
) -> Case:
    now = clock.now()
    with store.writing(actor=by, at=now) as writer:
        case = writer.case(receipt)
        if case.version != version:
            raise StaleVersion("the request went on since", receipt=receipt)
        closed = days_off(writer.province(case.province_code), case.counts_from)
        step = CaseStep(what=what, by=by, at=now, reason=reason.strip())
        changed = replace(change(case, closed), steps=(*case.steps, step), version=case.version + 1)
        writer.change_case(changed)
        writer.note(f"request_{what}", f"request:{receipt}", version=changed.version)
    return changed


def _need_state(case: Case, *states: CaseState) -> None:
    if case.state not in states:
        raise WrongState("not from this state", state=case.state.value, receipt=case.receipt)


def _need_reason(case: Case, reason: str) -> None:
    if not reason.strip():
        raise ReasonNeeded("a reason is needed", receipt=case.receipt)
