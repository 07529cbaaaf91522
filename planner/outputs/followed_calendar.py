"""A followed calendar as iCalendar (RFC 5545): what changed says so, what is off is cancelled.

It leaves the service for phones and clouds: so no contact, and not how many people are expected.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from planner.outputs.calendar import escaped, folded, utc_text
from planner.outputs.records import Record
from planner.words import Language, say

ASK_AGAIN = "PT1H"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedVisit:
    """An event: what is announced, how often it changed, since when, and by which plan."""

    name: str
    record: Record
    sequence: int
    changed_at: datetime
    plan_id: str
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedCalendar:
    """The events of a province or one unit, by time; `name_th` and `name_en` are its owner's."""

    name_th: str
    name_en: str
    visits: tuple[FollowedVisit, ...]


def followed_calendar(calendar: FollowedCalendar, language: Language) -> bytes:
    """The calendar as a document; the same announcements give the same bytes."""
    name = calendar.name_en if language is Language.EN else calendar.name_th
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//mobile-service-unit-planner//followed//TH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{ASK_AGAIN}",
        f"X-PUBLISHED-TTL:{ASK_AGAIN}",
    ]
    for visit in calendar.visits:
        lines += _event(visit, language)
    lines.append("END:VCALENDAR")
    return "".join(folded(line) for line in lines).encode("utf-8", "replace")


def _event(visit: FollowedVisit, language: Language) -> Iterator[str]:
    facts = {name: str(value or "") for name, value in visit.record.facts.items()}
    spoken = language.value
    village = facts.get(f"village_{spoken}") or facts[f"place_{spoken}"]
    title = say("calendar_event", language, village=village, unit=facts[f"unit_{spoken}"])
    place = facts[f"place_{spoken}"]
    tambon, district = facts.get(f"tambon_{spoken}", ""), facts.get(f"district_{spoken}", "")
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(f'{visit.name}@planner')}"
    yield f"SEQUENCE:{visit.sequence}"
    yield f"STATUS:{'CANCELLED' if visit.is_cancelled else 'CONFIRMED'}"
    yield f"DTSTAMP:{utc_text(visit.changed_at)}"
    yield f"LAST-MODIFIED:{utc_text(visit.changed_at)}"
    yield f"DTSTART:{utc_text(datetime.fromisoformat(facts['opens_at']))}"
    yield f"DTEND:{utc_text(datetime.fromisoformat(facts['closes_at']))}"
    yield f"SUMMARY:{escaped(title)}"
    yield f"LOCATION:{escaped(' '.join(filter(None, (place, tambon, district))))}"
    if visit.record.points:
        point = visit.record.points[0]
        yield f"GEO:{point.lat:.6f};{point.lon:.6f}"
    yield f"DESCRIPTION:{escaped(facts[f'services_{spoken}'])}"
    yield "END:VEVENT"
