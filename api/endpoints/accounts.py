"""Accounts and everybody's tokens, for who administers them."""

from fastapi import APIRouter, Request, Response

from api.deps import Manager, Planner, managed, need_all
from api.endpoints.master_data import SeenTag
from api.idempotency import show_secret
from api.schemas.accounts import (
    InvitationIn,
    InvitedOut,
    LinkOut,
    MemberChangeIn,
    MemberOut,
    MembersOut,
    NewTokenOut,
    TokenIn,
    TokenOut,
    TokensOut,
)
from planner.bootstrap import App
from planner.domain.people import AccountLink, Member
from planner.usecases.accounts import invite_member, members_managed_by, new_link
from planner.usecases.members import change_member, member_tag
from planner.usecases.tokens import make_token, revoke_token, token_of_id, tokens_of

router = APIRouter(tags=["accounts"])


@router.get("/members")
def members(planner: Planner, access: Manager) -> MembersOut:
    """The accounts that you administer: those of whom every province is yours."""
    found = members_managed_by(planner.store, access.member)
    return MembersOut(members=[_told(member) for member in found])


@router.post("/members", status_code=201)
def invite(
    request: Request, wish: InvitationIn, planner: Planner, access: Manager, response: Response
) -> InvitedOut:
    """Open an account; the one-time link with which its owner sets a password comes back once."""
    need_all(access, tuple(wish.provinces))
    show_secret(request)
    member, link, secret = invite_member(
        planner.store,
        planner.clock,
        Member(login=wish.login, roles=tuple(wish.roles), provinces=tuple(wish.provinces)),
        actor=access.member.login,
    )
    response.headers["Location"] = f"/v1/members/{member.login}"
    return InvitedOut(member=_told(member), link=_link(link, secret))


@router.get("/members/{login}")
def one_member(login: str, planner: Planner, access: Manager, response: Response) -> MemberOut:
    """An account; the `ETag` is what a change's `If-Match` names."""
    member = managed(planner, access, login)
    response.headers["ETag"] = f'"{member_tag(member)}"'
    return _told(member)


@router.patch("/members/{login}")
def change(
    login: str,
    wish: MemberChangeIn,
    seen: SeenTag,
    planner: Planner,
    access: Manager,
    response: Response,
) -> MemberOut:
    """Change an account's roles or provinces, close it or open it again."""
    managed(planner, access, login)
    need_all(access, tuple(wish.provinces or ()))
    member = change_member(
        planner.store,
        planner.clock,
        login,
        roles=None if wish.roles is None else tuple(wish.roles),
        provinces=None if wish.provinces is None else tuple(wish.provinces),
        is_active=wish.is_active,
        actor=access.member.login,
        seen=seen,
    )
    response.headers["ETag"] = f'"{member_tag(member)}"'
    return _told(member)


@router.post("/members/{login}/links", status_code=201)
def make_link(request: Request, login: str, planner: Planner, access: Manager) -> LinkOut:
    """A new one-time link to set a password; earlier ones no longer work."""
    member = managed(planner, access, login)
    show_secret(request)
    link, secret = new_link(planner.store, planner.clock, member.login, actor=access.member.login)
    return _link(link, secret)


@router.post("/members/{login}/tokens", status_code=201)
def make_token_for(
    request: Request, login: str, wish: TokenIn, planner: Planner, access: Manager
) -> NewTokenOut:
    """A machine's token in the name of an account that you administer; its secret this once."""
    member = managed(planner, access, login)
    return new_token(request, planner, member.login, wish, by=access.member.login)


@router.get("/tokens")
def tokens(planner: Planner, access: Manager) -> TokensOut:
    """Tokens of the accounts that you administer, newest first."""
    mine = {member.login for member in members_managed_by(planner.store, access.member)}
    found = [token for token in tokens_of(planner.store) if token.login in mine]
    return TokensOut(tokens=[TokenOut.model_validate(token) for token in found])


@router.delete("/tokens/{token_id}")
def revoke(token_id: str, planner: Planner, access: Manager) -> TokenOut:
    """End a token of an account that you administer."""
    _, owner = token_of_id(planner.store, token_id)
    need_all(access, owner.provinces)
    token = revoke_token(planner.store, planner.clock, token_id, by=access.member.login)
    return TokenOut.model_validate(token)


def new_token(request: Request, planner: App, login: str, wish: TokenIn, *, by: str) -> NewTokenOut:
    """Make a token and show its secret, which nothing keeps."""
    show_secret(request)
    token, secret = make_token(
        planner.store,
        planner.clock,
        login,
        name=wish.name,
        scopes=wish.scopes,
        days=wish.days,
        provinces=tuple(wish.provinces),
        by=by,
    )
    return NewTokenOut(token=TokenOut.model_validate(token), secret=secret)


def _told(member: Member) -> MemberOut:
    return MemberOut(
        login=member.login,
        roles=list(member.roles),
        provinces=list(member.provinces),
        is_active=member.is_active,
        tag=member_tag(member),
    )


def _link(link: AccountLink, secret: str) -> LinkOut:
    return LinkOut(
        login=link.login, kind=link.kind, path=f"/welcome/{secret}", expires_at=link.expires_at
    )
