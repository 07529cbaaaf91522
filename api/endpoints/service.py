"""The service itself: is it well, what does it speak, how does it refuse."""

from typing import Any

from fastapi import APIRouter, Depends, Request

from api.auth.guards import Open
from api.deps import Planner, Spoken
from api.errors import HTTP_CODES, STATUS
from api.schemas.problems import ProblemKindOut
from api.schemas.service import HealthOut
from planner.usecases.looking import provinces_known
from planner.words import catalog, say

router = APIRouter(tags=["service"])


@router.get("/health", dependencies=[Depends(Open("monitors ask without an account"))])
def health(planner: Planner) -> HealthOut:
    """Whether the service answers and its store can be read."""
    provinces_known(planner.store)
    return HealthOut(status="ok")


@router.get("/problems", dependencies=[Depends(Open("the codes are documentation"))])
def problems(language: Spoken) -> list[ProblemKindOut]:
    """Every problem code with its status and title."""
    codes = {kind.code: status for kind, status in STATUS.items()}  # type: ignore[attr-defined]
    codes |= {code: status for status, code in HTTP_CODES.items()}
    return [
        ProblemKindOut(code=code, status=status, title=say(f"problem_{code}", language))
        for code, status in sorted(codes.items())
        if f"problem_{code}" in catalog()
    ]


@router.get(
    "/openapi.json",
    include_in_schema=False,
    dependencies=[Depends(Open("the description is documentation"))],
)
def openapi(request: Request) -> dict[str, Any]:
    """This interface as OpenAPI 3.1."""
    description: dict[str, Any] = request.app.openapi()
    return description
