"""What offices and villages say after a visit, and who lets it through.

An office with an account may give the numbers of people served: they are recorded at once, unless
a field team has recorded that visit already, whose count stands. Numbers told without an account
(the receipt's number and its code) are recorded when a planner lets them through. Recorded numbers
change history and needs as `recording` says, and so the next plan.
"""

import hmac
from dataclasses import dataclass, replace
from datetime import date, datetime

from planner.domain.calendar import LOCAL_ZONE
from planner.domain.cases import Case, CaseState, CaseStep, Voice, VoiceState
from planner.domain.errors import Fault, InvalidDocument, NotFound, StaleVersion, WrongState
from planner.domain.recording import Occurrence, RecordSource, ServedCount
from planner.ports import Clock, Reader, Store, Writer
from planner.usecases.recording import keep_occurrence

VILLAGE = "village"
"""Who speaks with the receipt's code and no account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says of the visit that answered a request."""

    served_on: date
    rating: int | None = None
    comment: str = ""
    served: tuple[ServedCount, ...] = ()


def case_by_code(reader: Reader, receipt: str, code: str) -> Case:
    """The request of a receipt number whose code this is; raises `NotFound` for any other.

    A wrong number and a wrong code sound the same, and take the same time.
    """
    try:
        case = reader.case(receipt)
    except NotFound:
        case = None
    known = "" if case is None else case.code
    is_right = hmac.compare_digest(known.encode(), code.strip().upper().encode())
    if case is None or not known or not is_right:
        raise NotFound("no such receipt with this code", kind="request", id="")
    return case


def say_feedback(
    store: Store, clock: Clock, receipt: str, said: Said, *, by: str, code: str | None = None
) -> Case:
    """Keep what an office (`by` its login) or the village (with the `code`) says of the visit.

    Who speaks again replaces what they said. Raises `WrongState` for a request that was never
    accepted, `InvalidDocument` for a day before it was filed or in the future.
    """
    now = clock.now()
    speaker = VILLAGE if code is not None else by
    with store.writing(actor=speaker, at=now) as writer:
        case = writer.case(receipt) if code is None else case_by_code(writer, receipt, code)
        _check(case, said, now.astimezone(LOCAL_ZONE).date())
        voice = Voice(
            by=speaker,
            at=now,
            served_on=said.served_on,
            rating=said.rating,
            comment=said.comment.strip(),
            served=said.served,
        )
        if code is None:
            _record(writer, case, voice, RecordSource.OFFICE, by=by, now=now)
            case = writer.case(receipt)
        case = _put(writer, replace(case, voice=voice), "feedback", speaker, now)
        writer.note("feedback_given", f"request:{receipt}", rating=said.rating or 0)
    return case


def moderate_voice(
    store: Store, clock: Clock, receipt: str, *, is_shown: bool, by: str, version: int
) -> Case:
    """Let what was said through, or keep it from others; a village's numbers count from then on.

    Raises `WrongState` where nothing was said, `StaleVersion` where the request went on since.
    """
    now = clock.now()
    with store.writing(actor=by, at=now) as writer:
        case = writer.case(receipt)
        if case.version != version:
            raise StaleVersion("the request went on since", receipt=receipt)
        voice = case.voice
        if voice is None:
            raise WrongState("nothing was said", state=case.state.value, receipt=receipt)
        if is_shown and voice.by == VILLAGE:
            _record(writer, case, voice, RecordSource.VILLAGE, by=by, now=now)
            case = writer.case(receipt)
        state = VoiceState.SHOWN if is_shown else VoiceState.HIDDEN
        what = f"feedback_{state.value}"
        case = _put(writer, replace(case, voice=replace(voice, state=state)), what, by, now)
        writer.note(what, f"request:{receipt}", version=case.version)
    return case


def _check(case: Case, said: Said, today: date) -> None:
    if case.state not in (CaseState.ACCEPTED, CaseState.DONE):
        raise WrongState("not accepted", state=case.state.value, receipt=case.receipt)
    first = case.filed_at.astimezone(LOCAL_ZONE).date()
    if not first <= said.served_on <= today:
        value = said.served_on.isoformat()
        fault = Fault(field="served_on", code="not_since_filed", value=value)
        raise InvalidDocument("feedback", (fault,))


def _record(
    writer: Writer, case: Case, voice: Voice, source: RecordSource, *, by: str, now: datetime
) -> None:
    """Enter the numbers into history, where nobody who saw it has counted already."""
    if not voice.served or _is_counted(writer, case, voice, source):
        return
    said = Occurrence(
        key=f"receipt-{case.receipt}",
        province_code=case.province_code,
        village_code=case.village_code,
        date=voice.served_on,
        served=voice.served,
        unit_code=None if case.agreed is None else case.agreed.unit_code,
        source=source,
    )
    before = writer.recorded_visit(said.province_code, said.key)
    corrects = None if before is None else before.version
    named = case.receipt if case.state is CaseState.ACCEPTED and _serves(case, voice) else None
    keep_occurrence(writer, said, by=by, at=now, corrects=corrects, receipt=named)


def _serves(case: Case, voice: Voice) -> bool:
    return any(count.service_code == case.service_code and count.people for count in voice.served)


def _is_counted(writer: Writer, case: Case, voice: Voice, source: RecordSource) -> bool:
    """Whether a team, or for a village an office, recorded one of these services that day."""
    higher = {RecordSource.FIELD}
    if source is RecordSource.VILLAGE:
        higher.add(RecordSource.OFFICE)
    services = {count.service_code for count in voice.served}
    return any(
        report.said.source in higher
        and services & {count.service_code for count in report.said.served}
        for report in writer.recorded_visits(
            case.province_code,
            village_code=case.village_code,
            since=voice.served_on,
            until=voice.served_on,
        )
    )


def _put(writer: Writer, case: Case, what: str, by: str, now: datetime) -> Case:
    step = CaseStep(what=what, by=by, at=now)
    changed = replace(case, steps=(*case.steps, step), version=case.version + 1)
    writer.change_case(changed)
    return changed
