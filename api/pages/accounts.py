"""Pages of accounts and provinces, for who administers them."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from api.auth.guards import Access, Needs
from api.deps import Manager, Planner, managed, need_all
from api.errors import problem_of
from api.language import language_of
from api.pages.posted import Posted, PostedForm, first
from api.pages.render import render
from api.pages.token_form import token_part, token_posted
from api.state import web_of
from planner.bootstrap import App
from planner.domain.errors import Fault, InvalidDocument, PlannerError
from planner.domain.people import ALL_PROVINCES, AccountLink, Action, Member, Role
from planner.outputs.times import moment_text
from planner.outputs.view import name_of
from planner.usecases.accounts import invite_member, members_managed_by, new_link
from planner.usecases.looking import provinces_known
from planner.usecases.members import change_member, member_tag
from planner.usecases.provinces import add_province, country, rename_province
from planner.usecases.tokens import revoke_token, token_of_id
from planner.words import Language, catalog, say

router = APIRouter(include_in_schema=False)

SEE_OTHER = 303
BAD = 422
ProvinceManager = Annotated[Access, Depends(Needs(Action.MANAGE_PROVINCES))]
Text = Annotated[str, Form(max_length=200)]


@router.get("/accounts")
def accounts(request: Request, planner: Planner, access: Manager) -> Response:
    """Everybody whom this person administers, and a form to invite somebody."""
    return _list_page(request, planner, access)


@router.post("/accounts")
def invite(request: Request, posted: PostedForm, planner: Planner, access: Manager) -> Response:
    """Open an account; the one-time link is shown this once."""
    wish = _wish(first(posted, "login"), posted)
    try:
        need_all(access, wish.provinces)
        member, link, secret = invite_member(
            planner.store, planner.clock, wish, actor=access.member.login
        )
    except PlannerError as error:
        return _list_page(request, planner, access, error=error, wish=wish)
    return _link_page(request, planner, access, member, link, secret)


@router.get("/accounts/{login}")
def account(request: Request, login: str, planner: Planner, access: Manager) -> Response:
    """One account: roles, provinces, open or closed, tokens."""
    return _one_page(request, planner, access, managed(planner, access, login))


@router.post("/accounts/{login}")
def change(
    request: Request, login: str, posted: PostedForm, planner: Planner, access: Manager
) -> Response:
    """Change roles, provinces, and whether the account is open."""
    member = managed(planner, access, login)
    wish = _wish(login, posted)
    try:
        need_all(access, wish.provinces)
        if not wish.roles:
            raise InvalidDocument("member", (Fault(field="roles", code="empty"),))
        change_member(
            planner.store, planner.clock, login, roles=wish.roles, provinces=wish.provinces,
            is_active=first(posted, "is_active") == "yes", actor=access.member.login,
            seen=first(posted, "tag"),
        )  # fmt: skip
    except PlannerError as error:
        return _one_page(request, planner, access, member, error=error, wish=wish)
    return RedirectResponse(f"/accounts/{member.login}?saved=1", SEE_OTHER)


@router.post("/accounts/{login}/links")
def link(request: Request, login: str, planner: Planner, access: Manager) -> Response:
    """A new one-time link to set a password, shown this once."""
    member = managed(planner, access, login)
    made, secret = new_link(planner.store, planner.clock, login, actor=access.member.login)
    return _link_page(request, planner, access, member, made, secret)


@router.post("/accounts/{login}/tokens")
def new_token(
    request: Request, login: str, posted: PostedForm, planner: Planner, access: Manager
) -> Response:
    """A machine's token in the name of an account; its secret is shown this once."""
    member, language = managed(planner, access, login), language_of(request)
    secret, faults = token_posted(planner, member.login, posted, language, by=access.member.login)
    part = token_part(planner, member, language, posted=posted, secret=secret, faults=faults)
    return _one_page(request, planner, access, member, part=part, status=BAD if faults else 200)


@router.post("/accounts/{login}/tokens/{token_id}")
def revoke(login: str, token_id: str, planner: Planner, access: Manager) -> Response:
    """End a token of an account."""
    _, owner = token_of_id(planner.store, token_id)
    need_all(access, owner.provinces)
    revoke_token(planner.store, planner.clock, token_id, by=access.member.login)
    return RedirectResponse(f"/accounts/{login}?saved=1#tokens", SEE_OTHER)


@router.get("/province-list")
def provinces(request: Request, planner: Planner, access: ProvinceManager) -> Response:
    """Provinces that this service plans for, and a form to begin another."""
    return _provinces_page(request, planner, access)


@router.post("/province-list")
def begin(request: Request, planner: Planner, access: ProvinceManager, code: Text = "") -> Response:
    """Begin a province with no data yet."""
    try:
        access.need(code)
        add_province(planner.store, planner.clock, code, by=access.member.login)
    except PlannerError as error:
        return _provinces_page(request, planner, access, error=error)
    return RedirectResponse(f"/data/{code}", SEE_OTHER)


@router.post("/province-list/{province_code}")
def rename(
    request: Request,
    province_code: str,
    planner: Planner,
    access: ProvinceManager,
    name_th: Text = "",
    name_en: Text = "",
) -> Response:
    """Call a province otherwise."""
    access.need(province_code)
    try:
        rename_province(
            planner.store, planner.clock, province_code,
            name_th=name_th, name_en=name_en, by=access.member.login,
        )  # fmt: skip
    except InvalidDocument as error:
        return _provinces_page(request, planner, access, error=error)
    return RedirectResponse("/province-list?saved=1", SEE_OTHER)


