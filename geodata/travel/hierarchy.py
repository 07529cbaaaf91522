"""A road network contracted along an order of its junctions: made once, weighted in milliseconds.

The order depends on the network's shape alone, so a closure or a season asks for new sums only. A
large network's order takes seconds; it can be kept in a folder.
"""

import contextlib
import hashlib
import io
import logging
import os
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from geodata.crs import projection_for
from geodata.roads.graph import RoadNetwork
from geodata.roads.weights import Mask
from geodata.travel.hierarchy_kernel import Shape, contract, edges_of_arcs
from geodata.travel.order_kernel import Roads, dissect
from geodata.travel.stations import Ints

FORMAT = "order/1"
KEPT_FROM = 20_000
"""Junctions from which an order is worth a file; below it takes less than 0.2 s."""

Ranks = npt.NDArray[np.int32]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Hierarchy:
    """Shortcuts over ranks. rank: (n,) of each junction. edges: (m,) the shortcut of each arc.

    is_up: (m,) whether an arc's start ranks below its end.
    """

    rank: Ranks
    shape: Shape
    edges: Ints
    is_up: Mask


def build_hierarchy(network: RoadNetwork, folder: Path | None = None) -> Hierarchy:
    """The hierarchy of all arcs of a network, whoever may use them."""
    first, head, back = _neighbours(network)
    path = None
    if folder is not None and len(network.node_lonlat) >= KEPT_FROM:
        path = folder / f"order-{_key(network)}.npz"
    rank = None if path is None else _read(path, len(network.node_lonlat))
    if rank is None:
        metres = projection_for(network.node_lonlat).to_metres(network.node_lonlat)
        x, y = (np.ascontiguousarray(metres[:, axis]) for axis in (0, 1))
        rank = dissect(Roads(first, head, back, x, y))
        if path is not None:
            _write(path, rank)
    shape = contract(first, head, rank)
    start, end = rank[network.arc_from], rank[network.arc_to]
    return Hierarchy(
        rank=rank, shape=shape, edges=edges_of_arcs(shape, start, end), is_up=start < end
    )


def _neighbours(network: RoadNetwork) -> tuple[Ints, Ranks, Ints]:
    """Junctions that share an arc: where each one's begin, the others, and the way back."""
    n = len(network.node_lonlat)
    a, b = network.arc_from.astype(np.int64), network.arc_to.astype(np.int64)
    pairs = np.unique(np.minimum(a, b)[a != b] * n + np.maximum(a, b)[a != b])
    start = np.concatenate([pairs // n, pairs % n])
    end = np.concatenate([pairs % n, pairs // n])
    order = np.lexsort((end, start))
    start, end = start[order], end[order]
    first = np.searchsorted(start, np.arange(n + 1)).astype(np.int64)
    back = np.searchsorted(start * n + end, end * n + start).astype(np.int64)
    return first, end.astype(np.int32), back


def _key(network: RoadNetwork) -> str:
    sha = hashlib.sha256(FORMAT.encode())
    for array in (network.node_lonlat, network.arc_from, network.arc_to):
        sha.update(np.ascontiguousarray(array).tobytes())
    return sha.hexdigest()


def _read(path: Path, junctions: int) -> Ranks | None:
    """The order of a file; None when there is none or it is no order of so many junctions."""
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as file:
            rank = np.ascontiguousarray(file["rank"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        rank = np.zeros(0, dtype=np.int32)
    # Any order gives the same answers, so this is all there is to check.
    if rank.dtype == np.int32 and np.array_equal(np.sort(rank), np.arange(junctions)):
        return rank
    _log.warning("order_unreadable", extra={"path": str(path)})
    return None


def _write(path: Path, rank: Ranks) -> None:
    """Beside the target, then over it; a folder that cannot be written to costs time only."""
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            np.savez(file, rank=rank)
        temporary.replace(path)
    except OSError:
        _log.warning("order_not_kept", extra={"path": str(path)})
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
