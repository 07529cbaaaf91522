"""Hooks as JSON: where events of a province are posted to."""

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.moments import Moment
from api.schemas.strict import strict
from planner.domain.hooks import HookEvent


class HookIn(BaseModel):
    """An https address and the events that are posted to it."""

    model_config = strict(
        address="https://register.example.go.th/planner", events=["plan_published"]
    )

    address: str = Field(min_length=1, max_length=500)
    events: list[HookEvent] = Field(min_length=1, max_length=len(HookEvent))


class SwitchIn(BaseModel):
    """Switch a hook off, or on: then it is told at once what it missed."""

    model_config = strict(is_on=False)

    is_on: bool


class DeliveryOut(BaseModel):
    """One try: the event's number and name, when, and ok or why nobody took it."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    event: HookEvent
    name: str
    at: Moment
    outcome: str


class HookOut(BaseModel):
    """A hook and how it goes: `last` is ok, or why nobody took the event; off after 12 failures.

    `deliveries` are the last 20 tries, newest first.
    """

    model_config = ConfigDict(from_attributes=True)

    id: str
    province_code: str
    address: str
    events: list[HookEvent]
    created_at: Moment
    created_by: str
    is_on: bool
    failures: int
    last: str
    last_at: Moment | None
    next_at: Moment
    deliveries: list[DeliveryOut] = []


class NewHookOut(BaseModel):
    """A new hook; `secret` is shown this once.

    It signs each post: `Planner-Signature: t=SECONDS,v1=HEX`, HEX being the HMAC-SHA256 of SECONDS,
    a point and the body. `Planner-Event-Number` rises; the same number twice is the same event.
    """

    hook: HookOut
    secret: str


class HooksOut(BaseModel):
    """Hooks of a province, oldest first."""

    hooks: list[HookOut]
