"""An engine that remembers its matrices in a folder; a file that cannot be trusted is made anew.

One npz a matrix, named by a hash of everything it follows from: engine and format, the engine's
own digest (network, speeds), profile, and every place with its point.
"""

import contextlib
import hashlib
import io
import json
import logging
import os
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from geodata.errors import InvalidMatrix
from geodata.matrix import TravelMatrix
from geodata.places import Location
from geodata.roads.last_legs import LastLeg
from geodata.travel.barriers import Barrier

FORMAT = "matrix/1"
_log = logging.getLogger(__name__)


class TravelEngine(Protocol):
    """What an engine must offer to be remembered."""

    name: str

    def digest(self) -> str:
        """Equal answers, equal digest."""
        ...

    def matrix(self, places: Mapping[str, Location], profile: str) -> TravelMatrix:
        """Seconds and metres between all places."""
        ...

    def geometry(self, origin: Location, destination: Location, profile: str) -> Sequence[Location]:
        """The line of one leg."""
        ...

    def geometries(
        self, pairs: Sequence[tuple[Location, Location]], profile: str
    ) -> tuple[tuple[Location, ...], ...]:
        """The lines of many legs."""
        ...

    def barriers(
        self, origin: str, places: Mapping[str, Location], profile: str
    ) -> Mapping[str, Barrier]:
        """Why each place that cannot be reached from `origin` cannot."""
        ...

    def last_legs(self, places: Mapping[str, Location], profile: str) -> Mapping[str, LastLeg]:
        """How the crew gets to the places that the vehicle does not."""
        ...


class CachedEngine:
    """Wraps an engine; answers from the folder when it can."""

    def __init__(self, engine: TravelEngine, folder: Path) -> None:
        self._engine = engine
        self._folder = folder
        self._engine_digest = engine.digest()
        self.name = engine.name

    def digest(self) -> str:
        """The wrapped engine's."""
        return self._engine_digest

    def matrix(self, places: Mapping[str, Location], profile: str) -> TravelMatrix:
        """As the wrapped engine gives it, remembered or not."""
        path = self._folder / f"{self.key(places, profile)}.npz"
        matrix = _read(path, places, profile, self.name)
        if matrix is None:
            matrix = self._engine.matrix(places, profile)
            _write(path, matrix)
        return matrix

    def geometry(self, origin: Location, destination: Location, profile: str) -> Sequence[Location]:
        """As the wrapped engine gives it."""
        return self._engine.geometry(origin, destination, profile)

    def geometries(
        self, pairs: Sequence[tuple[Location, Location]], profile: str
    ) -> tuple[tuple[Location, ...], ...]:
        """As the wrapped engine gives them."""
        return self._engine.geometries(pairs, profile)

    def barriers(
        self, origin: str, places: Mapping[str, Location], profile: str
    ) -> Mapping[str, Barrier]:
        """As the wrapped engine gives them."""
        return self._engine.barriers(origin, places, profile)

    def last_legs(self, places: Mapping[str, Location], profile: str) -> Mapping[str, LastLeg]:
        """As the wrapped engine gives them."""
        return self._engine.last_legs(places, profile)

    def key(self, places: Mapping[str, Location], profile: str) -> str:
        """The name under which a matrix is remembered."""
        points = [(code, repr(at.lon), repr(at.lat)) for code, at in places.items()]
        parts = [FORMAT, self.name, self._engine_digest, profile, points]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _read(
    path: Path, places: Mapping[str, Location], profile: str, engine: str
) -> TravelMatrix | None:
    """The matrix of a file; None when there is none or it is not to be trusted."""
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as arrays:
            matrix = TravelMatrix(
                profile=profile,
                engine=engine,
                place_ids=tuple(places),
                durations_s=arrays["durations_s"],
                distances_m=arrays["distances_m"],
                estimated=arrays["estimated"],
            )
            return matrix if str(arrays["digest"]) == matrix.digest() else None
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, InvalidMatrix):
        _log.warning("cached_matrix_unreadable", extra={"path": str(path)})
        return None


def _write(path: Path, matrix: TravelMatrix) -> None:
    """Write beside the target, then move over it: readers see all of it or nothing.

    A folder that cannot be written to costs time only, so it is logged and no error.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            np.savez(
                file,
                durations_s=matrix.durations_s,
                distances_m=matrix.distances_m,
                estimated=matrix.estimated,
                digest=np.array(matrix.digest()),
            )
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        _log.warning("matrix_not_cached", extra={"path": str(path)})
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
