"""Turns a template and its facts into a page in the right language, escaped throughout."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from api.auth.session import member_of
from api.language import LANGUAGE_COOKIE, LANGUAGE_PARAMETER, chosen_language, language_of
from api.pages.menu import Door, address_in, doors_of, groups_of
from planner.outputs.view import Named, name_of
from planner.words import Language, say

FOLDER = Path(str(files("api.pages")))
LANGUAGE_NAMES = {Language.TH: "ไทย", Language.EN: "English"}
LANGUAGE_COOKIE_LIFE_S = 365 * 24 * 3600


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(request: Request, template: str, *, status: int = 200, **facts: Any) -> HTMLResponse:
    """A page; remembers the language when the address asks for one, but not with `keep=0`."""
    language = language_of(request)

    def t(code: str, **more: object) -> str:
        return say(code, language, **more)

    def name(thing: Named) -> str:
        return name_of(thing, language)

    def door_address(door: Door) -> str:
        return address_in(door, language)

    frame: dict[str, Any] = {
        "door_address": door_address,
        "language": language,
        "languages": _language_links(request),
        "member": None,
        "name_of": name,
        "narrow": False,
        "section": "",
        "static": _static,
        "t": t,
    }
    if "member" not in facts:
        frame["member"] = member_of(request)
    page = {**frame, **facts}
    page["doors"] = doors_of(page["member"])
    page["door_groups"] = groups_of(page["doors"])
    html = _environment().get_template(template).render(page)
    response = HTMLResponse(html, status_code=status, headers={"Content-Language": language.value})
    if chosen_language(request) is not None:
        response.set_cookie(
            LANGUAGE_COOKIE, language.value, max_age=LANGUAGE_COOKIE_LIFE_S, path="/",
            secure=request.url.scheme == "https", httponly=True, samesite="lax",
        )  # fmt: skip
    return response


def _static(name: str) -> str:
    return f"/static/{name}"


def _language_links(request: Request) -> list[tuple[str, str, str]]:
    """Code, name and address of this page in each language."""
    return [
        (
            language.value,
            LANGUAGE_NAMES[language],
            _address(request, **{LANGUAGE_PARAMETER: language.value}),
        )
        for language in Language
    ]


def _address(request: Request, **changes: str) -> str:
    """The address of this page with some query parameters changed."""
    url = request.url.include_query_params(**changes)
    return f"{url.path}?{url.query}"
