"""Closures drawn on a map, in a dataset folder, and by the command line."""

import json
import shutil

import pytest
from typer.testing import CliRunner

from geodata.roads.closures import ClosureKind
from geodata.roads.network import read_network
from geodata.roads.stretches import ClosureIndex
from planner.cli.root import app
from planner.inputs import read_dataset
from planner.inputs.kinds.roads import CLOSURES
from planner.inputs.rows import read_form
from planner.samples import sample_folder
from tests.roads import a_drawing, a_network, at


def drawn(tmp_path, *features):
    path = tmp_path / "closures.geojson"
    listed = [
        {"type": "Feature", "geometry": geometry, "properties": properties}
        for geometry, properties in features
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": listed}), "utf-8")
    return path


def point(x, y):
    place = at(x, y)
    return [place.lon, place.lat]


SQUARE = {"type": "Polygon", "coordinates": [[point(*c) for c in ((0, 0), (4, 0), (4, 4), (0, 0))]]}
LINE = {"type": "LineString", "coordinates": [point(0, 0), point(10, 0)]}
SPOT = {"type": "Point", "coordinates": point(3, 3)}


def test_shapes_become_closures(tmp_path):
    path = drawn(
        tmp_path,
        (SQUARE, {"code": "a", "reason": "น้ำท่วม", "from_date": "2026-12-01"}),
        (LINE, {"kind": "slow", "factor": 0.4, "vehicle_classes": ["van", "truck"]}),
        (SPOT, {"code": "c", "radius_m": 350}),
        (None, {"code": "d", "road_numbers": "1095"}),
    )
    entries, findings = read_form(CLOSURES, path)
    assert findings == ()
    a, b, c, d = (entry.thing for entry in entries)
    assert (a.reason, a.from_date.isoformat(), len(a.polygon)) == ("น้ำท่วม", "2026-12-01", 4)
    assert (b.code, b.kind, b.factor) == ("drawn-2", ClosureKind.SLOW, 0.4)
    assert b.vehicle_classes == ("van", "truck")
    assert (c.point, c.radius_m) == (at(3, 3), 350.0)
    assert d.road_numbers == ("1095",)


def test_a_drawn_line_means_the_road_beside_it(tmp_path):
    """Roads run 20 m and 300 m north of the line; only the first is meant."""
    path = drawn(tmp_path, (LINE, {"code": "a"}))
    (entry,), _ = read_form(CLOSURES, path)
    network = a_network(
        a_drawing((-5, 0.2), (15, 0.2), root="near0001"),
        a_drawing((-5, 3), (15, 3), root="far00002"),
    )
    found = ClosureIndex(network).stretches((entry.thing,))
    assert {network.numbers[arc] for arc in found.arc} == {"0001"}
    metres = float((found.end - found.start)[0] * network.length_m[found.arc[0]])
    assert metres == pytest.approx(1052 + 2 * 35, abs=15)


@pytest.mark.parametrize(
    ("geometry", "code"),
    [
        ({"type": "MultiPoint", "coordinates": [point(0, 0)]}, "closure_shape"),
        ({"type": "Polygon", "coordinates": [SQUARE["coordinates"][0]] * 2}, "closure_shape"),
    ],
)
def test_other_shapes_are_refused(tmp_path, geometry, code):
    entries, findings = read_form(CLOSURES, drawn(tmp_path, (geometry, {"code": "a"})))
    assert entries is None
    assert [finding.code for finding in findings] == [code]


def test_a_dataset_folder_may_hold_drawn_closures(tmp_path):
    folder = tmp_path / "mae_hong_son"
    shutil.copytree(sample_folder(), folder)
    (folder / "closures.csv").unlink()
    drawn(folder, (SPOT, {"code": "slide", "reason": "ดินถล่ม"}))
    data, _ = read_dataset(folder)
    assert [closure.code for closure in data.closures] == ["slide"]


def test_closures_come_and_go_at_the_terminal(tmp_path):
    def run(*words, code=0):
        done = CliRunner().invoke(app, ["--data-dir", str(tmp_path), "--language", "en", *words])
        assert done.exit_code == code, done.output
        return done.output

    run("import", str(sample_folder()))
    spot = read_network(sample_folder() / "roads").node_lonlat[40]
    where = f"{spot[1]:.6f} {spot[0]:.6f}"
    told = run("roads", "closure", "add", "slide", "--near", where, "--radius", "400",
               "--from", "2026-12-01", "--vehicle", "van", "--reason", "landslide")  # fmt: skip
    assert "km of road" in told
    run("roads", "closure", "add", "works", "--road", "108", "--slow", "0.5", "--reason", "works")
    nowhere = run("roads", "closure", "add", "typo", "--road", "99999", "--reason", "x", code=2)
    assert "lies on no road" in nowhere
    away = run("roads", "closure", "add", "spot", "--near", "19.9 97.0", "--reason", "x", code=2)
    assert "the nearest is" in " ".join(away.replace("│", " ").split())
    run("roads", "closure", "add", "slide", "--road", "108", "--reason", "again", code=2)
    listed = json.loads(run("--json", "roads", "closure", "list"))["closures"]
    assert [(one["code"], one["kind"]) for one in listed] == [
        ("slide", "closed"),
        ("works", "slow"),
    ]
    assert 300 < listed[0]["road_m"] < 6_000 < listed[1]["road_m"]
    assert "Closed" in run("roads", "closure", "list")
    run("roads", "closure", "remove", "typo", "--reason", "x", code=2)
    drawn(tmp_path, (LINE, {}))
    add = ("roads", "closure", "add", "drawn", "--area", str(tmp_path / "closures.geojson"))
    assert "lies on no road" in run(*add, "--reason", "flood", code=2)
    corners = ((-0.01, -0.01), (0.01, -0.01), (0.01, 0.01), (-0.01, 0.01), (-0.01, -0.01))
    ring = [[float(spot[0]) + x, float(spot[1]) + y] for x, y in corners]
    drawn(tmp_path, ({"type": "Polygon", "coordinates": [ring]}, {}))
    assert "km of road" in run(*add, "--reason", "flood")
