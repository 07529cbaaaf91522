"""The board of a draft: look, try, keep, go back; forms that work with and without scripts."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from pydantic import ValidationError
from starlette.responses import RedirectResponse, Response

from api.deps import DraftedPlan, DraftReader, EditablePlan, PlanMaker, Planner
from api.language import language_of
from api.pages.board import draw_board
from api.pages.board_forms import BoardForm, BoardWish, edits_of, edits_text
from api.pages.board_life import life_view
from api.pages.broken import tell_broken
from api.pages.closed_strip import closed_strip, verdict_told
from api.pages.conflicts import conflict_page
from api.pages.effects import tell_effect
from api.pages.fragments import render_part
from api.pages.headline import facts_of, short_search, signed_of
from api.pages.next_step import next_step_of
from api.pages.numbers import NotANumber, number_of
from api.pages.off_strip import off_lines
from api.pages.plans import heading_of
from api.pages.render import render
from api.pages.waiting import waiting_of
from planner.bootstrap import App
from planner.domain.boards import Board, BoardStepKind, DayLock
from planner.domain.errors import Fault, InvalidDocument, StaleVersion
from planner.domain.params import SolveParams
from planner.domain.people import Action, Member, may
from planner.domain.request import PlanRequest
from planner.domain.runs import PlanState, StoredPlan
from planner.outputs.times import day_text, moment_text
from planner.outputs.view import Directory, coded_name, name_of, whereabouts
from planner.usecases.boards import plan_the_rest, save_edits, set_lock, take_version, try_on, walk
from planner.usecases.remembered import remembered_inputs
from planner.words import Language, say

router = APIRouter(include_in_schema=False)

SEE_OTHER = 303
MOST_WAITING = 60
Seen = Annotated[int, Form(ge=0, le=1_000_000)]


@router.get("/plans/{plan_id}/board")
def board(
    request: Request,
    planner: Planner,
    access: DraftReader,
    stored: DraftedPlan,
    search: Annotated[str, Query(max_length=80)] = "",
    most: Annotated[int, Query(ge=1, le=100_000)] = MOST_WAITING,
) -> Response:
    """The board with the map and whom the plan leaves out."""
    language = language_of(request)
    asked = remembered_inputs(planner.store, stored.summary).request
    with planner.store.reading() as reader:
        history = reader.board(stored.summary.id)
    is_now = history.now.plan_id == stored.summary.id
    locks = history.now.locks if is_now else ()
    verdict = stored.verdict
    closed = closed_strip(planner, stored.summary, access.member, language)
    return render(
        request,
        "planning_board.html",
        **heading_of(planner, stored, language),
        section="newest",
        **_standing(history, stored, access.member, language),
        board=draw_board(asked, stored.plan, language, verdict, locks),
        facts=facts_of(asked, stored.plan, language),
        closed_since=closed,
        off_since=off_lines(planner, stored.summary, language),
        verdict=verdict,
        verdict_told=verdict_told(stored, closed, language),
        violations=[tell_broken(v, asked, stored.plan, language) for v in verdict.violations],
        waiting=waiting_of(asked, stored.plan, language, most=most, search=search),
        search=search,
        next_step=next_step_of(planner, stored.summary, access.member, language),
        short_search=short_search(stored.plan, language),
        signed=signed_of(
            asked,
            stored,
            language,
            closed=closed.figures if closed else None,
        ),
        life=life_view(planner, stored, access.member, language),
    )


@router.get("/plans/{plan_id}/board/card")
def card(
    request: Request,
    planner: Planner,
    stored: EditablePlan,
    wish: Annotated[BoardForm, Query()],
) -> Response:
    """The menu of a card, or of a village that waits: what can be done with it."""
    language = language_of(request)
    asked = remembered_inputs(planner.store, stored.summary).request
    directory = Directory(asked)
    village = directory.villages.get(wish.village_code)
    pins = [pin for pin in asked.pins if pin.village_code == wish.village_code]
    return render_part(
        request,
        "board_card.html",
        plan_id=stored.summary.id,
        wish=wish,
        title=name_of(village, language) if village else wish.place_code,
        area=whereabouts(village, language) if village else "",
        standing=_visit_text(wish, directory, language),
        units=[(u.code, coded_name(u, language)) for u in asked.units],
        days=_days(asked, language),
        positions=_positions(asked, stored, wish, language),
        has_wish=any(not pin.forbid for pin in pins),
        is_excluded=any(pin.forbid for pin in pins),
        **_seen_of(planner, stored),
    )


@router.post("/plans/{plan_id}/board/effect")
def effect(request: Request, planner: Planner, stored: EditablePlan, wish: BoardWish) -> Response:
    """What a wish would do to this version; nothing is kept."""
    language = language_of(request)
    asked = remembered_inputs(planner.store, stored.summary).request
    with planner.store.reading() as reader:
        history = reader.board(stored.summary.id)
    try:
        edits = edits_of(wish, asked, stored.plan)
        found = try_on(planner.store, stored.summary.id, history.now.locks, edits)
    except InvalidDocument as error:
        return _refused(request, stored, asked, error.faults, language)
    except ValidationError:
        return _refused(request, stored, asked, (), language)
    return render_part(
        request,
        "board_effect.html",
        plan_id=stored.summary.id,
        effect=tell_effect(found, edits, language),
        edits=edits_text(edits),
        is_draft=stored.summary.state is PlanState.DRAFT,
        **_seen_of(planner, stored),
    )


@router.post("/plans/{plan_id}/board/save")
def save(
    request: Request,
    planner: Planner,
    access: PlanMaker,
    stored: EditablePlan,
    wish: BoardWish,
) -> Response:
    """Keep the edits as the board's next version; when somebody was quicker, show both."""
    language = language_of(request)
    asked = remembered_inputs(planner.store, stored.summary).request
    try:
        edits = edits_of(wish, asked, stored.plan)
        history = save_edits(
            planner.store,
            planner.clock,
            stored.summary.id,
            edits,
            seen=wish.seen,
            actor=access.member.login,
        )
    except StaleVersion:
        return conflict_page(request, planner, stored, wish, language)
    except InvalidDocument as error:
        return _refused(request, stored, asked, error.faults, language)
    return _to_board(history)


