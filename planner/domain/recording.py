"""What happened at a visit: people served and still waiting, told once by a key, corrected openly.

A record is never overwritten: a correction is the next version under the same key, and the
province's history and needs follow the newest one.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from planner.domain._checks import Faults

MOST_KEY_CHARS = 64
MOST_REMARK_CHARS = 2000
MOST_PEOPLE = 1_000_000


class RecordSource(StrEnum):
    """Who saw it."""

    FIELD = "field"
    OFFICE = "office"
    VILLAGE = "village"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedCount:
    """People of one service who were served, and who came or asked and still need it.

    `still_need` None: nobody counted them, and the list's need less those served is what is left.
    """

    service_code: str
    people: int
    still_need: int | None = None

    def __post_init__(self) -> None:
        faults = Faults(f"served {self.service_code}")
        faults.text("service_code", self.service_code)
        faults.between("people", self.people, 0, MOST_PEOPLE)
        if self.still_need is not None:
            faults.between("still_need", self.still_need, 0, MOST_PEOPLE)
        faults.raise_any()


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One village's visit as somebody saw it.

    `key` is chosen by who tells it (a number made on the phone, a receipt): the same key told again
    is the same visit. `plan_id` where a plan had it. `served` names a service once; people of none
    is a visit that served nobody.
    """

    key: str
    province_code: str
    village_code: str
    date: date
    served: tuple[ServedCount, ...]
    unit_code: str | None = None
    plan_id: str | None = None
    source: RecordSource = RecordSource.FIELD
    remarks: str = ""

    def __post_init__(self) -> None:
        faults = Faults(f"visit of {self.village_code}")
        faults.text("key", self.key)
        faults.need(len(self.key) <= MOST_KEY_CHARS, "key", "too_long", len(self.key))
        faults.need(len(self.remarks) <= MOST_REMARK_CHARS, "remarks", "too_long")
        plain = self.remarks.replace("\r", "").replace("\n", " ")
        faults.need(all(ch.isprintable() for ch in plain), "remarks", "control_character")
        faults.need(bool(self.served), "served", "empty")
        faults.unique("served", (count.service_code for count in self.served))
        faults.raise_any()


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedChange:
    """What a record did to one service's need: what later versions give back before their own."""

    service_code: str
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedVisit:
    """An occurrence as it is kept: its version under its key, who told it, when, what it changed.

    `receipts` are the requests that it answered.
    """

    said: Occurrence
    version: int
    by: str
    at: datetime
    needs: tuple[NeedChange, ...] = ()
    receipts: tuple[str, ...] = ()


def need_after(need: int, count: ServedCount) -> int:
    """What a village still needs of a service after a visit: what was counted, else the rest."""
    if count.still_need is not None:
        return count.still_need
    return max(0, need - count.people)
