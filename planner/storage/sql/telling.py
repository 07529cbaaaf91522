"""Villages that were told, and letterheads, in SQL."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from planner.documents import from_json
from planner.domain.errors import Conflict
from planner.domain.letterheads import Letterhead
from planner.domain.telling import Telling
from planner.storage import tables
from planner.storage.rows import text_of
from planner.storage.sql.base import SqlReading, SqlWriting


class SqlTellingReader(SqlReading):
    """Reads what villages were told."""

    def tellings(self, province_code: str, *, since: date) -> tuple[Telling, ...]:
        """Records of visits on or after a day, by their number."""
        table = tables.tellings
        query = (
            sa.select(table)
            .where(table.c.province_code == province_code, table.c.date >= since)
            .order_by(table.c.number)
        )
        return tuple(from_json(Telling, row["document"]) for row in self._rows(query))

    def last_telling(self, province_code: str) -> int:
        """The number of a province's newest record, 0 while there is none."""
        table = tables.tellings
        own = table.c.province_code == province_code
        row = self._first(sa.select(sa.func.max(table.c.number).label("last")).where(own))
        return 0 if row is None or row["last"] is None else int(row["last"])

    def letterhead(self, province_code: str) -> Letterhead | None:
        """What stands on a province's letters, None while nobody said."""
        table = tables.letterheads
        row = self._first(sa.select(table).where(table.c.province_code == province_code))
        return None if row is None else from_json(Letterhead, row["document"])


class SqlTellingWriter(SqlTellingReader, SqlWriting):
    """Records what villages were told."""

    def add_telling(self, telling: Telling) -> None:
        """Add a record; raises `Conflict` when its number is taken."""
        row = {
            "province_code": telling.province_code,
            "number": telling.number,
            "village_code": telling.notice.village_code,
            "date": telling.notice.date,
            "document": text_of(telling),
        }
        try:
            with self._connection.begin_nested():
                self._insert(tables.tellings, row)
        except IntegrityError as error:
            raise Conflict("somebody else told villages just now") from error

    def put_letterhead(self, letterhead: Letterhead) -> None:
        """Set what stands on a province's letters."""
        table, code = tables.letterheads, letterhead.province_code
        self._change(sa.delete(table).where(table.c.province_code == code))
        self._insert(table, {"province_code": code, "document": text_of(letterhead)})
