"""Pages of a served site in a real browser: quiet, readable, and no wider than their window."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, Page

from api.app import create_app
from api.auth.session import SESSION_COOKIE
from tests.browser import Watched
from tests.web import Site

AXE = Path(__file__).parent / "vendor/axe/axe.min.js"
SIZES = {"desktop": (1280, 900, False), "phone": (360, 740, True)}


@contextmanager
def serving(site: Site) -> Iterator[str]:
    """The site behind a real socket; its address."""
    server = uvicorn.Server(uvicorn.Config(create_app(site.planner), log_config=None))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=20)


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
    found = page.evaluate("async () => (await axe.run(document, {iframes: false})).violations")
    serious = [
        (v["id"], [node["html"][:120] for node in v["nodes"]][:3])
        for v in found
        if v["impact"] in ("serious", "critical")
    ]
    assert serious == []


def assert_no_wider_than_the_window(page: Page) -> None:
    """Nobody has to scroll sideways to read."""
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= page.evaluate("document.documentElement.clientWidth"), wide
