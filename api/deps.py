"""What endpoints ask for in their signature: the planner, the page size, a plan they may show."""

from typing import Annotated

from fastapi import Depends, Query, Request

from api.auth.guards import Access, Needs
from api.language import language_of
from api.state import planner_of
from planner.bootstrap import App
from planner.domain.people import Action
from planner.domain.runs import Run, StoredPlan
from planner.words import Language

MOST_ROWS = 1000

Planner = Annotated[App, Depends(planner_of)]
PlanReader = Annotated[Access, Depends(Needs(Action.READ_PLAN))]
PlanMaker = Annotated[Access, Depends(Needs(Action.MAKE_PLAN))]
DataReader = Annotated[Access, Depends(Needs(Action.READ_DATA))]
PageSize = Annotated[int, Query(ge=1, le=MOST_ROWS, description="How many at most.")]


def _spoken_language(
    request: Request,
    language: Annotated[
        str | None, Query(description="th or en; otherwise Accept-Language decides.")
    ] = None,
) -> Language:
    return language_of(request)


Spoken = Annotated[Language, Depends(_spoken_language)]


def readable_plan(plan_id: str, planner: Planner, access: PlanReader) -> StoredPlan:
    """The plan of this id, if the person may read plans of its province."""
    with planner.store.reading() as reader:
        stored = reader.plan(plan_id)
    access.need(stored.summary.province_code)
    return stored


def readable_run(run_id: str, planner: Planner, access: PlanReader) -> Run:
    """The run of this id, if the person may read plans of its province."""
    with planner.store.reading() as reader:
        run = reader.run(run_id)
    access.need(run.province_code)
    return run


def editable_plan(plan_id: str, planner: Planner, access: PlanMaker) -> StoredPlan:
    """The plan of this id, if the person may make plans of its province."""
    with planner.store.reading() as reader:
        stored = reader.plan(plan_id)
    access.need(stored.summary.province_code)
    return stored


EditablePlan = Annotated[StoredPlan, Depends(editable_plan)]
ReadablePlan = Annotated[StoredPlan, Depends(readable_plan)]
ReadableRun = Annotated[Run, Depends(readable_run)]
