"""How fairly waiting is shared on a day: who is overdue, how long, where, and how unevenly.

The figures of the fairness page, its workbook and `planner fairness`; those of a plan
(`planner.assess.metrics`) follow the same definitions (`planner.domain.standing`,
`planner.assess.equity`), so that all of them agree.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median

from planner.assess.equity import DISTRICT_DIGITS, DistrictNeed, needs_by
from planner.assess.metrics import gini
from planner.assess.standing import standings
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.domain.rows import DemandRow, demand_rows
from planner.domain.standing import RowStanding

BINS = (0, 30, 90, 180, 365)
"""Upper ends, in days overdue, of the groups that villages are counted in; the last is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Some rows together: how many are overdue, for how many people, and the year's need met.

    `need` is None where nothing is due in a year.
    """

    rows: int
    rows_overdue: int
    people: int
    people_overdue: int
    need: DistrictNeed | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fairness:
    """A province on a day.

    days_overdue: of each village the days that its most overdue row is past its interval, 0 where
    none is. gini: Gini coefficient of those days (`planner.assess.metrics.gini`). groups: villages
    by days overdue, as `BINS` cut them: none, up to 30, 90, 180, 365, more. lowest: the district
    where least of a year's need is met. overdue: the rows past their interval, the longest first.
    rows_unknown: rows left out since no visit before the day is on record, but a later one is.
    """

    on: date
    whole: Share
    days_overdue: Mapping[str, int]
    gini: float
    groups: tuple[int, ...]
    districts: Mapping[str, Share]
    services: Mapping[str, Share]
    cells: Mapping[tuple[str, str], Share]
    lowest: tuple[str, DistrictNeed] | None
    overdue: tuple[RowStanding, ...]
    rows_unknown: int = 0

    @property
    def villages_overdue(self) -> int:
        """Villages with at least one overdue row."""
        return sum(days > 0 for days in self.days_overdue.values())

    @property
    def median_overdue(self) -> float:
        """The median of days overdue among villages that are; 0 when none is."""
        late = [days for days in self.days_overdue.values() if days > 0]
        return median(late) if late else 0.0

    @property
    def worst_overdue(self) -> int:
        """The longest of all."""
        return max(self.days_overdue.values(), default=0)


def fairness_on(request: PlanRequest, on: date) -> Fairness:
    """A province as its records tell it, on or after the request's first day."""
    return _fairness(request, on, {}, {})


def fairness_after(request: PlanRequest, plan: Plan) -> Fairness:
    """A province on the day after a plan's last, when all of it has been carried out."""
    people: Counter[tuple[str, str]] = Counter()
    served_on: dict[tuple[str, str], date] = {}
    for route, _, serving in plan.servings():
        key = (serving.village_code, serving.service_code)
        when = request.horizon.date_of(route.day)
        people[key] += serving.people
        served_on[key] = max(served_on.get(key, when), when)
    end = request.horizon.start + timedelta(days=request.horizon.days)
    return _fairness(request, end, served_on, people)


def fairness_before(request: PlanRequest, on: date) -> Fairness:
    """A province on a day in the past, of the rows about which the records then said something.

    What villages need is taken as it is now; `request` begins later than `on`.
    """
    visited = {(r.village_code, r.service_code) for r in request.history}
    known = {(r.village_code, r.service_code) for r in request.history if r.date < on}
    unknown = {row.key for row in demand_rows(request)} & (visited - known)
    then = replace(
        request,
        horizon=replace(request.horizon, start=on, days=1),
        road_states=request.road_states[:1],
        demands=tuple(
            d for d in request.demands if (d.village_code, d.service_code) not in unknown
        ),
        history=tuple(r for r in request.history if r.date < on),
        requests=(),
        announced=(),
        earlier=(),
        caravans=(),
        pins=(),
    )
    return replace(_fairness(then, on, {}, {}), rows_unknown=len(unknown))


def _fairness(
    request: PlanRequest,
    on: date,
    served_on: Mapping[tuple[str, str], date],
    served: Mapping[tuple[str, str], int],
) -> Fairness:
    rows = demand_rows(request)
    standing = standings(request, on, served_on)
    days = dict.fromkeys((village.code for village in request.villages), 0)
    for row in standing:
        days[row.village_code] = max(days.get(row.village_code, 0), row.days_overdue)
    district_needs = needs_by(request, rows, served, _district)
    return Fairness(
        on=on,
        whole=_share(standing, needs_by(request, rows, served, lambda row: "").get("")),
        days_overdue=days,
        gini=gini(list(days.values())),
        groups=_groups(days.values()),
        districts={
            code: _share(found, district_needs.get(code))
            for code, found in _by(standing, lambda row: row.village_code[:DISTRICT_DIGITS]).items()
        },
        services=_services(request, rows, standing, served),
        cells=_cells(request, rows, standing, served),
        lowest=min(district_needs.items(), key=lambda e: (e[1].share, e[0]), default=None),
        overdue=tuple(
            sorted(
                (row for row in standing if row.is_overdue),
                key=lambda r: (-r.days_overdue, -r.people, r.village_code, r.service_code),
            )
        ),
    )


def _services(
    request: PlanRequest,
    rows: tuple[DemandRow, ...],
    standing: Iterable[RowStanding],
    served: Mapping[tuple[str, str], int],
) -> dict[str, Share]:
    needs = needs_by(request, rows, served, lambda row: row.service_code)
    found = _by(standing, lambda row: row.service_code)
    return {s.code: _share(found.get(s.code, []), needs.get(s.code)) for s in request.services}


def _cells(
    request: PlanRequest,
    rows: tuple[DemandRow, ...],
    standing: Iterable[RowStanding],
    served: Mapping[tuple[str, str], int],
) -> dict[tuple[str, str], Share]:
    needs = needs_by(request, rows, served, lambda row: (_district(row), row.service_code))
    found: dict[tuple[str, str], list[RowStanding]] = defaultdict(list)
    for row in standing:
        found[row.village_code[:DISTRICT_DIGITS], row.service_code].append(row)
    return {key: _share(found[key], needs.get(key)) for key in sorted(found)}


def _by(
    standing: Iterable[RowStanding], group_of: Callable[[RowStanding], str]
) -> dict[str, list[RowStanding]]:
    found: dict[str, list[RowStanding]] = defaultdict(list)
    for row in standing:
        found[group_of(row)].append(row)
    return dict(sorted(found.items()))


def _share(rows: Iterable[RowStanding], need: DistrictNeed | None) -> Share:
    listed = tuple(rows)
    late = [row for row in listed if row.is_overdue]
    return Share(
        rows=len(listed),
        rows_overdue=len(late),
        people=sum(row.people for row in listed),
        people_overdue=sum(row.people for row in late),
        need=need,
    )


def _groups(days: Iterable[int]) -> tuple[int, ...]:
    counts = [0] * (len(BINS) + 1)
    for one in days:
        counts[next((i for i, end in enumerate(BINS) if one <= end), len(BINS))] += 1
    return tuple(counts)


def _district(row: DemandRow) -> str:
    return row.village_code[:DISTRICT_DIGITS]
