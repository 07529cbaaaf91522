"""Versions of a plan, and two plans side by side with who must be told anew."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from api.deps import DraftedPlan, DraftReader, Planner
from api.language import language_of
from api.pages.effects import figures_of, group_changes, tell_edit
from api.pages.plans import heading_of
from api.pages.render import render
from api.pages.told_anew import told_anew
from planner.bootstrap import App
from planner.domain.boards import Board, BoardStep
from planner.domain.people import Action, may
from planner.domain.plan import Plan, Route
from planner.domain.request import PlanRequest
from planner.domain.runs import PlanSummary, StoredPlan
from planner.outputs.colours import Mark, marks_of
from planner.outputs.times import clock_text, day_text, moment_text
from planner.outputs.view import Directory, coded_name, name_of
from planner.usecases.boards import versions_of
from planner.usecases.differences import changes_between
from planner.usecases.looking import newest_plans
from planner.usecases.remembered import remembered_inputs
from planner.words import Language, say

router = APIRouter(include_in_schema=False)

SEE_OTHER = 303
MOST_OTHERS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One version of the plan, or another plan of the same days (`number` 0)."""

    number: int
    id: str
    what: tuple[str, ...]
    by: str
    at: str
    people: str
    value: str
    is_clean: bool
    state: str
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBeside:
    """A unit's day on both sides; each visit as text and whether only this side has it."""

    mark: Mark
    unit: str
    day: str
    left: tuple[tuple[str, bool], ...]
    right: tuple[tuple[str, bool], ...]


@router.get("/plans/{plan_id}/versions")
def versions(
    request: Request, planner: Planner, access: DraftReader, stored: DraftedPlan
) -> Response:
    """Every version, newest first, then other plans of the same days."""
    language = language_of(request)
    with planner.store.reading() as reader:
        board = reader.board(stored.summary.id)
    return render(
        request,
        "board_versions.html",
        **heading_of(planner, stored, language),
        section="plans",
        seen=board.version,
        now_id=board.now.plan_id,
        may_edit=may(access.member, Action.MAKE_PLAN, stored.summary.province_code),
        rows=[*_lines(planner, board, language), *_others(planner, board, stored, language)],
    )


@router.get("/plans/{plan_id}/compare")
def choose(
    stored: DraftedPlan,
    left: Annotated[str, Query(max_length=64)] = "",
    right: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """On to the two plans chosen in a form."""
    mine = stored.summary.id
    return RedirectResponse(f"/plans/{left or mine}/beside/{right or mine}", SEE_OTHER)


@router.get("/plans/{plan_id}/beside/{other_id}")
def beside(
    request: Request,
    planner: Planner,
    access: DraftReader,
    stored: DraftedPlan,
    other_id: str,
) -> Response:
    """From this plan to the other: figures, changes, days that differ, whom to tell."""
    language = language_of(request)
    with planner.store.reading() as reader:
        other = reader.plan(other_id)
        access.need(other.summary.province_code)
        board = reader.board(stored.summary.id)
    asked = remembered_inputs(planner.store, stored.summary).request
    asked = _both(asked, remembered_inputs(planner.store, other.summary).request)
    is_candidate = (
        board.now.plan_id == stored.summary.id
        and (other.summary.start, other.summary.days) == (stored.summary.start, stored.summary.days)
        and other_id != stored.summary.id
    )
    tells = may(access.member, Action.TELL_VILLAGES, stored.summary.province_code)
    return render(
        request,
        "board_beside.html",
        **heading_of(planner, stored, language),
        section="plans",
        other=other.summary,
        left_at=moment_text(stored.summary.created_at, language),
        right_at=moment_text(other.summary.created_at, language),
        figures=figures_of(asked, stored.plan, other.plan, language),
        groups=group_changes(changes_between(stored.plan, other.plan), asked, language),
        days_beside=_days_beside(asked, stored.plan, other.plan, language),
        tell=told_anew(asked, stored.plan, other.plan, language, tells=tells),
        tells=tells,
        may_take=is_candidate
        and may(access.member, Action.MAKE_PLAN, stored.summary.province_code),
        seen=board.version,
    )


def _both(one: PlanRequest, other: PlanRequest) -> PlanRequest:
    """The request whose lists know the most: of the newer plan, else of the older."""
    return other if {v.code for v in one.villages} <= {v.code for v in other.villages} else one


def _lines(planner: App, board: Board, language: Language) -> list[VersionLine]:
    found = versions_of(planner.store, board)
    return [
        _line(
            version.summary,
            len(found) - i,
            _what(planner, version.summary, version.step, language),
            language,
            stands=version.summary.id == board.now.plan_id,
        )
        for i, version in enumerate(found)
    ]


def _others(
    planner: App, board: Board, stored: StoredPlan, language: Language
) -> list[VersionLine]:
    province = stored.summary.province_code
    listed = newest_plans(planner.store, [province], limit=300)
    same = [
        summary
        for summary in listed
        if summary.id not in board.plan_ids
        and (summary.start, summary.days) == (stored.summary.start, stored.summary.days)
    ]
    what = (say("board_kind_other", language),)
    return [_line(summary, 0, what, language) for summary in same[:MOST_OTHERS]]


def _line(
    summary: PlanSummary,
    number: int,
    what: tuple[str, ...],
    language: Language,
    *,
    stands: bool = False,
) -> VersionLine:
    return VersionLine(
        number=number,
        id=summary.id,
        what=what,
        by=summary.created_by,
        at=moment_text(summary.created_at, language),
        people=f"{summary.people_served:,}",
        value=f"{summary.value:,}",
        is_clean=summary.is_clean,
        state=say(f"plan_state_{summary.state.value}", language),
        stands=stands,
    )


def _what(
    planner: App, summary: PlanSummary, step: BoardStep | None, language: Language
) -> tuple[str, ...]:
    if step is None:
        return (say("board_kind_first", language),)
    if not step.edits:
        return (say(f"board_kind_{step.kind.value}", language),)
    asked = remembered_inputs(planner.store, summary).request
    return tuple(tell_edit(edit, asked, language) for edit in step.edits)


def _days_beside(
    asked: PlanRequest, left: Plan, right: Plan, language: Language
) -> list[DayBeside]:
    """Days of units on which the two plans differ."""
    directory = Directory(asked)
    marks = marks_of(unit.code for unit in asked.units)
    sides = [{(r.unit_code, r.day): r for r in plan.routes} for plan in (left, right)]
    found = []
    for unit_code, day in sorted(sides[0].keys() | sides[1].keys(), key=lambda k: (k[1], k[0])):
        texts = [_visits(side.get((unit_code, day)), directory, language) for side in sides]
        if texts[0] == texts[1] or unit_code not in marks:
            continue
        unit = directory.units[unit_code]
        both = set(texts[0]) & set(texts[1])
        found.append(
            DayBeside(
                mark=marks[unit_code],
                unit=coded_name(unit, language),
                day=day_text(asked.horizon.date_of(day), language),
                left=tuple((text, text not in both) for text in texts[0]),
                right=tuple((text, text not in both) for text in texts[1]),
            )
        )
    return found


def _visits(route: Route | None, directory: Directory, language: Language) -> list[str]:
    told: list[str] = []
    for stop in route.visits if route else ():
        place: Any = directory.places.get(stop.place_code)
        name = name_of(place.village or place, language) if place else stop.place_code
        people = sum(serving.people for serving in stop.servings)
        count = say("page_people_short", language, people=f"{people:,}")
        told.append(f"{clock_text(stop.start_s)} {name} · {count}")
    return told
