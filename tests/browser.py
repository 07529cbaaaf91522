"""A headless Chromium for tests of pages: the system's, or the one playwright brought."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    Locator,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS = 120_000
"""How long a test waits for what must come: against a machine that hangs, not a slow one."""
BROKEN_OFF = "net::ERR_ABORTED"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@contextmanager
def running_browser() -> Iterator[Browser]:
    """A browser for some tests; without one they are skipped, and fail where `CI` is set."""
    with sync_playwright() as playwright:
        path = _chromium(playwright)
        if path is None:
            told = "no Chromium: install it with the system's packages or `playwright install`"
            if os.environ.get("CI"):
                pytest.fail(told)
            pytest.skip(told)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        expect.set_options(timeout=PATIENCE_MS)
        try:
            yield browser
        finally:
            browser.close()


def _chromium(playwright: Playwright) -> str | None:
    named = [os.environ.get("PLANNER_CHROMIUM"), *map(shutil.which, NAMES)]
    own = playwright.chromium.executable_path
    return next((path for path in [*named, own] if path and Path(path).exists()), None)


def follow(control: Locator) -> None:
    """Click what leads to another page, and wait until that page has come.

    A click alone is over before the browser has asked for anything: whoever reads at once may
    read the page that is being left, or none. Every click that sends a form or follows a link is
    made by this, or is followed by waiting for something that only the next page has.
    """
    with control.page.expect_navigation():
        control.click()


class Watched:
    """A page that remembers what it asked for and what went wrong.

    What the page itself breaks off, because it is left or a download begins, has not failed.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.outside: list[str] = []
        self.failed: list[str] = []
        self.complaints: list[str] = []
        page.on("request", self._asked)
        page.on("requestfailed", self._failed)
        page.on("console", lambda message: self._said(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self._opened(dialog.message))

    def _asked(self, request: object) -> None:
        url = str(getattr(request, "url", ""))
        if not url.startswith(("file:", "data:")):
            self.outside.append(url)

    def _failed(self, request: Request) -> None:
        if request.failure != BROKEN_OFF:
            self.failed.append(f"{request.url[:200]} {request.failure}")

    def _said(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def _opened(self, text: str) -> None:
        self.complaints.append(f"dialog: {text}")

    def assert_quiet(self) -> None:
        """Nothing asked for from outside, nothing failed, nothing complained."""
        assert self.outside == []
        assert self.failed == []
        assert self.complaints == []


@contextmanager
def offline_page(
    browser: Browser,
    document: Path,
    *,
    width: int = 1280,
    height: int = 800,
    phone: bool = False,
    scripts: bool = True,
) -> Iterator[Watched]:
    """A document opened from disk with the network off."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        is_mobile=phone,
        has_touch=phone,
        java_script_enabled=scripts,
    )
    try:
        context.set_offline(True)
        context.set_default_timeout(PATIENCE_MS)
        watched = Watched(context.new_page())
        watched.page.goto(document.as_uri())
        yield watched
    finally:
        context.close()
