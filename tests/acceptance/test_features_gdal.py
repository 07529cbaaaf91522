"""GDAL's own driver for OGC API - Features reads a live service, as QGIS does through it.

GDAL waits for its answers with the interpreter's lock held, so it reads in a process of its own.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pyogrio
import pytest

from tests.builders import V1, a_request
from tests.published import publish
from tests.served import serving
from tests.web import Site, a_foreign_request, a_member, a_site, sign_in

READER = """
import json, sys
import geopandas, pyogrio

asked = json.load(sys.stdin)
pyogrio.set_gdal_config_options({"GDAL_HTTP_TIMEOUT": "20", **asked["config"]})
told = {"layers": [str(name) for name in pyogrio.list_layers(asked["address"])[:, 0]]}
for name, options in asked["reads"].items():
    if "bbox" in options:
        options["bbox"] = tuple(options["bbox"])
    frame = geopandas.read_file(asked["address"], **options)
    frame["opened_as"] = str(frame["opens_at"].dtype) if "opens_at" in frame else ""
    told[name] = json.loads(frame.to_json(default=str))["features"]
    told[name + "_crs"] = frame.crs.to_epsg()
print(json.dumps(told))
"""


def read(address: str, token: str = "", **reads: dict[str, Any]) -> dict[str, Any]:
    """The layers that GDAL finds, and the features of each read."""
    config = {"GDAL_HTTP_COOKIE": f"planner_session={token}"} if token else {}
    asked = {"address": address, "config": config, "reads": reads}
    done = subprocess.run(
        [sys.executable, "-c", READER],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = a_site(tmp_path_factory.mktemp("site"), a_request(), a_foreign_request())
    publish(site)
    return site


@pytest.fixture(scope="module")
def address(site: Site) -> Iterator[str]:
    with serving(site) as address:
        yield f"OAPIF:{address}/ogc"


def test_this_gdal_speaks_the_standard() -> None:
    assert pyogrio.list_drivers()["OAPIF"] == "r"


def test_anybody_reads_the_public_layers_by_page_box_and_property(address: str) -> None:
    told = read(
        address,
        villages={"layer": "villages"},
        paged={"layer": "villages", "PAGE_SIZE": "1"},
        east={"layer": "villages", "bbox": [98.2, 19.0, 98.5, 20.0]},
        one={"layer": "villages", "where": f"village_code = '{V1}'"},
        visits={"layer": "plan-visits"},
    )
    assert set(told["layers"]) == {"villages", "units", "plan-visits"}
    assert told["villages_crs"] == 4326
    assert len(told["villages"]) == len(told["paged"]) == 4
    assert [f["properties"]["village_code"] for f in told["east"]] == ["58020101"]
    [home] = told["one"]
    assert home["geometry"]["coordinates"] == [98.02, 19.3]
    assert home["properties"]["village_th"] == "บ้านทดสอบ 0101"
    assert len(told["visits"]) == 4
    assert all(f["properties"]["opened_as"].startswith("datetime64") for f in told["visits"])


def test_a_planner_reads_routes_and_requests_too(site: Site, address: str) -> None:
    token = sign_in(site, a_member(login="qgis"))
    told = read(
        address,
        token,
        routes={"layer": "plan-routes"},
        visits={"layer": "plan-visits"},
        requests={"layer": "requests"},
    )
    assert set(told["layers"]) == {
        "villages", "units", "plan-visits", "plan-routes", "requests",
    }  # fmt: skip
    assert {f["geometry"]["type"] for f in told["routes"]} == {"LineString"}
    assert all(f["properties"]["distance_m"] > 0 for f in told["routes"])
    assert sum(f["properties"]["people"] for f in told["visits"]) > 0
    assert [f["properties"]["state"] for f in told["requests"]] == ["received"]
