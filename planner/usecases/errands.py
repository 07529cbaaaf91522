"""Longer questions carried out as runs: a quarter, why not a village, what a rule is worth.

They are opened here, queued, and carried out by a worker like every other run; what they found
beside plans is kept as a blob and read again by `outcome_of`.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from geodata.errors import GeodataError
from planner.documents import from_json, to_canonical
from planner.domain.calendar import Horizon
from planner.domain.errors import PlannerError, RunDismissed
from planner.domain.params import SolveParams
from planner.domain.plan import Unplanned
from planner.domain.request import PlanRequest
from planner.domain.runs import Progress, Run, RunKind, RunState
from planner.ports import Clock, Forcer, Solver, Store
from planner.usecases.plans import find_plan, inputs_of, request_of_week
from planner.usecases.quarter import plan_quarter
from planner.usecases.run_ids import next_run_id
from planner.usecases.runs import carry_out_run
from planner.usecases.stored_reasons import explain_stored
from planner.usecases.travel import EngineOf
from planner.usecases.workers import need_room
from planner.usecases.worth import CaseFigures, Question, cases_of, worth_of

QUARTER_WEEKS = 13
LOOKED_AT = 500
"""Newest runs of a province that are looked through for one of a kind."""
BEAT_S = 1.0

Facts = dict[str, str | int | float]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageReasons:
    """What an EXPLAIN run found: a village's left-out rows; `better_plan_id` a draft it led to."""

    plan_id: str
    village_code: str
    entries: tuple[Unplanned, ...]
    better_plan_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorthFound:
    """What a WORTH run found: each way of planning the plan's days, the first is compared with."""

    plan_id: str
    question: Question
    cases: tuple[CaseFigures, ...]


def ask_quarter(
    store: Store,
    clock: Clock,
    engine_of: EngineOf,
    province_code: str,
    first: date,
    params: SolveParams,
    *,
    actor: str,
    weeks: int = QUARTER_WEEKS,
) -> Run:
    """Have the weeks from a Monday on planned, one after another; raises `TooManyRuns`."""
    request = request_of_week(store, province_code, Horizon(start=first), engine_of=engine_of)
    return _ask(
        store, clock, RunKind.QUARTER, request, params, {"weeks": weeks}, actor, plan_id=None
    )


def ask_reasons(
    store: Store,
    clock: Clock,
    plan_name: str,
    village_code: str,
    params: SolveParams,
    *,
    actor: str,
) -> Run:
    """Have it shown what it would take to serve a village that a plan leaves out."""
    summary = find_plan(store, plan_name)
    request = inputs_of(store, summary.id).request
    wish: Facts = {"village_code": village_code}
    return _ask(store, clock, RunKind.EXPLAIN, request, params, wish, actor, plan_id=summary.id)


def ask_worth(
    store: Store,
    clock: Clock,
    plan_name: str,
    question: Question,
    params: SolveParams,
    *,
    actor: str,
) -> Run:
    """Have a plan's days planned with and without a rule."""
    summary = find_plan(store, plan_name)
    request = inputs_of(store, summary.id).request
    wish: Facts = {"question": question.value}
    return _ask(store, clock, RunKind.WORTH, request, params, wish, actor, plan_id=summary.id)


def newest_errand(
    store: Store, province_code: str, kind: RunKind, *, plan_id: str | None = None, **wish: object
) -> Run | None:
    """The newest run of a kind about this plan (any, without one) and with this wish."""
    with store.reading() as reader:
        runs = reader.runs(province_code=province_code, limit=LOOKED_AT)
    return next(
        (
            run
            for run in runs
            if run.kind is kind
            and plan_id in (None, run.plan_id)
            and all(run.wish.get(name) == value for name, value in wish.items())
        ),
        None,
    )


def outcome_of(store: Store, run: Run, kind: type[T]) -> T | None:
    """What a run found; None while it has not, or when it found plans only."""
    if run.outcome_digest is None or run.state is not RunState.SUCCESSFUL:
        return None
    with store.reading() as reader:
        return from_json(kind, reader.blob(run.outcome_digest))


def carry_out(
    store: Store,
    clock: Clock,
    solver: Solver,
    forcer: Forcer,
    engine_of: EngineOf,
    run_id: str,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] = bool,
) -> str:
    """Carry out a run of any kind; the id of its plan. Errors as `carry_out_run`."""
    with store.reading() as reader:
        run = reader.run(run_id)
    if run.kind is RunKind.PLAN:
        return carry_out_run(
            store, clock, solver, engine_of, run_id,
            forcer=forcer, on_progress=on_progress, should_stop=should_stop,
        ).summary.id  # fmt: skip
    run = _begin(store, clock, run)
    beat = _Beat(store, clock, run, on_progress, should_stop)
    try:
        plan_id, found = _find_out(store, clock, solver, forcer, engine_of, run, beat)
    except (PlannerError, GeodataError) as error:
        facts: Facts = {name: str(value)[:500] for name, value in error.facts.items()}
        _end(store, clock, run, state=RunState.FAILED, error_code=error.code, error_facts=facts)
        raise
    except Exception as error:
        told: Facts = {"cause": repr(error)[:500]}
        _end(store, clock, run, state=RunState.FAILED, error_code="unexpected", error_facts=told)
        raise
    _end(store, clock, run, state=RunState.SUCCESSFUL, found=found, plan_id=plan_id)
    return plan_id


