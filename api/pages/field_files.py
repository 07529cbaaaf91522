"""A unit's days as one file to take along."""

from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.deps import Planner, PlanReader, ReadablePlan
from api.files import field_file
from api.language import language_of

router = APIRouter(include_in_schema=False)


@router.get("/plans/{plan_id}/field/{unit_code}")
def plan_field_file(
    request: Request,
    planner: Planner,
    stored: ReadablePlan,
    access: PlanReader,
    unit_code: str,
    day: date | None = None,
) -> Response:
    """One HTML file of a unit's days, or of one of them."""
    return field_file(planner, stored, access.member, unit_code, language_of(request), day)
