"""Reports that cannot all be true, side by side by visit; and what people decided of reports."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from api.pages.report_words import ReportLine, ReportWriter
from planner.domain.calendar import LOCAL_ZONE
from planner.domain.field import Decision, KeptReport, ReportKind
from planner.domain.field_state import Row, Standing
from planner.domain.plan import Plan
from planner.outputs.times import moment_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One of the reports of a visit in dispute; `name` tells it apart in a few words.

    `counts_now`: it is the one that counts until somebody decides.
    """

    line: ReportLine
    name: str
    counts_now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRow:
    """One thing that the reports say, report by report; `planned` is empty outside the plan."""

    what: str
    planned: str
    told: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputedVisit:
    """A visit with its reports in dispute, in the order in which they were made."""

    unit: str
    where: str
    why: tuple[str, ...]
    claims: tuple[Claim, ...]
    rows: tuple[ComparedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedReport:
    """A report on which somebody decided; `may_return`: set aside, and it could count after all."""

    line: ReportLine
    told: str
    reason: str
    may_return: bool


def disputed_visits(
    writer: ReportWriter, plan: Plan, waiting: Iterable[KeptReport]
) -> tuple[DisputedVisit, ...]:
    """Reports that wait for a person, those of one visit together."""
    groups: dict[object, list[KeptReport]] = defaultdict(list)
    for report in waiting:
        groups[report.said.visit or report.said.id].append(report)
    return tuple(
        _visit(writer, plan, sorted(reports, key=lambda r: (r.said.at, r.key)))
        for reports in groups.values()
    )


def _visit(writer: ReportWriter, plan: Plan, reports: list[KeptReport]) -> DisputedVisit:
    lines = [writer.line(report) for report in reports]
    state = writer.view.state
    counting = {
        key
        for outcome in state.visits.values()
        for key in outcome.counting
        if outcome.visit == reports[0].said.visit
    }
    return DisputedVisit(
        unit=lines[0].unit,
        where=lines[0].where,
        why=tuple(dict.fromkeys(why for line in lines for why in line.disputes)),
        claims=tuple(
            Claim(line=line, name=_name(report), counts_now=report.key in counting)
            for line, report in zip(lines, reports, strict=True)
        ),
        rows=tuple(_rows(writer, _planned(writer, plan, reports[0]), reports)),
    )


def _name(report: KeptReport) -> str:
    return f"{report.by} {report.said.at.astimezone(LOCAL_ZONE):%H:%M}"


def _planned(writer: ReportWriter, plan: Plan, report: KeptReport) -> dict[Row, int]:
    """People by row as the plan sends them to this visit; none for one outside the plan."""
    visit = report.said.visit
    found: dict[Row, int] = {}
    for route in plan.routes:
        when = writer.request.horizon.date_of(route.day)
        if visit is None or (route.unit_code, when) != (visit.unit_code, visit.on_date):
            continue
        for stop in route.visits:
            if stop.place_code == visit.place_code:
                found |= {(s.village_code, s.service_code): s.people for s in stop.servings}
    return found


def _rows(
    writer: ReportWriter, planned: dict[Row, int], reports: list[KeptReport]
) -> Iterable[ComparedRow]:
    """What happened, where the reports differ in that; then people by service."""
    kinds = tuple(writer.kind(report) for report in reports)
    if len(set(kinds)) > 1 or reports[0].said.kind is not ReportKind.SERVED:
        differs = len(set(kinds)) > 1
        yield ComparedRow(
            what=writer.say("reports_happened"), planned="", told=kinds, differs=differs
        )
    numbers = [{one.row: one.people for one in report.said.served} for report in reports]
    for row in dict.fromkeys((*planned, *(row for told in numbers for row in told))):
        told = [own.get(row) for own in numbers]
        yield ComparedRow(
            what=writer.row_name(row, reports[0].said.place_code),
            planned=str(planned[row]) if row in planned else "",
            told=tuple("–" if n is None else f"{n:,}" for n in told),
            differs=len({n for n in told if n is not None}) > 1,
        )


def decided_reports(writer: ReportWriter) -> tuple[DecidedReport, ...]:
    """Every report on which somebody decided, by its last decision, the newest first."""
    newest = {one.key: one for one in sorted(writer.view.decisions, key=lambda d: d.number)}
    known = {report.key: report for report in writer.view.reports}
    found = []
    for one in sorted(newest.values(), key=lambda d: (d.at, d.key), reverse=True):
        report = known[one.key]
        code = "reports_was_counted" if one.decision is Decision.COUNT else "reports_was_set_aside"
        is_aside = writer.view.state.standings[one.key] is Standing.SET_ASIDE
        told = writer.say(code, by=one.by, at=moment_text(one.at, writer.language))
        found.append(
            DecidedReport(
                line=writer.line(report),
                told=told,
                reason=one.reason,
                may_return=is_aside and report.said.kind is not ReportKind.ROAD_CLOSED,
            )
        )
    return tuple(found)
