"""Reports of field teams, in memory."""

from collections.abc import Iterable
from datetime import date

from planner.domain.errors import StaleVersion
from planner.domain.field import FieldDecision, KeptReport
from planner.ports.field import MissedVisit
from planner.storage.memories.base import MemoryReading, MemoryWriting


class MemoryFieldReader(MemoryReading):
    """Reads reports of field teams and what people decided of them."""

    def field_reports(
        self,
        province_code: str,
        *,
        since: date | None = None,
        until: date | None = None,
        unit_code: str | None = None,
    ) -> tuple[KeptReport, ...]:
        chosen = [
            report
            for report in self.tables.field_reports.values()
            if report.province_code == province_code
            and (since is None or report.said.on_date >= since)
            and (until is None or report.said.on_date <= until)
            and unit_code in (None, report.said.unit_code)
        ]
        return tuple(sorted(chosen, key=lambda report: (report.received_at, *report.key)))

    def field_decisions(
        self, province_code: str, *, since: date | None = None, until: date | None = None
    ) -> tuple[FieldDecision, ...]:
        about = {r.key for r in self.field_reports(province_code, since=since, until=until)}
        found = [one for one in self.tables.field_decisions.values() if one.key in about]
        return tuple(sorted(found, key=lambda one: (one.key, one.number)))

    def missed_visits(self, province_code: str) -> frozenset[MissedVisit]:
        return self.tables.missed.get(province_code, frozenset())


class MemoryFieldWriter(MemoryFieldReader, MemoryWriting):
    """Keeps reports of field teams."""

    def add_field_report(self, report: KeptReport) -> bool:
        if report.key in self.tables.field_reports:
            return False
        self._changed = True
        self.tables.field_reports[report.key] = report
        return True

    def add_field_decision(self, decision: FieldDecision) -> None:
        self._changed = True
        key = (*decision.key, decision.number)
        if key in self.tables.field_decisions:
            raise StaleVersion("somebody decided this meanwhile", report=decision.report_id)
        self.tables.field_decisions[key] = decision

    def mark_missed(
        self, province_code: str, visits: Iterable[MissedVisit], *, missed: bool
    ) -> None:
        self._changed = True
        known, named = self.missed_visits(province_code), frozenset(visits)
        self.tables.missed[province_code] = known | named if missed else known - named
