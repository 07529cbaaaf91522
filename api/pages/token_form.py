"""A machine's token on a page: the form, the list, and the secret that is shown once."""

from collections.abc import Iterable
from typing import Any

from api.pages.posted import Posted, Told, first
from planner.bootstrap import App
from planner.domain.errors import InvalidDocument
from planner.domain.people import ALL_PROVINCES, Action, ApiToken, Member
from planner.outputs.times import date_text, moment_text
from planner.outputs.view import name_of
from planner.ports import Clock
from planner.usecases.looking import provinces_known
from planner.usecases.tokens import MOST_DAYS, make_token, scopes_of, tokens_of
from planner.words import Language, say

USUAL_DAYS = 90


def token_posted(
    planner: App, login: str, posted: Posted, language: Language, *, by: str
) -> tuple[str, dict[str, str]]:
    """Make the token that a form asks for: its secret, or what is wrong with which field."""
    days, known = first(posted, "days"), set(Action)
    try:
        _, secret = make_token(
            planner.store, planner.clock, login,
            name=first(posted, "name"),
            scopes=[Action(text) for text in posted.get("scopes", []) if text in known],
            days=int(days) if days.isdigit() and len(days) < 6 else 0,
            provinces=tuple(posted.get("provinces", [])),
            by=by,
        )  # fmt: skip
    except InvalidDocument as error:
        return "", {f.field: say(f"token_fault_{f.field}", language) for f in error.faults}
    return secret, {}


def token_part(
    planner: App,
    owner: Member,
    language: Language,
    *,
    posted: Posted | None = None,
    secret: str = "",
    faults: dict[str, str] | None = None,
) -> dict[str, Any]:
    """What the templates show of an account's tokens, and of a form that came back."""
    typed = posted or {}
    provinces = [
        (p.code, name_of(p, language), p.code in typed.get("provinces", []))
        for p in provinces_known(planner.store)
        if p.code in owner.provinces or ALL_PROVINCES in owner.provinces
    ]
    return {
        "tokens": _rows(tokens_of(planner.store, owner.login), planner.clock, language),
        "token": {
            "secret": secret,
            "faults": Told(faults or {}),
            "name": first(typed, "name"),
            "days": first(typed, "days") or str(USUAL_DAYS),
            "most_days": MOST_DAYS,
            "scopes": [
                (s.value, say(f"scope_{s.value}", language), s.value in typed.get("scopes", []))
                for s in scopes_of(owner)
            ],
            "provinces": provinces if len(provinces) > 1 else [],
        },
    }


def _rows(tokens: Iterable[ApiToken], clock: Clock, language: Language) -> list[dict[str, object]]:
    now = clock.now()

    def state(token: ApiToken) -> str:
        if token.revoked_at is not None:
            return "revoked"
        return "good" if token.is_good(now) else "expired"

    return [
        {
            "id": token.id,
            "name": token.name,
            "scopes": ", ".join(say(f"scope_{scope.value}", language) for scope in token.scopes),
            "provinces": ", ".join(token.provinces),
            "expires": date_text(token.expires_at.date(), language),
            "used": say("token_never_used", language)
            if token.last_used_at is None
            else moment_text(token.last_used_at, language),
            "state": say(f"token_{state(token)}", language),
            "is_good": token.is_good(now),
        }
        for token in tokens
    ]
