"""Imports: everything or nothing, roads and boundaries kept, points placed by hand stay."""

import dataclasses
import shutil
from pathlib import Path

import pytest

from geodata.findings import Severity
from geodata.places import Location, PointQuality
from planner.domain.errors import ImportRefused, NotFound
from planner.domain.province import ProvinceData
from planner.inputs import read_dataset, write_template
from planner.storage.memory import MemoryStore
from planner.usecases.geography import geography_folder, keep_geography
from planner.usecases.preview import preview_import
from planner.usecases.villages import import_files
from tests.fakes import FakeClock

TINY = Path(__file__).parents[2] / "data" / "tiny_province"


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "dataset"))


def bring_in(store: MemoryStore, tmp_path: Path, *paths: Path, **options: str) -> object:
    return import_files(
        store,
        FakeClock(),
        paths,
        tmp_path / "data",
        actor="tester",
        **options,  # type: ignore[arg-type]
    )


def only_province(store: MemoryStore) -> str:
    with store.reading() as reader:
        (version,) = reader.provinces()
    return version.code


def test_a_folder_becomes_a_province_with_its_roads(
    store: MemoryStore, dataset: Path, tmp_path: Path
) -> None:
    bring_in(store, tmp_path, dataset)
    with store.reading() as reader:
        (version,) = reader.provinces()
        data = reader.province(version.code)
        assert [e.action for e in reader.audit()] == ["province_imported"]
    folder = geography_folder(tmp_path / "data", version)
    assert data.villages
    assert data.units
    assert folder is not None
    for part in ("roads", "boundaries"):
        kept = sorted(f.name for f in (folder / part).iterdir())
        assert kept == sorted(f.name for f in (dataset / part).iterdir())


def test_faults_of_all_files_are_told_and_nothing_is_kept(
    store: MemoryStore, dataset: Path, tmp_path: Path
) -> None:
    units = dataset / "units.csv"
    units.write_text(units.read_text("utf-8").replace("van", "balloon"), "utf-8")
    (dataset / "services.csv").unlink()
    speeds = dataset / "roads" / "speeds.csv"
    speeds.write_text(speeds.read_text("utf-8").replace("rural", "lunar"), "utf-8")
    with pytest.raises(ImportRefused) as refused:
        bring_in(store, tmp_path, dataset, tmp_path / "nowhere.csv")
    files = {finding.file for finding in refused.value.findings}
    assert {"units.csv", "services.csv", "speeds.csv", str(tmp_path / "nowhere.csv")} <= files
    with store.reading() as reader:
        assert reader.provinces() == ()
        assert reader.audit() == ()
    assert not (tmp_path / "data" / "provinces").exists()


def test_importing_twice_makes_a_second_version(
    store: MemoryStore, dataset: Path, tmp_path: Path
) -> None:
    bring_in(store, tmp_path, dataset)
    bring_in(store, tmp_path, dataset)
    with store.reading() as reader:
        versions = reader.province_versions(only_province(store))
    assert [v.version for v in versions] == [1, 2]
    assert versions[0].data_digest == versions[1].data_digest
    assert versions[0].geography == versions[1].geography


def test_a_point_placed_by_hand_stays(store: MemoryStore, dataset: Path, tmp_path: Path) -> None:
    bring_in(store, tmp_path, dataset)
    code = only_province(store)
    with store.reading() as reader:
        data = reader.province(code)
    here = Location(lon=data.villages[0].location.lon + 0.01, lat=data.villages[0].location.lat)  # type: ignore[union-attr]
    moved = dataclasses.replace(
        data.villages[0], location=here, point_quality=PointQuality.PLACED, point_source="map"
    )
    with store.writing(actor="tester", at=FakeClock().now()) as writer:
        writer.put_province(dataclasses.replace(data, villages=(moved, *data.villages[1:])))
        writer.note("village_placed", f"village:{moved.code}")
    bring_in(store, tmp_path, dataset)
    with store.reading() as reader:
        again = reader.province(code)
    assert again.villages[0].location == here
    assert again.villages[0].point_quality is PointQuality.PLACED
    assert again.villages[1:] == data.villages[1:]


