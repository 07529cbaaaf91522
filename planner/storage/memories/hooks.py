"""Hooks, in memory."""

from planner.domain.hooks import Hook
from planner.storage.memories.base import MemoryReading, MemoryWriting, found


class MemoryHooksReader(MemoryReading):
    """Reads hooks."""

    def hook(self, hook_id: str) -> Hook:
        return found(self.tables.hooks, hook_id, "hook")

    def hooks(self, province_code: str | None = None) -> tuple[Hook, ...]:
        mine = [h for h in self.tables.hooks.values() if province_code in (None, h.province_code)]
        return tuple(sorted(mine, key=lambda hook: (hook.created_at, hook.id)))


class MemoryHooksWriter(MemoryHooksReader, MemoryWriting):
    """Changes hooks."""

    def put_hook(self, hook: Hook) -> None:
        self._changed = True
        self.tables.hooks[hook.id] = hook

    def note_hook(self, hook: Hook) -> None:
        if hook.id in self.tables.hooks:
            self.tables.hooks[hook.id] = hook

    def drop_hook(self, hook_id: str) -> None:
        self._changed = True
        self.tables.hooks.pop(hook_id, None)
