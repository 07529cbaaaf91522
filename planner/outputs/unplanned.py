"""What a plan leaves out, gathered by village, the most pressing first."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from planner.assess.metrics import due_rows
from planner.domain.plan import Plan, Reason, Unplanned
from planner.domain.request import PlanRequest
from planner.words import Language
from planner.words.forcing import tell_shown
from planner.words.reasons import tell_reason

REASONS = (
    Reason.CAPACITY,
    Reason.TOO_FAR,
    Reason.UNREACHABLE,
    Reason.NO_POINT,
    Reason.SITE_NEEDS,
    Reason.CLOSED,
    Reason.NO_UNIT,
    Reason.FORBIDDEN,
    Reason.TOO_SOON,
    Reason.NOT_DUE,
)
"""Every reason, the ones that a planner can do most about first."""

Due = frozenset[tuple[str, str]]
"""(village, service) of the rows that are due, as `planner.assess.metrics.due_rows` has them."""


class Pressure(StrEnum):
    """How much a village's left-out rows press."""

    REQUIRED = "required"
    """At least one row is long overdue or promised, and left out."""
    WAITING = "waiting"
    """At least one row is due and left out."""
    CALM = "calm"
    """Nothing is due yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """The rows of one village that a plan leaves out, required ones first, then by people."""

    village_code: str
    rows: tuple[Unplanned, ...]
    due: Due

    @property
    def pressure(self) -> Pressure:
        """The pressure of the most pressing row."""
        return min((pressure_of(row, self.due) for row in self.rows), key=list(Pressure).index)

    @property
    def pressing(self) -> tuple[Unplanned, ...]:
        """Rows that press; those not yet due are left away."""
        return tuple(row for row in self.rows if presses(row, self.due))

    @property
    def people(self) -> int:
        """People of rows that press."""
        return sum(row.people for row in self.pressing)


def due_of(request: PlanRequest) -> Due:
    """The rows of a request that are due: what every output counts by."""
    return due_rows(request)


def pressure_of(row: Unplanned, due: Due) -> Pressure:
    """How much one row presses."""
    if row.required:
        return Pressure.REQUIRED
    return Pressure.WAITING if (row.village_code, row.service_code) in due else Pressure.CALM


def presses(row: Unplanned, due: Due) -> bool:
    """Whether a row is due and left out; the others may wait."""
    return pressure_of(row, due) is not Pressure.CALM


def left_out(request: PlanRequest, plan: Plan) -> tuple[LeftOut, ...]:
    """What is left out by village, in order of village code."""
    due = due_of(request)
    rows: dict[str, list[Unplanned]] = defaultdict(list)
    for row in plan.unplanned:
        rows[row.village_code].append(row)
    return tuple(
        LeftOut(
            village_code=code,
            rows=tuple(sorted(rows[code], key=lambda row: _order(row, due))),
            due=due,
        )
        for code in sorted(rows)
    )


def reason_text(row: Unplanned, language: Language, names: Mapping[str, str]) -> str:
    """Why a row was left out, in sentences with their facts; `names` gives names for codes.

    Where it was worked out, also what requiring the row would take and when it fits later.
    """
    why = tell_reason(row.reason, row.facts, language, names)
    shown = tell_shown(row, language, names)
    joint = ". " if language is Language.EN else " "
    return f"{why}{joint}{shown}" if shown else why


def _order(row: Unplanned, due: Due) -> tuple[int, int, int, str]:
    return (
        list(Pressure).index(pressure_of(row, due)),
        REASONS.index(row.reason),
        -row.people,
        row.service_code,
    )
