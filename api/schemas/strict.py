"""Bodies that callers send: nothing in them but what is named, each shown by a whole example."""

from typing import Any

from pydantic import ConfigDict


def strict(*more: dict[str, Any], **example: Any) -> ConfigDict:
    """Refuses unknown fields; `example` is one whole body, `more` are others."""
    shown = [example, *more] if example or not more else list(more)
    return ConfigDict(extra="forbid", json_schema_extra={"examples": shown})
