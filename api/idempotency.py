"""`Idempotency-Key`: a POST that is sent twice is done once, and answered twice with the same.

The key belongs to whoever is signed in; the same key with another body or address is refused. An
answer is kept for a day. What failed inside (500 and above) is not kept: the next try is a new one.
Nor is an answer that shows a secret (a token, a one-time link).
"""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.auth.session import credential_of, member_of
from api.errors import KeyReused, MalformedQuery
from api.language import is_for_programs
from api.state import planner_of
from planner.domain.answers import Answer
from planner.domain.errors import PlannerError
from planner.usecases.answers import begin_answer, drop_answer, keep_answer

AnswerError = Callable[[Request, Exception], Response]
KEPT = timedelta(hours=24)
MOST_KEY_CHARS = 200
KEPT_HEADERS = (b"content-type", b"location", b"etag", b"link", b"content-language")


class Idempotency:
    """Answers a repeated POST of the JSON interface from memory."""

    def __init__(self, app: ASGIApp, answer_error: AnswerError) -> None:
        self.app = app
        self.answer_error = answer_error

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what has no key; what cannot be done is answered as any endpoint would."""
        request = Request(scope, receive) if scope["type"] == "http" else None
        if request is None or not await run_in_threadpool(_applies, request):
            await self.app(scope, receive, send)
            return
        try:
            await self._once(request, scope, send)
        except (HTTPException, MalformedQuery, KeyReused, PlannerError) as error:
            await self.answer_error(request, error)(scope, receive, send)

    async def _once(self, request: Request, scope: Scope, send: Send) -> None:
        key = request.headers["idempotency-key"]
        if not (0 < len(key) <= MOST_KEY_CHARS and key.isprintable()):
            raise MalformedQuery("no key", field="header.Idempotency-Key")
        body = await request.body()
        name = _digest(credential_of(request), key)
        sealed = _digest(scope["path"], scope.get("query_string", b"").decode("latin-1"), body)
        planner = planner_of(request)
        before = await run_in_threadpool(
            begin_answer, planner.store, planner.clock, name, sealed, KEPT
        )
        if before is not None:
            await _repeat(before, sealed, send)
            return
        kept = _Kept(name, sealed)
        try:
            await self.app(scope, _replayed(body), kept.sending(send))
        except BaseException:
            await run_in_threadpool(drop_answer, planner.store, planner.clock, name)
            raise
        if kept.status >= 500 or holds_secret(request):
            await run_in_threadpool(drop_answer, planner.store, planner.clock, name)
        else:
            await run_in_threadpool(keep_answer, planner.store, planner.clock, kept.answer())


def show_secret(request: Request) -> None:
    """Say that the answer to this request shows a secret: it is kept nowhere."""
    request.state.shows_secret = True


def holds_secret(request: Request) -> bool:
    """Whether the answer shows a secret."""
    return bool(getattr(request.state, "shows_secret", False))


def _applies(request: Request) -> bool:
    """POST to the JSON interface with a key, by somebody who is signed in."""
    return (
        request.method == "POST"
        and "idempotency-key" in request.headers
        and is_for_programs(request)
        and member_of(request) is not None
    )


def _digest(*parts: str | bytes) -> str:
    sha = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        sha.update(f"{len(content)}:".encode() + content)
    return sha.hexdigest()


def _replayed(body: bytes) -> Receive:
    """The body once more; then silence, as a connection that stays open."""
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    return receive


class _Kept:
    """An answer as it goes out."""

    def __init__(self, name: str, sealed: str) -> None:
        self._name, self._sealed = name, sealed
        self.status = 500
        self._headers: list[tuple[str, str]] = []
        self._body = b""

    def sending(self, send: Send) -> Send:
        async def send_keeping(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.status = message["status"]
                self._headers = [
                    (name.decode("latin-1"), value.decode("latin-1"))
                    for name, value in message["headers"]
                    if name.lower() in KEPT_HEADERS
                ]
            elif message["type"] == "http.response.body":
                self._body += message.get("body", b"")
            await send(message)

        return send_keeping

    def answer(self) -> Answer:
        return Answer(
            key=self._name,
            request_digest=self._sealed,
            status=self.status,
            headers=json.dumps(self._headers),
            body=self._body,
        )


async def _repeat(answer: Answer, sealed: str, send: Send) -> None:
    """The same answer again; refused for another request, or while the first is under way."""
    if answer.request_digest != sealed or answer.status is None:
        raise KeyReused("the key was used for another request, or that one is under way")
    headers = [(n.encode("latin-1"), v.encode("latin-1")) for n, v in json.loads(answer.headers)]
    headers.append((b"idempotent-replayed", b"true"))
    headers.append((b"content-length", str(len(answer.body)).encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
