"""The base map: districts, and roads joined into lines."""

from geodata.basemap import read_basemap, road_lines
from geodata.crs import line_length_m, lonlat_of
from geodata.roads.network import read_network
from geodata.roads.speeds import NO_FACTORS
from planner.samples import sample_folder


def test_the_sample():
    basemap = read_basemap(sample_folder())
    assert [d.code for d in basemap.districts] == [f"580{i}" for i in range(1, 8)]
    assert {"108", "1095", "มส.4001"} <= {road.number for road in basemap.roads}
    guessed = [road for road in basemap.roads if road.estimated]
    assert {road.road_class for road in guessed} == {"connector"}
    assert {road.number for road in guessed} == {""}
    assert any("OpenStreetMap" in line for line in basemap.attribution)
    assert any("CC BY-IGO" in line for line in basemap.attribution)


def test_lines_are_few_and_lose_no_metre():
    network = read_network(sample_folder() / "roads", factors={**NO_FACTORS, "connector": 1.0})
    lines = road_lines(network)
    assert len(lines) < len(network.arc_from) / 2
    drawn_m = sum(line_length_m(lonlat_of(line.points)) for line in lines)
    assert abs(drawn_m - network.length_m.sum()) < 1.0


def test_notices_of_the_folder_stand_in(tmp_path):
    for part in ("boundaries", "roads"):
        (tmp_path / part).symlink_to(sample_folder() / part)
    (tmp_path / "ATTRIBUTION.txt").write_text("Roads: our own survey\n\n", encoding="utf-8")
    assert read_basemap(tmp_path).attribution == ("Roads: our own survey",)


def test_a_folder_without_boundaries_or_without_roads_makes_a_map_of_the_rest(tmp_path):
    for part in ("boundaries", "roads"):
        folder = tmp_path / f"only_{part}"
        folder.mkdir()
        (folder / part).symlink_to(sample_folder() / part)
        basemap = read_basemap(folder)
        assert bool(basemap.districts) == (part == "boundaries")
        assert bool(basemap.roads) == (part == "roads")
        assert len(basemap.attribution) == 1
    assert read_basemap(tmp_path).attribution == ()
