"""create_app(): hangs endpoints, pages and guards onto one web application. No logic."""

from collections import OrderedDict
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute
from starlette.staticfiles import StaticFiles

from api import endpoints, pages
from api.auth.forgery import refuse_forged
from api.auth.throttle import Throttle
from api.body_limit import BodyLimit
from api.errors import (
    PROBLEM_MEDIA_TYPE,
    ApiError,
    NotLoggedIn,
    open311_refusal,
    problem_of,
)
from api.headers import STANDARD, SecurityHeaders
from api.idempotency import Idempotency
from api.language import API_PREFIX, STANDARD_PREFIXES, is_for_programs, is_open311, language_of
from api.metrics import Metrics
from api.request_log import RequestLog
from api.settings import ApiSettings
from api.state import Web
from geodata.errors import GeodataError
from planner.bootstrap import App
from planner.domain.errors import PlannerError
from planner.usecases.operations import readings


def create_app(planner: App, settings: ApiSettings | None = None) -> FastAPI:
    """The web application over a wired planner; it neither opens nor closes the planner."""
    settings = settings or ApiSettings()
    web = FastAPI(
        title="Mobile Service Unit Planner",
        summary="Weekly routes for government mobile service units",
        version=version("mobile-service-unit-planner"),
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    web.state.web = Web(planner=planner, settings=settings)
    web.state.throttle = Throttle(tries=settings.tries_per_window, window_s=settings.tries_window_s)
    web.state.field_weeks = OrderedDict()
    web.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)
    web.add_middleware(Idempotency, answer_error=_answer_error)
    web.add_middleware(BodyLimit, most_bytes=settings.max_body_bytes)
    web.add_middleware(SecurityHeaders)
    metrics = Metrics(lambda: readings(planner.store, planner.clock, planner.settings.data_dir))
    web.state.metrics = metrics
    prefixes = (API_PREFIX, *STANDARD_PREFIXES)
    web.add_middleware(RequestLog, observe=metrics.observe, prefixes=prefixes)
    for kind in (ApiError, PlannerError, GeodataError, RequestValidationError, HTTPException):
        web.add_exception_handler(kind, _answer_error)
    web.add_exception_handler(Exception, _answer_unforeseen)
    web.router.routes.extend(_routes())
    return web


@cache
def _routes() -> tuple[BaseRoute, ...]:
    """Every address there is: the same for all applications, and dear to take apart."""
    shell = FastAPI(
        docs_url=None, redoc_url=None, openapi_url=None, dependencies=[Depends(refuse_forged)]
    )
    shell.include_router(endpoints.router)
    shell.include_router(endpoints.standards)
    shell.include_router(endpoints.probes)
    shell.include_router(pages.router)
    for part in ("fonts", "leaflet", "field"):
        folder = str(files("planner.outputs") / "assets" / part)
        shell.mount(f"/static/{part}", _Files(directory=folder))
    shell.mount("/static", _Files(directory=str(pages.FOLDER / "static")))
    return tuple(shell.router.routes)


class _Files(StaticFiles):
    """Static files that browsers may keep for a while."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "public, max-age=600"
        return response


def _answer_error(request: Request, error: Exception) -> Response:
    """JSON for programs, a page for people; who is not signed in goes to sign in."""
    problem = problem_of(error)
    language = language_of(request)
    if is_open311(request):
        return open311_refusal(problem, language)
    if is_for_programs(request):
        return JSONResponse(
            problem.to_json(language),
            status_code=problem.status,
            media_type=PROBLEM_MEDIA_TYPE,
            headers={**problem.headers, "Content-Language": language.value},
        )
    if isinstance(error, NotLoggedIn):
        return RedirectResponse(pages.login_address(request), 303)
    return pages.problem_page(request, problem, error)


def _answer_unforeseen(request: Request, error: Exception) -> Response:
    """The same, made outside of every middleware: it brings its own security headers."""
    response = _answer_error(request, error)
    for name, value in STANDARD.items():
        response.headers.setdefault(name, value)
    return response
