"""The frame that Typer puts round commands, in the language asked for: headings, usage, mistakes.

Typer speaks English only. Its help is written by a formatter and its mistakes are exceptions that
show themselves; both are told here in Thai. Typer carries its own copy of Click, whose classes have
no public names: hence `Any`, and mistakes known by the names of their classes.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import typer
from typer.exceptions import TyperException

from planner.cli.speech import LANGUAGE, help_text
from planner.words import Language, catalog

HEADINGS = {
    "Arguments": "cli_frame_arguments",
    "Options": "cli_frame_options",
    "Commands": "cli_frame_commands",
}
PIECES = {"[OPTIONS]": "cli_frame_options_piece", "COMMAND [ARGS]...": "cli_frame_command_piece"}
MARKS = {
    "[default:": "cli_frame_default",
    "[required]": "cli_frame_required",
    "[env var:": "cli_frame_variable",
}
"""What stands in brackets behind an option."""
SAID = {
    r"No such command '(?P<name>.*?)'\.(?: Did you mean (?P<near>.+)\?)?": "cli_frame_no_command",
    r"No such option: (?P<name>\S+).*": "cli_frame_no_option",
    r"Missing command\.": "cli_frame_missing_command",
    r"Got unexpected extra argument(?:\(s\)|s)? \((?P<name>.*)\)": "cli_frame_extra",
    r"Option '(?P<name>.*?)' requires .*": "cli_frame_needs_value",
}
"""Mistakes that Typer tells in whole sentences, and the texts for them."""

NOT_AMONG = re.compile(r"(?:Value error, )?'.*' is not one of (?P<known>.+)\.")


def is_framed() -> bool:
    """Whether the frame is told in other words than Typer's own."""
    return LANGUAGE is not Language.EN


def framed(formatter: Any) -> Any:
    """A help formatter that writes the frame in the language asked for."""
    section, write_dl, write_usage = formatter.section, formatter.write_dl, formatter.write_usage

    @contextmanager
    def told_section(name: str) -> Iterator[None]:
        with section(help_text(HEADINGS[name]) if name in HEADINGS else name):
            yield

    def told_list(rows: Any, *args: Any, **more: Any) -> None:
        write_dl([(name, _marked(told)) for name, told in rows], *args, **more)

    def told_usage(program: str, args: str = "", prefix: str | None = None) -> None:
        for piece, code in PIECES.items():
            args = args.replace(piece, help_text(code))
        write_usage(program, args, prefix=f"{help_text('cli_frame_usage')} ")

    formatter.section, formatter.write_dl = told_section, told_list
    formatter.write_usage = told_usage
    return formatter


def _marked(told: str) -> str:
    for mark, code in MARKS.items():
        told = told.replace(mark, help_text(code))
    return told


@contextmanager
def told_mistakes() -> Iterator[None]:
    """Mistakes on the command line show themselves in the language asked for."""
    try:
        yield
    except TyperException as error:
        is_help = type(error).__name__ == "NoArgsIsHelpError"
        if is_framed() and not is_help:
            told: Any = error
            told.show = partial(show_mistake, error)
        raise


def show_mistake(error: Any, file: Any = None) -> None:
    """What was wrong, under how the command is used, on stderr or the file given."""
    context = getattr(error, "ctx", None)
    if context is not None:
        usage = context.get_usage()
        command = f"{context.command_path} {context.help_option_names[0]}"
        typer.echo(f"{usage}\n{help_text('cli_frame_try', command=command)}\n", file=file, err=True)
    typer.echo(f"{help_text('cli_frame_error')} {mistake_text(error)}", file=file, err=True)


def mistake_text(error: Any) -> str:
    """A mistake in words; Typer's own where there are none for it."""
    kind, parameter = type(error).__name__, getattr(error, "param", None)
    named = "" if parameter is None else parameter.get_error_hint()
    if kind == "MissingParameter":
        return help_text("cli_frame_missing", name=named)
    if kind == "BadParameter":
        why = _why(error)
        return help_text("cli_frame_bad_value", name=named, why=why) if named else why
    for pattern, code in SAID.items():
        found = re.fullmatch(pattern, str(error.message), re.DOTALL)
        if found is not None:
            return _sentence(code, found, getattr(error, "possibilities", None))
    return str(error.format_message())


def _sentence(code: str, found: re.Match[str], likely: Any) -> str:
    facts = {name: text or "" for name, text in found.groupdict().items()}
    near = facts.pop("near", "") or ", ".join(sorted(likely or ()))
    told = help_text(code, **facts)
    return f"{told} {help_text('cli_frame_near', near=near)}" if near else told


def _why(error: Any) -> str:
    """Why a value will not do: by the kind of fault that the reader of values names."""
    faults = getattr(error.__cause__, "errors", None)
    if faults is None:
        return str(error.message)
    first = faults()[0]
    choice = NOT_AMONG.fullmatch(str(first["msg"]))
    if choice is not None:
        return help_text("cli_frame_value_enum", expected=choice["known"])
    code = f"cli_frame_value_{first['type']}"
    return help_text(code, **first.get("ctx", {})) if code in catalog() else str(error.message)
