"""SqlReader: what a transaction can see."""

from planner.storage.sql.agreements import SqlAgreementsReader
from planner.storage.sql.boards import SqlBoardsReader
from planner.storage.sql.cases import SqlCasesReader
from planner.storage.sql.field import SqlFieldReader
from planner.storage.sql.hooks import SqlHooksReader
from planner.storage.sql.keeping import SqlKeepingReader
from planner.storage.sql.keys import SqlKeysReader
from planner.storage.sql.members import SqlMembersReader
from planner.storage.sql.national import SqlNationalReader
from planner.storage.sql.plans import SqlPlansReader
from planner.storage.sql.provinces import SqlProvincesReader
from planner.storage.sql.recording import SqlRecordingReader
from planner.storage.sql.runs import SqlRunsReader
from planner.storage.sql.telling import SqlTellingReader


class SqlReader(
    SqlProvincesReader,
    SqlPlansReader,
    SqlBoardsReader,
    SqlCasesReader,
    SqlRunsReader,
    SqlMembersReader,
    SqlKeysReader,
    SqlAgreementsReader,
    SqlKeepingReader,
    SqlRecordingReader,
    SqlTellingReader,
    SqlFieldReader,
    SqlNationalReader,
    SqlHooksReader,
):
    """Reads over one connection, inside one transaction; see `planner.ports.Reader`."""
