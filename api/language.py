"""Which language to answer in: Thai unless somebody asks for English, or can read nothing else.

Pages follow what the address asks for, then what was chosen before (a cookie keeps it), then the
browser: one that names English and not Thai gets English, every other gets Thai. Offices whose
systems are English choose Thai once, in the head of any page. JSON follows `Accept-Language` as
programs expect.
"""

from collections.abc import Iterator

from starlette.requests import HTTPConnection

from planner.words import Language

LANGUAGE_COOKIE = "planner_language"
LANGUAGE_PARAMETER = "language"
KEEP_PARAMETER = "keep"
"""`keep=0`: a page fetched for use without a signal is in a language that nobody chose."""
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
    accepted = connection.headers.get("accept-language", "")
    if is_for_programs(connection):
        return accepted_language(accepted)
    return _known(connection.cookies.get(LANGUAGE_COOKIE)) or readable_language(accepted)


def asked_language(connection: HTTPConnection) -> Language | None:
    """The language that the address asks for with `?language=`, if it is one we speak."""
    return _known(connection.query_params.get(LANGUAGE_PARAMETER))


def chosen_language(connection: HTTPConnection) -> Language | None:
    """The language that somebody chooses with this address, to be remembered; None for nobody."""
    return (
        None if connection.query_params.get(KEEP_PARAMETER) == "0" else asked_language(connection)
    )


def accepted_language(header: str) -> Language:
    """The better liked of our languages in an `Accept-Language` header; Thai when none is named."""
    best, best_q = Language.TH, 0.0
    for language, quality in _named(header):
        if quality > best_q:
            best, best_q = language, quality
    return best


def readable_language(header: str) -> Language:
    """English for a browser whose `Accept-Language` names it and not Thai; Thai for every other."""
    liked = {language for language, quality in _named(header) if quality > 0}
    return Language.EN if liked == {Language.EN} else Language.TH


def _named(header: str) -> Iterator[tuple[Language, float]]:
    """Our languages that an `Accept-Language` header names, and how well they are liked."""
    for entry in header.split(",")[:20]:
        tag, _, parameters = entry.partition(";")
        language = _known(tag.strip().lower().split("-")[0])
        if language is not None:
            yield language, _quality(parameters)


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
