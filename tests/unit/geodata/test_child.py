"""A child process: what goes in and out, and every way it can end."""

import os
import resource
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import pytest

from geodata.child import ChildEnd, ChildLimits, ChildOutcome, run_child

LIMITS = ChildLimits(cpu_s=20, wall_s=300, memory_mb=2048, grace_s=2.0)
PATIENCE_S = 120


@pytest.fixture
def module(tmp_path, monkeypatch):
    """Write a module that a child can find; returns its name."""

    def write(source: str) -> str:
        name = f"child_{len(list(tmp_path.iterdir()))}"
        (tmp_path / f"{name}.py").write_text(textwrap.dedent(source), encoding="utf-8")
        monkeypatch.syspath_prepend(str(tmp_path))
        return name

    return write


def outcome_of(
    name: str, document: bytes | Path = b"", limits: ChildLimits = LIMITS, **more
) -> tuple[ChildOutcome, list[bytes]]:
    lines: list[bytes] = []
    outcome = run_child(name, stdin=document, on_line=lines.append, limits=limits, **more)
    return outcome, lines


ECHO = """
    import sys
    from geodata.child import read_document, write_line
    document = read_document()
    write_line(str(len(document)).encode())
    write_line(document[-20:])
    write_line(" ".join(sys.argv[1:]).encode())
    sys.stderr.write("said aside")
"""


@pytest.mark.parametrize("as_file", [False, True])
def test_a_large_document_goes_in_and_lines_come_out(module, tmp_path, as_file):
    document = bytes(range(97, 117)) * 200_000
    if as_file:
        (tmp_path / "document").write_bytes(document)
    outcome, lines = outcome_of(
        module(ECHO), tmp_path / "document" if as_file else document, args=("one", "ๆ")
    )
    assert lines == [b"4000000", document[-20:], "one ๆ".encode()]
    assert outcome.kind is ChildEnd.ENDED
    assert outcome.is_clean
    assert outcome.stderr_tail == "said aside"
    assert 0 < outcome.cpu_s < 10
    assert outcome.max_rss_mb > 5


def test_what_c_code_prints_does_not_break_into_the_lines(module):
    name = module("""
        import os
        from geodata.child import write_line
        write_line(b"first")
        os.write(1, b"noise of a library\\n")
        print("second")
    """)
    outcome, lines = outcome_of(name)
    assert lines == [b"first", b"second"]
    assert "noise of a library" in outcome.stderr_tail


def test_a_child_that_still_listens_can_end_by_itself(module):
    name = module("""
        from geodata.child import read_document, watch_for_stop, write_line
        assert read_document() == b"work"
        stop = watch_for_stop()
        write_line(str(stop.is_set()).encode())
    """)
    outcome, lines = outcome_of(name, b"work")
    assert (outcome.kind, outcome.returncode, outcome.stderr_tail) == (ChildEnd.ENDED, 0, "")
    assert lines == [b"False"]


def test_stopped_before_the_document_is_read(module):
    name = module("""
        import time
        from geodata.child import read_document, watch_for_stop, write_line
        time.sleep(0.3)
        document = read_document()
        write_line(str(len(document)).encode())
        assert watch_for_stop().wait(60)
    """)
    limits = replace(LIMITS, grace_s=60)
    outcome, lines = outcome_of(name, b"stop\n" * 200_000, limits, should_stop=lambda: True)
    assert (outcome.kind, outcome.returncode) == (ChildEnd.STOPPED, 0)
    assert lines == [b"1000000"]


def test_an_exception_is_an_end_with_its_traceback(module):
    outcome, _ = outcome_of(module("raise ValueError('no such thing')"))
    assert outcome.kind is ChildEnd.ENDED
    assert outcome.returncode == 1
    assert not outcome.is_clean
    assert "ValueError: no such thing" in outcome.stderr_tail


def test_a_child_that_never_reads_its_document_ends_all_the_same(module):
    outcome, lines = outcome_of(module("print('done')"), b"x" * 3_000_000)
    assert outcome.is_clean
    assert lines == [b"done"]


def test_a_crash_is_killed_with_a_trace(module):
    outcome, _ = outcome_of(module("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"))
    assert outcome.kind is ChildEnd.KILLED
    assert outcome.returncode == -signal.SIGSEGV
    assert "Segmentation fault" in outcome.stderr_tail


def test_cpu_limit(module):
    limits = replace(LIMITS, cpu_s=1)
    outcome, _ = outcome_of(module("while True: pass"), limits=limits)
    assert outcome.kind is ChildEnd.TIMED_OUT
    # The kernel counts the limit by ticks and the use exactly; on a busy machine they differ.
    assert 0.3 < outcome.cpu_s < 5


