"""JSON endpoints, one file a noun; thin: ask a use case, answer in a schema."""

from fastapi import APIRouter

from api.endpoints import (
    accounts,
    agreements,
    boards,
    calendars,
    field,
    hooks,
    imports,
    life,
    master_data,
    national,
    own,
    placing,
    plans,
    provinces,
    requests,
    runs,
    service,
    serving,
    telling,
    weekly,
    whatif,
)
from api.endpoints.probes import router as probes
from api.endpoints.standards import router as standards
from api.language import API_PREFIX
from api.schemas.problems import PROBLEM_RESPONSES

__all__ = ["probes", "router", "standards"]

router = APIRouter(prefix=API_PREFIX, responses=PROBLEM_RESPONSES)
router.include_router(service.router)
router.include_router(provinces.router)
router.include_router(plans.router)
router.include_router(imports.router)
router.include_router(master_data.router)
router.include_router(placing.router)
router.include_router(agreements.router)
router.include_router(accounts.router)
router.include_router(own.router)
router.include_router(life.router)
router.include_router(field.router)
router.include_router(whatif.router)
router.include_router(boards.router)
router.include_router(requests.router)
router.include_router(runs.router)
router.include_router(national.router)
router.include_router(weekly.router)
router.include_router(telling.router)
router.include_router(serving.router)
router.include_router(calendars.router)
router.include_router(hooks.router)
