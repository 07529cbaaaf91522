"""The list of villages to be told as plain data in one language, for the template to draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.telling import Notice, Telling, TellLine, TellState
from planner.outputs.field_week import phone_link
from planner.outputs.letter_data import Writing, chat_text
from planner.outputs.times import clock_text, date_text, day_text, moment_text
from planner.outputs.view import name_of, role_of, whereabouts
from planner.usecases.telling import TellingList, masked_phone
from planner.words import Language, say

FEW = 8
"""So many visits are all shown open."""
BADGES = {TellState.NOT_TOLD: "warn", TellState.TELL_ANEW: "bad", TellState.TOLD: "good"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """Whom to call; `dial` is empty where the number is masked."""

    role: str
    phone: str
    dial: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """What was recorded; `number` is None where it can no longer be taken back."""

    text: str
    remarks: str
    number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TellRow:
    """One village's visit."""

    key: str
    village: str
    where: str
    date: str
    hours: str
    unit: str
    place: str
    services: tuple[str, ...]
    state: str
    badge: str
    is_to_do: bool
    is_late: bool
    is_last_day: bool
    tell_by: str
    was: str
    why: str
    text: str
    contacts: tuple[ContactLine, ...]
    records: tuple[RecordLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TellDay:
    """The visits of one day, folded away unless `is_open`; `count` in words."""

    on: str
    title: str
    count: str
    rows: tuple[TellRow, ...]
    is_open: bool


def tell_days(
    found: TellingList, lines: Sequence[TellLine], language: Language, *, sees: bool, on: str = ""
) -> tuple[TellDay, ...]:
    """Lines by day: few are all open, of many the first day with somebody to tell, and `on`."""
    days: dict[date, list[TellLine]] = {}
    for line in lines:
        days.setdefault(line.notice.date, []).append(line)
    first = next(
        (day for day, own in days.items() if any(map(_is_to_do, own))), min(days, default=None)
    )
    told = []
    for day, own in days.items():
        to_do = sum(map(_is_to_do, own))
        code = "telling_day_to_do" if to_do else "telling_day_done"
        told.append(
            TellDay(
                on=day.isoformat(),
                title=day_text(day, language),
                count=say(code, language, count=len(own), to_do=to_do),
                rows=tuple(tell_row(found, line, language, sees=sees) for line in own),
                is_open=len(lines) <= FEW or day == first or day.isoformat() == on,
            )
        )
    return tuple(told)


def _is_to_do(line: TellLine) -> bool:
    return line.state is not TellState.TOLD


def tell_row(found: TellingList, line: TellLine, language: Language, *, sees: bool) -> TellRow:
    """One line in words; phones are whole for those who tell villages (`sees`)."""
    writing = Writing(data=found.data, letterhead=found.letterhead)
    notice = line.notice
    village = writing.village(notice.village_code)
    contacts = village.contacts if village is not None else ()
    reasons = [say(f"tell_reason_{reason.value}", language) for reason in line.reasons]
    return TellRow(
        key=notice.key,
        village=name_of(village, language) if village is not None else notice.village_code,
        where=whereabouts(village, language) if village is not None else "",
        date=day_text(notice.date, language),
        hours=_hours(notice),
        unit=writing.unit_name(notice.unit_code, language),
        place=writing.place_name(notice.place_code, language),
        services=_services(writing, notice, language),
        state=say(f"tell_state_{line.state.value}", language),
        badge=BADGES[line.state],
        is_to_do=_is_to_do(line),
        is_late=found.is_late(line),
        is_last_day=found.is_last_day(line),
        tell_by=say("telling_tell_by", language, date=date_text(line.tell_by, language)),
        was=_was(writing, line, language),
        why=say("telling_why", language, reasons=", ".join(reasons)) if reasons else "",
        text=chat_text(writing, line),
        contacts=tuple(
            ContactLine(
                role=role_of(contact, language),
                phone=contact.phone if sees else masked_phone(contact.phone),
                dial=phone_link(contact.phone) if sees else "",
            )
            for contact in contacts
        ),
        records=tuple(_record(found, record, language) for record in found.records_of(line)),
    )


def _services(writing: Writing, notice: Notice, language: Language) -> tuple[str, ...]:
    told = []
    for code, people in notice.servings:
        service = writing.service(code)
        name = code if service is None else name_of(service, language)
        told.append(say("telling_expected", language, service=name, people=f"{people:,}"))
    return tuple(told)


def _was(writing: Writing, line: TellLine, language: Language) -> str:
    if line.told is None or line.now is None or not line.reasons:
        return ""
    return say(
        "telling_was",
        language,
        date=day_text(line.told.date, language),
        hours=_hours(line.told),
        unit=writing.unit_name(line.told.unit_code, language),
    )


def _record(found: TellingList, record: Telling, language: Language) -> RecordLine:
    backed = {r.takes_back for r in found.records}
    text = say(
        "telling_record",
        language,
        kind=say(f"tell_kind_{record.kind.value}", language),
        means=say(f"tell_means_{record.means.value}", language),
        by=record.by,
        when=moment_text(record.at, language),
    )
    can_go = record.takes_back is None and record.number not in backed
    return RecordLine(text=text, remarks=record.remarks, number=record.number if can_go else None)


def _hours(notice: Notice) -> str:
    return f"{clock_text(notice.opens_s)}–{clock_text(notice.closes_s)}"
