"""Changes by hand: the log, the stop places that move along, and those that stay."""

from pathlib import Path

import pytest

from geodata.places import Location
from planner.domain.errors import ImportRefused
from planner.storage.memory import MemoryStore
from planner.usecases.placing import place_village
from planner.usecases.villages import import_files
from planner.words import Language
from planner.words.findings import tell_finding
from tests.fakes import FakeClock

TINY = Path(__file__).parents[2] / "data" / "tiny_province"


@pytest.fixture
def store(tmp_path: Path) -> MemoryStore:
    store = MemoryStore()
    import_files(store, FakeClock(), (TINY,), tmp_path, actor="tester")
    return store


def place(store: MemoryStore, data_dir: Path, code: str, position: str):
    return place_village(
        store, FakeClock(), data_dir, code=code, position=position, by="ปลัดอำเภอ", reason="ตรวจแล้ว"
    )


def test_the_log_says_who_where_and_why(store, tmp_path):
    place(store, tmp_path, "58010103", "98.072 19.264")
    with store.reading() as reader:
        entry = reader.audit()[-1]
    assert (entry.actor, entry.action, entry.thing) == (
        "ปลัดอำเภอ", "village_placed", "village:58010103",
    )  # fmt: skip
    assert entry.facts["reason"] == "ตรวจแล้ว"
    assert (entry.facts["lon"], entry.facts["lat"]) == (98.072, 19.264)
    assert entry.facts["before"]


def test_only_stop_places_at_the_old_point_move_along(store, tmp_path):
    with store.reading() as reader:
        before = reader.province("58")
    village = next(v for v in before.villages if v.code == "58010101")
    at_point = [p.code for p in before.stop_places if p.location == village.location]
    place(store, tmp_path, "58010101", "98.003, 19.221")
    with store.reading() as reader:
        after = reader.province("58")
    moved = [
        new.code
        for old, new in zip(before.stop_places, after.stop_places, strict=True)
        if new.location != old.location
    ]
    assert moved == at_point
    assert all(
        p.location == Location(lon=98.003, lat=19.221) for p in after.stop_places if p.code in moved
    )


def test_a_refused_place_changes_nothing(store, tmp_path):
    with pytest.raises(ImportRefused):
        place(store, tmp_path, "58010101", "100.5 13.7")
    with store.reading() as reader:
        assert reader.provinces()[0].version == 1
        assert reader.audit()[-1].action == "province_imported"


def test_a_point_outside_the_tambon_is_kept_and_told(store, tmp_path):
    inside = place(store, tmp_path, "58010101", "98.003 19.221")
    far = place(store, tmp_path, "58010101", "98.003 19.35")
    assert inside.findings == ()
    (finding,) = far.findings
    assert (finding.code, finding.severity.value) == ("placed_outside_tambon", "warning")
    assert finding.facts["away_km"] == pytest.approx(5.5, abs=0.1)
    assert far.after.location == Location(lon=98.003, lat=19.35)
    assert "5.5 km outside tambon" in tell_finding(finding, Language.EN)


def test_a_latitude_that_comes_first_is_turned_and_told(store, tmp_path):
    changed = place(store, tmp_path, "58010101", "19.221 98.003")
    assert changed.after.location == Location(lon=98.003, lat=19.221)
    assert [f.code for f in changed.findings] == ["position_read_lat_first"]
