"""Travel times from an OSRM server over HTTP, for agencies that run one.

The interface is that of OSRM's HTTP API, version 1: `table`, `route` and `nearest`. A radius always
goes along, since a server without one snaps a place to the nearest road it has, however far. The
way from a place to that road is added at off-road speed, as on our own roads. Servers know neither
seasons nor closures of ours: each profile has a server of its own, closures are refused.
"""

import hashlib
import http.client
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from scipy.sparse.csgraph import floyd_warshall

from geodata.crs import Floats, distance_m, lonlat_of
from geodata.errors import EngineUnavailable, UnknownProfile
from geodata.matrix import MAX_DURATION_S, UNREACHABLE, TravelMatrix
from geodata.places import Location
from geodata.roads.last_legs import LastLeg
from geodata.roads.speeds import OffRoad
from geodata.travel.barriers import Barrier
from geodata.travel.place_graph import EXACT_WITHIN_M
from geodata.travel.stations import LENGTH_UNITS

BLOCK = 50
"""Places of one side of a table; a server takes 100 coordinates unless it is told otherwise."""
LARGEST_ANSWER = 64 * 1024**2
STANDARD_OFF_ROAD = OffRoad(speed_kmh=15.0, limit_m=20_000.0)
"""As for a van in the dry season in the sample's table."""
FASTEST_KMH = 200.0
"""Quicker than any vehicle of ours on any road: a server that says so counts in other units."""
CHUNK = 64 * 1024
NO_WAY = ("NoSegment", "NoRoute", "NoTable")


@dataclass(frozen=True, slots=True, kw_only=True)
class OsrmProfile:
    """Where a profile of ours is answered: `address` up to and without the service's name.

    "http://localhost:5000" with `name` "driving" asks /table/v1/driving/...
    """

    address: str
    name: str = "driving"
    off_road: OffRoad = STANDARD_OFF_ROAD
    off_road_factor: float = 1.3


