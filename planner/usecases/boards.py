"""The board of a draft: edits kept as new versions, undo and redo, locked days, the rest anew.

Whoever changes a board names the version they saw. When somebody else was quicker nothing is kept
and `StaleVersion` is raised; the same edits can then be tried on what stands by now.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from planner.domain.boards import Board, BoardState, BoardStep, BoardStepKind, DayLock
from planner.domain.calendar import Horizon
from planner.domain.edits import Edit, EditKind
from planner.domain.errors import Conflict, Fault, InvalidDocument, StaleVersion, WrongState
from planner.domain.params import SolveParams
from planner.domain.request import PlanRequest
from planner.domain.runs import PlanState, PlanSummary, Run
from planner.ports import Clock, Store, Writer
from planner.usecases.loans import with_loans
from planner.usecases.locked import pack_locks
from planner.usecases.plans import request_of_week
from planner.usecases.remembered import remembered_inputs
from planner.usecases.replanning import planned_anew
from planner.usecases.runs import open_run
from planner.usecases.travel import EngineOf
from planner.usecases.whatif import Effect, add_draft, try_edits
from planner.usecases.workers import need_room

TOUCHING = {
    EditKind.MOVE: (("unit_code", "on_date"), ("to_unit_code", "to_date")),
    EditKind.DROP: (("unit_code", "on_date"),),
    EditKind.ADD: (("unit_code", "on_date"),),
}
"""The unit and date that each kind of edit puts its hand on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a board's plan, with the step that brought it (None: the first)."""

    summary: PlanSummary
    step: BoardStep | None


def board_of(store: Store, plan_id: str) -> Board:
    """The board that a stored plan is a version of."""
    with store.reading() as reader:
        return reader.board(plan_id)


def versions_of(store: Store, board: Board) -> tuple[Version, ...]:
    """Every version of a board's plan, newest first."""
    brought: dict[str, BoardStep] = {}
    for step in board.steps:
        brought.setdefault(step.plan_id, step)
    with store.reading() as reader:
        first = reader.plan(board.id).summary
        listed = reader.plans(province_code=first.province_code, start=first.start, limit=1_000_000)
    known = {summary.id: summary for summary in listed}
    return tuple(
        Version(summary=known[name], step=None if name == board.id else brought.get(name))
        for name in reversed(board.plan_ids)
    )


def try_on(
    store: Store, plan_id: str, locks: tuple[DayLock, ...], edits: tuple[Edit, ...]
) -> Effect:
    """What edits do to a version; raises `InvalidDocument` where they touch a locked day."""
    _refuse_locked(locks, edits)
    return try_edits(store, plan_id, edits)


def save_edits(
    store: Store,
    clock: Clock,
    plan_id: str,
    edits: tuple[Edit, ...],
    *,
    seen: int,
    actor: str,
) -> Board:
    """Keep edits of what stands on a plan's board as its next version, a draft of its own."""
    board = _seen(board_of(store, plan_id), seen)
    before = board.now
    effect = try_on(store, before.plan_id, before.locks, edits)
    now = clock.now()
    with store.writing(actor=actor, at=now) as writer:
        board = _seen(writer.board(plan_id), seen)
        stored = add_draft(writer, effect, before.plan_id, edits=len(edits), actor=actor, at=now)
        state = replace(before, plan_id=stored.summary.id)
        return _taken(writer, clock, board, BoardStepKind.EDIT, state, actor, edits)


def walk(
    store: Store, clock: Clock, plan_id: str, kind: BoardStepKind, *, seen: int, actor: str
) -> Board:
    """Undo or redo; raises `Conflict` when there is nothing to."""
    with store.writing(actor=actor, at=clock.now()) as writer:
        board = _seen(writer.board(plan_id), seen)
        state = board.undone if kind is BoardStepKind.UNDO else board.redone
        if state is None:
            raise Conflict("nothing to go back or forward to", kind="board", id=board.id)
        return _taken(writer, clock, board, kind, state, actor)


def set_lock(
    store: Store,
    clock: Clock,
    plan_id: str,
    lock: DayLock,
    *,
    locked: bool,
    seen: int,
    actor: str,
) -> Board:
    """Lock a unit's day, or unlock it; raises `InvalidDocument` for a day that is not there."""
    with store.writing(actor=actor, at=clock.now()) as writer:
        board = _seen(writer.board(plan_id), seen)
        before = board.now
        request = remembered_inputs(store, writer.plan(before.plan_id).summary).request
        is_known = any(unit.code == lock.unit_code for unit in request.units)
        if not is_known or not request.horizon.holds(lock.date):
            fault = Fault(field="lock", code="unknown", value=_told(lock))
            raise InvalidDocument("lock", (fault,))
        others = {one for one in before.locks if one != lock}
        locks = tuple(sorted(others | {lock} if locked else others))
        state = replace(before, locks=locks)
        return _taken(writer, clock, board, BoardStepKind.LOCK, state, actor)


