"""Every cap on what is read holds at its limit and at one more, and says which it is."""

import io
import json
import sqlite3
from pathlib import Path

import openpyxl
import pytest

from geodata import geojson, geojson_size, layers, tables
from geodata.child import ChildLimits
from geodata.geojson import read_features
from geodata.geojson_size import TooLarge, judge_json
from geodata.layers import inside, read_layer, unzip
from geodata.tables import apart, grids, read_table, shape
from geodata.tables.grids import ALL_SHEETS, TooMuch, read_grids
from planner.inputs import head
from tests.excel_files import excel_file
from tests.layer_files import a_frame

CAPS_OF_JSON = (geojson_size.MAX_ARRAYS, geojson_size.MAX_OBJECTS, geojson_size.MAX_VALUES)


def a_book(*sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for i, rows in enumerate(sheets):
        page = book.create_sheet(f"s{i}")
        for row in rows:
            page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def fault_of(raw: bytes) -> str | None:
    try:
        read_grids(io.BytesIO(raw), ALL_SHEETS)
    except TooMuch as refused:
        return refused.code
    return None


@pytest.mark.parametrize(
    ("cap", "value", "code"),
    [
        ("MAX_SHEETS", 2, "too_many_sheets"),
        ("MAX_CELLS", 6, "too_many_cells"),
        ("MAX_BOOK_CHARS", 8, "too_much_text"),
    ],
)
def test_workbooks(monkeypatch, cap, value, code):
    raw = a_book([["a", None, "b"], ["c"]], [["de", "fgh"]])
    monkeypatch.setattr(grids, cap, value)
    assert fault_of(raw) is None
    monkeypatch.setattr(grids, cap, value - 1)
    assert fault_of(raw) == code


def codes(path: Path) -> list[str]:
    return [finding.code for finding in read_table(path)[1]]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_columns(tmp_path, suffix):
    for count, found in ((shape.MAX_COLUMNS, []), (shape.MAX_COLUMNS + 1, ["too_many_columns"])):
        headings = [f"c{i}" for i in range(count)]
        path = tmp_path / f"list{suffix}"
        if suffix == ".csv":
            path.write_text(",".join(headings) + "\n" + ",".join("1" * count) + "\n")
        else:
            path.write_bytes(a_book([headings, [1] * count]))
        assert codes(path) == found


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_rows(tmp_path, monkeypatch, suffix):
    monkeypatch.setattr(shape, "MAX_ROWS", 3)
    for count, found in ((3, []), (4, ["too_many_rows"])):
        path = tmp_path / f"list{suffix}"
        if suffix == ".csv":
            path.write_text("a\n" + "1\n" * count)
        else:
            path.write_bytes(a_book([["a"], *[[1]] * count]))
        assert codes(path) == found


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_one_text(tmp_path, suffix):
    for length, found in (
        (shape.MAX_CELL_CHARS, []), (shape.MAX_CELL_CHARS + 1, ["text_too_long"]),
    ):  # fmt: skip
        path = tmp_path / f"list{suffix}"
        text = "ก" * length
        if suffix == ".csv":
            path.write_text(f"a\n{text}\n", encoding="utf-8")
        else:
            path.write_bytes(a_book([["a"], [text]]))
        assert codes(path) == found


def test_files_and_what_archives_declare(tmp_path, monkeypatch):
    path = excel_file(tmp_path / "list.xlsx", {"s": [["a"], ["text"]]})
    whole, texts = grids.declared_bytes(io.BytesIO(path.read_bytes()))
    for cap, size in (
        ("MAX_FILE_BYTES", path.stat().st_size),
        ("MAX_UNZIPPED_BYTES", whole),
        ("MAX_SHARED_TEXT_BYTES", texts),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(tables, cap, size)
            assert codes(path) == []
            patch.setattr(tables, cap, size - 1)
            assert codes(path) == ["file_too_big"]


def test_one_text_in_every_cell_of_a_small_workbook_is_refused_by_the_real_caps(tmp_path):
    """A text of 20,000 letters, stored once, in 200,000 cells: 4 thousand million letters."""
    path = excel_file(tmp_path / "bomb.xlsx", {"s": [["x" * 20_000] * 20] * 10_000})
    assert path.stat().st_size < 1_000_000
    assert codes(path) == ["too_much_text"]


@pytest.mark.parametrize(
    ("cap", "text", "code"),
    [
        ("MAX_ARRAYS", "[[1],[2],[3],[4]]", "too_many_vertices"),
        ("MAX_OBJECTS", "[{},{},{},{}]", "too_many_rows"),
        ("MAX_VALUES", "[1,2,3,4,5]", "too_many_cells"),
        ("MAX_DEPTH", "[[[{}]]]", "nested_too_deeply"),
    ],
)
def test_json_before_it_is_parsed(monkeypatch, cap, text, code):
    around = '{"[[[[{{,,,": ' + text + r', "\"[[[,,,": "]"}'
    monkeypatch.setattr(geojson_size, cap, 5)
    judge_json(around.encode())
    monkeypatch.setattr(geojson_size, cap, 4)
    with pytest.raises(TooLarge) as refused:
        judge_json(around.encode())
    assert refused.value.code == code


def test_the_depth_of_json_is_followed_over_pieces(monkeypatch):
    monkeypatch.setattr(geojson_size, "_AT_ONCE", 3)
    deep = "[" * geojson_size.MAX_DEPTH
    judge_json(f"{deep}{deep.replace('[', ']')}".encode())
    with pytest.raises(TooLarge):
        judge_json(f"[{deep}{deep.replace('[', ']')}]".encode())


def a_geojson(path: Path, *properties: dict[str, object]) -> Path:
    features = [{"type": "Feature", "geometry": None, "properties": p} for p in properties]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def test_features_and_texts_of_a_geojson(tmp_path, monkeypatch):
    monkeypatch.setattr(geojson, "MAX_FEATURES", 2)
    monkeypatch.setattr(geojson, "MAX_TEXT_CHARS", 3)
    good = a_geojson(tmp_path / "a.geojson", {"a": "abc"}, {"a": 1})
    assert read_features(good)[1] == ()
    many = a_geojson(tmp_path / "b.geojson", {}, {}, {})
    assert [f.code for f in read_features(many)[1]] == ["too_many_rows"]
    long = a_geojson(tmp_path / "c.geojson", {"a": "abcd"})
    assert [(f.code, f.row) for f in read_features(long)[1]] == [("text_too_long", 1)]


def test_a_geojson_of_200_megabytes_is_refused_unread(tmp_path):
    path = tmp_path / "big.geojson"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    assert [f.code for f in read_features(path)[1]] == ["file_too_big"]


@pytest.mark.parametrize(
    ("cap", "at_limit", "code"),
    [
        ("MAX_FEATURES", 2, "too_many_rows"),
        ("MAX_FIELDS", 3, "too_many_columns"),
        ("MAX_VERTICES", 2, "too_many_vertices"),
        ("MAX_TEXT_CHARS", 12, "text_too_long"),
        ("MAX_LAYER_CHARS", 38, "too_much_text"),
    ],
)
def test_layers(tmp_path, monkeypatch, cap, at_limit, code):
    path = tmp_path / "a.gpkg"
    a_frame().to_file(path, driver="GPKG")
    told: list[dict[str, object]] = []
    monkeypatch.setattr(inside, "_tell", told.append)
    monkeypatch.setattr(inside.pyogrio, "list_drivers", lambda: {"GPKG": "r"})
    for value, found in ((at_limit, None), (at_limit - 1, code)):
        told.clear()
        monkeypatch.setattr(inside, cap, value)
        inside._read(str(path), "GPKG", "", "")
        assert told[0].get("fault") == found


ENDLESS = """CREATE VIEW villages AS
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
SELECT n.i AS fid, geom, code, name_th, population FROM n, kept"""


def test_a_geopackage_whose_layer_never_ends_is_ended(tmp_path):
    """A view that counts for ever, registered as a layer."""
    path = tmp_path / "endless.gpkg"
    a_frame().to_file(path, driver="GPKG", layer="villages")
    with sqlite3.connect(path) as database:
        triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        database.execute("ALTER TABLE villages RENAME TO kept")
        database.execute(ENDLESS)
    database.close()
    read_layer(path.with_name("none.gpkg"))
    limits = ChildLimits(cpu_s=3, wall_s=10, memory_mb=1024)
    layer, findings = read_layer(path, limits=limits)
    assert layer is None
    assert {f.code for f in findings} & {
        "reading_timed_out", "reading_out_of_memory", "unreadable_file", "too_many_rows",
    }  # fmt: skip


def test_the_card_of_uploads_names_every_cap_as_it_is():
    card = Path(geojson.__file__).with_name("UPLOADS.md").read_text(encoding="utf-8")
    mib = 2**20
    for row in (
        ("64 MiB", "tables.MAX_FILE_BYTES", 64 * mib == tables.MAX_FILE_BYTES),
        ("128 MiB", "MAX_UNZIPPED_BYTES", 128 * mib == grids.MAX_UNZIPPED_BYTES),
        ("32 MiB", "MAX_SHARED_TEXT_BYTES", 32 * mib == grids.MAX_SHARED_TEXT_BYTES),
        ("| 60 |", "MAX_SHEETS", grids.MAX_SHEETS == 60),
        ("300,000", "MAX_ROWS", shape.MAX_ROWS == geojson.MAX_FEATURES == 300_000),
        ("300,000", "inside.MAX_FEATURES", inside.MAX_FEATURES == 300_000),
        ("| 200 |", "MAX_COLUMNS", shape.MAX_COLUMNS == inside.MAX_FIELDS == 200),
        ("5,000,000", "MAX_CELLS", grids.MAX_CELLS == 5_000_000),
        ("64 Mi", "MAX_BOOK_CHARS", 64 * mib == grids.MAX_BOOK_CHARS),
        ("64 Mi", "MAX_LAYER_CHARS", 64 * mib == inside.MAX_LAYER_CHARS),
        ("20,000", "MAX_CELL_CHARS", shape.MAX_CELL_CHARS == geojson.MAX_TEXT_CHARS == 20_000),
        ("20,000", "inside.MAX_TEXT_CHARS", inside.MAX_TEXT_CHARS == 20_000),
        ("| 64 |", "MAX_DEPTH", geojson_size.MAX_DEPTH == 64),
        ("4 M, 2 M, 12 M", "geojson_size", CAPS_OF_JSON == (4_000_000, 2_000_000, 12_000_000)),
        ("4,000,000", "MAX_VERTICES", inside.MAX_VERTICES == 4_000_000),
        ("| 100 |", "MAX_ENTRIES", unzip.MAX_ENTRIES == 100),
        ("256 MiB", "unzip.MAX_UNZIPPED_BYTES", 256 * mib == unzip.MAX_UNZIPPED_BYTES),
        ("| 200 |", "MAX_RATIO", unzip.MAX_RATIO == 200),
        ("1 MB", "MAX_JSON_BYTES", head.MAX_JSON_BYTES == 1_000_000),
    ):
        written, name, is_so = row
        assert is_so, name
        assert any(written in line and name in line for line in card.splitlines()), row
    assert (apart.LIMITS.cpu_s, apart.LIMITS.wall_s, apart.LIMITS.memory_mb) == (60, 90, 1536)
    assert (layers.LIMITS.cpu_s, layers.LIMITS.wall_s, layers.LIMITS.memory_mb) == (60, 90, 3072)
    assert "1,536 MiB for XLSX, 3,072 MiB for GDAL" in card
