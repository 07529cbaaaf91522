"""MemoryStore: the store of tests and notebooks; same contract as SqlStore, gone with the process.

A write works on a copy of all tables and takes the original's place when it is done; values are
frozen, so copying the tables one level deep is enough.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import RLock

from planner.ports import Reader, Writer
from planner.storage.audit import sealed_after
from planner.storage.memories.agreements import (
    MemoryAgreementsReader,
    MemoryAgreementsWriter,
)
from planner.storage.memories.base import Tables
from planner.storage.memories.boards import MemoryBoardsReader, MemoryBoardsWriter
from planner.storage.memories.cases import MemoryCasesReader, MemoryCasesWriter
from planner.storage.memories.field import MemoryFieldReader, MemoryFieldWriter
from planner.storage.memories.hooks import MemoryHooksReader, MemoryHooksWriter
from planner.storage.memories.keeping import MemoryKeepingReader, MemoryKeepingWriter
from planner.storage.memories.keys import MemoryKeysReader, MemoryKeysWriter
from planner.storage.memories.members import MemoryMembersReader, MemoryMembersWriter
from planner.storage.memories.national import MemoryNationalReader, MemoryNationalWriter
from planner.storage.memories.plans import MemoryPlansReader, MemoryPlansWriter
from planner.storage.memories.provinces import MemoryProvincesReader, MemoryProvincesWriter
from planner.storage.memories.recording import MemoryRecordingReader, MemoryRecordingWriter
from planner.storage.memories.runs import MemoryRunsReader, MemoryRunsWriter
from planner.storage.memories.telling import MemoryTellingReader, MemoryTellingWriter


class MemoryStore:
    """Everything in dictionaries."""

    def __init__(self) -> None:
        self._tables = Tables()
        self._writing = RLock()

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Read as of one moment."""
        yield _MemoryReader(self._tables)

    @contextmanager
    def writing(self, *, actor: str, at: datetime) -> Iterator[Writer]:
        """Change everything or nothing."""
        with self._writing:
            writer = _MemoryWriter(self._tables.copy(), actor, at)
            yield writer
            writer.refuse_unrecorded()
            self._tables = writer.tables

    def close(self) -> None:
        """Nothing to let go of."""


class _MemoryReader(
    MemoryProvincesReader,
    MemoryPlansReader,
    MemoryBoardsReader,
    MemoryCasesReader,
    MemoryRunsReader,
    MemoryMembersReader,
    MemoryKeysReader,
    MemoryAgreementsReader,
    MemoryKeepingReader,
    MemoryRecordingReader,
    MemoryTellingReader,
    MemoryFieldReader,
    MemoryNationalReader,
    MemoryHooksReader,
):
    """Reads everything."""


class _MemoryWriter(
    _MemoryReader,
    MemoryProvincesWriter,
    MemoryPlansWriter,
    MemoryBoardsWriter,
    MemoryCasesWriter,
    MemoryRunsWriter,
    MemoryMembersWriter,
    MemoryKeysWriter,
    MemoryAgreementsWriter,
    MemoryKeepingWriter,
    MemoryRecordingWriter,
    MemoryTellingWriter,
    MemoryFieldWriter,
    MemoryNationalWriter,
    MemoryHooksWriter,
):
    """Changes everything."""

    def note(self, action: str, thing: str, **facts: str | int | float) -> None:
        self._noted = True
        entry = sealed_after(
            self.audit_head(),
            at=self._at,
            actor=self._actor,
            action=action,
            thing=thing,
            facts=facts,
        )
        self.tables.audit[entry.number] = entry
