"""Who asks: by the session cookie of a browser, or by the bearer token of a machine.

Both are random secrets of which the store keeps the digest only.
"""

from base64 import b64decode

from starlette.requests import HTTPConnection
from starlette.responses import Response

from api.state import planner_of
from planner.domain.people import Member
from planner.usecases.members import SESSION_LIFE, member_of_session
from planner.usecases.tokens import PREFIX, machine_of_secret

SESSION_COOKIE = "planner_session"


def token_of(connection: HTTPConnection) -> str | None:
    """The session token that this request brings."""
    return connection.cookies.get(SESSION_COOKIE) or None


def bearer_of(connection: HTTPConnection) -> str | None:
    """The machine's token in `Authorization: Bearer`, None without one.

    Programs that know nothing but a user and a password send it as either of them (`Basic`), and
    clients of routing services send it bare.
    """
    scheme, _, secret = connection.headers.get("authorization", "").partition(" ")
    if scheme.startswith(PREFIX) and not secret:
        return scheme
    if scheme.lower() == "basic":
        return _out_of_basic(secret.strip())
    return secret.strip() if scheme.lower() == "bearer" else None


def _out_of_basic(coded: str) -> str:
    """The password, or the user where there is none; empty for what is no such header."""
    try:
        user, _, password = b64decode(coded, validate=True).decode("utf-8").partition(":")
    except ValueError:
        return ""
    return password or user


def credential_of(connection: HTTPConnection) -> str:
    """What this request says who it is by; empty for nobody."""
    return bearer_of(connection) or token_of(connection) or ""


def member_of(connection: HTTPConnection) -> Member | None:
    """Who asks; None for everybody who is not signed in. Asked of the store once a request.

    A machine's token counts before a cookie: a bad one is nobody, whatever the cookie says.
    """
    if not hasattr(connection.state, "member"):
        connection.state.member = _known(connection)
    member: Member | None = connection.state.member
    return member


def _known(connection: HTTPConnection) -> Member | None:
    planner = planner_of(connection)
    secret = bearer_of(connection)
    if secret is not None:
        return machine_of_secret(planner.store, planner.clock, secret)
    token = token_of(connection)
    return member_of_session(planner.store, planner.clock, token) if token else None


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
