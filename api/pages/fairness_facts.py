"""The fairness page as plain data in one language, for the template to draw."""

from dataclasses import dataclass

from api.pages.headline import Fact
from geodata.basemap import Basemap
from planner.domain.standing import RowStanding
from planner.outputs.fairness_tables import (
    Share,
    district_names,
    group_names,
    lowest_text,
    share_text,
    summary_rows,
)
from planner.outputs.figures import percent_text
from planner.outputs.listing import Heading, Line, Listing
from planner.outputs.small_map import Dot, SmallMap, draw_small_map, frame_of
from planner.outputs.times import date_text
from planner.outputs.view import name_of
from planner.usecases.fairness import FairnessView
from planner.words import Language, say

WORST = (
    Heading(key="village", title_code="fairness_column_village", width=26),
    Heading(key="days", title_code="fairness_column_days", is_number=True, is_toned=True,
            descends=True, width=12),
    Heading(key="service", title_code="fairness_column_service", width=34),
    Heading(key="people", title_code="fairness_column_people", is_number=True, is_minor=True,
            descends=True, width=12),
    Heading(key="last", title_code="fairness_column_last", is_minor=True, width=18),
    Heading(key="district", title_code="fairness_column_district", is_minor=True, width=20),
    Heading(key="code", title_code="fairness_column_code", is_minor=True, width=12),
)  # fmt: skip
BAR_WIDTH = 400.0
LOW, HIGH = 3000, 5000
"""Ten-thousandths of a year's need below and above which districts are coloured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A group of villages: how many are in it now and after the next plan, as bars."""

    name: str
    now: int
    after: int | None
    now_width: float
    after_width: float
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Figures side by side; `note` says how far they can be compared."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Districts by services: what each cell says and how it is coloured."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """A floor and what came of it."""

    floor: str
    told: str


