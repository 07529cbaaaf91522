"""Nationwide runs, weekly drafts and duties done, in memory."""

from collections.abc import Iterable
from datetime import datetime

from geodata.places import Location
from planner.domain.errors import Conflict
from planner.domain.national import NationalPart, NationalRun
from planner.domain.runs import CLOSED_STATES, RunState
from planner.domain.weekly import Tick, WeeklyDraft
from planner.storage.memories.base import MemoryReading, MemoryWriting, found


class MemoryNationalReader(MemoryReading):
    """Reads nationwide runs and what is due each week."""

    def national(self, national_id: str) -> NationalRun:
        return found(self.tables.nationals, national_id, "run")

    def national_runs(
        self, *, states: Iterable[RunState] = (), limit: int = 100
    ) -> tuple[NationalRun, ...]:
        wanted = frozenset(states) or frozenset(RunState)
        chosen = [wish for wish in self.tables.nationals.values() if wish.state in wanted]
        chosen.sort(key=lambda wish: (wish.created_at, wish.id), reverse=True)
        return tuple(chosen[:limit])

    def national_parts(self, national_id: str) -> tuple[NationalPart, ...]:
        newest = {
            code: NationalPart(province_code=code, tries=number, run=self.tables.runs.get(run_id))
            for (wish, code, number), run_id in sorted(self.tables.parts.items())
            if wish == national_id
        }
        return tuple(newest.values())

    def village_points(self, province_code: str) -> tuple[Location, ...]:
        data = self.tables.provinces.get(province_code)
        villages = () if data is None else sorted(data.villages, key=lambda v: v.code)
        return tuple(v.location for v in villages if v.location is not None)

    def weekly_drafts(self) -> tuple[WeeklyDraft, ...]:
        return tuple(setting for _, setting in sorted(self.tables.weekly.items()))

    def last_tick(self, name: str) -> Tick | None:
        own = [tick for tick in self.tables.ticks.values() if tick.name == name]
        return max(own, key=lambda tick: tick.due_at, default=None)


class MemoryNationalWriter(MemoryNationalReader, MemoryWriting):
    """Changes nationwide runs and what is due each week."""

    def add_national(self, wish: NationalRun) -> None:
        self._changed = True
        self.tables.nationals[wish.id] = wish

    def change_national(self, wish: NationalRun) -> None:
        self._changed = True
        self.tables.nationals[wish.id] = wish

    def add_national_part(
        self, national_id: str, province_code: str, number: int, run_id: str
    ) -> None:
        self._changed = True
        self.tables.parts[national_id, province_code, number] = run_id

    def drop_fruitless_nationals(self, *, before: datetime) -> int:
        old = {
            wish.id
            for wish in self.tables.nationals.values()
            if wish.state in CLOSED_STATES - {RunState.SUCCESSFUL} and wish.updated_at < before
        }
        self._changed = self._changed or bool(old)
        for key in [key for key in self.tables.parts if key[0] in old]:
            del self.tables.parts[key]
        for national_id in old:
            del self.tables.nationals[national_id]
        return len(old)

    def put_weekly_draft(self, setting: WeeklyDraft) -> None:
        self._changed = True
        self.tables.weekly[setting.province_code] = setting

    def add_tick(self, tick: Tick) -> None:
        self._changed = True
        if (tick.name, tick.due_at) in self.tables.ticks:
            raise Conflict("that is done already", thing=tick.name)
        self.tables.ticks[tick.name, tick.due_at] = tick
