"""What happened at visits, in SQL."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from planner.documents import from_json
from planner.domain.errors import Conflict
from planner.domain.recording import RecordedVisit
from planner.storage import tables
from planner.storage.rows import text_of
from planner.storage.sql.base import SqlReading, SqlWriting


class SqlRecordingReader(SqlReading):
    """Reads what happened at visits."""

    def recorded_visit(self, province_code: str, key: str) -> RecordedVisit | None:
        """The newest version under a key, None when nobody told it."""
        return next(reversed(self.recorded_versions(province_code, key)), None)

    def recorded_versions(self, province_code: str, key: str) -> tuple[RecordedVisit, ...]:
        """Every version under a key, oldest first."""
        table = tables.recorded_visits
        same = sa.and_(table.c.province_code == province_code, table.c.key == key)
        rows = self._rows(sa.select(table).where(same).order_by(table.c.version))
        return tuple(from_json(RecordedVisit, row["document"]) for row in rows)

    def recorded_visits(
        self,
        province_code: str,
        *,
        village_code: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> tuple[RecordedVisit, ...]:
        """The newest version of each visit of a province, by date and key."""
        table = tables.recorded_visits
        own = table.c.province_code == province_code
        newest = (
            sa.select(table.c.key, sa.func.max(table.c.version).label("version"))
            .where(own)
            .group_by(table.c.key)
            .subquery()
        )
        joined = sa.and_(table.c.key == newest.c.key, table.c.version == newest.c.version)
        query = sa.select(table).join(newest, joined).where(own)
        if village_code is not None:
            query = query.where(table.c.village_code == village_code)
        if since is not None:
            query = query.where(table.c.date >= since)
        if until is not None:
            query = query.where(table.c.date <= until)
        told = (from_json(RecordedVisit, row["document"]) for row in self._rows(query))
        return tuple(sorted(told, key=lambda visit: (visit.said.date, visit.said.key)))


class SqlRecordingWriter(SqlRecordingReader, SqlWriting):
    """Records what happened at visits."""

    def add_recorded_visit(self, report: RecordedVisit) -> None:
        """Add a version of a visit; raises `Conflict` when it is there already."""
        row = {
            "province_code": report.said.province_code,
            "key": report.said.key,
            "version": report.version,
            "village_code": report.said.village_code,
            "date": report.said.date,
            "document": text_of(report),
        }
        try:
            with self._connection.begin_nested():
                self._insert(tables.recorded_visits, row)
        except IntegrityError as error:
            raise Conflict("this visit was told already", key=report.said.key) from error

    def forget_visit(
        self, province_code: str, village_code: str, service_code: str, when: date
    ) -> None:
        """Take a visit out of a province's history, if it is there."""
        visits = tables.visit_records
        self._change(
            sa.delete(visits).where(
                visits.c.province_code == province_code,
                visits.c.village_code == village_code,
                visits.c.service_code == service_code,
                visits.c.date == when,
            )
        )

    def set_need(
        self, province_code: str, village_code: str, service_code: str, people: int
    ) -> None:
        """Set how many people of a village need a service."""
        demands = tables.demands
        own = demands.c.province_code == province_code
        row = sa.and_(
            own,
            demands.c.village_code == village_code,
            demands.c.service_code == service_code,
        )
        if self._change(sa.update(demands).where(row).values(people=people)) or not people:
            return
        newest = self._first(sa.select(sa.func.max(demands.c.position).label("last")).where(own))
        last = -1 if newest is None or newest["last"] is None else int(newest["last"])
        self._insert(
            demands,
            {
                "province_code": province_code,
                "village_code": village_code,
                "service_code": service_code,
                "position": last + 1,
                "people": people,
            },
        )
