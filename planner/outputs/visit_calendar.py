"""One agreed visit as an iCalendar file (RFC 5545), for an office's mail and calendar."""

from datetime import UTC, date, datetime, time, timedelta

from planner.domain.calendar import LOCAL_ZONE
from planner.outputs.calendar import escaped, folded


def visit_calendar(
    *,
    uid: str,
    made_at: datetime,
    on: date,
    opens_s: int | None,
    closes_s: int | None,
    summary: str,
    location: str,
    description: str,
) -> bytes:
    """The visit as one event; of a whole day where no hours are known.

    The same `uid` sent again replaces the event in the calendars that hold it.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//mobile-service-unit-planner//request//TH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{escaped(uid)}@planner",
        f"DTSTAMP:{_utc(made_at)}",
        *_days(on, opens_s, closes_s),
        f"SUMMARY:{escaped(summary)}",
        f"LOCATION:{escaped(location)}",
        f"DESCRIPTION:{escaped(description)}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(folded(line) for line in lines).encode()


def _days(on: date, opens_s: int | None, closes_s: int | None) -> tuple[str, str]:
    if opens_s is None or closes_s is None:
        after = on + timedelta(days=1)
        return f"DTSTART;VALUE=DATE:{on:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"
    midnight = datetime.combine(on, time(), LOCAL_ZONE)
    start, end = (midnight + timedelta(seconds=s) for s in (opens_s, closes_s))
    return f"DTSTART:{_utc(start)}", f"DTEND:{_utc(end)}"


def _utc(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"
