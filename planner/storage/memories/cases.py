"""Requests of offices, in memory."""

from collections.abc import Iterable

from planner.domain.cases import Case, CaseState
from planner.domain.errors import Conflict, StaleVersion
from planner.storage.memories.base import MemoryReading, MemoryWriting, found


class MemoryCasesReader(MemoryReading):
    """Reads requests of offices."""

    def case(self, receipt: str) -> Case:
        return found(self.tables.cases, receipt, "request")

    def cases(
        self,
        *,
        province_codes: Iterable[str],
        states: Iterable[CaseState] = (),
        after: str = "",
        limit: int = 100,
    ) -> tuple[Case, ...]:
        provinces, wanted = set(province_codes), frozenset(states) or frozenset(CaseState)
        chosen = [
            case
            for _, case in sorted(self.tables.cases.items())
            if case.province_code in provinces and case.state in wanted and case.receipt > after
        ]
        return tuple(chosen[:limit])

    def count_cases(self, prefix: str) -> int:
        return sum(receipt.startswith(prefix) for receipt in self.tables.cases)


class MemoryCasesWriter(MemoryCasesReader, MemoryWriting):
    """Changes requests of offices."""

    def add_case(self, case: Case) -> None:
        self._changed = True
        if case.receipt in self.tables.cases:
            raise Conflict("the receipt number is taken", receipt=case.receipt)
        self.tables.cases[case.receipt] = case

    def change_case(self, case: Case) -> None:
        self._changed = True
        if self.case(case.receipt).version != case.version - 1:
            raise StaleVersion("the request went on since", receipt=case.receipt)
        self.tables.cases[case.receipt] = case
