"""Requests that came with a province's data, as lines of a table."""

from collections.abc import Iterable
from typing import NamedTuple

from planner.domain.province import ProvinceData
from planner.outputs.given import given_text
from planner.outputs.times import date_text
from planner.outputs.view import name_of
from planner.usecases.promises import GivenRequest
from planner.words import Language


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
