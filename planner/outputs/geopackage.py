"""A plan as an OGC GeoPackage: layers visits, servings, routes, unserved, districts."""

from collections.abc import Sequence
from datetime import UTC

from geodata.basemap import Basemap
from geodata.geopackage import MEDIA_TYPE, pack_layers
from planner.outputs.records import (
    Record,
    route_records,
    serving_records,
    unserved_records,
    visit_records,
)
from planner.outputs.view import PlanView

__all__ = ["MEDIA_TYPE", "plan_geopackage"]


def plan_geopackage(view: PlanView) -> bytes:
    """The file's content; the same plan gives the same layers, in the same order."""
    request, plan = view.request, view.plan
    layers: dict[str, Sequence[Record]] = {
        "visits": tuple(visit_records(request, plan)),
        "servings": tuple(serving_records(request, plan)),
        "routes": tuple(route_records(request, plan, view.lines)),
        "unserved": tuple(unserved_records(request, plan)),
        "districts": _districts(view.basemap),
    }
    return pack_layers(layers, made_at=f"{view.made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}")


def _districts(basemap: Basemap) -> tuple[Record, ...]:
    return tuple(
        Record(
            facts={
                "district_code": district.code,
                "district_th": district.name_th,
                "district_en": district.name_en,
            },
            rings=district.rings,
        )
        for district in basemap.districts
    )
