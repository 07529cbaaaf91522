"""What a store knows about hooks."""

from typing import Protocol

from planner.domain.hooks import Hook


class HooksReader(Protocol):
    """Reads hooks."""

    def hook(self, hook_id: str) -> Hook:
        """The hook of an id; raises `NotFound`."""
        ...

    def hooks(self, province_code: str | None = None) -> tuple[Hook, ...]:
        """Hooks of a province, of all without one, oldest first."""
        ...


class HooksWriter(HooksReader, Protocol):
    """Changes hooks."""

    def put_hook(self, hook: Hook) -> None:
        """Add a hook, or replace the one with the same id."""
        ...

    def note_hook(self, hook: Hook) -> None:
        """Keep how far a hook was told; needs no audit entry. One that is gone stays gone."""
        ...

    def drop_hook(self, hook_id: str) -> None:
        """Remove a hook."""
        ...
