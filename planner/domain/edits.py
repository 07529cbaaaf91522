"""Edits of a plan that a person would like to try: move, add, drop or pin a visit."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.domain._checks import Faults

MOST_EDITS = 100


class EditKind(StrEnum):
    """What to do."""

    MOVE = "move"
    ADD = "add"
    DROP = "drop"
    PIN = "pin"
    UNPIN = "unpin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One edit; which fields it needs depends on its kind.

    Move and drop name a visit: `unit_code`, `on_date`, `place_code`; a move goes to `to_unit_code`
    and `to_date` (each as it was where not given), before the visit that stands at `to_position`
    there (0 is the first, None the end of the day). Add names `unit_code`, `on_date`,
    `village_code` and `service_codes`; `place_code` where not the village's own, `people` for each
    service (empty: all of the row that the visit can serve), `to_position` as in a move. Pin names
    `village_code`, and `unit_code`, `on_date` or one service where it is about them; `forbid` turns
    it round. Unpin takes away every pin of a village, forbidding or not.
    """

    kind: EditKind
    unit_code: str | None = None
    on_date: date | None = None
    place_code: str | None = None
    village_code: str | None = None
    service_codes: tuple[str, ...] = ()
    people: tuple[int, ...] = ()
    to_unit_code: str | None = None
    to_date: date | None = None
    to_position: int | None = None
    forbid: bool = False

    def __post_init__(self) -> None:
        faults = Faults(f"edit {self.kind}")
        for name in NEEDED[self.kind]:
            faults.need(bool(getattr(self, name)), name, "missing")
        if self.kind is EditKind.PIN:
            faults.need(len(self.service_codes) <= 1, "service_codes", "more_than_one")
        if self.people:
            is_one_each = len(self.people) == len(self.service_codes)
            faults.need(is_one_each, "people", "not_one_for_each_service")
        for count in self.people:
            faults.between("people", count, 1, 1_000_000)
        if self.to_position is not None:
            faults.between("to_position", self.to_position, 0, 1000)
        faults.raise_any()


NEEDED: dict[EditKind, tuple[str, ...]] = {
    EditKind.MOVE: ("unit_code", "on_date", "place_code"),
    EditKind.DROP: ("unit_code", "on_date", "place_code"),
    EditKind.ADD: ("unit_code", "on_date", "village_code", "service_codes"),
    EditKind.PIN: ("village_code",),
    EditKind.UNPIN: ("village_code",),
}
"""The fields that each kind cannot do without."""
