"""Makes a page that needs nothing from outside: assets, inlining, content policy, a last look."""

import base64
import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from planner.domain.errors import PlannerError

KNOWN_URLS = frozenset({"http://www.w3.org/2000/svg", "https://leafletjs.com"})
"""Addresses that are names only: nothing in the page ever asks for them."""

_URL = re.compile(r"(?:https?:)?//[a-z0-9][a-z0-9.-]*\.[a-z]{2,}[^\s\"'`<>()\\]*", re.IGNORECASE)
_FETCHING = re.compile(
    r"<(?:link|iframe|object|embed|base|img|source)\b|\bsrc\s*=\s*[\"']|sourceMappingURL",
    re.IGNORECASE,
)
_STYLE_FETCHING = re.compile(r"@import\b|\burl\(\s*[\"']?(?!data:)[^)\s]", re.IGNORECASE)
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_ESCAPES = str.maketrans(
    {c: f"\\u{ord(c):04x}" for c in ("<", ">", "&", "'", "`", "\u2028", "\u2029", "\x7f")}
)


class OutsideReference(PlannerError):
    """A page that would ask for something from outside."""

    code = "outside_reference"


@cache
def asset_text(name: str) -> str:
    """A text file of `planner/outputs/assets`."""
    return (files("planner.outputs") / "assets" / name).read_text(encoding="utf-8")


@cache
def asset_bytes(name: str) -> bytes:
    """A binary file of `planner/outputs/assets`."""
    return (files("planner.outputs") / "assets" / name).read_bytes()


def data_url(name: str, media_type: str) -> str:
    """A binary asset as a `data:` address."""
    return f"data:{media_type};base64,{base64.b64encode(asset_bytes(name)).decode()}"


def embeddable_json(data: Any) -> str:
    """JSON that may stand in a script element: no character in it can end one or start another."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(_ESCAPES)


def refuse_outside(page: str) -> None:
    """Raise `OutsideReference` when a page, before data is put in, could fetch anything."""
    found = {url for url in _URL.findall(page) if url.rstrip(".,;") not in KNOWN_URLS}
    found |= set(_FETCHING.findall(page))
    for style in _STYLE.findall(page):
        found |= set(_STYLE_FETCHING.findall(style))
    if found:
        told = sorted(found)[:5]
        raise OutsideReference(f"the page would fetch from outside: {told}", found=told)


def content_policy(page: str) -> str:
    """A content security policy that allows exactly the scripts and styles of the page."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hashes(_SCRIPT, page)}",
            f"style-src {_hashes(_STYLE, page)}",
            "img-src data:",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hashes(pattern: re.Pattern[str], page: str) -> str:
    found = (base64.b64encode(hashlib.sha256(m.encode()).digest()) for m in pattern.findall(page))
    return " ".join(f"'sha256-{digest.decode()}'" for digest in found) or "'none'"
