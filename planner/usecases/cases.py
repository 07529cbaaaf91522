"""Requests of offices: filed with a receipt and a due date, decided with a reason, served."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

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
from planner.domain.demand import VisitRecord, VisitState
from planner.domain.errors import (
    Fault,
    InvalidDocument,
    ReasonNeeded,
    StaleVersion,
    WrongState,
)
from planner.domain.province import ProvinceData
from planner.ports import Clock, Store, Writer
from planner.usecases.office_days import days_off


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
    """Record a visit done: history, what is still needed, and the request it answers.

    Without a receipt the oldest accepted request of that village and service is the one answered.
    The people served are taken off the demand. Raises `InvalidDocument` for unknown codes or a
    visit in the future, `WrongState` for a receipt that is not accepted.
    """
    now = clock.now()
    told = report.feedback
    with store.writing(actor=by, at=now) as writer:
        data = writer.province(report.province_code)
        _check_report(data, report, now.astimezone(LOCAL_ZONE).date())
        writer.record_visit(
            report.province_code,
            VisitRecord(
                village_code=report.village_code,
                service_code=report.service_code,
                date=told.served_on,
                people=told.people,
                unit_code=report.unit_code,
                state=VisitState.DONE,
            ),
        )
        case = _answered(writer, report)
        if case is not None:
            _need_state(case, CaseState.ACCEPTED)
            step = CaseStep(what="served", by=by, at=now)
            case = replace(
                case,
                state=CaseState.DONE,
                feedback=told,
                steps=(*case.steps, step),
                version=case.version + 1,
            )
            writer.change_case(case)
        writer.note(
            "visit_reported",
            f"province:{report.province_code}",
            village=report.village_code,
            service=report.service_code,
            date=told.served_on.isoformat(),
            people=told.people,
            request=case.receipt if case is not None else "",
        )
    return case


def _check_report(data: ProvinceData, report: VisitReport, today: date) -> None:
    faults = _unknown(data, report.village_code, report.service_code)
    units = {unit.code for unit in data.units}
    if report.unit_code is not None and report.unit_code not in units:
        faults.append(Fault(field="unit_code", code="unknown", value=report.unit_code[:80]))
    if not today - timedelta(days=366) <= report.feedback.served_on <= today:
        value = report.feedback.served_on.isoformat()
        faults.append(Fault(field="served_on", code="not_within_a_year", value=value))
    if faults:
        raise InvalidDocument("visit report", tuple(faults))


def _answered(writer: Writer, report: VisitReport) -> Case | None:
    """The request that a visit answers; one of another village is not answered by it."""
    if report.receipt is None:
        waiting = writer.cases(
            province_codes=(report.province_code,), states=(CaseState.ACCEPTED,), limit=100_000
        )
        same = [
            case
            for case in waiting
            if (case.village_code, case.service_code) == (report.village_code, report.service_code)
        ]
        return min(same, key=lambda case: (case.due_on, case.receipt), default=None)
    case = writer.case(report.receipt)
    asked = (case.province_code, case.village_code, case.service_code)
    if asked != (report.province_code, report.village_code, report.service_code):
        fault = Fault(field="receipt", code="of_another_row", value=report.receipt)
        raise InvalidDocument("visit report", (fault,))
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
