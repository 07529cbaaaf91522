"""Requests of offices: filed with a receipt and a due date, decided with a reason, served."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from planner.domain.calendar import LOCAL_ZONE
from planner.domain.cases import (
    Case,
    CaseState,
    CaseStep,
    Feedback,
    Pause,
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
    """File a request: it has its receipt number and due date at once.

    Raises `InvalidDocument` for a village or service that the province does not have.
    """
    now = clock.now()
    with store.writing(actor=by, at=now) as writer:
        data = writer.province(wish.province_code)
        promised = _promise(data, wish)
        closed = days_off(data, now.astimezone(LOCAL_ZONE).date())
        counts_from = first_counted_day(now, closed)
        case = Case(
            receipt=_next_receipt(writer, wish.province_code, now),
            province_code=wish.province_code,
            village_code=wish.village_code,
            service_code=wish.service_code,
            people=wish.people,
            note=wish.note,
            contact_name=wish.contact_name,
            contact_phone=wish.contact_phone,
            filed_at=now,
            filed_by=by,
            counts_from=counts_from,
            promised_working_days=promised,
            due_on=due_date(counts_from, promised, closed),
            steps=(CaseStep(what="filed", by=by, at=now),),
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
    store: Store, clock: Clock, receipt: str, *, accept: bool, reason: str, by: str, version: int
) -> Case:
    """Accept or decline a request; declining needs a reason, which the office reads."""

    def decided(case: Case, _: frozenset[date]) -> Case:
        _need_state(case, CaseState.RECEIVED)
        _need_reason(case, reason if not accept else "yes")
        return replace(case, state=CaseState.ACCEPTED if accept else CaseState.DECLINED)

    what = "accepted" if accept else "declined"
    return _step(store, clock, receipt, what, decided, by=by, reason=reason, version=version)


def withdraw_case(
    store: Store, clock: Clock, receipt: str, *, reason: str, by: str, version: int
) -> Case:
    """Take a request back."""

    def withdrawn(case: Case, _: frozenset[date]) -> Case:
        _need_state(case, CaseState.RECEIVED, CaseState.ACCEPTED)
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
        _need_state(case, CaseState.RECEIVED, CaseState.ACCEPTED)
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
        return replace(case, contact_name="", contact_phone="", note="")

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


def _promise(data: ProvinceData, wish: Wish) -> int:
    """The working days that the service promises."""
    faults = _unknown(data, wish.village_code, wish.service_code)
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
