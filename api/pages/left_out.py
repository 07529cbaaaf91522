"""Who is left out of a plan: rows by reason, the most pressing first, in one language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.plan import Plan, Reason, Unplanned
from planner.domain.request import PlanRequest
from planner.domain.rows import DemandRow, demand_rows
from planner.outputs.times import date_text
from planner.outputs.unplanned import REASONS, Due, due_of, presses, reason_text
from planner.outputs.view import Directory, name_of
from planner.words import Language, say


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutRow:
    """One row, ready to be read."""

    village_code: str
    village: str
    area: str
    district: str
    tambon: str
    service: str
    people: int
    required: bool
    clock: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutGroup:
    """All rows left out for one reason; `rows` may be the first of more.

    `why` is the sentence that all rows share, empty when each has its own.
    """

    reason: Reason
    title: str
    count: str
    why: str
    total: int
    rows: tuple[LeftOutRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a person wants to see; None: everything, for `reason` everything that presses."""

    reason: Reason | None = None
    district_code: str | None = None
    service_code: str | None = None

    def keeps(self, row: Unplanned, due: Due) -> bool:
        """Whether a row is wanted."""
        return (
            (told_reason(row, due) is self.reason if self.reason else presses(row, due))
            and (self.district_code is None or row.village_code[:4] == self.district_code)
            and (self.service_code is None or row.service_code == self.service_code)
        )


def told_reason(row: Unplanned, due: Due) -> Reason:
    """Under which reason a row counts: what is not due may wait, whatever is in its way."""
    return row.reason if presses(row, due) else Reason.NOT_DUE


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutPart:
    """Rows of one district, or of one tambon where a district was asked for; `count` in words."""

    title: str
    count: str
    rows: tuple[LeftOutRow, ...]


def parts_of(
    rows: Sequence[LeftOutRow], language: Language, *, by_tambon: bool
) -> tuple[LeftOutPart, ...]:
    """Rows of a page by where they are; the place with the most pressing row comes first."""
    places: dict[str, list[LeftOutRow]] = {}
    for row in rows:
        places.setdefault(row.tambon if by_tambon else row.district, []).append(row)
    return tuple(
        LeftOutPart(
            title=title,
            count=say(
                "page_unplanned_count",
                language,
                people=f"{sum(row.people for row in own):,}",
                villages=f"{len({row.village_code for row in own}):,}",
            ),
            rows=tuple(own),
        )
        for title, own in places.items()
    )


class LeftOut:
    """The unplanned rows of a plan, sorted once."""

    def __init__(self, request: PlanRequest, plan: Plan, language: Language) -> None:
        self._directory = Directory(request)
        self._names = self._directory.names(language)
        self._language = language
        self._clocks = {row.key: row for row in demand_rows(request)}
        self._due = due_of(request)
        self._sorted = sorted(plan.unplanned, key=self._press)

    def groups(self, *, most_rows: int) -> tuple[LeftOutGroup, ...]:
        """Rows by reason, in the order in which every output tells reasons."""
        by_reason: dict[Reason, list[Unplanned]] = {}
        for row in self._sorted:
            by_reason.setdefault(told_reason(row, self._due), []).append(row)
        return tuple(
            self._group(reason, by_reason[reason], most_rows)
            for reason in REASONS
            if reason in by_reason
        )

    def page(
        self, wanted: Filter, *, first: int, most_rows: int
    ) -> tuple[tuple[LeftOutRow, ...], int]:
        """The wanted rows from `first` on, and how many there are in all."""
        kept = [row for row in self._sorted if wanted.keeps(row, self._due)]
        return self._rows(kept[first : first + most_rows]), len(kept)

    def _group(self, reason: Reason, rows: Sequence[Unplanned], most_rows: int) -> LeftOutGroup:
        sentences = {self._why(row) for row in rows}
        return LeftOutGroup(
            reason=reason,
            why=sentences.pop() if len(sentences) == 1 else "",
            title=say(f"reason_{reason.value}", self._language),
            count=say(
                "page_unplanned_count",
                self._language,
                people=f"{sum(row.people for row in rows):,}",
                villages=f"{len({row.village_code for row in rows}):,}",
            ),
            total=len(rows),
            rows=self._rows(rows[:most_rows]),
        )

    def _rows(self, rows: Sequence[Unplanned]) -> tuple[LeftOutRow, ...]:
        return tuple(self._row(row) for row in rows)

    def _row(self, row: Unplanned) -> LeftOutRow:
        village = self._directory.villages[row.village_code]
        th = self._language is Language.TH
        area = (
            (village.tambon_th, village.district_th)
            if th
            else (village.tambon_en, village.district_en)
        )
        return LeftOutRow(
            village_code=village.code,
            village=name_of(village, self._language),
            area=" · ".join(part for part in area if part),
            district=area[1] or village.district_code,
            tambon=area[0] or village.tambon_code,
            service=name_of(self._directory.services[row.service_code], self._language),
            people=row.people,
            required=row.required,
            clock=self._clock(row),
            why=self._why(row),
        )

    def _why(self, row: Unplanned) -> str:
        return reason_text(row, self._language, self._names)

    def _clock(self, row: Unplanned) -> str:
        """When it is due, or how long the village has waited."""
        if row.due_on is not None:
            return say("page_due_on", self._language, date=date_text(row.due_on, self._language))
        clock = self._clocks.get((row.village_code, row.service_code))
        if clock is None:
            return ""
        if clock.never_visited:
            return say("page_never_visited", self._language)
        return say(
            "page_waiting",
            self._language,
            days=f"{clock.elapsed_days:,}",
            interval=f"{clock.interval_days:,}",
        )

    def _press(self, row: Unplanned) -> tuple[bool, date, float, int, str, str]:
        """Promised first, by date; then by how overdue, then by people; codes settle ties."""
        clock: DemandRow | None = self._clocks.get((row.village_code, row.service_code))
        urgency = clock.urgency if clock is not None else 0.0
        return (
            not row.required,
            row.due_on or date.max,
            -urgency,
            -row.people,
            row.village_code,
            row.service_code,
        )
