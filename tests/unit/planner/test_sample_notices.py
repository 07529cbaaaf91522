"""The notices that the sample's licences ask for reach every map."""

from geodata.basemap import read_basemap
from planner.samples import sample_folder


def test_the_base_map_carries_the_notice_of_every_source() -> None:
    notices = read_basemap(sample_folder()).attribution
    licences = (sample_folder() / "LICENSE-DATA.md").read_text(encoding="utf-8")
    assert [notice.split(":")[0] for notice in notices] == ["Villages", "Boundaries", "Roads"]
    assert all(notice in licences for notice in notices)
    for owner in ("GeoNames (CC BY 4.0)", "(CC BY-IGO)", "© OpenStreetMap contributors (ODbL)"):
        assert any(owner in notice for notice in notices)
