"""`planner requests`: filed, listed with their clocks, when they could be served, decided."""

from datetime import date, datetime, timedelta
from typing import Annotated

import typer
from rich.table import Table

from planner.cli.complaints import plain
from planner.cli.desk import Desk, chosen_province, desk_of
from planner.cli.life import BY, need_right
from planner.cli.overview import SpokenCommand
from planner.cli.speech import help_text
from planner.documents import to_data
from planner.domain.cases import Agreed, Case, ClockState
from planner.domain.errors import NotFound
from planner.domain.options import ServeOption
from planner.domain.people import Action
from planner.domain.province import ProvinceData
from planner.outputs.given import given_text
from planner.outputs.times import date_text, day_text
from planner.outputs.view import name_of
from planner.ports import Reader
from planner.usecases.cases import Wish, decide_case, file_case, postpone_case
from planner.usecases.options import find_options
from planner.usecases.promises import (
    MOST_CASES,
    ClockedCase,
    GivenRequest,
    clocked,
    given_requests,
    near_breach,
)
from planner.usecases.village_views import today_of

requests_app = typer.Typer(rich_markup_mode=None, invoke_without_command=True)

PROVINCE = typer.Option(help=help_text("cli_help_requests_province"))
RECEIPT = typer.Argument(help=help_text("cli_help_requests_receipt"))
REASON = typer.Option(help=help_text("cli_help_requests_reason"))


@requests_app.callback()
def list_command(
    context: typer.Context,
    province: Annotated[str | None, PROVINCE] = None,
    near: Annotated[
        int | None, typer.Option("--near-breach", help=help_text("cli_help_near_breach"))
    ] = None,
) -> None:
    """List requests with their clocks, the most pressing first."""
    if context.invoked_subcommand is not None:
        return
    desk = desk_of(context)
    with desk.planner() as planner:
        code = chosen_province(planner, province).code
        with planner.store.reading() as reader:
            data = reader.province(code)
            cases = reader.cases(province_codes=(code,), limit=MOST_CASES)
        if near is not None:
            found = near_breach(planner.store, planner.clock, (code,), working_days=near)
        else:
            found = clocked(planner.store, planner.clock, cases)
        today = today_of(planner.clock)
    given = [
        one
        for one in given_requests(data, {case.receipt for case in cases}, today)
        if near is None or (one.served_on is None and one.left <= near)
    ]
    ordered = sorted(found, key=lambda o: (not o.case.is_open, o.clock.left, o.case.receipt))
    if ordered:
        _show(desk, data, ordered)
    if given:
        _show_given(desk, data, given)
    if not ordered and not given:
        desk.line("cli_requests_nothing")
    desk.answer(
        {
            "province_code": code,
            "requests": [_document(one) for one in ordered],
            "given": [to_data(one) for one in given],
        }
    )


@requests_app.command("file", cls=SpokenCommand, help=help_text("cli_help_requests_file"))
def file_command(
    context: typer.Context,
    village: Annotated[str, typer.Argument(help=help_text("cli_help_requests_village"))],
    service: Annotated[str, typer.Argument(help=help_text("cli_help_requests_service"))],
    people: Annotated[int, typer.Argument(help=help_text("cli_help_requests_people"))],
    by: Annotated[str, BY],
    wish: Annotated[
        list[datetime] | None,
        typer.Option(formats=["%Y-%m-%d"], help=help_text("cli_help_requests_wish")),
    ] = None,
) -> None:
    """File a request; its number, code and due date are told."""
    desk = desk_of(context)
    with desk.planner() as planner:
        need_right(planner, by, Action.FILE_REQUEST, village[:2])
        case = file_case(
            planner.store,
            planner.clock,
            Wish(
                province_code=village[:2],
                village_code=village,
                service_code=service,
                people=people,
                wished_dates=tuple(moment.date() for moment in wish or ()),
            ),
            by=by,
        )
    due = date_text(case.due_on, desk.language)
    desk.line("cli_requests_filed", receipt=case.receipt, secret=case.code, due=due)
    desk.answer({"request": _plain(case), "code": case.code})


@requests_app.command("options", cls=SpokenCommand, help=help_text("cli_help_requests_options"))
def options_command(
    context: typer.Context,
    receipt: Annotated[str, RECEIPT],
    weeks: Annotated[
        int, typer.Option(min=1, max=13, help=help_text("cli_help_requests_weeks"))
    ] = 4,
) -> None:
    """When a request could be served, with what it takes and who would give way."""
    desk = desk_of(context)
    with desk.planner() as planner:
        with planner.store.reading() as reader:
            case = _case(reader, receipt)
        found = find_options(planner.store, planner.clock, case, weeks=weeks, budget_s=60)
    _show_options(desk, found.options, case.people)
    desk.answer(to_data(found))


