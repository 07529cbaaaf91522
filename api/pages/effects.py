"""What edits do, and how two plans differ, as plain data in one language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from api.pages.broken import tell_broken
from planner.domain.edits import Edit, EditKind
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.domain.rules import TIER_OF
from planner.outputs.figures import percent_text
from planner.outputs.times import clock_text, day_text
from planner.outputs.view import Directory, name_of
from planner.usecases.differences import Change, ChangeKind, Seen, cost_of
from planner.usecases.whatif import Effect
from planner.words import Language, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number before and after; `trend` is good, bad or empty."""

    name: str
    before: str
    after: str
    change: str
    trend: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One visit of one row that differs; `people` gained, negative when lost."""

    village_code: str
    village: str
    service: str
    people: int
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeGroup:
    """Changes of one kind."""

    kind: str
    title: str
    lines: tuple[ChangeLine, ...]

    @property
    def people(self) -> int:
        """People gained, negative when lost."""
        return sum(line.people for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectView:
    """The effect of edits, for reading: the verdict first, then figures, then who."""

    sentences: tuple[str, ...]
    figures: tuple[Figure, ...]
    broken: tuple[str, ...]
    still_broken: int
    groups: tuple[ChangeGroup, ...]
    unreachable: tuple[str, ...]

    @property
    def is_still(self) -> bool:
        """Whether nothing but the wish itself is kept: no figure and nobody's visit changes."""
        return not self.groups and all(one.before == one.after for one in self.figures)

    @property
    def harms(self) -> bool:
        """Whether saving it should not be the first thing at hand: rules or visits are lost."""
        return bool(self.broken or self.unreachable)


def tell_effect(effect: Effect, edits: tuple[Edit, ...], language: Language) -> EffectView:
    """An effect in words."""
    directory = Directory(effect.request)
    gone = dict.fromkeys(out.done.village_code for out in effect.left_out)
    return EffectView(
        sentences=tuple(tell_edit(edit, effect.request, language) for edit in edits),
        figures=figures_of(effect.request, effect.before, effect.plan, language),
        broken=tuple(
            tell_broken(v, effect.request, effect.plan, language) for v in effect.new_violations
        ),
        still_broken=len(effect.verdict.violations) - len(effect.new_violations),
        groups=group_changes(effect.changes, effect.request, language),
        unreachable=tuple(name_of(directory.villages[code], language) for code in gone),
    )


def figures_of(
    request: PlanRequest, before: Plan, after: Plan, language: Language
) -> tuple[Figure, ...]:
    """People, villages, promises, points, driving and money of two plans side by side."""
    more = [
        ("people", before.people_served, after.people_served, 1),
        ("villages", _villages(before), _villages(after), 1),
        ("promises", _points(before, 1), _points(after, 1), 1),
        ("equity", before.equity, after.equity, 1),
        ("points", before.value, after.value, 1),
        ("minutes", _minutes(before), _minutes(after), -1),
        ("kilometres", _km(before), _km(after), -1),
        ("baht", cost_of(request, before), cost_of(request, after), -1),
    ]
    return tuple(
        Figure(
            name=say(f"board_figure_{name}", language),
            before=_number(name, old),
            after=_number(name, new),
            change=_change(name, new - old),
            trend="" if new == old else "good" if (new > old) == (wish > 0) else "bad",
        )
        for name, old, new, wish in more
        if old or new or name not in ("equity", "baht")
    )


def group_changes(
    changes: Iterable[Change], request: PlanRequest, language: Language
) -> tuple[ChangeGroup, ...]:
    """Changes by what became of the visit: who loses first."""
    directory = Directory(request)
    names = directory.names(language)
    found: dict[ChangeKind, list[ChangeLine]] = {}
    for change in changes:
        found.setdefault(change.kind, []).append(_line(change, names, language))
    order = (ChangeKind.DROPPED, ChangeKind.ADDED, ChangeKind.PEOPLE, ChangeKind.MOVED)
    return tuple(
        ChangeGroup(
            kind=kind.value,
            title=say(f"board_change_{kind.value}", language),
            lines=tuple(found[kind]),
        )
        for kind in order
        if kind in found
    )


def tell_edit(edit: Edit, request: PlanRequest, language: Language) -> str:
    """An edit as a sentence; codes that are not known stand as they are."""
    names = Directory(request).names(language)

    def day(when: date | None) -> str:
        return day_text(when, language) if when else say("board_any_day", language)

    def named(code: str | None, otherwise: str = "") -> str:
        return names.get(code, code) if code else otherwise

    facts = {
        "village": named(edit.village_code or edit.place_code),
        "unit": named(edit.unit_code, say("board_any_unit", language)),
        "day": day(edit.on_date),
        "to_unit": named(edit.to_unit_code or edit.unit_code),
        "to_day": day(edit.to_date or edit.on_date),
    }
    code = "exclude" if edit.kind is EditKind.PIN and edit.forbid else edit.kind.value
    return say(f"board_edit_{code}", language, **facts)


def _line(change: Change, names: Mapping[str, str], language: Language) -> ChangeLine:
    return ChangeLine(
        village_code=change.village_code,
        village=names.get(change.village_code, change.village_code),
        service=names.get(change.service_code, change.service_code),
        people=change.people,
        before=_seen(change.before, names, language),
        after=_seen(change.after, names, language),
    )


def _seen(seen: Seen | None, names: Mapping[str, str], language: Language) -> str:
    if seen is None:
        return ""
    return say(
        "board_seen",
        language,
        day=day_text(seen.date, language),
        time=clock_text(seen.start_s),
        unit=names.get(seen.unit_code, seen.unit_code),
        people=f"{seen.people:,}",
    )


def _number(name: str, value: int) -> str:
    """A figure as it is read: shares in per cent, all else with thousands apart."""
    text = f"{percent_text(value)} %" if name == "equity" else f"{value:,}"
    return text.replace("-", "−")


def _change(name: str, change: int) -> str:
    """A difference with its sign; of shares in percentage points."""
    if not change:
        return "±0"
    text = percent_text(change) if name == "equity" else f"{change:,}"
    return f"+{text}" if change > 0 else text.replace("-", "−")


def _points(plan: Plan, tier: int) -> int:
    return sum(term.points for term in plan.terms if TIER_OF[term.code] == tier)


def _villages(plan: Plan) -> int:
    return len({serving.village_code for _, _, serving in plan.servings()})


def _minutes(plan: Plan) -> int:
    return round(sum(route.drive_s for route in plan.routes) / 60)


def _km(plan: Plan) -> int:
    return round(sum(route.distance_m for route in plan.routes) / 1000)
