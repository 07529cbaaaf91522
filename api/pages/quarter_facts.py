"""The quarter page as plain data in one language, for the template to draw."""

from dataclasses import dataclass
from datetime import timedelta

from api.pages.headline import Fact
from planner.outputs.colours import Mark, marks_of
from planner.outputs.fairness_tables import district_names
from planner.outputs.listing import Heading, Line, Listing
from planner.outputs.times import date_text, day_text, days_text
from planner.outputs.unplanned import reason_text
from planner.outputs.view import Directory, coded_name, name_of
from planner.usecases.errands import QUARTER_WEEKS
from planner.usecases.quarter_view import BrokenPromise, QuarterView, WeekLine
from planner.words import Language, say

VISITS = (
    Heading(key="village", title_code="book_village", width=26),
    Heading(key="service", title_code="book_service", width=34),
    Heading(key="next", title_code="quarter_next", width=18),
    Heading(key="last", title_code="quarter_last", is_minor=True, width=18),
    Heading(key="unit", title_code="book_unit", is_minor=True, width=30),
    Heading(key="people", title_code="book_people", is_number=True, is_minor=True,
            descends=True, width=9),
    Heading(key="waits", title_code="quarter_intervals", is_number=True, is_toned=True,
            descends=True, width=14, number_format="0.00"),
    Heading(key="district", title_code="book_district", is_minor=True, width=20),
    Heading(key="code", title_code="book_village_code", is_minor=True, width=12),
)  # fmt: skip
MONEY_WIDTH = 600.0
BUDDHIST_ERA_YEARS = 543


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekRow:
    """A week of the table; `heat` is 0 to 4 for each unit and district, by how much is done."""

    days: str
    state: str
    state_text: str
    plan_id: str
    is_now: bool
    people: str
    overdue: str
    broken: str
    baht: str
    units: tuple[tuple[str, int], ...]
    districts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastLine:
    """A promise that will break."""

    village: str
    village_code: str
    service: str
    told: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyPart:
    """A piece of the year's money: how much, and where it lies on the bar."""

    name: str
    kind: str
    baht: str
    x: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """The fiscal year."""

    title: str
    days: str
    parts: tuple[MoneyPart, ...]
    budget: str
    budget_x: float
    notes: tuple[str, ...]
    told: str


