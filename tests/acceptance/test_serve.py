"""`planner serve` as people start it: first administrator, Ctrl-C, second start."""

import json
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from typer.testing import CliRunner

from api.command import app

PLANNER = Path(sys.executable).with_name("planner")
PASSWORD = "a long phrase to remember"
PATIENCE_S = 300
"""On a machine that is busy with other things everything takes many times as long."""
LONGEST_S = 3600
"""A server that nobody stopped by then hangs."""


class Served:
    """A running `planner serve`, its lines so far, and how it ended.

    Its log goes to a file: a pipe that nobody reads fills up, and then the server waits for ever.
    """

    def __init__(self, process: "subprocess.Popen[str]", log: Path) -> None:
        self.process = process
        self.log = log
        self.lines: list[str] = []
        self.exit_code: int | None = None

    @property
    def told(self) -> str:
        """Its log so far."""
        return self.log.read_text(encoding="utf-8")

    def line_with(self, text: str) -> str:
        """The first line that holds a text; waits for it."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)
            if text in line:
                return line.strip()
        self.process.wait(PATIENCE_S)
        raise AssertionError(f"no line with {text!r} in {self.lines}: {self.told}")

    def stop(self, number: int = signal.SIGINT) -> None:
        """Press Ctrl-C and wait for the end."""
        self.process.send_signal(number)
        rest, _ = self.process.communicate(timeout=PATIENCE_S)
        self.lines += rest.splitlines()
        self.exit_code = self.process.returncode

    def kill(self) -> None:
        """End it as when the machine loses power."""
        self.process.kill()
        self.process.communicate()
        self.exit_code = -signal.SIGKILL


@contextmanager
def serving(data_dir: Path, *more: str) -> Iterator[Served]:
    """A server of a data directory on a free port; stopped politely at the end."""
    command = [PLANNER, "serve", "--port", "0", "--data-dir", data_dir, "--no-worker", "--verbose"]
    with tempfile.NamedTemporaryFile("a", suffix=".log") as log:
        process = subprocess.Popen(
            [*command, *more], stdout=subprocess.PIPE, stderr=log, text=True, encoding="utf-8"
        )
        guard = threading.Timer(LONGEST_S, process.kill)
        guard.start()
        served = Served(process, Path(log.name))
        try:
            yield served
            if served.exit_code is None:
                served.stop()
        finally:
            guard.cancel()
            if process.poll() is None:
                served.kill()


def test_starts_stops_and_the_first_administrator(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    answers = {"login": "head.office", "password": PASSWORD, "again": PASSWORD}

    with serving(data_dir, "--json") as unused:
        answer = json.loads(unused.line_with("{"))
        assert answer["setup_link"].startswith(answer["address"] + "/setup/")
        health = httpx2.get(answer["address"] + "/v1/health", timeout=PATIENCE_S)
        assert health.json() == {"status": "ok"}
        unused.stop()
        assert unused.exit_code == 0
        old_token = answer["setup_link"].split("/setup/")[1]

    with serving(data_dir) as served:
        link = served.line_with("/setup/")
        parts = re.fullmatch(r"(http://127\.0\.0\.1:\d+)/setup/([\w-]{40,})", link)
        assert parts is not None, link
        address, token = parts.groups()
        assert token != old_token
        with httpx2.Client(base_url=address, timeout=PATIENCE_S) as browser:
            waiting = browser.get("/", follow_redirects=True)
            assert "หน้าต่างคำสั่ง" in waiting.text
            assert browser.post(f"/setup/{old_token}", data=answers).status_code == 404
            form = browser.get(f"/setup/{token}")
            assert "สร้างผู้ดูแลระบบคนแรก" in form.text
            made = browser.post(f"/setup/{token}", data=answers)
            assert (made.status_code, made.headers["location"]) == (303, "/")
            assert "HttpOnly" in made.headers["set-cookie"]
            assert "planner demo" in browser.get("/").text
            assert browser.get(f"/setup/{token}").status_code == 404
            assert browser.post(f"/setup/{token}", data=answers).status_code == 409
        served.stop()
        assert served.exit_code == 0
        assert token not in served.told
        assert "endpoint=/setup/{token}" in served.told

    with serving(data_dir) as again:
        address = again.line_with("http://").split()[-1]
        patient = httpx2.Client(base_url=address, follow_redirects=True, timeout=PATIENCE_S)
        with patient as browser:
            wrong = browser.post("/login", data={"login": "head.office", "password": "x" * 12})
            assert wrong.status_code == 401
            page = browser.post("/login", data={"login": "Head.Office ", "password": PASSWORD})
            assert page.status_code == 200
            assert "planner demo" in page.text
            assert browser.post("/logout").url.path == "/login"
            assert browser.get("/v1/plans").status_code == 401
        again.stop(signal.SIGTERM)
        assert again.exit_code == 0
        assert not any("/setup/" in line for line in again.lines)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--certificate", "there.pem"), "together"),
        (("--certificate", "there.pem", "--key", "there.pem"), "cannot be used"),
        (("--certificate", "missing.pem", "--key", "missing.pem"), "does not exist"),
        (("--host", "256.256.256.256"), "256.256.256.256"),
        (("--port", "70000"), "65535"),
    ],
)
def test_what_cannot_be_served_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], told: str
) -> None:
    (tmp_path / "there.pem").write_text("no certificate")
    (tmp_path / "there.pem").chmod(0o600)
    monkeypatch.chdir(tmp_path)
    given = () if "--port" in options else ("--port", "0")
    result = CliRunner().invoke(app, ["serve", "--language", "en", *given, *options])
    assert result.exit_code == 2, result.output
    assert told in result.output


def test_a_bad_setting_of_the_environment_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLANNER_API_PORT", "eighty")
    result = CliRunner().invoke(app, ["serve", "--language", "en"])
    assert result.exit_code == 2
    assert "PLANNER_API_PORT" in result.output


def test_a_port_that_is_taken_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(app, ["serve", "--language", "en", "--port", port])
    assert result.exit_code == 2
    assert port in result.output
    assert "--port 0" in result.output
