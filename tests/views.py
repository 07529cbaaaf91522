"""Plans to draw: a tiny view that has one of everything, and one whose every name is hostile."""

import dataclasses
from datetime import UTC, datetime
from typing import Any

from geodata.basemap import Basemap, District, RoadLine
from geodata.places import Contact, Location, PointQuality, Village
from geodata.roads.closures import Closure
from planner.assess.check import check_plan
from planner.documents import plan_digest
from planner.domain.calendar import Holiday
from planner.domain.plan import Bound, Plan, Reason, Trip, Unplanned
from planner.domain.request import PlanRequest
from planner.outputs.view import ClosedRoad, PlanView
from tests.builders import (
    MONDAY,
    V1,
    V2,
    V3,
    V4,
    a_base,
    a_location,
    a_lodging,
    a_plan,
    a_request,
    a_route,
    a_service,
    a_service_request,
    a_travel,
    a_trip,
    a_unit,
    a_village,
    places_of,
)

V5 = "58020102"
MADE_AT = datetime(2026, 11, 27, 2, 5, tzinfo=UTC)
HEAD = Contact(role_th="ผู้ใหญ่บ้าน", role_en="Village head", phone="0-0000-0000")

HOSTILE = (
    '<img src=x onerror="window.pwned=1">',
    "${window.pwned=1}",
    "`${window.pwned=1}`",
    "\\",
    "\\\\'\"",
    "</script><script>window.pwned=1</script>",
    "</noscript><script>window.pwned=1</script>",
    "'\";window.pwned=1;//",
    "\u2028window.pwned=1\u2029",
    "{{7*7}}{% raw %}",
    "{name}{0}",
    "<!--plan-data--><!--plain-plan--><!--content-policy-->",
    "&lt;b&gt;&amp;",
    "__proto__",
    "javascript:window.pwned=1",
    "https://example.org/x.png",
    '=HYPERLINK("https://example.org")',
    '#eval("1") $x^2$ *bold* _it_ @ref <label> //',
)
ALL_HOSTILE = " ".join(HOSTILE)


def over_a_closed_road(view: PlanView, unit_code: str, reason: str = "ดินถล่ม") -> PlanView:
    """The view with a road closed since: the first way and the last of the unit's first day."""
    route = min((r for r in view.plan.routes if r.unit_code == unit_code), key=lambda r: r.day)
    legs = frozenset((unit_code, route.day, i) for i in (0, len(route.legs) - 1))
    closure = Closure(code="C-1", point=a_location(98.0, 19.33), reason=reason)
    road = ClosedRoad(closure=closure, legs=legs, numbers=("108",), road_m=200)
    return dataclasses.replace(view, closed_since=(road,), roads_at=view.made_at)


def villages() -> tuple[Village, ...]:
    """Four of the tiny request, one of them approximate, and one that nobody can place."""
    where = {V1: (98.02, 19.30), V2: (98.02, 19.3045), V3: (97.97, 19.39), V4: (98.21, 19.30)}
    names = {V1: "ห้วยโป่ง", V2: "แก่นฟ้า", V3: "ป่าลาน", V4: "น้ำฮู้หายใจ", V5: "ไม่รู้ที่"}
    return tuple(
        a_village(
            code,
            name_th=f"บ้าน{name}",
            name_en=f"Ban {code[-4:]}",
            tambon_th="ห้วยโป่ง",
            tambon_en="Huai Pong",
            district_th="เมืองแม่ฮ่องสอน",
            district_en="Mueang Mae Hong Son",
            location=a_location(*where[code]) if code in where else None,
            point_quality=PointQuality.APPROXIMATE if code in (V4, V5) else PointQuality.EXACT,
            contacts=(HEAD,),
        )
        for code, name in names.items()
    )


