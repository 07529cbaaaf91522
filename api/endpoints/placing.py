"""Villages and hamlets put where they really are, by hand."""

from fastapi import APIRouter

from api.deps import DataWriter, Planner, Spoken, need_inside
from api.schemas.agreements import HamletIn, PlacedOut, PlaceIn
from api.schemas.imports import told_finding
from geodata.findings import Finding
from geodata.places import Location
from planner.domain.errors import NotFound
from planner.domain.province import ProvinceVersion
from planner.usecases.hamlets import add_hamlet, place_stop
from planner.usecases.placing import place_village
from planner.words import Language

router = APIRouter(prefix="/provinces/{province_code}", tags=["provinces"])


@router.post("/villages/{village_code}/place")
def place(
    province_code: str,
    village_code: str,
    wish: PlaceIn,
    access: DataWriter,
    planner: Planner,
    language: Spoken,
) -> PlacedOut:
    """Put a village where it is; its stop places at the old point move along."""
    access.need(province_code)
    need_inside(province_code, village_code)
    done = place_village(
        planner.store,
        planner.clock,
        planner.settings.data_dir,
        code=village_code,
        position=wish.position,
        by=access.member.login,
        reason=wish.reason,
    )
    return _told(done.after.code, done.after.location, done.version, done.findings, language)


@router.post("/villages/{village_code}/hamlets", status_code=201)
def hamlet(
    province_code: str,
    village_code: str,
    wish: HamletIn,
    access: DataWriter,
    planner: Planner,
    language: Spoken,
) -> PlacedOut:
    """Give a hamlet of a village a stop place of its own."""
    access.need(province_code)
    need_inside(province_code, village_code)
    done = add_hamlet(
        planner.store,
        planner.clock,
        planner.settings.data_dir,
        village_code=village_code,
        name=wish.name,
        position=wish.position,
        by=access.member.login,
        reason=wish.reason,
    )
    return _told(done.after.code, done.after.location, done.version, done.findings, language)


@router.post("/stop-places/{place_code}/place")
def place_stop_place(
    province_code: str,
    place_code: str,
    wish: PlaceIn,
    access: DataWriter,
    planner: Planner,
    language: Spoken,
) -> PlacedOut:
    """Put a stop place where it is."""
    access.need(province_code)
    with planner.store.reading() as reader:
        known = {place.code for place in reader.province(province_code).stop_places}
    if place_code not in known:
        raise NotFound("no such stop place", kind="stop place", id=place_code[:40])
    done = place_stop(
        planner.store,
        planner.clock,
        planner.settings.data_dir,
        code=place_code,
        position=wish.position,
        by=access.member.login,
        reason=wish.reason,
    )
    return _told(done.after.code, done.after.location, done.version, done.findings, language)


def _told(
    code: str,
    point: Location | None,
    version: ProvinceVersion,
    findings: tuple[Finding, ...],
    language: Language,
) -> PlacedOut:
    assert point is not None
    return PlacedOut(
        code=code,
        lon=point.lon,
        lat=point.lat,
        data_version=version.version,
        findings=[told_finding(found, language) for found in findings],
    )
