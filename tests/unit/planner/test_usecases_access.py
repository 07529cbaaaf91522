"""The access map of the sample: from a table of fixed points to figures and GeoJSON."""

import csv
import io
import json
from dataclasses import replace

import numpy as np
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from geodata.access import FixedPoint
from geodata.matrix import TravelMatrix
from geodata.roads.network import read_network
from geodata.travel.road_graph import RoadGraphEngine
from planner.cli.root import app
from planner.documents import digest, from_json, to_canonical
from planner.domain.demand import Demand
from planner.domain.fixed_points import FixedServicePoint
from planner.domain.policy import Policy
from planner.domain.request import PlanRequest
from planner.inputs import read_dataset
from planner.inputs.kinds.fixed_points import FIXED_POINTS
from planner.inputs.rows import read_form
from planner.samples import sample_folder
from planner.usecases.access import access_geojson, access_of_province, with_access
from tests.builders import a_request, a_service, a_village
from tests.roads import at

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


OFFICE = FixedServicePoint(
    code="office", name_th="ที่ว่าการอำเภอ", name_en="", location=at(0, 0), service_codes=("S",)
)


class Straight:
    """A minute a grid step from west to east; the last village has no way."""

    def matrix(self, places, profile):
        count = len(places)
        lon = [round((p.lon - 98.0) / 0.001) for p in places.values()]
        seconds = [[abs(a - b) * 60 for b in lon] for a in lon]
        durations = np.array(seconds, dtype=np.int32)
        far = [i for i, x in enumerate(lon) if x >= 900]
        durations[far, :] = -1
        durations[:, far] = -1
        np.fill_diagonal(durations, 0)
        return TravelMatrix(
            profile=profile, engine="test/1", place_ids=tuple(places), durations_s=durations,
            distances_m=durations.copy(), estimated=np.zeros((count, count), dtype=np.bool_),
        )  # fmt: skip


def three_villages(**policy):
    steps = (10, 100, 900)
    villages = tuple(
        a_village(f"5801010{i}", location=at(x, 0), need_weight=2.0) for i, x in enumerate(steps, 1)
    )
    return a_request(
        villages=villages,
        stop_places=(),
        demands=tuple(Demand(village_code=v.code, service_code="S", people=15) for v in villages),
        services=(a_service("S"),),
        policy=Policy(**policy),
        units=(),
        history=(),
    )


def test_a_policy_that_says_nothing_changes_nothing():
    request = three_villages()
    assert with_access(request, (OFFICE,), Straight()) is request


def test_near_an_office_fewer_are_expected_and_far_from_all_need_counts_more():
    request = three_villages(
        access_near_min=30, access_near_share=0.3, access_far_min=90, access_far_weight=1.5
    )
    planned = with_access(request, (OFFICE,), Straight())
    assert [d.people for d in planned.demands] == [5, 15, 15]
    assert [v.need_weight for v in planned.villages] == [2.0, 3.0, 3.0]
    told = [(r.minutes, r.point_code, r.people_listed, r.people, r.weight) for r in planned.access]
    assert told == [
        (10, "office", 15, 5, 2.0),
        (100, "office", 15, 15, 3.0),
        (None, None, 15, 15, 3.0),
    ]
    assert {r.profile for r in planned.access} == {"van/dry"}
    assert from_json(PlanRequest, to_canonical(planned)) == planned
    assert digest(planned) != digest(request)


def test_a_service_that_no_office_has_is_left_alone():
    request = three_villages(access_near_min=30, access_near_share=0.0, access_far_min=5)
    other = replace(OFFICE, service_codes=("T",))
    planned = with_access(request, (other,), Straight())
    assert planned.demands == request.demands
    assert (planned.villages, planned.access) == (request.villages, ())


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".geojson"])
def test_the_provinces_own_points_make_the_map(tmp_path, suffix):
    data = ["--data-dir", str(tmp_path / "data"), "--language", "en"]
    assert CliRunner().invoke(app, [*data, "import", str(sample_folder())]).exit_code == 0
    out = tmp_path / f"access{suffix}"
    told = CliRunner().invoke(app, [*data, "access", "--minutes", "90", "--out", str(out)])
    assert told.exit_code == 0, told.output
    if suffix == ".xlsx":
        sheet = load_workbook(out).active
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert rows[0][:3] == ["Village code", "Village (Thai)", "Village"]
        assert isinstance(rows[1][7], int)
    elif suffix == ".csv":
        rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
        dry, wet = (
            [int(row[f"minutes_van_{s}"] or 9999) for row in rows if row["lon"]]
            for s in ("dry", "wet")
        )
        assert sum(wet) > sum(dry)
        assert {row["service_code"] for row in rows} == {"id_card"}
    else:
        rows = json.loads(out.read_text(encoding="utf-8"))["features"]
    assert len(rows) > 300
