"""Runs: what a person starts to get a plan."""

from fastapi import APIRouter, Response

from api.deps import PlanMaker, Planner, ReadableRun
from api.schemas.runs import RunIn, RunOut
from planner.domain.calendar import Horizon
from planner.usecases.plans import request_of_week
from planner.usecases.runs import open_run

router = APIRouter(prefix="/runs", tags=["runs"])


@router.post("", status_code=202)
def start_run(wish: RunIn, planner: Planner, access: PlanMaker, response: Response) -> RunOut:
    """Ask for a plan. A worker carries the run out; `Location` is where to see how it stands."""
    access.need(wish.province_code)
    request = request_of_week(
        planner.store,
        wish.province_code,
        Horizon(start=wish.start, days=wish.days),
        unit_codes=tuple(wish.unit_codes),
        engine_of=planner.engine_of,
        budget_baht=wish.budget_baht,
    )
    run = open_run(
        planner.store,
        planner.clock,
        request,
        wish.params,
        actor=access.member.login,
        is_queued=True,
    )
    response.headers["Location"] = f"/v1/runs/{run.id}"
    return RunOut.model_validate(run)


@router.get("/{run_id}")
def run(run: ReadableRun) -> RunOut:
    """How a run stands; `plan_id` names its plan once it is successful."""
    return RunOut.model_validate(run)