class FairnessWriter:
    """Writes the figures of one province in one language."""

    def __init__(self, view: FairnessView, language: Language) -> None:
        self.view, self.language = view, language
        self.districts = district_names(view.data, language)
        self.services = {s.code: name_of(s, language) for s in view.data.services}
        self.moments = {"before": view.before, "now": view.today}
        if view.after is not None:
            self.moments["after"] = view.after

    def say(self, code: str, **facts: object) -> str:
        """A text of the catalog."""
        return say(code, self.language, **facts)

    def facts(self) -> tuple[Fact, ...]:
        """Four figures of today, each with what it means."""
        now = self.view.today
        share = 100 * now.whole.rows_overdue / max(1, now.whole.rows)
        district = self.districts.get(now.lowest[0], now.lowest[0]) if now.lowest else "–"
        return (
            Fact(
                name=self.say("fairness_overdue"),
                value=self.say("fairness_overdue_value", rows=f"{now.whole.rows_overdue:,}"),
                note=self.say(
                    "fairness_overdue_note",
                    share=f"{share:.1f}",
                    people=f"{now.whole.people_overdue:,}",
                ),
            ),
            Fact(
                name=self.say("fairness_villages"),
                value=self.say(
                    "fairness_villages_value",
                    villages=f"{now.villages_overdue:,}",
                    total=f"{len(now.days_overdue):,}",
                ),
                note=self.say(
                    "fairness_villages_note",
                    median=f"{now.median_overdue:,.0f}",
                    worst=f"{now.worst_overdue:,}",
                ),
            ),
            Fact(
                name=self.say("fairness_gini"),
                value=f"{now.gini:.2f}",
                note=self.say("fairness_gini_note"),
            ),
            Fact(
                name=self.say("fairness_lowest"),
                value=self.say("fairness_lowest_value", share=lowest_text(now)),
                note=self.say(
                    "fairness_lowest_note",
                    district=district,
                    floor=f"{100 * self.view.data.policy.equity_floor:g}",
                ),
            ),
        )

    def compared(self) -> Compared:
        """Last quarter, today, after the next plan."""
        heads = [
            self.say(f"fairness_{name}", date=date_text(moment.on, self.language))
            for name, moment in self.moments.items()
        ]
        rows = [
            (label, tuple("–" if v is None else f"{v:,g}" for v in values.values()))
            for label, values in summary_rows(self.moments, self.language)
        ]
        note = self.say("fairness_need_same")
        unknown = self.view.before.rows_unknown
        if unknown:
            known = self.view.before.whole.rows
            told = self.say("fairness_unknown", known=f"{known:,}", unknown=f"{unknown:,}")
            note = f"{told} {note}"
        later = self._later()
        return Compared(heads=tuple(heads), rows=tuple(rows), note=f"{later} {note}".strip())

    def _later(self) -> str:
        """Why more may wait after the next plan than today: the days between let more fall due."""
        view = self.view
        if view.after is None or view.without is None:
            return ""

        def share(whole: Share) -> str:
            return f"{100 * whole.rows_overdue / max(1, whole.rows):.1f}"

        return self.say(
            "fairness_later",
            days=f"{(view.after.on - view.today.on).days:,}",
            date=date_text(view.after.on, self.language),
            share=share(view.after.whole),
            villages=f"{view.after.villages_overdue:,}",
            share_without=share(view.without.whole),
            villages_without=f"{view.without.villages_overdue:,}",
        )

    def groups(self) -> tuple[Bar, ...]:
        """How many villages are how long overdue."""
        now = self.view.today.groups
        after = None if self.view.after is None else self.view.after.groups
        most = max(1, *now, *(after or ()))
        bars = []
        for i, name in enumerate(group_names(self.language)):
            later = None if after is None else after[i]
            code = "fairness_group_told_now" if later is None else "fairness_group_told"
            bars.append(
                Bar(
                    name=name,
                    now=now[i],
                    after=later,
                    now_width=round(BAR_WIDTH * now[i] / most, 1),
                    after_width=round(BAR_WIDTH * (later or 0) / most, 1),
                    told=self.say(code, group=name, now=now[i], after=later),
                )
            )
        return tuple(bars)

    def coverage(self) -> Grid:
        """Districts down, services across, all services first."""
        now = self.view.today
        rows = []
        for code, name in self.districts.items():
            cells = [now.districts.get(code), *(now.cells.get((code, s)) for s in self.services)]
            rows.append((name, tuple((self._cell(c), self._tone(c)) for c in cells)))
        whole = [now.whole, *(now.services.get(s) for s in self.services)]
        rows.append(
            (self.say("fairness_whole"), tuple((self._cell(c), self._tone(c)) for c in whole))
        )
        heads = (self.say("fairness_all_services"), *self.services.values())
        return Grid(heads=heads, rows=tuple(rows))

    def tones(self) -> dict[str, str]:
        """How each district is coloured, by code."""
        return {code: self._tone(share) for code, share in self.view.today.districts.items()}

    def shares(self) -> dict[str, str]:
        """What each district has of its year's need, as per cent, by code; colour is not enough."""
        districts = self.view.today.districts.items()
        return {code: f"{share_text(share)} %" for code, share in districts if share.need}

    def legend(self) -> tuple[tuple[str, str], ...]:
        """Colours and what they mean."""
        low, high = percent_text(LOW), percent_text(HIGH)
        return tuple(
            (f"share-{name}", self.say(f"fairness_legend_{name}", low=low, high=high))
            for name in ("high", "middle", "low")
        )

    def map(self, basemap: Basemap) -> SmallMap | None:
        """Districts by share, overdue villages as dots."""
        villages = [v for v in self.view.data.villages if v.location is not None]
        frame = frame_of(basemap, [v.location for v in villages if v.location is not None])
        if frame is None:
            return None
        dots = []
        days = self.view.today.days_overdue
        for village in sorted(villages, key=lambda v: days[v.code]):
            late = days[village.code]
            if village.location is None or not late:
                continue
            x, y = frame.at(village.location)
            title = f"{name_of(village, self.language)}: {self._days(late)}"
            size = 3.0 + min(6.0, late / 60)
            dots.append(Dot(x=x, y=y, title=title, tone="late", size=round(size, 1)))
        return draw_small_map(basemap, frame, dots, self.language)

    def worst(self) -> Listing:
        """Every overdue row."""
        villages = {v.code: v for v in self.view.data.villages}
        lines = []
        for row in self.view.today.overdue:
            village = villages[row.village_code]
            found_by = f"{village.name_th} {village.name_en} {village.code}"
            lines.append(
                self._line(row, name_of(village, self.language), found_by, village.district_code)
            )
        return Listing(headings=WORST, lines=tuple(lines))

    def prices(self) -> tuple[Price, ...]:
        """What each floor came to, the lowest first."""
        if self.view.price is None:
            return ()
        first = self.view.price.cases[0]
        found = []
        for case in self.view.price.cases:
            more = case.people - first.people
            name = "first" if case is first else "same" if not more else "more"
            code = "fairness_price_fewer" if more < 0 else f"fairness_price_{name}"
            lowest = "–" if case.lowest_share is None else percent_text(case.lowest_share)
            found.append(
                Price(
                    floor=self.say("fairness_price_floor", floor=f"{100 * case.floor:g}"),
                    told=self.say(
                        code, people=f"{case.people:,}", count=f"{abs(more):,}", lowest=lowest
                    ),
                )
            )
        return tuple(found)

    def _line(self, row: RowStanding, name: str, found_by: str, district: str) -> Line:
        service = self.services[row.service_code]
        last = date_text(row.last_on, self.language) if row.last_on else self.say("villages_never")
        place = self.districts[district]
        return Line(
            key=f"{row.village_code}-{row.service_code}",
            href=f"/villages/{row.village_code}",
            found_by=f"{found_by} {service}",
            tone="bad" if row.is_required else "warn",
            values=(
                name, row.days_overdue, service, row.people, row.last_on, place, row.village_code
            ),
            shown=(
                name, f"{row.days_overdue:,}", service, f"{row.people:,}", last, place,
                row.village_code,
            ),
        )  # fmt: skip

    def _days(self, days: int) -> str:
        return self.say("village_overdue_days", days=f"{days:,}")

    def _cell(self, share: Share | None) -> str:
        if share is None:
            return "–"
        return self.say("fairness_cell", share=share_text(share), overdue=f"{share.rows_overdue:,}")

    def _tone(self, share: Share | None) -> str:
        if share is None or share.need is None:
            return ""
        met = share.need.share
        return "share-low" if met < LOW else "share-high" if met > HIGH else "share-middle"
