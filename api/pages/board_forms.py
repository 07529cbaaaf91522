"""Forms of the board: what a person asked for, as edits of the domain."""

from datetime import date
from typing import Annotated

from fastapi import Form
from pydantic import BaseModel, Field

from api.schemas.whatif import EditsIn
from planner.documents import to_data
from planner.domain.edits import Edit, EditKind
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest

Text = Annotated[str, Field(max_length=200)]


class BoardForm(BaseModel):
    """A wish about one visit or one village; which fields count depends on the action.

    `to_position` is the place among that day's visits, from 0; empty: at its end.
    """

    action: Text = "move"
    unit_code: Text = ""
    on_date: date | None = None
    place_code: Text = ""
    village_code: Text = ""
    to_unit_code: Text = ""
    to_date: date | None = None
    to_position: Text = ""
    edits: Annotated[str, Field(max_length=200_000)] = ""
    seen: Annotated[int, Field(ge=0, le=1_000_000)] = 0


BoardWish = Annotated[BoardForm, Form()]


def edits_of(wish: BoardForm, request: PlanRequest, plan: Plan) -> tuple[Edit, ...]:
    """The edits that a form stands for; raises `InvalidDocument` where it misses something."""
    if wish.edits:
        return EditsIn.model_validate_json(wish.edits).to_edits()
    visit = {
        "unit_code": wish.unit_code or None,
        "on_date": wish.on_date,
        "place_code": wish.place_code or None,
    }
    village = wish.village_code or None
    if wish.action == "add":
        return (_addition(wish, request, plan),)
    if wish.action == "drop":
        return (Edit(kind=EditKind.DROP, **visit),)  # type: ignore[arg-type]
    if wish.action == "exclude":
        never = Edit(kind=EditKind.PIN, village_code=village, forbid=True)
        if not wish.place_code:
            return (never,)
        return (Edit(kind=EditKind.DROP, **visit), never)  # type: ignore[arg-type]
    if wish.action == "pin":
        where = {"unit_code": wish.unit_code or None, "on_date": wish.on_date}
        pin = Edit(kind=EditKind.PIN, village_code=village, **where)  # type: ignore[arg-type]
        has_others = any(other.village_code == village for other in request.pins)
        free = Edit(kind=EditKind.UNPIN, village_code=village) if has_others else None
        return (pin,) if free is None else (free, pin)
    if wish.action == "unpin":
        return (Edit(kind=EditKind.UNPIN, village_code=village),)
    return (
        Edit(
            kind=EditKind.MOVE,
            to_unit_code=wish.to_unit_code or None,
            to_date=wish.to_date,
            to_position=_position(wish.to_position),
            **visit,  # type: ignore[arg-type]
        ),
    )


def edits_text(edits: tuple[Edit, ...]) -> str:
    """Edits as the JSON that a form carries along."""
    plain = []
    for edit in edits:
        named = {key: value for key, value in to_data(edit).items() if key in FIELDS[edit.kind]}
        plain.append({"kind": edit.kind.value, **named})
    return EditsIn.model_validate({"edits": plain}).model_dump_json()


FIELDS = {
    EditKind.MOVE: (
        *("unit_code", "on_date", "place_code", "to_unit_code", "to_date", "to_position"),
    ),
    EditKind.ADD: (
        *("unit_code", "on_date", "village_code", "service_codes", "people", "place_code"),
        "to_position",
    ),
    EditKind.DROP: ("unit_code", "on_date", "place_code"),
    EditKind.PIN: ("village_code", "service_codes", "on_date", "unit_code", "forbid"),
    EditKind.UNPIN: ("village_code",),
}


def _addition(wish: BoardForm, request: PlanRequest, plan: Plan) -> Edit:
    """A visit for everything that the village lacks and the unit carries."""
    unit_code = wish.to_unit_code or wish.unit_code
    unit = next((one for one in request.units if one.code == unit_code), None)
    carried = {one.service_code for one in unit.services} if unit else set()
    lacking = dict.fromkeys(
        row.service_code for row in plan.unplanned if row.village_code == wish.village_code
    )
    wanted = tuple(code for code in lacking if code in carried) or tuple(lacking)
    return Edit(
        kind=EditKind.ADD,
        unit_code=unit_code or None,
        on_date=wish.to_date or wish.on_date,
        village_code=wish.village_code or None,
        service_codes=wanted,
        to_position=_position(wish.to_position),
    )


def _position(text: str) -> int | None:
    return int(text) if text.isdigit() and len(text) <= 3 else None
