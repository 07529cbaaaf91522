"""Nationwide runs: opened with a run for every province, led on by any worker, summed up.

All that stands in the store: who leads a nationwide run on looks at its parts, opens the next try
of a province that failed in a passing way, and closes the whole when every province has come to its
end. Two workers that do so at once find each other's work done.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from planner.domain.calendar import Horizon
from planner.domain.errors import Conflict
from planner.domain.national import MOST_TRIES, NationalPart, NationalRun
from planner.domain.params import SolveParams
from planner.domain.runs import Run, RunFigures, RunState
from planner.ports import Clock, Reader, Store, Writer
from planner.usecases.routine import open_routine
from planner.usecases.run_ids import next_run_id
from planner.usecases.runs import stopped

PAUSE = timedelta(seconds=5)
"""Before the second try of a province; twice as long before the third."""
MOST_LISTED = 1000


def open_national(
    store: Store,
    clock: Clock,
    horizon: Horizon,
    params: SolveParams,
    province_codes: Iterable[str],
    *,
    actor: str,
    most_tries: int = MOST_TRIES,
) -> NationalRun:
    """A nationwide run with a queued run for each province; the open one of the same, if any.

    Raises `InvalidDocument` without provinces.
    """
    now, codes = clock.now(), tuple(sorted(set(province_codes)))
    wish = NationalRun(
        id="", start=horizon.start, days=horizon.days, params=params,
        province_codes=codes, created_at=now, created_by=actor, updated_at=now,
        most_tries=most_tries,
    )  # fmt: skip
    with store.writing(actor=actor, at=now) as writer:
        for other in writer.national_runs(states=(RunState.RUNNING,), limit=MOST_LISTED):
            if (other.start, other.days, other.province_codes) == (wish.start, wish.days, codes):
                return other
        wish = replace(wish, id=next_run_id(writer))
        writer.add_national(wish)
        for code in codes:
            _try(writer, wish, code, 1, at=now)
        writer.note("national_opened", f"national:{wish.id}", provinces=len(codes))
    return wish


def _try(writer: Writer, wish: NationalRun, code: str, number: int, *, at: datetime) -> Run:
    run = open_routine(
        writer, code, wish.start, wish.days, wish.params, actor=wish.created_by, at=at
    )
    writer.add_national_part(wish.id, code, number, run.id)
    return run


def lead_on(store: Store, clock: Clock) -> int:
    """Open the tries that are due and close what has come to its end; how much was done."""
    with store.reading() as reader:
        begun = reader.national_runs(states=(RunState.RUNNING,), limit=MOST_LISTED)
        due = [wish for wish in begun if _has_work(wish, reader.national_parts(wish.id), clock)]
    return sum(_led_on(store, clock, wish.id) for wish in due)


def _has_work(wish: NationalRun, parts: tuple[NationalPart, ...], clock: Clock) -> bool:
    if any(_is_due(wish, part, clock.now()) for part in parts):
        return True
    return all(p.is_settled(wish.most_tries, stop_asked=wish.stop_asked) for p in parts)


def _is_due(wish: NationalRun, part: NationalPart, now: datetime) -> bool:
    """Whether a province that failed is to be tried again now."""
    if wish.stop_asked or not part.may_pass or part.tries >= wish.most_tries or part.run is None:
        return False
    pause: timedelta = PAUSE * 2 ** (part.tries - 1)
    return now - part.run.updated_at >= pause


def _led_on(store: Store, clock: Clock, national_id: str) -> int:
    now = clock.now()
    with store.reading() as reader:
        by = reader.national(national_id).created_by
    with store.writing(actor=by, at=now) as writer:
        wish = writer.national(national_id)
        if wish.is_closed:
            return 0
        parts = writer.national_parts(national_id)
        done = 0
        for part in parts:
            if _is_due(wish, part, now):
                _try(writer, wish, part.province_code, part.tries + 1, at=now)
                done += 1
        if not done and all(
            p.is_settled(wish.most_tries, stop_asked=wish.stop_asked) for p in parts
        ):
            _close(writer, wish, parts, now)
            done = 1
    return done


def _close(
    writer: Writer, wish: NationalRun, parts: tuple[NationalPart, ...], now: datetime
) -> None:
    plans = sum(part.has_plan for part in parts)
    state = RunState.SUCCESSFUL if plans else RunState.FAILED
    if not plans and wish.stop_asked:
        state = RunState.DISMISSED
    writer.change_national(replace(wish, state=state, updated_at=now))
    writer.note("national_closed", f"national:{wish.id}", plans=plans, failed=len(parts) - plans)


def stop_national(store: Store, clock: Clock, national_id: str, *, actor: str) -> NationalRun:
    """Ask every province to stop: those that wait are dismissed, others keep their best plan."""
    now = clock.now()
    with store.writing(actor=actor, at=now) as writer:
        wish = writer.national(national_id)
        if wish.is_closed:
            raise Conflict("the nationwide run has ended", run_id=national_id)
        wish = replace(wish, stop_asked=True, updated_at=now)
        writer.change_national(wish)
        writer.note("national_stop_asked", f"national:{national_id}")
        for part in writer.national_parts(national_id):
            if part.run is not None and not part.run.is_closed:
                stopped(writer, part.run, now)
    return wish


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalSummary:
    """A nationwide run and how its provinces stand, in the order of their codes.

    Sums are over the provinces shown: those that have a plan.
    """

    wish: NationalRun
    parts: tuple[NationalPart, ...]

    @property
    def figures(self) -> tuple[RunFigures, ...]:
        """The figures of every province that has a plan."""
        return tuple(p.run.figures for p in self.parts if p.run is not None and p.run.figures)

    @property
    def done(self) -> int:
        """Provinces that have come to their end."""
        wish = self.wish
        return sum(p.is_settled(wish.most_tries, stop_asked=wish.stop_asked) for p in self.parts)

    @property
    def plans(self) -> int:
        """Provinces that have a plan."""
        return sum(part.has_plan for part in self.parts)

    @property
    def failed(self) -> tuple[NationalPart, ...]:
        """Provinces that came to their end without a plan."""
        wish = self.wish
        return tuple(
            part
            for part in self.parts
            if not part.has_plan and part.is_settled(wish.most_tries, stop_asked=wish.stop_asked)
        )

    @property
    def progress(self) -> float:
        """Share of the work done: provinces at their end, and the CPU seconds of those begun."""
        wish, done = self.wish, 0.0
        for part in self.parts:
            run = part.run
            if part.is_settled(wish.most_tries, stop_asked=wish.stop_asked):
                done += 1.0
            elif run is not None and run.progress is not None and not run.is_closed:
                done += min(0.9, run.progress.cpu_s / wish.params.cpu_s)
        return done / len(self.parts) if self.parts else 1.0

    @property
    def gap(self) -> float | None:
        """The gap over all plans with a proven bound, weighted by the people each serves."""
        known = [(f.gap, max(1, f.people_served)) for f in self.figures if f.gap is not None]
        weight = sum(people for _, people in known)
        return sum(gap * people for gap, people in known) / weight if known else None

    def total(self, name: str) -> int:
        """The sum of one of the figures over all plans."""
        return sum(int(getattr(figures, name)) for figures in self.figures)


def national_summary(
    store: Store, national_id: str, *, among: frozenset[str] | None = None
) -> NationalSummary:
    """How a nationwide run stands; `among` are the provinces that the asker may see (all)."""
    with store.reading() as reader:
        return summary_of(reader, reader.national(national_id), among=among)


def summary_of(
    reader: Reader, wish: NationalRun, *, among: frozenset[str] | None = None
) -> NationalSummary:
    """The same within one look at the store."""
    parts = reader.national_parts(wish.id)
    shown = [p for p in parts if among is None or p.province_code in among]
    return NationalSummary(wish=wish, parts=tuple(shown))
