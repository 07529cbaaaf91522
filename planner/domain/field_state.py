"""What field reports come to: a pure function of the set of reports and of people's decisions."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from planner.domain.field import (
    Decision,
    FieldDecision,
    KeptReport,
    NotReached,
    ReportKind,
    VisitKey,
)

ReportKey = tuple[str, str]
Row = tuple[str, str]


class Dispute(StrEnum):
    """Why a person must look at reports."""

    OTHER_NUMBERS = "other_numbers"
    """Two reports of one visit cannot both be true."""
    SAME_ID = "same_id"
    """One number of a phone came with two different bodies."""
    NOT_IN_PLAN = "not_in_plan"
    """The visit was not in the plan that was published when the report came."""


class Standing(StrEnum):
    """How a report stands."""

    COUNTED = "counted"
    WAITING = "waiting"
    """A person must decide: a dispute, or a closure that was proposed."""
    CORRECTED = "corrected"
    """A later report of the field took its place."""
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitOutcome:
    """What a visit came to. `served` is people by row as far as told; `missed` says why not.

    `counting` are the reports that made it so.
    """

    visit: VisitKey
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    served: dict[Row, int]
    missed: NotReached | None = None
    disputes: tuple[Dispute, ...] = ()
    counting: tuple[ReportKey, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether it is known that it happened, or that it did not."""
        return bool(self.served) or self.missed is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldState:
    """All visits that reports speak of, and how each report stands, with its disputes."""

    visits: dict[VisitKey, VisitOutcome]
    standings: dict[ReportKey, Standing]
    disputes: dict[ReportKey, tuple[Dispute, ...]]


def settle(reports: Iterable[KeptReport], decisions: Iterable[FieldDecision]) -> FieldState:
    """What a set of reports comes to; neither order nor repeats matter.

    While reports of a visit differ, the one that a person decided for counts, else the earliest by
    the phones' clocks; the others wait for a person. A report of a visit that was not in the plan
    counts only when a person says so.
    """
    kept = {report.key: report for report in reports}
    decided = _newest(decisions)
    active = {key: r for key, r in kept.items() if decided.get(key) is not Decision.SET_ASIDE}
    corrected = _corrected(active)
    standings = {key: Standing.SET_ASIDE for key in kept if key not in active}
    standings |= dict.fromkeys(corrected, Standing.CORRECTED)
    told = {key: report for key, report in active.items() if key not in corrected}
    disputes: dict[ReportKey, set[Dispute]] = defaultdict(set)
    _same_id(told, decided, disputes)
    for key, report in told.items():
        if not report.is_planned and decided.get(key) is not Decision.COUNT:
            disputes[key].add(Dispute.NOT_IN_PLAN)
    by_visit: dict[VisitKey, list[KeptReport]] = defaultdict(list)
    for report in told.values():
        if report.said.visit is not None:
            by_visit[report.said.visit].append(report)
    visits = {visit: _outcome(visit, there, decided, disputes) for visit, there in by_visit.items()}
    for key, report in told.items():
        proposed = report.said.kind is ReportKind.ROAD_CLOSED and key not in decided
        standings[key] = Standing.WAITING if disputes.get(key) or proposed else Standing.COUNTED
    return FieldState(
        visits=dict(sorted(visits.items())),
        standings=dict(sorted(standings.items())),
        disputes={key: tuple(sorted(found)) for key, found in sorted(disputes.items()) if found},
    )


def _newest(decisions: Iterable[FieldDecision]) -> dict[ReportKey, Decision]:
    newest: dict[ReportKey, FieldDecision] = {}
    for one in decisions:
        if one.key not in newest or one.number > newest[one.key].number:
            newest[one.key] = one
    return {key: one.decision for key, one in newest.items()}


def _corrected(active: dict[ReportKey, KeptReport]) -> set[ReportKey]:
    """Reports that an active one of the same unit replaces; a chain ends at its last."""
    replaced = {
        (report.said.unit_code, report.said.corrects)
        for report in active.values()
        if report.said.corrects is not None and report.said.corrects != report.said.id
    }
    return {
        key for key, report in active.items() if (report.said.unit_code, report.said.id) in replaced
    }


def _same_id(
    told: dict[ReportKey, KeptReport],
    decided: dict[ReportKey, Decision],
    disputes: dict[ReportKey, set[Dispute]],
) -> None:
    by_id: dict[str, list[ReportKey]] = defaultdict(list)
    for key in told:
        by_id[key[0]].append(key)
    for keys in by_id.values():
        undecided = [key for key in keys if decided.get(key) is not Decision.COUNT]
        if len(keys) > 1 and undecided:
            for key in keys:
                disputes[key].add(Dispute.SAME_ID)


def _outcome(
    visit: VisitKey,
    there: list[KeptReport],
    decided: dict[ReportKey, Decision],
    disputes: dict[ReportKey, set[Dispute]],
) -> VisitOutcome:
    def rank(report: KeptReport) -> tuple[bool, datetime, ReportKey]:
        return (decided.get(report.key) is not Decision.COUNT, report.said.at, report.key)

    counting = [r for r in there if Dispute.NOT_IN_PLAN not in disputes.get(r.key, ())]
    ordered = sorted(counting, key=rank)
    claims = [r for r in ordered if r.said.kind in (ReportKind.SERVED, ReportKind.NOT_REACHED)]
    for key in _differing(claims):
        disputes[key].add(Dispute.OTHER_NUMBERS)
    served: dict[Row, int] = {}
    missed = None
    made_by = []
    for claim in claims:
        if claim.said.kind is ReportKind.NOT_REACHED and not served and missed is None:
            missed = claim.said.why
            made_by.append(claim.key)
        elif claim.said.kind is ReportKind.SERVED and missed is None:
            more = {s.row: s.people for s in claim.said.served if s.row not in served}
            served |= more
            made_by += [claim.key] if more else []
    times = {
        kind: [r.said.at for r in ordered if r.said.kind is kind]
        for kind in (ReportKind.ARRIVED, ReportKind.LEFT)
    }
    found = {dispute for report in there for dispute in disputes.get(report.key, ())}
    return VisitOutcome(
        visit=visit,
        arrived_at=min(times[ReportKind.ARRIVED], default=None),
        left_at=max(times[ReportKind.LEFT], default=None),
        served=dict(sorted(served.items())),
        missed=missed,
        disputes=tuple(sorted(found)),
        counting=tuple(made_by),
    )


def _differing(claims: list[KeptReport]) -> set[ReportKey]:
    """Reports of one visit that cannot all be true."""
    numbers: dict[Row, dict[int, set[ReportKey]]] = defaultdict(lambda: defaultdict(set))
    for claim in claims:
        for one in claim.said.served:
            numbers[one.row][one.people].add(claim.key)
    found = {
        key for row in numbers.values() if len(row) > 1 for keys in row.values() for key in keys
    }
    missed = {c.key for c in claims if c.said.kind is ReportKind.NOT_REACHED}
    came = {c.key for c in claims if any(one.people for one in c.said.served)}
    reasons = {c.said.why for c in claims if c.said.kind is ReportKind.NOT_REACHED}
    if (missed and came) or len(reasons) > 1:
        found |= missed | came
    return found
