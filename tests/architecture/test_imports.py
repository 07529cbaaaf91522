"""Who may import whom: the contracts hold, heavy libraries keep their rooms, the core is light."""

import ast
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.storage.store import open_store

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("geodata", "planner", "api")

ROOMS = {
    "alembic": {"planner.storage"},
    "babel": {"planner.outputs"},
    "branca": {"planner.outputs"},
    "dbos": {"planner.jobs"},
    "fastapi": {"api"},
    "folium": {"planner.outputs"},
    "geopandas": {"geodata"},
    "holidays": {"planner.samples", "planner.usecases.office_days"},
    "jinja2": {"api", "planner.outputs.field_page"},
    "numba": {"geodata.jit"},
    "osmium": {"geodata.roads"},
    "openpyxl": {"geodata", "planner.inputs.workbook", "planner.outputs"},
    "ortools": {"planner.optimiser"},
    "pandas": {"geodata"},
    "prometheus_client": {"api.metrics"},
    "pwdlib": {"planner.usecases"},
    "pydantic": {"api", "planner.documents"},
    "pydantic_settings": {"api", "planner.settings"},
    "pyogrio": {"geodata"},
    "pyproj": {"geodata"},
    "pyuca": {"planner.outputs", "planner.words"},
    "scipy": {"geodata"},
    "segno": {"planner.outputs"},
    "shapely": {"geodata", "planner.samples"},
    "sqlalchemy": {"planner.storage"},
    "starlette": {"api"},
    "typer": {"planner.cli", "api"},
    "typst": {"planner.outputs"},
    "uvicorn": {"api"},
}
"""Which rooms may import a library."""

LIGHT = {"numpy", "rich", "python_multipart"}
"""Libraries that any room may import, and what is only there for others to find."""


def library_imports() -> Iterator[tuple[str, str]]:
    """(library, module) of every import of something that is neither ours nor Python's."""
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = []
                if isinstance(node, ast.Import):
                    names = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                    names = [node.module]
                for name in {name.partition(".")[0] for name in names}:
                    if name not in sys.stdlib_module_names and name not in PACKAGES:
                        yield name, module


def test_the_import_contracts_hold() -> None:
    """In a process of its own: the linter's command silences every logger of the one it runs in."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    told = subprocess.run(
        [*command, "--config", "pyproject.toml", "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout + told.stderr
    assert " 0 broken" in told.stdout


def test_every_library_keeps_to_its_rooms() -> None:
    strangers = defaultdict(set)
    for library, module in library_imports():
        rooms = ROOMS.get(library, set())
        at_home = any(module == room or module.startswith(f"{room}.") for room in rooms)
        if library not in LIGHT and not at_home:
            strangers[library].add(module)
    assert dict(strangers) == {}, "give the library a room in ROOMS, or import it in its own"


def loaded_by(statement: str) -> set[str]:
    """Top-level modules that a fresh interpreter has loaded after a statement."""
    code = f"{statement}\nimport sys\nprint(*sorted({{m.partition('.')[0] for m in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


HEAVY = {
    "alembic", "dbos", "fastapi", "folium", "geopandas", "numba", "openpyxl", "ortools", "osmium",
    "pandas", "pydantic_settings", "pyogrio", "pyproj", "scipy", "shapely", "sqlalchemy",
    "starlette", "typer", "typst",
}  # fmt: skip


@pytest.mark.parametrize(
    "statement",
    [
        "import geodata, geodata.places, geodata.matrix",
        "import planner, planner.ports, planner.domain.request, planner.domain.plan",
        "import planner.words; planner.words.catalog()",
        "import planner.documents, planner.assess.check, planner.assess.explain",
    ],
)
def test_the_core_loads_no_heavy_library(statement: str) -> None:
    assert loaded_by(statement) & HEAVY == set()


def test_the_domain_needs_the_standard_library_and_numpy_only() -> None:
    """`geodata` re-exports the travel matrix, hence NumPy; nothing else comes along."""
    loaded = loaded_by("import planner.domain.request, planner.domain.plan, planner.domain.verdict")
    bare = loaded_by("import numpy")
    ours = {"geodata", "planner"}
    assert {m for m in loaded - bare - ours if m not in sys.stdlib_module_names} == set()


TOO_HEAVY_TO_START = (
    *("alembic", "dbos", "fastapi", "folium", "geopandas", "numba", "openpyxl", "ortools"),
    *("pandas", "pyogrio", "pyproj", "scipy", "shapely", "starlette", "typst"),
)
"""What only the work itself needs: no list of plans and no page of help should wait for it."""


@pytest.mark.parametrize("words", [["--help"], ["plans"]], ids=" ".join)
def test_light_commands_start_without_solver_maps_and_tables(
    words: list[str], tmp_path: Path
) -> None:
    open_store(f"sqlite:///{tmp_path / 'planner.sqlite'}").close()
    args = ["planner", *words, "--data-dir", str(tmp_path)]
    statement = (
        f"import sys, io, contextlib; sys.argv = {args!r}\n"
        "from api.command import main\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()): main()"
    )
    assert loaded_by(statement) & set(TOO_HEAVY_TO_START) == set()
