"""Runs: opened in one transaction, solved outside any, closed in another with plan and verdict.

The command line, workers and what-if call the same two: `open_run` and `carry_out_run`.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from geodata.errors import GeodataError
from geodata.matrix import TravelMatrix
from planner.assess.check import check_plan
from planner.assess.explain import explain_unplanned
from planner.documents import digest, from_json, plan_digest, to_canonical
from planner.domain.errors import (
    Conflict,
    InvalidDocument,
    PlannerError,
    PlanRefused,
    RunDismissed,
    SolverFailed,
)
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.domain.runs import (
    NO_REQUEST,
    PlanState,
    PlanSummary,
    Progress,
    Run,
    RunState,
    StoredPlan,
)
from planner.domain.verdict import Verdict
from planner.ports import Clock, Forcer, Solver, Store, Writer
from planner.usecases.barriers import (
    ROLE,
    Barriers,
    barriers_of,
    pack_barriers,
    with_barriers,
)
from planner.usecases.beat import Beat
from planner.usecases.broken_off import searched
from planner.usecases.explaining import (
    WeekOf,
    explain_pressing,
    most_pressing,
    weeks_of,
    with_later_weeks,
)
from planner.usecases.locked import around_locks, unpack_locks
from planner.usecases.routine import figures_of, request_of_run
from planner.usecases.run_ids import next_run_id
from planner.usecases.travel import (
    EngineOf,
    closed_travel,
    pack_matrix,
    travel_findings,
    travel_for,
)

SPARE = timedelta(minutes=10)
"""Time that travel, storing and a slow machine may take beside a search."""

NEXT_WEEKS = 4
"""Weeks after a plan that are looked at for its most pressing rows."""
LOG = logging.getLogger(__name__)

Facts = dict[str, str | int | float]


def open_run(
    store: Store,
    clock: Clock,
    request: PlanRequest,
    params: SolveParams,
    *,
    actor: str,
    is_queued: bool = False,
    wish: Facts | None = None,
) -> Run:
    """A new run with its request kept as a blob; nothing is solved yet.

    `wish` may name a plan to plan around (`from_plan`) and its locked days (`locks`).
    """
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
            is_queued=is_queued,
            wish=wish or {},
        )
        writer.add_run(run)
        writer.note(
            "run_opened", f"run:{run.id}", province=run.province_code, request=run.request_digest
        )
    return run


def stop_run(store: Store, clock: Clock, run_id: str, *, actor: str) -> Run:
    """Ask a run to stop: one that waits is dismissed, one that searches keeps its best plan."""
    now = clock.now()
    with store.writing(actor=actor, at=now) as writer:
        run = writer.run(run_id)
        return run if run.is_closed else stopped(writer, run, now)


def stopped(writer: Writer, run: Run, now: datetime) -> Run:
    """An open run asked to stop, within somebody's transaction."""
    waits = run.state is RunState.ACCEPTED
    state = RunState.DISMISSED if waits else run.state
    run = replace(run, stop_asked=True, updated_at=now, state=state)
    writer.change_run(run)
    done = "run_dismissed" if waits else "run_stop_asked"
    writer.note(done, f"run:{run.id}", province=run.province_code)
    return run


def dismiss_run(store: Store, clock: Clock, run_id: str, *, actor: str) -> Run:
    """Call a run off, whatever it has found so far: nothing is stored of it.

    A worker that searches for it learns of this within a second or two. Raises `Conflict` for a run
    that has ended already.
    """
    now = clock.now()
    with store.writing(actor=actor, at=now) as writer:
        run = writer.run(run_id)
        if run.is_closed:
            raise Conflict("the run has ended", run_id=run_id, state=run.state.value)
        run = replace(run, stop_asked=True, updated_at=now, state=RunState.DISMISSED)
        writer.change_run(run)
        writer.note("run_dismissed", f"run:{run_id}", province=run.province_code)
    return run


def close_abandoned(store: Store, clock: Clock) -> tuple[str, ...]:
    """Close runs whose program died in the middle; queued ones are the workers' to take up again.

    Such a run has said nothing for longer than it may search, with some time to spare.
    """
    now = clock.now()
    with store.reading() as reader:
        begun = reader.runs(states=(RunState.ACCEPTED, RunState.RUNNING), limit=1_000_000)
    dead = [
        run
        for run in begun
        if not run.is_queued and now - run.updated_at > timedelta(seconds=run.params.wall_s) + SPARE
    ]
    for run in dead:
        _fail(store, clock, run, "abandoned", {})
    return tuple(run.id for run in dead)


