"""Loans of units between provinces: offered by the owner's planner, accepted by the borrower's."""

import secrets
from datetime import date

from planner.domain.calendar import Horizon
from planner.domain.errors import Conflict, DaysTaken, Fault, InvalidDocument, NotFound
from planner.domain.loans import (
    STANDING,
    Loan,
    LoanState,
    settled,
    with_borrowed,
    without_lent,
)
from planner.domain.province import ProvinceData
from planner.domain.units import Base, MobileUnit
from planner.ports import Clock, Reader, Store, Writer


def offer_loan(
    store: Store,
    clock: Clock,
    *,
    unit_code: str,
    owner_code: str,
    borrower_code: str,
    first_day: date,
    last_day: date,
    reason: str,
    by: str,
) -> Loan:
    """Offer a unit to another province for given days.

    Raises `InvalidDocument`, `NotFound`, `Conflict` where another loan has days of these, and
    `DaysTaken` where a published plan of the owner sends the unit out on one of them.
    """
    loan = Loan(
        id=secrets.token_hex(8), unit_code=unit_code, owner_code=owner_code,
        borrower_code=borrower_code, first_day=first_day, last_day=last_day,
        reason=reason.strip(), offered_by=by, offered_at=clock.now(),
    )  # fmt: skip
    with store.writing(actor=by, at=clock.now()) as writer:
        _need_unit(writer, loan)
        if not writer.province_versions(borrower_code):
            raise NotFound("no such province", kind="province", id=borrower_code[:20])
        _need_free(writer, loan)
        writer.put_loan(loan)
        _note(writer, "loan_offered", loan)
    return loan


def settle_loan(
    store: Store,
    clock: Clock,
    loan_id: str,
    state: LoanState,
    *,
    by: str,
    seen: int,
    reason: str = "",
    base_code: str = "",
) -> Loan:
    """Accept, decline or withdraw; `base_code` is a base of the borrower, empty: the unit's own."""
    with store.writing(actor=by, at=clock.now()) as writer:
        before = writer.loan(loan_id)
        after = settled(
            before, state, by=by, at=clock.now(), seen=seen, reason=reason, base_code=base_code
        )
        if state is LoanState.ACCEPTED:
            _need_unit(writer, after)
            _need_base(writer, after)
            _need_free(writer, after)
        writer.put_loan(after)
        _note(writer, f"loan_{state.value}", after)
    return after


def loans_of(store: Store, province_code: str) -> tuple[Loan, ...]:
    """Loans from and to a province, latest days first."""
    with store.reading() as reader:
        return reader.loans(province_code)


def loan_of(store: Store, loan_id: str) -> Loan:
    """The loan of an id; raises `NotFound`."""
    with store.reading() as reader:
        return reader.loan(loan_id)


def with_loans(reader: Reader, data: ProvinceData, horizon: Horizon) -> ProvinceData:
    """A province as it can be planned in a horizon: without what it lent, with what it borrowed."""
    loans = reader.loans(data.province_code, states=(LoanState.ACCEPTED,))
    if not loans:
        return data
    lent = [loan for loan in loans if loan.owner_code == data.province_code]
    borrowed = [
        (loan, *found)
        for loan in sorted(loans, key=lambda loan: (loan.first_day, loan.id))
        if loan.borrower_code == data.province_code
        and (found := _unit_and_base(reader, loan)) is not None
    ]
    return with_borrowed(without_lent(data, lent, horizon), borrowed, horizon)


def _unit_and_base(reader: Reader, loan: Loan) -> tuple[MobileUnit, Base] | None:
    """The lent unit and its own base, None when the owner has it no more."""
    owner = reader.province(loan.owner_code)
    unit = next((u for u in owner.units if u.code == loan.unit_code), None)
    if unit is None:
        return None
    return unit, next(base for base in owner.bases if base.code == unit.base_code)


def _need_unit(reader: Reader, loan: Loan) -> None:
    if not reader.province_versions(loan.owner_code) or _unit_and_base(reader, loan) is None:
        raise NotFound("no such mobile unit", kind="unit", id=loan.unit_code[:80])


def _need_base(reader: Reader, loan: Loan) -> None:
    if not loan.base_code:
        return
    if loan.base_code not in {b.code for b in reader.province(loan.borrower_code).bases}:
        fault = Fault(field="base_code", code="unknown", value=loan.base_code[:80])
        raise InvalidDocument("loan", (fault,))


def _need_free(reader: Reader, loan: Loan) -> None:
    for other in reader.loans(loan.owner_code, states=tuple(STANDING)):
        if other.id != loan.id and other.overlaps(loan):
            raise Conflict("the unit is lent on these days", loan_id=other.id)
    for plan_id, visits in reader.published_visits(loan.owner_code).items():
        if any(v.unit_code == loan.unit_code and loan.holds(v.date) for v in visits):
            raise DaysTaken("a published plan sends the unit out", plan_id=plan_id)


def _note(writer: Writer, action: str, loan: Loan) -> None:
    """An entry for each of the two provinces."""
    for province in (loan.owner_code, loan.borrower_code):
        writer.note(
            action, f"loan:{province}:{loan.id}", province=province, unit=loan.unit_code,
            owner=loan.owner_code, borrower=loan.borrower_code, base=loan.base_code,
            first_day=loan.first_day.isoformat(), last_day=loan.last_day.isoformat(),
            reason=loan.decision_reason or loan.reason,
        )  # fmt: skip
