"""What a store knows about requests of offices."""

from collections.abc import Iterable
from typing import Protocol

from planner.domain.cases import Case, CaseState


class CasesReader(Protocol):
    """Reads requests of offices."""

    def case(self, receipt: str) -> Case:
        """The request of a receipt number."""
        ...

    def cases(
        self,
        *,
        province_codes: Iterable[str],
        states: Iterable[CaseState] = (),
        after: str = "",
        limit: int = 100,
    ) -> tuple[Case, ...]:
        """Requests of these provinces in these states (none given: all) by receipt number.

        `after` is the receipt number that the one before ended with.
        """
        ...

    def count_cases(self, prefix: str) -> int:
        """How many receipt numbers begin like this."""
        ...


class CasesWriter(CasesReader, Protocol):
    """Changes requests of offices."""

    def add_case(self, case: Case) -> None:
        """Add a request; raises `Conflict` when its receipt number is taken."""
        ...

    def change_case(self, case: Case) -> None:
        """Replace a request; raises `StaleVersion` when its version does not follow the last."""
        ...
