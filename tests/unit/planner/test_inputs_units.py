"""The faults of a mobile unit, its services and shifts: all of them, at once."""

from pathlib import Path

import pytest

from planner.inputs import read_dataset
from tests.datasets import change, tiny_copy, told


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return tiny_copy(tmp_path)


def refused(folder: Path):
    """What is told of a folder that must be refused."""
    data, findings = read_dataset(folder)
    assert data is None
    return told(findings)


def test_a_unit_without_services_is_told(tiny):
    change(tiny / "unit_services.csv", lambda grid: [r for r in grid if r[0] != "U2"])
    assert ("unit_without_services", "units.csv", 3, "code", "U2") in refused(tiny)


def test_all_faults_of_a_unit_are_told_at_once(tiny):
    wrong = {
        "vehicle_class": "spaceship",
        "lunch_duration_s": "2700",
        "max_nights": "20",
        "cost_per_km_baht": "99999",
    }

    def spoil(grid):
        head, first, second = grid
        named = zip(head, second, strict=True)
        return [head, first, [wrong.get(name, cell) for name, cell in named]]

    change(tiny / "units.csv", spoil)
    change(tiny / "unit_services.csv", lambda grid: [r for r in grid if r[0] != "U2"])
    rows = [(code, column) for code, _, row, column, _ in refused(tiny) if row == 3]
    assert sorted(rows, key=str) == sorted([
        ("unknown_choice", "vehicle_class"),
        ("out_of_range", "max_nights"),
        ("out_of_range", "cost_per_km_baht"),
        ("empty_cell", "lunch_earliest"),
        ("empty_cell", "lunch_latest"),
        ("unit_without_services", "code"),
    ], key=str)  # fmt: skip


def test_a_service_in_a_row_that_cannot_be_read_is_a_service_all_the_same(tiny):
    def spoil(grid):
        return [[*row[:2], "many"] if row[0] == "U2" else row for row in grid]

    change(tiny / "unit_services.csv", spoil)
    codes = {code for code, *_ in refused(tiny)}
    assert "unit_without_services" not in codes
