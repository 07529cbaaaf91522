"""The own account: password, tokens for machines; and the one-time link that opens an account."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from api.auth.guards import Access, Needs, Open, Own
from api.auth.session import begin_session
from api.auth.throttle import throttle_of
from api.deps import Planner
from api.errors import TooManyTries, problem_of
from api.language import language_of
from api.pages.posted import Posted, PostedForm
from api.pages.render import render
from api.pages.token_form import token_part, token_posted
from planner.bootstrap import App
from planner.domain.errors import NotFound, WeakPassword, WrongPassword
from planner.domain.people import Action, Member, may
from planner.outputs.view import coded_name, name_of
from planner.usecases import members
from planner.usecases.accounts import (
    change_own_password,
    check_account_link,
    use_account_link,
)
from planner.usecases.following import make_calendar_address
from planner.usecases.looking import provinces_known
from planner.usecases.tokens import MOST_DAYS, revoke_token, token_of_id
from planner.words import Language, say

router = APIRouter(include_in_schema=False)

SEE_OTHER = 303
BAD = 422
Person = Annotated[Member, Depends(Own("the own account"))]
Follower = Annotated[Access, Depends(Needs(Action.FOLLOW_CALENDAR))]
Text = Annotated[str, Form(max_length=4096)]
Line = Annotated[str, Form(max_length=100)]
MOST_WITH_UNITS = 3
"""Of so many provinces the units can be chosen one by one."""


@router.get("/account")
def account(request: Request, planner: Planner, member: Person) -> Response:
    """The own password and the own tokens."""
    return _page(request, planner, member)


@router.post("/account/password")
def password(
    request: Request,
    planner: Planner,
    member: Person,
    present: Text = "",
    wanted: Text = "",
    again: Text = "",
) -> Response:
    """Change the own password; every other session ends, and this one goes on anew."""
    language = language_of(request)
    if wanted != again:
        fault = say("page_password_differs", language)
        return _page(request, planner, member, password_fault=fault)
    throttle, key = throttle_of(request), f"own password of {member.login}"
    try:
        throttle.begin(key)
        change_own_password(
            planner.store, planner.clock, member.login, present=present, wanted=wanted
        )
    except (WrongPassword, WeakPassword, TooManyTries) as error:
        fault = problem_of(error).advice(language)
        return _page(request, planner, member, password_fault=fault)
    throttle.succeeded(key)
    response = RedirectResponse("/account?saved=password", SEE_OTHER)
    session = members.log_in(planner.store, planner.clock, member.login, wanted)
    if session is not None:
        begin_session(response, request, session)
    return response


@router.post("/account/tokens")
def new_token(request: Request, posted: PostedForm, planner: Planner, member: Person) -> Response:
    """A token for a machine; its secret is shown this once."""
    language = language_of(request)
    secret, faults = token_posted(planner, member.login, posted, language, by=member.login)
    return _page(request, planner, member, faults=faults, posted=posted, secret=secret)


@router.post("/account/calendars")
def new_calendar(
    request: Request, planner: Planner, access: Follower, which: Line = ""
) -> Response:
    """A secret address of a province's or a unit's visits, for calendars; shown this once."""
    province, _, unit = which.partition(" ")
    access.need(province)
    _, path = make_calendar_address(
        planner.store, planner.clock, access.member.login,
        province_code=province, unit_code=unit or None, days=MOST_DAYS,
    )  # fmt: skip
    address = str(request.base_url).rstrip("/") + path
    return _page(request, planner, access.member, calendar=address)


@router.post("/account/tokens/{token_id}")
def end_token(token_id: str, planner: Planner, member: Person) -> Response:
    """End one of the own tokens."""
    token, _ = token_of_id(planner.store, token_id)
    if token.login != member.login:
        raise NotFound("no such token of this person", kind="token", id=token_id[:40])
    revoke_token(planner.store, planner.clock, token_id, by=member.login)
    return RedirectResponse("/account?saved=token#tokens", SEE_OTHER)


@router.get("/welcome/{token}", dependencies=[Depends(Open("the token is the right to enter"))])
def welcome(request: Request, token: str, planner: Planner) -> Response:
    """Where an invited person sets a password; a link that is spent says so at once."""
    link = check_account_link(planner.store, planner.clock, token)
    return _welcome_page(request, token, link.login, link.kind.value)


@router.post("/welcome/{token}", dependencies=[Depends(Open("the token is the right to enter"))])
def begin(
    request: Request, token: str, planner: Planner, password: Text = "", again: Text = ""
) -> Response:
    """Set the password and sign in."""
    language = language_of(request)
    link = check_account_link(planner.store, planner.clock, token)
    kind = link.kind.value
    if password != again:
        fault = say("page_password_differs", language)
        return _welcome_page(request, token, link.login, kind, fault)
    try:
        login = use_account_link(planner.store, planner.clock, token, password)
    except WeakPassword as error:
        fault = problem_of(error).advice(language)
        return _welcome_page(request, token, link.login, kind, fault)
    response = RedirectResponse("/", SEE_OTHER)
    session = members.log_in(planner.store, planner.clock, login, password)
    if session is not None:
        begin_session(response, request, session)
    return response


def _welcome_page(request: Request, token: str, login: str, kind: str, fault: str = "") -> Response:
    return render(
        request,
        "accounts_welcome.html",
        status=BAD if fault else 200,
        member=None,
        narrow=True,
        token=token,
        login=login,
        kind=kind,
        fault=fault,
        at_least=members.MIN_PASSWORD_LENGTH,
        at_most=members.MAX_PASSWORD_LENGTH,
    )


def _page(
    request: Request,
    planner: App,
    member: Member,
    *,
    password_fault: str = "",
    faults: dict[str, str] | None = None,
    posted: Posted | None = None,
    secret: str = "",
    calendar: str = "",
) -> Response:
    language = language_of(request)
    return render(
        request,
        "own.html",
        status=BAD if password_fault or faults else 200,
        section="own",
        account=member,
        roles=", ".join(say(f"role_{role.value}", language) for role in member.roles),
        password_fault=password_fault,
        calendar=calendar,
        calendars=_calendars(planner, member, language),
        **token_part(planner, member, language, posted=posted, secret=secret, faults=faults),
        saved=request.query_params.get("saved", "")[:10],
        at_least=members.MIN_PASSWORD_LENGTH,
    )


def _calendars(
    planner: App, member: Member, language: Language
) -> list[tuple[str, list[tuple[str, str]]]]:
    """By province: what can be followed, its value and its name."""
    known = [
        p for p in provinces_known(planner.store) if may(member, Action.FOLLOW_CALENDAR, p.code)
    ]
    found = []
    for one in known:
        choices = [(one.code, say("own_calendar_all", language, province=name_of(one, language)))]
        if len(known) <= MOST_WITH_UNITS:
            with planner.store.reading() as reader:
                units = reader.province(one.code).units
            choices += [(f"{one.code} {unit.code}", coded_name(unit, language)) for unit in units]
        found.append((name_of(one, language), choices))
    return found