def _wish(login: str, posted: Posted) -> Member:
    known = set(Role)
    roles = tuple(Role(text) for text in posted.get("roles", []) if text in known)
    codes = tuple(text for text in posted.get("provinces", []) if text)
    return Member(login=login, roles=roles, provinces=codes)


def _fault(error: PlannerError | None, language: Language) -> tuple[str, str]:
    """The field that an error is about, and what is wrong with it."""
    if error is None:
        return "", ""
    if isinstance(error, InvalidDocument):
        field = error.faults[0].field
        return field, say(f"accounts_fault_{field}", language)
    code = f"accounts_fault_{error.code}"
    if code in catalog():
        return "login", say(code, language)
    return "", problem_of(error).advice(language)


def _list_page(
    request: Request,
    planner: App,
    access: Access,
    *,
    error: PlannerError | None = None,
    wish: Member | None = None,
) -> Response:
    language = language_of(request)
    field, fault = _fault(error, language)
    found = members_managed_by(planner.store, access.member)
    names = {p.code: name_of(p, language) for p in provinces_known(planner.store)}
    return render(
        request,
        "accounts_list.html",
        status=problem_of(error).status if error else 200,
        section="accounts",
        rows=[_row(member, names, language) for member in found],
        roles=_roles(wish, language),
        provinces=_provinces(planner, access, wish, language),
        login=wish.login if wish else "",
        fault=fault,
        wrong=field,
        saved="",
    )


def _row(member: Member, names: dict[str, str], language: Language) -> dict[str, object]:
    return {
        "login": member.login,
        "roles": ", ".join(say(f"role_{role.value}", language) for role in member.roles),
        "provinces": ", ".join(
            say("accounts_all_provinces", language) if p == ALL_PROVINCES else names.get(p, p)
            for p in member.provinces
        ),
        "is_active": member.is_active,
    }


def _roles(member: Member | None, language: Language) -> list[tuple[str, str, str, bool]]:
    """Value, name, what it may, whether it is given."""
    given = member.roles if member else ()
    return [
        (
            role.value,
            say(f"role_{role.value}", language),
            say(f"accounts_role_{role.value}", language),
            role in given,
        )
        for role in Role
        if role is not Role.PUBLIC
    ]


def _provinces(
    planner: App, access: Access, member: Member | None, language: Language
) -> list[tuple[str, str, bool]]:
    """The provinces that this person may give away, and those that the account has."""
    given = member.provinces if member else ()
    found = [
        (p.code, name_of(p, language), p.code in given)
        for p in provinces_known(planner.store)
        if access.may(p.code)
    ]
    if ALL_PROVINCES in access.member.provinces:
        whole = say("accounts_all_provinces", language)
        found.insert(0, (ALL_PROVINCES, whole, ALL_PROVINCES in given))
    shown = {code for code, _, _ in found}
    return [*found, *((code, code, True) for code in given if code not in shown)]


def _one_page(
    request: Request,
    planner: App,
    access: Access,
    member: Member,
    *,
    error: PlannerError | None = None,
    wish: Member | None = None,
    part: dict[str, Any] | None = None,
    status: int = 200,
) -> Response:
    language = language_of(request)
    field, fault = _fault(error, language)
    with planner.store.reading() as reader:
        has_password = reader.password_hash(member.login) is not None
    return render(
        request,
        "accounts_one.html",
        status=problem_of(error).status if error else status,
        section="accounts",
        account=member,
        tag=member_tag(member),
        roles=_roles(wish or member, language),
        provinces=_provinces(planner, access, wish or member, language),
        fault=fault,
        wrong=field,
        has_password=has_password,
        is_own=member.login == access.member.login,
        **(part or token_part(planner, member, language)),
        saved=request.query_params.get("saved", "")[:10],
    )


def _link_page(
    request: Request,
    planner: App,
    access: Access,
    member: Member,
    link: AccountLink,
    secret: str,
) -> Response:
    language = language_of(request)
    settings = web_of(request).settings
    host = request.headers.get("host", f"{settings.host}:{settings.port}")
    scheme = request.url.scheme if request.url.scheme == "https" else settings.scheme
    return render(
        request,
        "accounts_link.html",
        section="accounts",
        narrow=True,
        account=member,
        kind=link.kind.value,
        address=f"{scheme}://{host}/welcome/{secret}",
        expires=moment_text(link.expires_at, language),
    )


def _provinces_page(
    request: Request, planner: App, access: Access, *, error: PlannerError | None = None
) -> Response:
    language = language_of(request)
    mine = [p for p in provinces_known(planner.store) if access.may(p.code)]
    begun = {p.code for p in provinces_known(planner.store)}
    place = 0 if language is Language.TH else 1
    return render(
        request,
        "accounts_provinces.html",
        status=problem_of(error).status if error else 200,
        section="accounts",
        provinces=mine,
        fault=problem_of(error).advice(language) if error else "",
        others=sorted(
            (
                (code, names[place])
                for code, names in country().items()
                if code not in begun and access.may(code)
            ),
            key=lambda pair: pair[1],
        ),
        saved=request.query_params.get("saved", "")[:10],
    )
