"""`planner plan`, `plans`, `show` and `check`: plans made, listed, shown and judged again."""

from typing import Annotated, Any

import typer
from rich.table import Table

from planner.bootstrap import App, SystemClock
from planner.cli.complaints import MOST_ROWS, VIOLATIONS, plain
from planner.cli.data import PROVINCE
from planner.cli.desk import ACTOR, Desk, chosen_province, desk_of
from planner.cli.horizons import DAYS, START, STATE, WEEK, chosen_horizon, read_date, read_pin
from planner.cli.naming import named_plan
from planner.cli.national import plan_every_province
from planner.cli.promised import promised_document, tell_promised
from planner.cli.screens import show_plan
from planner.cli.searching import watching
from planner.cli.speech import help_text
from planner.documents import to_data
from planner.domain.calendar import Horizon
from planner.domain.params import SolveParams
from planner.domain.request import PlanRequest
from planner.domain.runs import PlanSummary, Run, StoredPlan
from planner.domain.seasons import RoadState
from planner.domain.verdict import Verdict
from planner.outputs.closed_now import closed_days_text
from planner.outputs.times import day_text
from planner.outputs.view import Directory
from planner.usecases.closed_since import closed_of_plan
from planner.usecases.plans import (
    Recheck,
    inputs_of,
    recheck_plan,
    request_of_week,
)
from planner.usecases.replanning import planned_anew, promised_by
from planner.usecases.runs import carry_out_run, close_abandoned, open_run
from planner.words.violations import tell_violation

PLAN = typer.Argument(help=help_text("cli_help_plan_id"))


