"""What-if as JSON: edits in, the effect out."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.strict import strict
from planner.domain.edits import MOST_EDITS, Edit, EditKind
from planner.domain.plan import Reason
from planner.domain.rules import Rule

Code = Annotated[str, Field(min_length=1, max_length=64)]
Position = Annotated[int | None, Field(ge=0, le=1000, description="0 is first; null the end.")]


class _EditIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    def to_edit(self) -> Edit:
        """The edit of the domain; raises `InvalidDocument`."""
        fields = self.model_dump()
        for name in ("service_codes", "people"):
            if name in fields:
                fields[name] = tuple(fields[name])
        return Edit(**{**fields, "kind": EditKind(fields["kind"])})


class MoveIn(_EditIn):
    """Move the visit of a unit at a place on a date; what is not given stays as it was."""

    kind: Literal["move"]
    unit_code: Code
    on_date: date
    place_code: Code
    to_unit_code: Code | None = None
    to_date: date | None = None
    to_position: Position = None


class DropIn(_EditIn):
    """Drop the visit of a unit at a place on a date."""

    kind: Literal["drop"]
    unit_code: Code
    on_date: date
    place_code: Code


class AddIn(_EditIn):
    """Add a visit; `people` for each service, empty for all that the visit can serve."""

    kind: Literal["add"]
    unit_code: Code
    on_date: date
    village_code: Code
    service_codes: list[Code] = Field(min_length=1, max_length=50)
    people: list[Annotated[int, Field(ge=1, le=1_000_000)]] = Field(default=[], max_length=50)
    place_code: Code | None = None
    to_position: Position = None


class PinIn(_EditIn):
    """Pin a village to a date, a unit or both; `forbid` turns it round."""

    kind: Literal["pin"]
    village_code: Code
    service_codes: list[Code] = Field(default=[], max_length=1)
    on_date: date | None = None
    unit_code: Code | None = None
    forbid: bool = False


class UnpinIn(_EditIn):
    """Take away every pin of a village, forbidding or not."""

    kind: Literal["unpin"]
    village_code: Code


EXAMPLES: list[dict[str, Any]] = [
    {
        "kind": "move",
        "unit_code": "U1",
        "on_date": "2026-11-30",
        "place_code": "58010101",
        "to_date": "2026-12-01",
    },
    {
        "kind": "add",
        "unit_code": "U1",
        "on_date": "2026-11-30",
        "village_code": "58010102",
        "service_codes": ["id_card"],
    },
    {"kind": "drop", "unit_code": "U1", "on_date": "2026-11-30", "place_code": "58010101"},
    {"kind": "pin", "village_code": "58010102", "on_date": "2026-12-01"},
    {"kind": "unpin", "village_code": "58010102"},
]
"""One of each kind."""


class EditsIn(BaseModel):
    """Edits, carried out in their order."""

    model_config = strict(*({"edits": [edit]} for edit in EXAMPLES))

    edits: list[
        Annotated[MoveIn | DropIn | AddIn | PinIn | UnpinIn, Field(discriminator="kind")]
    ] = Field(max_length=MOST_EDITS)

    def to_edits(self) -> tuple[Edit, ...]:
        """The edits of the domain."""
        return tuple(edit.to_edit() for edit in self.edits)


class SeenOut(BaseModel):
    """One visit of one row; `start_s` counts from that date's midnight."""

    model_config = ConfigDict(from_attributes=True)

    date: date
    unit_code: str
    place_code: str
    start_s: int
    people: int


class ChangeOut(BaseModel):
    """A difference in one visit of one row; `people` gained, negative when lost."""

    model_config = ConfigDict(from_attributes=True)

    kind: str = Field(examples=["added", "dropped", "moved", "people"])
    village_code: str
    service_code: str
    before: SeenOut | None
    after: SeenOut | None
    people: int


class ViolationOut(BaseModel):
    """A rule broken, and what the checker says of it in words."""

    rule: Rule
    text: str
    unit_code: str | None
    on_date: date | None
    place_code: str | None
    village_code: str | None
    service_code: str | None
    facts: dict[str, str | int | float]


class EffectOut(BaseModel):
    """What edits do: points gained by tier and term, rules broken, who drops out.

    `violations` are all that the edited plan breaks, `new_violations` those it did not break
    before. `unreachable` names villages of visits that no route can hold.
    """

    people: int
    people_served: int
    points: dict[str, int] = Field(examples=[{"1": 0, "2": 0, "3": -120}])
    terms: dict[str, int]
    is_clean: bool
    violations: list[ViolationOut]
    new_violations: list[ViolationOut]
    changes: list[ChangeOut]
    drops_out: list[ChangeOut]
    unreachable: list[str]


class ComparisonOut(BaseModel):
    """One plan beside another: what was added, dropped, moved, or serves other numbers."""

    plan_id: str
    other_id: str
    people: int
    points: dict[str, int]
    changes: list[ChangeOut]


class UnplannedOut(BaseModel):
    """A row that a plan leaves out, or the rest of one; `text` says why in words."""

    village_code: str
    village_name: str
    service_code: str
    people: int
    reason: Reason
    text: str
    required: bool
    due_on: date | None
    facts: dict[str, str | int | float]
    forced: dict[str, Any] | None
    later: dict[str, Any] | None


class UnplannedPageOut(BaseModel):
    """Whom a plan leaves out and why; `next_cursor` is null on the last page."""

    unplanned: list[UnplannedOut]
    next_cursor: str | None