def a_drawn_request(**overrides: Any) -> PlanRequest:
    """The tiny request with names to read, a lodging, a holiday and nights for U1."""
    fields: dict[str, Any] = {
        "villages": villages(),
        "services": (
            a_service("id_card", name_th="บัตรประจำตัวประชาชน", name_en="ID cards"),
            a_service(
                "health", name_th="ตรวจสุขภาพ", name_en="Health check", seconds_per_person=600,
                interval_days=30, min_gap_days=7,
            ),
        ),
        "bases": (a_base("B1"),),
        "lodgings": (a_lodging("L1"),),
        "requests": (a_service_request(V3, "id_card"),),
        "holidays": (
            Holiday(date=MONDAY.replace(month=12, day=4), name_th="วันหยุด", name_en="Holiday"),
        ),
    }  # fmt: skip
    request = a_request(**{**fields, **overrides})
    units = tuple(
        dataclasses.replace(
            unit,
            name_th=f"หน่วยเคลื่อนที่ที่ {i}",
            contact=Contact(role_th="หัวหน้าหน่วย", role_en="Unit leader", phone="0-0000-0000"),
            max_nights=1,
        )
        for i, unit in enumerate(request.units, start=1)
    )
    third = a_unit("U3", name_th="หน่วยสำรอง", name_en="Spare unit")
    return dataclasses.replace(request, units=(*units, third))


def a_drawn_plan(request: PlanRequest, **overrides: Any) -> Plan:
    """Two stops and a lunch on Monday, a trip of two days, and one row left out for each reason."""
    travel = a_travel(request, estimated=[("B1", V4), (V4, "B1"), ("L1", V4)])
    plan = a_plan(request, travel, trips_of(request), **overrides)
    reasons = list(Reason)
    left = tuple(
        dataclasses.replace(row, reason=reasons[i % len(reasons)])
        for i, row in enumerate(plan.unplanned)
    )
    return dataclasses.replace(plan, unplanned=left, bounds=(Bound(tier=3, points=plan.value + 9),))


def trips_of(request: PlanRequest) -> tuple[Trip, ...]:
    """The trips of `a_drawn_plan`."""
    travel = a_travel(request, estimated=[("B1", V4), (V4, "B1"), ("L1", V4)])
    return (
        a_trip(
            a_route(
                request, travel, "U1", 0,
                [
                    (V1, "short", {(V1, "id_card"): 7, (V2, "health"): 9}),
                    (V3, "short", {(V3, "id_card"): 5}),
                ],
            )
        ),
        a_trip(
            a_route(request, travel, "U2", 1, [(V3, "short", {(V3, "health"): 20})], end="L1"),
            a_route(request, travel, "U2", 2, [(V4, "short", {(V4, "health"): 20})], start="L1"),
        ),
    )  # fmt: skip


def a_basemap(**overrides: Any) -> Basemap:
    """One square district and three roads: a highway, a rural road and a guessed piece."""
    corners = ((97.9, 19.2), (98.3, 19.2), (98.3, 19.5), (97.9, 19.5), (97.9, 19.2))
    ring = tuple(Location(lon=lon, lat=lat) for lon, lat in corners)
    district = District(
        code="5801", name_th="เมืองแม่ฮ่องสอน", name_en="Mueang Mae Hong Son",
        label=a_location(98.1, 19.45), rings=(ring,),
    )  # fmt: skip
    roads = tuple(
        RoadLine(
            number=number, road_class=kind, estimated=kind == "connector",
            points=tuple(a_location(97.92 + step * 0.05, lat) for step in range(7)),
        )
        for number, kind, lat in (
            ("108", "highway_3_digit", 19.3),
            ("มส.4001", "rural", 19.34),
            ("", "connector", 19.36),
        )
    )  # fmt: skip
    fields: dict[str, Any] = {
        "districts": (district,),
        "roads": roads,
        "attribution": ("Villages: GeoNames (CC BY 4.0)", "Roads: © OpenStreetMap (ODbL)"),
    }
    return Basemap(**{**fields, **overrides})


