"""One log line an answer: method, endpoint, status, time. Never an address.

Addresses hold secrets (the one-time link) and names; the endpoint's pattern holds neither.
"""

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_log = logging.getLogger("api.requests")


class RequestLog:
    """Logs `request_served` with the endpoint's pattern, as `/setup/{token}`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

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
            _log.info(
                "request_served",
                extra={
                    "method": scope["method"],
                    "endpoint": _pattern(scope),
                    "status": status,
                    "duration_ms": round((time.monotonic() - begun_s) * 1000),
                },
            )


def _pattern(scope: Scope) -> str:
    pattern = getattr(scope.get("route"), "path", None)
    return str(pattern) if pattern else "(none)"
