"""Do pages and API stay quick while a search runs beside them? The 95th percentile of both.

    python -m tests.benchmarks.latency [--asks 60] [--seconds 20]

A real `planner serve` with its worker on the sample province. Each address is asked so many times,
one after another, first with nothing else to do, then while the worker searches. Milliseconds until
the whole answer is there, over one connection; the ratio of the two is what counts.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from statistics import quantiles
from typing import Any

import httpx2

from planner.samples import sample_folder

ADDRESSES = ("/", "/plans", "/v1/plans", "/v1/runs", "/v1/health")
SERVE = "from api.command import main; main()"
PASSWORD = "a long phrase to remember"
PATIENCE_S = 300


def percentile_ms(browser: httpx2.Client, address: str, asks: int) -> float:
    """The 95th percentile of the times of so many answers, milliseconds."""
    times = []
    for _ in range(asks):
        began = time.perf_counter()
        answer = browser.get(address)
        times.append(1000 * (time.perf_counter() - began))
        answer.raise_for_status()
    return round(quantiles(times, n=20, method="inclusive")[18], 1)


def signed_in(link: str) -> httpx2.Client:
    """A browser with the first administrator's session."""
    address, _, token = link.partition("/setup/")
    browser = httpx2.Client(base_url=address, timeout=120)
    browser.get("/login")
    answers = {"login": "head.office", "password": PASSWORD, "again": PASSWORD}
    browser.post(f"/setup/{token}", data=answers)
    return browser


def run_of(browser: httpx2.Client, start: str, cpu_s: float) -> str:
    """The address of a run asked for."""
    wish = {
        "province_code": "58",
        "start": start,
        "params": {"cpu_s": cpu_s, "wall_s": 10 * cpu_s, "explain": 0},
    }
    answer = browser.post("/v1/runs", json=wish)
    answer.raise_for_status()
    return str(answer.headers["Location"])


def wait_for(browser: httpx2.Client, address: str, states: tuple[str, ...]) -> dict[str, Any]:
    """The run once it is in one of these states."""
    until = time.monotonic() + PATIENCE_S
    while True:
        run: dict[str, Any] = browser.get(address).json()
        if run["state"] in states or time.monotonic() > until:
            return run
        time.sleep(0.3)


def measure(asks: int, cpu_s: float) -> dict[str, Any]:
    """Both percentiles and their ratio for every address."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"PLANNER_DATA_DIR": folder, "PLANNER_LANGUAGE": "en"}
        command = [sys.executable, "-c", SERVE]
        subprocess.run(
            [*command, "import", str(sample_folder())],
            env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        with subprocess.Popen(
            [*command, "serve", "--port", "0", "--json"],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        ) as server:  # fmt: skip
            try:
                assert server.stdout is not None
                return _measured(json.loads(server.stdout.readline()), asks, cpu_s)
            finally:
                server.terminate()


def _measured(greeting: dict[str, str], asks: int, cpu_s: float) -> dict[str, Any]:
    ended = ("successful", "failed", "dismissed")
    with closing(signed_in(greeting["setup_link"])) as browser:
        first = wait_for(browser, run_of(browser, "2026-11-30", min(cpu_s, 5.0)), ended)
        for address in ADDRESSES:
            browser.get(address)
        idle = {address: percentile_ms(browser, address, asks) for address in ADDRESSES}
        second = run_of(browser, "2026-12-07", cpu_s)
        wait_for(browser, second, ("running", *ended))
        time.sleep(2)
        busy = {address: percentile_ms(browser, address, asks) for address in ADDRESSES}
        during = browser.get(second).json()["state"]
    return {
        "first_run": first["state"],
        "run_while_measuring": during,
        "asks": asks,
        "p95_ms": {
            address: {
                "idle": idle[address],
                "solving": busy[address],
                "ratio": round(busy[address] / idle[address], 2),
            }
            for address in ADDRESSES
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--asks", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=60.0)
    chosen = parser.parse_args()
    sys.stdout.write(json.dumps(measure(chosen.asks, chosen.seconds), indent=1) + "\n")


if __name__ == "__main__":
    main()
