"""Proposals and loans of units, in SQL."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from planner.documents import from_json
from planner.domain.errors import StaleVersion
from planner.domain.loans import Loan, LoanState
from planner.domain.proposals import Proposal, ProposalState
from planner.storage import tables
from planner.storage.rows import text_of
from planner.storage.sql.base import SqlReading, SqlWriting


class SqlAgreementsReader(SqlReading):
    """Reads proposals and loans."""

    def proposal(self, proposal_id: str) -> Proposal:
        """The proposal of an id; raises `NotFound`."""
        table = tables.proposals
        query = sa.select(table).where(table.c.id == proposal_id)
        return from_json(Proposal, self._one(query, "proposal", proposal_id)["document"])

    def proposals(
        self, province_code: str, *, states: Iterable[ProposalState] = ()
    ) -> tuple[Proposal, ...]:
        """Proposals of a province in these states (none given: all), newest first."""
        table = tables.proposals
        wanted = [state.value for state in states] or [state.value for state in ProposalState]
        query = sa.select(table).where(
            table.c.province_code == province_code, table.c.state.in_(wanted)
        )
        found = [from_json(Proposal, row["document"]) for row in self._rows(query)]
        return tuple(sorted(found, key=lambda p: (p.proposed_at, p.id), reverse=True))

    def loan(self, loan_id: str) -> Loan:
        """The loan of an id; raises `NotFound`."""
        table = tables.loans
        query = sa.select(table).where(table.c.id == loan_id)
        return from_json(Loan, self._one(query, "loan", loan_id)["document"])

    def loans(self, province_code: str, *, states: Iterable[LoanState] = ()) -> tuple[Loan, ...]:
        """Loans from or to a province in these states (none given: all), latest days first."""
        table = tables.loans
        wanted = [state.value for state in states] or [state.value for state in LoanState]
        is_ours = sa.or_(
            table.c.owner_code == province_code, table.c.borrower_code == province_code
        )
        query = sa.select(table).where(is_ours, table.c.state.in_(wanted))
        found = [from_json(Loan, row["document"]) for row in self._rows(query)]
        return tuple(sorted(found, key=lambda loan: (loan.first_day, loan.id), reverse=True))


class SqlAgreementsWriter(SqlAgreementsReader, SqlWriting):
    """Changes proposals and loans."""

    def put_proposal(self, proposal: Proposal) -> None:
        """Add a proposal, or replace the one before; `StaleVersion` when it does not follow it."""
        self._follow(
            tables.proposals,
            {
                "id": proposal.id,
                "province_code": proposal.province_code,
                "state": proposal.state.value,
                "version": proposal.version,
                "document": text_of(proposal),
            },
        )

    def put_loan(self, loan: Loan) -> None:
        """Add a loan, or replace the one before; `StaleVersion` when it does not follow it."""
        self._follow(
            tables.loans,
            {
                "id": loan.id,
                "owner_code": loan.owner_code,
                "borrower_code": loan.borrower_code,
                "state": loan.state.value,
                "version": loan.version,
                "document": text_of(loan),
            },
        )

    def _follow(self, table: sa.Table, columns: dict[str, Any]) -> None:
        """Add version 1, or put a version in the place of the one before it."""
        name, version = columns["id"], columns["version"]
        if version == 1:
            try:
                with self._connection.begin_nested():
                    self._insert(table, columns)
            except IntegrityError as error:
                raise StaleVersion("there is one already", id=name) from error
            return
        before = sa.and_(table.c.id == name, table.c.version == version - 1)
        if self._change(sa.update(table).where(before).values(**columns)) != 1:
            raise StaleVersion("it went on since", id=name)
