"""For monitors, at addresses they expect: is it alive, is it ready, its numbers."""

import hmac
import ipaddress

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from api.auth.guards import Open
from api.deps import Planner
from api.errors import NotLoggedIn
from api.metrics import Metrics
from api.state import web_of
from planner.usecases.operations import readiness

router = APIRouter(include_in_schema=False)

METRICS_TYPE = "text/plain; version=1.0.0; charset=utf-8"


@router.get("/health", dependencies=[Depends(Open("a supervisor asks whether to start it anew"))])
async def health() -> JSONResponse:
    """Whether this process answers; asks nobody else."""
    return JSONResponse({"status": "ok"})


@router.get("/ready", dependencies=[Depends(Open("a balancer asks whether to send people here"))])
def ready(planner: Planner) -> JSONResponse:
    """Whether database, disk and queue are as they should be; 503 when one is not."""
    checks = readiness(planner.store, planner.clock, planner.settings.data_dir)
    told = {name: "ok" if good else "failing" for name, good in checks.items()}
    good = all(checks.values())
    headers = {} if good else {"Retry-After": "10"}
    body = {"status": "ready" if good else "not_ready", "checks": told}
    return JSONResponse(body, status_code=200 if good else 503, headers=headers)


@router.get(
    "/metrics",
    dependencies=[Depends(Open("a monitor of this machine asks, or one that has the token"))],
)
async def metrics(request: Request) -> Response:
    """Numbers for Prometheus: to this machine, or to whoever brings the token of the settings."""
    if not _may_look(request):
        raise NotLoggedIn("metrics are for monitors")
    known: Metrics = request.app.state.metrics
    text = await run_in_threadpool(known.text)
    return Response(text, media_type=METRICS_TYPE)


def _may_look(request: Request) -> bool:
    token = web_of(request).settings.metrics_token.get_secret_value()
    if token:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), token.encode())
    if "x-forwarded-for" in request.headers or request.client is None:
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
