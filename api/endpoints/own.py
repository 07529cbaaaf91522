"""The own account: who am I, the password, and tokens for machines of one's own."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from api.auth.guards import Own
from api.auth.throttle import throttle_of
from api.deps import Planner
from api.endpoints.accounts import new_token
from api.schemas.accounts import MeOut, NewTokenOut, PasswordIn, TokenIn, TokenOut, TokensOut
from planner.domain.errors import NotFound
from planner.domain.people import Member
from planner.usecases.accounts import change_own_password
from planner.usecases.tokens import revoke_token, token_of_id, tokens_of

router = APIRouter(prefix="/me", tags=["own account"])

Person = Annotated[Member, Depends(Own("the own account"))]
Anyone = Annotated[Member, Depends(Own("who asks", machines=True))]


@router.get("")
def me(member: Anyone) -> MeOut:
    """Who you are here, and what you may; a machine's token is told its scopes."""
    return MeOut(
        login=member.login,
        roles=list(member.roles),
        provinces=list(member.provinces),
        scopes=None if member.scopes is None else list(member.scopes),
    )


@router.post("/password", status_code=204)
def change_password(request: Request, wish: PasswordIn, planner: Planner, member: Person) -> None:
    """Change the own password; every session ends, this one too."""
    throttle, key = throttle_of(request), f"own password of {member.login}"
    throttle.begin(key)
    change_own_password(
        planner.store, planner.clock, member.login, present=wish.present, wanted=wish.wanted
    )
    throttle.succeeded(key)


@router.get("/tokens")
def own_tokens(planner: Planner, member: Person) -> TokensOut:
    """The own tokens, newest first, with when each was used last."""
    found = tokens_of(planner.store, member.login)
    return TokensOut(tokens=[TokenOut.model_validate(token) for token in found])


@router.post("/tokens", status_code=201)
def make_own_token(
    request: Request, wish: TokenIn, planner: Planner, member: Person
) -> NewTokenOut:
    """A token for a machine of one's own; its secret is shown this once."""
    return new_token(request, planner, member.login, wish, by=member.login)


@router.delete("/tokens/{token_id}")
def revoke_own_token(token_id: str, planner: Planner, member: Person) -> TokenOut:
    """End one of the own tokens."""
    token, _ = token_of_id(planner.store, token_id)
    if token.login != member.login:
        raise NotFound("no such token of this person", kind="token", id=token_id[:40])
    ended = revoke_token(planner.store, planner.clock, token_id, by=member.login)
    return TokenOut.model_validate(ended)
