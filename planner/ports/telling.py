"""What a store knows about villages that were told of visits, and about letters."""

from datetime import date
from typing import Protocol

from planner.domain.letterheads import Letterhead
from planner.domain.telling import Telling


class TellingReader(Protocol):
    """Reads what villages were told."""

    def tellings(self, province_code: str, *, since: date) -> tuple[Telling, ...]:
        """Records of visits on or after a day, by their number."""
        ...

    def last_telling(self, province_code: str) -> int:
        """The number of a province's newest record, 0 while there is none."""
        ...

    def letterhead(self, province_code: str) -> Letterhead | None:
        """What stands on a province's letters, None while nobody said."""
        ...


class TellingWriter(TellingReader, Protocol):
    """Records what villages were told."""

    def add_telling(self, telling: Telling) -> None:
        """Add a record; raises `Conflict` when its number is taken."""
        ...

    def put_letterhead(self, letterhead: Letterhead) -> None:
        """Set what stands on a province's letters."""
        ...
