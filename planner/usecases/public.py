"""What everybody may know of a province: which village is visited when, and promises kept.

Only published plans are told, never how many people a village needs help for, whom to call, or what
somebody asked for. A figure that counts fewer than `LEAST_TOLD` people or requests is not told,
since in a small village it may point at somebody.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from geodata.places import Location, Village
from planner.domain.calendar import LOCAL_ZONE
from planner.domain.demand import Service, VisitState
from planner.domain.errors import NotFound
from planner.domain.policy import Policy
from planner.domain.province import ProvinceData, ProvinceVersion
from planner.domain.runs import PlanState, PlanSummary
from planner.ports import Clock, Reader, Store
from planner.usecases.features.dated import MOST_PLANS, servings_of
from planner.usecases.features.remembered import Remembered
from planner.usecases.promises import promise_statistics

LEAST_TOLD = 10
"""Official statistics suppress cells below a threshold; ten is a common and careful one."""

YEAR = timedelta(days=365)
SHOWN_BEFORE = timedelta(days=365)
PROVINCES_REMEMBERED = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicVisit:
    """A village is served at a place: its own, or one nearby that it comes to."""

    village_code: str
    on: date
    opens_at: datetime
    closes_at: datetime
    place_th: str
    place_en: str
    host_code: str
    unit_code: str
    unit_th: str
    unit_en: str
    service_codes: tuple[str, ...]
    plan_id: str
    point: Location | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictCoverage:
    """A district: villages in all, visited in the last year, and with a visit announced."""

    code: str
    name_th: str
    name_en: str
    villages: int
    visited: int
    announced: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPromise:
    """Promises of a service; `service_code` empty: of all. Figures below the least told: None."""

    service_code: str
    filed: int | None
    served: int | None
    kept_share: float | None
    median_working_days: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicProvince:
    """What is told of a province as of a day; visits in order of time."""

    code: str
    name_th: str
    name_en: str
    as_of: date
    villages: tuple[Village, ...]
    services: tuple[Service, ...]
    visits: tuple[PublicVisit, ...]
    plans: tuple[PlanSummary, ...]
    districts: tuple[DistrictCoverage, ...]
    promises: tuple[PublicPromise, ...]
    policy: Policy

    @property
    def ahead(self) -> tuple[PublicVisit, ...]:
        """Visits of today and later."""
        return tuple(visit for visit in self.visits if visit.on >= self.as_of)

    def of_village(self, code: str) -> tuple[PublicVisit, ...]:
        """The visits of one village."""
        return tuple(visit for visit in self.visits if visit.village_code == code)


def public_index(store: Store) -> tuple[ProvinceVersion, ...]:
    """Provinces with a published plan, by code."""
    with store.reading() as reader:
        published = reader.plans(state=PlanState.PUBLISHED, limit=MOST_PLANS)
        codes = {plan.province_code for plan in published}
        return tuple(province for province in reader.provinces() if province.code in codes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpublished:
    """A province that is known and of which nothing is published; `last` is its newest visit."""

    code: str
    name_th: str
    name_en: str
    as_of: date
    last: date | None


def unpublished_province(store: Store, clock: Clock, province_code: str) -> Unpublished | None:
    """What is told where no plan is published, None where one is; raises `NotFound`."""
    today = clock.now().astimezone(LOCAL_ZONE).date()
    with store.reading() as reader:
        if _plans(reader, province_code, today):
            return None
        data = reader.province(province_code)
    done = (r.date for r in data.history if r.state is VisitState.DONE and r.date <= today)
    return Unpublished(
        code=data.province_code, name_th=data.name_th, name_en=data.name_en, as_of=today,
        last=max(done, default=None),
    )  # fmt: skip


def public_province(store: Store, clock: Clock, province_code: str) -> PublicProvince:
    """What is told of a province; raises `NotFound` where nothing is published."""
    today = clock.now().astimezone(LOCAL_ZONE).date()
    with store.reading() as reader:
        head = reader.audit_head()
    changes = head.digest if head is not None else ""
    key = f"{province_code} {today.isoformat()} {changes}"
    return _PROVINCES.get(key, lambda: _province(store, clock, province_code, today))


_PROVINCES: Remembered[PublicProvince] = Remembered(PROVINCES_REMEMBERED)
"""By the newest audit entry: nothing changes in a store without one."""


def find_villages(province: PublicProvince, asked: str) -> tuple[Village, ...]:
    """Villages whose Thai or English name holds the words, or whose code begins with them."""
    words = asked.strip().casefold()
    if not words:
        return ()
    return tuple(
        village
        for village in province.villages
        if words in village.name_th.casefold()
        or words in village.name_en.casefold()
        or any(code.startswith(words) for code in (village.code, *village.aliases))
    )


def _province(store: Store, clock: Clock, code: str, today: date) -> PublicProvince:
    with store.reading() as reader:
        plans = _plans(reader, code, today)
        if not plans:
            raise NotFound("nothing is published here", kind="province", id=code)
        data = reader.province(code)
    visits = _visits(store, plans)
    return PublicProvince(
        code=code,
        name_th=data.name_th,
        name_en=data.name_en,
        as_of=today,
        villages=tuple(sorted(data.villages, key=lambda v: v.code)),
        services=data.services,
        visits=visits,
        plans=plans,
        districts=_districts(data, visits, today),
        promises=_promises(store, clock, code),
        policy=data.policy,
    )


def _plans(reader: Reader, code: str, today: date) -> tuple[PlanSummary, ...]:
    found = reader.plans(province_code=code, state=PlanState.PUBLISHED, limit=MOST_PLANS)
    recent = [p for p in found if p.start + timedelta(days=p.days) > today - SHOWN_BEFORE]
    return tuple(sorted(recent, key=lambda plan: (plan.start, plan.id)))


def _visits(store: Store, plans: Iterable[PlanSummary]) -> tuple[PublicVisit, ...]:
    """One for each village, place and opening, with all its services together."""
    records_of = servings_of(store)
    services: dict[tuple[str, ...], list[str]] = defaultdict(list)
    heads: dict[tuple[str, ...], PublicVisit] = {}
    for plan in plans:
        for record in records_of(plan):
            facts = {name: str(value or "") for name, value in record.facts.items()}
            key = (
                *(facts["opens_at"], facts["village_code"], facts["place_code"]),
                *(facts["unit_code"], plan.id),
            )
            services[key].append(facts["service_code"])
            heads.setdefault(
                key,
                PublicVisit(
                    village_code=facts["village_code"],
                    on=date.fromisoformat(facts["date"]),
                    opens_at=datetime.fromisoformat(facts["opens_at"]),
                    closes_at=datetime.fromisoformat(facts["closes_at"]),
                    place_th=facts["place_th"],
                    place_en=facts["place_en"],
                    host_code=facts["place_code"],
                    unit_code=facts["unit_code"],
                    unit_th=facts["unit_th"],
                    unit_en=facts["unit_en"],
                    service_codes=(),
                    plan_id=plan.id,
                    point=record.points[0] if record.points else None,
                ),
            )
    return tuple(
        replace(heads[key], service_codes=tuple(dict.fromkeys(services[key])))
        for key in sorted(heads)
    )


def _districts(
    data: ProvinceData, visits: Iterable[PublicVisit], today: date
) -> tuple[DistrictCoverage, ...]:
    visited = {
        record.village_code
        for record in data.history
        if record.state is VisitState.DONE and today - YEAR < record.date <= today
    }
    announced = {visit.village_code for visit in visits if visit.on >= today}
    groups: dict[str, list[Village]] = defaultdict(list)
    for village in data.villages:
        groups[village.district_code].append(village)
    return tuple(
        DistrictCoverage(
            code=code,
            name_th=villages[0].district_th or code,
            name_en=villages[0].district_en or villages[0].district_th or code,
            villages=len(villages),
            visited=sum(village.code in visited for village in villages),
            announced=sum(village.code in announced for village in villages),
        )
        for code, villages in sorted(groups.items())
    )


def _promises(store: Store, clock: Clock, code: str) -> tuple[PublicPromise, ...]:
    told = []
    for found in promise_statistics(store, clock, code):
        served = found.kept + found.broken
        is_told = served >= LEAST_TOLD
        if found.filed:
            told.append(
                PublicPromise(
                    service_code=found.service_code,
                    filed=found.filed if found.filed >= LEAST_TOLD else None,
                    served=served if is_told else None,
                    kept_share=found.kept_share if is_told else None,
                    median_working_days=found.median_working_days if is_told else None,
                )
            )
    return tuple(told)