@router.post("/plans/{plan_id}/board/undo")
def undo(planner: Planner, access: PlanMaker, stored: EditablePlan, seen: Seen) -> Response:
    """Back to the version before."""
    return _walked(planner, access.member, stored, BoardStepKind.UNDO, seen)


@router.post("/plans/{plan_id}/board/redo")
def redo(planner: Planner, access: PlanMaker, stored: EditablePlan, seen: Seen) -> Response:
    """Forward to the version that was undone."""
    return _walked(planner, access.member, stored, BoardStepKind.REDO, seen)


@router.post("/plans/{plan_id}/board/lock")
def lock(
    planner: Planner,
    access: PlanMaker,
    stored: EditablePlan,
    unit_code: Annotated[str, Form(max_length=64)],
    on_date: Annotated[date, Form()],
    seen: Seen,
    locked: Annotated[bool, Form()] = True,
) -> Response:
    """Lock a unit's day, or unlock it."""
    history = set_lock(
        planner.store,
        planner.clock,
        stored.summary.id,
        DayLock(unit_code=unit_code, date=on_date),
        locked=locked,
        seen=seen,
        actor=access.member.login,
    )
    return _to_board(history)


@router.post("/plans/{plan_id}/board/take")
def take(
    planner: Planner,
    access: PlanMaker,
    stored: EditablePlan,
    other_id: Annotated[str, Form(max_length=64)],
    seen: Seen,
) -> Response:
    """Make another plan of the same days what stands on the board."""
    with planner.store.reading() as reader:
        access.need(reader.plan(other_id).summary.province_code)
    history = take_version(
        planner.store,
        planner.clock,
        stored.summary.id,
        other_id,
        seen=seen,
        actor=access.member.login,
    )
    return _to_board(history)


@router.post("/plans/{plan_id}/board/replan")
def replan(
    request: Request,
    planner: Planner,
    access: PlanMaker,
    stored: EditablePlan,
    seen: Seen,
    budget: Annotated[str, Form(max_length=64)] = "",
    seconds: Annotated[float, Form(ge=1, le=3600)] = 20.0,
) -> Response:
    """Plan the rest anew around pins and locks; a worker does it, the run's page tells."""
    language = language_of(request)
    try:
        most = number_of("budget", budget)
    except NotANumber as error:
        name = say("board_replan_budget", language)
        return render_part(
            request,
            "board_refused.html",
            status=409,
            plan_id=stored.summary.id,
            why=say("make_fault_number", language, text=error.text, name=name),
            details=[],
        )
    params = replace(SolveParams(), cpu_s=seconds, wall_s=max(60.0, 3 * seconds))
    run = plan_the_rest(
        planner.store,
        planner.clock,
        planner.engine_of,
        stored.summary.id,
        params,
        budget=most,
        seen=seen,
        actor=access.member.login,
    )
    return RedirectResponse(f"/runs/{run.id}", SEE_OTHER)


