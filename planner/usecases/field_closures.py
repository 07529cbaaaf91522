"""Roads that field teams reported closed: proposed, then confirmed or declined by a planner."""

import dataclasses
from datetime import date

from geodata.roads.closures import DEFAULT_RADIUS_M, LARGEST_RADIUS_M, Closure
from planner.domain.errors import Conflict, WrongState
from planner.domain.field import Decision, KeptReport, ReportKind
from planner.domain.field_state import ReportKey, Standing
from planner.ports import Clock, Store
from planner.usecases.field import add_decision, field_view, find_report, need_reason

__all__ = ["DEFAULT_RADIUS_M", "LARGEST_RADIUS_M", "confirm_closure", "proposed_closure"]

CODE_CHARS = 12


def proposed_closure(report: KeptReport) -> Closure:
    """A road's report as a closure round the place, from its day on, for all vehicles."""
    return Closure(
        code=f"field-{report.said.id[:CODE_CHARS]}",
        from_date=report.said.on_date,
        point=report.said.location,
        radius_m=DEFAULT_RADIUS_M,
        reason=report.said.text.strip(),
    )


def confirm_closure(
    store: Store,
    clock: Clock,
    province_code: str,
    key: ReportKey,
    *,
    by: str,
    reason: str,
    to_date: date | None = None,
    radius_m: float = DEFAULT_RADIUS_M,
) -> Closure:
    """Make a proposed closure one of the province's, in one transaction with the decision.

    Raises `WrongState` for a report that is no proposal (any more), `ReasonNeeded`,
    `InvalidClosure`.
    """
    need_reason(reason, key)
    now = clock.now()
    with store.writing(actor=by, at=now) as writer:
        report = find_report(writer, province_code, key)
        day = report.said.on_date
        view = field_view(writer, province_code, since=day, until=day)
        waits = view.state.standings[key] is Standing.WAITING
        if report.said.kind is not ReportKind.ROAD_CLOSED or not waits:
            raise WrongState("not a proposed closure", state=view.state.standings[key].value)
        closure = dataclasses.replace(
            proposed_closure(report), to_date=to_date, radius_m=radius_m, reason=reason.strip()
        )
        data = writer.province(province_code)
        if any(one.code == closure.code for one in data.closures):
            raise Conflict("there is such a closure", kind="closure", id=closure.code)
        add_decision(writer, view, report, Decision.COUNT, by=by, at=now, reason=reason)
        version = writer.province_versions(province_code)[-1]
        changed = dataclasses.replace(data, closures=(*data.closures, closure))
        writer.put_province(changed, geography=version.geography)
        writer.note(
            "closure_added", f"closure:{closure.code}",
            province=province_code, reason=closure.reason,
        )  # fmt: skip
    return closure
