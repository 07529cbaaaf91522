"""A form that is sent twice is done once: it carries a key, as `Idempotency-Key` for programs."""

import hashlib
import secrets
import time
from collections.abc import Callable
from datetime import timedelta

from planner.bootstrap import App
from planner.domain.answers import Answer
from planner.usecases.answers import begin_answer, drop_answer, keep_answer

KEPT = timedelta(hours=24)
LONGEST_WAIT_S = 10.0
STEP_S = 0.1
SEE_OTHER = 303


def form_key() -> str:
    """A key for a form that is about to be shown."""
    return secrets.token_urlsafe(16)


def done_once(planner: App, login: str, key: str, content: object, do: Callable[[], str]) -> str:
    """The address that `do` answers with; the same again for the same form with the same content.

    A second click waits for the first; should that take too long, the answer is empty.
    """
    if not key:
        return do()
    name = hashlib.sha256(repr((login, key, content)).encode()).hexdigest()
    deadline = time.monotonic() + LONGEST_WAIT_S
    while (known := begin_answer(planner.store, planner.clock, name, name, KEPT)) is not None:
        if known.status is not None:
            return known.body.decode()
        if time.monotonic() > deadline:
            return ""
        time.sleep(STEP_S)
    try:
        address = do()
    except BaseException:
        drop_answer(planner.store, planner.clock, name)
        raise
    answer = Answer(key=name, request_digest=name, status=SEE_OTHER, body=address.encode())
    keep_answer(planner.store, planner.clock, answer)
    return address
