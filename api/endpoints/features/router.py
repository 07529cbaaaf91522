"""The addresses of OGC API - Features; anonymous callers see the public part of each collection."""

import json
from importlib.metadata import version
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.auth.guards import Open
from api.auth.session import member_of
from api.caching import cached
from api.deps import Planner
from api.endpoints.features.described import (
    CONFORMS_TO,
    GEOJSON_TYPE,
    OPENAPI_TYPE,
    Describer,
)
from api.endpoints.features.parameters import asked_for, need_json
from api.errors import NotLoggedIn
from api.language import language_of
from geodata.places import Location
from planner.domain.errors import NotFound
from planner.domain.people import Action, Member, may
from planner.usecases.features.asked import Collection, Feature, Sight
from planner.usecases.features.pages import PUBLIC, feature, features
from planner.usecases.looking import provinces_known

DECIMALS = 6
PATH = "/ogc"
MOST_ID_CHARS = 100

router = APIRouter(
    prefix=PATH,
    include_in_schema=False,
    dependencies=[Depends(Open("shows the public what is published, and members what they may"))],
)


def sight_of(request: Request, planner: Planner) -> Sight:
    """What the caller may see; nobody signed in: what is public."""
    member = member_of(request)
    if member is None:
        return Sight()
    codes = [province.code for province in provinces_known(planner.store)]
    return Sight(
        data=_among(member, Action.READ_DATA, codes),
        plans=_among(member, Action.READ_PLAN, codes),
        drafts=_among(member, Action.READ_DRAFT, codes),
        requests=_among(member, Action.READ_REQUEST, codes),
    )


Seen = Annotated[Sight, Depends(sight_of)]


def _among(member: Member, action: Action, codes: list[str]) -> tuple[str, ...]:
    return tuple(code for code in codes if may(member, action, code))


@router.get("")
@router.get("/")
def landing(request: Request) -> Response:
    """Where everything is."""
    need_json(request.query_params)
    return _answer(request, _describer(request).landing())


@router.get("/conformance")
def conformance(request: Request) -> Response:
    """Which parts of the standard are kept."""
    need_json(request.query_params)
    return _answer(request, {"conformsTo": list(CONFORMS_TO)})


@router.get("/api")
def description(request: Request) -> Response:
    """This service as OpenAPI 3.0."""
    told = version("mobile-service-unit-planner")
    document = _describer(request).api(_shown(request), told)
    return _answer(request, document, OPENAPI_TYPE)


@router.get("/collections")
def collections(request: Request) -> Response:
    """What there is."""
    need_json(request.query_params)
    return _answer(request, _describer(request).collections(_shown(request)))


@router.get("/collections/{collection_id}")
def collection(request: Request, collection_id: str) -> Response:
    """One collection."""
    need_json(request.query_params)
    one = _collection(request, collection_id)
    return _answer(request, _describer(request).collection(one))


@router.get("/collections/{collection_id}/items")
def items(request: Request, planner: Planner, sight: Seen, collection_id: str) -> Response:
    """A page of features; `next` is where the following ones are."""
    one = _collection(request, collection_id)
    asked = asked_for(one, request.query_params)
    page = features(planner.store, planner.engine_of, one, sight, asked)
    address = f"{_root(request)}/collections/{one.value}/items"
    links = [_link(_with(request, address), "self")]
    if page.after is not None:
        links.append(_link(_with(request, address, cursor=page.after), "next"))
    document = {
        "type": "FeatureCollection",
        "numberReturned": len(page.features),
        "links": links,
        "features": [_feature(found) for found in page.features],
    }
    return _answer(request, document, GEOJSON_TYPE)


@router.get("/collections/{collection_id}/items/{feature_id}")
def item(
    request: Request, planner: Planner, sight: Seen, collection_id: str, feature_id: str
) -> Response:
    """One feature."""
    need_json(request.query_params)
    one = _collection(request, collection_id)
    if len(feature_id) > MOST_ID_CHARS:
        raise NotFound("no such feature", kind=one.value, id="")
    found = feature(planner.store, planner.engine_of, one, sight, feature_id)
    address = f"{_root(request)}/collections/{one.value}"
    links = [_link(f"{address}/items/{found.id}", "self"), _link(address, "collection", _JSON)]
    return _answer(request, {**_feature(found), "links": links}, GEOJSON_TYPE)


def _collection(request: Request, name: str) -> Collection:
    """The collection of a name; who is not signed in is asked to, where that would help."""
    if name not in set(Collection):
        raise NotFound("no such collection", kind="collection", id=name[:80])
    one = Collection(name)
    if one not in PUBLIC and member_of(request) is None:
        raise NotLoggedIn("this collection is not public")
    return one


def _shown(request: Request) -> tuple[Collection, ...]:
    is_public = member_of(request) is None
    return tuple(one for one in Collection if one in PUBLIC or not is_public)


def _describer(request: Request) -> Describer:
    return Describer(root=_root(request), language=language_of(request))


def _root(request: Request) -> str:
    return f"{str(request.base_url).rstrip('/')}{PATH}"


def _with(request: Request, address: str, **more: str) -> str:
    query = {**request.query_params, **more}
    return f"{address}?{urlencode(query)}" if query else address


_JSON = "application/json"


def _link(href: str, rel: str, kind: str = GEOJSON_TYPE) -> dict[str, str]:
    return {"href": href, "rel": rel, "type": kind}


def _feature(found: Feature) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": found.id,
        "geometry": _geometry(found.points),
        "properties": dict(found.facts),
    }


def _geometry(points: tuple[Location, ...]) -> dict[str, Any] | None:
    pairs = [[round(p.lon, DECIMALS), round(p.lat, DECIMALS)] for p in points]
    if not pairs:
        return None
    if len(pairs) == 1:
        return {"type": "Point", "coordinates": pairs[0]}
    return {"type": "LineString", "coordinates": pairs}


def _answer(request: Request, document: dict[str, Any], media_type: str = _JSON) -> Response:
    content = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    return cached(
        request,
        content,
        media_type=media_type,
        is_public=member_of(request) is None,
        headers={
            "Vary": "Accept-Language, Authorization, Cookie",
            "Content-Language": language_of(request).value,
        },
    )
