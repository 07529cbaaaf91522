"""Nationwide runs, weekly drafts and duties done, in SQL."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from geodata.places import Location
from planner.documents import from_json
from planner.domain.errors import Conflict
from planner.domain.national import NationalPart, NationalRun
from planner.domain.runs import CLOSED_STATES, Run, RunState
from planner.domain.weekly import Tick, WeeklyDraft
from planner.storage import tables
from planner.storage.rows import text_of
from planner.storage.run_rows import to_run
from planner.storage.sql.base import SqlReading, SqlWriting


class SqlNationalReader(SqlReading):
    """Reads nationwide runs and what is due each week."""

    def national(self, national_id: str) -> NationalRun:
        """A nationwide run as it stands."""
        table = tables.national_runs
        row = self._one(sa.select(table).where(table.c.id == national_id), "run", national_id)
        return from_json(NationalRun, row["document"])

    def national_runs(
        self, *, states: Iterable[RunState] = (), limit: int = 100
    ) -> tuple[NationalRun, ...]:
        """Nationwide runs in these states (none given: all), newest first."""
        table = tables.national_runs
        query = sa.select(table).order_by(table.c.created_at.desc(), table.c.id.desc())
        wanted = [state.value for state in states]
        if wanted:
            query = query.where(table.c.state.in_(wanted))
        return tuple(
            from_json(NationalRun, row["document"]) for row in self._rows(query.limit(limit))
        )

    def national_parts(self, national_id: str) -> tuple[NationalPart, ...]:
        """Every province of a nationwide run, by code, with its newest run."""
        parts, runs = tables.national_parts, tables.runs
        query = (
            sa.select(parts.c.province_code, parts.c.number, runs)
            .select_from(parts.outerjoin(runs, runs.c.id == parts.c.run_id))
            .where(parts.c.national_id == national_id)
            .order_by(parts.c.province_code, parts.c.number)
        )
        newest: dict[str, NationalPart] = {}
        for row in self._connection.execute(query):
            code, number, *values = row
            columns: Any = dict(zip(runs.columns.keys(), values, strict=True))
            run: Run | None = None if columns["id"] is None else to_run(columns)
            newest[code] = NationalPart(province_code=code, tries=number, run=run)
        return tuple(newest.values())

    def village_points(self, province_code: str) -> tuple[Location, ...]:
        """Where the villages of a province are, those that somebody knows."""
        table = tables.villages
        query = sa.select(table.c.lon, table.c.lat).where(
            table.c.province_code == province_code, table.c.lon.is_not(None)
        )
        rows = self._rows(query.order_by(table.c.code))
        return tuple(Location(lon=row["lon"], lat=row["lat"]) for row in rows)

    def weekly_drafts(self) -> tuple[WeeklyDraft, ...]:
        """Every province's setting of its weekly draft, by code; of some nobody has set one."""
        table = tables.weekly_drafts
        rows = self._rows(sa.select(table).order_by(table.c.province_code))
        return tuple(from_json(WeeklyDraft, row["document"]) for row in rows)

    def last_tick(self, name: str) -> Tick | None:
        """The newest duty done of a name."""
        table = tables.ticks
        query = sa.select(table).where(table.c.name == name).order_by(table.c.due_at.desc())
        row = self._first(query.limit(1))
        return None if row is None else Tick(**row)


class SqlNationalWriter(SqlNationalReader, SqlWriting):
    """Changes nationwide runs and what is due each week."""

    def add_national(self, wish: NationalRun) -> None:
        """Add a nationwide run, without its parts."""
        self._insert(
            tables.national_runs,
            {"id": wish.id, "created_at": wish.created_at, **_changing(wish)},
        )

    def change_national(self, wish: NationalRun) -> None:
        """Replace a nationwide run."""
        table = tables.national_runs
        self._change(sa.update(table).where(table.c.id == wish.id).values(**_changing(wish)))

    def add_national_part(
        self, national_id: str, province_code: str, number: int, run_id: str
    ) -> None:
        """Add the run of a province's try; `number` counts from 1."""
        key = {"national_id": national_id, "province_code": province_code}
        self._insert(tables.national_parts, {**key, "number": number, "run_id": run_id})

    def drop_fruitless_nationals(self, *, before: datetime) -> int:
        """Remove nationwide runs without any plan that ended before a moment; how many."""
        wishes, parts = tables.national_runs, tables.national_parts
        fruitless = {s.value for s in CLOSED_STATES - {RunState.SUCCESSFUL}}
        old = sa.and_(wishes.c.state.in_(fruitless), wishes.c.updated_at < before)
        names = [row["id"] for row in self._rows(sa.select(wishes.c.id).where(old))]
        if not names:
            return 0
        self._change(sa.delete(parts).where(parts.c.national_id.in_(names)))
        return self._change(sa.delete(wishes).where(wishes.c.id.in_(names)))

    def put_weekly_draft(self, setting: WeeklyDraft) -> None:
        """Keep a province's setting in place of the one before."""
        table, code = tables.weekly_drafts, setting.province_code
        self._change(sa.delete(table).where(table.c.province_code == code))
        self._insert(table, {"province_code": code, "document": text_of(setting)})

    def add_tick(self, tick: Tick) -> None:
        """Note a duty done; raises `Conflict` when it was done for that moment."""
        try:
            with self._connection.begin_nested():
                self._insert(
                    tables.ticks,
                    {
                        "name": tick.name,
                        "due_at": tick.due_at,
                        "done_at": tick.done_at,
                        "run_id": tick.run_id,
                    },
                )
        except IntegrityError as error:
            raise Conflict("that is done already", thing=tick.name) from error


def _changing(wish: NationalRun) -> dict[str, Any]:
    return {
        "updated_at": wish.updated_at,
        "state": wish.state.value,
        "document": text_of(wish),
    }
