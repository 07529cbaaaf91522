"""`planner fairness`: the figures of the fairness page on the terminal."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from planner.assess.fairness import Fairness
from planner.cli.complaints import plain
from planner.cli.data import PROVINCE
from planner.cli.desk import Desk, chosen_province, desk_of
from planner.cli.speech import help_text
from planner.documents import to_data
from planner.domain.province import ProvinceData
from planner.outputs.fairness_tables import (
    district_names,
    share_text,
    summary_rows,
    write_fairness,
)
from planner.outputs.times import date_text
from planner.outputs.view import name_of
from planner.usecases.fairness import view_fairness


def fairness_command(
    context: typer.Context,
    province: Annotated[str | None, PROVINCE] = None,
    out: Annotated[Path | None, typer.Option(help=help_text("cli_help_fairness_out"))] = None,
) -> None:
    """Tell who is overdue, for how long, and how each district is served."""
    desk = desk_of(context)
    with desk.planner() as planner:
        code = chosen_province(planner, province).code
        view = view_fairness(planner.store, planner.clock, code)
    moments = {"before": view.before, "now": view.today}
    if view.after is not None:
        moments["after"] = view.after
    name = name_of(view.data, desk.language)
    title = desk.say("fairness_title", province=name)
    desk.show(_summary(desk, moments, title))
    unknown = view.before.rows_unknown
    if unknown:
        known = view.before.whole.rows
        desk.line("fairness_unknown", known=f"{known:,}", unknown=f"{unknown:,}")
    desk.show(_districts(desk, view.today, view.data))
    if out is not None:
        write_fairness(moments, view.data, out, title, desk.language)
        desk.line("cli_written", kind=desk.say("cli_output_workbook"), path=out)
    desk.answer({moment: _figures(fairness) for moment, fairness in moments.items()})


def _summary(desk: Desk, moments: dict[str, Fairness], title: str) -> Table:
    table = Table(title=title)
    table.add_column(desk.say("fairness_compare_what"), overflow="fold")
    for name, fairness in moments.items():
        date = date_text(fairness.on, desk.language)
        table.add_column(desk.say(f"fairness_{name}", date=date), justify="right")
    for label, values in summary_rows(moments, desk.language):
        table.add_row(label, *("–" if v is None else f"{v:,g}" for v in values.values()))
    return table


def _districts(desk: Desk, now: Fairness, data: ProvinceData) -> Table:
    table = Table(title=desk.say("fairness_coverage"))
    table.add_column(desk.say("fairness_column_district"))
    for name in ("share", "rows", "overdue", "people"):
        table.add_column(desk.say(f"fairness_column_{name}"), justify="right")
    for code, name in district_names(data, desk.language).items():
        share = now.districts.get(code)
        if share is not None:
            table.add_row(
                plain(name),
                share_text(share),
                f"{share.rows:,}",
                f"{share.rows_overdue:,}",
                f"{share.people_overdue:,}",
            )
    return table


def _figures(fairness: Fairness) -> dict[str, object]:
    """What scripts are told: everything but the long lists."""
    lowest = fairness.lowest
    return {
        "on": fairness.on.isoformat(),
        "whole": to_data(fairness.whole),
        "villages_overdue": fairness.villages_overdue,
        "median_overdue_days": fairness.median_overdue,
        "worst_overdue_days": fairness.worst_overdue,
        "gini": fairness.gini,
        "groups": list(fairness.groups),
        "lowest_district": None if lowest is None else lowest[0],
        "lowest_share": None if lowest is None else lowest[1].share,
        "rows_unknown": fairness.rows_unknown,
        "districts": {code: to_data(share) for code, share in fairness.districts.items()},
        "services": {code: to_data(share) for code, share in fairness.services.items()},
    }
