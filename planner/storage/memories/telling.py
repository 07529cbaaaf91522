"""Villages that were told, and letterheads, in memory."""

from datetime import date

from planner.domain.errors import Conflict
from planner.domain.letterheads import Letterhead
from planner.domain.telling import Telling
from planner.storage.memories.base import MemoryReading, MemoryWriting


class MemoryTellingReader(MemoryReading):
    """Reads what villages were told."""

    def tellings(self, province_code: str, *, since: date) -> tuple[Telling, ...]:
        return tuple(
            record
            for (code, _), record in sorted(self.tables.tellings.items())
            if code == province_code and record.notice.date >= since
        )

    def last_telling(self, province_code: str) -> int:
        numbers = (number for code, number in self.tables.tellings if code == province_code)
        return max(numbers, default=0)

    def letterhead(self, province_code: str) -> Letterhead | None:
        return self.tables.letterheads.get(province_code)


class MemoryTellingWriter(MemoryTellingReader, MemoryWriting):
    """Records what villages were told."""

    def add_telling(self, telling: Telling) -> None:
        self._changed = True
        name = (telling.province_code, telling.number)
        if name in self.tables.tellings:
            raise Conflict("somebody else told villages just now")
        self.tables.tellings[name] = telling

    def put_letterhead(self, letterhead: Letterhead) -> None:
        self._changed = True
        self.tables.letterheads[letterhead.province_code] = letterhead
