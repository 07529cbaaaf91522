"""Bodies that callers send: nothing in them but what is named, each shown by a whole example."""

from typing import Any

from pydantic import ConfigDict
from pydantic.config import JsonDict


def strict(*more: dict[str, Any], **example: Any) -> ConfigDict:
    """Refuses unknown fields; `example` is one whole body, `more` are others."""
    shown: JsonDict = {"examples": [*([example] if example else []), *more]}
    return ConfigDict(extra="forbid", json_schema_extra=shown)
