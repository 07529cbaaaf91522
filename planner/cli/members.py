"""`planner members`: accounts listed, added, given a new password, closed and opened again."""

from typing import Annotated

import typer
from rich.table import Table

from planner.cli.complaints import plain
from planner.cli.desk import ACTOR, desk_of
from planner.cli.overview import SpokenCommand
from planner.cli.speech import help_text
from planner.documents import to_data
from planner.domain.people import ALL_PROVINCES, Member, Role
from planner.usecases.members import add_member, change_member, reset_password

members_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
LOGIN = typer.Argument(help=help_text("cli_help_members_login"))
ROLES = typer.Option("--role", help=help_text("cli_help_members_role"))
PROVINCES = typer.Option("--province", help=help_text("cli_help_members_province"))


@members_app.command("list", cls=SpokenCommand, help=help_text("cli_help_members_list"))
def list_command(context: typer.Context) -> None:
    """List every account."""
    desk = desk_of(context)
    with desk.planner() as planner, planner.store.reading() as reader:
        members = reader.members()
    table = Table()
    for name in ("login", "roles", "provinces", "account"):
        table.add_column(desk.say(f"cli_column_{name}"))
    for member in members:
        state = desk.say("cli_member_open" if member.is_active else "cli_member_closed")
        roles = ", ".join(desk.say(f"role_{role.value}") for role in member.roles)
        provinces = ", ".join(member.provinces).replace(ALL_PROVINCES, desk.say("cli_member_all"))
        table.add_row(plain(member.login), roles, provinces, state)
    desk.show(table)
    desk.answer({"members": [to_data(member) for member in members]})


@members_app.command("add", cls=SpokenCommand, help=help_text("cli_help_members_add"))
def add_command(
    context: typer.Context,
    login: Annotated[str, LOGIN],
    role: Annotated[list[Role], ROLES],
    province: Annotated[list[str], PROVINCES],
) -> None:
    """Open an account; its first password is shown once."""
    desk = desk_of(context)
    wish = Member(login=login, roles=tuple(role), provinces=tuple(province))
    with desk.planner() as planner:
        member, password = add_member(planner.store, planner.clock, wish, actor=ACTOR)
    desk.line("cli_member_added", login=member.login)
    desk.line("cli_member_password", password=password)
    desk.answer({"member": to_data(member), "password": password})


@members_app.command("password", cls=SpokenCommand, help=help_text("cli_help_members_password"))
def password_command(context: typer.Context, login: Annotated[str, LOGIN]) -> None:
    """Give an account a new password, shown once; who is signed in is signed out."""
    desk = desk_of(context)
    with desk.planner() as planner:
        password = reset_password(planner.store, planner.clock, login, actor=ACTOR)
    desk.line("cli_member_password", password=password)
    desk.answer({"login": login, "password": password})


@members_app.command("change", cls=SpokenCommand, help=help_text("cli_help_members_change"))
def change_command(
    context: typer.Context,
    login: Annotated[str, LOGIN],
    role: Annotated[list[Role] | None, ROLES] = None,
    province: Annotated[list[str] | None, PROVINCES] = None,
    is_active: Annotated[
        bool | None, typer.Option("--open/--close", help=help_text("cli_help_members_open"))
    ] = None,
) -> None:
    """Change an account's roles or provinces, close it or open it again."""
    desk = desk_of(context)
    with desk.planner() as planner:
        member = change_member(
            planner.store,
            planner.clock,
            login,
            roles=tuple(role) if role else None,
            provinces=tuple(province) if province else None,
            is_active=is_active,
            actor=ACTOR,
        )
    desk.line("cli_member_changed", login=member.login)
    desk.answer({"member": to_data(member)})
