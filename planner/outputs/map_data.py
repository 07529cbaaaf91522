"""What the map's page is given: plain lists and numbers, each name as a [Thai, English] pair."""

from collections import Counter
from datetime import date
from functools import partial
from typing import Any

from geodata.places import Contact
from planner.assess.metrics import measure
from planner.domain.plan import Plan
from planner.domain.units import MobileUnit
from planner.outputs.closed_now import closed_now_text, verdict_text
from planner.outputs.colours import Mark, marks_of
from planner.outputs.figures import lowest_of, percent_text, promises
from planner.outputs.left_out_sums import left_out_sums, left_out_text
from planner.outputs.map_land import land_data, point_of
from planner.outputs.map_plan import Villages, left_out_data, routes_data
from planner.outputs.map_roads import access_data, cut_off, roads_data
from planner.outputs.pairs import Pair, Shared, both, names_of, page_texts
from planner.outputs.times import days_text, long_date_text, moment_text, weekday_text
from planner.outputs.unplanned import left_out
from planner.outputs.view import (
    Directory,
    PlaceKind,
    PlanView,
    district_name,
    province_text,
)
from planner.words import Language, say

DIGEST_SHOWN = 12


def map_data(view: PlanView, language: Language) -> dict[str, Any]:
    """Everything the page shows; numbers are seconds, metres, people and map steps."""
    directory = Directory(view.request)
    shared, reasons, dates = Shared(), Shared(), Shared()
    villages = Villages(directory, shared)
    cut = cut_off(view.plan)
    services = {code: i for i, code in enumerate(directory.services)}
    names = (directory.names(Language.TH), directory.names(Language.EN))
    return {
        "language": language.value,
        "texts": page_texts("map_"),
        **_head(view),
        "days": [_day(view, day) for day in range(view.plan.days)],
        "units": _units(view),
        "services": [names_of(service) for service in directory.services.values()],
        "homes": _homes(view, directory),
        "routes": routes_data(view, directory, villages, services),
        "leftOut": [
            {
                **left_out_data(group, villages, services, reasons, dates, names),
                "cut": group.village_code in cut,
            }
            for group in left_out(view.request, view.plan)
        ],
        "roadsToday": roads_data(view),
        "access": access_data(view, directory, villages),
        "reasons": reasons.told,
        "dates": dates.told,
        "villages": villages.told,
        "shared": shared.told,
        **land_data(view.basemap),
    }


def _head(view: PlanView) -> dict[str, Any]:
    """What stands above and below: titles, sums, verdict, gap, where the plan comes from."""
    plan = view.plan
    sums, kept = measure(view.request, plan), promises(view.request, plan)
    return {
        "title": both(province_text, plan.province_code),
        "week": both(days_text, plan.start, plan.days),
        "weekShort": both(partial(days_text, short=True), plan.start, plan.days),
        "made": both(moment_text, view.made_at),
        "digest": view.plan_digest[:DIGEST_SHOWN],
        "policy": view.request.policy.version,
        "verdict": _verdict(view),
        "due": both(left_out_text, left_out_sums(view.request, plan)),
        "gap": plan.gap,
        "equity": _equity(view),
        "totals": {
            "people": sums.whole.people_served,
            "villages": sums.whole.villages_visited,
            "distance": sums.distance_m,
            "promises": kept.rows,
            "kept": kept.kept,
        },
    }


def _equity(view: PlanView) -> dict[str, Any] | None:
    """The district where least of a year's need is met, in per cent; None without a floor."""
    lowest = lowest_of(view.request, view.plan)
    if lowest is None:
        return None
    return {
        "district": both(partial(district_name, view.request), lowest.code),
        "share": percent_text(lowest.share),
        "floor": percent_text(lowest.floor),
    }


def _verdict(view: PlanView) -> dict[str, Any]:
    counts = Counter(violation.rule.value for violation in view.verdict.violations)
    return {
        "told": both(verdict_text, view.verdict, view.made_at, view.closed),
        "now": both(closed_now_text, view.closed),
        "violations": counts.total(),
        "rules": [
            {"name": both(say, f"rule_{rule}"), "count": counts[rule]} for rule in sorted(counts)
        ],
    }


def _day(view: PlanView, day: int) -> dict[str, Any]:
    when = view.request.horizon.date_of(day)
    return {
        "weekday": both(weekday_text, when),
        "number": str(when.day),
        "long": both(long_date_text, when),
        "off": _holiday(view, when),
        "routes": sum(route.day == day for route in view.plan.routes),
    }


def _holiday(view: PlanView, when: date) -> Pair | None:
    return next((names_of(h) for h in view.request.holidays if h.date == when), None)


def _units(view: PlanView) -> list[dict[str, Any]]:
    marks = marks_of(unit.code for unit in view.request.units)
    return [_unit(unit, marks[unit.code]) for unit in view.request.units]


def _unit(unit: MobileUnit, mark: Mark) -> dict[str, Any]:
    return {
        "code": unit.code,
        "letter": mark.letter,
        "colour": mark.colour,
        "name": names_of(unit),
        "base": unit.base_code,
        "vehicle": both(say, f"output_vehicle_{unit.vehicle_class.value}"),
        "contact": _contact(unit.contact) if unit.contact else None,
    }


def _contact(contact: Contact) -> dict[str, Any]:
    return {"role": [contact.role_th, contact.role_en], "phone": contact.phone}


def _homes(view: PlanView, directory: Directory) -> list[dict[str, Any]]:
    """Bases of units, and lodgings where this plan spends a night."""
    codes = {unit.base_code for unit in view.request.units} | _nights(view.plan)
    told = []
    for code in sorted(codes):
        place = directory.places[code]
        if place.kind is not PlaceKind.VILLAGE:
            x, y = point_of(place.location)
            told.append(
                {"code": code, "kind": place.kind.value, "name": names_of(place), "x": x, "y": y}
            )
    return told


def _nights(plan: Plan) -> set[str]:
    return {code for trip in plan.trips for code in trip.nights}
