"""Weekly drafts: due once a week and province, made up when missed, never too late or twice."""

import threading
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from planner.domain.calendar import LOCAL_ZONE
from planner.domain.errors import InvalidDocument, NotFound
from planner.domain.runs import Run
from planner.domain.weekly import WeeklyDraft, week_after
from planner.ports import Store
from planner.storage.memory import MemoryStore
from planner.storage.store import open_store
from planner.usecases.runs import stop_run
from planner.usecases.weekly import open_weekly_drafts, set_weekly, weekly_status
from tests.fakes import FakeClock
from tests.stored import a_province


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A local moment of November 2026; the 23rd is a Monday, the 26th a Thursday."""
    return datetime(2026, 11, 1, hour, minute, tzinfo=LOCAL_ZONE) + timedelta(days=day - 1)


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened: Store = (
        MemoryStore() if request.param == "memory" else open_store(f"sqlite:///{tmp_path}/s.db")
    )
    with opened.writing(actor="tester", at=at(1, 9)) as writer:
        writer.put_province(a_province())
        writer.note("province_imported", "province:58")
    yield opened
    opened.close()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(at(23, 9))


def actions(store: Store) -> list[str]:
    with store.reading() as reader:
        return [entry.action for entry in reader.audit()]


def runs(store: Store) -> tuple[Run, ...]:
    with store.reading() as reader:
        return reader.runs()


def test_a_draft_is_due_on_thursday_night_and_for_the_week_after(
    store: Store, clock: FakeClock
) -> None:
    setting = set_weekly(store, clock, "58", by="tester", is_on=True)
    assert setting.next_due(clock.now()) == at(26, 22)
    clock.moment = at(26, 21, 59)
    assert open_weekly_drafts(store, clock) == ()
    clock.moment = at(26, 22)
    (run,) = open_weekly_drafts(store, clock)
    assert (run.start, run.days, run.is_queued) == (date(2026, 11, 30), 7, True)
    assert (run.is_routine, run.created_by) == (True, "weekly-draft")
    clock.moment = at(26, 22, 1)
    assert open_weekly_drafts(store, clock) == ()
    with store.reading() as reader:
        status = weekly_status(reader, "58", clock.now())
    assert status.last is not None
    assert (status.last.due_at, status.run, status.next_due) == (at(26, 22), run, at(33, 22))
    assert actions(store)[-3:] == ["weekly_draft_set", "run_opened", "weekly_draft_opened"]
    stop_run(store, clock, run.id, actor="tester")
    clock.moment = at(33, 22, 30)
    (later,) = open_weekly_drafts(store, clock)
    assert later.start == date(2026, 12, 7)


def test_a_night_that_was_missed_is_made_up_but_not_when_its_week_has_begun(
    store: Store, clock: FakeClock
) -> None:
    set_weekly(store, clock, "58", by="tester", is_on=True)
    clock.moment = at(29, 8)
    (run,) = open_weekly_drafts(store, clock)
    assert run.start == date(2026, 11, 30)
    with store.reading() as reader:
        assert reader.audit()[-1].facts["late_min"] == 2 * 24 * 60 + 10 * 60
    clock.moment = at(38, 8)
    assert open_weekly_drafts(store, clock) == ()
    assert actions(store)[-1] == "weekly_draft_missed"
    assert open_weekly_drafts(store, clock) == ()
    assert actions(store).count("weekly_draft_missed") == 1


def test_switching_on_late_waits_for_the_next_time(store: Store, clock: FakeClock) -> None:
    clock.moment = at(27, 9)
    setting = set_weekly(store, clock, "58", by="tester", is_on=True)
    assert open_weekly_drafts(store, clock) == ()
    assert setting.next_due(clock.now()) == at(33, 22)
    moved = set_weekly(store, clock, "58", by="tester", is_on=True, weekday=4, at_s=19 * 3600)
    assert moved.next_due(clock.now()) == at(27, 19)
    clock.moment = at(27, 19, 5)
    assert [run.start for run in open_weekly_drafts(store, clock)] == [date(2026, 11, 30)]
    set_weekly(store, clock, "58", by="tester", is_on=False)
    clock.moment = at(34, 20)
    assert open_weekly_drafts(store, clock) == ()


def test_several_workers_open_one(store: Store, clock: FakeClock) -> None:
    set_weekly(store, clock, "58", by="tester", is_on=True)
    clock.moment = at(26, 22)
    barrier = threading.Barrier(4)

    def look() -> None:
        barrier.wait()
        open_weekly_drafts(store, clock)

    workers = [threading.Thread(target=look) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(runs(store)) == 1
    assert actions(store).count("weekly_draft_opened") == 1


def test_only_known_provinces_and_real_times(store: Store, clock: FakeClock) -> None:
    with pytest.raises(NotFound):
        set_weekly(store, clock, "99", by="tester", is_on=True)
    with pytest.raises(InvalidDocument):
        set_weekly(store, clock, "58", by="tester", is_on=True, weekday=7)
    with pytest.raises(InvalidDocument):
        set_weekly(store, clock, "58", by="tester", is_on=True, at_s=86_400)
    before = set_weekly(store, clock, "58", by="tester", is_on=True)
    clock.forward(hours=1)
    assert set_weekly(store, clock, "58", by="other", is_on=True) == before


def test_the_week_after_a_sunday_begins_the_next_day() -> None:
    assert week_after(at(29, 23)) == date(2026, 11, 30)
    assert week_after(at(23, 1)) == date(2026, 11, 30)
    setting = WeeklyDraft(
        province_code="58", is_on=True, since=at(1, 0), changed_by="tester", weekday=6, at_s=0
    )
    assert setting.last_due(at(29, 0)) == at(29, 0)
    assert setting.next_due(at(29, 0)) == at(36, 0)
