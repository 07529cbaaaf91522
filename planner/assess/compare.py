"""Two plans side by side: what was added, dropped, moved, or serves another number of people."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from planner.domain.calendar import DAY_S
from planner.domain.plan import Plan
from planner.domain.rules import MOVED_S


class ChangeKind(StrEnum):
    """What became of a visit of a row; the first that holds, in this order, is told."""

    ADDED = "added"
    DROPPED = "dropped"
    MOVED = "moved"
    """Another date or unit, or another start by more than an hour."""
    PEOPLE = "people"
    """The same visit for more or fewer people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One visit of one row as a plan has it; `start_s` counts from that date's midnight."""

    date: date
    unit_code: str
    place_code: str
    start_s: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A difference in one visit of one row; `before` is None when added, `after` when dropped."""

    kind: ChangeKind
    village_code: str
    service_code: str
    before: Seen | None = None
    after: Seen | None = None

    @property
    def people(self) -> int:
        """People gained, negative when lost."""
        gained = self.after.people if self.after else 0
        return gained - (self.before.people if self.before else 0)


def compare_plans(before: Plan, after: Plan) -> tuple[Change, ...]:
    """Every change from one plan to another, by village and service.

    Plans of different weeks can be compared: dates are compared, not days of a horizon. Both keep
    the rule FORM, as every stored plan does.
    """
    old, new = _visits(before), _visits(after)
    changes: list[Change] = []
    for village, service in sorted(old.keys() | new.keys()):
        key = (village, service)
        for one, other in _pairs(old.get(key, []), new.get(key, [])):
            kind = _kind(one, other)
            if kind is not None:
                changes.append(
                    Change(
                        kind=kind,
                        village_code=village,
                        service_code=service,
                        before=one,
                        after=other,
                    )
                )
    return tuple(changes)


def _visits(plan: Plan) -> dict[tuple[str, str], list[Seen]]:
    found: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    for route, stop, serving in plan.servings():
        found[serving.village_code, serving.service_code].append(
            Seen(
                date=plan.start + timedelta(days=route.day),
                unit_code=route.unit_code,
                place_code=stop.place_code,
                start_s=stop.start_s - route.day * DAY_S,
                people=serving.people,
            )
        )
    return found


def _pairs(old: list[Seen], new: list[Seen]) -> list[tuple[Seen | None, Seen | None]]:
    """Visits that belong together: those of the same date and unit first, then in order."""
    left, right = sorted(old, key=_when), sorted(new, key=_when)
    pairs: list[tuple[Seen | None, Seen | None]] = []
    for one in list(left):
        same = next((o for o in right if (o.date, o.unit_code) == (one.date, one.unit_code)), None)
        if same is not None:
            pairs.append((one, same))
            left.remove(one)
            right.remove(same)
    both = min(len(left), len(right))
    pairs += zip(left[:both], right[:both], strict=True)
    pairs += [(one, None) for one in left[both:]]
    pairs += [(None, other) for other in right[both:]]
    return pairs


def _when(seen: Seen) -> tuple[date, int, str]:
    return (seen.date, seen.start_s, seen.unit_code)


def _kind(before: Seen | None, after: Seen | None) -> ChangeKind | None:
    if before is None:
        return ChangeKind.ADDED
    if after is None:
        return ChangeKind.DROPPED
    moved = (before.date, before.unit_code) != (after.date, after.unit_code)
    if moved or abs(after.start_s - before.start_s) > MOVED_S:
        return ChangeKind.MOVED
    return ChangeKind.PEOPLE if before.people != after.people else None
