"""Proposals and loans of units, in memory."""

from collections.abc import Iterable, Mapping

from planner.domain.errors import StaleVersion
from planner.domain.loans import Loan, LoanState
from planner.domain.proposals import Proposal, ProposalState
from planner.storage.memories.base import MemoryReading, MemoryWriting, found


class MemoryAgreementsReader(MemoryReading):
    """Reads proposals and loans."""

    def proposal(self, proposal_id: str) -> Proposal:
        """The proposal of an id; raises `NotFound`."""
        return found(self.tables.proposals, proposal_id, "proposal")

    def proposals(
        self, province_code: str, *, states: Iterable[ProposalState] = ()
    ) -> tuple[Proposal, ...]:
        """Proposals of a province in these states (none given: all), newest first."""
        wanted = frozenset(states) or frozenset(ProposalState)
        chosen = [
            proposal
            for proposal in self.tables.proposals.values()
            if proposal.province_code == province_code and proposal.state in wanted
        ]
        return tuple(sorted(chosen, key=lambda p: (p.proposed_at, p.id), reverse=True))

    def loan(self, loan_id: str) -> Loan:
        """The loan of an id; raises `NotFound`."""
        return found(self.tables.loans, loan_id, "loan")

    def loans(self, province_code: str, *, states: Iterable[LoanState] = ()) -> tuple[Loan, ...]:
        """Loans from or to a province in these states (none given: all), latest days first."""
        wanted = frozenset(states) or frozenset(LoanState)
        chosen = [
            loan
            for loan in self.tables.loans.values()
            if province_code in (loan.owner_code, loan.borrower_code) and loan.state in wanted
        ]
        return tuple(sorted(chosen, key=lambda loan: (loan.first_day, loan.id), reverse=True))


class MemoryAgreementsWriter(MemoryAgreementsReader, MemoryWriting):
    """Changes proposals and loans."""

    def put_proposal(self, proposal: Proposal) -> None:
        """Add a proposal, or replace the one before; `StaleVersion` when it does not follow it."""
        self._changed = True
        _need_next(self.tables.proposals, proposal.id, proposal.version)
        self.tables.proposals[proposal.id] = proposal

    def put_loan(self, loan: Loan) -> None:
        """Add a loan, or replace the one before; `StaleVersion` when it does not follow it."""
        self._changed = True
        _need_next(self.tables.loans, loan.id, loan.version)
        self.tables.loans[loan.id] = loan


def _need_next(table: Mapping[str, Proposal | Loan], name: str, version: int) -> None:
    before = table[name].version if name in table else 0
    if version != before + 1:
        raise StaleVersion("it went on since", id=name)