@requests_app.command("decide", cls=SpokenCommand, help=help_text("cli_help_requests_decide"))
def decide_command(
    context: typer.Context,
    receipt: Annotated[str, RECEIPT],
    by: Annotated[str, BY],
    accept: Annotated[bool, typer.Option(help=help_text("cli_help_requests_accept"))] = True,
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help=help_text("cli_help_requests_on")),
    ] = None,
    unit: Annotated[str | None, typer.Option(help=help_text("cli_help_requests_unit"))] = None,
    week: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help=help_text("cli_help_requests_week")),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option("--postpone", formats=["%Y-%m-%d"], help=help_text("cli_help_postpone")),
    ] = None,
    reason: Annotated[str, REASON] = "",
) -> None:
    """Accept a request, for a day or a week where agreed; decline it; or put it off."""
    desk = desk_of(context)
    with desk.planner() as planner:
        with planner.store.reading() as reader:
            case = _case(reader, receipt)
        need_right(planner, by, Action.DECIDE_REQUEST, case.province_code)
        common = (planner.store, planner.clock, receipt)
        version = case.version
        if until is not None:
            case = postpone_case(*common, until=until.date(), reason=reason, by=by, version=version)
        else:
            agreed = _agreed(on, unit, week)
            case = decide_case(
                *common, accept=accept, reason=reason, by=by, version=version, agreed=agreed
            )
    state = desk.say(f"case_state_{case.state.value}")
    desk.line("cli_requests_decided", receipt=receipt, state=state)
    desk.answer({"request": _plain(case)})


def _case(reader: Reader, receipt: str) -> Case:
    """The request of a receipt; one that came with the data has none, which is said."""
    try:
        return reader.case(receipt)
    except NotFound:
        is_given = any(
            asked.code == receipt
            for version in reader.provinces()
            for asked in reader.province(version.code).requests
        )
        if not is_given:
            raise
        raise NotFound("came with the data", kind="request_given", id=receipt) from None


def _agreed(on: datetime | None, unit: str | None, week: datetime | None) -> Agreed | None:
    if on is None and week is None and unit is None:
        return None
    monday: date | None = None
    if week is not None:
        monday = week.date() - timedelta(days=week.weekday())
    return Agreed(on_date=None if on is None else on.date(), unit_code=unit, week_of=monday)


def _show(desk: Desk, data: ProvinceData, found: list[ClockedCase]) -> None:
    villages = {village.code: name_of(village, desk.language) for village in data.villages}
    services = {service.code: name_of(service, desk.language) for service in data.services}
    table = Table()
    for name in ("receipt", "village", "service", "people", "due", "clock", "state"):
        table.add_column(desk.say(f"cli_column_{name}"), overflow="fold")
    for one in found:
        case = one.case
        clock = desk.say(f"clock_{one.clock.state.value}")
        if case.is_open and one.clock.state is not ClockState.PAUSED:
            code = "case_left" if one.clock.left >= 0 else "case_late"
            clock = f"{clock} · {desk.say(code, days=abs(one.clock.left))}"
        table.add_row(
            case.receipt,
            plain(f"{villages.get(case.village_code, '')} {case.village_code}".strip()),
            plain(services.get(case.service_code, case.service_code)),
            f"{case.people:,}",
            date_text(case.due_on, desk.language),
            clock,
            desk.say(f"case_state_{case.state.value}"),
        )
    desk.show(table)


def _show_given(desk: Desk, data: ProvinceData, given: list[GivenRequest]) -> None:
    """Those that came with the data, which nobody filed or decides here."""
    villages = {village.code: name_of(village, desk.language) for village in data.villages}
    services = {service.code: name_of(service, desk.language) for service in data.services}
    table = Table(title=desk.say("requests_given"), title_justify="left")
    for name in ("receipt", "village", "service", "people", "due", "clock"):
        table.add_column(desk.say(f"cli_column_{name}"), overflow="fold")
    for one in given:
        asked = one.request
        table.add_row(
            plain(asked.code),
            plain(f"{villages.get(asked.village_code, '')} {asked.village_code}".strip()),
            plain(services.get(asked.service_code, asked.service_code)),
            f"{asked.people:,}",
            date_text(asked.due_on, desk.language),
            given_text(one.left, one.served_on, desk.language),
        )
    desk.show(table)


def _show_options(desk: Desk, options: tuple[ServeOption, ...], asked: int) -> None:
    if not options:
        desk.line("case_options_none")
        return
    table = Table()
    for name in ("rank", "day", "unit", "people", "minutes", "points", "gives_way"):
        table.add_column(desk.say(f"cli_column_{name}"), overflow="fold")
    for one in options:
        lost = sum(shift.people for shift in one.displaced)
        table.add_row(
            str(one.rank),
            day_text(one.on_date, desk.language),
            plain(one.unit_code),
            f"{min(one.people, asked):,}/{asked:,}",
            f"{one.minutes:+d}",
            f"{one.points:+,d}",
            f"{lost:,}",
        )
    desk.show(table)


def _document(one: ClockedCase) -> dict[str, object]:
    return {**_plain(one.case), "clock": to_data(one.clock)}


def _plain(case: Case) -> dict[str, object]:
    """A request without what is personal; the code is told once, when it is filed."""
    hidden = {"contact_name", "contact_phone", "note", "code", "voice"}
    return {name: value for name, value in to_data(case).items() if name not in hidden}
