"""One log line an answer: method, endpoint, status, time. Never an address.

Addresses hold secrets (the one-time link) and names; the endpoint's pattern holds neither.
"""

import logging
import time
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

Observer = Callable[[str, str, int, float], None]
"""Hears of method, endpoint, status and seconds of every answer."""

_log = logging.getLogger("api.requests")


class RequestLog:
    """Logs `request_served` with the endpoint's pattern, as `/setup/{token}`."""

    def __init__(self, app: ASGIApp, observe: Observer, prefixes: tuple[str, ...] = ()) -> None:
        self.app = app
        self.observe = observe
        self.prefixes = prefixes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and log the status that went back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status = 500
        begun_s = time.monotonic()

        async def send_noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        finally:
            duration_s = time.monotonic() - begun_s
            endpoint = self._pattern(scope)
            self.observe(scope["method"], endpoint, status, duration_s)
            _log.info(
                "request_served",
                extra={
                    "method": scope["method"],
                    "endpoint": endpoint,
                    "status": status,
                    "duration_ms": round(duration_s * 1000),
                },
            )

    def _pattern(self, scope: Scope) -> str:
        """The endpoint's pattern with the prefix of its router; nothing of the address itself."""
        pattern = str(getattr(scope.get("route"), "path", None) or "(none)")
        for prefix in self.prefixes:
            if scope["path"].startswith(f"{prefix}/") and not pattern.startswith(f"{prefix}/"):
                return f"{prefix}{pattern}"
        return pattern
