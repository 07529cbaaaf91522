"""What is coming: visits that published plans announced and that the newest drafts would make."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Lock

from planner.domain.demand import VisitRecord, VisitState
from planner.domain.runs import PlanState, PlanSummary
from planner.ports import Reader
from planner.usecases.drafts import newest_drafts
from planner.usecases.life import announced_visits, published_plans

MOST_REMEMBERED = 200
MOST_PLANS = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingVisit:
    """A visit ahead; not `is_published` ones are of a draft and may still change."""

    village_code: str
    service_code: str
    on: date
    unit_code: str
    people: int
    plan_id: str
    is_published: bool


class _Remembered:
    """Visits of plans by the plan's digest: stored plans never change, reading one takes 0.1 s."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, tuple[VisitRecord, ...]] = OrderedDict()
        self._lock = Lock()

    def visits(self, reader: Reader, summary: PlanSummary) -> tuple[VisitRecord, ...]:
        """The visits of a plan, read when they are not known yet."""
        with self._lock:
            if summary.digest in self._known:
                self._known.move_to_end(summary.digest)
                return self._known[summary.digest]
        found = announced_visits(reader.plan(summary.id).plan)
        with self._lock:
            self._known[summary.digest] = found
            while len(self._known) > MOST_REMEMBERED:
                self._known.popitem(last=False)
        return found


_REMEMBERED = _Remembered()


def visits_of_plan(reader: Reader, summary: PlanSummary) -> tuple[VisitRecord, ...]:
    """The visits of a stored plan, as it would announce them."""
    return _REMEMBERED.visits(reader, summary)


def coming_visits(
    reader: Reader, province_code: str, today: date, *, with_drafts: bool = True
) -> tuple[ComingVisit, ...]:
    """Visits from today on, earliest first: published ones, then those of drafts for other days."""
    published = {
        plan_id: [v for v in visits if v.state is VisitState.PUBLISHED and v.date >= today]
        for plan_id, visits in reader.published_visits(province_code).items()
    }
    found = [
        _coming(visit, plan_id, is_published=True)
        for plan_id, visits in published.items()
        for visit in visits
    ]
    for summary in newest_drafts(reader, province_code) if with_drafts else ():
        ended = summary.start + timedelta(days=summary.days) <= today
        if not ended and not published_plans(reader, province_code, summary.start, summary.days):
            visits = visits_of_plan(reader, summary)
            found += [_coming(v, summary.id, is_published=False) for v in visits if v.date >= today]
    found.sort(key=lambda one: (one.on, not one.is_published, one.village_code, one.service_code))
    return tuple(found)


def next_by_row(coming: Iterable[ComingVisit]) -> dict[tuple[str, str], ComingVisit]:
    """The first visit of each (village, service)."""
    first: dict[tuple[str, str], ComingVisit] = {}
    for visit in coming:
        first.setdefault((visit.village_code, visit.service_code), visit)
    return first


def plans_ahead(
    reader: Reader, province_code: str, today: date, *, with_drafts: bool = True
) -> tuple[PlanSummary, ...]:
    """The plan that counts for each first day whose days are not over, earliest first.

    Published before approved before the newest draft that a search made: a schedule typed by hand
    does not stand for the plan of a week until somebody approves it.
    """
    ranks = {PlanState.PUBLISHED: 0, PlanState.APPROVED: 1, PlanState.DRAFT: 2}
    if not with_drafts:
        ranks = {PlanState.PUBLISHED: 0}
    best: dict[date, PlanSummary] = {}
    for summary in reader.plans(province_code=province_code, limit=MOST_PLANS):
        by_hand = summary.state is PlanState.DRAFT and summary.run_id is None
        ended = summary.start + timedelta(days=summary.days) <= today
        if summary.state not in ranks or by_hand or ended:
            continue
        known = best.get(summary.start)
        if known is None or ranks[summary.state] < ranks[known.state]:
            best[summary.start] = summary
    return tuple(best[start] for start in sorted(best))


def _coming(visit: VisitRecord, plan_id: str, *, is_published: bool) -> ComingVisit:
    return ComingVisit(
        village_code=visit.village_code,
        service_code=visit.service_code,
        on=visit.date,
        unit_code=visit.unit_code or "",
        people=visit.people,
        plan_id=plan_id,
        is_published=is_published,
    )
