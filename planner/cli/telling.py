"""`planner tell`: whom to tell of a plan, letters, short texts, and what was done."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from planner.cli.complaints import plain
from planner.cli.desk import Desk, desk_of
from planner.cli.life import BY, need_right
from planner.cli.naming import named_plan
from planner.cli.overview import SpokenCommand
from planner.cli.plans import PLAN
from planner.cli.speech import help_text
from planner.documents import to_data
from planner.domain.people import Action
from planner.domain.telling import TellLine, TellMeans, TellState
from planner.outputs.letter import draw_letters, zip_letters
from planner.outputs.letter_data import Writing, chat_text
from planner.outputs.times import clock_text, date_text, day_text
from planner.outputs.view import name_of
from planner.usecases.telling import TellingList, TellShow, mark_told, take_back, telling_of

tell_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

SHOW = typer.Option(help=help_text("cli_help_tell_show"))
KEYS = typer.Argument(help=help_text("cli_help_tell_key"))
MEANS = typer.Option(help=help_text("cli_help_tell_means"))
REMARKS = typer.Option(help=help_text("cli_help_tell_remarks"))


@tell_app.command("list", cls=SpokenCommand, help=help_text("cli_help_tell_list"))
def list_command(
    context: typer.Context,
    plan: Annotated[str, PLAN] = "latest",
    show: Annotated[TellShow, SHOW] = TellShow.ALL,
) -> None:
    """Whom a plan's visits concern and how each stands."""
    desk = desk_of(context)
    found = _found(desk, plan)
    lines = found.shown(show)
    _show(desk, found, lines)
    if not found.is_open:
        desk.line("cli_tell_unpublished")
    desk.answer(
        {
            "plan_id": found.summary.id,
            "is_open": found.is_open,
            "lines": [_document(found, line) for line in lines],
        }
    )


@tell_app.command("letters", cls=SpokenCommand, help=help_text("cli_help_tell_letters"))
def letters_command(
    context: typer.Context,
    plan: Annotated[str, PLAN] = "latest",
    show: Annotated[TellShow, SHOW] = TellShow.ALL,
    out: Annotated[Path, typer.Option(dir_okay=False, help=help_text("cli_help_tell_out"))] = Path(
        "letters.pdf"
    ),
) -> None:
    """Write letters in the official form to one file."""
    desk = desk_of(context)
    found = _found(desk, plan)
    lines = found.shown(show)
    writing = Writing(data=found.data, letterhead=found.letterhead)
    draw = zip_letters if out.suffix.lower() == ".zip" else draw_letters
    if lines:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(draw(writing, lines, found.today))
        desk.line("cli_tell_written", n=len(lines), path=out)
        if not found.is_open:
            desk.line("cli_tell_unpublished")
    else:
        desk.line("cli_tell_nothing")
    desk.answer({"plan_id": found.summary.id, "letters": len(lines), "path": str(out)})


@tell_app.command("text", cls=SpokenCommand, help=help_text("cli_help_tell_text"))
def text_command(
    context: typer.Context, plan: Annotated[str, PLAN], key: Annotated[list[str], KEYS]
) -> None:
    """The short text of one visit or several, ready to paste."""
    desk = desk_of(context)
    found = _found(desk, plan)
    writing = Writing(data=found.data, letterhead=found.letterhead)
    texts = {one: chat_text(writing, _line(found, one)) for one in key}
    if not desk.as_json:
        typer.echo("\n\n".join(texts.values()))
    desk.answer({"plan_id": found.summary.id, "texts": texts})


@tell_app.command("mark", cls=SpokenCommand, help=help_text("cli_help_tell_mark"))
def mark_command(
    context: typer.Context,
    plan: Annotated[str, PLAN],
    by: Annotated[str, BY],
    key: Annotated[list[str] | None, KEYS] = None,
    means: Annotated[TellMeans, MEANS] = TellMeans.PHONE,
    remarks: Annotated[str, REMARKS] = "",
    is_all: Annotated[bool, typer.Option("--all", help=help_text("cli_help_tell_all"))] = False,
) -> None:
    """Record that villages were told of what stands now."""
    desk = desk_of(context)
    with desk.planner() as planner:
        summary = named_plan(desk, planner.store, plan)
        need_right(planner, by, Action.TELL_VILLAGES, summary.province_code)
        found = telling_of(planner.store, planner.clock, summary.id)
        chosen = [_line(found, one) for one in key or []]
        chosen += found.to_do if is_all else ()
        keys = [line.notice.key for line in chosen]
        records = mark_told(
            planner.store, planner.clock, summary.id, keys, means=means, by=by, remarks=remarks
        )
    desk.line("cli_tell_marked", n=len(records))
    # A number may be mistyped: whom it named is said while it can still be taken back.
    for line in chosen if not is_all else ():
        desk.line("cli_tell_marked_one", **_who_and_when(desk, found, line))
    desk.answer({"records": [to_data(record) for record in records]})


