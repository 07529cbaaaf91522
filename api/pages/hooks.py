"""Hooks on a page, for who administers: other systems that are told of plans and requests."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from api.auth.guards import Access
from api.deps import Manager, Planner
from api.language import language_of
from api.pages.posted import Posted, PostedForm, Told, first
from api.pages.provinces_seen import chosen_province
from api.pages.render import render
from planner.bootstrap import App
from planner.domain.errors import InvalidDocument, NotFound
from planner.domain.hooks import MOST_FAILURES, Hook, HookEvent
from planner.outputs.times import moment_text
from planner.usecases.hooks import MOST_HOOKS, TAKEN, drop_hook, make_hook, switch_hook
from planner.words import Language, catalog, say

router = APIRouter(include_in_schema=False, prefix="/hooks")

SEE_OTHER, BAD = 303, 422
MOST_SHOWN = 8
Text = Annotated[str, Form(max_length=600)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryLine:
    """One try in words."""

    event: str
    name: str
    number: int
    at: str
    outcome: str
    is_taken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HookLine:
    """A hook in words: where to, of what, how it goes, and the last tries."""

    id: str
    host: str
    address: str
    events: str
    made: str
    state: str
    tone: str
    next: str
    is_on: bool
    fails: bool
    deliveries: tuple[DeliveryLine, ...]


@router.get("")
def hooks(request: Request, planner: Planner, access: Manager, province: str = "") -> Response:
    """The hooks of a province with their last deliveries, and a form to make another."""
    return _page(request, planner, access, province)


@router.post("")
def make(request: Request, posted: PostedForm, planner: Planner, access: Manager) -> Response:
    """Make one; its secret is shown this once."""
    code = first(posted, "province")
    access.need(code)
    known = set(HookEvent)
    try:
        made = make_hook(
            planner.store, planner.clock, code, first(posted, "address").strip(),
            [HookEvent(text) for text in posted.get("events", []) if text in known],
            inside=planner.settings.hosts_inside, by=access.member.login,
        )  # fmt: skip
    except InvalidDocument as error:
        language = language_of(request)
        faults = {f.field: _fault(f.field, f.code, language) for f in error.faults}
        return _page(request, planner, access, code, posted=posted, faults=faults)
    return _page(request, planner, access, code, made=made)


@router.post("/{hook_id}")
def switch(
    hook_id: str, planner: Planner, access: Manager, province: Text = "", is_on: Text = ""
) -> Response:
    """Switch one off, or on: what it missed is told at once."""
    access.need(province)
    with suppress(NotFound):
        # Somebody else may have removed it while this page stood open.
        switch_hook(
            planner.store, planner.clock, province, hook_id,
            is_on=is_on == "yes", by=access.member.login,
        )  # fmt: skip
    return RedirectResponse(f"/hooks?province={province}#hook-{hook_id}", SEE_OTHER)


@router.post("/{hook_id}/drop")
def drop(hook_id: str, planner: Planner, access: Manager, province: Text = "") -> Response:
    """Remove one."""
    access.need(province)
    with suppress(NotFound):
        drop_hook(planner.store, planner.clock, province, hook_id, by=access.member.login)
    return RedirectResponse(f"/hooks?province={province}", SEE_OTHER)


def _fault(field: str, code: str, language: Language) -> str:
    return say(f"hooks_fault_{field}_{code}", language, most=MOST_HOOKS)


def _page(
    request: Request,
    planner: App,
    access: Access,
    province: str,
    *,
    posted: Posted | None = None,
    faults: dict[str, str] | None = None,
    made: Hook | None = None,
) -> Response:
    language = language_of(request)
    code, known = chosen_province(planner, access, province)
    with planner.store.reading() as reader:
        found = reader.hooks(code)
    typed = posted or {}
    chosen = typed.get("events", [HookEvent.PLAN_PUBLISHED.value] if posted is None else [])
    return render(
        request,
        "hooks.html",
        status=BAD if faults else 200,
        section="hooks",
        province=code,
        provinces=known,
        hooks=[_line(hook, language) for hook in found],
        events=[(e.value, _event(e, language), e.value in chosen) for e in HookEvent],
        address=first(typed, "address"),
        faults=Told(faults or {}),
        secret="" if made is None else made.secret,
        told=made.address if made is not None else "",
    )


def _line(hook: Hook, language: Language) -> HookLine:
    state, tone = _state(hook)
    waits = hook.is_on and bool(hook.failures)
    return HookLine(
        id=hook.id,
        host=urlsplit(hook.address).hostname or hook.address,
        address=hook.address,
        events=", ".join(_event(event, language) for event in hook.events),
        made=say(
            "hooks_made", language, by=hook.created_by, at=moment_text(hook.created_at, language)
        ),
        state=say(f"hooks_state_{state}", language, count=hook.failures, most=MOST_FAILURES),
        tone=tone,
        next=say("hooks_next", language, at=moment_text(hook.next_at, language)) if waits else "",
        is_on=hook.is_on,
        fails=hook.failures > 0,
        deliveries=tuple(
            DeliveryLine(
                event=_event(one.event, language),
                name=one.name,
                number=one.number,
                at=moment_text(one.at, language),
                outcome=_outcome(one.outcome, language),
                is_taken=one.outcome == TAKEN,
            )
            for one in hook.deliveries[:MOST_SHOWN]
        ),
    )


def _state(hook: Hook) -> tuple[str, str]:
    """How it goes in a word, and its tone."""
    if not hook.is_on:
        return ("given_up", "bad") if hook.failures >= MOST_FAILURES else ("off", "plain")
    if hook.failures:
        return "failing", "warn"
    return ("good", "good") if hook.last_at is not None else ("quiet", "plain")


def _event(event: HookEvent, language: Language) -> str:
    return say(f"hooks_event_{event.value}", language)


def _outcome(outcome: str, language: Language) -> str:
    """Words for what the sender told; an answer's number as it is."""
    code = f"hooks_outcome_{outcome}"
    if code in catalog():
        return say(code, language)
    return say("hooks_outcome_answer", language, answer=outcome.removeprefix("http_"))
