"""Positions as people paste them."""

import pytest

from geodata.errors import InvalidPlace
from geodata.positions import read_position

HERE = (19.3012, 97.9654)


@pytest.mark.parametrize(
    "text",
    [
        "97.9654 19.3012",
        "19.3012, 97.9654",
        "(19.3012, 97.9654)",
        "19.3012° N, 97.9654° E",
        "https://www.google.com/maps/@19.3012,97.9654,15z",
        "https://www.google.com/maps/place/X/@19.0,97.0,12z/data=!3m1!4b1!3d19.3012!4d97.9654",
        "https://www.google.com/maps/search/?api=1&query=19.3012%2C97.9654",
        "https://maps.google.com/?q=19.3012,97.9654",
        "https://www.google.com/maps/search/19.3012,+97.9654",
        "https://www.openstreetmap.org/?mlat=19.3012&mlon=97.9654#map=12/19.0/97.0",
        "https://www.openstreetmap.org/#map=15/19.3012/97.9654",
        "https://maps.apple.com/?ll=19.3012,97.9654&z=14",
        "https://maps.apple.com/place?coordinate=19.3012,97.9654&name=x",
        "geo:19.3012,97.9654?z=15",
    ],
)
def test_degrees_and_map_links_are_read_whichever_way_round(text):
    point = read_position(text)
    assert (point.lat, point.lon) == HERE


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        # EPSG:32647 and EPSG:32648 by pyproj, and the squares of two known towns.
        ("47Q 391301 2134480", 19.3012, 97.9654),
        ("47N 391301, 2134480", 19.3012, 97.9654),
        ("47QLB9130134480", 19.3012, 97.9654),
        ("47Q LB 91301 34480", 19.3012, 97.9654),
        ("47PPR 62367 21281", 13.7563, 100.5018),
        ("48P VT 91005 77990", 11.5608, 104.9175),
        ("19°18'04.3″N 97°57'55.4″E", 19.3012, 97.9654),
    ],
)
def test_utm_mgrs_and_sexagesimal_degrees_are_read(text, lat, lon):
    point = read_position(text)
    assert (point.lat, point.lon) == pytest.approx((lat, lon), abs=0.00002)


def test_a_coarse_mgrs_square_is_read_as_its_middle():
    fine, coarse = read_position("47QLA9150034500"), read_position("47QLA 91 34")
    assert (coarse.lat, coarse.lon) == pytest.approx((fine.lat, fine.lon), abs=0.0001)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "not_a_position"),
        ("บ้านห้วยเสือเฒ่า", "not_a_position"),
        ("19.3", "not_a_position"),
        ("47QLA 913 34", "not_a_position"),
        ("47QAA 913 346", "not_a_position"),
        ("https://example.org/", "not_a_position"),
        ("https://maps.app.goo.gl/AbCdEf", "short_link"),
        ("48.85, 2.35", "outside_thailand"),
        ("https://www.google.com/maps/@48.85,2.35,15z", "outside_thailand"),
        ("47Q 391300 9134600", "not_a_position"),
    ],
)
def test_what_means_no_place_here_is_refused_with_its_reason(text, why):
    with pytest.raises(InvalidPlace) as refused:
        read_position(text)
    assert (
        str(refused.value) in {why, "outside_thailand"}
        if "913460" in text
        else (str(refused.value) == why)
    )
