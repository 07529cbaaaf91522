"""Spoilt datasets: whatever is done to the files, there are findings or data, never a crash."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.findings import has_errors
from planner.inputs import read_dataset
from tests.datasets import TINY_PROVINCE, Grid, change, told

JUNK = (
    "", " ", "x", "-1", "0", "1e309", "nan", "12.5", "๑๒๓", "１２", "58010201.0", "5801-02-01",
    "5801021", "99999999", "2569-02-30", "31/12/2568", "0000-00-00", "25:61", "08:30-08:00",
    "08:30", ";;;", "|", "'; DROP TABLE villages;--", "=1+1", "<img src=x onerror=alert(1)>",
    "${7*7}", "`\\", "\x00", "\x07", "\u202e", "\ufeff", "ก" * 300, "\ud7ff", "𐐀", "true", "mon",
    "U1", "B1", "P1", "health", "dry", "-0.0", "1,234", "1,2", "99999999999999999999", "NULL", "[]",
    "{}", "\"", "a\nb", "a,b", "98.0;19.1", "19.3", "97.9",
)  # fmt: skip

TABLES = sorted(path.name for path in TINY_PROVINCE.glob("*.csv"))


def a_cell(grid: Grid, dice: random.Random) -> None:
    row = dice.choice([row for row in grid if row])
    row[dice.randrange(len(row))] = dice.choice(JUNK)


def some_cells(grid: Grid, dice: random.Random) -> None:
    for _ in range(dice.randrange(2, 8)):
        a_cell(grid, dice)


def a_row_less(grid: Grid, dice: random.Random) -> None:
    del grid[dice.randrange(len(grid))]


def a_row_twice(grid: Grid, dice: random.Random) -> None:
    grid.insert(dice.randrange(len(grid)), list(dice.choice(grid)))


def a_column_renamed(grid: Grid, dice: random.Random) -> None:
    grid[0][dice.randrange(len(grid[0]))] = dice.choice((*JUNK, "code", "name"))


def a_column_less(grid: Grid, dice: random.Random) -> None:
    at = dice.randrange(len(grid[0]))
    for row in grid:
        del row[at : at + 1]


def rows_cut_short(grid: Grid, dice: random.Random) -> None:
    for row in grid[1:]:
        del row[dice.randrange(len(row) + 1) :]


def ends_exchanged(grid: Grid, dice: random.Random) -> None:
    a, b = dice.randrange(len(grid)), dice.randrange(len(grid))
    at = dice.randrange(len(grid[0]))
    grid[a][at:], grid[b][at:] = grid[b][at:], grid[a][at:]


WAYS: tuple[Callable[[Grid, random.Random], None], ...] = (
    a_cell, a_cell, a_cell, some_cells, a_row_less, a_row_twice, a_column_renamed, a_column_less,
    rows_cut_short, ends_exchanged,
)  # fmt: skip


def spoil_bytes(path: Path, dice: random.Random) -> None:
    """Change, cut or double some bytes of a file."""
    raw = bytearray(path.read_bytes())
    for _ in range(dice.randrange(1, 6)):
        at = dice.randrange(len(raw))
        raw[at : at + dice.randrange(3)] = bytes(
            dice.randrange(256) for _ in range(dice.randrange(4))
        )
    path.write_bytes(bytes(raw[: dice.randrange(1, len(raw) + 1)] if dice.random() < 0.3 else raw))


def check_honest(folder: Path) -> bool:
    """Data without errors, or none with an error that has words; whether there was data."""
    data, findings = read_dataset(folder)
    assert (data is None) == has_errors(findings)
    told(findings, whole=False)
    return data is not None


@pytest.mark.parametrize("part", range(4))
def test_spoilt_tables_give_findings_or_data(part, tmp_path):
    imported = 0
    for number in range(50):
        dice = random.Random(1000 * part + number)
        folder = tmp_path / str(number)
        shutil.copytree(TINY_PROVINCE, folder)
        for _ in range(dice.choice((1, 1, 1, 2, 3))):
            change(
                folder / dice.choice(TABLES), lambda grid, dice=dice: dice.choice(WAYS)(grid, dice)
            )
        imported += check_honest(folder)
    assert 0 < imported < 50


def test_spoilt_bytes_give_findings_or_data(tmp_path):
    files = sorted(path for path in TINY_PROVINCE.rglob("*") if path.suffix in (".csv", ".json"))
    for number in range(60):
        dice = random.Random(number)
        folder = tmp_path / str(number)
        shutil.copytree(TINY_PROVINCE, folder)
        spoil_bytes(folder / dice.choice(files).relative_to(TINY_PROVINCE), dice)
        check_honest(folder)


@pytest.mark.slow
def test_ten_thousand_spoilt_datasets(tmp_path):
    for number in range(10_000):
        dice = random.Random(10_000 + number)
        folder = tmp_path / "spoilt"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(TINY_PROVINCE, folder)
        name = dice.choice(TABLES)
        if dice.random() < 0.2:
            spoil_bytes(folder / name, dice)
        else:
            change(folder / name, lambda grid, dice=dice: dice.choice(WAYS)(grid, dice))
        check_honest(folder)
