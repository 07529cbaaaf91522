"""Loans: a unit belongs to one province; another has it on the days of an accepted loan only."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from planner.domain._checks import Faults
from planner.domain.calendar import Horizon
from planner.domain.errors import StaleVersion, WrongState
from planner.domain.province import ProvinceData
from planner.domain.units import Base, MobileUnit

MOST_DAYS = 366
MOST_REASON_CHARS = 2000


class LoanState(StrEnum):
    """How far a loan has come."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


STANDING = frozenset({LoanState.OFFERED, LoanState.ACCEPTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """A unit lent from one province to another, first and last day included.

    `base_code` is a base of the borrower from which the unit drives meanwhile; empty: its own.
    """

    id: str
    unit_code: str
    owner_code: str
    borrower_code: str
    first_day: date
    last_day: date
    reason: str
    offered_by: str
    offered_at: datetime
    state: LoanState = LoanState.OFFERED
    base_code: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    decision_reason: str = ""
    version: int = 1

    def __post_init__(self) -> None:
        faults = Faults(f"loan of {self.unit_code}")
        faults.text("reason", self.reason)
        faults.need(len(self.reason) <= MOST_REASON_CHARS, "reason", "too_long")
        faults.need(self.borrower_code != self.owner_code, "borrower_code", "same_province")
        days = (self.last_day - self.first_day).days + 1
        faults.between("last_day", days, 1, MOST_DAYS)
        faults.raise_any()

    def holds(self, when: date) -> bool:
        """Whether a day is one of the loan's."""
        return self.first_day <= when <= self.last_day

    def overlaps(self, other: "Loan") -> bool:
        """Whether two loans of one unit want a common day."""
        is_same = (self.owner_code, self.unit_code) == (other.owner_code, other.unit_code)
        return is_same and self.first_day <= other.last_day and other.first_day <= self.last_day

    @property
    def lent_code(self) -> str:
        """The unit's code in the borrower's plans: it must not meet a code of the borrower's."""
        return f"{self.owner_code}-{self.unit_code}"


def settled(
    loan: Loan,
    state: LoanState,
    *,
    by: str,
    at: datetime,
    seen: int,
    reason: str = "",
    base_code: str = "",
) -> Loan:
    """The loan after a decision; raises `StaleVersion` or `WrongState`.

    An offer is accepted, declined or withdrawn; an accepted loan may still be withdrawn.
    """
    if seen != loan.version:
        raise StaleVersion("the loan went on since", loan_id=loan.id, version=loan.version)
    allowed = STANDING if state is LoanState.WITHDRAWN else {LoanState.OFFERED}
    if loan.state not in allowed:
        raise WrongState("not from this state", state=loan.state.value, step=state.value)
    return replace(
        loan,
        state=state,
        base_code=base_code or loan.base_code,
        decided_by=by,
        decided_at=at,
        decision_reason=reason.strip()[:MOST_REASON_CHARS],
        version=loan.version + 1,
    )


def without_lent(data: ProvinceData, loans: Iterable[Loan], horizon: Horizon) -> ProvinceData:
    """The owner's province in a horizon: a lent unit is off on those days, gone when on all."""
    away: dict[str, set[date]] = {}
    for loan in loans:
        away.setdefault(loan.unit_code, set()).update(filter(loan.holds, _days(horizon)))
    units = tuple(
        replace(unit, days_off=_with_days(unit, away[unit.code])) if unit.code in away else unit
        for unit in data.units
        if away.get(unit.code, set()) != set(_days(horizon))
    )
    return data if units == data.units else replace(data, units=units)


def with_borrowed(
    data: ProvinceData, lent: Iterable[tuple[Loan, MobileUnit, Base]], horizon: Horizon
) -> ProvinceData:
    """The borrower's province in a horizon: with the lent units on the loan's days.

    `lent` are loans with the unit and its own base. A unit comes with those of its services that
    the borrower knows, from the base that the loan names, else from its own.
    """
    known = {service.code for service in data.services}
    bases = {base.code: base for base in data.bases}
    there: dict[str, set[date]] = {}
    units: dict[str, MobileUnit] = {}
    for loan, unit, base in lent:
        here = {day for day in _days(horizon) if loan.holds(day)}
        services = tuple(c for c in unit.services if c.service_code in known)
        if not here or not services:
            continue
        home = loan.base_code
        if home not in bases:
            home = f"{loan.owner_code}-{base.code}"
            bases[home] = replace(base, code=home)
        days = there.setdefault(loan.lent_code, set())
        days.update(here)
        units[loan.lent_code] = replace(
            unit,
            code=loan.lent_code,
            province_code=data.province_code,
            base_code=home,
            services=services,
            days_off=_with_days(unit, set(_days(horizon)) - days),
        )
    return replace(data, units=(*data.units, *units.values()), bases=tuple(bases.values()))


def _days(horizon: Horizon) -> tuple[date, ...]:
    return tuple(horizon.start + timedelta(days=i) for i in range(horizon.days))


def _with_days(unit: MobileUnit, days: set[date]) -> tuple[date, ...]:
    return tuple(sorted({*unit.days_off, *days}))
