"""What happened at visits, in memory."""

from dataclasses import replace
from datetime import date

from planner.domain.demand import Demand, VisitRecord
from planner.domain.errors import Conflict
from planner.domain.recording import RecordedVisit
from planner.storage.memories.base import MemoryReading, MemoryWriting, found


class MemoryRecordingReader(MemoryReading):
    """Reads what happened at visits."""

    def recorded_visit(self, province_code: str, key: str) -> RecordedVisit | None:
        return next(reversed(self.recorded_versions(province_code, key)), None)

    def recorded_versions(self, province_code: str, key: str) -> tuple[RecordedVisit, ...]:
        return self.tables.recorded.get((province_code, key), ())

    def recorded_visits(
        self,
        province_code: str,
        *,
        village_code: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> tuple[RecordedVisit, ...]:
        newest = (
            versions[-1]
            for (code, _), versions in self.tables.recorded.items()
            if code == province_code
        )
        told = [
            visit
            for visit in newest
            if village_code in (None, visit.said.village_code)
            and (since is None or since <= visit.said.date)
            and (until is None or visit.said.date <= until)
        ]
        return tuple(sorted(told, key=lambda visit: (visit.said.date, visit.said.key)))


class MemoryRecordingWriter(MemoryRecordingReader, MemoryWriting):
    """Records what happened at visits."""

    def add_recorded_visit(self, report: RecordedVisit) -> None:
        self._changed = True
        name = (report.said.province_code, report.said.key)
        versions = self.recorded_versions(*name)
        if any(version.version == report.version for version in versions):
            raise Conflict("this visit was told already", key=report.said.key)
        self.tables.recorded[name] = (*versions, report)

    def forget_visit(
        self, province_code: str, village_code: str, service_code: str, when: date
    ) -> None:
        self._changed = True
        data = found(self.tables.provinces, province_code, "province")
        row = (village_code, service_code, when)

        def others(visits: tuple[VisitRecord, ...]) -> tuple[VisitRecord, ...]:
            return tuple(v for v in visits if (v.village_code, v.service_code, v.date) != row)

        self.tables.provinces[province_code] = replace(data, history=others(data.history))
        self.tables.visits[province_code] = others(self.tables.visits[province_code])

    def set_need(
        self, province_code: str, village_code: str, service_code: str, people: int
    ) -> None:
        self._changed = True
        data = found(self.tables.provinces, province_code, "province")
        row = (village_code, service_code)
        demands = tuple(
            replace(d, people=people) if (d.village_code, d.service_code) == row else d
            for d in data.demands
        )
        if people and row not in {(d.village_code, d.service_code) for d in demands}:
            fresh = Demand(village_code=village_code, service_code=service_code, people=people)
            demands = (*demands, fresh)
        self.tables.provinces[province_code] = replace(data, demands=demands)
