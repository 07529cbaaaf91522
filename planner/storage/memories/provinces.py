"""Provinces with their history, in memory."""

from dataclasses import replace

from planner.documents import digest
from planner.domain.cases import CaseState
from planner.domain.demand import VisitRecord
from planner.domain.province import ProvinceData, ProvinceVersion
from planner.storage.history import (
    demand_left,
    merged_history,
    with_requests,
    without_announced,
    without_cases,
)
from planner.storage.memories.base import found
from planner.storage.memories.cases import MemoryCasesReader, MemoryCasesWriter
from planner.storage.memories.plans import MemoryPlansReader


class MemoryProvincesReader(MemoryPlansReader, MemoryCasesReader):
    """Reads provinces with their history."""

    def provinces(self) -> tuple[ProvinceVersion, ...]:
        return tuple(
            self.province_versions(code)[-1]
            for code in sorted({c for c, _ in self.tables.versions})
        )

    def province_versions(self, province_code: str) -> tuple[ProvinceVersion, ...]:
        return tuple(
            version
            for (code, _), version in sorted(self.tables.versions.items())
            if code == province_code
        )

    def province(self, province_code: str) -> ProvinceData:
        data = found(self.tables.provinces, province_code, "province")
        announced = [v for visits in self.published_visits(province_code).values() for v in visits]
        recorded = (*announced, *self.tables.visits[province_code])
        accepted = self.cases(
            province_codes=(province_code,),
            states=(CaseState.ACCEPTED,),
            limit=len(self.tables.cases),
        )
        return with_requests(replace(data, history=merged_history(data, recorded)), accepted)


class MemoryProvincesWriter(MemoryProvincesReader, MemoryCasesWriter):
    """Changes provinces with their history."""

    def put_province(self, data: ProvinceData, *, geography: str = "") -> ProvinceVersion:
        self._changed = True
        code = data.province_code
        data = without_announced(data, self.published_visits(code).values())
        data = without_cases(data, frozenset(self.tables.cases))
        version = ProvinceVersion(
            code=code,
            name_th=data.name_th,
            name_en=data.name_en,
            version=len(self.province_versions(code)) + 1,
            imported_at=self._at,
            imported_by=self._actor,
            data_digest=digest(data),
            geography=geography,
        )
        self.tables.versions[code, version.version] = version
        self.tables.provinces[code] = data
        self.tables.visits[code] = (*self.tables.visits.get(code, ()), *data.history)
        return version

    def record_visit(self, province_code: str, record: VisitRecord) -> None:
        self._changed = True
        data = found(self.tables.provinces, province_code, "province")
        row = (record.village_code, record.service_code)
        same = [v for v in data.history if (v.village_code, v.service_code) == row]
        before = next((v for v in same if v.date == record.date), None)
        demands = tuple(
            replace(d, people=demand_left(d.people, before, record))
            if (d.village_code, d.service_code) == row
            else d
            for d in data.demands
        )
        history = (*(v for v in data.history if v is not before), record)
        self.tables.provinces[province_code] = replace(data, history=history, demands=demands)
        self.tables.visits[province_code] = (*self.tables.visits[province_code], record)
