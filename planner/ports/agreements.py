"""What a store knows about what two persons agree on: proposals, and loans of units."""

from collections.abc import Iterable
from typing import Protocol

from planner.domain.loans import Loan, LoanState
from planner.domain.proposals import Proposal, ProposalState


class AgreementsReader(Protocol):
    """Reads proposals and loans."""

    def proposal(self, proposal_id: str) -> Proposal:
        """The proposal of an id; raises `NotFound`."""
        ...

    def proposals(
        self, province_code: str, *, states: Iterable[ProposalState] = ()
    ) -> tuple[Proposal, ...]:
        """Proposals of a province in these states (none given: all), newest first."""
        ...

    def loan(self, loan_id: str) -> Loan:
        """The loan of an id; raises `NotFound`."""
        ...

    def loans(self, province_code: str, *, states: Iterable[LoanState] = ()) -> tuple[Loan, ...]:
        """Loans from or to a province in these states (none given: all), latest days first."""
        ...


class AgreementsWriter(AgreementsReader, Protocol):
    """Changes proposals and loans."""

    def put_proposal(self, proposal: Proposal) -> None:
        """Add a proposal, or replace the one before; `StaleVersion` when it does not follow it."""
        ...

    def put_loan(self, loan: Loan) -> None:
        """Add a loan, or replace the one before; `StaleVersion` when it does not follow it."""
        ...
