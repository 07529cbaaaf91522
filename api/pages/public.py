"""Public pages: no sign-in, no cookie, no script; anybody may keep and share them.

The language stands in the address; an address without one follows the browser, and says so to
caches by `Vary`. Links keep what was asked for.
"""

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from api.auth.guards import Open
from api.caching import cached
from api.deps import Planner
from api.language import LANGUAGE_PARAMETER, asked_language, readable_language
from api.pages.public_facts import MOST_AHEAD, PublicWriter, about_of, open_records
from api.pages.render import render
from planner.bootstrap import App
from planner.domain.errors import NotFound
from planner.outputs.drawn_map import draw_points
from planner.outputs.open_data import (
    COLUMNS,
    visits_csv,
    visits_geojson,
    visits_geopackage,
)
from planner.outputs.times import date_text, long_date_text
from planner.outputs.view import name_of
from planner.usecases.public import (
    LEAST_TOLD,
    PublicProvince,
    Unpublished,
    public_index,
    public_province,
    unpublished_province,
)
from planner.words import Language, say

PATH = "/public"

router = APIRouter(
    prefix=PATH,
    dependencies=[Depends(Open("what is published is for everybody"))],
)

MOST_ON_MAP = 400
MAP_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'"
)
"""A map is one file, so its few style rules stand inside; there is nothing else in it."""

Asked = Annotated[str, Query(max_length=100)]


@router.get("")
def index(request: Request, planner: Planner) -> Response:
    """The provinces of which something is published."""
    return _page(request, "public_index.html", provinces=public_index(planner.store))


@router.get("/{province_code}")
def province_page(
    request: Request, planner: Planner, province_code: str, q: Asked = "", district: Asked = ""
) -> Response:
    """Search, coming visits, districts, coverage and promises of a province; or that none is."""
    nothing = unpublished_province(planner.store, planner.clock, province_code)
    if nothing is not None:
        return _unpublished(request, nothing)
    province = public_province(planner.store, planner.clock, province_code)
    writer = PublicWriter(province, _language(request))
    return _page(
        request,
        "public_province.html",
        **_heading(province, request),
        asked=q.strip(),
        found=writer.search(q),
        ahead=writer.ahead(),
        is_cut=len(province.ahead) > MOST_AHEAD,
        districts=writer.districts(),
        chosen=writer.district(district),
        promises=writer.promises(),
        least=LEAST_TOLD,
    )


@router.get("/{province_code}/villages/{village_code}")
def village_page(
    request: Request, planner: Planner, province_code: str, village_code: str
) -> Response:
    """When one village is visited, and with what."""
    nothing = unpublished_province(planner.store, planner.clock, province_code)
    if nothing is not None:
        return _unpublished(request, nothing)
    province = public_province(planner.store, planner.clock, province_code)
    village = PublicWriter(province, _language(request)).village(village_code)
    if village is None:
        raise NotFound("no such village", kind="village", id=village_code[:20])
    return _page(request, "public_village.html", **_heading(province, request), village=village)


@router.get("/{province_code}/how")
def how(request: Request, planner: Planner, province_code: str) -> Response:
    """The policy in plain words."""
    province = public_province(planner.store, planner.clock, province_code)
    policy = province.policy
    return _page(
        request,
        "public_how.html",
        **_heading(province, request),
        policy=policy,
        floor=f"{100 * policy.equity_floor:.0f}",
        least=LEAST_TOLD,
    )


@router.get("/{province_code}/map")
def public_map(
    request: Request, planner: Planner, province_code: str, download: bool = False
) -> Response:
    """Coming visits on a map: one file that opens with the network off and without scripts."""
    province = public_province(planner.store, planner.clock, province_code)
    language = _language(request)
    places = PublicWriter(province, language).places()[:MOST_ON_MAP]
    basemap = planner.basemap_of(province_code)
    drawn = draw_points(basemap, [place.point for place in places], language)
    headers = {"Content-Security-Policy": MAP_POLICY}
    if download:
        name = f"mobile-units-{province.code}.html"
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return _page(
        request,
        "public_map.html",
        headers=headers,
        **_heading(province, request),
        places=places,
        drawn=drawn,
        attribution=basemap.attribution,
    )


