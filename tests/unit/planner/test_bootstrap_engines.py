"""Which travel engine a province gets."""

from pathlib import Path

import pytest

from geodata.errors import UnknownProfile
from geodata.places import Location
from planner.bootstrap import bootstrap, osrm_profiles
from planner.samples import sample_folder
from planner.settings import Settings
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
    assert engine.matrix(HERE, "van/dry").engine == ("osrm/1" if address else "road_graph/1")
    with pytest.raises(UnknownProfile):
        engine.matrix(HERE, "van/dry+0123456789ab")
    app.close()
    server.shutdown()
    server.server_close()
