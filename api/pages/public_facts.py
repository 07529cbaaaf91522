"""What the public pages draw: visits, villages, districts and promises in one language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from geodata.places import Location, Village
from planner.outputs.open_data import LICENCE
from planner.outputs.records import Fact, Record, village_facts
from planner.outputs.times import date_text, day_text, long_date_text
from planner.outputs.view import name_of, whereabouts
from planner.usecases.public import LEAST_TOLD, PublicProvince, PublicVisit, find_villages
from planner.words import Language, say

MOST_FOUND = 50
MOST_AHEAD = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLine:
    """One visit in words."""

    day: str
    long_day: str
    hours: str
    village: str
    village_code: str
    around: str
    place: str
    services: tuple[str, ...]
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDay:
    """A day with its visits; `count` in words."""

    title: str
    count: str
    visits: tuple[VisitLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageLine:
    """A village in a list, with its next visit; `visits` and `earlier` only on its own page."""

    code: str
    name: str
    around: str
    next: str
    visits: tuple[VisitLine, ...] = ()
    earlier: tuple[VisitLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictLine:
    """A district's coverage; `share` in percent of its villages."""

    code: str
    name: str
    villages: int
    visited: int
    announced: int
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLine:
    """Promises of a service; figures that are not told say so."""

    service: str
    days: str
    filed: str
    kept: str
    median: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """A place on the map with its visits, numbered."""

    number: int
    name: str
    point: Location | None
    visits: tuple[VisitLine, ...]


class PublicWriter:
    """Writes what is told of a province in one language."""

    def __init__(self, province: PublicProvince, language: Language) -> None:
        self._province = province
        self._language = language
        self._services = {service.code: service for service in province.services}
        self._villages = {village.code: village for village in province.villages}
        self._next: dict[str, PublicVisit] = {}
        for visit in province.ahead:
            self._next.setdefault(visit.village_code, visit)

    @property
    def as_of(self) -> str:
        """The day as of which all is told."""
        return self._say("public_as_of", date=date_text(self._province.as_of, self._language))

    def search(self, asked: str) -> tuple[VillageLine, ...]:
        """The villages that somebody may mean, so many at most."""
        return tuple(map(self._line, find_villages(self._province, asked)[:MOST_FOUND]))

    def ahead(self) -> tuple[VisitDay, ...]:
        """Coming visits by day, in order of time, so many visits at most."""
        days: dict[date, list[PublicVisit]] = {}
        for visit in self._province.ahead[:MOST_AHEAD]:
            days.setdefault(visit.on, []).append(visit)
        return tuple(
            VisitDay(
                title=long_date_text(day, self._language),
                count=self._say("public_visits_of_day", count=len(visits)),
                visits=tuple(map(self._visit, visits)),
            )
            for day, visits in days.items()
        )

    def districts(self) -> tuple[DistrictLine, ...]:
        """Coverage by district."""
        english = self._language is Language.EN
        return tuple(
            DistrictLine(
                code=one.code,
                name=one.name_en if english else one.name_th,
                villages=one.villages,
                visited=one.visited,
                announced=one.announced,
                share=round(100 * one.visited / one.villages),
            )
            for one in self._province.districts
        )

    def district(self, code: str) -> tuple[VillageLine, ...]:
        """The villages of a district; none of an unknown one."""
        found = [v for v in self._province.villages if code and v.district_code == code]
        return tuple(map(self._line, found))

    def village(self, code: str) -> VillageLine | None:
        """A village with all its visits, by its code or an alias; None for an unknown one."""
        for village in self._province.villages:
            if code == village.code or code in village.aliases:
                visits = self._province.of_village(village.code)
                today = self._province.as_of
                return VillageLine(
                    code=village.code,
                    name=name_of(village, self._language),
                    around=whereabouts(village, self._language),
                    next=self._next_text(village),
                    visits=tuple(self._visit(v) for v in visits if v.on >= today),
                    earlier=tuple(self._visit(v) for v in reversed(visits) if v.on < today),
                )
        return None

    def promises(self) -> tuple[PromiseLine, ...]:
        """Promises: all services first, then each."""
        return tuple(self._promise_lines())

    def places(self) -> tuple[PlaceLine, ...]:
        """Places of coming visits, in order of their first, each once."""
        groups: dict[tuple[str, Location | None], list[PublicVisit]] = {}
        for visit in self._province.ahead:
            name = visit.place_en if self._language is Language.EN else visit.place_th
            groups.setdefault((name, visit.point), []).append(visit)
        return tuple(
            PlaceLine(number=number, name=name, point=point, visits=tuple(map(self._visit, visits)))
            for number, ((name, point), visits) in enumerate(groups.items(), start=1)
        )

    def _promise_lines(self) -> Iterator[PromiseLine]:
        for one in self._province.promises:
            service = self._services.get(one.service_code)
            few = self._say("public_few", least=LEAST_TOLD)
            is_told = one.kept_share is not None
            yield PromiseLine(
                service=name_of(service, self._language)
                if service
                else self._say("public_all_services"),
                days=str(service.sla_working_days) if service else "",
                filed=few if one.filed is None else f"{one.filed:,}",
                kept=f"{100 * one.kept_share:.0f} %" if one.kept_share is not None else few,
                median=f"{one.median_working_days:.0f}"
                if is_told and one.median_working_days is not None
                else few,
            )

    def _visit(self, visit: PublicVisit) -> VisitLine:
        village = self._villages.get(visit.village_code)
        english = self._language is Language.EN
        services = [self._services.get(code) for code in visit.service_codes]
        return VisitLine(
            day=day_text(visit.on, self._language),
            long_day=long_date_text(visit.on, self._language),
            hours=self._say(
                "public_hours", opens=f"{visit.opens_at:%H:%M}", closes=f"{visit.closes_at:%H:%M}"
            ),
            village=name_of(village, self._language) if village else visit.village_code,
            village_code=visit.village_code,
            around=whereabouts(village, self._language) if village else "",
            place=visit.place_en if english else visit.place_th,
            services=tuple(name_of(s, self._language) for s in services if s is not None),
            unit=visit.unit_en if english else visit.unit_th,
        )

    def _line(self, village: Village) -> VillageLine:
        return VillageLine(
            code=village.code,
            name=name_of(village, self._language),
            around=whereabouts(village, self._language),
            next=self._next_text(village),
        )

    def _next_text(self, village: Village) -> str:
        visit = self._next.get(village.code)
        if visit is None:
            return self._say("public_next_none")
        return self._say("public_next", date=date_text(visit.on, self._language))

    def _say(self, code: str, **facts: object) -> str:
        return say(code, self._language, **facts)


