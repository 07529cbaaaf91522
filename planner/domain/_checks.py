"""Collects the faults of one object, then raises them together."""

import math
from collections.abc import Iterable

from planner.domain.errors import Fault, InvalidDocument


class Faults:
    """Gathers faults; `raise_any` raises `InvalidDocument` when there is one."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.found: list[Fault] = []

    def add(self, field: str, code: str, value: object = "") -> None:
        """Note one fault."""
        self.found.append(Fault(field=field, code=code, value=str(value)[:80]))

    def need(self, good: bool, field: str, code: str, value: object = "") -> None:
        """Note a fault unless `good`."""
        if not good:
            self.add(field, code, value)

    def text(self, field: str, value: str) -> None:
        """A text that must not be empty or carry control characters."""
        self.need(bool(value.strip()), field, "empty", value)
        self.need(all(ch.isprintable() for ch in value), field, "control_character", repr(value))

    def between(self, field: str, value: float, low: float, high: float) -> None:
        """A finite number in low..high."""
        self.need(
            math.isfinite(value) and low <= value <= high,
            field, f"outside_{low:g}_to_{high:g}", value,
        )  # fmt: skip

    def unique(self, field: str, values: Iterable[object]) -> None:
        """No value twice in a list; the later one is named."""
        self.unique_among((f"{field}[{i}]", value) for i, value in enumerate(values))

    def unique_among(self, named: Iterable[tuple[str, object]]) -> None:
        """No value twice among (field, value) pairs of several lists."""
        seen: set[object] = set()
        for field, value in named:
            self.need(value not in seen, field, "duplicate", value)
            seen.add(value)

    def raise_any(self) -> None:
        """Raise what was gathered, if anything was."""
        if self.found:
            raise InvalidDocument(self.what, tuple(self.found))
