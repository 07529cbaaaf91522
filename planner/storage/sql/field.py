"""Reports of field teams, in SQL."""

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from planner.documents import from_json
from planner.domain.errors import StaleVersion
from planner.domain.field import FieldDecision, KeptReport
from planner.ports.field import MissedVisit
from planner.storage import tables
from planner.storage.rows import text_of
from planner.storage.sql.base import SqlReading, SqlWriting


class SqlFieldReader(SqlReading):
    """Reads reports of field teams and what people decided of them."""

    def field_reports(
        self,
        province_code: str,
        *,
        since: date | None = None,
        until: date | None = None,
        unit_code: str | None = None,
    ) -> tuple[KeptReport, ...]:
        """Reports on visits of these days (both count), by when they came, number and digest."""
        table = tables.field_reports
        query = sa.select(table.c.document).where(_about(province_code, since, until))
        if unit_code is not None:
            query = query.where(table.c.unit_code == unit_code)
        found = [from_json(KeptReport, row["document"]) for row in self._rows(query)]
        return tuple(sorted(found, key=lambda report: (report.received_at, *report.key)))

    def field_decisions(
        self, province_code: str, *, since: date | None = None, until: date | None = None
    ) -> tuple[FieldDecision, ...]:
        """Decisions on reports on visits of these days, in order."""
        decided, reports = tables.field_decisions, tables.field_reports
        same = sa.and_(reports.c.id == decided.c.report_id, reports.c.digest == decided.c.digest)
        query = (
            sa.select(decided.c.document)
            .join(reports, same)
            .where(_about(province_code, since, until))
        )
        found = [from_json(FieldDecision, row["document"]) for row in self._rows(query)]
        return tuple(sorted(found, key=lambda one: (one.key, one.number)))

    def missed_visits(self, province_code: str) -> frozenset[MissedVisit]:
        """Announced visits that did not happen."""
        table = tables.missed_visits
        query = sa.select(table).where(table.c.province_code == province_code)
        return frozenset(
            (row["village_code"], row["service_code"], row["date"], row["unit_code"])
            for row in self._rows(query)
        )


class SqlFieldWriter(SqlFieldReader, SqlWriting):
    """Keeps reports of field teams."""

    def add_field_report(self, report: KeptReport) -> bool:
        """Keep a report; False, and nothing changes, when the same one is there already."""
        table = tables.field_reports
        same = sa.and_(table.c.id == report.said.id, table.c.digest == report.digest)
        if self._first(sa.select(table.c.id).where(same)) is not None:
            return False
        self._insert(
            table,
            {
                "id": report.said.id,
                "digest": report.digest,
                "province_code": report.province_code,
                "on_date": report.said.on_date,
                "unit_code": report.said.unit_code,
                "received_at": report.received_at,
                "document": text_of(report),
            },
        )
        return True

    def add_field_decision(self, decision: FieldDecision) -> None:
        """Keep a decision; raises `StaleVersion` when its number is taken."""
        columns = {
            "report_id": decision.report_id,
            "digest": decision.digest,
            "number": decision.number,
            "province_code": decision.province_code,
            "document": text_of(decision),
        }
        try:
            with self._connection.begin_nested():
                self._insert(tables.field_decisions, columns)
        except IntegrityError as error:
            told = "somebody decided this meanwhile"
            raise StaleVersion(told, report=decision.report_id) from error

    def mark_missed(
        self, province_code: str, visits: Iterable[MissedVisit], *, missed: bool
    ) -> None:
        """Say of announced visits that they did not happen, or that they did after all."""
        table = tables.missed_visits
        names = ("village_code", "service_code", "date", "unit_code")
        for visit in sorted(set(visits)):
            columns = {"province_code": province_code, **dict(zip(names, visit, strict=True))}
            same = sa.and_(*(table.c[name] == value for name, value in columns.items()))
            self._change(sa.delete(table).where(same))
            if missed:
                self._insert(table, columns)


def _about(province_code: str, since: date | None, until: date | None) -> sa.ColumnElement[bool]:
    table = tables.field_reports
    wanted = [table.c.province_code == province_code]
    if since is not None:
        wanted.append(table.c.on_date >= since)
    if until is not None:
        wanted.append(table.c.on_date <= until)
    return sa.and_(*wanted)
