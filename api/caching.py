"""Answers that anybody may keep: an entity tag of the content, 304 when it is known."""

import hashlib

from starlette.requests import Request
from starlette.responses import Response

PUBLIC_CACHE = "public, no-cache"
"""Browsers and proxies may keep published things but ask each time whether they still hold: a plan
published or withdrawn a minute ago must not be hidden by what was read before. Asking is cheap."""

OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""What is public may be read by pages of any site; no session goes along with such a request."""


def cached(
    request: Request,
    content: bytes,
    *,
    media_type: str,
    is_public: bool,
    headers: dict[str, str] | None = None,
) -> Response:
    """The content with its entity tag, or 304 when the caller has it already.

    What is not public may be kept by the caller only; both are asked for again each time.
    """
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    told = {
        "ETag": tag,
        "Cache-Control": PUBLIC_CACHE if is_public else "private, no-cache",
        **(OPEN_TO_ALL if is_public else {}),
        **(headers or {}),
    }
    if _knows(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=told)
    return Response(content, media_type=media_type, headers=told)


def _knows(header: str, tag: str) -> bool:
    """Whether an `If-None-Match` names the tag; weak and strong ones count alike (RFC 9110)."""
    known = {one.strip().removeprefix("W/").removesuffix('-gzip"') for one in header.split(",")}
    return "*" in known or tag in known or tag.removesuffix('"') in known