def plan_command(
    context: typer.Context,
    province: Annotated[str | None, PROVINCE] = None,
    week: Annotated[str | None, WEEK] = None,
    start: Annotated[str | None, START] = None,
    days: Annotated[int, DAYS] = 7,
    state: Annotated[RoadState | None, STATE] = None,
    seconds: Annotated[
        float, typer.Option(min=0.1, help=help_text("cli_help_seconds"))
    ] = SolveParams().cpu_s,
    seed: Annotated[int, typer.Option(min=0, help=help_text("cli_help_seed"))] = 1,
    is_reproducible: Annotated[
        bool, typer.Option("--reproducible", help=help_text("cli_help_reproducible"))
    ] = False,
    rounds: Annotated[
        int, typer.Option(min=1, help=help_text("cli_help_rounds"))
    ] = SolveParams().max_rounds,
    units: Annotated[str, typer.Option(help=help_text("cli_help_units"))] = "",
    pin: Annotated[list[str] | None, typer.Option(help=help_text("cli_help_pin"))] = None,
    budget: Annotated[int | None, typer.Option(min=0, help=help_text("cli_help_budget"))] = None,
    is_queued: Annotated[bool, typer.Option("--queue", help=help_text("cli_help_queue"))] = False,
    again: Annotated[str | None, typer.Option(help=help_text("cli_help_again"))] = None,
    with_drafts: Annotated[
        bool, typer.Option("--drafts", help=help_text("cli_help_drafts"))
    ] = False,
    workers: Annotated[
        int, typer.Option(min=1, max=8, help=help_text("cli_help_side_by_side"))
    ] = 1,
    explain: Annotated[
        int, typer.Option(min=0, max=10_000, help=help_text("cli_help_explain_rows"))
    ] = SolveParams().explain,
    keep: Annotated[str | None, typer.Option(help=help_text("cli_help_keep"))] = None,
    change_budget: Annotated[
        int | None, typer.Option(min=0, help=help_text("cli_help_change_budget"))
    ] = None,
    as_of: Annotated[str | None, typer.Option(help=help_text("cli_help_as_of"))] = None,
    every_province: Annotated[
        bool, typer.Option("--all-provinces", help=help_text("cli_help_all_provinces"))
    ] = False,
    at_once: Annotated[int, typer.Option(min=0, help=help_text("cli_help_plan_at_once"))] = 0,
) -> None:
    """Make a plan, check it and store it."""
    desk = desk_of(context)
    if again is not None:
        _refuse_given(context, NOT_WITH_AGAIN, "cli_again_keeps", "--again")
    if is_reproducible and workers > 1:
        raise typer.BadParameter(help_text("cli_workers_reproducible"), param_hint="--workers")
    if keep is None and (change_budget is not None or as_of is not None):
        raise typer.BadParameter(help_text("cli_budget_needs_keep"), param_hint="--keep")
    params = SolveParams(
        seed=seed,
        cpu_s=seconds,
        wall_s=max(SolveParams().wall_s, 3 * seconds),
        reproducible=is_reproducible,
        max_rounds=rounds,
        workers=workers,
        explain=explain,
    )
    if every_province:
        _refuse_given(context, NOT_NATIONWIDE, "cli_all_provinces_alone", "--all-provinces")
        horizon = chosen_horizon(SystemClock(), week, start, days, desk.remark)
        plan_every_province(desk, horizon, params, is_queued=is_queued, at_once=at_once)
        return
    with desk.planner() as planner:
        close_abandoned(planner.store, planner.clock)
        travel = barriers = original = kept = None
        if keep is not None:
            kept = named_plan(desk, planner.store, keep)
        if again is not None:
            original = named_plan(desk, planner.store, again)
            inputs = inputs_of(planner.store, original.id)
            request, travel, barriers = inputs.request, inputs.travel, inputs.barriers
        else:
            request = request_of_week(
                planner.store,
                chosen_province(planner, province if kept is None else kept.province_code).code,
                _horizon(desk, planner, kept, week, start, days),
                unit_codes=tuple(code.strip() for code in units.split(",") if code.strip()),
                pins=tuple(read_pin(text) for text in pin or ()),
                budget_baht=budget,
                engine_of=planner.engine_of,
                state=state,
                with_drafts=with_drafts,
            )
        if kept is not None:
            with planner.store.reading() as reader:
                told = reader.plan(kept.id).plan
            today = planner.clock.now().date() if as_of is None else read_date(as_of, "--as-of")
            request = planned_anew(request, told, planned_on=today, change_budget=change_budget)
        run = open_run(
            planner.store, planner.clock, request, params, actor=ACTOR, is_queued=is_queued
        )
        if is_queued:
            desk.line("cli_queued", run=run.id)
            desk.answer({"run_id": run.id, "state": run.state.value})
            return
        stored, first_plan_s = carry_out(desk, planner, run, travel, barriers)
        show_plan(desk, stored, request)
        promised = promised_by(planner.store, stored, request)
        tell_promised(desk, promised, request)
        if original is not None:
            _tell_difference(desk, stored.summary, original)
    desk.answer(
        {
            "summary": to_data(stored.summary),
            "first_plan_s": first_plan_s,
            "verdict": to_data(stored.verdict),
            "promised": promised_document(promised),
        }
    )


NOT_WITH_AGAIN = {
    "province": "--province", "week": "--week", "start": "--start", "days": "--days",
    "units": "--units", "pin": "--pin", "with_drafts": "--drafts", "keep": "--keep",
}  # fmt: skip


NOT_NATIONWIDE = {
    "province": "--province", "units": "--units", "pin": "--pin", "budget": "--budget",
    "with_drafts": "--drafts", "keep": "--keep", "again": "--again", "state": "--state",
}  # fmt: skip


def _refuse_given(context: typer.Context, names: dict[str, str], code: str, hint: str) -> None:
    """Options that would be left out of account are an error, not a surprise."""
    given = [
        option
        for name, option in names.items()
        if (source := context.get_parameter_source(name)) and source.name != "DEFAULT"
    ]
    if given:
        raise typer.BadParameter(help_text(code, options=", ".join(given)), param_hint=hint)


def _horizon(
    desk: Desk,
    planner: App,
    kept: PlanSummary | None,
    week: str | None,
    start: str | None,
    days: int,
) -> Horizon:
    """The days asked for; those of the plan to keep when nothing else is said."""
    if kept is not None and week is None and start is None:
        return Horizon(start=kept.start, days=kept.days)
    return chosen_horizon(planner.clock, week, start, days, desk.remark)


