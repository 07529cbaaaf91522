"""Degrees and metres."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.crs import distance_m, line_length_m, lonlat_of, projection_for
from geodata.places import Location

LON = st.floats(97.3, 105.6)
LAT = st.floats(5.6, 20.4)


def test_the_zone_is_chosen_by_longitude():
    assert projection_for(np.array([[98.0, 19.0]])).epsg == 32647
    assert projection_for(np.array([[104.8, 15.2]])).epsg == 32648
    assert projection_for(np.zeros((0, 2))).epsg == 32647


@given(lon=LON, lat=LAT)
def test_there_and_back(lon, lat):
    here = np.array([[lon, lat]])
    projection = projection_for(here)
    assert projection.to_degrees(projection.to_metres(here)) == pytest.approx(here, abs=1e-8)


@given(lon=LON, lat=LAT, east=st.floats(-0.2, 0.2), north=st.floats(-0.2, 0.2))
def test_flat_metres_agree_with_the_ellipsoid(lon, lat, east, north):
    ends = np.array([[lon, lat], [lon + east, lat + north]])
    flat = projection_for(ends).to_metres(ends)
    on_earth_m = distance_m(ends[:1], ends[1:])[0]
    assert np.hypot(*(flat[1] - flat[0])) == pytest.approx(on_earth_m, rel=0.002, abs=0.01)


def test_a_degree_of_latitude():
    south, north = Location(lon=98, lat=18), Location(lon=98, lat=19)
    # 110.67 km a degree at 18.5 north on WGS 84, from the meridian's radius of curvature.
    assert distance_m(lonlat_of([south]), lonlat_of([north]))[0] == pytest.approx(110_670, abs=20)
    assert line_length_m(lonlat_of([south, north, south])) == pytest.approx(221_340, abs=40)
    assert line_length_m(lonlat_of([south])) == 0.0
