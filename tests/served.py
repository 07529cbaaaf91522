"""Pages of a served site in a real browser: quiet, readable, and no wider than their window.

A test must hold on a slow machine as on a fast one. `PLANNER_TEST_SLOW_MS=600` makes every answer
of a served site come up to that many milliseconds late: a test that does not wait for what it
reads fails then.
"""

import asyncio
import os
import random
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect
from starlette.types import ASGIApp, Receive, Scope, Send

from api.app import create_app
from api.auth.session import SESSION_COOKIE
from planner.words import Language, say
from tests.browser import PATIENCE_MS, Watched
from tests.web import Site

AXE = Path(__file__).parent / "vendor/axe/axe.min.js"
AXE_RUN = """async () =>
    (await axe.run(document, {iframes: false, resultTypes: ['violations']})).violations"""
SLOW_MS = int(os.environ.get("PLANNER_TEST_SLOW_MS", "0"))
DOUBLE_TAP_MS = 250
"""Two taps closer to each other than this are one double tap to a map."""
SIZES = {"desktop": (1280, 900, False), "phone": (360, 740, True)}
EACH_ONCE = pytest.mark.parametrize(
    ("size", "language"),
    [
        ("phone", "th"),
        ("desktop", "en"),
        pytest.param("desktop", "th", marks=pytest.mark.slow),
        pytest.param("phone", "en", marks=pytest.mark.slow),
    ],
)
"""Each size and each language once; the other two pairs when there is time."""


def web_of(site: Site) -> ASGIApp:
    """The site's application; its answers come late when `SLOW_MS` says so."""
    web = create_app(site.planner)

    async def late(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await asyncio.sleep(random.uniform(0, SLOW_MS) / 1000)
        await web(scope, receive, send)

    return late if SLOW_MS else web


@contextmanager
def serving(site: Site) -> Iterator[str]:
    """The site behind a real socket; its address."""
    config = uvicorn.Config(web_of(site), log_config=None, timeout_graceful_shutdown=5)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=PATIENCE_MS / 1000)


@contextmanager
def visiting(
    browser: Browser,
    size: str,
    token: str = "",
    address: str = "",
    *,
    dark: bool = False,
    scripts: bool = True,
) -> Iterator[Watched]:
    """A browser's page of one of `SIZES`, signed in when a token is given."""
    width, height, phone = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="th-TH",
        is_mobile=phone,
        has_touch=phone,
        color_scheme="dark" if dark else "light",
        java_script_enabled=scripts,
    )
    if token:
        context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": address}])
    try:
        context.set_default_timeout(PATIENCE_MS)
        yield Watched(context.new_page())
    finally:
        context.close()


def assert_quiet(watched: Watched, address: str) -> None:
    """Nothing asked of anybody else, nothing failed, nothing complained."""
    others = [u for u in watched.outside if not u.startswith((address + "/", "blob:"))]
    assert others == []
    assert watched.failed == [], watched.failed
    assert watched.complaints == [], watched.complaints


def assert_readable(page: Page) -> None:
    """No serious or critical finding of axe on the page itself; frames have tests of their own."""
    # The policy of pages allows no foreign script; axe is put in by the browser's debugger.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(AXE_RUN)
    serious = [
        (v["id"], [node["html"][:120] for node in v["nodes"]][:3])
        for v in found
        if v["impact"] in ("serious", "critical")
    ]
    assert serious == [], serious


def assert_no_wider_than_the_window(page: Page) -> None:
    """Nobody has to scroll sideways to read."""
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= page.evaluate("document.documentElement.clientWidth"), wide


def draw_area(page: Page, language: Language) -> None:
    """Four corners around the middle of the map of closures, each told before the next is put.

    Each click is one on the map itself: a place on the window reckoned before is another one when
    the page has scrolled meanwhile.
    """
    frame = page.frame_locator(".cl-map")
    mode = frame.get_by_role("button", name=say("closing_map_area", language))
    mode.click()
    expect(mode).to_have_attribute("aria-pressed", "true")
    plan = frame.locator("#map_plan")
    box = plan.bounding_box()
    assert box is not None
    reach = min(box["width"], box["height"]) * 0.3
    for count, (dx, dy) in enumerate(((-1, -1), (1, -1), (1, 1), (-1, 1)), start=1):
        x, y = box["width"] / 2 + dx * reach, box["height"] / 2 + dy * reach
        plan.click(position={"x": x, "y": y})
        told = say("closing_area", language, count=count)
        expect(page.locator("#where")).to_have_text(told)
        page.wait_for_timeout(DOUBLE_TAP_MS)
