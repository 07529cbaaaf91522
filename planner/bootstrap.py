"""Wires ports to adapters: the one place that chooses which store, engine and solver.

What draws in the solver, roads or compiled code is imported when it is first used: a command that
lists plans starts without them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.domain.calendar import LOCAL_ZONE
from planner.domain.errors import NotFound
from planner.domain.plan import Plan
from planner.domain.units import VehicleClass
from planner.jobs.queue import RunQueue
from planner.ports import Clock, Copier, Forcer, JobQueue, Solver, Store, TravelTimes
from planner.settings import Settings
from planner.storage.copying import SqlCopier
from planner.storage.store import open_store
from planner.usecases.geography import geography_folder

if TYPE_CHECKING:
    from geodata.basemap import Basemap
    from geodata.roads.closures import Closure
    from geodata.roads.network import RoadNetwork
    from geodata.travel.osrm import OsrmProfile


class SystemClock:
    """The machine's clock, told in Thai time."""

    def now(self) -> datetime:
        """The present moment, with offset."""
        return datetime.now(LOCAL_ZONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """Everything a door to the planner needs, wired.

    `engine_of` and `basemap_of` take a province's code.
    """

    settings: Settings
    store: Store
    clock: Clock
    solver: Solver
    forcer: Forcer
    engine_of: Callable[[str], TravelTimes]
    basemap_of: "Callable[[str], Basemap]"
    queue: JobQueue
    copier: Copier

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()


def bootstrap(settings: Settings) -> App:
    """Open the store, bringing it up to date, and choose the adapters."""
    store = open_store(settings.store_url)
    clock = SystemClock()
    return App(
        settings=settings,
        store=store,
        clock=clock,
        solver=_solve,
        forcer=_force,
        engine_of=lambda code: _engine(
            _folder(store, settings, code), settings, _closures(store, code)
        ),
        basemap_of=lambda code: _basemap(_folder(store, settings, code)),
        queue=RunQueue(store, clock),
        copier=SqlCopier(settings.store_url),
    )


def _solve(*given: Any, **chosen: Any) -> Plan:
    """Solve in a child; fulfils `planner.ports.Solver`."""
    from planner.optimiser.process import solve_in_child

    return solve_in_child(*given, **chosen)


def _force(*given: Any, **chosen: Any) -> Plan:
    """Show in a child what left-out rows would take; fulfils `planner.ports.Forcer`."""
    from planner.optimiser.process import explain_in_child

    return explain_in_child(*given, **chosen)


def _folder(store: Store, settings: Settings, province_code: str) -> Path | None:
    with store.reading() as reader:
        versions = reader.province_versions(province_code)
    if not versions:
        raise NotFound("no such province", kind="province", id=province_code)
    return geography_folder(settings.data_dir, versions[-1])


@lru_cache(maxsize=16)
def _engine(
    folder: Path | None, settings: Settings, closures: "tuple[Closure, ...]" = ()
) -> TravelTimes:
    """Roads where the province has them, straight lines where it has none; both remembered.

    Remembered by folder, which an import never changes but replaces by another.
    """
    from geodata.travel.cached import CachedEngine

    matrices = settings.data_dir / "matrices"
    if settings.osrm_address:
        from geodata.travel.osrm import OsrmEngine

        return CachedEngine(OsrmEngine(osrm_profiles(settings.osrm_address)), matrices)
    if folder is None or not (folder / "roads").is_dir():
        from geodata.travel.straight_line import StraightLineEngine

        return CachedEngine(StraightLineEngine(), matrices)
    from geodata.travel.road_hierarchy import RoadHierarchyEngine

    roads = RoadHierarchyEngine(_network(folder / "roads"), closures=closures, folder=matrices)
    return CachedEngine(roads, matrices)


def osrm_profiles(address: str) -> "dict[str, OsrmProfile]":
    """Every profile of the product with its server: the address, its braces filled in."""
    from geodata.travel.osrm import OsrmProfile
    from planner.usecases.travel import SEASONS

    return {
        f"{vehicle.value}/{season}": OsrmProfile(
            address=address.replace("{vehicle_class}", vehicle.value).replace("{season}", season)
        )
        for vehicle in VehicleClass
        for season in SEASONS
    }


@lru_cache(maxsize=16)
def _network(folder: Path) -> "RoadNetwork":
    from geodata.roads.network import read_network

    return read_network(folder)


def _closures(store: Store, province_code: str) -> "tuple[Closure, ...]":
    with store.reading() as reader:
        return reader.province(province_code).closures


@lru_cache(maxsize=16)
def _basemap(folder: Path | None) -> "Basemap":
    from geodata.basemap import Basemap, read_basemap

    if folder is None:
        return Basemap(districts=(), roads=(), attribution=())
    return read_basemap(folder)
