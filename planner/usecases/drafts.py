"""What plans of earlier weeks promise a later one: visits of drafts, and requests answered."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from planner.domain.demand import ServiceRequest, VisitRecord, VisitState
from planner.domain.runs import PlanState, PlanSummary
from planner.ports import Reader
from planner.usecases.life import announced_visits, published_plans

MOST_PLANS = 1_000_000
COUNTED = (PlanState.DRAFT, PlanState.APPROVED)
"""Plans that are not published yet, and may be."""


def draft_visits(
    reader: Reader, province_code: str, before: date, history: Iterable[VisitRecord]
) -> tuple[VisitRecord, ...]:
    """Visits that the newest drafts of the weeks before a date would make.

    Of several plans that share days the newest that a search made counts. Days that a
    published plan has, and days up to the last one on which work was recorded as done, count
    as they are known already.
    """
    done = max((v.date for v in history if v.state is VisitState.DONE), default=date.min)
    visits: list[VisitRecord] = []
    for summary in newest_drafts(reader, province_code, before=before):
        if not published_plans(reader, province_code, summary.start, summary.days):
            announced = announced_visits(reader.plan(summary.id).plan)
            visits.extend(visit for visit in announced if done < visit.date < before)
    return tuple(visits)


def newest_drafts(
    reader: Reader, province_code: str, *, before: date = date.max
) -> tuple[PlanSummary, ...]:
    """The newest plans before a date that a search made and nobody published, by first day.

    Of plans that share a day the newest counts: one that was made for other days before, and that
    a newer one cuts into, is out of date as a whole.
    """
    chosen: list[PlanSummary] = []
    for summary in reader.plans(province_code=province_code, limit=MOST_PLANS):
        counted = summary.state in COUNTED and summary.run_id is not None
        if counted and summary.start < before and not any(map(_overlaps(summary), chosen)):
            chosen.append(summary)
    return tuple(sorted(chosen, key=lambda plan: plan.start))


def _overlaps(one: PlanSummary) -> Callable[[PlanSummary], bool]:
    end = one.start + timedelta(days=one.days)
    return lambda other: other.start < end and one.start < other.start + timedelta(days=other.days)


def unanswered(
    requests: Iterable[ServiceRequest], history: Iterable[VisitRecord], start: date
) -> tuple[ServiceRequest, ...]:
    """Requests less the people whom announced visits serve; those answered in full are gone.

    A visit answers what was filed by its day, if it is before `start`, the first day of a new plan,
    or in time. Several requests of a village and service are answered in the order they are due.
    """
    coming: dict[tuple[str, str], dict[VisitRecord, int]] = {}
    for visit in history:
        if visit.state is VisitState.PUBLISHED:
            of_row = coming.setdefault((visit.village_code, visit.service_code), {})
            of_row[visit] = visit.people
    left: dict[str, ServiceRequest] = {}
    asked = tuple(requests)
    for request in sorted(asked, key=lambda one: (one.due_on, one.code)):
        people = request.people
        there = coming.get((request.village_code, request.service_code), {})
        for visit in sorted(there, key=lambda one: one.date):
            if request.filed_on <= visit.date < max(start, request.due_on + timedelta(days=1)):
                served = min(people, there[visit])
                there[visit] -= served
                people -= served
        if people > 0:
            left[request.code] = replace(request, people=people)
    return tuple(left[one.code] for one in asked if one.code in left)
