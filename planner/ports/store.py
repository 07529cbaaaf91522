"""The store whole: its topics joined, in transactions."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from planner.ports.agreements import AgreementsReader, AgreementsWriter
from planner.ports.boards import BoardsReader, BoardsWriter
from planner.ports.cases import CasesReader, CasesWriter
from planner.ports.field import FieldReader, FieldWriter
from planner.ports.hooks import HooksReader, HooksWriter
from planner.ports.keeping import KeepingReader, KeepingWriter
from planner.ports.keys import KeysReader, KeysWriter
from planner.ports.members import MembersReader, MembersWriter
from planner.ports.national import NationalReader, NationalWriter
from planner.ports.plans import PlansReader, PlansWriter
from planner.ports.provinces import ProvincesReader, ProvincesWriter
from planner.ports.recording import RecordingReader, RecordingWriter
from planner.ports.runs import RunsReader, RunsWriter
from planner.ports.telling import TellingReader, TellingWriter


class Reader(
    ProvincesReader,
    PlansReader,
    BoardsReader,
    CasesReader,
    RunsReader,
    MembersReader,
    KeysReader,
    AgreementsReader,
    KeepingReader,
    RecordingReader,
    TellingReader,
    FieldReader,
    NationalReader,
    HooksReader,
    Protocol,
):
    """What the store knows, as of one moment; raises `NotFound` for a thing that is not there."""


class Writer(
    Reader,
    ProvincesWriter,
    PlansWriter,
    BoardsWriter,
    CasesWriter,
    RunsWriter,
    MembersWriter,
    KeysWriter,
    AgreementsWriter,
    KeepingWriter,
    RecordingWriter,
    TellingWriter,
    FieldWriter,
    NationalWriter,
    HooksWriter,
    Protocol,
):
    """One transaction that changes the store: all of it is kept, or nothing.

    Each transaction that changes something notes at least one audit entry, or it is refused.
    """

    def note(self, action: str, thing: str, **facts: str | int | float) -> None:
        """Write an audit entry, chained to the one before."""
        ...


class Store(Protocol):
    """Keeps everything; every implementation passes the same contract tests."""

    def reading(self) -> AbstractContextManager[Reader]:
        """Read as of one moment."""
        ...

    def writing(self, *, actor: str, at: datetime) -> AbstractContextManager[Writer]:
        """Change the store in one transaction, as this person at this moment."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