class QuarterWriter:
    """Writes a quarter in one language."""

    def __init__(self, view: QuarterView, language: Language) -> None:
        self.view, self.language = view, language
        self.villages = {v.code: v for v in view.data.villages}
        self.services = {s.code: name_of(s, language) for s in view.data.services}
        self.units = {u.code: coded_name(u, language) for u in view.data.units}
        self.districts = district_names(view.data, language)

    def say(self, code: str, **facts: object) -> str:
        """A text of the catalog."""
        return say(code, self.language, **facts)

    def marks(self) -> tuple[tuple[Mark, str, str], ...]:
        """The units' letters, in the order of the table, with their codes, and codes and names."""
        marks = marks_of(self.units)
        return tuple((marks[code], code, name) for code, name in self.units.items())

    def facts(self) -> tuple[Fact, ...]:
        """Weeks planned, people, overdue at the end, promises that will break."""
        view = self.view
        ahead = [week for week in view.weeks if week.start >= view.first]
        planned = [week for week in ahead if week.plan is not None]
        published = sum(week.state == "published" for week in planned)
        found = [
            Fact(
                name=self.say("quarter_fact_weeks"),
                value=self.say("quarter_fact_weeks_value", planned=len(planned), total=len(ahead)),
                note=self.say(
                    "quarter_fact_weeks_note",
                    published=published,
                    drafts=len(planned) - published,
                ),
            )
        ]
        if view.quarter is None:
            return tuple(found)
        quarter = view.quarter
        visited = sum(visit.next_on is not None for visit in quarter.visits)
        breaks = sum(promise.will_break for promise in quarter.promises)
        return (
            *found,
            Fact(
                name=self.say("quarter_fact_people"),
                value=self.say(
                    "quarter_fact_people_value",
                    people=f"{sum(week.people for week in quarter.weeks):,}",
                ),
                note=self.say(
                    "quarter_fact_people_note",
                    visited=f"{visited:,}",
                    rows=f"{len(quarter.visits):,}",
                ),
            ),
            Fact(
                name=self.say("quarter_fact_overdue"),
                value=self.say("quarter_fact_overdue_value", rows=f"{quarter.rows_overdue:,}"),
                note=self.say(
                    "quarter_fact_overdue_note", date=date_text(quarter.end, self.language)
                ),
            ),
            Fact(
                name=self.say("quarter_fact_promises"),
                value=self.say(
                    "quarter_fact_promises_value", breaks=breaks, promises=len(quarter.promises)
                ),
                note=self.say("quarter_fact_promises_note"),
            ),
        )

    def weeks(self) -> tuple[WeekRow, ...]:
        """Every week, the oldest first."""
        most_unit = max((n for w in self.view.weeks for n in w.by_unit.values()), default=1)
        most = max((n for w in self.view.weeks for n in w.by_district.values()), default=1)
        return tuple(self._week(week, most_unit, most) for week in self.view.weeks)

    def forecast(self) -> tuple[ForecastLine, ...]:
        """Promises that will break, the earliest due first."""
        return tuple(self._broken(one) for one in self.view.broken)

    def money(self) -> Money:
        """The fiscal year as a bar against its budget."""
        money = self.view.money
        amounts = {
            "spent": money.spent, "published": money.published, "drafts": money.drafts
        }  # fmt: skip
        total = sum(amounts.values())
        whole = max(total, money.budget, 1)
        parts, x = [], 0.0
        for kind, baht in amounts.items():
            width = round(MONEY_WIDTH * baht / whole, 1)
            parts.append(
                MoneyPart(
                    name=self.say(f"quarter_money_{kind}"), kind=kind, baht=self._baht(baht),
                    x=round(x, 1), width=width,
                )
            )  # fmt: skip
            x += width
        notes = []
        if money.budget:
            rest = money.budget - total
            name = "quarter_money_left" if rest >= 0 else "quarter_money_over"
            notes.append(f"{self.say(name)} {self._baht(abs(rest))}")
        else:
            notes.append(self.say("quarter_money_no_budget"))
        if money.weeks_unknown:
            notes.append(self.say("quarter_money_unknown", weeks=money.weeks_unknown))
        year = money.last.year + (BUDDHIST_ERA_YEARS if self.language is Language.TH else 0)
        budget = self._baht(money.budget) if money.budget else ""
        return Money(
            title=self.say("quarter_money", year=year),
            days=self.say(
                "quarter_money_note",
                first=date_text(money.first, self.language),
                last=date_text(money.last, self.language),
            ),
            parts=tuple(parts),
            budget=budget,
            budget_x=round(MONEY_WIDTH * money.budget / whole, 1),
            notes=tuple(notes),
            told=", ".join([*(f"{part.name} {part.baht}" for part in parts), *notes]),
        )

    def visits(self) -> Listing:
        """Every row: when it comes next, and how long it will have waited at the end."""
        found = self.view.quarter.visits if self.view.quarter is not None else ()
        lines = []
        for visit in sorted(found, key=lambda v: (-v.intervals_at_end, v.village_code)):
            village = self.villages[visit.village_code]
            name, district = name_of(village, self.language), self.districts[village.district_code]
            service = self.services[visit.service_code]
            unit = self.units.get(visit.unit_code or "", "")
            waits = visit.intervals_at_end
            lines.append(
                Line(
                    key=f"{village.code}-{visit.service_code}",
                    href=f"/villages/{village.code}",
                    found_by=f"{village.name_th} {village.name_en} {village.code} {service}",
                    tone="bad" if waits > 1.5 else "warn" if waits > 1 else "",
                    values=(
                        name, service, visit.next_on, visit.last_on, unit, visit.people, waits,
                        district, village.code,
                    ),
                    shown=(
                        name, service,
                        day_text(visit.next_on, self.language) if visit.next_on else "–",
                        date_text(visit.last_on, self.language)
                        if visit.last_on else self.say("villages_never"),
                        unit or "–", f"{visit.people:,}", f"{waits:.2f}", district, village.code,
                    ),
                )
            )  # fmt: skip
        return Listing(headings=VISITS, lines=tuple(lines))

    def make_note(self, seconds: float) -> str:
        """What planning the quarter does, and how long it takes."""
        minutes = max(1, round(QUARTER_WEEKS * (seconds + 5) / 60))
        return self.say("quarter_make_note", weeks=QUARTER_WEEKS, minutes=minutes)

    def _week(self, week: WeekLine, most_unit: int, most: int) -> WeekRow:
        now = self.view.today
        return WeekRow(
            days=days_text(week.start, 7, self.language, short=True),
            state=week.state,
            state_text=self.say(f"quarter_state_{week.state}"),
            plan_id="" if week.plan is None else week.plan.id,
            is_now=week.start <= now < week.start + timedelta(days=7),
            people=f"{week.people:,}" if week.people else "–",
            overdue=_number(week.rows_overdue),
            broken=_number(week.rows_broken),
            baht=_number(week.baht),
            units=tuple(_heat(week.by_unit.get(code, 0), most_unit) for code in self.units),
            districts=tuple(_heat(week.by_district.get(code, 0), most) for code in self.districts),
        )

    def _broken(self, one: BrokenPromise) -> ForecastLine:
        promise = one.promise
        week = promise.due_on - timedelta(days=promise.due_on.weekday())
        told = self.say(
            "quarter_forecast_line",
            due=date_text(promise.due_on, self.language),
            week=day_text(week, self.language),
            in_time=f"{promise.people_in_time:,}",
            people=f"{promise.people:,}",
        )
        if promise.done_on is not None:
            done = date_text(promise.done_on, self.language)
            told = f"{told}, {self.say('quarter_forecast_later', date=done)}"
        why = ""
        if one.entry is not None and one.request is not None:
            names = Directory(one.request).names(self.language)
            why = reason_text(one.entry, self.language, names)
        elif one.week is None:
            past = promise.due_on < self.view.first
            why = self.say("quarter_forecast_past" if past else "quarter_forecast_no_week")
        village = self.villages.get(promise.village_code)
        return ForecastLine(
            village=promise.village_code if village is None else name_of(village, self.language),
            village_code=promise.village_code,
            service=self.services.get(promise.service_code, promise.service_code),
            told=told,
            why=why,
        )

    def _baht(self, baht: int) -> str:
        return self.say("quarter_money_baht", baht=f"{baht:,}")


def _number(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"


def _heat(count: int, most: int) -> tuple[str, int]:
    """A count with its shade, 0 for none to 4 for the most."""
    return (f"{count:,}" if count else "", 0 if not count else 1 + min(3, 4 * count // (most + 1)))
