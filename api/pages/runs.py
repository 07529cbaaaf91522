"""The page of a run: live progress, stop and keep the best, call off; its best plan so far."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from api.auth.session import member_of
from api.deps import PlanMaker, Planner, ReadableRun
from api.language import language_of
from api.pages.board import draw_board
from api.pages.fragments import render_part
from api.pages.render import render
from api.pages.run_view import view_of
from planner.bootstrap import App
from planner.documents import from_json
from planner.domain.errors import NotFound
from planner.domain.people import Action, may
from planner.domain.request import PlanRequest
from planner.domain.runs import Run, RunKind
from planner.outputs.times import days_text
from planner.usecases.runs import dismiss_run, stop_run

router = APIRouter(include_in_schema=False)

SEE_OTHER = 303


def changeable_run(run_id: str, planner: Planner, access: PlanMaker) -> tuple[Run, str]:
    """The run of this id and who asks, if they may make plans of its province."""
    with planner.store.reading() as reader:
        run = reader.run(run_id)
    access.need(run.province_code)
    return run, access.member.login


ChangeableRun = Annotated[tuple[Run, str], Depends(changeable_run)]


@router.get("/runs/{run_id}")
def one_run(request: Request, planner: Planner, run: ReadableRun) -> Response:
    """How a search stands; the page keeps itself up to date."""
    _need_plan(run)
    return _page(request, planner, run)


@router.post("/runs/{run_id}/stop")
def stop(planner: Planner, asked: ChangeableRun) -> Response:
    """Stop and keep the best plan so far."""
    run, login = asked
    stop_run(planner.store, planner.clock, run.id, actor=login)
    return RedirectResponse(f"/runs/{run.id}", SEE_OTHER)


@router.post("/runs/{run_id}/dismiss")
def dismiss(planner: Planner, asked: ChangeableRun) -> Response:
    """Call the search off; nothing of it is kept."""
    run, login = asked
    if not run.is_closed:
        dismiss_run(planner.store, planner.clock, run.id, actor=login)
    return RedirectResponse(f"/runs/{run.id}", SEE_OTHER)


@router.get("/runs/{run_id}/best")
def best(request: Request, planner: Planner, run: ReadableRun) -> Response:
    """The best plan so far, not judged yet; the stored plan once there is one."""
    if run.plan_id is not None:
        return RedirectResponse(f"/plans/{run.plan_id}/board", SEE_OTHER)
    with planner.store.reading() as reader:
        plan = reader.best_so_far(run.id)
        asked = from_json(PlanRequest, reader.blob(run.request_digest))
    if plan is None:
        raise NotFound("no plan of this run yet", kind="run", id=run.id)
    language = language_of(request)
    return render(
        request,
        "run_best.html",
        section="make",
        run=run,
        days=days_text(run.start, run.days, language),
        people=f"{plan.people_served:,}",
        board=draw_board(asked, plan, language),
    )


def _need_plan(run: Run) -> None:
    """Runs that answer other questions have pages of their own."""
    if run.kind is not RunKind.PLAN:
        raise NotFound("no run for a plan", kind="run", id=run.id)


def _page(request: Request, planner: App, run: Run) -> Response:
    language = language_of(request)
    member = member_of(request)
    return render_part(
        request,
        "run.html",
        section="make",
        view=view_of(planner, run, language),
        may_change=may(member, Action.MAKE_PLAN, run.province_code),
    )
