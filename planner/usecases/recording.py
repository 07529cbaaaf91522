"""What happened at a visit, recorded once by its key: history, needs and requests follow it.

How needs follow: a service's need is what the list says less the people served, or exactly the
people whom somebody counted as still waiting. Each record keeps the need before and after it; a
correction, or a second report of the same village, service and day, first gives back what the
record that counted until then had taken. So however often and in whatever order a visit is told
and corrected, the need is what the last word leaves. The next plan reads history (how long ago)
and needs (how many), and so sees the visit at once.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from planner.domain.calendar import LOCAL_ZONE
from planner.domain.cases import Case, CaseState, CaseStep, Feedback
from planner.domain.demand import VisitRecord, VisitState
from planner.domain.errors import Fault, InvalidDocument, StaleVersion, WrongState
from planner.domain.province import ProvinceData
from planner.domain.recording import (
    NeedChange,
    Occurrence,
    RecordedVisit,
    ServedCount,
    need_after,
)
from planner.ports import Clock, Store, Writer

DAYS_BACK = 366
MOST_CASES = 1_000_000


def record_visit(
    store: Store, clock: Clock, said: Occurrence, *, by: str, corrects: int | None = None
) -> RecordedVisit:
    """Record what happened at a visit, once: the same word under its key changes nothing more.

    Another word under a known key is a correction and names the version that it `corrects`; else
    `StaleVersion` is raised. Raises `InvalidDocument` for unknown codes or a day in the future.
    """
    with store.writing(actor=by, at=clock.now()) as writer:
        return keep_occurrence(writer, said, by=by, at=clock.now(), corrects=corrects)


def keep_occurrence(
    writer: Writer,
    said: Occurrence,
    *,
    by: str,
    at: datetime,
    corrects: int | None = None,
    receipt: str | None = None,
) -> RecordedVisit:
    """The same inside a transaction; `receipt` names the request that it answers."""
    before = writer.recorded_visit(said.province_code, said.key)
    if before is not None and before.said == said:
        return before
    if corrects != (before.version if before is not None else None):
        raise StaleVersion("this visit was told otherwise", key=said.key)
    data = writer.province(said.province_code)
    _check(data, said, at.astimezone(LOCAL_ZONE).date())
    if receipt is not None:
        _check_receipt(writer.case(receipt), said)
    if before is not None:
        data = _give_back(writer, data, before)
    needs = tuple(_serve(writer, data, said, count) for count in said.served)
    answered = _answer(writer, said, before, receipt, by=by, at=at)
    report = RecordedVisit(
        said=said,
        version=1 if before is None else before.version + 1,
        by=by,
        at=at,
        needs=needs,
        receipts=answered,
    )
    writer.add_recorded_visit(report)
    writer.note(
        "visit_recorded" if before is None else "visit_corrected",
        f"province:{said.province_code}",
        key=said.key,
        version=report.version,
        village=said.village_code,
        date=said.date.isoformat(),
        people=sum(count.people for count in said.served),
        source=said.source.value,
        requests=", ".join(answered),
    )
    return report


def _check(data: ProvinceData, said: Occurrence, today: date) -> None:
    faults = []
    if said.village_code not in {village.code for village in data.villages}:
        faults.append(Fault(field="village_code", code="unknown", value=said.village_code[:80]))
    units = {unit.code for unit in data.units}
    if said.unit_code is not None and said.unit_code not in units:
        faults.append(Fault(field="unit_code", code="unknown", value=said.unit_code[:80]))
    services = {service.code for service in data.services}
    faults += [
        Fault(field="service_code", code="unknown", value=count.service_code[:80])
        for count in said.served
        if count.service_code not in services
    ]
    if not today - timedelta(days=DAYS_BACK) <= said.date <= today:
        value = said.date.isoformat()
        faults.append(Fault(field="served_on", code="not_within_a_year", value=value))
    if faults:
        raise InvalidDocument("visit report", tuple(faults))


def _check_receipt(case: Case, said: Occurrence) -> None:
    """A request of another village, or of a service that was not given, is not answered."""
    same = (case.province_code, case.village_code) == (said.province_code, said.village_code)
    if not same or case.service_code not in {count.service_code for count in said.served}:
        fault = Fault(field="receipt", code="of_another_row", value=case.receipt)
        raise InvalidDocument("visit report", (fault,))
    if case.state is not CaseState.ACCEPTED:
        raise WrongState("not accepted", state=case.state.value, receipt=case.receipt)


def _give_back(writer: Writer, data: ProvinceData, before: RecordedVisit) -> ProvinceData:
    """Undo a record where it is the one that counts: its history goes, its need comes back."""
    was = before.said
    for count in was.served:
        counted = _counting(writer, was, count.service_code)
        if counted is None or counted[0].said.key != was.key:
            continue
        change = counted[1]
        need = _need(data, was.village_code, count.service_code) + change.before - change.after
        writer.forget_visit(was.province_code, was.village_code, count.service_code, was.date)
        writer.set_need(was.province_code, was.village_code, count.service_code, max(0, need))
    return writer.province(was.province_code)


def _serve(writer: Writer, data: ProvinceData, said: Occurrence, count: ServedCount) -> NeedChange:
    """Enter one service into history, and its need as it is now."""
    province, village, service = said.province_code, said.village_code, count.service_code
    need = _need(data, village, service)
    done = next((v for v in data.history if _is_done(v, village, service, said.date)), None)
    counted = _counting(writer, said, service)
    if counted is not None and counted[0].said.key != said.key:
        need += counted[1].before - counted[1].after
    elif done is not None:
        need += done.people
    change = NeedChange(service_code=service, before=need, after=need_after(need, count))
    writer.record_visit(
        province,
        VisitRecord(
            village_code=village,
            service_code=service,
            date=said.date,
            people=count.people,
            unit_code=said.unit_code,
            state=VisitState.DONE,
        ),
    )
    writer.set_need(province, village, service, change.after)
    return change


def _is_done(visit: VisitRecord, village: str, service: str, when: date) -> bool:
    same = (visit.village_code, visit.service_code, visit.date) == (village, service, when)
    return same and visit.state is VisitState.DONE


def _counting(
    writer: Writer, said: Occurrence, service: str
) -> tuple[RecordedVisit, NeedChange] | None:
    """The newest record of a village, service and day: the one that history follows."""
    told = [
        (report, change)
        for report in writer.recorded_visits(
            said.province_code, village_code=said.village_code, since=said.date, until=said.date
        )
        for change in report.needs
        if change.service_code == service
    ]
    return max(told, key=lambda pair: (pair[0].at, pair[0].said.key), default=None)


def _need(data: ProvinceData, village: str, service: str) -> int:
    return next(
        (
            demand.people
            for demand in data.demands
            if (demand.village_code, demand.service_code) == (village, service)
        ),
        0,
    )


def _answer(
    writer: Writer,
    said: Occurrence,
    before: RecordedVisit | None,
    receipt: str | None,
    *,
    by: str,
    at: datetime,
) -> tuple[str, ...]:
    """Close the requests that this visit answers; one that a correction takes back opens again."""
    served = {count.service_code: count.people for count in said.served if count.people}
    earlier = [writer.case(r) for r in (before.receipts if before is not None else ())]
    answered: list[str] = []
    for case in earlier:
        still = case.village_code == said.village_code and case.service_code in served
        if still and case.state is CaseState.DONE:
            _put(writer, _done(case, said, served[case.service_code]), "corrected", by, at)
            answered.append(case.receipt)
        elif case.state is CaseState.DONE:
            opened = replace(case, state=CaseState.ACCEPTED, feedback=None)
            _put(writer, opened, "reopened", by, at)
    named = [] if receipt is None else [writer.case(receipt)]
    known = {*answered, *(case.receipt for case in named)}
    waiting = [case for case in _waiting(writer, said) if case.receipt not in known]
    taken = {code for code in served if any(c.service_code == code for c in (*earlier, *named))}
    for case in (*named, *_as_far_as_it_goes(waiting, served, taken)):
        people = next(c.people for c in said.served if c.service_code == case.service_code)
        _put(writer, _done(case, said, people), "served", by, at)
        answered.append(case.receipt)
    return tuple(answered)


def _waiting(writer: Writer, said: Occurrence) -> list[Case]:
    """Accepted requests of the village that were filed by then, the most pressing first."""
    accepted = writer.cases(
        province_codes=(said.province_code,), states=(CaseState.ACCEPTED,), limit=MOST_CASES
    )
    there = [
        case
        for case in accepted
        if case.village_code == said.village_code
        and case.filed_at.astimezone(LOCAL_ZONE).date() <= said.date
    ]
    return sorted(there, key=lambda case: (case.last_day, case.receipt))


def _as_far_as_it_goes(
    waiting: Iterable[Case], served: dict[str, int], taken: set[str]
) -> list[Case]:
    """Of each service the first request, then others as long as enough people were served."""
    left = dict(served)
    found: list[Case] = []
    for case in waiting:
        code = case.service_code
        if code not in left or code in taken:
            continue
        if left[code] == served[code] or left[code] >= case.people:
            found.append(case)
            left[code] -= min(case.people, left[code])
    return found


def _done(case: Case, said: Occurrence, people: int) -> Case:
    told = Feedback(served_on=said.date, people=people)
    if case.feedback is not None:
        told = replace(case.feedback, served_on=said.date, people=people)
    return replace(case, state=CaseState.DONE, feedback=told)


def _put(writer: Writer, case: Case, what: str, by: str, at: datetime) -> None:
    step = CaseStep(what=what, by=by, at=at)
    writer.change_case(replace(case, steps=(*case.steps, step), version=case.version + 1))