@tell_app.command("take-back", cls=SpokenCommand, help=help_text("cli_help_tell_take_back"))
def take_back_command(
    context: typer.Context,
    plan: Annotated[str, PLAN],
    number: Annotated[int, typer.Argument(help=help_text("cli_help_tell_number"))],
    by: Annotated[str, BY],
    remarks: Annotated[str, REMARKS] = "",
) -> None:
    """Take back a record that was a mistake."""
    desk = desk_of(context)
    with desk.planner() as planner:
        summary = named_plan(desk, planner.store, plan)
        need_right(planner, by, Action.TELL_VILLAGES, summary.province_code)
        record = take_back(planner.store, planner.clock, summary.id, number, by=by, remarks=remarks)
    desk.line("cli_tell_taken_back", number=number)
    desk.answer({"record": to_data(record)})


def _found(desk: Desk, plan: str) -> TellingList:
    with desk.planner() as planner:
        plan_id = named_plan(desk, planner.store, plan).id
        return telling_of(planner.store, planner.clock, plan_id)


def _line(found: TellingList, named: str) -> TellLine:
    """The visit of a key, or of a number as `tell list` counts all of a plan's visits."""
    if named.isdecimal() and 0 < int(named) <= len(found.lines):
        return found.lines[int(named) - 1]
    return found.line(named)


def _who_and_when(desk: Desk, found: TellingList, line: TellLine) -> dict[str, str]:
    village = Writing(data=found.data, letterhead=found.letterhead).village(
        line.notice.village_code
    )
    return {
        "village": name_of(village, desk.language) if village else line.notice.village_code,
        "day": day_text(line.notice.date, desk.language),
    }


def _show(desk: Desk, found: TellingList, lines: tuple[TellLine, ...]) -> None:
    counts = {state: len(found.shown(TellShow(state.value))) for state in TellState}
    desk.line(
        "cli_tell_counts",
        not_told=counts[TellState.NOT_TOLD],
        anew=counts[TellState.TELL_ANEW],
        told=counts[TellState.TOLD],
        late=len(found.shown(TellShow.LATE)),
    )
    if not lines:
        desk.line("cli_tell_none_shown", plan=found.summary.id)
        return
    writing = Writing(data=found.data, letterhead=found.letterhead)
    numbers = {line.notice.key: number for number, line in enumerate(found.lines, start=1)}
    table = Table(title=desk.say("cli_tell_title", plan=found.summary.id))
    for name in ("number", "village", "day", "unit", "state", "reasons", "tell_by", "key"):
        table.add_column(desk.say(f"cli_column_{name}"), overflow="fold")
    for line in lines:
        notice = line.notice
        village = writing.village(notice.village_code)
        late = f" · {desk.say('telling_late_short')}" if found.is_late(line) else ""
        table.add_row(
            str(numbers[notice.key]),
            plain(name_of(village, desk.language) if village else notice.village_code),
            f"{day_text(notice.date, desk.language)} {clock_text(notice.opens_s)}",
            plain(notice.unit_code),
            desk.say(f"tell_state_{line.state.value}") + late,
            ", ".join(desk.say(f"tell_reason_{reason.value}") for reason in line.reasons),
            date_text(line.tell_by, desk.language),
            plain(notice.key),
        )
    desk.show(table)


def _document(found: TellingList, line: TellLine) -> dict[str, object]:
    return {
        "number": found.lines.index(line) + 1,
        "key": line.notice.key,
        "state": line.state.value,
        "kind": line.kind.value,
        "is_late": found.is_late(line),
        "tell_by": line.tell_by.isoformat(),
        "reasons": [reason.value for reason in line.reasons],
        "now": None if line.now is None else to_data(line.now),
        "told": None if line.told is None else to_data(line.told),
        "records": [to_data(record) for record in found.records_of(line)],
    }