def _walked(
    planner: App, member: Member, stored: StoredPlan, kind: BoardStepKind, seen: int
) -> Response:
    if stored.summary.state is not PlanState.DRAFT:
        # A page may stand open since before somebody approved: stay, and say how the plan stands.
        return RedirectResponse(f"/plans/{stored.summary.id}/board", SEE_OTHER)
    history = walk(
        planner.store, planner.clock, stored.summary.id, kind, seen=seen, actor=member.login
    )
    return _to_board(history)


def _to_board(history: Board) -> Response:
    return RedirectResponse(f"/plans/{history.now.plan_id}/board", SEE_OTHER)


def _seen_of(planner: App, stored: StoredPlan) -> dict[str, Any]:
    with planner.store.reading() as reader:
        history = reader.board(stored.summary.id)
    return {"seen": history.version}


def _standing(
    history: Board, stored: StoredPlan, member: Member, language: Language
) -> dict[str, Any]:
    """Where this version stands among those of its board, and what this person may do."""
    is_now = history.now.plan_id == stored.summary.id
    may_edit = may(member, Action.MAKE_PLAN, stored.summary.province_code)
    last = history.steps[-1] if history.steps else None
    told = ""
    if last is not None:
        told = say(
            f"board_last_{last.kind.value}",
            language,
            who=last.by,
            at=moment_text(last.at, language),
        )
    return {
        "seen": history.version,
        "is_now": is_now,
        "now_id": history.now.plan_id,
        "may_edit": may_edit and is_now,
        "may_make": may_edit,
        **_walks(history, stored, language),
        "number": history.plan_ids.index(stored.summary.id) + 1
        if stored.summary.id in history.plan_ids
        else 1,
        "count": len(history.plan_ids),
        "last_step": told,
        "locks": len(history.now.locks),
    }


def _walks(history: Board, stored: StoredPlan, language: Language) -> dict[str, Any]:
    """Whether undo and redo lead on: from a draft only, since neither takes a step of life back."""
    is_draft = stored.summary.state is PlanState.DRAFT
    return {
        "can_undo": is_draft and history.undone is not None,
        "can_redo": is_draft and history.redone is not None,
        "walk_note": "" if is_draft else say("board_no_walk", language),
    }


def _days(asked: PlanRequest, language: Language) -> list[tuple[str, str]]:
    dates = [asked.horizon.date_of(day) for day in range(asked.horizon.days)]
    return [
        (when.isoformat(), day_text(when, language))
        for when in dates
        if any(unit.shift_on(when) is not None for unit in asked.units)
    ]


def _positions(
    asked: PlanRequest, stored: StoredPlan, wish: BoardForm, language: Language
) -> list[tuple[int, str]]:
    """Places in the day's order: first, then after each visit that stays."""
    if wish.on_date is None or not wish.place_code:
        return []
    day = asked.horizon.day_of(wish.on_date)
    names = Directory(asked).names(language)
    others = [
        stop.place_code
        for route in stored.plan.routes
        if (route.unit_code, route.day) == (wish.unit_code, day)
        for stop in route.visits
        if stop.place_code != wish.place_code
    ]
    first = [(0, say("board_first", language))]
    return first + [
        (number, say("board_after", language, place=names.get(code, code)))
        for number, code in enumerate(others, start=1)
    ]


def _visit_text(wish: BoardForm, directory: Directory, language: Language) -> str:
    if not wish.place_code or wish.on_date is None:
        return say("board_not_planned", language)
    unit = directory.units.get(wish.unit_code)
    return say(
        "board_visit_of",
        language,
        unit=coded_name(unit, language) if unit else wish.unit_code,
        day=day_text(wish.on_date, language),
    )


def _refused(
    request: Request,
    stored: StoredPlan,
    asked: PlanRequest,
    faults: tuple[Fault, ...],
    language: Language,
) -> Response:
    """What cannot be tried, in words: a locked day, or something that is no longer there."""
    is_locked = any(fault.code == "locked" for fault in faults)
    return render_part(
        request,
        "board_refused.html",
        status=409,
        plan_id=stored.summary.id,
        why=say("board_refused_locked" if is_locked else "board_refused", language),
        details=[f"{fault.field}: {fault.code} {fault.value}".strip() for fault in faults],
    )
