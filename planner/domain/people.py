"""People who use the planner: members, roles, and the one function that decides what they may."""

from dataclasses import dataclass
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
    """What can be done to an object of a province."""

    READ_PLAN = "read_plan"
    MAKE_PLAN = "make_plan"
    APPROVE_PLAN = "approve_plan"
    PUBLISH_PLAN = "publish_plan"
    READ_DATA = "read_data"
    WRITE_DATA = "write_data"
    FILE_REQUEST = "file_request"
    READ_REQUEST = "read_request"
    DECIDE_REQUEST = "decide_request"
    REPORT_VISIT = "report_visit"
    MANAGE_MEMBERS = "manage_members"
    READ_AUDIT = "read_audit"


GRANTS: dict[Role, frozenset[Action]] = {
    Role.ADMINISTRATOR: frozenset(Action),
    Role.PLANNER: frozenset(
        {
            Action.READ_PLAN,
            Action.MAKE_PLAN,
            Action.PUBLISH_PLAN,
            Action.READ_DATA,
            Action.WRITE_DATA,
            Action.FILE_REQUEST,
            Action.READ_REQUEST,
            Action.DECIDE_REQUEST,
            Action.REPORT_VISIT,
        }
    ),
    Role.APPROVER: frozenset(
        {
            Action.READ_PLAN,
            Action.APPROVE_PLAN,
            Action.PUBLISH_PLAN,
            Action.READ_DATA,
            Action.READ_AUDIT,
            Action.READ_REQUEST,
        }
    ),
    Role.OFFICE: frozenset({Action.READ_PLAN, Action.FILE_REQUEST, Action.READ_REQUEST}),
    Role.FIELD_TEAM: frozenset({Action.READ_PLAN, Action.READ_REQUEST, Action.REPORT_VISIT}),
    Role.AUDITOR: frozenset(
        {Action.READ_PLAN, Action.READ_DATA, Action.READ_AUDIT, Action.READ_REQUEST}
    ),
    Role.PUBLIC: frozenset(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person with an account: a login, roles, and the provinces they serve (`*` for all)."""

    login: str
    roles: tuple[Role, ...]
    provinces: tuple[str, ...]
    is_active: bool = True


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


def may(member: Member | None, action: Action, province_code: str) -> bool:
    """Whether this person (None: the public) may do this to things of this province."""
    if member is None:
        return action in GRANTS[Role.PUBLIC]
    if not member.is_active:
        return False
    if ALL_PROVINCES not in member.provinces and province_code not in member.provinces:
        return False
    return any(action in GRANTS[role] for role in member.roles)
