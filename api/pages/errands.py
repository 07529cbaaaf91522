"""How a run that answers a question stands, for the panel that every such page shows."""

from dataclasses import dataclass

from planner.bootstrap import App
from planner.domain.runs import Run, RunState
from planner.outputs.times import moment_text
from planner.words import Language, say


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrandView:
    """A run in words; `share` is how far it has come (None while nobody knows).

    `step` is what `errands.js` compares with each word of the run: its state and counted phase.
    """

    run_id: str
    state: str
    is_open: bool
    is_failed: bool
    told: str
    detail: str
    share: float | None
    events: str
    step: str


def errand_view(planner: App, run: Run | None, language: Language) -> ErrandView | None:
    """The panel of a run; None without one."""
    if run is None:
        return None
    at = moment_text(run.updated_at, language)
    told = say(f"errand_{run.state.value}", language, at=at)
    detail, share = _progress(run, language)
    if run.state is RunState.FAILED:
        detail = _why(run, language)
    elif run.state is RunState.ACCEPTED and not _has_worker(planner):
        detail = say("errand_no_worker", language)
    elif run.is_closed:
        detail = ""
    return ErrandView(
        run_id=run.id,
        state=run.state.value,
        is_open=not run.is_closed,
        is_failed=run.state is RunState.FAILED,
        told=told,
        detail=detail,
        share=share,
        events=f"/v1/runs/{run.id}/events",
        step=_step(run),
    )


def _step(run: Run) -> str:
    phase = run.progress.phase if run.progress else ""
    return f"{run.state.value} {phase if ':' in phase else ''}"


def _progress(run: Run, language: Language) -> tuple[str, float | None]:
    """What the run has done so far, in words and as a share."""
    asked = say(
        "errand_since", language, at=moment_text(run.created_at, language), by=run.created_by
    )
    progress = run.progress
    if progress is None:
        return asked, None
    what, _, steps = progress.phase.partition(":")
    done, _, total = steps.partition("/")
    if what in ("quarter", "worth") and done.isdigit() and total.isdigit():
        told = say(f"errand_{what}", language, done=done, total=total)
        return f"{told} · {asked}", int(done) / max(1, int(total))
    seconds = say("errand_seconds", language, seconds=f"{progress.wall_s:.0f}")
    return f"{seconds} · {asked}", None


def _why(run: Run, language: Language) -> str:
    try:
        return say(f"problem_{run.error_code}", language, **run.error_facts)
    except KeyError:
        return run.error_code or ""


def _has_worker(planner: App) -> bool:
    now = planner.clock.now()
    with planner.store.reading() as reader:
        return any(worker.is_alive(now) for worker in reader.workers())
