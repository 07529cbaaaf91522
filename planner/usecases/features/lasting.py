"""Features that last: villages and mobile units."""

from collections.abc import Iterator

from geodata.places import Village
from planner.domain.province import ProvinceData
from planner.outputs.records import Fact, village_facts
from planner.ports import Reader
from planner.usecases.features.asked import Feature, Sight


def village_features(reader: Reader, province_code: str, sight: Sight) -> Iterator[Feature]:
    """A province's villages by code; people and terrain only for those who may read its data."""
    villages = sorted(reader.province(province_code).villages, key=lambda v: v.code)
    for village in villages:
        facts: dict[str, Fact] = {"province_code": province_code, **village_facts(village)}
        if province_code in sight.data:
            facts |= _inside(village)
        points = () if village.location is None else (village.location,)
        yield Feature(id=village.code, facts=facts, points=points)


def unit_features(reader: Reader, province_code: str, sight: Sight) -> Iterator[Feature]:
    """A province's units by code, at their base; never whom to call."""
    data = reader.province(province_code)
    bases = {base.code: base for base in data.bases}
    for unit in sorted(data.units, key=lambda u: u.code):
        base = bases[unit.base_code]
        facts: dict[str, Fact] = {
            "province_code": province_code,
            "unit_code": unit.code,
            "unit_th": unit.name_th,
            "unit_en": unit.name_en or unit.name_th,
            "base_th": base.name_th,
            "base_en": base.name_en or base.name_th,
            **_services(data, [carried.service_code for carried in unit.services]),
        }
        if province_code in sight.data:
            facts["vehicle_class"] = unit.vehicle_class.value
            facts["max_nights"] = unit.max_nights
        yield Feature(id=f"{province_code}.{unit.code}", facts=facts, points=(base.location,))


def _inside(village: Village) -> dict[str, Fact]:
    return {
        "population": village.population,
        "people": village.people,
        "need_weight": village.need_weight,
        "elevation_m": village.elevation_m,
    }


def _services(data: ProvinceData, codes: list[str]) -> dict[str, Fact]:
    known = {service.code: service for service in data.services}
    services = [known[code] for code in codes]
    return {
        "services": ",".join(codes),
        "services_th": ", ".join(s.name_th for s in services),
        "services_en": ", ".join(s.name_en or s.name_th for s in services),
    }
