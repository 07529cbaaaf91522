"""`planner prepare`: compiles the search once, so that no first plan waits for it."""

import time

import typer

from planner.cli.desk import desk_of


def prepare_command(context: typer.Context) -> None:
    """Compile what the search is made of; set-up runs this."""
    # The solver takes a second to load; only those who solve wait for it.
    from geodata.travel.warm import warm_up_travel
    from planner.optimiser.warm import warm_up

    desk = desk_of(context)
    begun = time.monotonic()
    desk.remark("cli_preparing")
    warm_up_travel()
    warm_up()
    seconds = round(time.monotonic() - begun, 1)
    desk.line("cli_prepared", seconds=seconds)
    desk.answer({"seconds": seconds})