def _find_out(
    store: Store,
    clock: Clock,
    solver: Solver,
    forcer: Forcer,
    engine_of: EngineOf,
    run: Run,
    beat: "_Beat",
) -> tuple[str, object | None]:
    if run.kind is RunKind.QUARTER:
        weeks = int(run.wish["weeks"])
        beat.tell(f"quarter:0/{weeks}")
        planned = plan_quarter(
            store, clock, solver, engine_of, run.province_code, run.start, weeks, run.params,
            actor=run.created_by,
            on_week=lambda number, _: beat.tell(f"quarter:{number + 1}/{weeks}"),
            should_stop=beat.should_stop,
            made_since=run.created_at,
        )  # fmt: skip
        return planned.quarter.weeks[0].plan_id, None
    plan_id = str(run.plan_id)
    if run.kind is RunKind.EXPLAIN:
        village = str(run.wish["village_code"])
        told = explain_stored(
            store, clock, forcer, engine_of, plan_id, village,
            params=run.params, actor=run.created_by,
            on_progress=beat.hear, should_stop=beat.should_stop,
        )  # fmt: skip
        better = None if told.better is None else told.better.summary.id
        return plan_id, VillageReasons(
            plan_id=plan_id, village_code=village, entries=told.entries, better_plan_id=better
        )
    question = Question(str(run.wish["question"]))
    inputs = inputs_of(store, plan_id)
    cases = cases_of(inputs.request, question)
    numbers = iter(range(len(cases)))
    found = worth_of(
        solver, inputs.travel, cases, run.params,
        on_case=lambda _: beat.tell(f"worth:{next(numbers)}/{len(cases)}"),
    )  # fmt: skip
    return plan_id, WorthFound(plan_id=plan_id, question=question, cases=tuple(found))


class _Beat:
    """Stores how an errand stands now and then, and learns whether it is to stop."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        run: Run,
        on_progress: Callable[[Progress], None] | None,
        should_stop: Callable[[], bool],
    ) -> None:
        self._store, self._clock, self._run = store, clock, run
        self._on_progress, self._asked_here = on_progress, should_stop
        self._began = self._looked_at = time.monotonic()
        self._stored_at = 0.0
        self._stop_asked = False

    def tell(self, phase: str) -> None:
        """A step was reached; always stored."""
        wall_s = round(time.monotonic() - self._began, 1)
        self._keep(
            Progress(
                value=None, bound=None, people_served=0, rounds=0, cpu_s=0.0, wall_s=wall_s,
                phase=phase,
            )
        )  # fmt: skip

    def hear(self, progress: Progress) -> None:
        """How a search stands; stored at most once a second."""
        if time.monotonic() - self._stored_at >= BEAT_S:
            self._keep(progress)

    def should_stop(self) -> bool:
        """Whether somebody asked this errand, or its worker, to stop."""
        if self._asked_here():
            return True
        if not self._stop_asked and time.monotonic() - self._looked_at >= BEAT_S:
            self._looked_at = time.monotonic()
            with self._store.reading() as reader:
                run = reader.run(self._run.id)
            self._stop_asked = run.stop_asked or run.is_closed
        return self._stop_asked

    def _keep(self, progress: Progress) -> None:
        self._stored_at = time.monotonic()
        if self._on_progress is not None:
            self._on_progress(progress)
        with self._store.writing(actor=self._run.created_by, at=self._clock.now()) as writer:
            writer.note_progress(self._run.id, progress)


def _ask(
    store: Store,
    clock: Clock,
    kind: RunKind,
    request: PlanRequest,
    params: SolveParams,
    wish: Facts,
    actor: str,
    *,
    plan_id: str | None,
) -> Run:
    need_room(store, request.province_code)
    now = clock.now()
    with store.writing(actor=actor, at=now) as writer:
        run = Run(
            id=next_run_id(writer),
            province_code=request.province_code,
            start=request.horizon.start,
            days=request.horizon.days,
            request_digest=writer.put_blob(to_canonical(request)),
            params=params,
            created_at=now,
            created_by=actor,
            updated_at=now,
            is_queued=True,
            plan_id=plan_id,
            kind=kind,
            wish=wish,
        )
        writer.add_run(run)
        writer.note(
            "run_opened", f"run:{run.id}",
            **{"province": run.province_code, "kind": kind.value, **wish},
        )  # fmt: skip
    return run


def _begin(store: Store, clock: Clock, run: Run) -> Run:
    """Mark as running; one whose worker died is begun again. Raises `RunDismissed` when ended."""
    if run.is_closed:
        raise RunDismissed("the run has ended", run_id=run.id)
    begun = replace(run, state=RunState.RUNNING, updated_at=clock.now())
    with store.writing(actor="solver", at=clock.now()) as writer:
        writer.change_run(begun)
        writer.note("run_started", f"run:{run.id}", province=run.province_code)
    return begun


def _end(
    store: Store,
    clock: Clock,
    run: Run,
    *,
    state: RunState,
    found: object | None = None,
    plan_id: str | None = None,
    error_code: str | None = None,
    error_facts: Facts | None = None,
) -> None:
    """Close a run, unless somebody else closed it."""
    now = clock.now()
    with store.writing(actor=run.created_by, at=now) as writer:
        current = writer.run(run.id)
        if current.is_closed:
            return
        writer.change_run(
            replace(
                current,
                state=state,
                updated_at=now,
                plan_id=plan_id or current.plan_id,
                outcome_digest=None if found is None else writer.put_blob(to_canonical(found)),
                error_code=error_code,
                error_facts=error_facts or {},
            )
        )
        note = "run_failed" if error_code else "run_finished"
        writer.note(
            note, f"run:{run.id}",
            province=run.province_code, kind=run.kind.value, code=error_code or "",
        )  # fmt: skip
