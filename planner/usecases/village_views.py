"""Villages as people ask about them: who was there last, who comes next, and why not sooner."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from geodata.access import Access
from geodata.errors import GeodataError
from geodata.places import Village
from planner.assess.standing import standings
from planner.domain.calendar import LOCAL_ZONE, Horizon
from planner.domain.demand import VisitRecord, VisitState
from planner.domain.errors import NotFound
from planner.domain.fixed_points import FixedServicePoint
from planner.domain.plan import Unplanned
from planner.domain.province import ProvinceData, request_for
from planner.domain.request import PlanRequest
from planner.domain.runs import PlanSummary, Run, RunKind
from planner.domain.standing import RowStanding
from planner.ports import Clock, Reader, Store
from planner.usecases.access import access_of_province
from planner.usecases.coming import ComingVisit, coming_visits, next_by_row, plans_ahead
from planner.usecases.errands import VillageReasons, newest_errand, outcome_of
from planner.usecases.looking import request_of_plan
from planner.usecases.promises import MOST_CASES, ClockedCase, clocked
from planner.usecases.travel import EngineOf


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageLine:
    """A village in a list: its longest wait, last and next visit, and open requests."""

    village: Village
    people: int
    last_on: date | None
    next: ComingVisit | None
    worst: RowStanding | None
    open_requests: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceNow:
    """A province as of today: its data, every row's standing, and what is coming."""

    data: ProvinceData
    today: date
    request: PlanRequest
    rows: tuple[RowStanding, ...]
    coming: tuple[ComingVisit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Minutes from a village to the nearest fixed point with a service, by season."""

    service_code: str
    point: FixedServicePoint | None
    dry: Access | None
    wet: Access | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """What a plan says of the rows it leaves out; `explained` when a search looked at them.

    `run` is the newest that was asked to show what it would take; `better_plan_id` the draft that
    it found instead.
    """

    plan: PlanSummary
    request: PlanRequest
    entries: tuple[Unplanned, ...]
    run: Run | None = None
    better_plan_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageView:
    """All that is known of a village."""

    now: ProvinceNow
    village: Village
    rows: tuple[RowStanding, ...]
    coming: tuple[ComingVisit, ...]
    history: tuple[VisitRecord, ...]
    cases: tuple[ClockedCase, ...]
    ways: tuple[Ways, ...]
    why_not: WhyNot | None
    next: Mapping[tuple[str, str], ComingVisit] = field(default_factory=dict)


def province_now(
    reader: Reader, province_code: str, today: date, *, with_drafts: bool = True
) -> ProvinceNow:
    """How every row of a province stands today; raises `NotFound`.

    Visits ahead are of published plans, and `with_drafts` of drafts for other days.
    """
    data = reader.province(province_code)
    request = request_for(data, Horizon(start=today, days=1))
    return ProvinceNow(
        data=data,
        today=today,
        request=request,
        rows=standings(request, today),
        coming=coming_visits(reader, province_code, today, with_drafts=with_drafts),
    )


def today_of(clock: Clock) -> date:
    """The date in Thailand."""
    return clock.now().astimezone(LOCAL_ZONE).date()


def village_lines(now: ProvinceNow) -> tuple[VillageLine, ...]:
    """Every village of a province in order of code."""
    rows: dict[str, list[RowStanding]] = {}
    for row in now.rows:
        rows.setdefault(row.village_code, []).append(row)
    first: dict[str, ComingVisit] = {}
    for visit in now.coming:
        first.setdefault(visit.village_code, visit)
    asked: dict[str, int] = {}
    for request in now.data.requests:
        asked[request.village_code] = asked.get(request.village_code, 0) + 1
    return tuple(
        VillageLine(
            village=village,
            people=village.population + village.added_people,
            last_on=max((r.last_on for r in rows.get(village.code, ()) if r.last_on), default=None),
            next=first.get(village.code),
            worst=_worst(rows.get(village.code, ())),
            open_requests=asked.get(village.code, 0),
        )
        for village in sorted(now.data.villages, key=lambda one: one.code)
    )


def view_village(
    store: Store,
    clock: Clock,
    engine_of: EngineOf,
    province_code: str,
    village_code: str,
    *,
    with_drafts: bool = True,
) -> VillageView:
    """Everything about one village, drafts of plans only when asked for; raises `NotFound`."""
    today = today_of(clock)
    with store.reading() as reader:
        now = province_now(reader, province_code, today, with_drafts=with_drafts)
        village = next((v for v in now.data.villages if v.code == village_code), None)
        if village is None:
            raise NotFound("no such village", kind="village", id=village_code)
        cases = reader.cases(province_codes=(province_code,), limit=MOST_CASES)
        plans = plans_ahead(reader, province_code, today, with_drafts=with_drafts)
    own = [case for case in cases if case.village_code == village_code]
    coming = tuple(visit for visit in now.coming if visit.village_code == village_code)
    return VillageView(
        now=now,
        village=village,
        rows=tuple(row for row in now.rows if row.village_code == village_code),
        coming=coming,
        history=_history(now, village_code),
        cases=clocked(store, clock, reversed(own)),
        ways=_ways(now.data, village, engine_of),
        why_not=_why_not(store, plans[0], village_code) if plans else None,
        next=next_by_row(coming),
    )


def _worst(rows: Iterable[RowStanding]) -> RowStanding | None:
    return max(rows, key=lambda r: (r.days_overdue, r.days_waited / r.interval_days), default=None)


def _history(now: ProvinceNow, village_code: str) -> tuple[VisitRecord, ...]:
    """Visits done, or announced for a day that has passed, newest first."""
    own = [
        record
        for record in now.data.history
        if record.village_code == village_code
        and (record.state is VisitState.DONE or record.date < now.today)
    ]
    return tuple(sorted(own, key=lambda record: (record.date, record.service_code), reverse=True))


def _ways(data: ProvinceData, village: Village, engine_of: EngineOf) -> tuple[Ways, ...]:
    """By service in the order of the province; without points or roads there is nothing to say."""
    if not data.fixed_points or village.location is None:
        return ()
    try:
        found = access_of_province([village], data.fixed_points, engine_of(data.province_code))
    except GeodataError:
        return ()
    points = {point.code: point for point in data.fixed_points}
    ways = []
    for service in data.services:
        by_season = {p.split("/")[1]: a[0] for (s, p), a in found.items() if s == service.code}
        dry = by_season.get("dry")
        if by_season:
            ways.append(
                Ways(
                    service_code=service.code,
                    point=points.get(dry.point_code or "") if dry else None,
                    dry=dry,
                    wet=by_season.get("wet"),
                )
            )
    return tuple(ways)


def _why_not(store: Store, summary: PlanSummary, village_code: str) -> WhyNot | None:
    """What the nearest plan ahead says of a village that it leaves out, wholly or partly."""
    with store.reading() as reader:
        stored = reader.plan(summary.id)
    entries = tuple(entry for entry in stored.plan.unplanned if entry.village_code == village_code)
    if not entries:
        return None
    run = newest_errand(
        store, summary.province_code, RunKind.EXPLAIN,
        plan_id=summary.id, village_code=village_code,
    )  # fmt: skip
    shown = outcome_of(store, run, VillageReasons) if run is not None else None
    return WhyNot(
        plan=summary,
        request=request_of_plan(store, stored).request,
        entries=entries if shown is None else shown.entries,
        run=run,
        better_plan_id=None if shown is None else shown.better_plan_id,
    )
