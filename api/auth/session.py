"""The session cookie: a random token that only the browser and the store's digest of it know."""

from starlette.requests import HTTPConnection
from starlette.responses import Response

from api.state import planner_of
from planner.domain.people import Member
from planner.usecases.members import SESSION_LIFE, member_of_session

SESSION_COOKIE = "planner_session"


def token_of(connection: HTTPConnection) -> str | None:
    """The session token that this request brings."""
    return connection.cookies.get(SESSION_COOKIE) or None


def member_of(connection: HTTPConnection) -> Member | None:
    """Who asks; None for everybody who is not signed in. Asked of the store once a request."""
    if not hasattr(connection.state, "member"):
        token = token_of(connection)
        planner = planner_of(connection)
        connection.state.member = (
            member_of_session(planner.store, planner.clock, token) if token else None
        )
    member: Member | None = connection.state.member
    return member


def begin_session(response: Response, connection: HTTPConnection, token: str) -> None:
    """Have the browser keep the token: out of reach of scripts, never sent by other sites."""
    response.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=round(SESSION_LIFE.total_seconds()),
        path="/",
        secure=connection.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def end_session(response: Response, connection: HTTPConnection) -> None:
    """Have the browser forget the token."""
    response.delete_cookie(
        SESSION_COOKIE,
        path="/",
        secure=connection.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
