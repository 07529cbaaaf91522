"""An answer that was given to a request with a key of its own, to be given again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`key` names who asked with which key; `status` None: the request is still under way.

    `headers` is a JSON list of name and value.
    """

    key: str
    request_digest: str
    status: int | None = None
    headers: str = "[]"
    body: bytes = b""
