"""A village's page of data: where it is, what is known of it, its stop places, its weight."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.auth.guards import Access
from api.auth.masking import sees_numbers
from api.deps import DataReader, DataWriter, Planner, need_inside
from api.errors import problem_of
from api.headers import MAP_HEADERS
from api.language import language_of
from api.pages.data_frame import data_page, province_of
from api.pages.posted import Told
from api.pages.record_form import groups_of, without_numbers
from geodata.errors import InvalidPlace
from geodata.findings import Finding
from geodata.places import PointQuality, Village
from planner.bootstrap import App
from planner.domain.errors import Conflict, ImportRefused, InvalidDocument, NotFound, ReasonNeeded
from planner.domain.proposals import ProposalState
from planner.domain.province import ProvinceVersion
from planner.inputs import RECORD_KINDS, texts_of
from planner.outputs.place_map import draw_place_map
from planner.outputs.view import name_of, whereabouts
from planner.usecases.hamlets import add_hamlet, place_stop
from planner.usecases.master_data import record_of
from planner.usecases.placing import place_village
from planner.usecases.proposals import proposals_of, propose_weight
from planner.words import Language, say
from planner.words.findings import tell_finding

router = APIRouter(include_in_schema=False, prefix="/data/{province_code}/villages/{village_code}")

SEE_OTHER = 303
BAD = 422
VILLAGES = RECORD_KINDS["villages"]
Text = Annotated[str, Form(max_length=2000)]


@router.get("")
def village(
    request: Request, province_code: str, village_code: str, planner: Planner, access: DataReader
) -> Response:
    """Everything of one village that a person may put right."""
    province = province_of(planner, access, province_code)
    return _page(request, planner, access, province, _village(planner, province_code, village_code))


@router.get("/map")
def place_map(
    request: Request, province_code: str, village_code: str, planner: Planner, access: DataReader
) -> Response:
    """A map to click on; it tells the page around it where, and knows nothing else."""
    language = language_of(request)
    province_of(planner, access, province_code)
    chosen = _village(planner, province_code, village_code)
    with planner.store.reading() as reader:
        data = reader.province(province_code)
    html = draw_place_map(chosen, data, planner.basemap_of(province_code), language)
    return HTMLResponse(html, headers={**MAP_HEADERS, "Content-Language": language.value})


@router.post("/place")
def place(
    request: Request,
    province_code: str,
    village_code: str,
    planner: Planner,
    access: DataWriter,
    position: Text = "",
    reason: Text = "",
    place_code: Text = "",
) -> Response:
    """Put the village, or one of its stop places, where the map or a text says."""
    province = province_of(planner, access, province_code)
    chosen = _village(planner, province_code, village_code)
    by = access.member.login
    where = (planner.store, planner.clock, planner.settings.data_dir)

    def act() -> tuple[Finding, ...]:
        if place_code and place_code != chosen.code:
            _need_stop(planner, chosen, place_code)
            stop = place_stop(*where, code=place_code, position=position, by=by, reason=reason)
            return stop.findings
        placed = place_village(*where, code=chosen.code, position=position, by=by, reason=reason)
        return placed.findings

    typed = {"position": position, "reason": reason, "place_code": place_code}
    return _acted(request, planner, access, province, chosen, "place", act, typed)


@router.post("/hamlets")
def hamlet(
    request: Request,
    province_code: str,
    village_code: str,
    planner: Planner,
    access: DataWriter,
    name: Text = "",
    position: Text = "",
    reason: Text = "",
) -> Response:
    """Give a hamlet a stop place of its own."""
    province = province_of(planner, access, province_code)
    chosen = _village(planner, province_code, village_code)

    def act() -> tuple[Finding, ...]:
        return add_hamlet(
            planner.store, planner.clock, planner.settings.data_dir,
            village_code=chosen.code, name=name, position=position,
            by=access.member.login, reason=reason,
        ).findings  # fmt: skip

    typed = {"name": name, "position": position, "reason": reason}
    return _acted(request, planner, access, province, chosen, "hamlet", act, typed)


@router.post("/weight")
def weight(
    request: Request,
    province_code: str,
    village_code: str,
    planner: Planner,
    access: DataWriter,
    need_weight: Text = "",
    reason: Text = "",
) -> Response:
    """Propose another weight of need; another person decides."""
    province = province_of(planner, access, province_code)
    chosen = _village(planner, province_code, village_code)

    def act() -> tuple[Finding, ...]:
        wanted = _number(need_weight)
        propose_weight(
            planner.store, planner.clock, province_code, chosen.code, wanted,
            reason=reason, by=access.member.login,
        )  # fmt: skip
        return ()

    typed = {"need_weight": need_weight, "reason": reason}
    return _acted(request, planner, access, province, chosen, "weight", act, typed)


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise InvalidPlace("not_a_number", need_weight=text[:20]) from None


def _acted(
    request: Request,
    planner: App,
    access: Access,
    province: ProvinceVersion,
    chosen: Village,
    what: str,
    act: Callable[[], tuple[Finding, ...]],
    typed: dict[str, str],
) -> Response:
    """Do it and come back, or show the page again with what is wrong beside the form."""
    language = language_of(request)
    try:
        findings = act()
    except ImportRefused as error:
        fault = " ".join(tell_finding(found, language) for found in error.findings)
        status = BAD
    except (ReasonNeeded, InvalidPlace, InvalidDocument, Conflict) as error:
        code = f"village_fault_{error.code}"
        fault, status = say(code, language), problem_of(error).status
    else:
        if not findings:
            address = f"/data/{province.code}/villages/{chosen.code}?saved={what}#{what}"
            return RedirectResponse(address, SEE_OTHER)
        with planner.store.reading() as reader:
            province = reader.province_versions(province.code)[-1]
        now = _village(planner, province.code, chosen.code)
        warned = tuple(tell_finding(found, language) for found in findings)
        return _page(request, planner, access, province, now, saved=what, warned=warned)
    return _page(
        request, planner, access, province, chosen,
        faults={what: fault}, typed={what: typed}, status=status,
    )  # fmt: skip


def _village(planner: App, province_code: str, village_code: str) -> Village:
    need_inside(province_code, village_code)
    with planner.store.reading() as reader:
        found = VILLAGES.find(reader.province(province_code), village_code)
    if not isinstance(found, Village):
        raise NotFound("no such village", kind="village", id=village_code[:20])
    return found


def _need_stop(planner: App, village: Village, place_code: str) -> None:
    with planner.store.reading() as reader:
        places = reader.province(village.province_code).stop_places
    if not any((p.code, p.village_code) == (place_code, village.code) for p in places):
        raise NotFound("no such stop place", kind="stop place", id=place_code[:40])


def _page(
    request: Request,
    planner: App,
    access: Access,
    province: ProvinceVersion,
    chosen: Village,
    *,
    faults: dict[str, str] | None = None,
    typed: dict[str, dict[str, str]] | None = None,
    saved: str = "",
    warned: tuple[str, ...] = (),
    status: int = 200,
) -> Response:
    language = language_of(request)
    with planner.store.reading() as reader:
        data = reader.province(province.code)
    texts = texts_of(VILLAGES, chosen)
    if not sees_numbers(access.member, province.code):
        texts = without_numbers(texts)
    waiting = [
        p
        for p in proposals_of(planner.store, province.code, states=(ProposalState.OPEN,))
        if p.village_code == chosen.code
    ]
    return data_page(
        request,
        "data_village.html",
        access,
        province,
        tab="villages",
        status=status,
        village=chosen,
        name=name_of(chosen, language),
        where=whereabouts(chosen, language),
        point=_point_text(chosen, language),
        is_sure=chosen.location is not None
        and chosen.point_quality is not PointQuality.APPROXIMATE,
        record=record_of(VILLAGES, chosen),
        groups=groups_of(VILLAGES, texts, data, language),
        places=[
            (p.code, name_of(p, language), p.location, p.placed_by)
            for p in data.stop_places
            if p.village_code == chosen.code
        ],
        waiting=waiting,
        faults=Told(faults or {}),
        typed=Told({what: Told(fields) for what, fields in (typed or {}).items()}),
        saved=saved or request.query_params.get("saved", "")[:20],
        warned=warned,
    )


def _is_sure(village: Village) -> bool:
    rough = village.point_quality is PointQuality.APPROXIMATE
    return village.location is not None and not rough


def _point_text(village: Village, language: Language) -> str:
    if village.location is None:
        return say("village_point_none", language)
    told = say(f"village_point_{village.point_quality.value}", language)
    point = f"{village.location.lat:.5f}, {village.location.lon:.5f}"
    source = f" · {village.point_source}" if village.point_source else ""
    return f"{told} · {point}{source}"
