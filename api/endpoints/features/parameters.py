"""The parameters of a page of features, out of an address; anything unknown is refused by name."""

import math
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from api.endpoints.features.described import DEFAULT_LIMIT, MOST_FEATURES, PROPERTIES
from api.errors import BadParameter
from planner.domain.calendar import LOCAL_ZONE
from planner.usecases.features.asked import Asked, BoundingBox, Collection, Interval

KNOWN = frozenset({"bbox", "datetime", "limit", "cursor", "f", "language"})
MOST_CHARS = 300
OPEN_ENDS = ("", "..")


def asked_for(collection: Collection, query: Mapping[str, str]) -> Asked:
    """What a page of a collection is asked for; raises `BadParameter` naming the parameter."""
    by_value = PROPERTIES[collection]
    for name, value in query.items():
        if name not in KNOWN and name not in by_value:
            raise BadParameter("there is no such parameter", field=name[:80])
        if len(value) > MOST_CHARS:
            raise BadParameter("too long", field=name)
    need_json(query)
    wanted = {name: query[name] for name in by_value if name in query}
    return Asked(
        box=_box(query["bbox"]) if "bbox" in query else None,
        time=_interval(query["datetime"]) if "datetime" in query else Interval(),
        plan_id=wanted.get("plan_id"),
        wanted=wanted,
        after=query.get("cursor", ""),
        limit=_limit(query.get("limit", str(DEFAULT_LIMIT))),
    )


def need_json(query: Mapping[str, str]) -> None:
    """Refuse a form that we do not speak."""
    if query.get("f", "json") not in ("json", "geojson"):
        raise BadParameter("only JSON is spoken here", field="f")


def _limit(text: str) -> int:
    """More than we give at once is what we give at once, as the standard has it."""
    if not (text.isascii() and text.isdigit() and len(text) < 10) or int(text) < 1:
        raise BadParameter("a limit is a whole number from 1", field="limit")
    return min(int(text), MOST_FEATURES)


def _box(text: str) -> BoundingBox:
    """Four numbers, or six with heights, which nothing here has."""
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError as error:
        raise BadParameter("bbox needs four or six numbers", field="bbox") from error
    if len(numbers) == 6:
        numbers = [*numbers[:2], *numbers[3:5]]
    if len(numbers) != 4 or not all(map(math.isfinite, numbers)):
        raise BadParameter("bbox needs four or six numbers", field="bbox")
    west, south, east, north = numbers
    if not (south <= north and max(abs(west), abs(east)) <= 180 and max(-south, north) <= 90):
        raise BadParameter("bbox is turned round or off the globe", field="bbox")
    return BoundingBox(west=west, south=south, east=east, north=north)


def _interval(text: str) -> Interval:
    """A moment or day, or two of them with a stroke between; `..` or nothing is an open end."""
    start: datetime | None
    end: datetime | None
    first, stroke, last = text.partition("/")
    if stroke:
        start, end = _end(first, is_end=False), _end(last, is_end=True)
    else:
        start, end = _moment(first, is_end=False), _moment(first, is_end=True)
    if start is not None and end is not None and end < start:
        raise BadParameter("ends before it starts", field="datetime")
    return Interval(start=start, end=end)


def _end(text: str, *, is_end: bool) -> datetime | None:
    return None if text in OPEN_ENDS else _moment(text, is_end=is_end)


def _moment(text: str, *, is_end: bool) -> datetime:
    """A moment with offset, or a whole day of Thailand."""
    try:
        if len(text) == len("2026-11-30"):
            midnight = datetime.combine(date.fromisoformat(text), time(), LOCAL_ZONE)
            return midnight + timedelta(days=1, microseconds=-1) if is_end else midnight
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None or not timedelta(days=1) < moment - _FIRST < _SPAN:
            raise ValueError(text)
    except (ValueError, OverflowError) as error:
        raise BadParameter("no moment with offset (RFC 3339)", field="datetime") from error
    return moment


_FIRST = datetime(1, 1, 3, tzinfo=LOCAL_ZONE)
_SPAN = timedelta(days=365 * 9990)
"""Years that can be told in every time zone."""
