"""`planner place`, `hamlet` and `people`: villages changed by hand, with who and why."""

from typing import Annotated

import typer

from geodata.places import VILLAGE_CODE
from planner.cli.complaints import findings_table
from planner.cli.desk import ACTOR, Desk, desk_of
from planner.cli.speech import help_text
from planner.documents import to_data
from planner.usecases.hamlets import PlaceChanged, add_hamlet, place_stop
from planner.usecases.placing import Changed, add_people, place_village

CODE = typer.Argument(help=help_text("cli_help_village"))
BY = typer.Option("--by", help=help_text("cli_help_by"))
REASON = typer.Option("--reason", help=help_text("cli_help_reason"))


def place_command(
    context: typer.Context,
    code: Annotated[str, CODE],
    position: Annotated[list[str], typer.Argument(help=help_text("cli_help_position"))],
    reason: Annotated[str, REASON],
    by: Annotated[str, BY] = ACTOR,
) -> None:
    """Put a village on the map by hand; later imports keep the point."""
    desk = desk_of(context)
    text = " ".join(position)
    with desk.planner() as planner:
        store, clock, folder = planner.store, planner.clock, desk.settings.data_dir
        if not VILLAGE_CODE.fullmatch(code):
            moved = place_stop(store, clock, folder, code=code, position=text, by=by, reason=reason)
            _tell_place(desk, moved)
            return
        changed = place_village(
            store, clock, folder, code=code, position=text, by=by, reason=reason
        )
    point = changed.after.location
    assert point is not None
    desk.line(
        "cli_placed", village=changed.after.code, name=_name(desk, changed),
        lon=f"{point.lon:.6f}", lat=f"{point.lat:.6f}", version=changed.version.version,
    )  # fmt: skip
    if changed.findings:
        desk.show(findings_table(desk, changed.findings))
    _answer(desk, changed)


def hamlet_command(
    context: typer.Context,
    code: Annotated[str, CODE],
    name: Annotated[str, typer.Argument(help=help_text("cli_help_hamlet_name"))],
    position: Annotated[list[str], typer.Argument(help=help_text("cli_help_position"))],
    reason: Annotated[str, REASON],
    by: Annotated[str, BY] = ACTOR,
) -> None:
    """Give a village a stop place at one of its hamlets; later imports keep it."""
    desk = desk_of(context)
    with desk.planner() as planner:
        changed = add_hamlet(
            planner.store,
            planner.clock,
            desk.settings.data_dir,
            village_code=code,
            name=name,
            position=" ".join(position),
            by=by,
            reason=reason,
        )
    _tell_place(desk, changed)


def _tell_place(desk: Desk, changed: PlaceChanged) -> None:
    place, point = changed.after, changed.after.location
    assert point is not None
    name = place.name_en if desk.language.value == "en" and place.name_en else place.name_th
    desk.line(
        "cli_placed", village=place.code, name=name,
        lon=f"{point.lon:.6f}", lat=f"{point.lat:.6f}", version=changed.version.version,
    )  # fmt: skip
    if changed.findings:
        desk.show(findings_table(desk, changed.findings))
    desk.answer(to_data(changed))


def people_command(
    context: typer.Context,
    code: Annotated[str, CODE],
    people: Annotated[int, typer.Argument(min=0, max=1_000_000, help=help_text("cli_help_people"))],
    reason: Annotated[str, REASON],
    by: Annotated[str, BY] = ACTOR,
) -> None:
    """Count people who live in a village but are not registered there."""
    desk = desk_of(context)
    with desk.planner() as planner:
        changed = add_people(
            planner.store, planner.clock, code=code, people=people, by=by, reason=reason
        )
    desk.line(
        "cli_people_added", village=changed.after.code, name=_name(desk, changed),
        people=changed.after.people, added=people, version=changed.version.version,
    )  # fmt: skip
    _answer(desk, changed)


def _name(desk: Desk, changed: Changed) -> str:
    village = changed.after
    return village.name_en if desk.language.value == "en" else village.name_th


def _answer(desk: Desk, changed: Changed) -> None:
    desk.answer(to_data(changed))
