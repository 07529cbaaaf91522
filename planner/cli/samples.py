"""`planner samples`: made-up data for trials, which says that it is made up."""

from typing import Annotated

import typer

from planner.cli.desk import ACTOR, chosen_province, desk_of
from planner.cli.horizons import START, WEEK, chosen_horizon
from planner.cli.overview import SpokenCommand
from planner.cli.speech import help_text
from planner.usecases.furnishing import furnish

samples_app = typer.Typer(no_args_is_help=True)


@samples_app.command("units", cls=SpokenCommand, help=help_text("cli_help_samples_units"))
def units_command(
    context: typer.Context,
    province: Annotated[
        str | None, typer.Option(help=help_text("cli_help_samples_province"))
    ] = None,
    week: Annotated[str | None, WEEK] = None,
    start: Annotated[str | None, START] = None,
    seed: Annotated[int, typer.Option(min=0, help=help_text("cli_help_samples_seed"))] = 1,
) -> None:
    """Make up units for provinces that have villages and no units."""
    desk = desk_of(context)
    with desk.planner() as planner:
        first = chosen_horizon(planner.clock, week, start, 7, desk.remark).start
        with planner.store.reading() as reader:
            codes = [version.code for version in reader.provinces()]
        if province is not None:
            codes = [chosen_province(planner, province).code]
        made = furnish(planner.store, planner.clock, codes, first, by=ACTOR, seed=seed)
    done = [one for one in made if one.version is not None]
    desk.line(
        "cli_samples_made",
        units=sum(one.units for one in done),
        count=len(done),
        villages=f"{sum(one.villages for one in done):,}",
    )
    if len(done) < len(made):
        desk.line("cli_samples_kept", count=len(made) - len(done))
    desk.answer(
        {
            "provinces": [
                {"code": one.province_code, "units": one.units, "is_new": one.version is not None}
                for one in made
            ]
        }
    )
