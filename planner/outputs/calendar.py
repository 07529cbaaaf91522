"""iCalendar (RFC 5545): a unit's visits as events, for phones and office calendars."""

from collections.abc import Iterator
from datetime import UTC, datetime

from planner.domain.plan import Route, Stop
from planner.outputs.view import Directory, PlanView, name_of, role_of, whereabouts
from planner.words import Language, say

LINE_BYTES = 75


def unit_calendar(view: PlanView, unit_code: str, language: Language = Language.TH) -> bytes:
    """One unit's visits as a calendar: opening hours as the event, the crew's times in its text.

    The same visit keeps its UID as long as unit, day and place stay the same.
    """
    directory = Directory(view.request)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//mobile-service-unit-planner//plan//TH",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(name_of(directory.units[unit_code], language))}",
    ]
    for route in view.plan.routes:
        if route.unit_code == unit_code:
            for stop in route.visits:
                lines += _event(view, directory, route, stop, language)
    lines.append("END:VCALENDAR")
    return "".join(folded(line) for line in lines).encode()


def _event(
    view: PlanView, directory: Directory, route: Route, stop: Stop, language: Language
) -> Iterator[str]:
    clock = view.request.horizon.clock
    place = directory.places[stop.place_code]
    where = [name_of(place, language)]
    if place.village is not None:
        where.append(whereabouts(place.village, language))
    date = view.request.horizon.date_of(route.day).isoformat()
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(f'{route.unit_code}-{date}-{stop.place_code}@planner')}"
    yield f"DTSTAMP:{utc_text(view.made_at)}"
    yield f"DTSTART:{utc_text(clock(stop.start_s))}"
    yield f"DTEND:{utc_text(clock(stop.end_s))}"
    yield f"SUMMARY:{escaped(name_of(place.village or place, language))}"
    yield f"LOCATION:{escaped(' '.join(where))}"
    if place.location is not None:
        yield f"GEO:{place.location.lat:.6f};{place.location.lon:.6f}"
    yield f"DESCRIPTION:{escaped(chr(10).join(_notes(view, directory, stop, language)))}"
    yield "END:VEVENT"


def _notes(view: PlanView, directory: Directory, stop: Stop, language: Language) -> Iterator[str]:
    clock = view.request.horizon.clock
    yield (
        f"{say('sheet_arrive', language)} {clock(stop.arrive_s):%H:%M} · "
        f"{say('sheet_leave', language)} {clock(stop.leave_s):%H:%M}"
    )
    for serving in stop.servings:
        service = name_of(directory.services[serving.service_code], language)
        yield say("book_serving", language, service=service, people=serving.people)
    village = directory.places[stop.place_code].village
    for contact in village.contacts if village else ():
        yield f"{role_of(contact, language)} {contact.phone}"


def utc_text(when: datetime) -> str:
    """A moment as RFC 5545 writes it in universal time."""
    return f"{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """RFC 5545 section 3.3.11; other control characters have no place in a line."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = text.replace("\r\n", "\n").replace("\n", "\\n")
    return "".join(ch if ch.isprintable() else " " for ch in text)


def folded(line: str) -> str:
    """RFC 5545 section 3.1: lines of at most 75 bytes, the rest after a space, never mid-letter."""
    parts, part, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LINE_BYTES:
            parts.append(part)
            part, size = "", 1
        part += letter
        size += width
    return "\r\n ".join([*parts, part]) + "\r\n"