class OsrmEngine:
    """Asks one server a profile; raises `EngineUnavailable` when one cannot answer.

    `data_version` should change when a server's roads do: it is part of the digest under which
    matrices are remembered.
    """

    name = "osrm/1"

    def __init__(
        self,
        profiles: Mapping[str, OsrmProfile],
        *,
        data_version: str = "",
        timeout_s: float = 30.0,
    ) -> None:
        self._profiles = dict(profiles)
        self._data_version = data_version
        self._timeout_s = timeout_s

    def digest(self) -> str:
        """SHA-256 over engine, servers and the version of their data."""
        parts = [self.name, self._data_version, repr(sorted(self._profiles.items()))]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def matrix(self, places: Mapping[str, Location], profile: str) -> TravelMatrix:
        """Seconds and metres between all places; raises `UnknownProfile`.

        Ways over other places of the question are taken where they are quicker than what the server
        says, so that durations keep the triangle inequality.
        """
        server = self._server(profile)
        points, which = np.unique(lonlat_of(tuple(places.values())), axis=0, return_inverse=True)
        which = which.reshape(-1)
        off_m = self._off_m(server, points)
        whole = self._whole(server, points, off_m)
        weights = floyd_warshall(whole) if len(points) > 1 else np.zeros((len(points),) * 2)
        reached = np.isfinite(weights) & (weights <= MAX_DURATION_S * 1000.0 * LENGTH_UNITS)
        milliseconds = np.floor(np.where(reached, weights, 0.0) / LENGTH_UNITS)
        metres = (np.where(reached, weights, 0.0) - milliseconds * LENGTH_UNITS) / 10
        far = off_m > EXACT_WITHIN_M
        guessed = (far[:, None] | far[None, :]) & reached & ~np.eye(len(points), dtype=bool)
        grid = np.ix_(which, which)
        return TravelMatrix(
            profile=profile,
            engine=self.name,
            place_ids=tuple(places),
            durations_s=np.where(reached, np.ceil(milliseconds / 1000), UNREACHABLE).astype(
                np.int32
            )[grid],
            distances_m=np.where(reached, np.rint(metres), UNREACHABLE).astype(np.int32)[grid],
            estimated=guessed[grid],
        )

    def geometry(self, origin: Location, destination: Location, profile: str) -> Sequence[Location]:
        """The line of one leg; empty when the server knows no way; raises `UnknownProfile`."""
        server = self._server(profile)
        lonlat = lonlat_of((origin, destination))
        if origin == destination:
            return (origin, destination)
        answer = self._ask(server, "route", lonlat, "overview=full&geometries=geojson")
        if answer["code"] in NO_WAY:
            return ()
        line = _field(server, answer, "routes", 0, "geometry", "coordinates")
        return (origin, *(Location(lon=float(x), lat=float(y)) for x, y in line), destination)

    def geometries(
        self, pairs: Sequence[tuple[Location, Location]], profile: str
    ) -> tuple[tuple[Location, ...], ...]:
        """The lines of many legs."""
        self._server(profile)
        return tuple(tuple(self.geometry(a, b, profile)) for a, b in pairs)

    def last_legs(self, places: Mapping[str, Location], profile: str) -> Mapping[str, LastLeg]:
        """None is known of: the server's vehicle goes on off the roads."""
        return {}

    def barriers(
        self, origin: str, places: Mapping[str, Location], profile: str
    ) -> Mapping[str, Barrier]:
        """None is known: the server does not say why."""
        self._server(profile)
        return {}

    def _server(self, profile: str) -> OsrmProfile:
        if profile not in self._profiles:
            raise UnknownProfile(
                f"no server for profile {profile!r}",
                profile=profile, known=", ".join(sorted(self._profiles)),
            )  # fmt: skip
        return self._profiles[profile]

    def _off_m(self, server: OsrmProfile, points: Floats) -> Floats:
        """(n,) metres from each place to the nearest road; infinite beyond the limit."""
        off_m = np.full(len(points), np.inf)
        for i in range(len(points)):
            answer = self._ask(server, "nearest", points[i : i + 1], "number=1")
            if answer["code"] not in NO_WAY:
                off_m[i] = float(_field(server, answer, "waypoints", 0, "distance"))
        off_m[off_m > server.off_road.limit_m] = np.inf
        return off_m

    def _whole(self, server: OsrmProfile, points: Floats, off_m: Floats) -> Floats:
        """(n, n) milliseconds x `LENGTH_UNITS` + decimetres of what the server says."""
        whole = np.full((len(points), len(points)), np.inf)
        near = np.flatnonzero(np.isfinite(off_m))
        off_road_s = off_m * server.off_road_factor * 3.6 / server.off_road.speed_kmh
        for rows in _blocks(near):
            for columns in _blocks(near):
                seconds, metres = self._table(server, points, rows, columns)
                seconds += off_road_s[rows][:, None] + off_road_s[columns][None, :]
                metres += server.off_road_factor * (off_m[rows][:, None] + off_m[columns][None, :])
                milliseconds = np.maximum(np.rint(seconds * 1000), 1.0)
                whole[np.ix_(rows, columns)] = milliseconds * LENGTH_UNITS + np.rint(metres * 10)
        np.fill_diagonal(whole, 0.0)
        _refuse_flying(server, points, whole)
        return whole

    def _table(
        self, server: OsrmProfile, points: Floats, rows: np.ndarray, columns: np.ndarray
    ) -> tuple[Floats, Floats]:
        """Seconds and metres from some places to others, infinite where the server has no way."""
        count = len(rows)
        options = (
            "annotations=duration,distance"
            f"&sources={';'.join(map(str, range(count)))}"
            f"&destinations={';'.join(map(str, range(count, count + len(columns))))}"
        )
        both = points[np.concatenate([rows, columns])]
        answer = self._ask(server, "table", both, options)
        shape = (count, len(columns))
        if answer["code"] in NO_WAY:
            return np.full(shape, np.inf), np.full(shape, np.inf)
        tables = []
        for name in ("durations", "distances"):
            try:
                table = np.array(_field(server, answer, name), dtype=np.float64)
            except (TypeError, ValueError) as error:
                raise _unavailable(server, f"bad {name}") from error
            if table.shape != shape or (table < 0).any():
                raise _unavailable(server, f"bad {name}")
            tables.append(np.where(np.isnan(table), np.inf, table))
        return tables[0], tables[1]

    def _content(self, connection: http.client.HTTPConnection) -> bytes:
        """The whole answer; raises `TimeoutError` for one that comes drop by drop."""
        until, content = time.monotonic() + self._timeout_s, bytearray()
        with connection.getresponse() as response:
            while chunk := response.read1(CHUNK):
                content += chunk
                if len(content) > LARGEST_ANSWER:
                    raise ValueError("the answer is too large")
                if time.monotonic() > until:
                    raise TimeoutError("timed out in the middle of its answer")
        return bytes(content)

    def _ask(
        self, server: OsrmProfile, service: str, lonlat: Floats, options: str
    ) -> dict[str, Any]:
        """The server's answer, also one that says that there is no way."""
        places = ";".join(f"{lon:.6f},{lat:.6f}" for lon, lat in lonlat)
        radiuses = ";".join([f"{server.off_road.limit_m:.0f}"] * len(lonlat))
        address = urlsplit(server.address)
        path = f"{address.path.rstrip('/')}/{service}/v1/{server.name}/{places}"
        kind = (
            http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
        )
        connection = kind(address.netloc, timeout=self._timeout_s)
        try:
            connection.request("GET", f"{path}?radiuses={radiuses}&{options}")
            answer = json.loads(self._content(connection))
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise _unavailable(server, str(error)) from error
        finally:
            connection.close()
        if not isinstance(answer, dict) or answer.get("code") not in ("Ok", *NO_WAY):
            told = answer if isinstance(answer, dict) else {}
            raise _unavailable(server, f"{told.get('code')} {told.get('message', '')}")
        return answer


def _refuse_flying(server: OsrmProfile, points: Floats, whole: Floats) -> None:
    """Raise `EngineUnavailable` when a way is quicker than any vehicle, roads taken as crows fly.

    A server may take a place to another of its roads than the nearest, so that much is allowed for.
    """
    for i in range(len(points)):
        straight_m = distance_m(np.broadcast_to(points[i], points.shape), points)
        seconds = whole[i] / LENGTH_UNITS / 1000
        far_m = straight_m - server.off_road.limit_m
        flying = np.flatnonzero(far_m > seconds * FASTEST_KMH / 3.6)
        if len(flying):
            j = int(flying[np.argmax(far_m[flying])])
            km, s = straight_m[j] / 1000, seconds[j]
            raise _unavailable(server, f"{km:.0f} km in {s:.0f} s, faster than any vehicle")


def _blocks(which: np.ndarray) -> Iterator[np.ndarray]:
    for first in range(0, len(which), BLOCK):
        yield which[first : first + BLOCK]


def _field(server: OsrmProfile, answer: Any, *path: str | int) -> Any:
    """What lies at a path of an answer; raises `EngineUnavailable` when nothing does."""
    for step in path:
        try:
            answer = answer[step]
        except (KeyError, IndexError, TypeError) as error:
            raise _unavailable(server, f"answer without {step}") from error
    return answer


def _unavailable(server: OsrmProfile, cause: str) -> EngineUnavailable:
    return EngineUnavailable(
        f"OSRM server {server.address} cannot answer: {cause}"[:300],
        address=server.address, cause=cause[:200],
    )  # fmt: skip
