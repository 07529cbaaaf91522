"""Accounts and tokens as JSON; secrets stand in the answer that makes them and nowhere else."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.moments import Moment
from api.schemas.strict import strict
from planner.domain.people import Action, LinkKind, Role

Login = Annotated[str, Field(min_length=2, max_length=64, examples=["planner.58"])]
Province = Annotated[str, Field(min_length=1, max_length=2, examples=["58"])]
Password = Annotated[str, Field(max_length=1024)]


class MemberOut(BaseModel):
    """An account: `provinces` may be `*` for all; `tag` is its `ETag` too."""

    model_config = ConfigDict(from_attributes=True)

    login: str
    roles: list[Role]
    provinces: list[str]
    is_active: bool
    tag: str


class MembersOut(BaseModel):
    """The accounts that you administer, by login."""

    members: list[MemberOut]


class InvitationIn(BaseModel):
    """An account to be opened; its owner sets the password with the link that comes back."""

    model_config = strict(login="planner.58", roles=["planner"], provinces=["58"])

    login: Login
    roles: list[Role] = Field(min_length=1, max_length=len(Role))
    provinces: list[Province] = Field(min_length=1, max_length=100)


class MemberChangeIn(BaseModel):
    """What should change; what is left out stays."""

    model_config = strict(roles=["planner", "approver"], is_active=True)

    roles: list[Role] | None = Field(default=None, min_length=1, max_length=len(Role))
    provinces: list[Province] | None = Field(default=None, min_length=1, max_length=100)
    is_active: bool | None = None


class LinkOut(BaseModel):
    """A one-time link: `path` is shown this once; hand it to the account's owner."""

    login: str
    kind: LinkKind
    path: str = Field(examples=["/welcome/…"])
    expires_at: Moment


class InvitedOut(BaseModel):
    """The account, and the link with which its owner begins."""

    member: MemberOut
    link: LinkOut


class MeOut(BaseModel):
    """Who asks; `scopes` is null for a person, what the token may for a machine."""

    login: str
    roles: list[Role]
    provinces: list[str]
    scopes: list[Action] | None


class PasswordIn(BaseModel):
    """The present password and the one wanted."""

    model_config = strict(present="the phrase until now", wanted="a longer phrase from now on")

    present: Password
    wanted: Password


class TokenIn(BaseModel):
    """A token wanted: what for, what it may, for how many days, for which of your provinces."""

    model_config = strict(name="register of the district", scopes=["read_plan"], days=90)

    name: str = Field(min_length=1, max_length=80, examples=["register of the district"])
    scopes: list[Action] = Field(min_length=1, max_length=len(Action))
    days: int = Field(default=90, ge=1, le=366)
    provinces: list[Province] = Field(default=[], max_length=100)


class TokenOut(BaseModel):
    """A token without its secret."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    login: str
    name: str
    scopes: list[Action]
    provinces: list[str]
    created_at: Moment
    created_by: str
    expires_at: Moment
    revoked_at: Moment | None
    last_used_at: Moment | None


class TokensOut(BaseModel):
    """Tokens, newest first."""

    tokens: list[TokenOut]


class NewTokenOut(BaseModel):
    """A new token: `secret` is shown this once; send it as `Authorization: Bearer`."""

    token: TokenOut
    secret: str
