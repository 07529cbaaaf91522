"""GeoPackage, KML, CSV and GPX of whole units: read back by what others read them with."""

import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path

import geopandas
import pyogrio
import pytest

from planner.outputs.comma_separated import BYTE_ORDER_MARK, to_csv
from planner.outputs.geopackage import plan_geopackage
from planner.outputs.gpx import NAMESPACE as GPX
from planner.outputs.gpx import unit_gpx
from planner.outputs.kml import NAMESPACE, plan_kml
from planner.usecases.handing_out import Output, make_outputs, plan_csv
from planner.words import Language
from tests.builders import V1
from tests.views import V5, a_hostile_view, a_view


def test_a_geopackage_has_its_layers_and_geopandas_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "plan.gpkg"
    path.write_bytes(plan_geopackage(a_view()))
    layers = dict(pyogrio.list_layers(path))
    assert layers == {
        "visits": "Point",
        "servings": "Point",
        "routes": "LineString",
        "unserved": "Point",
        "districts": "MultiPolygon",
    }
    visits = geopandas.read_file(path, layer="visits")
    assert visits.crs.to_epsg() == 4326
    assert len(visits) == 4
    first = visits.iloc[0]
    assert (first["village_code"], first["village_th"]) == (V1, "บ้านห้วยโป่ง")
    assert (round(first.geometry.x, 2), round(first.geometry.y, 1)) == (98.02, 19.3)
    unserved = geopandas.read_file(path, layer="unserved")
    assert unserved[unserved["village_code"] == V5].geometry.isna().all()
    servings = geopandas.read_file(path, layer="servings")
    assert servings["people"].sum() == visits["people"].sum() == a_view().plan.people_served
    routes = geopandas.read_file(path, layer="routes")
    assert (routes["distance_m"] > 0).all()
    assert set(routes.geometry.geom_type) == {"LineString"}


def test_the_same_plan_gives_the_same_geopackage_layers(tmp_path: Path) -> None:
    first, second = plan_geopackage(a_view()), plan_geopackage(a_view())
    assert first == second


@pytest.mark.parametrize("language", list(Language))
def test_kml_has_every_visit_with_its_times(language: Language) -> None:
    root = ET.fromstring(plan_kml(a_hostile_view(), language))
    points = root.findall(f".//{{{NAMESPACE}}}Point/{{{NAMESPACE}}}coordinates")
    assert len(points) == 4
    lon, lat = map(float, str(points[0].text).split(","))
    assert 97 < lon < 99
    assert 19 < lat < 20
    begins = root.findall(f".//{{{NAMESPACE}}}TimeSpan/{{{NAMESPACE}}}begin")
    assert all(str(begin.text).endswith("+07:00") for begin in begins)
    assert root.findall(f".//{{{NAMESPACE}}}LineString")


def test_gdal_reads_the_kml(tmp_path: Path) -> None:
    path = tmp_path / "plan.kml"
    path.write_bytes(plan_kml(a_view()))
    units = [name for name, _ in pyogrio.list_layers(path)]
    frames = [geopandas.read_file(path, layer=name, driver="LIBKML") for name in units]
    kinds = [kind for frame in frames for kind in frame.geometry.geom_type]
    assert kinds.count("Point") == 4


def test_a_units_gpx_has_a_track_a_day() -> None:
    view = a_view()
    code = view.plan.routes[0].unit_code
    days = [route for route in view.plan.routes if route.unit_code == code]
    root = ET.fromstring(unit_gpx(view, code))
    assert len(root.findall(f"{{{GPX}}}trk")) == len(days)
    on = view.request.horizon.date_of(days[0].day)
    one = ET.fromstring(unit_gpx(view, code, on=on))
    assert len(one.findall(f"{{{GPX}}}trk")) == 1


HOSTILE = ("=1+1", "+66", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "|calc", "%0A")


def test_no_text_of_a_csv_is_a_formula() -> None:
    content = to_csv(("name", "n"), [{"name": text, "n": -3} for text in HOSTILE])
    assert content.decode().startswith(BYTE_ORDER_MARK + "name,n\r\n")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1:]
    assert [row[0] for row in rows] == [f"'{text}" for text in HOSTILE]
    assert {row[1] for row in rows} == {"-3"}


def test_a_csv_of_hostile_names_keeps_its_columns() -> None:
    view = a_hostile_view()
    rows = list(csv.DictReader(io.StringIO(plan_csv(view).decode("utf-8-sig"), newline="")))
    assert sum(int(row["people"]) for row in rows) == view.plan.people_served
    starts = ("=", "+", "-", "@")
    assert not [cell for row in rows for cell in row.values() if cell.startswith(starts)]


def test_every_output_can_be_written(tmp_path: Path) -> None:
    programs = (Output.GEOPACKAGE, Output.CSV, Output.KML, Output.GPX, Output.CALENDARS)
    made = make_outputs(a_view(), tmp_path, Language.TH, wanted=programs)
    assert set(made) == set(programs)
    assert all(path.stat().st_size > 200 for paths in made.values() for path in paths)
