"""`planner value-of`: what a rule is worth, by planning the same days with and without it."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table

from planner.cli.desk import Desk, desk_of
from planner.cli.naming import named_plan
from planner.cli.plans import PLAN
from planner.cli.speech import help_text
from planner.domain.params import SolveParams
from planner.usecases.plans import inputs_of
from planner.usecases.worth import (
    DEFAULT_STEP,
    Case,
    CaseCode,
    CaseFigures,
    Question,
    cases_of,
    worth_of,
)

NUMBERS = (
    "people_served", "people_more", "broken", "lowest_share", "points", "points_more", "gap",
    "nights", "km",
)  # fmt: skip


def value_of_command(
    context: typer.Context,
    question: Annotated[Question, typer.Argument(help=help_text("cli_help_question"))],
    plan: Annotated[str, PLAN] = "latest",
    seconds: Annotated[
        float, typer.Option(min=0.1, help=help_text("cli_help_seconds"))
    ] = SolveParams().cpu_s,
    step: Annotated[float, typer.Option(help=help_text("cli_help_step"))] = DEFAULT_STEP,
    seed: Annotated[int, typer.Option(min=0, help=help_text("cli_help_seed"))] = 1,
) -> None:
    """Plan a stored plan's days again in several ways and compare; nothing is stored."""
    desk = desk_of(context)
    params = SolveParams(seed=seed, cpu_s=seconds, wall_s=max(SolveParams().wall_s, 6 * seconds))
    with desk.planner() as planner:
        inputs = inputs_of(planner.store, named_plan(desk, planner.store, plan).id)
        cases = cases_of(inputs.request, question, step)
        found = list(
            worth_of(
                planner.solver,
                inputs.travel,
                cases,
                params,
                on_case=lambda case: desk.remark("cli_worth_planning", case=_named(desk, case)),
            )
        )
    desk.show(_table(desk, question, found))
    desk.line("cli_worth_note", seconds=f"{seconds:g}")
    desk.answer({"question": question.value, "cases": [asdict(figures) for figures in found]})


def _named(desk: Desk, case: Case | CaseFigures) -> str:
    floor = f"{100 * case.floor:g}" if case.code is CaseCode.FLOOR else ""
    return desk.say(f"cli_worth_{case.code.value}", floor=floor)


def _table(desk: Desk, question: Question, found: Sequence[CaseFigures]) -> Table:
    table = Table(title=desk.say(f"cli_worth_title_{question.value}"))
    table.add_column(desk.say("cli_column_case"), overflow="fold")
    for name in NUMBERS:
        table.add_column(desk.say(f"cli_column_{name}"), justify="right")
    first = found[0]
    for figures in found:
        table.add_row(_named(desk, figures), *_cells(figures, first))
    return table


def _cells(figures: CaseFigures, first: CaseFigures) -> tuple[str, ...]:
    lowest, bound = figures.lowest_share, figures.value_bound
    is_first = figures is first
    gap = None if not bound or bound < 0 else (bound - figures.value) / bound
    return (
        f"{figures.people:,}",
        "" if is_first else f"{figures.people - first.people:+,}",
        f"{-figures.broken:,}",
        "" if lowest is None else f"{lowest / 100:.2f}",
        f"{figures.value:,}",
        "" if is_first else f"{figures.value - first.value:+,}",
        "–" if gap is None else f"{gap:.2%}",
        f"{figures.nights}",
        f"{figures.distance_m / 1000:,.0f}",
    )
