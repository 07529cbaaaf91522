"""Provinces with their history, in SQL."""

from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from planner.documents import digest, from_json
from planner.domain.cases import CaseState
from planner.domain.demand import VisitRecord
from planner.domain.policy import Policy
from planner.domain.province import ProvinceData, ProvinceVersion
from planner.storage import run_rows, tables
from planner.storage.history import (
    demand_left,
    merged_history,
    with_requests,
    without_announced,
    without_cases,
)
from planner.storage.rows import NOUNS, text_of, to_visit, visit_columns
from planner.storage.sql.cases import SqlCasesReader, SqlCasesWriter
from planner.storage.sql.plans import SqlPlansReader

MOST_CASES = 1_000_000


class SqlProvincesReader(SqlPlansReader, SqlCasesReader):
    """Reads provinces with their history."""

    def provinces(self) -> tuple[ProvinceVersion, ...]:
        """The newest version of every province, by code."""
        newest: dict[str, ProvinceVersion] = {}
        table = tables.province_versions
        for row in self._rows(sa.select(table).order_by(table.c.code, table.c.version)):
            newest[row["code"]] = run_rows.to_province_version(row)
        return tuple(newest.values())

    def province_versions(self, province_code: str) -> tuple[ProvinceVersion, ...]:
        """Every import of a province, oldest first."""
        table = tables.province_versions
        query = sa.select(table).where(table.c.code == province_code).order_by(table.c.version)
        return tuple(run_rows.to_province_version(row) for row in self._rows(query))

    def province(self, province_code: str) -> ProvinceData:
        """A province's data as planned with now."""
        table = tables.province_versions
        query = (
            sa.select(table)
            .where(table.c.code == province_code)
            .order_by(table.c.version.desc())
            .limit(1)
        )
        newest = self._one(query, "province", province_code)
        fields: dict[str, Any] = {}
        for noun in NOUNS:
            columns = noun.table.c
            rows = self._rows(
                sa.select(noun.table)
                .where(columns.province_code == province_code)
                .order_by(columns.position)
            )
            fields[noun.field] = tuple(noun.from_row(row) for row in rows)
        visits = self._visits(province_code)
        data = ProvinceData(
            province_code=province_code,
            name_th=newest["name_th"],
            name_en=newest["name_en"],
            policy=from_json(Policy, newest["policy"]),
            history=tuple(visit for version, visit in visits if version == newest["version"]),
            **fields,
        )
        announced = [v for group in self.published_visits(province_code).values() for v in group]
        recorded = (*announced, *(visit for _, visit in visits))
        accepted = self.cases(
            province_codes=(province_code,), states=(CaseState.ACCEPTED,), limit=MOST_CASES
        )
        return with_requests(replace(data, history=merged_history(data, recorded)), accepted)

    def _visits(self, province_code: str) -> list[tuple[int, VisitRecord]]:
        table = tables.visit_records
        query = (
            sa.select(table)
            .where(table.c.province_code == province_code)
            .order_by(table.c.version, table.c.position)
        )
        return [(row["version"], to_visit(row)) for row in self._rows(query)]


class SqlProvincesWriter(SqlProvincesReader, SqlCasesWriter):
    """Changes provinces with their history."""

    def put_province(self, data: ProvinceData, *, geography: str = "") -> ProvinceVersion:
        """Replace all of a province's data, but keep the visits recorded before."""
        data = without_announced(data, self.published_visits(data.province_code).values())
        data = without_cases(data, self._receipts(data.province_code))
        versions = self.province_versions(data.province_code)
        version = ProvinceVersion(
            code=data.province_code,
            name_th=data.name_th,
            name_en=data.name_en,
            version=len(versions) + 1,
            imported_at=self._at,
            imported_by=self._actor,
            data_digest=digest(data),
            geography=geography,
        )
        self._insert(
            tables.province_versions,
            {
                "code": version.code,
                "version": version.version,
                "name_th": version.name_th,
                "name_en": version.name_en,
                "imported_at": version.imported_at,
                "imported_by": version.imported_by,
                "data_digest": version.data_digest,
                "geography": version.geography,
                "policy": text_of(data.policy),
            },
        )
        self._replace_nouns(data)
        self._add_visits(data, version.version)
        return version

    def _replace_nouns(self, data: ProvinceData) -> None:
        for noun in reversed(NOUNS):
            table = noun.table
            self._change(sa.delete(table).where(table.c.province_code == data.province_code))
        for noun in NOUNS:
            rows = [
                {"province_code": data.province_code, "position": i, **noun.to_columns(thing)}
                for i, thing in enumerate(getattr(data, noun.field))
            ]
            if rows:
                self._insert(noun.table, *rows)

    def _add_visits(self, data: ProvinceData, version: int) -> None:
        """A visit that an earlier import told of is told by this one from now on."""
        table = tables.visit_records
        rows = [
            {
                "province_code": data.province_code,
                "version": version,
                "position": i,
                **visit_columns(record),
            }
            for i, record in enumerate(data.history)
        ]
        if not rows:
            return
        self._insert(table, *rows)
        again = table.alias("again")
        self._change(
            sa.delete(table).where(
                table.c.province_code == data.province_code,
                table.c.version < version,
                sa.exists().where(
                    again.c.province_code == table.c.province_code,
                    again.c.village_code == table.c.village_code,
                    again.c.service_code == table.c.service_code,
                    again.c.date == table.c.date,
                    again.c.version == version,
                ),
            )
        )

    def record_visit(self, province_code: str, record: VisitRecord) -> None:
        """Add a visit to a province's history, or replace the one of that row and date."""
        visits, demands = tables.visit_records, tables.demands
        version = self.province_versions(province_code)[-1].version
        own = sa.and_(visits.c.province_code == province_code, visits.c.version == version)
        same = sa.and_(
            own,
            visits.c.village_code == record.village_code,
            visits.c.service_code == record.service_code,
            visits.c.date == record.date,
        )
        before = self._first(sa.select(visits).where(same))
        self._change(sa.delete(visits).where(same))
        newest = self._first(sa.select(sa.func.max(visits.c.position).label("last")).where(own))
        last = -1 if newest is None or newest["last"] is None else int(newest["last"])
        key = {"province_code": province_code, "version": version, "position": last + 1}
        self._insert(visits, {**key, **visit_columns(record)})
        row = sa.and_(
            demands.c.province_code == province_code,
            demands.c.village_code == record.village_code,
            demands.c.service_code == record.service_code,
        )
        needed = self._first(sa.select(demands.c.people).where(row))
        if needed is not None:
            earlier = None if before is None else to_visit(before)
            left = demand_left(needed["people"], earlier, record)
            self._change(sa.update(demands).where(row).values(people=left))
