"""Uploads that mean harm: each of our own making, each refused, nothing else touched."""

import json
import socket
import sqlite3
import struct
import threading
import zipfile
from pathlib import Path

import pytest

from geodata.child import ChildLimits
from geodata.geojson import read_features
from geodata.layers import read_layer, unzip
from geodata.villages import read_villages
from tests.layer_files import a_frame, a_shapefile

VRT = """<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>{source}</SrcDataSource>
<SrcLayer>x</SrcLayer></OGRVRTLayer></OGRVRTDataSource>"""


def only_code(findings) -> str:
    codes = [f.code for f in findings if f.code != "reader_not_offline"]
    assert len(codes) == 1, findings
    return codes[0]


def a_zip(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return path


@pytest.mark.parametrize("name", ["x.geojson", "x.gpkg", "x.json"])
def test_a_vrt_by_another_name_reads_no_system_file(tmp_path, name):
    path = tmp_path / name
    path.write_text(VRT.format(source="/etc/passwd"))
    villages, findings = read_villages(path, province_code="58")
    assert villages == ()
    assert only_code(findings) in {"unreadable_geojson", "not_what_it_says"}
    assert not any("root:" in str(f) for f in findings)


@pytest.mark.parametrize("name", ["x.geojson", "x.gpkg", "x.json"])
def test_a_pipeline_of_gdal_is_not_carried_out(tmp_path, name):
    """A `gdal_streamed_alg` document makes GDAL read and write what its command line says."""
    path, made = tmp_path / name, tmp_path / "made.geojson"
    steps = f"gdal vector pipeline ! read /etc/passwd ! write {made}"
    path.write_text(json.dumps({"type": "gdal_streamed_alg", "command_line": steps}))
    villages, findings = read_villages(path, province_code="58")
    assert villages == ()
    assert only_code(findings) in {"unreadable_geojson", "not_what_it_says"}
    assert not made.exists()


def test_a_link_in_a_zip_leads_nowhere(tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("a.shp")
        link.external_attr = 0o120777 << 16  # a symbolic link, as Unix archivers keep one
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.dbf", b"\x03" + b"\0" * 64)
    assert only_code(read_layer(path)[1]) == "not_what_it_says"


def test_a_vrt_in_a_zip_is_no_shapefile(tmp_path):
    inner = VRT.format(source="/etc/passwd").encode()
    _, findings = read_layer(a_zip(tmp_path / "x.zip", a__shp=inner, a__dbf=b"\x03" + b"\0" * 64))
    assert only_code(findings) == "not_what_it_says"


def test_a_geojson_that_names_an_address_calls_nobody(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        called = threading.Event()
        server.settimeout(0.3)
        port = server.getsockname()[1]
        path = tmp_path / "x.geojson"
        path.write_text(f'"http://127.0.0.1:{port}/x.geojson"')
        assert only_code(read_features(path)[1]) == "unreadable_geojson"
        gpkg = tmp_path / "x.gpkg"
        gpkg.write_text(f"http://127.0.0.1:{port}/x.gpkg")
        assert only_code(read_layer(gpkg)[1]) == "not_what_it_says"
        with pytest.raises(TimeoutError):
            server.accept()
        assert not called.is_set()


def test_a_database_that_is_no_geopackage_is_refused(tmp_path):
    path = tmp_path / "x.gpkg"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE t (a)")
    database.close()
    _, findings = read_layer(path)
    assert only_code(findings) in {"unreadable_file", "missing_layer"}


@pytest.mark.parametrize("name", ["../a.shp", "/etc/a.shp", "x/../../a.shp", "C:" + "\\a.shp"])
def test_paths_that_climb_are_refused_and_nothing_is_written(tmp_path, name):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, b"x")
    _, findings = read_layer(path)
    assert only_code(findings) == "archive_climbs"
    assert [p.name for p in tmp_path.iterdir()] == ["x.zip"]


def test_a_zip_bomb_is_stopped_while_counting(tmp_path):
    bomb = a_zip(tmp_path / "x.zip", a__shp=b"\0" * 8_000_000, a__dbf=b"")
    assert bomb.stat().st_size < 20_000
    assert only_code(read_layer(bomb)[1]) == "archive_packed_too_tightly"


def test_a_bomb_that_lies_about_its_size_is_stopped_too(tmp_path):
    bomb = a_zip(tmp_path / "x.zip", a__shp=b"\0" * 8_000_000, a__dbf=b"")
    raw = bytearray(bomb.read_bytes())
    at = raw.find(b"PK\x01\x02")
    raw[at + 24 : at + 28] = struct.pack("<I", 100)
    bomb.write_bytes(raw)
    assert only_code(read_layer(bomb)[1]) in {"unreadable_file", "archive_packed_too_tightly"}


def test_caps_hold_at_the_limit_and_at_one_more(tmp_path, monkeypatch):
    path = a_shapefile(tmp_path)
    with zipfile.ZipFile(path) as archive:
        sizes = [e.file_size for e in archive.infolist() if e.filename[-4:] in unzip.PARTS]
        entries = len(archive.infolist())
    monkeypatch.setattr(unzip, "MAX_UNZIPPED_BYTES", sum(sizes))
    monkeypatch.setattr(unzip, "MAX_ENTRIES", entries)
    assert read_layer(path)[0] is not None
    monkeypatch.setattr(unzip, "MAX_ENTRIES", entries - 1)
    assert only_code(read_layer(path)[1]) == "archive_too_many_files"
    monkeypatch.setattr(unzip, "MAX_ENTRIES", entries)
    monkeypatch.setattr(unzip, "MAX_UNZIPPED_BYTES", sum(sizes) - 1)
    assert only_code(read_layer(path)[1]) == "archive_too_big"


def test_the_ratio_holds_at_the_limit_and_at_one_more(tmp_path, monkeypatch):
    monkeypatch.setattr(unzip, "SMALL_BYTES", 0)
    path = a_zip(tmp_path / "x.zip", a__shp=b"\0" * 100_000, a__dbf=b"")
    with zipfile.ZipFile(path) as archive:
        packed = archive.getinfo("a.shp").compress_size
    at_limit = -(-100_000 // packed)
    monkeypatch.setattr(unzip, "MAX_RATIO", at_limit)
    assert only_code(read_layer(path)[1]) != "archive_packed_too_tightly"
    monkeypatch.setattr(unzip, "MAX_RATIO", at_limit - 1)
    assert only_code(read_layer(path)[1]) == "archive_packed_too_tightly"


def test_a_deeply_nested_geojson_is_refused(tmp_path):
    path = tmp_path / "x.geojson"
    path.write_bytes(b'{"features":' + b"[" * 3_000_000)
    assert only_code(read_features(path)[1]) == "nested_too_deeply"


def test_a_reader_that_hangs_or_eats_memory_is_ended(tmp_path):
    path = tmp_path / "villages.gpkg"
    a_frame().to_file(path, driver="GPKG")
    read_layer(path)  # the list of drivers is known from here on
    short = ChildLimits(cpu_s=30, wall_s=0.05, memory_mb=3072)
    assert only_code(read_layer(path, limits=short)[1]) == "reading_timed_out"
    small = ChildLimits(cpu_s=30, wall_s=60, memory_mb=120)
    assert only_code(read_layer(path, limits=small)[1]) in {
        "reading_out_of_memory", "unreadable_file",
    }  # fmt: skip
