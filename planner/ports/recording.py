"""What a store knows about what happened at visits."""

from datetime import date
from typing import Protocol

from planner.domain.recording import RecordedVisit


class RecordingReader(Protocol):
    """Reads what happened at visits."""

    def recorded_visit(self, province_code: str, key: str) -> RecordedVisit | None:
        """The newest version under a key, None when nobody told it."""
        ...

    def recorded_versions(self, province_code: str, key: str) -> tuple[RecordedVisit, ...]:
        """Every version under a key, oldest first."""
        ...

    def recorded_visits(
        self,
        province_code: str,
        *,
        village_code: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> tuple[RecordedVisit, ...]:
        """The newest version of each visit of a province, by date and key; both days count."""
        ...


class RecordingWriter(RecordingReader, Protocol):
    """Records what happened at visits."""

    def add_recorded_visit(self, report: RecordedVisit) -> None:
        """Add a version of a visit; raises `Conflict` when it is there already."""
        ...

    def forget_visit(
        self, province_code: str, village_code: str, service_code: str, when: date
    ) -> None:
        """Take a visit out of a province's history, if it is there; its need stays as it is."""
        ...

    def set_need(
        self, province_code: str, village_code: str, service_code: str, people: int
    ) -> None:
        """Set how many people of a village need a service; a row without people needs no entry."""
        ...
