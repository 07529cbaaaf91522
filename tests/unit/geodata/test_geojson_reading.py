"""GeoJSON by our own parser: what is read, what is refused, and that it never falls over."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.geojson import read_features

POINT = {"type": "Point", "coordinates": [98.0, 19.0, 300]}


def collection(*features, **more):
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more})


def feature(geometry=POINT, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def read(tmp_path, text):
    path = tmp_path / "a.geojson"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    features, findings = read_features(path)
    return features, [(f.code, f.row) for f in findings]


def test_features_with_their_numbers(tmp_path):
    text = collection(feature(name="ก"), feature(None), {"type": "Feature", "geometry": POINT})
    features, findings = read(tmp_path, text)
    assert [(f.number, f.kind, dict(f.properties)) for f in features] == [
        (1, "Point", {"name": "ก"}),
        (2, None, {}),
        (3, "Point", {}),
    ]
    assert findings == []


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"features": 3}', "{", '{"features": [NaN]}', "[" * 60, "<html>"],
)
def test_not_geojson(tmp_path, text):
    features, findings = read(tmp_path, text)
    assert features is None
    assert findings == [("unreadable_geojson", None)]


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": ["98", 19]},
        {"type": "Point", "coordinates": [98]},
        {"type": "Point", "coordinates": [True, 19]},
        {"type": "Point"},
        {"type": "Polygon", "coordinates": [[98, 19]]},
        {"type": "GeometryCollection", "geometries": []},
        {"type": "Point", "coordinates": [10**400, 19]},
        {"type": "Point", "coordinates": [1e300, 19]},
        {"type": ["Point"], "coordinates": [98, 19]},
        "POINT (98 19)",
        7,
    ],
)
def test_a_bad_geometry_is_told_and_the_rest_is_read(tmp_path, geometry):
    features, findings = read(tmp_path, collection(feature(geometry), feature()))
    assert [f.kind for f in features] == [None, "Point"]
    assert findings == [("unreadable_geometry", 1)]


def test_things_that_are_no_features_are_told(tmp_path):
    bad = {"type": "Feature", "properties": [1]}
    features, findings = read(tmp_path, collection(3, feature(), bad))
    assert [f.number for f in features] == [2]
    assert findings == [("unreadable_feature", 1), ("unreadable_feature", 3)]


@pytest.mark.parametrize(
    ("name", "is_good"),
    [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", True),
        ("urn:ogc:def:crs:EPSG::4326", True),
        ("urn:ogc:def:crs:EPSG::32647", False),
        ("urn:ogc:def:crs:EPSG::24047", False),
    ],
)
def test_other_coordinate_systems_are_refused(tmp_path, name, is_good):
    text = collection(feature(), crs={"type": "name", "properties": {"name": name}})
    features, findings = read(tmp_path, text)
    assert (features is not None) == is_good
    assert findings == ([] if is_good else [("wrong_crs", None)])


def test_a_missing_file(tmp_path):
    features, findings = read_features(tmp_path / "none.geojson")
    assert features is None
    assert [f.code for f in findings] == ["missing_file"]


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5)
    | st.sampled_from(["Point", "Polygon", "Feature"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["type", "features", "geometry", "coordinates", "properties", "crs"]),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(features=st.lists(JSON, max_size=3), crs=st.none() | JSON)
def test_any_json_gives_features_or_findings(tmp_path, features, crs):
    text = collection(*features, **({} if crs is None else {"crs": crs}))
    found, findings = read(tmp_path, text)
    assert found is not None or findings
