"""What a store knows about provinces with their history."""

from typing import Protocol

from planner.domain.demand import VisitRecord
from planner.domain.province import ProvinceData, ProvinceVersion


class ProvincesReader(Protocol):
    """Reads provinces with their history."""

    def provinces(self) -> tuple[ProvinceVersion, ...]:
        """The newest version of every province, by code."""
        ...

    def province_versions(self, province_code: str) -> tuple[ProvinceVersion, ...]:
        """Every import of a province, oldest first."""
        ...

    def province(self, province_code: str) -> ProvinceData:
        """A province's data as planned with now.

        Accepted requests are part of it, but those whose clock stands still.
        Visits of earlier imports and of published plans are part of its history as long as
        their village and service are known.
        """
        ...


class ProvincesWriter(ProvincesReader, Protocol):
    """Changes provinces with their history."""

    def put_province(self, data: ProvinceData, *, geography: str = "") -> ProvinceVersion:
        """Replace all of a province's data, but keep the visits recorded before."""
        ...

    def record_visit(self, province_code: str, record: VisitRecord) -> None:
        """Add a visit to a province's history, or replace the one of that row and date.

        The people served are taken off what the village needs; a visit that is corrected gives
        back what it took before.
        """
        ...
