"""Requests of offices, in SQL."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from planner.documents import from_json
from planner.domain.cases import Case, CaseState
from planner.domain.errors import Conflict, StaleVersion
from planner.storage import run_rows, tables
from planner.storage.sql.base import SqlReading, SqlWriting


class SqlCasesReader(SqlReading):
    """Reads requests of offices."""

    def case(self, receipt: str) -> Case:
        """The request of a receipt number."""
        query = sa.select(tables.cases).where(tables.cases.c.receipt == receipt)
        return from_json(Case, self._one(query, "request", receipt)["document"])

    def cases(
        self,
        *,
        province_codes: Iterable[str],
        states: Iterable[CaseState] = (),
        after: str = "",
        limit: int = 100,
    ) -> tuple[Case, ...]:
        """Requests of these provinces in these states (none given: all) by receipt number."""
        table = tables.cases
        # Receipt numbers are digits and hyphens: bytes order them alike on every database.
        name = sa.collate(table.c.receipt, self._plain_order)
        query = sa.select(table).where(table.c.province_code.in_(list(province_codes)))
        wanted = [state.value for state in states]
        if wanted:
            query = query.where(table.c.state.in_(wanted))
        query = query.where(name > after).order_by(name).limit(limit)
        return tuple(from_json(Case, row["document"]) for row in self._rows(query))

    def count_cases(self, prefix: str) -> int:
        """How many receipt numbers begin like this."""
        table = tables.cases
        like = table.c.receipt.startswith(prefix, autoescape=True)
        query = sa.select(sa.func.count()).select_from(table).where(like)
        return int(self._connection.execute(query).scalar_one())

    @property
    def _plain_order(self) -> str:
        return "C" if self._connection.dialect.name == "postgresql" else "BINARY"


class SqlCasesWriter(SqlCasesReader, SqlWriting):
    """Changes requests of offices."""

    def add_case(self, case: Case) -> None:
        """Add a request; raises `Conflict` when its receipt number is taken."""
        try:
            with self._connection.begin_nested():
                self._insert(tables.cases, run_rows.case_columns(case))
        except IntegrityError as error:
            raise Conflict("the receipt number is taken", receipt=case.receipt) from error

    def change_case(self, case: Case) -> None:
        """Replace a request; raises `StaleVersion` when its version does not follow the last."""
        table = tables.cases
        changed = self._change(
            sa.update(table)
            .where(table.c.receipt == case.receipt, table.c.version == case.version - 1)
            .values(**run_rows.case_columns(case))
        )
        if changed != 1:
            raise StaleVersion("the request went on since", receipt=case.receipt)

    def _receipts(self, province_code: str) -> frozenset[str]:
        table = tables.cases
        query = sa.select(table.c.receipt).where(table.c.province_code == province_code)
        return frozenset(row["receipt"] for row in self._rows(query))