def test_wall_limit(module):
    name = module("import time; print('here'); time.sleep(600)")
    for wall_s in (0.6, 5, 30):  # until it is long enough to say something on a busy machine
        outcome, lines = outcome_of(name, limits=replace(LIMITS, wall_s=wall_s))
        assert outcome.kind is ChildEnd.TIMED_OUT
        assert outcome.wall_s < 300
        if lines:
            break
    assert lines == [b"here"]


@pytest.mark.parametrize(
    "source",
    [
        "x = bytearray(3 << 30)",
        "import numpy as np; x = np.ones(10**9)",
        "x = []\nwhile True: x.append(bytearray(1 << 24))",
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to RLIMIT_AS")
def test_memory_limit(module, source):
    limits = replace(LIMITS, memory_mb=512)
    outcome, _ = outcome_of(module(source), limits=limits)
    assert outcome.kind is ChildEnd.OUT_OF_MEMORY
    # Linux counts what the parent held when it forked; a long run of tests may hold more than that.
    inherited_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert outcome.max_rss_mb < max(512, inherited_mb + 1)


@pytest.mark.parametrize(("listens", "returncode"), [(True, 0), (False, -signal.SIGKILL)])
def test_asked_to_stop(module, listens, returncode):
    name = module(f"""
        import time
        from geodata.child import read_document, watch_for_stop, write_line
        assert read_document() == b"work"
        stop = watch_for_stop() if {listens} else None
        write_line(b"started")
        for _ in range(6000):
            if stop is not None and stop.wait(0.1):
                write_line(b"best so far")
                break
            time.sleep(0.1)
    """)
    lines: list[bytes] = []
    outcome = run_child(
        name,
        stdin=b"work",
        on_line=lines.append,
        limits=replace(LIMITS, grace_s=60.0 if listens else 0.5),
        should_stop=lambda: bool(lines),
    )
    assert outcome.kind is ChildEnd.STOPPED
    assert outcome.returncode == returncode
    assert outcome.is_clean is listens
    assert lines == ([b"started", b"best so far"] if listens else [b"started"])


def test_an_error_of_the_caller_kills_the_child(module):
    name = module("""
        import os, time
        print(os.getpid(), flush=True)
        time.sleep(600)
    """)
    seen: list[int] = []

    def refuse(line: bytes) -> None:
        seen.append(int(line))
        raise RuntimeError("not this line")

    with pytest.raises(RuntimeError, match="not this line"):
        run_child(name, stdin=b"", on_line=refuse, limits=LIMITS)
    assert ends_soon(seen[0])


def test_a_grandchild_that_keeps_the_pipes_does_not_keep_the_parent(module):
    name = module("""
        import subprocess, sys
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        print(child.pid, flush=True)
    """)
    outcome, lines = outcome_of(name)
    assert outcome.kind is ChildEnd.ENDED
    assert outcome.wall_s < 300
    assert ends_soon(int(lines[0]))


def test_the_child_dies_with_its_parent(module, tmp_path):
    name = module("""
        import os, time
        from pathlib import Path
        Path(__file__).with_name("pid").write_text(str(os.getpid()))
        while True: time.sleep(1)
    """)
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; sys.path.insert(0, sys.argv[2])\n"
            "from geodata.child import ChildLimits, run_child\n"
            "limits = ChildLimits(cpu_s=20, wall_s=60, memory_mb=2048)\n"
            "run_child(sys.argv[1], stdin=b'', on_line=lambda line: None, limits=limits)",
            name,
            str(tmp_path),
        ]
    )
    try:
        child = int(wait_for_text(tmp_path / "pid"))
        assert is_running(child)
    finally:
        parent.kill()
        parent.wait()
    assert ends_soon(child)


def test_nice_and_environment(module):
    name = module("""
        import os
        print(os.nice(0), os.environ["SPECIAL"])
    """)
    limits = replace(LIMITS, nice=7)
    _, lines = outcome_of(name, limits=limits, environment={"SPECIAL": "x"})
    assert lines == [b"%d x" % (os.nice(0) + 7)]


def wait_for_text(path: Path) -> str:
    deadline_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline_s:
        if path.exists() and (text := path.read_text()):
            return text
        time.sleep(0.02)
    raise AssertionError(f"{path} was never written")


def ends_soon(pid: int) -> bool:
    deadline_s = time.monotonic() + PATIENCE_S
    while is_running(pid) and time.monotonic() < deadline_s:
        time.sleep(0.02)
    return not is_running(pid)


def is_running(pid: int) -> bool:
    """Whether a process lives; one that is only waiting to be reaped does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z")
