"""Thursday night, with a real worker process: the drafts of next week are there, once each.

The worker is the program that people start; only its clock is ours, read from a file, so that a
week passes in a second.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

from planner.domain.calendar import LOCAL_ZONE
from planner.domain.params import SolveParams
from planner.domain.runs import PlanState, Run, RunState
from planner.ports import Store
from planner.storage.store import open_store
from planner.usecases.audit import verify_audit
from planner.usecases.weekly import set_weekly
from tests.country import put_country
from tests.fakes import FakeClock

ON, ALSO_ON, OFF = "50", "57", "63"
PARAMS = SolveParams(cpu_s=0.3, explain=0)
PATIENCE_S = 600
QUIET_S = 2.0
"""Several looks of the worker at what is due."""

WORKER = """
import sys
from datetime import datetime
from pathlib import Path

import planner.bootstrap
import planner.jobs.worker

class OurClock:
    def now(self):
        return datetime.fromisoformat(Path(sys.argv[1]).read_text())

planner.bootstrap.SystemClock = OurClock
planner.jobs.worker.WEEKLY_S = 0.3

from planner.cli import app
app(["worker", "--name", "night", "--at-once", "2", *sys.argv[2:]])
"""


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A local moment, days counted from 1 November 2026; the 26th is a Thursday."""
    first = datetime(2026, 11, 1, hour, minute, second, tzinfo=LOCAL_ZONE)
    return first + timedelta(days=day - 1)


class Night:
    """A country's store, the clock of its worker, and the worker while there is one."""

    def __init__(self, folder: Path) -> None:
        self.data_dir, self.file = folder / "data", folder / "clock"
        put_country(self.data_dir, (ON, ALSO_ON, OFF))
        self.store: Store = open_store(f"sqlite:///{self.data_dir}/planner.sqlite")

    def set_clock(self, moment: datetime) -> None:
        """What the worker's clock tells from now on."""
        fresh = self.file.with_suffix(".new")
        fresh.write_text(moment.isoformat())
        fresh.replace(self.file)

    def switch(self, code: str, moment: datetime, *, is_on: bool) -> None:
        """Somebody switches a province's draft on or off."""
        set_weekly(self.store, FakeClock(moment), code, by="tester", is_on=is_on, params=PARAMS)

    @contextmanager
    def worker(self, *more: str) -> Iterator["subprocess.Popen[bytes]"]:
        """A worker process; what it says of trouble is shown with the test's output."""
        environment = os.environ | {"PLANNER_DATA_DIR": str(self.data_dir)}
        command = [sys.executable, "-c", WORKER, str(self.file), *more]
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
            try:
                yield process
            finally:
                process.kill()

    def runs(self) -> dict[str, list[Run]]:
        """The runs of each province, oldest first."""
        with self.store.reading() as reader:
            found = reader.runs()[::-1]
        return {code: [r for r in found if r.province_code == code] for code in (ON, ALSO_ON, OFF)}

    def ended(self) -> int:
        """How many runs have ended well."""
        runs = [run for of_one in self.runs().values() for run in of_one]
        assert all(run.state is not RunState.FAILED for run in runs), runs
        return sum(run.state is RunState.SUCCESSFUL for run in runs)


def wait_until(is_so: Callable[[], bool], process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE_S
    while not is_so():
        assert process.poll() is None, "the worker ended"
        assert time.monotonic() < until
        time.sleep(0.2)


def test_the_drafts_are_there_on_friday_morning_once_and_a_missed_night_is_made_up(
    tmp_path: Path,
) -> None:
    night = Night(tmp_path)
    for code in (ON, ALSO_ON):
        night.switch(code, at(23, 9), is_on=True)
    night.set_clock(at(26, 21, 59, 30))

    with night.worker() as process:
        wait_until(lambda: is_announced(night.store), process)
        time.sleep(QUIET_S)
        assert night.runs() == {ON: [], ALSO_ON: [], OFF: []}, "too early"
        night.set_clock(at(26, 22, 0, 30))
        wait_until(lambda: night.ended() == 2, process)
        night.set_clock(at(26, 22, 5))
        time.sleep(QUIET_S)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0
    runs = night.runs()
    assert [len(runs[code]) for code in (ON, ALSO_ON, OFF)] == [1, 1, 0]
    for code in (ON, ALSO_ON):
        assert_is_draft(night.store, runs[code][0], date(2026, 11, 30))

    # Nobody works on the next Thursday; meanwhile one province no longer wants its draft.
    night.switch(ON, at(34, 9), is_on=False)
    night.set_clock(at(35, 8))
    with night.worker("--until-idle") as process:
        assert process.wait(PATIENCE_S) == 0
    runs = night.runs()
    assert [len(runs[code]) for code in (ON, ALSO_ON, OFF)] == [1, 2, 0]
    assert_is_draft(night.store, runs[ALSO_ON][1], date(2026, 12, 7))
    with night.store.reading() as reader:
        opened = [entry for entry in reader.audit() if entry.action == "weekly_draft_opened"]
    assert [entry.facts["late_min"] for entry in opened] == [0, 0, 34 * 60]
    assert verify_audit(night.store).is_whole
    night.store.close()


def is_announced(store: Store) -> bool:
    with store.reading() as reader:
        return bool(reader.workers())


def assert_is_draft(store: Store, run: Run, start: date) -> None:
    """The run was nobody's wish but the night's, and left one checked draft of that week."""
    assert (run.created_by, run.is_routine, run.start, run.days) == ("weekly-draft", True, start, 7)
    assert run.plan_id is not None
    with store.reading() as reader:
        plan = reader.plan(run.plan_id)
        plans = reader.plans(province_code=run.province_code)
    assert plan.summary.state is PlanState.DRAFT
    assert plan.plan.routes
    assert [summary.id for summary in plans if summary.start == start] == [run.plan_id]
