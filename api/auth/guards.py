"""Guards: every endpoint declares the action it stands for, and all of them ask one function.

`Needs(action)` lets in who is signed in; the endpoint then asks `Access.need(province)` for the
thing it found. `Own(why)` is for what a person does with the own account. `Open(why)` marks the few
endpoints that anybody may call. A test fails for an endpoint that declares none of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.requests import HTTPConnection

from api.auth.session import member_of
from api.errors import NotLoggedIn
from planner.domain.errors import Forbidden, NotFound
from planner.domain.people import Action, Member, may
from planner.domain.runs import PlanState, PlanSummary

VISIBLE = (Action.READ_PLAN, Action.READ_DATA)
"""Who may do one of these in a province knows that its things exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """A signed-in person about to do one action."""

    member: Member
    action: Action

    def may(self, province_code: str) -> bool:
        """Whether they may, in this province."""
        return may(self.member, self.action, province_code)

    def among(self, province_codes: Iterable[str]) -> tuple[str, ...]:
        """Those of the provinces in which they may."""
        return tuple(code for code in province_codes if self.may(code))

    def sees_drafts(self, province_code: str) -> bool:
        """Whether they may read plans of this province that are not published."""
        return may(self.member, Action.READ_DRAFT, province_code)

    def need_plan(self, plan: PlanSummary) -> None:
        """Let pass or raise, like `need`; a draft is not there for who may not read drafts."""
        self.need(plan.province_code)
        if plan.state is not PlanState.PUBLISHED and not self.sees_drafts(plan.province_code):
            raise NotFound("no such plan for this person", kind="plan", id=plan.id)

    def need(self, province_code: str) -> None:
        """Let pass or raise: `Forbidden`, or `NotFound` where they may not even look."""
        if self.may(province_code):
            return
        if any(may(self.member, action, province_code) for action in VISIBLE):
            raise Forbidden("this person may not do this here", action=self.action.value)
        raise NotFound("no such thing here for this person")


class Needs:
    """A dependency: somebody is signed in, and the endpoint stands for this action."""

    def __init__(self, action: Action) -> None:
        self.action = action

    def __call__(self, connection: HTTPConnection) -> Access:
        """Who asks, for what; raises `NotLoggedIn`."""
        member = member_of(connection)
        if member is None:
            raise NotLoggedIn("nobody is signed in")
        return Access(member=member, action=self.action)


class Own:
    """A dependency: a person is signed in, and the endpoint is about the own account only.

    With `machines` a machine's token may call it too.
    """

    def __init__(self, why: str, *, machines: bool = False) -> None:
        self.why = why
        self.machines = machines

    def __call__(self, connection: HTTPConnection) -> Member:
        """Who asks; raises `NotLoggedIn`, and `Forbidden` for a machine's token."""
        member = member_of(connection)
        if member is None:
            raise NotLoggedIn("nobody is signed in")
        if member.scopes is not None and not self.machines:
            raise Forbidden("a machine's token does not change its owner's account")
        return member


class Open:
    """A dependency: anybody may call this endpoint, for the reason given."""

    def __init__(self, why: str) -> None:
        self.why = why

    def __call__(self) -> None:
        """Let everybody pass."""