def _tell_difference(desk: Desk, made: PlanSummary, original: PlanSummary) -> None:
    """One line: how a plan made again stands beside the one it was made from."""
    points = made.value - original.value
    how = "same" if points == 0 else "better" if points > 0 else "worse"
    desk.line(
        f"cli_again_{how}",
        plan=original.id,
        points=f"{abs(points):,}",
        people=f"{made.people_served:,}",
        people_before=f"{original.people_served:,}",
    )


def carry_out(
    desk: Desk, planner: App, run: Run, travel: Any = None, barriers: Any = None
) -> tuple[StoredPlan, float | None]:
    """Carry out a run before everybody's eyes; the plan, and seconds to the first one."""
    with watching(desk, run.params) as watch:
        stored = carry_out_run(
            planner.store,
            planner.clock,
            planner.solver,
            planner.engine_of,
            run.id,
            travel=travel,
            barriers=barriers,
            forcer=planner.forcer,
            on_progress=watch.hear,
            should_stop=watch.should_stop,
        )
    if watch.should_stop():
        desk.remark("cli_stopped_by_hand", plan=stored.summary.id)
    return stored, watch.first_plan_s


def show_command(context: typer.Context, plan: Annotated[str, PLAN] = "latest") -> None:
    """Show a stored plan: units by days, and who is left out."""
    desk = desk_of(context)
    with desk.planner() as planner:
        plan_id = named_plan(desk, planner.store, plan).id
        request = inputs_of(planner.store, plan_id).request
        with planner.store.reading() as reader:
            stored = reader.plan(plan_id)
        promised = promised_by(planner.store, stored, request)
        doors = planner.engine_of, planner.basemap_of
        closed = closed_of_plan(planner.store, planner.clock, *doors, stored.summary)
    show_plan(desk, stored, request)
    if closed is not None:
        desk.show(closed_days_text(closed, desk.language))
    tell_promised(desk, promised, request)
    desk.answer(
        {
            "summary": to_data(stored.summary),
            "plan": to_data(stored.plan),
            "verdict": to_data(stored.verdict),
            "promised": promised_document(promised),
        }
    )


def check_command(context: typer.Context, plan: Annotated[str, PLAN] = "latest") -> None:
    """Judge a stored plan again from its stored inputs; exit code 3 when anything is wrong."""
    desk = desk_of(context)
    with desk.planner() as planner:
        recheck = recheck_plan(planner.store, named_plan(desk, planner.store, plan).id)
    report_check(desk, recheck)
    summary = recheck.stored.summary
    desk.answer(
        {
            "plan_id": summary.id,
            "is_clean": recheck.is_clean,
            "digest": summary.digest,
            "differences": list(recheck.differences),
            "verdict": to_data(recheck.verdict),
        }
    )
    if not recheck.is_clean:
        raise typer.Exit(VIOLATIONS)


def report_check(desk: Desk, recheck: Recheck) -> None:
    """The checker's second look, for people."""
    summary = recheck.stored.summary
    if recheck.is_clean:
        desk.line("cli_check_clean", plan=summary.id, value=f"{summary.value:,}")
        return
    for difference in recheck.differences:
        desk.line("cli_check_difference", what=difference)
    show_violations(desk, recheck.verdict, recheck.request)


def show_violations(desk: Desk, verdict: Verdict, request: PlanRequest) -> None:
    """Every violation in words, as many as a screen should hold."""
    violations = verdict.violations
    table = Table(title=desk.say("cli_check_violations", count=len(violations)))
    for name in ("rule", "unit", "day", "violation"):
        table.add_column(desk.say(f"cli_column_{name}"), overflow="fold")
    names = Directory(request).names(desk.language)
    for violation in violations[:MOST_ROWS]:
        day = violation.day
        table.add_row(
            desk.say(f"rule_{violation.rule.value}"),
            plain(violation.unit_code or ""),
            "" if day is None else day_text(request.horizon.date_of(day), desk.language),
            plain(tell_violation(violation, desk.language, names)),
        )
    if violations:
        desk.show(table)
