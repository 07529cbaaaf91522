"""A week planned anew: what people were told of is kept, or changed within a budget and told.

Also what caravans with missing units leave owed, and how that becomes requests.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from planner.assess.caravans import CaravanHeld, Debt, caravans_held, debts_of
from planner.assess.changes import ChangedVisit, changed_visits
from planner.domain.calendar import DAY_S
from planner.domain.demand import Announced
from planner.domain.plan import Plan, Trip
from planner.domain.province import ProvinceVersion
from planner.domain.request import PlanRequest
from planner.domain.runs import StoredPlan
from planner.ports import Clock, Reader, Store


def announced_of(plan: Plan) -> tuple[Announced, ...]:
    """What people are told when a plan is published: each row's day, unit, place and hour."""
    told: dict[tuple[str, str, date, str], Announced] = {}
    for route, stop, serving in plan.servings():
        visit = Announced(
            village_code=serving.village_code,
            service_code=serving.service_code,
            date=plan.start + timedelta(days=route.day),
            unit_code=route.unit_code,
            start_s=stop.start_s - route.day * DAY_S,
            place_code=stop.place_code,
        )
        key = (visit.village_code, visit.service_code, visit.date, visit.unit_code)
        told.setdefault(key, visit)
    return tuple(visit for _, visit in sorted(told.items()))


def planned_anew(
    request: PlanRequest, kept: Plan, *, planned_on: date, change_budget: int | None
) -> PlanRequest:
    """The request with what a plan told people of its days; their changes cost and are counted."""
    return replace(
        request,
        announced=tuple(told for told in announced_of(kept) if request.horizon.holds(told.date)),
        planned_on=planned_on,
        change_budget=change_budget,
        earlier=_of_the_same_days(kept, request),
    )


def _of_the_same_days(kept: Plan, request: PlanRequest) -> tuple[Trip, ...]:
    """The trips of a plan whose horizon begins on the same day; of any other none."""
    return kept.trips if kept.start == request.horizon.start else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """What a plan makes of promises: visits changed, caravans held, and what those leave owed."""

    changed: tuple[ChangedVisit, ...]
    announced: int
    caravans: tuple[CaravanHeld, ...]
    debts: tuple[Debt, ...]


def promised_by(store: Store, stored: StoredPlan, request: PlanRequest) -> Promised:
    """What a stored plan makes of promises; units that it did without owe as the others do."""
    with store.reading() as reader:
        debts = _debts(reader, stored, request)
    return Promised(
        changed=changed_visits(request, stored.plan),
        announced=sum(request.horizon.holds(told.date) for told in request.announced),
        caravans=caravans_held(request, stored.plan),
        debts=debts,
    )


def _debts(reader: Reader, stored: StoredPlan, request: PlanRequest) -> tuple[Debt, ...]:
    if not request.caravans:
        return ()
    now = reader.province(stored.summary.province_code)
    present = {unit.code for unit in request.units}
    absent = tuple(unit for unit in now.units if unit.code not in present)
    return debts_of(request, stored.plan, absent=absent)


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtsFiled:
    """Debts that became requests of the province; those that already were are left out."""

    debts: tuple[Debt, ...]
    version: ProvinceVersion | None


def file_debts(
    store: Store, clock: Clock, stored: StoredPlan, request: PlanRequest, *, by: str
) -> DebtsFiled:
    """Enter what a plan's caravans leave owed among the province's requests, in one transaction."""
    code = stored.summary.province_code
    with store.writing(actor=by, at=clock.now()) as writer:
        data = writer.province(code)
        known = {asked.code for asked in data.requests}
        fresh = _known_rows(
            (debt for debt in _debts(writer, stored, request) if debt.request.code not in known),
            {village.code for village in data.villages},
            {service.code for service in data.services},
        )
        version = next(v for v in writer.provinces() if v.code == code)
        if fresh:
            asked = (*data.requests, *(debt.request for debt in fresh))
            version = writer.put_province(
                replace(data, requests=asked), geography=version.geography
            )
        writer.note("debts_filed", f"plan:{stored.summary.id}", requests=len(fresh))
    return DebtsFiled(debts=fresh, version=version if fresh else None)


def _known_rows(debts: Iterable[Debt], villages: set[str], services: set[str]) -> tuple[Debt, ...]:
    return tuple(
        debt
        for debt in debts
        if debt.request.village_code in villages and debt.request.service_code in services
    )
