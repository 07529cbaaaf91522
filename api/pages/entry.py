"""Signing in and out, and the form for the first administrator."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from api.auth.guards import Open
from api.auth.session import begin_session, end_session, member_of, token_of
from api.auth.throttle import throttle_of
from api.errors import TooManyTries, problem_of, status_of
from api.language import language_of
from api.pages.render import render
from api.state import planner_of
from planner.bootstrap import App
from planner.domain.errors import InvalidDocument, WeakPassword
from planner.domain.people import Role
from planner.usecases import members
from planner.words import say

router = APIRouter(include_in_schema=False)

SEE_OTHER = 303
Text = Annotated[str, Form(max_length=4096)]


@router.get("/login", dependencies=[Depends(Open("people sign in here"))])
def login_form(request: Request, onward: Annotated[str, Query(alias="next")] = "/") -> Response:
    """The form, or where to find the first administrator's link."""
    if member_of(request) is not None:
        return RedirectResponse(own_path(onward), SEE_OTHER)
    return _login_page(request, onward=onward)


@router.post("/login", dependencies=[Depends(Open("people sign in here"))])
def log_in(
    request: Request,
    login: Text = "",
    password: Text = "",
    onward: Annotated[str, Form(alias="next")] = "/",
) -> Response:
    """A new session, then on to where the person wanted to go."""
    planner, throttle = planner_of(request), throttle_of(request)
    address = request.client.host if request.client else "?"
    pair = f"{login.strip().lower()[:64]} {address}"
    try:
        throttle.begin(pair)
    except TooManyTries as error:
        problem = problem_of(error)
        return _login_page(
            request,
            onward=onward,
            login=login,
            status=problem.status,
            fault=problem.advice(language_of(request)),
        )
    token = members.log_in(planner.store, planner.clock, login, password)
    if token is None:
        fault = say("page_login_wrong", language_of(request))
        return _login_page(request, onward=onward, login=login, status=401, fault=fault)
    throttle.succeeded(pair)
    response = RedirectResponse(_landing(planner, token, own_path(onward)), SEE_OTHER)
    begin_session(response, request, token)
    return response


def _landing(planner: App, token: str, onward: str) -> str:
    """Where to go: who is of a field team and nothing else goes to the field's pages."""
    member = members.member_of_session(planner.store, planner.clock, token)
    is_team = member is not None and set(member.roles) == {Role.FIELD_TEAM}
    return "/field" if is_team and onward == "/" else onward


@router.post("/logout", dependencies=[Depends(Open("ends the session it is given, if any"))])
def log_out(request: Request) -> Response:
    """End this session here and in the store."""
    planner, token = planner_of(request), token_of(request)
    if token:
        members.log_out(planner.store, planner.clock, token)
    response = RedirectResponse("/login", SEE_OTHER)
    # What the field's pages keep on a phone goes with the session.
    response.headers["Clear-Site-Data"] = '"storage"'
    end_session(response, request)
    return response


@router.get("/setup/{token}", dependencies=[Depends(Open("the token is the right to enter"))])
def setup_form(request: Request, token: str) -> Response:
    """The first administrator's form; a link that no longer works says so at once."""
    planner = planner_of(request)
    members.check_setup_token(planner.store, planner.clock, token)
    return _setup_page(request, token)


@router.post("/setup/{token}", dependencies=[Depends(Open("the token is the right to enter"))])
def create_first_administrator(
    request: Request, token: str, login: Text = "", password: Text = "", again: Text = ""
) -> Response:
    """Make the first administrator and sign them in."""
    planner = planner_of(request)
    language = language_of(request)
    if password != again:
        fault = say("page_password_differs", language)
        return _setup_page(request, token, login=login, wrong="password", fault=fault)
    try:
        members.create_first_administrator(planner.store, planner.clock, token, login, password)
    except WeakPassword as error:
        fault = problem_of(error).advice(language)
        return _setup_page(request, token, login=login, wrong="password", fault=fault)
    except InvalidDocument:
        fault = say("page_not_a_login", language)
        return _setup_page(request, token, login=login, wrong="login", fault=fault)
    session = members.log_in(planner.store, planner.clock, login, password)
    response = RedirectResponse("/", SEE_OTHER)
    if session is not None:
        begin_session(response, request, session)
    return response


def own_path(address: str) -> str:
    """Where to go after signing in: a path of this service, never another site."""
    parts = urlsplit(address)
    is_own = not parts.scheme and not parts.netloc and address.startswith("/")
    is_plain = "\\" not in address and address.isprintable() and not address.startswith("//")
    return address if is_own and is_plain else "/"


def _login_page(
    request: Request,
    *,
    onward: str,
    login: str = "",
    fault: str = "",
    status: int = 200,
) -> Response:
    return render(
        request,
        "login.html",
        status=status,
        member=None,
        narrow=True,
        is_first=members.needs_first_administrator(planner_of(request).store),
        onward=own_path(onward),
        login=login,
        fault=fault,
    )


def _setup_page(
    request: Request, token: str, *, login: str = "", wrong: str = "", fault: str = ""
) -> Response:
    return render(
        request,
        "setup.html",
        status=status_of(WeakPassword("")) if fault else 200,
        member=None,
        narrow=True,
        token=token,
        login=login,
        wrong=wrong,
        fault=fault,
        at_least=members.MIN_PASSWORD_LENGTH,
        at_most=members.MAX_PASSWORD_LENGTH,
    )
