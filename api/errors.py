"""The one table from an error's class to its HTTP status, and the problem it is told as (RFC 9457).

422 is for payloads that cannot be what they claim; 404 and 409 are for the rest. What went wrong
inside is logged, never told: problems of status 500 and above carry no facts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from geodata import errors as geodata_errors
from planner.domain import calendar
from planner.domain import errors as planner_errors
from planner.domain.errors import Fault
from planner.outputs.letter import LetterFailed
from planner.outputs.offline import OutsideReference
from planner.outputs.sheet import SheetFailed
from planner.usecases.vroom.problem import UnsupportedProblem
from planner.words import Language, catalog, say

PROBLEM_MEDIA_TYPE = "application/problem+json"


class ApiError(Exception):
    """Base of what only the web door can refuse; words for people are made from `code`."""

    code = "api_error"

    def __init__(self, message: str, **facts: object) -> None:
        super().__init__(message)
        self.facts = facts


class NotLoggedIn(ApiError):
    """Nobody is signed in, or the session has ended."""

    code = "not_logged_in"


class CrossSiteRequest(ApiError):
    """A change asked for by a page of another site in a signed-in person's browser."""

    code = "cross_site_request"


class MalformedQuery(ApiError):
    """A parameter that cannot be what it claims; carries the `field`."""

    code = "malformed"


class BadParameter(ApiError):
    """A parameter that a published standard wants refused as 400; carries the `field`."""

    code = "bad_parameter"


class PreconditionRequired(ApiError):
    """A change of something that several people change, without the version that was seen."""

    code = "precondition_required"


class KeyReused(ApiError):
    """An idempotency key that came with another request before, or one still under way."""

    code = "key_reused"


class TooManyTries(ApiError):
    """Too many wrong passwords in a row; carries `wait_s`."""

    code = "too_many_tries"


STATUS: dict[type[Exception], int] = {
    NotLoggedIn: 401,
    CrossSiteRequest: 403,
    TooManyTries: 429,
    PreconditionRequired: 428,
    KeyReused: 409,
    MalformedQuery: 422,
    BadParameter: 400,
    ApiError: 500,
    planner_errors.NotFound: 404,
    planner_errors.WrongToken: 404,
    planner_errors.Forbidden: 403,
    planner_errors.StaleVersion: 412,
    planner_errors.Conflict: 409,
    planner_errors.ImportRefused: 409,
    planner_errors.PlanRefused: 409,
    planner_errors.RunDismissed: 409,
    planner_errors.BadBackup: 409,
    planner_errors.InvalidDocument: 422,
    UnsupportedProblem: 400,
    planner_errors.WeakPassword: 422,
    planner_errors.WrongPassword: 403,
    calendar.NaiveTime: 422,
    planner_errors.NothingServed: 500,
    planner_errors.TooManyChanges: 409,
    planner_errors.SolverFailed: 503,
    planner_errors.StoreUnavailable: 503,
    planner_errors.PlannerError: 500,
    OutsideReference: 500,
    SheetFailed: 500,
    LetterFailed: 500,
    geodata_errors.InvalidClosure: 422,
    geodata_errors.InvalidPlace: 422,
    geodata_errors.UnknownProfile: 409,
    geodata_errors.UnreadableFile: 409,
    geodata_errors.InvalidMatrix: 500,
    geodata_errors.EngineUnavailable: 503,
    geodata_errors.GeodataError: 500,
}
"""The nearest class of an error's line of descent counts."""

HTTP_CODES = {
    400: "bad_request",
    401: "not_logged_in",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "media_type_not_supported",
    422: "malformed",
    429: "too_many_tries",
}
"""The code of a refusal that the framework makes by itself."""

Fact = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is told of an error, in no language yet."""

    status: int
    code: str
    facts: dict[str, Fact] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)

    def title(self, language: Language) -> str:
        """One line, the same for every occurrence."""
        return say(f"problem_{self.code}", language)

    def advice(self, language: Language) -> str:
        """What the person can do now."""
        return say(f"problem_{self.code}_advice", language, **self.facts)

    def to_json(self, language: Language) -> dict[str, Any]:
        """The body of an application/problem+json answer."""
        return {
            "type": f"/v1/problems#{self.code}",
            "title": self.title(language),
            "status": self.status,
            "detail": self.advice(language),
            "code": self.code,
            "facts": self.facts,
            "faults": [
                {"field": fault.field, "code": fault.code, "value": fault.value}
                for fault in self.faults
            ],
        }


def status_of(error: Exception) -> int:
    """The HTTP status of an error; 500 for one that nobody foresaw."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)


def problem_of(error: Exception) -> Problem:
    """What is told of an error."""
    if isinstance(error, RequestValidationError):
        return Problem(status=422, code="malformed", faults=_payload_faults(error))
    if isinstance(error, HTTPException):
        return _framework_problem(error)
    status = status_of(error)
    code = str(getattr(error, "code", ""))
    if f"problem_{code}" not in catalog():
        return Problem(status=status, code="internal_error")
    # A thing that is not there and one that may not be seen must sound the same.
    is_told = status < 500 and status != 404
    facts = _plain(getattr(error, "facts", {})) if is_told else {}
    faults = error.faults if isinstance(error, planner_errors.InvalidDocument) else ()
    if status == 401:
        return Problem(status=401, code=code, headers={"WWW-Authenticate": "Bearer"})
    headers = {"Retry-After": str(facts.get("wait_s", 60))} if status in (429, 503) else {}
    return Problem(status=status, code=code, facts=facts, faults=faults, headers=headers)


def open311_refusal(problem: Problem, language: Language) -> JSONResponse:
    """A problem as Open311 GeoReport v2 has it: a list of codes with descriptions.

    A missing or bad key is 403 there, a body that cannot be what it claims 400.
    """
    status = {401: 403, 422: 400}.get(problem.status, problem.status)
    named = [f"{fault.field}: {fault.code}" for fault in problem.faults]
    told = " ".join([f"{problem.title(language)}.", problem.advice(language), *named])
    return JSONResponse(
        [{"code": status, "description": told}], status_code=status, headers=problem.headers
    )


def _framework_problem(error: HTTPException) -> Problem:
    code = HTTP_CODES.get(error.status_code)
    if code is None:
        code = "bad_request" if error.status_code < 500 else "internal_error"
    return Problem(status=error.status_code, code=code, headers=dict(error.headers or {}))


def _payload_faults(error: RequestValidationError) -> tuple[Fault, ...]:
    """Where and what; the value is left out, since it may be a password."""
    return tuple(
        Fault(field=".".join(str(part) for part in entry["loc"]), code=str(entry["type"]))
        for entry in error.errors()[:50]
    )


def _plain(facts: Mapping[str, object]) -> dict[str, Fact]:
    """Facts that can be told; `code` and `language` are names of `say` itself."""
    return {
        name: value
        for name, value in facts.items()
        if isinstance(value, str | int | float) and name not in ("code", "language")
    }