def carry_out_run(
    store: Store,
    clock: Clock,
    solver: Solver,
    engine_of: EngineOf,
    run_id: str,
    *,
    travel: Mapping[str, TravelMatrix] | None = None,
    barriers: Barriers | None = None,
    forcer: Forcer | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> StoredPlan:
    """Solve a run and store its plan with verdict and inputs, once whoever else tries.

    `travel` and `barriers` stand in for the province's engine when a stored plan is made again.
    With a `forcer` the most pressing left-out rows are explained, unless somebody asked the search
    to stop. When the search's process dies, the best plan that it had told of is judged and kept
    in its place. A plan that the checker does not accept is not stored: the run fails with
    `PlanRefused`. Whatever else goes wrong is noted in the run too, then raised. Raises
    `RunDismissed` for a run that was stopped before it began, `Conflict` for one that failed
    before.
    """
    run = _begin(store, clock, run_id)
    if run.plan_id is not None:
        with store.reading() as reader:
            return reader.plan(run.plan_id)
    try:
        if run.request_digest == NO_REQUEST:
            run = request_of_run(store, clock, run, engine_of)
        with store.reading() as reader:
            request = from_json(PlanRequest, reader.blob(run.request_digest))
        matrices = (
            closed_travel(travel) if travel else travel_for(engine_of(run.province_code), request)
        )
        if "locks" in run.wish:
            solver, forcer = _around_locks(store, run, solver), None
        beat = Beat(store, clock, run, on_progress, should_stop)
        plan, broken = searched(solver, request, matrices, run.params, beat)
        plan = explain_unplanned(request, matrices, plan)
        if forcer is not None and broken is None and not beat.should_stop():
            week_of = weeks_of(store, engine_of, run.province_code)
            plan = _explained(forcer, request, matrices, plan, run.params, beat, week_of)
        if barriers is None:
            known = None if travel else engine_of(run.province_code)
            barriers = {} if known is None else barriers_of(plan, request, known)
        plan = with_barriers(plan, barriers)
        verdict = check_plan(request, matrices, plan)
        if not verdict.is_clean:
            raise broken or _refusal(verdict)
        return _close(store, clock, run, request, matrices, barriers, plan, verdict, broken)
    except (PlannerError, GeodataError) as error:
        _fail(store, clock, run, error.code, _plain(error.facts) | _faults(error))
        raise
    except KeyboardInterrupt:
        _fail(store, clock, run, "interrupted", {})
        raise
    except Exception as error:
        _fail(store, clock, run, "unexpected", {"cause": repr(error)[:500]})
        raise


def _around_locks(store: Store, run: Run, solver: Solver) -> Solver:
    """The solver that keeps the locked days which a run's wish names as its base plan has them."""
    with store.reading() as reader:
        base = reader.plan(str(run.wish["from_plan"])).plan
    return around_locks(solver, base, unpack_locks(str(run.wish["locks"])))


def _explained(
    forcer: Forcer,
    request: PlanRequest,
    travel: Mapping[str, TravelMatrix],
    plan: Plan,
    params: SolveParams,
    beat: Beat,
    week_of: WeekOf,
) -> Plan:
    """The plan with its most pressing rows explained; as it was when explaining failed."""
    try:
        plan = explain_pressing(
            forcer, request, travel, plan, params,
            on_progress=beat.progress, should_stop=beat.should_stop,
        )  # fmt: skip
    except SolverFailed as error:
        LOG.warning("explaining_failed", extra={"facts": _plain(error.facts)})
    pressing = most_pressing(request, plan, params.explain)
    only = frozenset((entry.village_code, entry.service_code) for entry in pressing)
    return with_later_weeks(request, plan, week_of, only=only, weeks=NEXT_WEEKS)


def _begin(store: Store, clock: Clock, run_id: str) -> Run:
    """Mark a run as running; one whose worker died is simply begun again."""
    with store.writing(actor="solver", at=clock.now()) as writer:
        run = writer.run(run_id)
        if run.state is RunState.DISMISSED:
            raise RunDismissed("the run was stopped before it began", run_id=run_id)
        if run.state is RunState.FAILED:
            raise Conflict("the run failed before", run_id=run_id)
        if not run.is_closed:
            run = replace(run, state=RunState.RUNNING, updated_at=clock.now())
            writer.change_run(run)
            writer.note("run_started", f"run:{run_id}", province=run.province_code)
    return run


def _close(
    store: Store,
    clock: Clock,
    run: Run,
    request: PlanRequest,
    travel: Mapping[str, TravelMatrix],
    barriers: Barriers,
    plan: Plan,
    verdict: Verdict,
    broken: SolverFailed | None,
) -> StoredPlan:
    packed = {f"travel:{profile}": pack_matrix(matrix) for profile, matrix in travel.items()}
    packed |= {ROLE: pack_barriers(barriers)} if barriers else {}
    figures = figures_of(request, plan)
    now = clock.now()
    with store.writing(actor=run.created_by, at=now) as writer:
        current = writer.run(run.id)
        if current.plan_id is not None:
            return writer.plan(current.plan_id)
        if current.is_closed:
            raise RunDismissed("the run was called off", run_id=run.id)
        inputs = {"request": run.request_digest}
        inputs |= {role: writer.put_blob(content) for role, content in packed.items()}
        stored = StoredPlan(
            summary=PlanSummary(
                id=next_plan_id(writer, request),
                province_code=request.province_code,
                start=plan.start,
                days=plan.days,
                created_at=now,
                created_by=run.created_by,
                state=PlanState.DRAFT,
                digest=plan_digest(plan),
                request_digest=digest(request),
                inputs=inputs,
                value=plan.value,
                people_served=plan.people_served,
                gap=plan.gap,
                is_clean=verdict.is_clean,
                run_id=run.id,
            ),
            plan=plan,
            verdict=verdict,
        )
        writer.add_plan(stored)
        done = replace(current, state=RunState.SUCCESSFUL, plan_id=stored.summary.id)
        if broken is not None:
            done = replace(done, error_code=broken.code, error_facts=_plain(broken.facts))
        writer.change_run(replace(done, figures=figures, updated_at=now))
        writer.note(
            "plan_stored",
            f"plan:{stored.summary.id}",
            run=run.id,
            digest=stored.summary.digest,
            value=plan.value,
            **({} if broken is None else {"broken_off": str(broken.facts.get("cause", ""))}),
            **{f"{f.code}:{f.file}": f.facts["ways"] for f in travel_findings(travel)},
        )
    return stored


def next_plan_id(writer: Writer, request: PlanRequest) -> str:
    """Province, first day and a number: people read these ids aloud."""
    start = request.horizon.start
    count = len(writer.plans(province_code=request.province_code, start=start, limit=1_000_000))
    return f"{request.province_code}-{start:%Y%m%d}-{count + 1}"


def _refusal(verdict: Verdict) -> PlanRefused:
    counts: Facts = {"count": len(verdict.violations)}
    for violation in verdict.violations:
        name = f"rule_{violation.rule.value}"
        counts[name] = int(counts.get(name, 0)) + 1
    return PlanRefused("the plan breaks rules", verdict, **counts)


def _fail(store: Store, clock: Clock, run: Run, code: str, facts: Facts) -> None:
    """Close a run as failed, unless somebody else closed it."""
    with store.writing(actor=run.created_by, at=clock.now()) as writer:
        current = writer.run(run.id)
        if current.is_closed:
            return
        writer.change_run(
            replace(
                current,
                state=RunState.DISMISSED if code == "interrupted" else RunState.FAILED,
                error_code=code,
                error_facts=facts,
                updated_at=clock.now(),
            )
        )
        writer.note("run_failed", f"run:{run.id}", province=run.province_code, code=code)


def _faults(error: Exception) -> Facts:
    """What is wrong with a document, in a line; the first few of its faults."""
    faults = error.faults[:5] if isinstance(error, InvalidDocument) else ()
    return {"faults": "; ".join(f"{f.field}: {f.code}" for f in faults)} if faults else {}


def _plain(facts: Mapping[str, object]) -> Facts:
    return {
        name: value if isinstance(value, str | int | float) else str(value)[:500]
        for name, value in facts.items()
    }
