"""A worker beside the web server, so that runs asked for in the browser are carried out.

It is a process of its own: a search never takes the web server's time, and one that dies is started
again. Its standard input is a pipe that this process holds: when this process is gone, however it
ended, the pipe ends and the worker stops. A run that it had begun is taken up at the next start.
"""

import logging
import socket
import subprocess
import sys
import threading
from pathlib import Path

STOPS_S = 20.0
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 60.0
GOOD_LIFE_S = 60.0
"""A worker that lived so long is started again at once; others are waited for longer and longer."""

START = "from api.command import main; main()"
_log = logging.getLogger(__name__)


def worker_name(port: int) -> str:
    """The name of the worker beside the server on a port of this host."""
    return f"{socket.gethostname()}-web-{port}"


class WorkerBeside:
    """Keeps one worker running until `stop`."""

    def __init__(self, data_dir: Path, name: str, *, at_once: int = 1) -> None:
        self._command = [
            *(sys.executable, "-c", START, "worker", "--beside", "--name", name),
            *("--data-dir", str(data_dir), "--at-once", str(at_once)),
        ]
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep_running, daemon=True)

    def start(self) -> None:
        """Start the worker; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the worker to stop and wait for it."""
        self._stopping.set()
        process = self._process
        if process is not None and process.stdin is not None:
            process.stdin.close()
        self._thread.join(STOPS_S)
        if process is not None and process.poll() is None:
            process.kill()
            process.wait()

    def _keep_running(self) -> None:
        pause_s = FIRST_PAUSE_S
        while not self._stopping.is_set():
            with subprocess.Popen(  # noqa: S603
                self._command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
            ) as process:
                self._process = process
                if self._stopping.is_set() and process.stdin is not None:
                    process.stdin.close()
                lived_long = self._wait(process)
            pause_s = FIRST_PAUSE_S if lived_long else min(2 * pause_s, LONGEST_PAUSE_S)
            if not self._stopping.is_set():
                _log.warning("worker_ended", extra={"code": process.returncode})
                self._stopping.wait(pause_s)

    def _wait(self, process: "subprocess.Popen[bytes]") -> bool:
        """Wait for the process; whether it lived long enough to be called healthy."""
        try:
            process.wait(GOOD_LIFE_S)
        except subprocess.TimeoutExpired:
            process.wait()
            return True
        return False
