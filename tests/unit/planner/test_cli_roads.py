"""`planner roads build` at the terminal, and the benchmark of roads on the sample."""

import json

import osmium
from typer.testing import CliRunner

from geodata.roads.network import read_network
from geodata.roads.store import load_network
from geodata.roads.traits import SURFACES
from planner.cli.root import app
from tests.benchmarks import roads as benchmark


def an_extract(path):
    with osmium.SimpleWriter(str(path)) as writer:
        for i in range(5):
            writer.add_node(osmium.osm.mutable.Node(id=i + 1, location=(98.0 + i / 100, 19.0)))
        tags = {"highway": "tertiary", "surface": "asphalt", "ref": "มส.4001"}
        writer.add_way(osmium.osm.mutable.Way(id=1, nodes=[1, 2, 3, 4, 5], tags=tags))
    return path


def run(tmp_path, *words):
    return CliRunner().invoke(app, ["--data-dir", str(tmp_path), *map(str, words)])


def test_an_extract_becomes_a_folder_of_roads(tmp_path):
    source = an_extract(tmp_path / "land.osm.pbf")
    done = run(tmp_path, "--language", "en", "roads", "build", source, "--out", tmp_path / "roads")
    assert done.exit_code == 0, done.output
    assert "tertiary" in done.stdout
    network = read_network(tmp_path / "roads")
    assert network.numbers == ("มส.4001",)
    assert network.speeds.profiles()
    told = run(tmp_path, "--json", "roads", "build", source, "--out", tmp_path / "again")
    assert json.loads(told.stdout)["report"]["km"] == {"tertiary": 4.2}


def test_a_layer_with_faults_is_refused_with_all_of_them(tmp_path):
    source = tmp_path / "lines.geojson"
    feature = {
        "type": "Feature",
        "properties": {"kind": "lane"},
        "geometry": {"type": "LineString", "coordinates": [[98, 19], [98.1, 19]]},
    }
    source.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    words = ("--json", "roads", "build", source, "--out", tmp_path / "r", "--class-column", "kind")
    refused = run(tmp_path, *words)
    assert refused.exit_code == 2
    assert json.loads(refused.stdout)["findings"][0]["code"] == "unknown_road_class"
    assert not (tmp_path / "r").exists()
    done = run(tmp_path, *words, "--class-of", "lane=track")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["report"]["km"] == {"track": 10.5}


def test_a_layer_may_tell_surface_and_one_way(tmp_path):
    told = (("ลูกรัง", "yes", 19.0), ("asphalt", "-1", 19.1), ("", None, 19.2))
    features = [
        {
            "type": "Feature",
            "properties": {"ref": str(i), "ผิวทาง": surface, "oneway": one_way},
            "geometry": {"type": "LineString", "coordinates": [[98, lat], [98.1, lat]]},
        }
        for i, (surface, one_way, lat) in enumerate(told)
    ]
    source = tmp_path / "lanes.geojson"
    source.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    out = tmp_path / "roads"
    done = run(tmp_path, "--json", "roads", "build", source, "--out", out,
               "--surface-column", "ผิวทาง", "--surface-of", "ลูกรัง=gravel")  # fmt: skip
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["report"]["surface_km"]["gravel"] == 10.5
    network = load_network(out / "network.npz")
    by_number = dict(zip(network.numbers, range(3), strict=True))
    arcs = [by_number[str(i)] for i in range(3)]
    assert [SURFACES[network.traits.surface[arc]] for arc in arcs] == ["gravel", "paved", "unknown"]
    assert network.traits.one_way[arcs].tolist() == [True, True, False]
    starts = network.node_lonlat[network.arc_from[arcs], 0]
    assert starts.tolist() == [98.0, 98.1, 98.0]
    assert (out / "features.csv").is_file()


def test_what_is_no_source_is_told_in_words(tmp_path):
    (tmp_path / "roads.txt").write_text("roads")
    words = ("--language", "en", "roads", "build", tmp_path / "roads.txt", "--out", tmp_path / "r")
    assert run(tmp_path, *words).exit_code == 2


def test_a_box_keeps_the_ways_in_it(tmp_path):
    source = an_extract(tmp_path / "land.osm.pbf")
    for box, code in (("97,18,98.005,20", 0), ("100,18,101,20", 2), ("1,2,3", 2), ("9,0,8,1", 2)):
        done = run(tmp_path, "roads", "build", source, "--out", tmp_path / "roads", "--box", box)
        assert done.exit_code == code, done.output


def test_the_benchmark_of_roads_runs_on_the_sample_and_on_copies_of_it(capsys):
    benchmark.main(["--places", "12", "--tiles", "4", "--bare"])
    told = capsys.readouterr().out
    assert "matrix 12 x 12" in told
    assert "reference: matrix 12 x 12" in told
