"""What a store knows about reports of field teams."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from planner.domain.field import FieldDecision, KeptReport

MissedVisit = tuple[str, str, date, str]
"""(village code, service code, date, unit code) of an announced visit."""


class FieldReader(Protocol):
    """Reads reports of field teams and what people decided of them."""

    def field_reports(
        self,
        province_code: str,
        *,
        since: date | None = None,
        until: date | None = None,
        unit_code: str | None = None,
    ) -> tuple[KeptReport, ...]:
        """Reports on visits of these days (both count), by when they came, number and digest."""
        ...

    def field_decisions(
        self, province_code: str, *, since: date | None = None, until: date | None = None
    ) -> tuple[FieldDecision, ...]:
        """Decisions on reports on visits of these days, in order."""
        ...

    def missed_visits(self, province_code: str) -> frozenset[MissedVisit]:
        """Announced visits that did not happen."""
        ...


class FieldWriter(FieldReader, Protocol):
    """Keeps reports of field teams."""

    def add_field_report(self, report: KeptReport) -> bool:
        """Keep a report; False, and nothing changes, when the same one is there already."""
        ...

    def add_field_decision(self, decision: FieldDecision) -> None:
        """Keep a decision; raises `StaleVersion` when its number is taken."""
        ...

    def mark_missed(
        self, province_code: str, visits: Iterable[MissedVisit], *, missed: bool
    ) -> None:
        """Say of announced visits that they did not happen, or that they did after all.

        Missed ones are left out of `published_visits`, and so of history.
        """
        ...
