"""The page of a village as plain data in one language, for the template to draw."""

from dataclasses import dataclass
from datetime import date

from api.pages.headline import Fact
from geodata.basemap import Basemap
from geodata.places import Location, PointQuality, PopulationSource, Village
from planner.domain.cases import ClockState
from planner.domain.standing import RowStanding
from planner.outputs.small_map import Dot, SmallMap, draw_small_map, frame_of
from planner.outputs.timeline import Seen, Timeline, draw_timeline
from planner.outputs.times import date_text, day_text
from planner.outputs.unplanned import reason_text
from planner.outputs.view import Directory, coded_name, name_of
from planner.usecases.village_views import VillageView, Ways
from planner.words import Language, say


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLine:
    """A service of the village: when it was given, is due and comes next, and the fixed point."""

    service: str
    people: str
    interval: str
    last: str
    due: str
    is_overdue: bool
    promised: str
    next: str
    next_plan: str
    way: str
    point: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonLine:
    """Why a service is left out of the next plan."""

    service: str
    people: str
    why: str
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A request of the village."""

    told: str
    clock: str
    is_late: bool


class VillageWriter:
    """Writes one village in one language."""

    def __init__(self, view: VillageView, language: Language) -> None:
        self.view, self.language = view, language
        self.services = {s.code: name_of(s, language) for s in view.now.data.services}
        self.units = {u.code: coded_name(u, language) for u in view.now.data.units}
        self.ways = {way.service_code: way for way in view.ways}

    def say(self, code: str, **facts: object) -> str:
        """A text of the catalog."""
        return say(code, self.language, **facts)

    def facts(self) -> tuple[Fact, ...]:
        """People, last and next visit, and the longest wait."""
        return (self._people(), self._last(), self._next(), self._overdue())

    def services_table(self) -> tuple[ServiceLine, ...]:
        """Every row of the village, the most overdue first."""
        return tuple(self._service(row) for row in self.rows())

    def rows(self) -> list[RowStanding]:
        """The village's rows, the longest overdue first."""
        return sorted(self.view.rows, key=lambda r: (-r.days_overdue, r.due_on, r.service_code))

    def timeline(self) -> Timeline:
        """Visits on a line of time."""
        seen = [
            Seen(service_code=v.service_code, on=v.date, kind="done", people=v.people)
            for v in self.view.history
        ]
        seen += [
            Seen(
                service_code=v.service_code, on=v.on, people=v.people,
                kind="published" if v.is_published else "draft",
            )
            for v in self.view.coming
        ]  # fmt: skip
        return draw_timeline(self.rows(), seen, self.services, self.view.now.today, self.language)

    def history(self) -> tuple[str, ...]:
        """Past visits, newest first."""
        return tuple(
            self.say(
                "village_history_line",
                date=date_text(v.date, self.language),
                service=self.services.get(v.service_code, v.service_code),
                people=f"{v.people:,}",
                unit=self.units.get(v.unit_code or "", v.unit_code or "–"),
            )
            for v in self.view.history
        )

    def reasons(self) -> tuple[ReasonLine, ...]:
        """What the plan ahead says of every row it leaves out, the most people first."""
        why = self.view.why_not
        if why is None:
            return ()
        names = Directory(why.request).names(self.language)
        ordered = sorted(why.entries, key=lambda e: (not e.required, -e.people, e.service_code))
        return tuple(
            ReasonLine(
                service=names.get(entry.service_code, entry.service_code),
                people=self.say("page_people_short", people=f"{entry.people:,}"),
                why=reason_text(entry, self.language, names),
                required=entry.required,
            )
            for entry in ordered
        )

    def cases(self) -> tuple[CaseLine, ...]:
        """Requests filed here, newest first, then those that came with the province's data."""
        receipts = {one.case.receipt for one in self.view.cases}
        given = [
            request
            for request in self.view.now.data.requests
            if request.village_code == self.view.village.code and request.code not in receipts
        ]
        return (
            *(
                CaseLine(
                    told=self._request(
                        one.case.receipt, one.case.service_code, one.case.people, one.case.due_on
                    ),
                    clock=self.say(f"village_clock_{one.clock.state.value}"),
                    is_late=one.clock.state in (ClockState.BREACHED, ClockState.BROKEN),
                )
                for one in self.view.cases
            ),
            *(
                CaseLine(
                    told=self._request(one.code, one.service_code, one.people, one.due_on),
                    clock=self.say(
                        "village_clock_breached"
                        if one.due_on < self.view.now.today
                        else "village_clock_in_time"
                    ),
                    is_late=one.due_on < self.view.now.today,
                )
                for one in given
            ),
        )

    def _request(self, code: str, service_code: str, people: int, due_on: date) -> str:
        return self.say(
            "village_request_line",
            receipt=code,
            service=self.services.get(service_code, service_code),
            people=f"{people:,}",
            due=date_text(due_on, self.language),
        )

    def where(self) -> str:
        """How far the point can be trusted."""
        if self.view.village.location is None:
            return self.say("village_where_unknown")
        quality = self.view.village.point_quality
        known = {
            PointQuality.EXACT: "exact",
            PointQuality.PLACED: "placed",
            PointQuality.APPROXIMATE: "approximate",
        }
        return self.say(f"village_where_{known[quality]}")

    def map(self, basemap: Basemap) -> SmallMap | None:
        """The province with this village on it, its neighbours small."""
        villages = [v for v in self.view.now.data.villages if v.location is not None]
        frame = frame_of(basemap, _places(villages))
        if frame is None:
            return None
        dots = []
        for village in sorted(villages, key=lambda v: v.code == self.view.village.code):
            if village.location is None:
                continue
            x, y = frame.at(village.location)
            here = village.code == self.view.village.code
            dots.append(
                Dot(
                    x=x, y=y, title=name_of(village, self.language) if here else "",
                    tone="here" if here else "other", size=9.0 if here else 1.8,
                )
            )  # fmt: skip
        return draw_small_map(basemap, frame, dots, self.language)

    def _people(self) -> Fact:
        village = self.view.village
        source = village.population_source
        notes = [
            self.say(
                "village_people_estimated"
                if source is PopulationSource.ESTIMATED
                else "village_people_registered"
            )
        ]
        if village.added_people:
            notes.append(self.say("village_people_added", added=f"{village.added_people:,}"))
        total = village.population + village.added_people
        return Fact(
            name=self.say("village_people"),
            value=self.say("village_people_value", people=f"{total:,}"),
            note=", ".join(notes),
        )

    def _last(self) -> Fact:
        name = self.say("village_last")
        last = max((v.date for v in self.view.history), default=None)
        if last is None:
            return Fact(name=name, value=self.say("villages_never"))
        days = (self.view.now.today - last).days
        ago = self.say("village_last_ago", days=f"{days:,}") if days else "village_last_today"
        return Fact(
            name=name,
            value=date_text(last, self.language),
            note=ago if days else self.say(ago),
        )

    def _next(self) -> Fact:
        name = self.say("village_next")
        if not self.view.coming:
            return Fact(
                name=name,
                value=self.say("village_next_none"),
                note=self.say("village_next_none_note"),
            )
        visit = self.view.coming[0]
        state = "published" if visit.is_published else "draft"
        unit = self.units.get(visit.unit_code, visit.unit_code)
        return Fact(
            name=name,
            value=day_text(visit.on, self.language),
            note=f"{unit} · {self.say(f'village_next_{state}')}",
        )

    def _overdue(self) -> Fact:
        name = self.say("village_overdue")
        worst = max(self.view.rows, key=lambda row: row.days_overdue, default=None)
        if worst is None or not worst.is_overdue:
            return Fact(name=name, value="0", note=self.say("village_overdue_none"))
        return Fact(
            name=name,
            value=self.say("village_overdue_days", days=f"{worst.days_overdue:,}"),
            note=self.services[worst.service_code],
        )

    def _service(self, row: RowStanding) -> ServiceLine:
        due = date_text(row.due_on, self.language)
        if row.is_overdue:
            due = self.say("village_due_overdue", date=due, days=f"{row.days_overdue:,}")
        coming = self.view.next.get(row.key)
        shown = "" if coming is None else day_text(coming.on, self.language)
        if coming is not None and not coming.is_published:
            shown = self.say("villages_draft_mark", date=shown)
        way = self.ways.get(row.service_code)
        return ServiceLine(
            service=self.services[row.service_code],
            people=f"{row.people:,}",
            interval=f"{row.interval_days:,}",
            last=(
                date_text(row.last_on, self.language) if row.last_on else self.say("villages_never")
            ),
            due=due,
            is_overdue=row.is_overdue,
            promised=(
                self.say("village_promised", date=date_text(row.promised_on, self.language))
                if row.promised_on
                else ""
            ),
            next=shown or self.say("village_next_none"),
            next_plan="" if coming is None else coming.plan_id,
            way=self._way(way),
            point="" if way is None or way.point is None else name_of(way.point, self.language),
        )

    def _way(self, way: Ways | None) -> str:
        if way is None or way.dry is None:
            return self.say("village_way_dash")
        dry = way.dry.minutes
        wet = None if way.wet is None else way.wet.minutes
        if dry is None:
            return self.say("village_way_none")
        if wet is None:
            return self.say("village_way_none_wet", dry=f"{dry:,}")
        if wet == dry:
            return self.say("village_way", minutes=f"{dry:,}")
        return self.say("village_way_wet", dry=f"{dry:,}", wet=f"{wet:,}")


def _places(villages: list[Village]) -> list[Location]:
    return [v.location for v in villages if v.location is not None]
