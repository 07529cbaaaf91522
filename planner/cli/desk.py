"""What every command has at hand: settings, language, where to write, and the wired planner.

What a command answers goes to stdout: tables for people, or one JSON document with `--json` and
nothing else. Progress and remarks go to stderr.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from planner.settings import Settings
from planner.words import Language, say

if TYPE_CHECKING:
    from planner.bootstrap import App
    from planner.domain.province import ProvinceVersion

WIDE = 160
"""Columns of output that goes to a file or a pipe, where nothing tells the width."""
ACTOR = "command-line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A command's surroundings."""

    settings: Settings
    as_json: bool
    out: Console
    err: Console

    @property
    def language(self) -> Language:
        """The language people are answered in."""
        return self.settings.language

    def say(self, code: str, **facts: object) -> str:
        """A text in the chosen language."""
        return say(code, self.language, **facts)

    def remark(self, code: str, **facts: object) -> None:
        """A line on stderr."""
        self.err.print(self.say(code, **facts), markup=False, highlight=False)

    def show(self, thing: RenderableType) -> None:
        """Something for people on stdout; left out with `--json`."""
        if not self.as_json:
            self.out.print(thing, highlight=False)

    def line(self, code: str, **facts: object) -> None:
        """A line for people on stdout; left out with `--json`."""
        if not self.as_json:
            self.out.print(self.say(code, **facts), markup=False, highlight=False, soft_wrap=True)

    def answer(self, document: Any) -> None:
        """The command's answer as JSON on stdout, with `--json` only."""
        if self.as_json:
            typer.echo(json.dumps(document, ensure_ascii=False))

    @contextmanager
    def planner(self) -> "Iterator[App]":
        """The wired planner, closed afterwards."""
        # Help and refusals need no store; nobody should wait for its libraries.
        from planner.bootstrap import bootstrap

        app = bootstrap(self.settings)
        try:
            yield app
        finally:
            app.close()


def new_desk(settings: Settings, *, as_json: bool) -> Desk:
    """A desk that writes to this process's stdout and stderr."""
    out, err = Console(), Console(stderr=True)
    for console in (out, err):
        if not console.is_terminal:
            console.width = WIDE
    return Desk(settings=settings, as_json=as_json, out=out, err=err)


def desk_of(context: typer.Context) -> Desk:
    """The desk that the root command set up."""
    desk: Desk = context.obj
    return desk


@contextmanager
def step_bar(desk: Desk, code: str, steps: int) -> Iterator[Callable[[], None]]:
    """A progress bar on stderr while counted steps are done; gives what to call after each."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    quiet = desk.as_json or not desk.err.is_terminal
    with Progress(*columns, console=desk.err, transient=True, disable=quiet) as progress:
        task = progress.add_task(desk.say(code), total=steps)
        yield lambda: progress.advance(task)


def chosen_province(planner: "App", code: str | None) -> "ProvinceVersion":
    """The province of a code, or the only one there is; raises `NotFound`."""
    with planner.store.reading() as reader:
        known = {version.code: version for version in reader.provinces()}
    if code is None and len(known) == 1:
        return next(iter(known.values()))
    if code not in known:
        from planner.domain.errors import NotFound

        raise NotFound("name the province", kind="province", id=code or "?", known=", ".join(known))
    return known[code]
