"""People who use the planner: members, roles, and the one function that decides what they may."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

ALL_PROVINCES = "*"


class Role(StrEnum):
    """What a person does here."""

    ADMINISTRATOR = "administrator"
    PLANNER = "planner"
    APPROVER = "approver"
    OFFICE = "office"
    FIELD_TEAM = "field_team"
    AUDITOR = "auditor"
    PUBLIC = "public"


class Action(StrEnum):
    """What can be done to an object of a province.

    `READ_PLAN` opens published plans; those that nobody was told of yet need `READ_DRAFT` too.
    """

    READ_PLAN = "read_plan"
    READ_DRAFT = "read_draft"
    MAKE_PLAN = "make_plan"
    APPROVE_PLAN = "approve_plan"
    PUBLISH_PLAN = "publish_plan"
    READ_DATA = "read_data"
    WRITE_DATA = "write_data"
    FILE_REQUEST = "file_request"
    READ_REQUEST = "read_request"
    DECIDE_REQUEST = "decide_request"
    REPORT_VISIT = "report_visit"
    APPROVE_POLICY = "approve_policy"
    TELL_VILLAGES = "tell_villages"
    FOLLOW_CALENDAR = "follow_calendar"
    MANAGE_MEMBERS = "manage_members"
    MANAGE_PROVINCES = "manage_provinces"
    READ_AUDIT = "read_audit"


GRANTS: dict[Role, frozenset[Action]] = {
    Role.ADMINISTRATOR: frozenset(Action),
    Role.PLANNER: frozenset(
        {
            Action.READ_PLAN,
            Action.READ_DRAFT,
            Action.MAKE_PLAN,
            Action.PUBLISH_PLAN,
            Action.READ_DATA,
            Action.WRITE_DATA,
            Action.FILE_REQUEST,
            Action.READ_REQUEST,
            Action.DECIDE_REQUEST,
            Action.REPORT_VISIT,
            Action.TELL_VILLAGES,
            Action.FOLLOW_CALENDAR,
        }
    ),
    Role.APPROVER: frozenset(
        {
            Action.READ_PLAN,
            Action.READ_DRAFT,
            Action.APPROVE_PLAN,
            Action.PUBLISH_PLAN,
            Action.APPROVE_POLICY,
            Action.READ_DATA,
            Action.READ_AUDIT,
            Action.READ_REQUEST,
            Action.FOLLOW_CALENDAR,
        }
    ),
    Role.OFFICE: frozenset(
        {Action.READ_PLAN, Action.FILE_REQUEST, Action.READ_REQUEST, Action.FOLLOW_CALENDAR}
    ),
    Role.FIELD_TEAM: frozenset(
        {
            Action.READ_PLAN,
            Action.READ_DRAFT,
            Action.READ_REQUEST,
            Action.REPORT_VISIT,
            Action.TELL_VILLAGES,
            Action.FOLLOW_CALENDAR,
        }
    ),
    Role.AUDITOR: frozenset(
        {
            Action.READ_PLAN,
            Action.READ_DRAFT,
            Action.READ_DATA,
            Action.READ_AUDIT,
            Action.READ_REQUEST,
            Action.FOLLOW_CALENDAR,
        }
    ),
    Role.PUBLIC: frozenset(),
}


PART_OF = {Action.READ_DRAFT: Action.READ_PLAN}
"""A token's scope on the right lets its owner's right on the left through as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person with an account: a login, roles, and the provinces they serve (`*` for all).

    `scopes` is set for whoever comes with a machine's token: of what the roles allow, only these.
    """

    login: str
    roles: tuple[Role, ...]
    provinces: tuple[str, ...]
    is_active: bool = True
    scopes: tuple[Action, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A signed-in browser; `token_digest` is the SHA-256 of the secret that its cookie holds."""

    token_digest: str
    login: str
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupLink:
    """A one-time link for the first administrator; only the digest of its secret is kept."""

    token_digest: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class LinkKind(StrEnum):
    """What a one-time link of an account is for."""

    INVITATION = "invitation"
    RESET = "reset"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLink:
    """A one-time link with which somebody sets the password of an account, once."""

    token_digest: str
    login: str
    kind: LinkKind
    created_at: datetime
    created_by: str
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken:
    """A machine's token: whose it is, what it may, how long; only its secret's digest is kept.

    It never may more than its owner may at the time; `provinces` narrows the owner's (empty: all
    of those). `last_used_at` is kept to the minute.
    """

    id: str
    token_digest: str
    login: str
    name: str
    scopes: tuple[Action, ...]
    provinces: tuple[str, ...] = ()
    created_at: datetime
    created_by: str
    expires_at: datetime
    revoked_at: datetime | None = None
    last_used_at: datetime | None = None

    def is_good(self, at: datetime) -> bool:
        """Whether it opens anything at a moment."""
        return self.revoked_at is None and at < self.expires_at


def may(member: Member | None, action: Action, province_code: str) -> bool:
    """Whether this person (None: the public) may do this to things of this province."""
    if member is None:
        return action in GRANTS[Role.PUBLIC]
    if not member.is_active:
        return False
    if ALL_PROVINCES not in member.provinces and province_code not in member.provinces:
        return False
    if member.scopes is not None and PART_OF.get(action, action) not in member.scopes:
        return False
    return any(action in GRANTS[role] for role in member.roles)


def machine_of(token: ApiToken, owner: Member) -> Member:
    """Who comes with a token: its owner, with no more than the token's scopes and provinces."""
    provinces = owner.provinces
    if token.provinces:
        is_for_all = ALL_PROVINCES in owner.provinces
        provinces = tuple(p for p in token.provinces if is_for_all or p in owner.provinces)
    return replace(owner, provinces=provinces, scopes=token.scopes)
