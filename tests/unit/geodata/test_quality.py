"""Checks of villages that have been read."""

import numpy as np

from geodata.boundaries import load_boundaries
from geodata.findings import FindingLog, Severity
from geodata.places import Location, PointQuality
from geodata.quality import Entry, check_points, check_roads
from geodata.roads.network import read_network
from geodata.roads.snap import distance_to_road_m
from planner.samples import sample_folder
from tests.builders import a_village

ROADSIDE = Location(lon=97.98325, lat=19.0295)


def test_far_from_any_road():
    network = read_network(sample_folder() / "roads")
    villages = [
        a_village("58010201", location=ROADSIDE),
        a_village("58010202", location=Location(lon=97.6, lat=19.4)),
        a_village("58010203", location=None),
    ]
    findings = check_roads(
        villages, lambda lonlat: distance_to_road_m(network, lonlat), file="villages.csv"
    )
    assert [(f.code, f.severity, f.value) for f in findings] == [
        ("far_from_road", Severity.WARNING, "58010202")
    ]
    assert 15 < findings[0].facts["away_km"] < 40


def test_no_village_with_a_point_asks_nothing_of_the_roads():
    assert check_roads([], lambda lonlat: np.zeros(len(lonlat)), file="villages.csv") == ()


def test_points_shared_only_matter_when_both_claim_to_be_exact():
    boundaries = load_boundaries(sample_folder() / "boundaries")
    log = FindingLog("villages.csv")
    entries = [
        Entry(row=2, village=a_village("58010201", location=ROADSIDE)),
        Entry(
            row=3,
            village=a_village(
                "58010202", location=ROADSIDE, point_quality=PointQuality.APPROXIMATE
            ),
        ),
        Entry(row=4, village=a_village("58010203", location=ROADSIDE)),
    ]
    assert check_points(entries, boundaries, log) == tuple(entries)
    assert [(f.code, f.row, f.facts["first_row"]) for f in log.findings] == [("point_shared", 4, 2)]


def test_a_tambon_that_no_map_knows():
    boundaries = load_boundaries(sample_folder() / "boundaries")
    log = FindingLog("villages.csv")
    check_points([Entry(row=2, village=a_village("58019901", location=ROADSIDE))], boundaries, log)
    assert [(f.code, f.facts) for f in log.findings] == [("unknown_tambon", {"tambon": "580199"})]
