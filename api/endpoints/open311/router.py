"""The addresses of Open311 GeoReport v2; a jurisdiction is a province, by its two-digit code."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from api.auth.guards import Access, Needs, Open
from api.auth.keys import take_api_key
from api.auth.session import member_of
from api.deps import Planner
from api.endpoints.open311.forms import (
    address_of,
    filter_of,
    name_of_caller,
    page_of,
    people_of,
    phone_of,
    text_of,
)
from api.endpoints.open311.told import case_told, definition_told, service_told
from api.errors import BadParameter, NotLoggedIn
from api.language import language_of
from planner.bootstrap import App
from planner.domain.cases import Case
from planner.domain.errors import NotFound
from planner.domain.people import Action, Member, may
from planner.domain.province import ProvinceData
from planner.usecases.cases import Wish, file_case
from planner.usecases.features.pages import public_provinces
from planner.usecases.georeport import find_cases, village_of
from planner.usecases.looking import provinces_known
from planner.words import say

PATH = "/open311"
MOST_REQUESTS = 1000

router = APIRouter(prefix=PATH, include_in_schema=False, dependencies=[Depends(take_api_key)])

Filer = Annotated[Access, Depends(Needs(Action.FILE_REQUEST))]
Reader = Annotated[Access, Depends(Needs(Action.READ_REQUEST))]
Anybody = Depends(Open("what can be asked for is no secret where something is published"))


@router.get("/discovery.json", dependencies=[Anybody])
def discovery(request: Request) -> Response:
    """Where the interface is, as the service discovery of Open311 tells it."""
    root = f"{str(request.base_url).rstrip('/')}{PATH}/v2"
    endpoint = {
        "specification": "http://wiki.open311.org/GeoReport_v2",
        "url": root,
        "changeset": "2011-04-05T17:48:34Z",
        "type": "production",
        "formats": ["application/json"],
    }
    return JSONResponse(
        {
            "changeset": "2011-04-05T17:48:34Z",
            "contact": say("open311_contact", language_of(request)),
            "key_service": say("open311_key_service", language_of(request)),
            "endpoints": [endpoint],
        }
    )


@router.get("/v2/services.json", dependencies=[Anybody])
def services(request: Request, planner: Planner) -> Response:
    """What can be asked for."""
    data = _province(request, planner)
    return JSONResponse([service_told(s, language_of(request)) for s in data.services])


@router.get("/v2/services/{service_code}.json", dependencies=[Anybody])
def definition(request: Request, planner: Planner, service_code: str) -> Response:
    """What must be said to ask for a service."""
    for service in _province(request, planner).services:
        if service.code == service_code:
            return JSONResponse(definition_told(service, language_of(request)))
    raise NotFound("no such service", kind="service", id=service_code[:80])


@router.post("/v2/requests.json", status_code=201)
async def file_request(request: Request, planner: Planner, access: Filer) -> Response:
    """File a request: its receipt number is its id at once."""
    form: dict[str, object] = dict(await request.form())
    return await run_in_threadpool(_file, request, planner, access, form)


@router.get("/v2/requests.json")
def requests(request: Request, planner: Planner, access: Reader) -> Response:
    """Requests that the caller may see, newest first."""
    query = request.query_params
    wanted = filter_of(query)
    first, last = page_of(query, MOST_REQUESTS)
    with planner.store.reading() as reader:
        known = access.among(p.code for p in reader.provinces())
        asked = query.get("jurisdiction_id")
        if asked is not None:
            access.need(asked)
        codes = known if asked is None else (asked,)
        cases = find_cases(reader, codes, wanted, planner.clock.now())[first:last]
    return JSONResponse(_all_told(request, planner, access.member, cases))


@router.get("/v2/requests/{receipt}.json")
def one_request(request: Request, planner: Planner, access: Reader, receipt: str) -> Response:
    """One request."""
    with planner.store.reading() as reader:
        case = reader.case(receipt)
    access.need(case.province_code)
    return JSONResponse(_all_told(request, planner, access.member, [case]))


@router.get("/v2/tokens/{receipt}.json")
def token(planner: Planner, access: Reader, receipt: str) -> Response:
    """Ids are given at once here, so a token is the id itself."""
    with planner.store.reading() as reader:
        case = reader.case(receipt)
    access.need(case.province_code)
    return JSONResponse([{"service_request_id": case.receipt, "token": case.receipt}])


def _file(request: Request, planner: App, access: Access, form: dict[str, object]) -> Response:
    code = text_of(form, "jurisdiction_id") or request.query_params.get("jurisdiction_id", "")
    if not code:
        mine = access.among(p.code for p in provinces_known(planner.store))
        code = _only(mine)
    access.need(code)
    with planner.store.reading() as reader:
        data = reader.province(code)
    service_code = text_of(form, "service_code")
    if service_code not in {service.code for service in data.services}:
        raise BadParameter("no such service", field="service_code")
    people = people_of(form)
    wish = Wish(
        province_code=code,
        village_code=village_of(data, address_of(form)).code,
        service_code=service_code,
        people=people,
        note=text_of(form, "description"),
        contact_name=name_of_caller(form),
        contact_phone=phone_of(form),
    )
    case = file_case(planner.store, planner.clock, wish, by=access.member.login)
    notice = say("open311_notice", language_of(request), due=case.due_on.isoformat())
    told = {"service_request_id": case.receipt, "service_notice": notice, "account_id": None}
    return JSONResponse([told], status_code=201)


def _province(request: Request, planner: App) -> ProvinceData:
    """The jurisdiction asked about, if something there is public or the caller may see it."""
    member = member_of(request)
    with planner.store.reading() as reader:
        shown = set(public_provinces(reader))
        if member is not None:
            shown |= {p.code for p in reader.provinces() if _is_at_home(member, p.code)}
        if not shown and member is None:
            raise NotLoggedIn("nothing is public here yet")
        code = request.query_params.get("jurisdiction_id") or _only(tuple(sorted(shown)))
        if code not in shown:
            raise NotFound("no such jurisdiction", kind="jurisdiction_id", id=code[:20])
        return reader.province(code)


def _is_at_home(member: Member, code: str) -> bool:
    asks = (Action.FILE_REQUEST, Action.READ_REQUEST, Action.READ_DATA)
    return any(may(member, action, code) for action in asks)


def _only(codes: tuple[str, ...]) -> str:
    if len(codes) != 1:
        raise BadParameter("which jurisdiction?", field="jurisdiction_id")
    return codes[0]


def _all_told(
    request: Request, planner: App, member: Member, cases: list[Case]
) -> list[dict[str, Any]]:
    language = language_of(request)
    with planner.store.reading() as reader:
        provinces = {code: reader.province(code) for code in {c.province_code for c in cases}}
    return [case_told(case, provinces[case.province_code], member, language) for case in cases]