def test_a_single_file_changes_only_its_rows(
    store: MemoryStore, dataset: Path, tmp_path: Path
) -> None:
    bring_in(store, tmp_path, dataset)
    code = only_province(store)
    with store.reading() as reader:
        before, version = reader.province(code), reader.province_versions(code)[-1]
    lines = (dataset / "demand.csv").read_text("utf-8").splitlines()
    village_code, service_code, people = lines[1].split(",")
    part = tmp_path / "demand.csv"
    part.write_text(f"{lines[0]}\n{village_code},{service_code},{int(people) + 5}\n", "utf-8")
    bring_in(store, tmp_path, part)
    with store.reading() as reader:
        after = reader.province(code)
        assert reader.province_versions(code)[-1].geography == version.geography
    changed = [(a, b) for a, b in zip(before.demands, after.demands, strict=True) if a != b]
    assert [(a.people + 5, b.people) for a, b in changed] == [(int(people) + 5,) * 2]
    assert dataclasses.replace(after, demands=before.demands) == before


def test_a_single_file_needs_a_known_kind_and_province(
    store: MemoryStore, dataset: Path, tmp_path: Path
) -> None:
    with pytest.raises(NotFound):
        bring_in(store, tmp_path, dataset / "demand.csv")
    bring_in(store, tmp_path, dataset)
    with pytest.raises(NotFound):
        bring_in(store, tmp_path, dataset / "demand.csv", province_code="50")
    odd = tmp_path / "notes.csv"
    odd.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(ImportRefused) as refused:
        bring_in(store, tmp_path, odd)
    assert [f.code for f in refused.value.findings] == ["unknown_kind"]


def test_kept_files_are_named_by_their_content(dataset: Path, tmp_path: Path) -> None:
    name = keep_geography(dataset, tmp_path / "data", "58")
    assert keep_geography(dataset, tmp_path / "data", "58") == name
    (dataset / "roads" / "note.txt").write_text("new", "utf-8")
    assert keep_geography(dataset, tmp_path / "data", "58") != name
    shutil.rmtree(dataset / "roads")
    shutil.rmtree(dataset / "boundaries")
    assert keep_geography(dataset, tmp_path / "data", "58") == ""
    folders = [p.name for p in (tmp_path / "data" / "provinces" / "58").iterdir()]
    assert len(folders) == 2
    assert not any(folder.startswith(".") for folder in folders)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.xlsx", b"", "empty_file"),
        ("villages.csv", b"", "empty_file"),
        ("a.csv", b" \n\n", "empty_file"),
        ("a.pdf", b"%PDF-1.7", "unsupported_file"),
        ("villages.csv", b"%PDF-1.7", "not_a_text_table"),
        ("a.xlsx", b"code,name", "not_a_workbook"),
        ("a.xlsx", b"PK not a zip", "unreadable_file"),
        ("a.csv", b"code,name\n1,2\n", "unknown_kind_likely"),
        ("a.csv", b"colour,size\n1,2\n", "unknown_kind"),
    ],
)
def test_what_is_in_a_file_is_judged_before_its_name(
    store: MemoryStore, tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ImportRefused) as refused:
        bring_in(store, tmp_path, tmp_path / name)
    assert [(f.code, f.file) for f in refused.value.findings] == [(code, name)]


def test_a_workbook_without_units_services_and_packages_is_told(
    store: MemoryStore, tmp_path: Path
) -> None:
    whole, _ = read_dataset(TINY)
    assert whole is not None
    bare = ProvinceData(
        province_code="58", name_th=whole.name_th, name_en="", villages=whole.villages[:1]
    )
    book = tmp_path / "new.xlsx"
    write_template(book, bare)
    seen = preview_import(store, FakeClock(), (book,), tmp_path / "data")
    done = import_files(store, FakeClock(), (book,), tmp_path / "data", actor="tester")
    for findings in (seen.findings, done.findings):
        (told,) = [f for f in findings if f.code == "nothing_to_plan_with"]
        assert (told.severity, told.file) == (Severity.WARNING, "new.xlsx")
        assert told.facts == {"units": 0, "services": 0, "packages": 0}
    assert not seen.is_refused
    later = import_files(store, FakeClock(), (TINY,), tmp_path / "data", actor="tester")
    assert "nothing_to_plan_with" not in {f.code for f in later.findings}
