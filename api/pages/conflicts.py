"""Two people changed one version: both changes side by side, and mine tried on top of theirs."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from api.pages.board_forms import BoardForm, edits_of, edits_text
from api.pages.effects import (
    ChangeGroup,
    EffectView,
    figures_of,
    group_changes,
    tell_edit,
    tell_effect,
)
from api.pages.fragments import render_part
from planner.bootstrap import App
from planner.domain.boards import DayLock
from planner.domain.edits import Edit
from planner.domain.errors import InvalidDocument
from planner.domain.runs import StoredPlan
from planner.outputs.times import moment_text
from planner.usecases.boards import try_on
from planner.usecases.differences import changes_between
from planner.usecases.remembered import remembered_inputs
from planner.words import Language

STALE = 412


@dataclass(frozen=True, slots=True, kw_only=True)
class Retried:
    """My edits on what stands now: their effect, or the sentences of those that no longer fit."""

    effect: EffectView | None
    edits: str
    dropped: tuple[str, ...]


def conflict_page(
    request: Request, planner: App, mine: StoredPlan, wish: BoardForm, language: Language
) -> Response:
    """Who was quicker and with what, what I wanted, and what comes of both together."""
    asked = remembered_inputs(planner.store, mine.summary).request
    edits = edits_of(wish, asked, mine.plan)
    with planner.store.reading() as reader:
        board = reader.board(mine.summary.id)
        theirs = reader.plan(board.now.plan_id)
    since = [step for step in board.steps if step.number > wish.seen]
    changes = changes_between(mine.plan, theirs.plan)
    groups: tuple[ChangeGroup, ...] = group_changes(changes, asked, language)
    return render_part(
        request,
        "board_conflict.html",
        status=STALE,
        plan_id=mine.summary.id,
        now_id=theirs.summary.id,
        seen=board.version,
        steps=[(step.by, moment_text(step.at, language)) for step in since],
        theirs=groups,
        their_figures=figures_of(asked, mine.plan, theirs.plan, language),
        mine=[tell_edit(edit, asked, language) for edit in edits],
        retried=_retried(planner, theirs, board.now.locks, edits, language),
    )


def _retried(
    planner: App,
    theirs: StoredPlan,
    locks: tuple[DayLock, ...],
    edits: tuple[Edit, ...],
    language: Language,
) -> Retried:
    """As many of my edits, in their order, as still can be carried out."""
    asked = remembered_inputs(planner.store, theirs.summary).request
    kept: tuple[Edit, ...] = ()
    dropped = []
    effect = None
    for edit in edits:
        try:
            effect = try_on(planner.store, theirs.summary.id, locks, (*kept, edit))
            kept = (*kept, edit)
        except InvalidDocument:
            dropped.append(tell_edit(edit, asked, language))
    if effect is None or not kept:
        return Retried(effect=None, edits="", dropped=tuple(dropped))
    return Retried(
        effect=tell_effect(effect, kept, language), edits=edits_text(kept), dropped=tuple(dropped)
    )
