"""`planner template`, and what a preview of an import looks like."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from planner.cli.complaints import BAD_INPUT, findings_table, plain
from planner.cli.desk import Desk, chosen_province, desk_of
from planner.cli.speech import help_text
from planner.documents import to_data
from planner.domain.errors import Fault, InvalidDocument
from planner.inputs import PartDifference, told_key, write_template
from planner.usecases.preview import ImportPreview
from planner.words import Language

TEMPLATE_NAME = "planner-template.xlsx"
MOST_CODES = 5
"""Codes named for a part on a screen; `--json` tells all."""


def template_command(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help=help_text("cli_help_template_out"))] = Path(
        TEMPLATE_NAME
    ),
    province: Annotated[
        str | None, typer.Option("--province", help=help_text("cli_help_province"))
    ] = None,
    filled: Annotated[bool, typer.Option("--filled", help=help_text("cli_help_filled"))] = False,
) -> None:
    """Write the workbook that people fill in, empty or with a province's present data."""
    desk = desk_of(context)
    data = None
    if filled:
        with desk.planner() as planner:
            code = chosen_province(planner, province).code
            with planner.store.reading() as reader:
                data = reader.province(code)
    out.parent.mkdir(parents=True, exist_ok=True)
    write_template(out, data)
    desk.line("cli_written", kind=desk.say("cli_output_template"), path=out)
    desk.answer({"file": str(out), "province_code": None if data is None else data.province_code})


def column_names(given: Sequence[str]) -> dict[str, str]:
    """The mapping of `--map "heading=column"`; raises `InvalidDocument` for what is none."""
    names = {}
    for text in given:
        heading, sign, column = text.rpartition("=")
        if not (sign and heading.strip() and column.strip()):
            fault = Fault(field="--map", code="not_a_mapping", value=text[:80])
            raise InvalidDocument("--map", (fault,))
        names[heading.strip()] = column.strip()
    return names


def show_preview(desk: Desk, preview: ImportPreview) -> None:
    """What an import would do; ends the program as a refused import would."""
    if preview.findings:
        desk.show(findings_table(desk, preview.findings))
    for province in preview.provinces:
        own = province.name_en if desk.language is Language.EN else province.name_th
        desk.show(_table(desk, own or province.province_code, province.parts))
    desk.line("cli_preview_refused" if preview.is_refused else "cli_preview_good")
    desk.answer(
        {
            "is_refused": preview.is_refused,
            "provinces": to_data(preview)["provinces"],
            "findings": [to_data(finding) for finding in preview.findings],
        }
    )
    if preview.is_refused:
        raise typer.Exit(BAD_INPUT)


def _table(desk: Desk, name: str, parts: Sequence[PartDifference]) -> Table:
    table = Table(title=plain(desk.say("cli_preview_title", name=name)))
    for column in ("part", "rows", "new", "changed", "gone"):
        table.add_column(desk.say(f"cli_column_{column}"))
    for part in parts:
        if not (part.new or part.changed or part.gone):
            continue
        title = desk.say(f"form_sheet_{part.kind}")
        cells = (_count(desk, part, part.new), _count(desk, part, part.changed), _gone(desk, part))
        table.add_row(title, f"{part.rows:,}", *map(plain, cells))
    untouched = len(parts) - table.row_count
    if untouched:
        table.caption = desk.say("cli_preview_untouched", parts=untouched)
    return table


def _count(desk: Desk, part: PartDifference, keys: Sequence[str]) -> str:
    """How many, and the first of them by name."""
    if not keys:
        return "–"
    more = ", …" if len(keys) > MOST_CODES else ""
    told = [told_key(part.kind, key, desk.language) for key in keys[:MOST_CODES]]
    return f"{len(keys):,}: {', '.join(told)}{more}"


def _gone(desk: Desk, part: PartDifference) -> str:
    told = _count(desk, part, part.gone)
    return f"{told} ({desk.say('cli_gone_stays')})" if part.gone and part.gone_stay else told
