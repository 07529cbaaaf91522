"""What changed from one state of a thing to the next, in facts that an audit entry can hold."""

import json
from collections.abc import Mapping
from typing import Any

PERSONAL = frozenset({"contact", "contacts"})
"""Fields that hold telephone numbers: the log says that they changed, never what they were."""
MOST_CHARS = 300
NOTHING = "–"


def told_changes(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> dict[str, str]:
    """`field_<name>`: "old → new" of every field that differs; of a new or lost thing all set ones.

    Both are a thing as plain data. Long values are cut, personal ones are not told.
    """
    old, new = before or {}, after or {}
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return {f"field_{name}": _told(name, old.get(name), new.get(name)) for name in names}


def _told(name: str, old: Any, new: Any) -> str:
    if name in PERSONAL:
        return "***"
    return f"{_shown(old)} → {_shown(new)}"


def _shown(value: Any) -> str:
    if value is None or value in ("", [], ()):
        return NOTHING
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= MOST_CHARS else text[: MOST_CHARS - 1] + "…"
