"""Which travel engine a province gets."""

from datetime import date
from pathlib import Path

import pytest

from geodata.errors import UnknownProfile
from geodata.matrix import UNREACHABLE
from geodata.places import Location
from geodata.travel.barriers import Barrier, Cause
from planner.bootstrap import bootstrap, osrm_profiles
from planner.domain.calendar import Horizon
from planner.samples import sample_folder
from planner.settings import Settings
from planner.usecases.plans import request_of_week
from planner.usecases.travel import places_of
from planner.usecases.villages import import_files
from tests.fakes import FakeClock
from tests.osrm import Osrm

HERE = {"a": Location(lon=98.0, lat=19.0), "b": Location(lon=98.1, lat=19.0)}


def test_an_address_may_name_vehicle_class_and_season():
    profiles = osrm_profiles("http://osrm:5000/{vehicle_class}-{season}")
    assert len(profiles) == 6
    assert profiles["truck/wet"].address == "http://osrm:5000/truck-wet"


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    app = bootstrap(Settings(data_dir=folder))
    import_files(app.store, FakeClock(), (sample_folder(),), folder, actor="test")
    app.close()
    return folder


@pytest.mark.parametrize("address", ["", "osrm"])
def test_roads_of_the_province_unless_a_server_is_named(data_dir: Path, address: str):
    server = Osrm()
    settings = Settings(data_dir=data_dir, osrm_address=server.address if address else "")
    app = bootstrap(settings)
    engine = app.engine_of("58")
    assert engine.matrix(HERE, "van/dry").engine == ("osrm/1" if address else "road_hierarchy/1")
    with pytest.raises(UnknownProfile):
        engine.matrix(HERE, "van/dry+0123456789ab")
    app.close()
    server.shutdown()
    server.server_close()


def test_a_closure_imported_alone_changes_its_day_only(tmp_path: Path):
    (tmp_path / "closures.csv").write_text(
        "code,from_date,to_date,road_numbers,reason\nslide,2026-12-02,2026-12-02,1095,ดินถล่ม\n",
        encoding="utf-8",
    )
    app = bootstrap(Settings(data_dir=tmp_path / "data"))
    for paths, kind, province in (
        ((sample_folder(),), None, None),
        ((tmp_path / "closures.csv",), "closures", "58"),
    ):
        import_files(
            app.store, FakeClock(), paths, tmp_path / "data", actor="test",
            kind=kind, province_code=province,
        )  # fmt: skip
    request = request_of_week(app.store, "58", Horizon(start=date(2026, 11, 30), days=4))
    states = request.road_states
    assert (states[0], states[1], states[3]) == ("dry", "dry", "dry")
    engine = app.engine_of("58")
    places = places_of(request)
    open_, closed = (engine.matrix(places, f"van/{states[day]}").durations_s for day in (0, 2))
    assert (closed == UNREACHABLE).sum() > (open_ == UNREACHABLE).sum()
    told = engine.barriers(request.bases[0].code, places, f"van/{states[2]}")
    assert Barrier(cause=Cause.CLOSED_TODAY, facts={"closures": "slide"}) in told.values()
    app.close()
