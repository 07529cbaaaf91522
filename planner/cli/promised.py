"""What a plan makes of promises, on the terminal: changes, caravans, debts; `planner debts`."""

from typing import Annotated, Any

import typer
from rich.table import Table

from geodata.places import Contact
from planner.assess.changes import ChangedVisit, NewVisit
from planner.cli.complaints import plain
from planner.cli.desk import ACTOR, Desk, desk_of
from planner.cli.naming import named_plan
from planner.cli.speech import help_text
from planner.documents import to_data
from planner.domain.request import PlanRequest
from planner.outputs.times import clock_text, date_text, day_text
from planner.outputs.view import Directory, name_of
from planner.usecases.plans import inputs_of
from planner.usecases.replanning import Promised, file_debts, promised_by
from planner.words import Language

MOST_CHANGES = 60


def debts_command(
    context: typer.Context,
    plan: Annotated[str, typer.Argument(help=help_text("cli_help_plan_id"))] = "latest",
    is_filed: Annotated[
        bool, typer.Option("--file", help=help_text("cli_help_file_debts"))
    ] = False,
    by: Annotated[str, typer.Option(help=help_text("cli_help_by"))] = ACTOR,
) -> None:
    """Tell what units missing from caravans owe; with --file enter it as requests."""
    desk = desk_of(context)
    with desk.planner() as planner:
        plan_id = named_plan(desk, planner.store, plan).id
        request = inputs_of(planner.store, plan_id).request
        with planner.store.reading() as reader:
            stored = reader.plan(plan_id)
        promised = promised_by(planner.store, stored, request)
        filed = None
        if is_filed:
            filed = file_debts(planner.store, planner.clock, stored, request, by=by)
    _show_debts(desk, promised, request)
    if filed is not None:
        desk.line("cli_debts_filed", requests=len(filed.debts))
    desk.answer({"plan_id": plan_id, "debts": [to_data(debt) for debt in promised.debts],
                 "filed": None if filed is None else len(filed.debts)})  # fmt: skip


def tell_promised(desk: Desk, promised: Promised, request: PlanRequest) -> None:
    """Changes of announced visits, caravans and debts; nothing where there are none."""
    if promised.announced:
        _show_changes(desk, promised, request)
    if promised.caravans:
        _show_caravans(desk, promised, request)
        _show_debts(desk, promised, request)


def promised_document(promised: Promised) -> dict[str, Any]:
    """The same for scripts."""
    return {
        "announced": promised.announced,
        "changed": [to_data(change) for change in promised.changed],
        "caravans": [to_data(held) for held in promised.caravans],
        "debts": [to_data(debt) for debt in promised.debts],
    }


def _show_changes(desk: Desk, promised: Promised, request: PlanRequest) -> None:
    near = sum(change.short_notice for change in promised.changed)
    desk.line(
        "cli_changed", kept=promised.announced - len(promised.changed),
        announced=promised.announced, changed=len(promised.changed), near=near,
    )  # fmt: skip
    if not promised.changed:
        return
    table = Table(title=desk.say("cli_tell_anew"))
    for name in ("village", "service", "told", "now", "contact"):
        table.add_column(desk.say(f"cli_column_{name}"), overflow="fold")
    directory = Directory(request)
    for change in promised.changed[:MOST_CHANGES]:
        table.add_row(*_change_cells(desk, directory, change))
    if len(promised.changed) > MOST_CHANGES:
        shown = {"shown": MOST_CHANGES, "count": len(promised.changed)}
        table.caption = desk.say("cli_more_findings", **shown)
    desk.show(table)


def _change_cells(desk: Desk, directory: Directory, change: ChangedVisit) -> list[str]:
    told, language = change.told, desk.language
    village = directory.villages.get(told.village_code)
    service = directory.services.get(told.service_code)
    hour = "" if told.start_s is None else clock_text(told.start_s)
    contacts = village.contacts if village is not None else ()
    return [
        plain(f"{name_of(village, language) if village else ''} {told.village_code}".strip()),
        plain(name_of(service, language) if service else told.service_code),
        plain(f"{day_text(told.date, language)} {hour} {told.unit_code}"),
        "\n".join(_instead(new, language) for new in change.instead) or desk.say("cli_not_visited"),
        "\n".join(_contact(contact, language) for contact in contacts),
    ]


def _instead(new: NewVisit, language: Language) -> str:
    return plain(f"{day_text(new.date, language)} {clock_text(new.start_s)} {new.unit_code}")


def _contact(contact: Contact, language: Language) -> str:
    role = contact.role_th if language is Language.TH else contact.role_en or contact.role_th
    return plain(f"{role} {contact.phone}")


def _show_caravans(desk: Desk, promised: Promised, request: PlanRequest) -> None:
    directory = Directory(request)
    table = Table(title=desk.say("cli_caravans"))
    for name in ("caravan", "place", "day", "present", "missing"):
        table.add_column(desk.say(f"cli_column_{name}"), overflow="fold")
    for held in promised.caravans:
        caravan = held.caravan
        day = desk.say("cli_not_held")
        if held.date is not None:
            day = f"{day_text(held.date, desk.language)} {clock_text(caravan.opens_s)}"
        place = directory.places[caravan.place_code]
        table.add_row(
            plain(name_of(caravan, desk.language)),
            plain(name_of(place.village or place, desk.language)),
            plain(day),
            plain(", ".join(held.present) or "–"),
            plain(", ".join(held.missing) or "–"),
        )
    desk.show(table)


def _show_debts(desk: Desk, promised: Promised, request: PlanRequest) -> None:
    if not promised.debts:
        desk.line("cli_no_debts")
        return
    directory = Directory(request)
    table = Table(title=desk.say("cli_debts"))
    for name in ("caravan", "village", "service", "people", "unit", "due"):
        table.add_column(desk.say(f"cli_column_{name}"), overflow="fold")
    for debt in promised.debts:
        asked = debt.request
        table.add_row(
            plain(debt.caravan_code),
            plain(f"{name_of(directory.villages[asked.village_code], desk.language)}"),
            plain(name_of(directory.services[asked.service_code], desk.language)),
            f"{asked.people:,}",
            plain(", ".join(debt.unit_codes)),
            date_text(asked.due_on, desk.language),
        )
    desk.show(table)
