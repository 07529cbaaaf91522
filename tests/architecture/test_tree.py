"""The house: room cards, sizes, names, and nothing of one machine or of nobody's business."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("geodata", "planner", "api")
MAX_LINES = 450
MAX_TEST_LINES = 500
"""Tests may be a little longer: a table of cases is easy to read."""
MADE_ELSEWHERE = (
    "tests/vendor/",
    "planner/outputs/assets/",
    "api/pages/static/htmx/",
    "api/pages/static/pico/",
    "api/pages/static/sortable/",
)
"""Folders of vendored files, each with its own source and licence."""

MACHINE = (
    "/wo rk/", "/ro ot/", "/ho me/[a-z]", "/Us ers/", "/tm p/[a-z]", r"[A-Z]: \\\\",
    r"py pi\.org", "python hosted", "npm js", r"\bchat gpt", r"\bopen ai\b", r"\bclau de\b",
    r"\banthro pic", r"\bcopi lot\b",
)  # fmt: skip
"""Paths of one machine, hosts of package registries, and tools that are no part of the product.

Written with a blank in each, which is taken out, so that this list does not find itself.
"""

UNFINISHED = (r"\bTO DO\b", r"\bFIX ME\b", r"\bXX X\b", r"\bNot ImplementedError\b")
"""Marks of work that was left; with a blank in each, as above."""


def any_of(patterns: tuple[str, ...], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    return re.compile("|".join(pattern.replace(" ", "") for pattern in patterns), flags)


def tracked() -> list[str]:
    """Every file of the project: what git knows, or all there is in an export without git."""
    done = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode == 0 and done.stdout:
        return [name for name in done.stdout.splitlines() if (ROOT / name).is_file()]
    return [
        path.relative_to(ROOT).as_posix()
        for package in (*PACKAGES, "tests", "notebooks")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ]


def own_texts() -> Iterator[tuple[str, str]]:
    """Path and text of every text file that was written here."""
    for name in tracked():
        if name.startswith(MADE_ELSEWHERE):
            continue
        try:
            yield name, (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_no_file_speaks_of_one_machine_or_of_the_tools_used_to_write_it() -> None:
    machine = any_of(MACHINE, re.IGNORECASE)
    found = [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in own_texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if machine.search(line)
    ]
    assert found == []


def test_nothing_is_left_unfinished() -> None:
    found = [
        f"{name}: {match.group()}"
        for name, text in own_texts()
        if name.endswith(".py")
        for match in any_of(UNFINISHED).finditer(text)
    ]
    assert found == []


def test_modules_keep_their_size() -> None:
    long = {}
    for name, text in own_texts():
        lines = len(text.splitlines())
        limit = MAX_TEST_LINES if name.startswith("tests/") else MAX_LINES
        if name.endswith(".py") and lines > limit:
            long[name] = lines
    assert long == {}, f"cut what is longer than {MAX_LINES} lines ({MAX_TEST_LINES} in tests)"


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils.py", "util.py", "helpers.py", "common.py", "misc.py", "models.py"}
    assert [name for name in tracked() if Path(name).name in drawers] == []


def test_no_file_of_a_run_is_kept() -> None:
    """Databases, caches, compiled code and plans made by hand stay out."""
    made = re.compile(r"\.(?:pyc|nbi|nbc|sqlite3?|db|log|whl)$|__pycache__|\.egg-info|/\.DS_Store")
    assert [name for name in tracked() if made.search(name)] == []


def rooms() -> list[str]:
    """The packages, and each room of planner that has code of its own."""
    inner = [init.parent for init in sorted((ROOT / "planner").glob("*/__init__.py"))]
    return [*PACKAGES, *(room.relative_to(ROOT).as_posix() for room in inner)]


@pytest.mark.parametrize("room", rooms())
def test_every_room_has_a_card(room: str) -> None:
    """Purpose, the path through it, and what must not enter."""
    card = ROOT / room / "README.md"
    assert card.is_file(), f"{room} needs a README.md"
    lines = card.read_text("utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert 4 <= len([line for line in lines if line.strip()]) <= 60
    assert "must not enter" in " ".join(lines).lower()


def test_tests_have_names_of_their_own() -> None:
    """Pytest imports them without packages: two of the same name would hide each other."""
    names = [Path(name).name for name in tracked() if re.search(r"tests/.*/test_\w+\.py$", name)]
    assert sorted(names) == sorted(set(names))
