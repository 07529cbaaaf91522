"""Caravans of a plan in one language: when each is held, who is there, what missing units owe."""

from dataclasses import dataclass

from planner.assess.caravans import CaravanHeld, Debt, caravans_held, debts_of
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.outputs.times import clock_text, date_text, day_text
from planner.outputs.view import Directory, PlanView, name_of
from planner.outputs.workbook_cells import Column, Table, Value
from planner.outputs.workbook_values import Scribe, village_columns
from planner.words import Language, say

_WHAT = (
    Column(heading="caravan_column_caravan", width=26),
    Column(heading="caravan_column_what", width=22),
)
_WHEN = (
    Column(heading="book_date", width=18),
    Column(heading="caravan_column_units", width=40, wrap=True),
    Column(heading="book_service", width=30),
    Column(heading="book_people", width=9),
    Column(heading="book_due", width=18),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaravanLine:
    """A caravan: what came of it, and what is owed, one sentence a debt."""

    name: str
    told: str
    is_whole: bool
    debts: tuple[str, ...]


def caravan_lines(request: PlanRequest, plan: Plan, language: Language) -> tuple[CaravanLine, ...]:
    """Every caravan with a date in the plan's days; empty without any."""
    if not request.caravans:
        return ()
    directory = Directory(request)
    names = directory.names(language)
    debts = debts_of(request, plan)
    return tuple(
        CaravanLine(
            name=name_of(held.caravan, language),
            told=_told(held, directory, names, language),
            is_whole=held.date is not None and not held.missing,
            debts=tuple(
                _owed(debt, names, language)
                for debt in debts
                if debt.caravan_code == held.caravan.code
            ),
        )
        for held in caravans_held(request, plan)
    )


def caravan_table(view: PlanView, language: Language) -> Table | None:
    """Caravans and what they leave owed; None when the plan's days have none."""
    if not view.request.caravans:
        return None
    scribe = Scribe(view, language)
    blank: list[Value] = [""] * len(village_columns(language))
    rows: list[list[Value]] = []
    for held in caravans_held(view.request, view.plan):
        name = name_of(held.caravan, language)
        place = scribe.directory.places[held.caravan.place_code]
        around = scribe.village(place.village.code) if place.village else blank
        state = "not_held" if held.date is None else "missing" if held.missing else "whole"
        units = ", ".join(scribe.names.get(code, code) for code in held.present)
        what = scribe.text(f"caravan_state_{state}")
        rows.append([name, what, *around, held.date, units, "", None, None])
    for debt in debts_of(view.request, view.plan):
        asked = debt.request
        caravan = next(c for c in view.request.caravans if c.code == debt.caravan_code)
        rows.append(
            [
                name_of(caravan, language),
                scribe.text("caravan_state_owed"),
                *scribe.village(asked.village_code),
                asked.filed_on,
                ", ".join(scribe.names.get(code, code) for code in debt.unit_codes),
                scribe.service(asked.service_code),
                asked.people,
                asked.due_on,
            ]
        )
    columns = (*_WHAT, *village_columns(language), *_WHEN)
    return Table(title_code="caravan_sheet", columns=columns, rows=rows)


def caravan_at(request: PlanRequest, plan: Plan) -> dict[tuple[str, int], CaravanHeld]:
    """Caravans that are held, by (place code, day)."""
    return {
        (held.caravan.place_code, request.horizon.day_of(held.date)): held
        for held in (caravans_held(request, plan) if request.caravans else ())
        if held.date is not None
    }


def _told(
    held: CaravanHeld, directory: Directory, names: dict[str, str], language: Language
) -> str:
    place = directory.places[held.caravan.place_code]
    at = name_of(place.village or place, language)
    missing = ", ".join(names.get(code, code) for code in held.missing)
    if held.date is None:
        return say("caravan_not_held", language, place=at, missing=missing)
    code = "caravan_missing" if held.missing else "caravan_whole"
    return say(
        code, language,
        place=at, day=day_text(held.date, language), hour=clock_text(held.caravan.opens_s),
        units=", ".join(names.get(one, one) for one in held.present), missing=missing,
    )  # fmt: skip


def _owed(debt: Debt, names: dict[str, str], language: Language) -> str:
    asked = debt.request
    return say(
        "caravan_owed", language,
        village=names.get(asked.village_code, asked.village_code),
        service=names.get(asked.service_code, asked.service_code),
        people=f"{asked.people:,}", due=date_text(asked.due_on, language),
    )  # fmt: skip
