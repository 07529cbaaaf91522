"""Villages that a plan leaves out, beside the board: the most pressing first, ready to be added."""

from dataclasses import dataclass

from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.outputs.left_out_sums import left_out_sums
from planner.outputs.unplanned import LeftOut, Pressure, left_out, reason_text
from planner.outputs.view import Directory, name_of, whereabouts
from planner.words import Language, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One village: `services` lacking with their people, `why` of the most pressing row."""

    village_code: str
    village: str
    area: str
    people: int
    pressure: str
    services: tuple[tuple[str, int], ...]
    why: str
    is_excluded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingList:
    """The first of the villages `found`; `total` have something due that is left out.

    Found are those, and villages excluded by a person, as far as they fit a search; `calm` villages
    have nothing due.
    """

    rows: tuple[Waiting, ...]
    found: int
    total: int
    calm: int


def waiting_of(
    request: PlanRequest, plan: Plan, language: Language, *, most: int, search: str = ""
) -> WaitingList:
    """Villages with something due that is left out; `search` in names and codes."""
    directory = Directory(request)
    names = directory.names(language)
    forbidden = {
        pin.village_code
        for pin in request.pins
        if pin.forbid and pin.on_date is None and pin.unit_code is None
    }
    everyone = left_out(request, plan)
    groups = [
        group
        for group in everyone
        if group.pressure is not Pressure.CALM or group.village_code in forbidden
    ]
    total = left_out_sums(request, plan).villages
    groups.sort(key=_press)
    wanted = [g for g in groups if _is_found(directory, g.village_code, search)]
    rows = tuple(
        _row(group, directory, names, language, group.village_code in forbidden)
        for group in wanted[:most]
    )
    return WaitingList(rows=rows, found=len(wanted), total=total, calm=len(everyone) - total)


def _press(group: LeftOut) -> tuple[int, int, str]:
    return (list(Pressure).index(group.pressure), -group.people, group.village_code)


def _is_found(directory: Directory, code: str, search: str) -> bool:
    village = directory.villages[code]
    text = f"{code} {village.name_th} {village.name_en}".casefold()
    return all(part in text for part in search.casefold().split())


def _row(
    group: LeftOut,
    directory: Directory,
    names: dict[str, str],
    language: Language,
    is_excluded: bool,
) -> Waiting:
    village = directory.villages[group.village_code]
    pressing = group.pressing or group.rows
    why = (
        say("board_excluded", language)
        if is_excluded
        else reason_text(pressing[0], language, names)
    )
    return Waiting(
        village_code=group.village_code,
        village=name_of(village, language),
        area=whereabouts(village, language),
        people=group.people,
        pressure=group.pressure.value,
        services=tuple((names[row.service_code], row.people) for row in pressing),
        why=why,
        is_excluded=is_excluded,
    )
