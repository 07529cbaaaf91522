"""Requests that came with a province's data, as lines of a table and of the workbook."""

from collections.abc import Iterable
from typing import NamedTuple

from api.pages.request_list import HEADINGS, given_clock
from planner.domain.province import ProvinceData
from planner.outputs.given import given_text
from planner.outputs.listing import Line, Listing
from planner.outputs.times import date_text
from planner.outputs.view import name_of
from planner.usecases.promises import GivenRequest
from planner.words import Language, say


class GivenLine(NamedTuple):
    """A line of those that came with the data."""

    code: str
    village_code: str
    village: str
    service: str
    people: str
    due: str
    told: str


def given_lines(
    given: Iterable[GivenRequest], data: ProvinceData, language: Language
) -> list[GivenLine]:
    """Lines of a table, in one language."""
    villages = {village.code: name_of(village, language) for village in data.villages}
    services = {service.code: name_of(service, language) for service in data.services}
    lines = []
    for one in given:
        asked = one.request
        lines.append(
            GivenLine(
                code=asked.code,
                village_code=asked.village_code,
                village=villages.get(asked.village_code, asked.village_code),
                service=services.get(asked.service_code, asked.service_code),
                people=f"{asked.people:,}",
                due=date_text(asked.due_on, language),
                told=given_text(one.left, one.served_on, language),
            )
        )
    return lines


def given_listing(given: Iterable[GivenRequest], data: ProvinceData, language: Language) -> Listing:
    """The same under the headings of those filed here; their state says where they come from."""
    villages = {village.code: village for village in data.villages}
    services = {service.code: name_of(service, language) for service in data.services}
    lines = []
    for one in given:
        asked = one.request
        village = villages.get(asked.village_code)
        name, names, district = asked.village_code, "", ""
        if village is not None:
            name, names = name_of(village, language), f"{village.name_th} {village.name_en}"
            english = language is Language.EN
            district = (english and village.district_en) or village.district_th
        service = services.get(asked.service_code, asked.service_code)
        values = (
            asked.code, name, district, service, asked.people, asked.filed_on, asked.due_on,
            one.left if one.served_on is None else None,
            say(f"clock_{given_clock(one).value}", language), say("requests_given", language),
        )  # fmt: skip
        lines.append(
            Line(
                key=asked.code,
                values=values,
                shown=(),
                found_by=f"{asked.code} {asked.village_code} {names} {district} {service}",
            )
        )
    return Listing(headings=HEADINGS, lines=tuple(lines))
