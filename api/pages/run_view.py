"""A run as plain data in one language: how it stands, what is proven, and what to do."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from api.pages.headline import TELLING_GAP, gap_percent
from api.pages.run_chart import RunChart, chart_of
from planner.bootstrap import App
from planner.domain.plan import Plan
from planner.domain.runs import Progress, Run, RunState
from planner.outputs.times import days_text, moment_text
from planner.words import Language, catalog, say

EXPLAINING = "explain"
WORKER_SILENT = timedelta(seconds=30)
PHASES = frozenset(
    {
        *("construct", "ruin", "word", "promises", "equity", "prices", "proof"),
        *("neighbourhoods", "explain"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TierLine:
    """One tier of the objective: what the best plan has, and what is proven."""

    title: str
    now: str
    proven: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunView:
    """All that the page of a run shows."""

    run: Run
    title: str
    days: str
    status: str
    advice: str
    is_open: bool
    is_running: bool
    people: str
    people_name: str
    phase: str
    used_s: int
    limit_s: int
    left: str
    tiers: tuple[TierLine, ...]
    chart: RunChart | None
    has_best: bool
    no_worker: bool
    board_id: str
    from_plan: str
    asked: str


def view_of(planner: App, run: Run, language: Language) -> RunView:
    """A run in words."""
    progress = run.progress
    with planner.store.reading() as reader:
        if run.plan_id is not None:
            progress = _told_of(reader.plan(run.plan_id).plan, progress)
        has_best = reader.best_so_far(run.id) is not None
        workers = reader.workers()
    now = planner.clock.now()
    limit = run.params.cpu_s
    used = _used(progress, limit)
    return RunView(
        run=run,
        title=say(f"run_title_{run.state.value}", language),
        days=days_text(run.start, run.days, language),
        status=_status(run, language),
        advice=_advice(run, language),
        is_open=not run.is_closed,
        is_running=run.state is RunState.RUNNING,
        people=f"{progress.people_served:,}" if progress else "",
        people_name=say("run_people_done" if run.plan_id else "run_people", language),
        phase=_phase(progress, language),
        used_s=round(min(used, limit)),
        limit_s=round(limit),
        left=_left(run, progress, used, limit, language),
        tiers=_tiers(progress, language) if progress else (),
        chart=chart_of(progress.trail, language) if progress else None,
        has_best=has_best and run.state in (RunState.RUNNING, RunState.FAILED),
        no_worker=run.state is RunState.ACCEPTED and not _any_alive(workers, now),
        board_id=str(run.wish.get("board", "")),
        from_plan=str(run.wish.get("from_plan", "")),
        asked=say(
            "run_asked", language, who=run.created_by, at=moment_text(run.created_at, language)
        ),
    )


def _told_of(plan: Plan, last: Progress | None) -> Progress:
    """The stored plan's own figures: it may be better than the last word of its search."""
    made = plan.provenance
    told = last or Progress(
        value=None, bound=None, people_served=0, rounds=0,
        cpu_s=made.cpu_s if made else 0.0, wall_s=made.wall_s if made else 0.0,
    )  # fmt: skip
    has_promises = told.promises is not None or any(term.tier == 1 for term in plan.terms)
    return replace(
        told,
        value=plan.value,
        bound=plan.bound_of(3),
        people_served=plan.people_served,
        promises=sum(t.points for t in plan.terms if t.tier == 1) if has_promises else None,
        equity=None if told.equity is None else plan.equity,
        bounds=plan.bounds,
    )


def _any_alive(workers: tuple[Any, ...], now: datetime) -> bool:
    return any(now - worker.seen_at < WORKER_SILENT for worker in workers)


def _status(run: Run, language: Language) -> str:
    if run.stop_asked and not run.is_closed:
        return say("run_stopping", language)
    if run.plan_id is not None and run.stop_asked:
        return say("run_status_stopped", language)
    if run.plan_id is not None and run.error_code is not None:
        return say("run_status_broken_off", language)
    if run.state is RunState.FAILED:
        code = f"problem_{run.error_code}"
        return say(code if code in catalog() else "run_failed_other", language)
    return say(f"run_status_{run.state.value}", language)


def _advice(run: Run, language: Language) -> str:
    if run.state is not RunState.FAILED:
        return ""
    code = f"problem_{run.error_code}_advice"
    facts = {k: v for k, v in run.error_facts.items() if k not in ("code", "language")}
    return say(code if code in catalog() else "run_failed_other_advice", language, **facts)


def _phase(progress: Progress | None, language: Language) -> str:
    if progress is None:
        return say("run_phase_travel", language)
    known = progress.phase if progress.phase in PHASES else "other"
    return say(f"run_phase_{known}", language)


def _used(progress: Progress | None, limit: float) -> float:
    """Search seconds used; whoever explains the plan afterwards counts from nothing again."""
    if progress is None:
        return 0.0
    return limit if progress.phase == EXPLAINING else progress.cpu_s


def _left(
    run: Run, progress: Progress | None, used: float, limit: float, language: Language
) -> str:
    if run.state is not RunState.RUNNING:
        return ""
    if progress is None:
        return say("run_before", language)
    if progress.phase == EXPLAINING:
        return say("run_searched", language)
    return say(
        "run_left",
        language,
        used=f"{min(used, limit):,.0f}",
        limit=f"{limit:,.0f}",
        wall=f"{progress.wall_s:,.0f}",
        wall_limit=f"{run.params.wall_s:,.0f}",
    )


def _tiers(progress: Progress, language: Language) -> tuple[TierLine, ...]:
    bounds = {bound.tier: bound.points for bound in progress.bounds}
    lines = []
    if progress.promises is not None:
        kept = progress.promises == 0
        best = bounds.get(1)
        lines.append(
            TierLine(
                title=say("run_tier_promises", language),
                now=say("run_promises_kept", language)
                if kept
                else say("run_promises_short", language, points=f"{-progress.promises:,}"),
                proven=_promises_proven(progress.promises, best, language),
            )
        )
    if progress.equity is not None:
        best = bounds.get(2)
        lines.append(
            TierLine(
                title=say("run_tier_equity", language),
                now=say("run_equity", language, share=f"{progress.equity / 100:.1f}"),
                proven=say("run_unproven", language)
                if best is None
                else say("run_equity_bound", language, share=f"{best / 100:.1f}"),
            )
        )
    if progress.value is not None:
        gap = progress.gap
        lines.append(
            TierLine(
                title=say("run_tier_points", language),
                now=say("run_points", language, points=f"{progress.value:,}"),
                proven=_points_proven(gap, progress.bound, language),
            )
        )
    return tuple(lines)


def _points_proven(gap: float | None, bound: int | None, language: Language) -> str:
    if gap is None or bound is None:
        return say("run_unproven", language)
    if gap <= 0:
        return say("run_best_proven", language)
    code = "run_gap" if gap <= TELLING_GAP else "run_gap_wide"
    return say(code, language, gap=gap_percent(gap), bound=f"{bound:,}")


def _promises_proven(points: int, best: int | None, language: Language) -> str:
    if best is None:
        return say("run_unproven", language)
    if points >= best:
        return say("run_best_proven", language)
    return say("run_promises_bound", language, points=f"{-best:,}")
