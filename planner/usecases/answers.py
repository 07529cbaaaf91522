"""Answers kept for a while, so that a request that is sent twice is done once."""

from datetime import timedelta

from planner.domain.answers import Answer
from planner.ports import Clock, Store


def begin_answer(
    store: Store, clock: Clock, key: str, request_digest: str, keep: timedelta
) -> Answer | None:
    """Claim a key; the answer that stands there already, None when it is this caller's now."""
    now = clock.now()
    with store.writing(actor="system", at=now) as writer:
        writer.drop_answers(before=now - keep)
        known = writer.answer(key)
        if known is None:
            writer.put_answer(Answer(key=key, request_digest=request_digest))
    return known


def keep_answer(store: Store, clock: Clock, answer: Answer) -> None:
    """Keep what was answered."""
    with store.writing(actor="system", at=clock.now()) as writer:
        writer.put_answer(answer)


def drop_answer(store: Store, clock: Clock, key: str) -> None:
    """Let go of a key whose request failed: it may be tried again."""
    with store.writing(actor="system", at=clock.now()) as writer:
        writer.drop_answer(key)
