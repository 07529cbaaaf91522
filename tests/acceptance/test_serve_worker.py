"""`planner serve` and the worker beside it: a run asked for by HTTP, and kill -9 of both."""

import os
import signal
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.acceptance.test_serve import PASSWORD, serving
from tests.acceptance_terminal import Terminal, put_tiny

PATIENCE_S = 900
"""For a run of a second: a busy machine lets it wait."""


def signed_in(link: str) -> httpx2.Client:
    """A browser with the first administrator's session."""
    address, _, token = link.partition("/setup/")
    browser = httpx2.Client(base_url=address, timeout=PATIENCE_S)
    answers = {"login": "head.office", "password": PASSWORD, "again": PASSWORD}
    assert browser.post(f"/setup/{token}", data=answers).status_code == 303
    return browser


def ask(browser: httpx2.Client, start: str) -> str:
    wish = {"province_code": "58", "start": start, "params": {"cpu_s": 1.0}}
    answer = browser.post("/v1/runs", json=wish)
    assert answer.status_code == 202, answer.text
    run_id: str = answer.json()["id"]
    return run_id


def finished(browser: httpx2.Client, run_id: str) -> dict[str, Any]:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        run: dict[str, Any] = browser.get(f"/v1/runs/{run_id}").json()
        if run["state"] not in ("accepted", "running"):
            return run
        time.sleep(0.5)
    raise AssertionError(f"{run_id} did not end: {run}")


def worker_pid(terminal: Terminal) -> int | None:
    workers = terminal.json("workers")["workers"]
    return workers[0]["pid"] if workers else None


def is_process(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_run_asked_for_in_the_browser_is_carried_out(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    terminal = Terminal(data_dir)
    put_tiny(terminal)
    with serving(data_dir, "--worker") as served:
        with closing(signed_in(served.line_with("/setup/"))) as browser:
            run = finished(browser, ask(browser, "2026-11-30"))
            assert run["state"] == "successful", run
            assert browser.get(f"/v1/plans/{run['plan_id']}/verdict").json()["violations"] == []
        pid = worker_pid(terminal)
    assert pid is not None
    assert not is_process(pid)


@pytest.mark.slow
def test_runs_survive_kill_9_of_the_server_and_of_its_worker(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    terminal = Terminal(data_dir)
    put_tiny(terminal)
    with serving(data_dir, "--worker") as served:
        with closing(signed_in(served.line_with("/setup/"))) as browser:
            first = ask(browser, "2026-11-30")
            assert finished(browser, first)["state"] == "successful"
            os.kill(worker_pid(terminal) or 0, signal.SIGKILL)
            second = ask(browser, "2026-12-07")
            assert finished(browser, second)["state"] == "successful"
            third = ask(browser, "2026-12-14")
            cookies = dict(browser.cookies)
        pid = worker_pid(terminal) or 0
        served.kill()
    until = time.monotonic() + PATIENCE_S
    while is_process(pid) and time.monotonic() < until:
        time.sleep(0.2)
    assert not is_process(pid)
    with serving(data_dir, "--worker") as again:
        address = again.line_with("http://").split()[-1]
        with httpx2.Client(base_url=address, cookies=cookies, timeout=PATIENCE_S) as browser:
            assert finished(browser, third)["state"] == "successful"
    plans = terminal.json("plans")["plans"]
    assert sorted(plan["run_id"] for plan in plans) == sorted([first, second, third])
    assert terminal.json("audit", "verify")["is_whole"]
