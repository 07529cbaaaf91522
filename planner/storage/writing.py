"""SqlWriter: one transaction that changes the store."""

from planner.storage import run_rows, tables
from planner.storage.audit import sealed_after
from planner.storage.reading import SqlReader
from planner.storage.sql.agreements import SqlAgreementsWriter
from planner.storage.sql.boards import SqlBoardsWriter
from planner.storage.sql.cases import SqlCasesWriter
from planner.storage.sql.field import SqlFieldWriter
from planner.storage.sql.hooks import SqlHooksWriter
from planner.storage.sql.keeping import SqlKeepingWriter
from planner.storage.sql.keys import SqlKeysWriter
from planner.storage.sql.members import SqlMembersWriter
from planner.storage.sql.national import SqlNationalWriter
from planner.storage.sql.plans import SqlPlansWriter
from planner.storage.sql.provinces import SqlProvincesWriter
from planner.storage.sql.recording import SqlRecordingWriter
from planner.storage.sql.runs import SqlRunsWriter
from planner.storage.sql.telling import SqlTellingWriter


class SqlWriter(
    SqlReader,
    SqlProvincesWriter,
    SqlPlansWriter,
    SqlBoardsWriter,
    SqlCasesWriter,
    SqlRunsWriter,
    SqlMembersWriter,
    SqlKeysWriter,
    SqlAgreementsWriter,
    SqlKeepingWriter,
    SqlRecordingWriter,
    SqlTellingWriter,
    SqlFieldWriter,
    SqlNationalWriter,
    SqlHooksWriter,
):
    """Changes over one connection; see `planner.ports.Writer`."""

    def note(self, action: str, thing: str, **facts: str | int | float) -> None:
        """Write an audit entry, chained to the one before."""
        entry = sealed_after(
            self.audit_head(),
            at=self._at,
            actor=self._actor,
            action=action,
            thing=thing,
            facts=facts,
        )
        self._insert(tables.audit_entries, run_rows.audit_columns(entry))
        self._noted = True