def take_version(
    store: Store, clock: Clock, plan_id: str, other_id: str, *, seen: int, actor: str
) -> Board:
    """Make another plan of the same days what stands: an earlier version, or one planned anew.

    Raises `Conflict` for a plan of other days, or one that is a version of another board.
    """
    with store.writing(actor=actor, at=clock.now()) as writer:
        board = _seen(writer.board(plan_id), seen)
        mine, other = writer.plan(board.id).summary, writer.plan(other_id).summary
        same = ("province_code", "start", "days")
        if any(getattr(mine, name) != getattr(other, name) for name in same):
            raise Conflict("a plan of other days", kind="plan", id=other_id)
        elsewhere = writer.board(other_id)
        if elsewhere.steps and elsewhere.id != board.id:
            raise Conflict("a version of another board", kind="plan", id=other_id)
        is_old = other_id in board.plan_ids
        kind = BoardStepKind.TAKE if is_old else BoardStepKind.REPLAN
        state = BoardState(plan_id=other_id, locks=board.now.locks)
        return _taken(writer, clock, board, kind, state, actor)


def plan_the_rest(
    store: Store,
    clock: Clock,
    engine_of: EngineOf,
    plan_id: str,
    params: SolveParams,
    *,
    budget: int | None,
    seen: int,
    actor: str,
) -> Run:
    """Ask for the days of a board anew, with its pins and locks, from what is known by now.

    At most `budget` visits of what stands may be changed (None: as many as it takes). Visits of a
    draft all count; of a published plan those that `Rule.CHANGES` counts, seen from today. What
    comes of the run is a plan beside the board's: a person takes it or leaves it.
    """
    board = _seen(board_of(store, plan_id), seen)
    with store.reading() as reader:
        stored = reader.plan(board.now.plan_id)
    need_room(store, stored.summary.province_code)
    before = remembered_inputs(store, stored.summary).request
    request = anew(store, engine_of, stored.summary, before)
    last = before.horizon.start + timedelta(days=before.horizon.days)
    is_told = stored.summary.state is PlanState.PUBLISHED
    planned_on = clock.now().date() if is_told else last
    request = planned_anew(request, stored.plan, planned_on=planned_on, change_budget=budget)
    wish: dict[str, str | int | float] = {"board": board.id, "from_plan": stored.summary.id}
    if board.now.locks:
        wish["locks"] = pack_locks(board.now.locks)
    return open_run(store, clock, request, params, actor=actor, is_queued=True, wish=wish)


def anew(
    store: Store, engine_of: EngineOf, summary: PlanSummary, before: PlanRequest
) -> PlanRequest:
    """The request of a plan's days as they are known now, with what people decided for the plan.

    Its units (with the days off they were given), pins, policy and budget stay; villages, requests,
    history and roads are those of today.
    """
    with store.reading() as reader:
        data = with_loans(reader, reader.province(summary.province_code), before.horizon)
        present = {unit.code for unit in data.units}
    mine = {unit.code: unit for unit in before.units}
    if not present & mine.keys():
        raise WrongState("no unit of this plan is left", plan_id=summary.id)
    request = request_of_week(
        store,
        summary.province_code,
        Horizon(start=summary.start, days=summary.days),
        unit_codes=tuple(sorted(present & mine.keys())),
        engine_of=engine_of,
        budget_baht=before.budget_baht,
    )
    units = tuple(
        replace(unit, days_off=tuple(sorted({*unit.days_off, *mine[unit.code].days_off})))
        for unit in request.units
    )
    pins = tuple(
        pin
        for pin in before.pins
        if pin.village_code in {village.code for village in request.villages}
        and pin.unit_code in {None, *present}
    )
    return replace(request, units=units, pins=pins, policy=before.policy)


def _seen(board: Board, seen: int) -> Board:
    if board.version != seen:
        raise StaleVersion(
            "the board went on since", board_id=board.id, version=board.version, seen=seen
        )
    return board


def _taken(
    writer: Writer,
    clock: Clock,
    board: Board,
    kind: BoardStepKind,
    state: BoardState,
    actor: str,
    edits: tuple[Edit, ...] = (),
) -> Board:
    step = board.next_step(kind, state, by=actor, at=clock.now(), edits=edits)
    writer.add_board_step(step)
    writer.note(f"board_{kind.value}", f"plan:{state.plan_id}", board=board.id, step=step.number)
    return replace(board, steps=(*board.steps, step))


def _refuse_locked(locks: tuple[DayLock, ...], edits: tuple[Edit, ...]) -> None:
    faults = [
        Fault(field=f"edits[{number}]", code="locked", value=_told(lock))
        for number, edit in enumerate(edits)
        for lock in _touched(edit)
        if lock in locks
    ]
    if faults:
        raise InvalidDocument("edits", tuple(faults))


def _touched(edit: Edit) -> set[DayLock]:
    found = set()
    for unit, when in TOUCHING.get(edit.kind, ()):
        unit_code = getattr(edit, unit) or edit.unit_code
        day: date | None = getattr(edit, when) or edit.on_date
        if unit_code is not None and day is not None:
            found.add(DayLock(unit_code=unit_code, date=day))
    return found


def _told(lock: DayLock) -> str:
    return f"{lock.unit_code} {lock.date.isoformat()}"
