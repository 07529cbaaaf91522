"""The draft of next week, made by itself for every province that wants it: once, and told.

What is due is worked out from the setting and the clock; what was done stands in the store, one
entry for each name and moment, written in the transaction that opens the run. So several workers,
and one that was down on the night itself, come to one run a week.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from planner.domain.calendar import LOCAL_ZONE
from planner.domain.errors import NotFound
from planner.domain.params import SolveParams
from planner.domain.runs import Run
from planner.domain.weekly import Tick, WeeklyDraft, week_after
from planner.ports import Clock, Reader, Store
from planner.usecases.routine import open_routine

DAYS = 7
ACTOR = "weekly-draft"


def tick_name(province_code: str) -> str:
    """The name of a province's weekly draft among duties done."""
    return f"weekly:{province_code}"


def seconds_params(cpu_s: float) -> SolveParams:
    """The usual parameters with so many CPU seconds."""
    return SolveParams(cpu_s=cpu_s, wall_s=max(SolveParams().wall_s, 3 * cpu_s))


def set_weekly(
    store: Store,
    clock: Clock,
    province_code: str,
    *,
    by: str,
    is_on: bool,
    weekday: int | None = None,
    at_s: int | None = None,
    params: SolveParams | None = None,
) -> WeeklyDraft:
    """Switch a province's weekly draft on or off, or move it; None leaves a thing as it is.

    Raises `NotFound` for an unknown province, `InvalidDocument` for a time that is none.
    """
    now = clock.now()
    with store.writing(actor=by, at=now) as writer:
        if not writer.province_versions(province_code):
            raise NotFound("no such province", kind="province", id=province_code)
        before = weekly_of(writer, province_code)
        setting = replace(
            before,
            is_on=is_on,
            changed_by=by,
            weekday=before.weekday if weekday is None else weekday,
            at_s=before.at_s if at_s is None else at_s,
            params=before.params if params is None else params,
        )
        if setting == replace(before, changed_by=by):
            return before
        setting = replace(setting, since=now)
        writer.put_weekly_draft(setting)
        writer.note(
            "weekly_draft_set",
            f"province:{province_code}",
            is_on=int(setting.is_on),
            weekday=setting.weekday,
            at_s=setting.at_s,
        )
    return setting


def weekly_of(reader: Reader, province_code: str) -> WeeklyDraft:
    """The setting of a province; off at the usual hour when nobody has set one."""
    known = {setting.province_code: setting for setting in reader.weekly_drafts()}
    never = datetime(1970, 1, 1, tzinfo=LOCAL_ZONE)
    usual = WeeklyDraft(province_code=province_code, is_on=False, since=never, changed_by="")
    return known.get(province_code, usual)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyStatus:
    """A province's weekly draft: when it was last made and with what run, when it is next due."""

    setting: WeeklyDraft
    last: Tick | None
    run: Run | None
    next_due: datetime | None


def weekly_status(reader: Reader, province_code: str, now: datetime) -> WeeklyStatus:
    """How a province's weekly draft stands."""
    setting = weekly_of(reader, province_code)
    last = reader.last_tick(tick_name(province_code))
    run_id = None if last is None else last.run_id
    try:
        run = None if run_id is None else reader.run(run_id)
    except NotFound:
        run = None
    return WeeklyStatus(setting=setting, last=last, run=run, next_due=setting.next_due(now))


def open_weekly_drafts(store: Store, clock: Clock) -> tuple[Run, ...]:
    """Open the runs of all drafts that are due and not yet made; those runs.

    A draft that was missed is made up, unless its week has begun: then it is only noted.
    """
    now = clock.now()
    with store.reading() as reader:
        due = [setting for setting in reader.weekly_drafts() if _is_due(reader, setting, now)]
    opened = [_made(store, setting, now) for setting in due]
    return tuple(run for run in opened if run is not None)


def _is_due(reader: Reader, setting: WeeklyDraft, now: datetime) -> bool:
    due = setting.last_due(now)
    if due is None:
        return False
    last = reader.last_tick(tick_name(setting.province_code))
    return last is None or last.due_at < due


def _made(store: Store, setting: WeeklyDraft, now: datetime) -> Run | None:
    """One draft made in one transaction; None when another was first, or it is too late."""
    code, due = setting.province_code, setting.last_due(now)
    with store.writing(actor=ACTOR, at=now) as writer:
        if due is None or not _is_due(writer, setting, now):
            return None
        start = week_after(due)
        tick = Tick(name=tick_name(code), due_at=due, done_at=now)
        if start <= now.astimezone(LOCAL_ZONE).date():
            writer.add_tick(tick)
            writer.note("weekly_draft_missed", f"province:{code}", start=start.isoformat())
            return None
        run = open_routine(writer, code, start, DAYS, setting.params, actor=ACTOR, at=now)
        writer.add_tick(replace(tick, run_id=run.id))
        late_min = int((now - due) / timedelta(minutes=1))
        writer.note(
            "weekly_draft_opened", f"province:{code}",
            run=run.id, start=start.isoformat(), late_min=late_min,
        )  # fmt: skip
    return run
