"""The root command: options that all commands share, and how errors are told."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from planner.cli.commands import Waiting
from planner.cli.desk import new_desk
from planner.cli.frame import told_mistakes
from planner.cli.logs import configure_logs
from planner.cli.overview import SpokenGroup
from planner.cli.speech import help_text
from planner.settings import Settings
from planner.words import Language

if TYPE_CHECKING:
    from geodata.errors import GeodataError
    from planner.domain.errors import PlannerError

INTERRUPTED = 130
SHARED_FLAGS = ("--json", "--verbose")
SHARED_OPTIONS = ("--language", "--data-dir")


class Root(SpokenGroup):
    """Lets shared options stand anywhere, and turns errors into words and an exit code.

    Typer carries its own copy of Click, whose context has no public name: hence `Any`.
    """

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.commands = Waiting()

    def list_commands(self, ctx: Any) -> list[str]:
        """Names only: asking for the commands themselves would load every one."""
        return list(self.commands)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Move shared options to the front, where the root command reads them."""
        rest: list[str] = super().parse_args(ctx, _shared_first(args))
        return rest

    def make_context(self, *given: Any, **more: Any) -> Any:
        """Read what was typed; a mistake in it is told in the language asked for."""
        with told_mistakes():
            return super().make_context(*given, **more)

    def invoke(self, ctx: Any) -> Any:
        """Run a command; an expected error becomes words, never a traceback."""
        try:
            with told_mistakes():
                return super().invoke(ctx)
        except _expected() as error:
            from planner.cli.complaints import complain

            raise typer.Exit(complain(ctx.obj, error)) from None
        except KeyboardInterrupt:
            ctx.obj.remark("cli_interrupted")
            raise typer.Exit(INTERRUPTED) from None


def _expected() -> "tuple[type[PlannerError], type[GeodataError]]":
    """The errors that have words; asked for only when one was raised."""
    from geodata.errors import GeodataError
    from planner.domain.errors import PlannerError

    return PlannerError, GeodataError


def _shared_first(args: list[str]) -> list[str]:
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(args)
    for arg in waiting:
        if arg == "--":
            return [*front, *rest, arg, *waiting]
        if arg in SHARED_FLAGS or arg.startswith(tuple(f"{name}=" for name in SHARED_OPTIONS)):
            front.append(arg)
        elif arg in SHARED_OPTIONS:
            front.extend([arg, *[value for value in [next(waiting, None)] if value is not None]])
        else:
            rest.append(arg)
    return [*front, *rest]


app = typer.Typer(
    name="planner",
    cls=Root,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=help_text("cli_help"),
)


@app.callback()
def root(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help=help_text("cli_help_json"))] = False,
    language: Annotated[Language | None, typer.Option(help=help_text("cli_help_language"))] = None,
    data_dir: Annotated[Path | None, typer.Option(help=help_text("cli_help_data_dir"))] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help=help_text("cli_help_verbose"))] = False,
) -> None:
    """Shared options; they may stand before or after the command."""
    chosen: dict[str, Any] = {"language": language, "data_dir": data_dir}
    settings = Settings(**{name: value for name, value in chosen.items() if value is not None})
    context.obj = new_desk(settings, as_json=as_json)
    configure_logs(is_verbose=verbose or settings.log_level == "info", form=settings.log_format)
