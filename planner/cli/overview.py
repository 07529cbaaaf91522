"""`planner --help`: commands in groups, one line each, and examples; nothing is cut."""

from typing import Any

import typer

from planner.cli.frame import framed, is_framed
from planner.cli.speech import help_text

GROUPS: dict[str, tuple[str, ...]] = {
    "begin": ("demo", "template", "import", "serve"),
    "data": ("place", "hamlet", "people", "roads", "travel", "access", "samples"),
    "planning": ("plan", "quarter", "weekly", "national", "import-plan", "value-of"),
    "looking": ("plans", "show", "explain", "compare", "fairness", "debts", "map", "export"),
    "deciding": ("approve", "publish", "withdraw", "tell", "requests"),
    "auditing": ("check", "rebuild", "dossier", "audit"),
    "running": (
        *("members", "worker", "workers", "backup", "restore", "move", "prepare", "doctor"),
    ),
}
"""Commands by what people come for; `api` adds `serve` and `doctor`."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "": (
        "planner demo",
        "planner template --out my-province.xlsx",
        "planner import my-province.xlsx --preview",
        "planner plan --week 2026-W49",
        "planner export latest --out papers",
        "planner --language en plan --help",
    ),
    "template": (
        "planner template --out my-province.xlsx",
        "planner template --filled --province 58 --out 58.xlsx",
    ),
    "import": (
        "planner import my-province.xlsx --preview",
        'planner import villages.csv --province 58 --map "ชื่อบ้าน=name_th"',
    ),
    "place": (
        'planner place 58010101 "19.3012, 97.9654" --reason "GPS"',
        "planner place 58010101 47Q 391301 2134480 --reason GPS",
    ),
    "plan": (
        "planner plan --week 2026-W49",
        "planner plan --units U1,U2 --pin 58010101@2026-12-01 --seconds 60",
        "planner plan --all-provinces --seconds 30",
    ),
    "national": ("planner national", "planner national latest --map country.html"),
    "weekly": ("planner weekly", "planner weekly 58 --on --day fri --time 22:00"),
    "access": ("planner access --minutes 60 --out access.xlsx",),
    "fairness": ("planner fairness --out fairness.xlsx",),
    "rebuild": ("planner rebuild latest", "planner rebuild latest --no-search"),
    "dossier": ("planner dossier latest --out papers",),
    "compare": ("planner compare 58-20261130-1 58-20261130-2",),
    "approve": ("planner approve latest --by a.approver",),
    "publish": ("planner publish latest --by a.publisher",),
    "withdraw": ('planner withdraw latest --by a.publisher --reason "น้ำท่วม"',),
    "export": (
        "planner export latest --out papers --only workbook,sheets",
        "planner export latest --field --day 2026-12-01",
    ),
    "samples": ("planner samples units --province 50",),
    "tell": ("planner tell list latest", "planner tell letters latest --out letters"),
    "requests": (
        "planner requests --near-breach 3",
        "planner requests file 58010101 id_card 25 --by an.office",
    ),
}
"""What people type, by command; the empty name is `planner` itself."""


class Spoken:
    """Help in the language that was asked for; a mix-in of Typer's commands and groups."""

    def get_help(self, ctx: Any) -> str:
        """Help with headings in the language of the rest."""
        formatter = ctx.make_formatter()
        self.format_help(ctx, framed(formatter) if is_framed() else formatter)  # type: ignore[attr-defined]
        return str(formatter.getvalue()).rstrip("\n")

    def get_usage(self, ctx: Any) -> str:
        """How it is used, in the language of the rest."""
        formatter = ctx.make_formatter()
        self.format_usage(ctx, framed(formatter) if is_framed() else formatter)  # type: ignore[attr-defined]
        return str(formatter.getvalue()).rstrip("\n")

    def get_help_option(self, ctx: Any) -> Any:
        """The help option, told in the language of the rest."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = help_text("cli_show_help")
        return option

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Examples, one a line."""
        name = "" if ctx.parent is None else str(ctx.info_name)
        lines = EXAMPLES.get(name, ()) if ctx.parent is None or ctx.parent.parent is None else ()
        if lines:
            formatter.write(f"\n{help_text('cli_overview_examples')}\n")
            for line in lines:
                formatter.write(f"  {line}\n")
        if ctx.parent is None:
            formatter.write(f"\n{help_text('cli_overview_more')}\n")


class SpokenCommand(Spoken, typer.core.TyperCommand):
    """A command whose help has examples."""


class SpokenGroup(Spoken, typer.core.TyperGroup):
    """A group whose commands are told whole, in sections where there are many."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Every command in one line of its section."""
        names = self.list_commands(ctx)
        if ctx.parent is not None:
            with formatter.section(help_text("cli_overview_commands")):
                formatter.write_dl([(name, _whole(self.get_command(ctx, name))) for name in names])
            return
        for group, members in GROUPS.items():
            rows = [(name, help_text(f"cli_short_{name}")) for name in members if name in names]
            if rows:
                with formatter.section(help_text(f"cli_group_{group}")):
                    # One width for all sections, so that their texts stand under each other.
                    formatter.write_dl([(name.ljust(_WIDEST), told) for name, told in rows])


_WIDEST = max(len(name) for members in GROUPS.values() for name in members)


def _whole(command: Any) -> str:
    """What a command does, never cut."""
    return str(command.short_help or command.help or "")
