"""A draft's board: versions of one plan, one after another, with undo and redo; none is ever lost.

Every change of a board is a step: what stands afterwards, who took it, when and how. Steps are only
added. Two people who change the same version at once cannot both take the next number: the second
is told, and may carry out the same edits on what stands by then.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from planner.domain.edits import Edit
from planner.domain.errors import Conflict


class BoardStepKind(StrEnum):
    """What a person did to a board."""

    EDIT = "edit"
    LOCK = "lock"
    REPLAN = "replan"
    TAKE = "take"
    """Another version of the same days was taken as it is."""
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class DayLock:
    """A unit's day that nobody changes, and no planning anew, until it is unlocked."""

    unit_code: str
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardStep:
    """One step of a board: `plan_id` and `locks` are what stands after it.

    `board_id` is the plan that the board began with, `number` counts its steps from 1. `edits` are
    those carried out, for whoever looks back.
    """

    board_id: str
    number: int
    kind: BoardStepKind
    plan_id: str
    by: str
    at: datetime
    edits: tuple[Edit, ...] = ()
    locks: tuple[DayLock, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardState:
    """What stands on a board at some moment."""

    plan_id: str
    locks: tuple[DayLock, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A draft with its history; `id` is the plan it began with."""

    id: str
    steps: tuple[BoardStep, ...] = ()

    @property
    def version(self) -> int:
        """Rises by one with each step; who takes the next step names the one they saw."""
        return len(self.steps)

    @property
    def now(self) -> BoardState:
        """What stands."""
        states, at = self._line()
        return states[at]

    @property
    def undone(self) -> BoardState | None:
        """What would stand after an undo; None when there is nothing to undo."""
        states, at = self._line()
        return states[at - 1] if at else None

    @property
    def redone(self) -> BoardState | None:
        """What would stand after a redo; None when nothing was undone last."""
        states, at = self._line()
        return states[at + 1] if at + 1 < len(states) else None

    @property
    def plan_ids(self) -> tuple[str, ...]:
        """Every version of the plan, in the order in which they came."""
        return tuple(dict.fromkeys((self.id, *(step.plan_id for step in self.steps))))

    def next_step(
        self,
        kind: BoardStepKind,
        state: BoardState,
        *,
        by: str,
        at: datetime,
        edits: tuple[Edit, ...] = (),
    ) -> BoardStep:
        """The step that leads to a state; raises `Conflict` when it changes nothing."""
        if state == self.now:
            raise Conflict("nothing would change", kind="board", id=self.id)
        return BoardStep(
            board_id=self.id,
            number=self.version + 1,
            kind=kind,
            plan_id=state.plan_id,
            by=by,
            at=at,
            edits=edits,
            locks=state.locks,
        )

    def _line(self) -> tuple[list[BoardState], int]:
        """The states that undo and redo walk along, and where they stand; a new one ends it."""
        states, at = [BoardState(plan_id=self.id)], 0
        for step in self.steps:
            if step.kind is BoardStepKind.UNDO:
                at -= 1
            elif step.kind is BoardStepKind.REDO:
                at += 1
            else:
                states[at + 1 :] = [BoardState(plan_id=step.plan_id, locks=step.locks)]
                at += 1
        return states, at