@router.get("/{province_code}/data")
def data_page(request: Request, planner: Planner, province_code: str) -> Response:
    """The files of open data, and what their columns mean."""
    province = public_province(planner.store, planner.clock, province_code)
    return _page(
        request,
        "public_data.html",
        **_heading(province, request),
        columns=COLUMNS,
        attribution=planner.basemap_of(province_code).attribution,
    )


@router.get("/{province_code}/data/visits.csv")
def data_csv(request: Request, planner: Planner, province_code: str) -> Response:
    """Published visits as CSV."""
    province = public_province(planner.store, planner.clock, province_code)
    content = visits_csv(open_records(province))
    return _file(request, province, content, "csv", "text/csv; charset=utf-8; header=present")


@router.get("/{province_code}/data/visits.geojson")
def data_geojson(request: Request, planner: Planner, province_code: str) -> Response:
    """Published visits as GeoJSON."""
    province = public_province(planner.store, planner.clock, province_code)
    content = visits_geojson(open_records(province), _about(planner, province))
    return _file(request, province, content, "geojson", "application/geo+json")


@router.get("/{province_code}/data/visits.gpkg")
def data_geopackage(request: Request, planner: Planner, province_code: str) -> Response:
    """Published visits as GeoPackage."""
    province = public_province(planner.store, planner.clock, province_code)
    made_at = max(plan.created_at for plan in province.plans)
    content = visits_geopackage(open_records(province), _about(planner, province), made_at)
    return _file(request, province, content, "gpkg", "application/geopackage+sqlite3")


def _unpublished(request: Request, nothing: Unpublished) -> Response:
    """That no plan is published yet, and when the province was last served; kept by caches too."""
    language = _language(request)
    return _page(
        request,
        "public_unpublished.html",
        province_name=name_of(nothing, language),
        last="" if nothing.last is None else long_date_text(nothing.last, language),
        as_of=say("public_as_of", language, date=date_text(nothing.as_of, language)),
    )


def _about(planner: App, province: PublicProvince) -> dict[str, Any]:
    return about_of(province, planner.basemap_of(province.code).attribution)


def _language(request: Request) -> Language:
    """What the address says, else what the browser can read; no cookie is looked at or set."""
    accepted = request.headers.get("accept-language", "")
    return asked_language(request) or readable_language(accepted)


def _heading(province: PublicProvince, request: Request) -> dict[str, Any]:
    writer = PublicWriter(province, _language(request))
    return {
        "province": province,
        "province_name": name_of(province, _language(request)),
        "as_of": writer.as_of,
    }


def _page(
    request: Request, template: str, headers: dict[str, str] | None = None, **facts: Any
) -> Response:
    """A page that says nothing of who asks: the same for everybody, in the address's language."""
    language, asked = _language(request), asked_language(request)
    spoken = {LANGUAGE_PARAMETER: language.value} if asked or language is Language.EN else {}

    def t(code: str, **more: object) -> str:
        return say(code, language, **more)

    def here(path: str, **query: str) -> str:
        return PATH + path + _query({**query, **spoken})

    page = render(
        request,
        template,
        member=None,
        language=language,
        t=t,
        name_of=lambda thing: name_of(thing, language),
        here=here,
        spoken=spoken,
        **facts,
    )
    told = {"Content-Language": language.value, **(headers or {})}
    if asked is None:
        told["Vary"] = "Accept-Language"
    return cached(
        request, bytes(page.body), media_type="text/html; charset=utf-8", is_public=True,
        headers=told,
    )  # fmt: skip


def _query(more: dict[str, str]) -> str:
    return f"?{urlencode(more)}" if more else ""


def _file(
    request: Request, province: PublicProvince, content: bytes, ending: str, media_type: str
) -> Response:
    name = f"visits-{province.code}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return cached(request, content, media_type=media_type, is_public=True, headers=headers)
