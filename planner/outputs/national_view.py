"""A nationwide run as its map and its pages see it: provinces, sums and words for each outcome."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from geodata.outlines import Rings
from planner.domain.national import NationalPart
from planner.domain.runs import RunFigures, RunState
from planner.words import Language, catalog, say


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceView:
    """One province of the map; `figures` is None while it has no plan, `rings` are its outline."""

    code: str
    name_th: str
    name_en: str
    part: NationalPart
    is_settled: bool
    figures: RunFigures | None
    rings: Rings

    @property
    def share(self) -> float | None:
        """Share of the people due that its plan serves; None without a plan or anybody due."""
        if self.figures is None or not self.figures.people_due:
            return None
        return self.figures.people_due_served / self.figures.people_due


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalView:
    """A nationwide run whole: its days, how it stands and its provinces by code."""

    id: str
    start: date
    days: int
    state: RunState
    made_at: datetime
    gap: float | None
    provinces: tuple[ProvinceView, ...]

    def total(self, name: str) -> int:
        """The sum of one of the figures over all plans."""
        return sum(int(getattr(p.figures, name)) for p in self.provinces if p.figures is not None)

    @property
    def plans(self) -> int:
        """Provinces that have a plan."""
        return sum(province.figures is not None for province in self.provinces)


def outcome_text(part: NationalPart, language: Language) -> str:
    """What came of a province, or how it stands, in words."""
    run = part.run
    if run is None:
        return say("national_part_forgotten", language)
    state = say(f"national_part_{run.state.value}", language)
    if run.state is RunState.SUCCESSFUL:
        return f"{state} {run.plan_id}"
    return (
        f"{state}: {error_text(run.error_code, run.error_facts, language)}"
        if (run.error_code)
        else state
    )


def error_text(code: str, facts: dict[str, str | int | float], language: Language) -> str:
    """Why a run failed, in a few words."""
    known = f"run_error_{code}"
    told = {name: value for name, value in facts.items() if name not in ("code", "language")}
    if known not in catalog():
        return say("run_error_other", language, error=code)
    return say(known, language, **told)


def share_classes(shares: Iterable[float], count: int = 5) -> tuple[float, ...]:
    """The upper ends of so many classes that hold about as many shares each; rising, no two equal.

    Fewer where shares are few or alike; empty for none.
    """
    ranked = sorted(shares)
    if not ranked:
        return ()
    ends = [ranked[max(0, -(-len(ranked) * k // count) - 1)] for k in range(1, count + 1)]
    return tuple(dict.fromkeys(ends))
