"""Provinces as a service begins with them: added empty, and called otherwise."""

from dataclasses import replace

from planner.domain._checks import Faults
from planner.domain.errors import Conflict, NotFound
from planner.domain.province import ProvinceData, ProvinceVersion
from planner.ports import Clock, Store
from planner.words import catalog

MOST_NAME_CHARS = 80


def country() -> dict[str, tuple[str, str]]:
    """Every province of Thailand: its code, and its name in Thai and in English."""
    return {
        code.removeprefix("province_"): names
        for code, names in catalog().items()
        if code.startswith("province_") and code[9:].isdigit()
    }


def add_province(
    store: Store, clock: Clock, code: str, *, name_th: str = "", name_en: str = "", by: str
) -> ProvinceVersion:
    """Begin a province with no data; its names are the country's unless others are given.

    Raises `InvalidDocument` for a code that no province has, `Conflict` for one begun already.
    """
    known = country()
    faults = Faults("province")
    faults.need(code in known, "code", "not_a_province", code)
    faults.raise_any()
    thai, english = known[code]
    data = ProvinceData(
        province_code=code,
        name_th=_checked("name_th", name_th or thai),
        name_en=_checked("name_en", name_en or english),
    )
    with store.writing(actor=by, at=clock.now()) as writer:
        if writer.province_versions(code):
            raise Conflict("the province is there already", id=code)
        version = writer.put_province(data)
        writer.note("province_added", f"province:{code}", province=code, name=data.name_th)
    return version


def rename_province(
    store: Store, clock: Clock, code: str, *, name_th: str, name_en: str, by: str
) -> ProvinceVersion:
    """Call a province otherwise; raises `NotFound` or `InvalidDocument`."""
    thai, english = _checked("name_th", name_th), _checked("name_en", name_en)
    with store.writing(actor=by, at=clock.now()) as writer:
        versions = writer.province_versions(code)
        if not versions:
            raise NotFound("no such province", kind="province", id=code[:20])
        data = writer.province(code)
        changed = replace(data, name_th=thai, name_en=english)
        version = writer.put_province(changed, geography=versions[-1].geography)
        writer.note(
            "province_renamed", f"province:{code}", province=code,
            field_name_th=f"{data.name_th} → {thai}",
            field_name_en=f"{data.name_en} → {english}",
        )  # fmt: skip
    return version


def _checked(field: str, name: str) -> str:
    faults = Faults("province")
    told = name.strip()
    faults.text(field, told)
    faults.need(len(told) <= MOST_NAME_CHARS, field, "too_long", len(told))
    faults.raise_any()
    return told
