"""Provinces and their villages."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Response

from api.auth.guards import Access, Needs
from api.deps import DataReader, PageSize, Planner
from api.errors import MalformedQuery
from api.schemas.agreements import NewProvinceIn, ProvinceNamesIn
from api.schemas.provinces import ProvinceOut, ProvincesOut, VillageOut, VillagesOut
from planner.domain.people import Action
from planner.usecases.looking import Box, provinces_known, villages_of
from planner.usecases.provinces import add_province, rename_province

router = APIRouter(prefix="/provinces", tags=["provinces"])

ProvinceManager = Annotated[Access, Depends(Needs(Action.MANAGE_PROVINCES))]


@router.get("")
def provinces(planner: Planner, access: DataReader) -> ProvincesOut:
    """The provinces whose data you may read."""
    found = [p for p in provinces_known(planner.store) if access.may(p.code)]
    return ProvincesOut(provinces=[ProvinceOut.model_validate(p) for p in found])


@router.post("", status_code=201)
def add(wish: NewProvinceIn, planner: Planner, access: ProvinceManager) -> ProvinceOut:
    """Begin a province with no data yet."""
    access.need(wish.code)
    version = add_province(
        planner.store, planner.clock, **wish.model_dump(), by=access.member.login
    )
    return ProvinceOut.model_validate(version)


@router.patch("/{province_code}")
def rename(
    province_code: str, wish: ProvinceNamesIn, planner: Planner, access: ProvinceManager
) -> ProvinceOut:
    """Call a province otherwise; its data make a new version."""
    access.need(province_code)
    version = rename_province(
        planner.store, planner.clock, province_code, **wish.model_dump(), by=access.member.login
    )
    return ProvinceOut.model_validate(version)


@router.get("/{province_code}/villages")
def villages(
    province_code: str,
    planner: Planner,
    access: DataReader,
    response: Response,
    bbox: Annotated[
        str | None, Query(description="west,south,east,north in degrees.", max_length=200)
    ] = None,
    limit: PageSize = 100,
    cursor: Annotated[str, Query(description="From `next_cursor`.", max_length=20)] = "",
) -> VillagesOut:
    """A province's villages in order of their codes, those inside a box if one is given."""
    access.need(province_code)
    box = _box(bbox) if bbox is not None else None
    page = villages_of(planner.store, province_code, box=box, after=cursor, limit=limit)
    if page.after is not None:
        query = {"limit": limit, "cursor": page.after} | ({"bbox": bbox} if bbox else {})
        address = f"/v1/provinces/{province_code}/villages?{urlencode(query)}"
        response.headers["Link"] = f'<{address}>; rel="next"'
    return VillagesOut(
        villages=[VillageOut.model_validate(v) for v in page.villages], next_cursor=page.after
    )


def _box(text: str) -> Box:
    """West, south, east, north; raises `MalformedQuery` for anything that is no box."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as error:
        raise MalformedQuery("bbox needs four numbers", field="query.bbox") from error
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise MalformedQuery("bbox is turned round or off the globe", field="query.bbox")
    return Box(west=west, south=south, east=east, north=north)
