"""What an import says of villages once they are put together, by roads and figures of its own."""

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from planner.samples import sample_folder
from planner.storage.memory import MemoryStore
from planner.usecases.villages import import_files
from planner.words import Language
from planner.words.findings import tell_finding
from tests.datasets import change, set_cell, tiny_copy
from tests.fakes import FakeClock


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """The tiny province, whose first tambon says how many people it has: 1,150."""
    folder = tiny_copy(tmp_path)
    path = folder / "boundaries" / "tambon.geojson"
    document = json.loads(path.read_text(encoding="utf-8"))
    for feature in document["features"]:
        if feature["properties"]["code"] == "580101":
            feature["properties"]["population"] = 1150
    path.write_text(json.dumps(document), encoding="utf-8")
    return folder


def imported(store: MemoryStore, path: Path, data_dir: Path) -> list[tuple[str, str | None]]:
    done = import_files(store, FakeClock(), (path,), data_dir, actor="tester")
    for finding in done.findings:
        assert all(tell_finding(finding, language) for language in Language)
    return [(finding.code, finding.value) for finding in done.findings]


def test_tambon_figures_come_with_the_boundaries_and_later_lists_are_summed_whole(
    store, tiny, tmp_path
):
    assert ("tambon_population_differs", "580101") not in imported(store, tiny, tmp_path)
    villages = tmp_path / "villages.csv"
    villages.write_text("code,name_th,population\n58010101,บ้านหนองแก้ว,521\n", encoding="utf-8")
    assert ("tambon_population_differs", "580101") not in imported(store, villages, tmp_path)
    villages.write_text("code,name_th,population\n58010101,บ้านหนองแก้ว,900\n", encoding="utf-8")
    assert ("tambon_population_differs", "580101") in imported(store, villages, tmp_path)


def test_a_village_far_from_any_road_is_told_when_it_comes_and_not_again(store, tiny, tmp_path):
    change(tiny / "roads" / "road_waypoints.csv", lambda rows: rows[:-4])  # the highway alone
    set_cell(tiny / "villages.csv", 2, "lon", "98.099")
    first = imported(store, tiny, tmp_path)
    assert ("far_from_road", "58010101") in first
    demand = tmp_path / "demand.csv"
    demand.write_text("village_code,service_code,people\n58010101,health,9\n", encoding="utf-8")
    assert imported(store, demand, tmp_path) == []


def test_the_sample_is_told_as_it_is(store, tmp_path):
    """Its network is the numbered roads only; its people add up to every tambon's."""
    found = Counter(code for code, _ in imported(store, sample_folder(), tmp_path))
    assert found == {"far_from_road": 38, "point_shared": 1, "point_outside_tambon": 1}


def test_a_province_without_roads_is_told_at_import(store, tiny, tmp_path):
    shutil.rmtree(tiny / "roads")
    assert ("no_roads_yet", "58") in imported(store, tiny, tmp_path / "bare")


def test_a_province_with_roads_is_not(store, tiny, tmp_path):
    codes = [code for code, _ in imported(store, tiny, tmp_path)]
    assert "no_roads_yet" not in codes