def a_view(
    request: PlanRequest | None = None, plan: Plan | None = None, **overrides: Any
) -> PlanView:
    """A view of the drawn plan; every leg but the last of each route has a line."""
    request = request or a_drawn_request()
    plan = plan or a_drawn_plan(request)
    travel = a_travel(request, estimated=[("B1", V4), (V4, "B1"), ("L1", V4)])
    fields: dict[str, Any] = {
        "request": request,
        "plan": plan,
        "verdict": check_plan(request, travel, plan),
        "plan_digest": plan_digest(plan),
        "made_at": MADE_AT,
        "lines": lines_of(request, plan),
        "basemap": a_basemap(),
    }
    return PlanView(**{**fields, **overrides})


def lines_of(request: PlanRequest, plan: Plan) -> dict[tuple[str, int, int], tuple[Location, ...]]:
    """Bent lines for every leg that goes somewhere, but not for the last leg of a route."""
    places = places_of(request)
    lines = {}
    for route in plan.routes:
        for i, leg in enumerate(route.legs[:-1]):
            a, b = places[leg.from_code], places[leg.to_code]
            if leg.from_code != leg.to_code:
                bend = Location(lon=(a.lon + b.lon) / 2 + 0.004, lat=(a.lat + b.lat) / 2 + 0.004)
                lines[route.unit_code, route.day, i] = (a, bend, b)
    return lines


def a_hostile_view() -> PlanView:
    """A view in which people wrote code wherever text may be written, and one form a village."""
    request = a_drawn_request()
    printable = "".join(ch for ch in ALL_HOSTILE if ch.isprintable())
    names = {"name_th": printable, "name_en": printable}
    contact = Contact(role_th=ALL_HOSTILE, role_en=ALL_HOSTILE, phone=ALL_HOSTILE)
    around = dict.fromkeys(("tambon_th", "tambon_en", "district_th", "district_en"), ALL_HOSTILE)
    more = tuple(
        a_village(
            f"580301{i:02d}", name_th=text, name_en=text, **around, contacts=(contact,),
            location=a_location(98.0 + i * 0.012, 19.25),
        )
        for i, text in enumerate(HOSTILE, start=1)
    )  # fmt: skip
    renamed = dataclasses.replace(
        request,
        villages=tuple(
            dataclasses.replace(
                v, name_th=ALL_HOSTILE, name_en=ALL_HOSTILE, **around, contacts=(contact,)
            )
            for v in request.villages
        ),
        units=tuple(dataclasses.replace(u, **names, contact=contact) for u in request.units),
        bases=tuple(dataclasses.replace(b, **names) for b in request.bases),
        lodgings=tuple(dataclasses.replace(n, **names) for n in request.lodgings),
        stop_places=tuple(dataclasses.replace(p, **names) for p in request.stop_places),
        services=tuple(
            dataclasses.replace(s, **names, agency_th=printable) for s in request.services
        ),
        holidays=tuple(dataclasses.replace(h, **names) for h in request.holidays),
        policy=dataclasses.replace(request.policy, version=printable),
    )
    plan = a_drawn_plan(renamed)
    # The further villages come in only now: the trips and their arithmetic stay the tiny ones.
    drawn = dataclasses.replace(renamed, villages=(*renamed.villages, *more))
    left = tuple(
        Unplanned(
            village_code=v.code, service_code="health", people=3, reason=Reason.UNREACHABLE,
            facts={"place_code": ALL_HOSTILE, "reachable_with": f"van/{HOSTILE[0]}"},
        )
        for v in more
    )  # fmt: skip
    plan = dataclasses.replace(plan, unplanned=(*plan.unplanned, *left))
    basemap = a_basemap()
    hostile_map = Basemap(
        districts=tuple(dataclasses.replace(d, **names) for d in basemap.districts),
        roads=tuple(dataclasses.replace(r, number=printable) for r in basemap.roads),
        attribution=(ALL_HOSTILE,),
    )
    return a_view(drawn, plan, basemap=hostile_map)
