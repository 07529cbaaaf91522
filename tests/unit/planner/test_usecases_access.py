"""The access map of the sample: from a table of fixed points to figures and GeoJSON."""

import json

import pytest
from typer.testing import CliRunner

from geodata.access import FixedPoint
from geodata.roads.network import read_network
from geodata.travel.road_graph import RoadGraphEngine
from planner.cli.root import app
from planner.inputs import read_dataset
from planner.inputs.kinds.fixed_points import FIXED_POINTS
from planner.inputs.rows import read_form
from planner.samples import sample_folder
from planner.usecases.access import access_geojson, access_of_province

POINTS = """code,name_th,name_en,lon,lat,service_codes
office,ที่ว่าการอำเภอเมือง,,97.965,19.301,id_card;tax
clinic,โรงพยาบาลปาย,,98.44,19.358,dentist
"""


@pytest.fixture(scope="module")
def villages():
    data, _ = read_dataset(sample_folder())
    return data.villages[::8]


def test_the_table_of_points_is_read(tmp_path):
    path = tmp_path / "points.csv"
    path.write_text(POINTS, encoding="utf-8")
    entries, findings = read_form(FIXED_POINTS, path)
    assert findings == ()
    assert [entry.thing.service_codes for entry in entries] == [("id_card", "tax"), ("dentist",)]


def test_the_rains_leave_more_villages_beyond(villages):
    engine = RoadGraphEngine(read_network(sample_folder() / "roads"))
    office = next(v for v in villages if v.location is not None).location
    points = [FixedPoint(code="office", location=office, service_codes=("id_card",))]
    found = access_of_province(villages, points, engine)
    beyond = {p: sum(a.is_beyond(120) for a in rows) for (_, p), rows in found.items()}
    assert 0 < beyond["van/dry"] < beyond["van/wet"]
    document = access_geojson(villages, found, 120)
    located = [v for v in villages if v.location is not None]
    assert len(document["features"]) == len(located)
    first = document["features"][0]["properties"]
    assert (first["minutes_van_dry"], first["point_code"], first["beyond"]) == (0, "office", False)
    told = sum(f["properties"]["beyond"] for f in document["features"])
    assert told == beyond["van/wet"] - (len(villages) - len(located))
    json.dumps(document, allow_nan=False)


def test_a_table_with_faults_is_refused_by_the_command(tmp_path):
    path = tmp_path / "points.csv"
    path.write_text("code,name_th,lon,lat,service_codes\na,ก,97.9,,x\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["--data-dir", str(tmp_path), "--json", "access", str(path)])
    assert result.exit_code == 2
    assert json.loads(result.stdout)["findings"][0]["code"] == "empty_cell"
