"""Requests and services in the words of Open311."""

from datetime import datetime
from typing import Any

from geodata.places import Village
from planner.domain.calendar import LOCAL_ZONE
from planner.domain.cases import CLOSES_AT, Case
from planner.domain.demand import Service
from planner.domain.people import Action, Member, may
from planner.domain.province import ProvinceData
from planner.outputs.view import name_of, whereabouts
from planner.words import Language, say

SEES_NOTES = (Action.DECIDE_REQUEST, Action.REPORT_VISIT)


def service_told(service: Service, language: Language) -> dict[str, Any]:
    """One entry of the list of services; how many people is always asked for."""
    english = language is Language.EN
    agency = (english and service.agency_en) or service.agency_th
    return {
        "service_code": service.code,
        "service_name": name_of(service, language),
        "description": say(
            "open311_service", language, agency=agency, days=service.sla_working_days
        ),
        "metadata": True,
        "type": "realtime",
        "keywords": f"{service.name_th}, {service.name_en}".strip(", "),
        "group": agency,
    }


def definition_told(service: Service, language: Language) -> dict[str, Any]:
    """What must be said beside the place."""
    people = {
        "variable": True,
        "code": "people",
        "datatype": "number",
        "required": True,
        "datatype_description": say("open311_people_kind", language),
        "order": 1,
        "description": say("open311_people", language),
        "values": [],
    }
    return {"service_code": service.code, "attributes": [people]}


def case_told(case: Case, data: ProvinceData, member: Member, language: Language) -> dict[str, Any]:
    """A request; what was written goes to those who decide and serve, and to who filed it."""
    services = {service.code: service for service in data.services}
    villages = {village.code: village for village in data.villages}
    service, village = services.get(case.service_code), villages.get(case.village_code)
    sees = case.filed_by == member.login or any(
        may(member, action, case.province_code) for action in SEES_NOTES
    )
    last = case.steps[-1] if case.steps else None
    return {
        "service_request_id": case.receipt,
        "status": "open" if case.is_open else "closed",
        "status_notes": _notes(case, language) if sees else say(_state(case), language),
        "service_name": name_of(service, language) if service else case.service_code,
        "service_code": case.service_code,
        "description": case.note if sees else None,
        "agency_responsible": service.agency_th if service else None,
        "service_notice": None,
        "requested_datetime": _local(case.filed_at),
        "updated_datetime": _local(last.at if last else case.filed_at),
        "expected_datetime": _local(datetime.combine(case.due_on, CLOSES_AT, LOCAL_ZONE)),
        **_place(village, case.village_code, language),
        "media_url": None,
    }


def _state(case: Case) -> str:
    return f"open311_state_{case.state.value}"


def _notes(case: Case, language: Language) -> str:
    """How it stands, and the reason that somebody gave last."""
    reason = next((step.reason for step in reversed(case.steps) if step.reason), "")
    told = say(_state(case), language)
    return f"{told}: {reason}" if reason else told


def _place(village: Village | None, code: str, language: Language) -> dict[str, Any]:
    if village is None:
        return {"address": None, "address_id": code, "zipcode": None, "lat": None, "long": None}
    point = village.location
    return {
        "address": f"{name_of(village, language)} {whereabouts(village, language)}".strip(),
        "address_id": code,
        "zipcode": None,
        "lat": round(point.lat, 6) if point else None,
        "long": round(point.lon, 6) if point else None,
    }


def _local(when: datetime) -> str:
    return when.astimezone(LOCAL_ZONE).isoformat(timespec="seconds")
