"""One report of the field in words: of whom, where, what, when it was made and came."""

from dataclasses import dataclass

from planner.domain.field import KeptReport
from planner.domain.request import PlanRequest
from planner.outputs.colours import marks_of
from planner.outputs.times import date_text, moment_text
from planner.outputs.view import Directory, coded_name, name_of
from planner.usecases.field import FieldView
from planner.words import Language, say


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One report to be decided on, or to be read."""

    id: str
    digest: str
    unit: str
    what: str
    said: str
    where: str
    by: str
    at: str
    received: str
    disputes: tuple[str, ...] = ()
    lon: float | None = None
    lat: float | None = None


class ReportWriter:
    """Puts reports about one plan's days into words."""

    def __init__(self, request: PlanRequest, view: FieldView, language: Language) -> None:
        self.request = request
        self.view = view
        self.language = language
        self.directory = Directory(request)
        self.marks = marks_of(unit.code for unit in request.units)

    def line(self, report: KeptReport) -> ReportLine:
        """One report in words."""
        said = report.said
        disputes = self.view.state.disputes.get(report.key, ())
        return ReportLine(
            id=said.id,
            digest=report.digest,
            unit=self.unit(said.unit_code),
            what=self.what(report),
            said=said.text,
            where=self.where(report),
            by=report.by,
            at=moment_text(said.at, self.language),
            received=moment_text(report.received_at, self.language),
            disputes=tuple(self.say(f"reports_dispute_{one.value}") for one in disputes),
            lon=said.location.lon if said.location else None,
            lat=said.location.lat if said.location else None,
        )

    def unit(self, code: str) -> str:
        """A unit by code and name; by its code where the plan does not know it."""
        unit = self.directory.units.get(code)
        return code if unit is None else coded_name(unit, self.language)

    def kind(self, report: KeptReport) -> str:
        """What kind of report it is, and why where something did not happen."""
        said = report.said
        name = self.say(f"reports_kind_{said.kind.value}")
        if said.why is None:
            return name
        return f"{name} · {self.say(f'fieldpage_why_{said.why.value}')}"

    def what(self, report: KeptReport) -> str:
        """Its kind, and people served by service."""
        said = report.said
        counts = ", ".join(
            f"{self.row_name((s.village_code, s.service_code), said.place_code)} {s.people}"
            for s in said.served
        )
        return f"{self.kind(report)} · {counts}" if counts else self.kind(report)

    def where(self, report: KeptReport) -> str:
        """The village of its stop, and the day."""
        code = report.said.place_code
        place = self.directory.places.get(code) if code else None
        day = date_text(report.said.on_date, self.language)
        if place is None:
            return f"{code} · {day}" if code else day
        return f"{name_of(place.village or place, self.language)} · {day}"

    def row_name(self, row: tuple[str, str], place_code: str | None) -> str:
        """The service of a row, with its village where that is not the stop's own."""
        service = self.service(row[1])
        place = self.directory.places.get(place_code or "")
        guest = self.directory.villages.get(row[0])
        is_own = place is not None and place.village is not None and row[0] == place.village.code
        return service if guest is None or is_own else f"{service} ({self.village(row[0])})"

    def village(self, code: str) -> str:
        """A village's name; its code where the plan does not know it."""
        village = self.directory.villages.get(code)
        return code if village is None else name_of(village, self.language)

    def service(self, code: str) -> str:
        """A service's name; its code where the plan does not know it."""
        service = self.directory.services.get(code)
        return code if service is None else name_of(service, self.language)

    def say(self, code: str, **facts: object) -> str:
        """A text of the catalog."""
        return say(code, self.language, **facts)
