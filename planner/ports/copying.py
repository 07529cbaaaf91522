"""Copies of a whole store."""

from pathlib import Path
from typing import Protocol

from planner.domain.backups import Digests


class Copier(Protocol):
    """Copies of a whole store, each compared with what was copied."""

    @property
    def kind(self) -> str:
        """What keeps the store, in a word."""
        ...

    def revision(self) -> str:
        """The revision of the schema that copies are made at."""
        ...

    def digests(self) -> Digests:
        """The digest of every table, as of one moment."""
        ...

    def save(self, path: Path) -> Digests:
        """Write all of the store to a new file."""
        ...

    def load(self, path: Path) -> Digests:
        """Fill this store from a saved file; raises `Conflict` when it is not empty."""
        ...

    def move(self, url: str) -> Digests:
        """Copy all of the store into the empty one at another address."""
        ...
