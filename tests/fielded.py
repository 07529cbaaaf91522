"""A province whose plan is published and being carried out, and reports from the field about it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from planner.domain.calendar import LOCAL_ZONE
from planner.domain.demand import VisitRecord
from planner.domain.field import FieldReport, NotReached, ReportKind, ServedPeople
from planner.domain.life import LifeStep
from planner.domain.plan import Route, Stop
from planner.ports import Store
from planner.usecases.life import take_step
from tests.builders import MONDAY, a_location, a_plan, a_request, a_travel, small_trips
from tests.fakes import FakeClock
from tests.stored import a_province, a_stored_plan, put_request

PLAN = "58-20261130-1"
PROVINCE = "58"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A store on the evening of the plan's last day, and the plan's visits."""

    store: Store
    clock: FakeClock
    visits: tuple[tuple[Route, Stop], ...]

    def day_of(self, visit: int) -> date:
        """The date of a visit."""
        return MONDAY + timedelta(days=self.visits[visit][0].day)

    def report(
        self, kind: ReportKind, number: int = 1, visit: int = 0, **fields: Any
    ) -> FieldReport:
        """A report with its own number about one of the visits."""
        route, stop = self.visits[visit]
        when = datetime.combine(self.day_of(visit), datetime.min.time(), LOCAL_ZONE)
        given: dict[str, Any] = {
            "id": f"report-{number:04d}",
            "kind": kind,
            "plan_id": PLAN,
            "unit_code": route.unit_code,
            "on_date": self.day_of(visit),
            "place_code": stop.place_code,
            "at": when + timedelta(hours=9, minutes=number),
        }
        return FieldReport(**{**given, **fields})

    def served(self, people: int, number: int = 1, visit: int = 0, **fields: Any) -> FieldReport:
        """So many people in each row of a visit."""
        rows = tuple(
            ServedPeople(village_code=s.village_code, service_code=s.service_code, people=people)
            for s in self.visits[visit][1].servings
        )
        return self.report(ReportKind.SERVED, number, visit, served=rows, **fields)

    def missed(self, number: int = 1, visit: int = 0, **fields: Any) -> FieldReport:
        """A visit that was not reached."""
        why = fields.pop("why", NotReached.ROAD)
        return self.report(ReportKind.NOT_REACHED, number, visit, why=why, **fields)

    def closed(self, number: int = 1, **fields: Any) -> FieldReport:
        """A road reported closed."""
        given = {"location": a_location(98.0, 19.33), "text": "ดินถล่ม", "place_code": None}
        return self.report(ReportKind.ROAD_CLOSED, number, **{**given, **fields})

    def history(self) -> frozenset[VisitRecord]:
        """What the province's history says of the plan's days."""
        with self.store.reading() as reader:
            history = reader.province(PROVINCE).history
        return frozenset(v for v in history if v.date >= MONDAY)

    def needs(self) -> dict[tuple[str, str], int]:
        """What villages need now."""
        with self.store.reading() as reader:
            demands = reader.province(PROVINCE).demands
        return {(d.village_code, d.service_code): d.people for d in demands if d.people}


def a_field(store: Store, clock: FakeClock | None = None) -> Field:
    """The tiny province with its plan approved and published, five days later."""
    clock = clock or FakeClock()
    request = a_request()
    travel = a_travel(request)
    plan = a_plan(request, travel, small_trips(request, travel))
    stored = replace(a_stored_plan(PLAN, created_by="maker"), plan=plan)
    with store.writing(actor="maker", at=clock.now()) as writer:
        writer.put_province(a_province())
        put_request(writer)
        writer.add_plan(stored)
        writer.note("plan_stored", f"plan:{PLAN}")
    take_step(store, clock, PLAN, LifeStep.APPROVE, by="head", reason="seen")
    take_step(store, clock, PLAN, LifeStep.PUBLISH, by="maker")
    clock.moment = datetime.combine(MONDAY, datetime.min.time(), LOCAL_ZONE)
    clock.forward(days=request.horizon.days - 1, hours=18)
    visits = tuple((route, stop) for route in plan.routes for stop in route.visits)
    return Field(store=store, clock=clock, visits=visits)


def batches(reports: Iterable[FieldReport], size: int) -> list[list[FieldReport]]:
    """The reports in order, so many at a time."""
    listed = list(reports)
    return [listed[i : i + size] for i in range(0, len(listed), size)]
