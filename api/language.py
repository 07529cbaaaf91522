"""Which language to answer in: Thai unless somebody asks for English.

Pages remember the choice in a cookie and do not look at the browser's own language: many computers
of Thai offices run English systems. JSON follows `Accept-Language`, as programs expect.
"""

from starlette.requests import HTTPConnection

from planner.words import Language

LANGUAGE_COOKIE = "planner_language"
LANGUAGE_PARAMETER = "language"
API_PREFIX = "/v1"
STANDARD_PREFIXES = ("/ogc", "/open311", "/vroom", "/calendars")
"""Interfaces that others have agreed on; their addresses are as others expect them."""


def is_for_programs(connection: HTTPConnection) -> bool:
    """Whether this is a call of a JSON interface and not of a page."""
    path: str = connection.scope["path"]
    prefixes = (API_PREFIX, *STANDARD_PREFIXES)
    return any(path == prefix or path.startswith(prefix + "/") for prefix in prefixes)


def is_open311(connection: HTTPConnection) -> bool:
    """Whether this is a call of Open311, whose refusals have a form of their own."""
    return str(connection.scope["path"]).startswith("/open311/")


def language_of(connection: HTTPConnection) -> Language:
    """The language of the answer: asked for in the address, chosen before, accepted, or Thai."""
    asked = asked_language(connection)
    if asked is not None:
        return asked
    if is_for_programs(connection):
        return accepted_language(connection.headers.get("accept-language", ""))
    return _known(connection.cookies.get(LANGUAGE_COOKIE)) or Language.TH


def asked_language(connection: HTTPConnection) -> Language | None:
    """The language that the address asks for with `?language=`, if it is one we speak."""
    return _known(connection.query_params.get(LANGUAGE_PARAMETER))


def accepted_language(header: str) -> Language:
    """The better liked of our languages in an `Accept-Language` header; Thai when none is named."""
    best, best_q = Language.TH, 0.0
    for entry in header.split(",")[:20]:
        tag, _, parameters = entry.partition(";")
        language = _known(tag.strip().lower().split("-")[0])
        quality = _quality(parameters)
        if language is not None and quality > best_q:
            best, best_q = language, quality
    return best


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def _known(tag: str | None) -> Language | None:
    return Language(tag) if tag in set(Language) else None
