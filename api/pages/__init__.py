"""HTML pages: templates filled with facts, in Thai and English; scripts only improve them."""

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.auth.session import member_of
from api.errors import Problem
from api.pages.accounts import router as accounts_router
from api.pages.auditing import router as auditing_router
from api.pages.board_life import router as board_life_router
from api.pages.board_page import router as board_router
from api.pages.bulk import router as bulk_router
from api.pages.closures import router as closures_router
from api.pages.data import router as data_router
from api.pages.data_agreements import router as data_agreements_router
from api.pages.data_upload import router as data_upload_router
from api.pages.data_villages import router as data_villages_router
from api.pages.entry import router as entry_router
from api.pages.fairness import router as fairness_router
from api.pages.field import router as field_router
from api.pages.field_files import router as field_files_router
from api.pages.field_office import router as field_office_router
from api.pages.home import router as home_router
from api.pages.hooks import router as hooks_router
from api.pages.making import router as making_router
from api.pages.national import router as national_router
from api.pages.nothing_yet import NothingYet, empty_page
from api.pages.office import router as office_router
from api.pages.own import router as own_router
from api.pages.plans import router as plans_router
from api.pages.public import router as public_router
from api.pages.quarter import router as quarter_router
from api.pages.render import FOLDER, render
from api.pages.requests import router as requests_router
from api.pages.runs import router as runs_router
from api.pages.status import router as status_router
from api.pages.telling import router as telling_router
from api.pages.versions import router as versions_router
from api.pages.villages import router as villages_router
from planner.domain.errors import StoreUnavailable
from planner.domain.people import Member

__all__ = ["FOLDER", "login_address", "problem_page", "router"]

router = APIRouter(include_in_schema=False)
router.include_router(entry_router)
router.include_router(home_router)
router.include_router(public_router)
router.include_router(auditing_router)
router.include_router(hooks_router)
router.include_router(making_router)
router.include_router(runs_router)
router.include_router(plans_router)
router.include_router(telling_router)
router.include_router(bulk_router)
router.include_router(office_router)
router.include_router(requests_router)
router.include_router(status_router)
router.include_router(board_router)
router.include_router(closures_router)
router.include_router(board_life_router)
router.include_router(versions_router)
router.include_router(field_files_router)
router.include_router(field_router)
router.include_router(field_office_router)
router.include_router(villages_router)
router.include_router(fairness_router)
router.include_router(quarter_router)
router.include_router(national_router)

router.include_router(data_upload_router)
router.include_router(data_agreements_router)
router.include_router(data_router)
router.include_router(data_villages_router)
router.include_router(accounts_router)
router.include_router(own_router)


def login_address(request: Request) -> str:
    """Where to sign in, and come back to this page afterwards if it was being read."""
    if request.method != "GET" or request.url.path == "/":
        return "/login"
    query = f"?{request.url.query}" if request.url.query else ""
    return "/login?" + urlencode({"next": request.url.path + query})


def problem_page(request: Request, problem: Problem, error: Exception) -> Response:
    """A problem in words. Asks nothing of the store, since that may be what failed.

    Whoever is known already keeps their menu; without any province they are told how to begin.
    Only an address without a page, where nothing failed, looks up who is signed in.
    """
    member = _who_strayed(request) if isinstance(error, HTTPException) else _known(request)
    if member is not None and isinstance(error, NothingYet):
        response = empty_page(request, member, (), status=problem.status)
    else:
        response = render(
            request,
            "problem.html",
            status=problem.status,
            member=member,
            narrow=True,
            problem=problem,
        )
    response.headers.update(problem.headers)
    return response


def _known(request: Request) -> Member | None:
    """Who was found to be signed in before the problem."""
    member: Member | None = getattr(request.state, "member", None)
    return member


def _who_strayed(request: Request) -> Member | None:
    """Who asks for a page that is not there; nobody while the store cannot answer."""
    try:
        return member_of(request)
    except StoreUnavailable:
        return None