def open_records(province: PublicProvince) -> list[Record]:
    """Visits of the last year and ahead as open data has them; nothing of people."""
    villages = {village.code: village for village in province.villages}
    services = {service.code: service for service in province.services}
    records = []
    for visit in province.visits:
        village = villages.get(visit.village_code)
        known = [services[code] for code in visit.service_codes if code in services]
        facts: dict[str, Fact] = {
            "province_code": province.code,
            **(village_facts(village) if village else {"village_code": visit.village_code}),
            "date": visit.on.isoformat(),
            "opens_at": visit.opens_at.isoformat(),
            "closes_at": visit.closes_at.isoformat(),
            "place_th": visit.place_th,
            "place_en": visit.place_en,
            "unit_code": visit.unit_code,
            "unit_th": visit.unit_th,
            "unit_en": visit.unit_en,
            "services": ",".join(visit.service_codes),
            "services_th": ", ".join(service.name_th for service in known),
            "services_en": ", ".join(service.name_en or service.name_th for service in known),
            "plan_id": visit.plan_id,
        }
        records.append(Record(facts=facts, points=(visit.point,) if visit.point else ()))
    return records


def about_of(province: PublicProvince, attribution: Iterable[str]) -> dict[str, Fact]:
    """What stands beside open data: of what, as of when, whom to thank."""
    return {
        "title": f"Mobile service unit visits, {province.name_en}",
        "province_code": province.code,
        "as_of": province.as_of.isoformat(),
        "licence_url": f"https://spdx.org/licenses/{LICENCE}.html",
        "attribution": " · ".join(attribution),
    }
