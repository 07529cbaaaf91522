"""Nationwide runs, weekly drafts and duties done."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from geodata.places import Location
from planner.domain.national import NationalPart, NationalRun
from planner.domain.runs import RunState
from planner.domain.weekly import Tick, WeeklyDraft


class NationalReader(Protocol):
    """What the store knows of nationwide runs and of what is due each week."""

    def national(self, national_id: str) -> NationalRun:
        """A nationwide run as it stands."""
        ...

    def national_runs(
        self, *, states: Iterable[RunState] = (), limit: int = 100
    ) -> tuple[NationalRun, ...]:
        """Nationwide runs in these states (none given: all), newest first."""
        ...

    def national_parts(self, national_id: str) -> tuple[NationalPart, ...]:
        """Every province of a nationwide run, by code, with its newest run."""
        ...

    def village_points(self, province_code: str) -> tuple[Location, ...]:
        """Where the villages of a province are, those that somebody knows."""
        ...

    def weekly_drafts(self) -> tuple[WeeklyDraft, ...]:
        """Every setting of a weekly draft, by province; of some nobody has set one."""
        ...

    def last_tick(self, name: str) -> Tick | None:
        """The newest duty done of a name."""
        ...


class NationalWriter(NationalReader, Protocol):
    """Changes of nationwide runs and of what is due each week."""

    def add_national(self, wish: NationalRun) -> None:
        """Add a nationwide run, without its parts."""
        ...

    def change_national(self, wish: NationalRun) -> None:
        """Replace a nationwide run."""
        ...

    def add_national_part(
        self, national_id: str, province_code: str, number: int, run_id: str
    ) -> None:
        """Add the run of a province's try; `number` counts from 1."""
        ...

    def drop_fruitless_nationals(self, *, before: datetime) -> int:
        """Remove nationwide runs without any plan that ended before a moment; how many."""
        ...

    def put_weekly_draft(self, setting: WeeklyDraft) -> None:
        """Keep a province's setting in place of the one before."""
        ...

    def add_tick(self, tick: Tick) -> None:
        """Note a duty done; raises `Conflict` when it was done for that moment."""
        ...
