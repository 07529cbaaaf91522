"""Who writes to villages: the office on a province's letters, and whom to ask."""

from dataclasses import dataclass, fields

from planner.domain._checks import Faults

MOST_CHARS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """A province's letters in the official form: what stands on them besides the visit.

    `number_prefix` begins the letter's number ("มส 0017/ว"); what follows is written by the
    registry. `office` and `address` stand at the right above, `signer` is the position that signs,
    `section` and `phone` are the office in charge at the foot. All Thai; empty where nobody said.
    """

    province_code: str
    number_prefix: str = ""
    office: str = ""
    address: str = ""
    signer: str = ""
    section: str = ""
    phone: str = ""
    email: str = ""
    version: int = 1

    def __post_init__(self) -> None:
        faults = Faults(f"letterhead {self.province_code}")
        for one in fields(self):
            value = getattr(self, one.name)
            if isinstance(value, str):
                faults.need(len(value) <= MOST_CHARS, one.name, "too_long", len(value))
                plain = value.replace("\r", "").replace("\n", " ")
                faults.need(all(ch.isprintable() for ch in plain), one.name, "control_character")
        faults.raise_any()
