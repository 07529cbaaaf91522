"""What letters and short texts to villages say, as plain text; the letter is in Thai alone.

The form is that of an external letter of the Thai government (ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงาน
สารบรรณ, annex 1): number, office, date, subject, addressee, reference, text in three paragraphs,
closing, position, office in charge. Digits are Thai and years of the Buddhist era.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from geodata.places import Village
from planner.domain.calendar import LOCAL_ZONE
from planner.domain.demand import Service
from planner.domain.letterheads import Letterhead
from planner.domain.province import ProvinceData
from planner.domain.telling import Notice, TellKind, TellLine
from planner.outputs.times import clock_text, date_text, long_date_text
from planner.outputs.view import HIGHEST_MOO, name_of, province_text, role_of, whereabouts
from planner.words import Language, say

MOST_CHAT_CHARS = 400
"""A chat's short text has fewer characters than this."""
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
WORDS = (
    "no", "date", "subject", "to", "refers", "regards", "n", "service", "agency", "people", "bring",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What letters are written from: the province as it is now, and its letterhead."""

    data: ProvinceData
    letterhead: Letterhead

    def village(self, code: str) -> Village | None:
        """The village of a code, None when it is no more."""
        return next((v for v in self.data.villages if v.code == code), None)

    def service(self, code: str) -> Service | None:
        """The service of a code, None when it is no more."""
        return next((s for s in self.data.services if s.code == code), None)

    def place_name(self, code: str, language: Language) -> str:
        """A stop place by its own name, and its village's where it is in another."""
        place = next((p for p in self.data.stop_places if p.code == code), None)
        return code if place is None else name_of(place, language)

    def unit_name(self, code: str, language: Language) -> str:
        """The unit's name; its code when it is no more."""
        unit = next((u for u in self.data.units if u.code == code), None)
        return code if unit is None else name_of(unit, language)

    def contact(self, unit_code: str) -> tuple[str, str]:
        """Whom to ask: the office in charge where it has a phone, else the unit's crew."""
        if self.letterhead.phone:
            return self.letterhead.section or self.letterhead.office, self.letterhead.phone
        unit = next((u for u in self.data.units if u.code == unit_code), None)
        if unit is None or unit.contact is None:
            return "", ""
        return role_of(unit.contact, Language.TH), unit.contact.phone


def letters_data(writing: Writing, lines: Iterable[TellLine], written_on: date) -> dict[str, Any]:
    """Letters in the lines' order, every text ready to be set."""
    return {
        "words": {code: say(f"letter_{code}") for code in WORDS},
        "letters": [letter_data(writing, line, written_on) for line in lines],
    }


def letter_data(writing: Writing, line: TellLine, written_on: date) -> dict[str, Any]:
    """One letter: a visit told, changed or cancelled."""
    head, notice = writing.letterhead, line.notice
    who, phone = writing.contact(notice.unit_code)
    office = head.office or province_text(writing.data.province_code, Language.TH)
    foot = [head.section or who]
    foot += [say("letter_phone", phone=phone)] if phone else []
    foot += [say("letter_email", email=head.email)] if head.email else []
    closing = "cancellation" if line.kind is TellKind.CANCELLATION else "visit"
    letter = {
        "number": head.number_prefix,
        "office": office,
        "address": head.address.splitlines(),
        "date": _day(written_on),
        "subject": say(f"letter_subject_{line.kind.value}"),
        "to": _addressee(writing.village(notice.village_code), notice.village_code),
        "refers": _reference(line),
        "body": _body(writing, line),
        "services": [] if line.now is None else _services(writing, line.now),
        "closing": say(f"letter_close_{closing}"),
        "signer": head.signer,
        "foot": [text for text in foot if text],
    }
    return {name: _thai(value) for name, value in letter.items()}


def chat_text(writing: Writing, line: TellLine) -> str:
    """The short text for a chat, in Thai, below `MOST_CHAT_CHARS` whatever the names are."""
    notice = line.notice
    village = writing.village(notice.village_code)
    where = notice.village_code if village is None else _village_line(village)
    before = "" if line.told is None else date_text(line.told.date, Language.TH)
    head = [
        say(f"chat_{line.kind.value}", before=before),
        where,
        say("chat_when", date=long_date_text(notice.date, Language.TH), hours=_hours(notice)),
    ]
    tail = []
    if line.kind is TellKind.CANCELLATION:
        tail.append(say("chat_new_day"))
    else:
        head.append(say("chat_where", place=writing.place_name(notice.place_code, Language.TH)))
    who, phone = writing.contact(notice.unit_code)
    if phone:
        tail.append(say("chat_ask", who=who, phone=phone))
    middle = () if line.kind is TellKind.CANCELLATION else _middles(writing, notice)
    for lines in (*middle, ()):
        text = "\n".join((*head, *lines, *tail))
        if len(text) < MOST_CHAT_CHARS:
            return text
    return text[: MOST_CHAT_CHARS - 2] + "…"


def _middles(writing: Writing, notice: Notice) -> tuple[tuple[str, ...], ...]:
    """Services and what to bring, from all there is to say down to the first service."""
    found = [writing.service(code) for code, _ in notice.servings]
    names = [name_of(service, Language.TH) for service in found if service is not None]
    bring = list(dict.fromkeys(s.bring_th for s in found if s is not None and s.bring_th))
    listed = say("chat_services", services=", ".join(names))
    shorter = tuple(
        (
            say(
                "chat_services",
                services=", ".join([*names[:n], say("chat_more", n=len(names) - n)]),
            ),
        )
        for n in range(len(names) - 1, 0, -1)
    )
    brought = ((listed, say("chat_bring", bring="; ".join(bring))),) if bring else ()
    return (*brought, (listed,), *shorter)


def _body(writing: Writing, line: TellLine) -> list[str]:
    def facts(notice: Notice) -> dict[str, str]:
        place = writing.place_name(notice.place_code, Language.TH)
        return {
            "date": long_date_text(notice.date, Language.TH),
            "hours": _hours(notice),
            "place": place,
            "unit": writing.unit_name(notice.unit_code, Language.TH),
            "province": province_text(writing.data.province_code, Language.TH),
        }

    if line.kind is TellKind.VISIT or line.told is None:
        return [say("letter_body_visit", **facts(line.notice))]
    before = say("letter_body_before", **facts(line.told))
    if line.now is None:
        return [before, say("letter_body_cancellation", **facts(line.told))]
    what = " ".join(say(f"tell_reason_{reason.value}") for reason in line.reasons)
    return [before, say("letter_body_change", what=what, **facts(line.now))]


def _services(writing: Writing, notice: Notice) -> list[dict[str, str]]:
    told = []
    for number, (code, people) in enumerate(notice.servings, start=1):
        service = writing.service(code)
        told.append(
            {
                "n": str(number),
                "name": code if service is None else service.name_th,
                "agency": "" if service is None else service.agency_th,
                "people": f"{people:,}",
                "bring": "" if service is None else service.bring_th,
            }
        )
    return told


def _addressee(village: Village | None, code: str) -> str:
    if village is None:
        return f"{say('letter_headman')} {code}"
    moo = int(village.code[6:])
    is_village = 0 < moo <= HIGHEST_MOO
    role = say("letter_headman" if is_village else "letter_community")
    if village.contacts:
        role = village.contacts[0].role_th or role
    parts = [
        f"{role} {village.name_th}",
        say("letter_moo", moo=moo) if is_village else "",
        say("letter_tambon", name=village.tambon_th) if village.tambon_th else "",
        say("letter_district", name=village.district_th) if village.district_th else "",
    ]
    return " ".join(part for part in parts if part)


def _village_line(village: Village) -> str:
    return f"{village.name_th} {whereabouts(village, Language.TH)}".strip()


def _reference(line: TellLine) -> str:
    if line.kind is TellKind.VISIT or line.record is None:
        return ""
    when = line.record.at.astimezone(LOCAL_ZONE).date()
    return say("letter_told_on", when=_day(when))


def _day(when: date) -> str:
    """Day, month and year without the weekday: "๒๗ พฤศจิกายน ๒๕๖๙" once digits are Thai."""
    return long_date_text(when, Language.TH).split("ที่ ", 1)[1]


def _hours(notice: Notice) -> str:
    """Hours as Thai letters write them: "เวลา 09.00 – 12.00 น."."""
    start, end = (clock_text(s).replace(":", ".") for s in (notice.opens_s, notice.closes_s))
    return say("letter_hours", start=start, end=end)


def _thai(value: Any) -> Any:
    """Every text with Thai digits."""
    if isinstance(value, str):
        return value.translate(THAI_DIGITS)
    if isinstance(value, dict):
        return {name: _thai(inner) for name, inner in value.items()}
    return [_thai(inner) for inner in value]
