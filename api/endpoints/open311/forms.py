"""What an Open311 caller sends, out of a form or an address; faults are told by parameter."""

from collections.abc import Mapping
from datetime import datetime

from api.errors import BadParameter
from geodata.errors import InvalidPlace
from geodata.numerals import dialled
from geodata.places import Location
from planner.domain.cases import CaseState
from planner.usecases.georeport import LONGEST_SPAN, OPEN, Address, CaseFilter

MOST_CHARS = 2000
PEOPLE = "attribute[people]"
STATES = {"open": OPEN, "closed": frozenset(CaseState) - OPEN}


def text_of(form: Mapping[str, object], name: str) -> str:
    """A field's text, empty when it is not there; a file is no text."""
    value = form.get(name, "")
    if not isinstance(value, str) or len(value) > MOST_CHARS:
        raise BadParameter("not a text of ordinary length", field=name)
    return value.strip()


def address_of(form: Mapping[str, object]) -> Address:
    """`address_id` (a village's code), `lat` with `long`, or `address_string`; one is needed."""
    village, name = text_of(form, "address_id"), text_of(form, "address_string")
    lat, lon = text_of(form, "lat"), text_of(form, "long")
    if not (village or name or (lat and lon)):
        raise BadParameter("no place is given", field="address_id")
    point = _point(lat, lon) if lat and lon and not village else None
    return Address(village_code=village, point=point, name=name)


def people_of(form: Mapping[str, object]) -> int:
    """How many people need the service."""
    text = text_of(form, PEOPLE)
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 8 and int(text) > 0):
        raise BadParameter("how many people, from 1", field=PEOPLE)
    return min(int(text), 1_000_000)


def phone_of(form: Mapping[str, object]) -> str:
    """The number to call back, if one was given."""
    phone = dialled(text_of(form, "phone")[:50])
    if phone is None:
        raise BadParameter("no telephone number", field="phone")
    return phone


def name_of_caller(form: Mapping[str, object]) -> str:
    """Whom to ask back, as far as it was said."""
    return " ".join(filter(None, (text_of(form, "first_name"), text_of(form, "last_name"))))[:200]


def filter_of(query: Mapping[str, str]) -> CaseFilter:
    """Which requests are asked for; a span longer than 90 days is refused, as the standard says."""
    start, end = _moment(query, "start_date"), _moment(query, "end_date")
    if start is not None and end is not None and not start <= end <= start + LONGEST_SPAN:
        raise BadParameter("the span is turned round or above 90 days", field="end_date")
    states: set[CaseState] = set()
    for name in _listed(query, "status"):
        if name not in STATES:
            raise BadParameter("open or closed", field="status")
        states |= STATES[name]
    return CaseFilter(
        receipts=frozenset(_listed(query, "service_request_id")),
        service_codes=frozenset(_listed(query, "service_code")),
        states=frozenset(states),
        start=start,
        end=end,
    )


def page_of(query: Mapping[str, str], most: int) -> tuple[int, int]:
    """First and last of the requests asked for, by `page` (from 1) and `page_size`."""
    size = _count(query, "page_size", most)
    if size > most:
        raise BadParameter(f"at most {most}", field="page_size")
    first = (_count(query, "page", 1) - 1) * size
    return first, first + size


def _listed(query: Mapping[str, str], name: str) -> list[str]:
    text = text_of(query, name)
    return [part.strip() for part in text.split(",") if part.strip()]


def _count(query: Mapping[str, str], name: str, otherwise: int) -> int:
    text = query.get(name)
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 7 and int(text) > 0):
        raise BadParameter("a whole number from 1", field=name)
    return int(text)


def _moment(query: Mapping[str, str], name: str) -> datetime | None:
    text = query.get(name)
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None or not 1900 <= moment.year <= 2400:
            raise ValueError(text)
    except ValueError as error:
        raise BadParameter("no moment with offset (ISO 8601)", field=name) from error
    return moment


def _point(lat: str, lon: str) -> Location:
    try:
        return Location(lon=float(lon), lat=float(lat))
    except (ValueError, InvalidPlace) as error:
        raise BadParameter("not a point on the globe", field="lat") from error
