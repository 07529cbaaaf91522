"""A page as a whole, or only its content for a script that puts it into a dialog."""

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from api.pages.render import render

FRAGMENT_HEADER = "X-Fragment"


def is_fragment(request: Request) -> bool:
    """Whether a script of ours asks, for the content alone."""
    return request.headers.get(FRAGMENT_HEADER) == "1"


def render_part(
    request: Request, template: str, *, status: int = 200, **facts: Any
) -> HTMLResponse:
    """A template that extends `frame`: the whole page, or the content alone."""
    frame = "bare.html" if is_fragment(request) else "base.html"
    return render(request, template, status=status, frame=frame, **facts)
