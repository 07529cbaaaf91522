"""A network in one file: `network.npz`, arrays only, checked when it is read back."""

import io
import os
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from geodata.errors import UnreadableFile
from geodata.roads.graph import RoadNetwork
from geodata.roads.speeds import ROAD_CLASSES
from geodata.roads.traits import ArcTraits

NETWORK_FILE = "network.npz"
FORMAT = "roads/1"
LARGEST_BYTES = 2 * 1024**3

_ARC_ARRAYS = ("arc_from", "arc_to", "length_m", "road_class", "is_connector")
_TYPES = {
    "node_lonlat": np.float64, "arc_from": np.int32, "arc_to": np.int32, "length_m": np.float64,
    "road_class": np.int8, "is_connector": np.bool_, "shape_lonlat": np.float64,
    "shape_start": np.int64,
}  # fmt: skip
_TRAIT_TYPES = {
    "one_way": np.bool_, "surface": np.uint8, "grade": np.uint8, "flags": np.uint8,
    "climb_m": np.float64, "fall_m": np.float64,
}  # fmt: skip


def write_network(network: RoadNetwork, path: Path) -> None:
    """Write all but the speeds, which stand in tables beside it; readers see all or nothing."""
    arrays: dict[str, Any] = {name: getattr(network, name) for name in _TYPES}
    if network.traits is not None:
        arrays |= {f"trait_{name}": array for name, array in network.traits.arrays().items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            np.savez_compressed(
                file,
                format=np.array(FORMAT),
                classes=np.array(ROAD_CLASSES),
                numbers=np.array(network.numbers, dtype=np.str_),
                off_road_factor=np.array(network.off_road_factor),
                **arrays,
            )
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def load_network(path: Path) -> RoadNetwork:
    """The network of a file, without speeds; raises `UnreadableFile`."""
    try:
        if sum(item.file_size for item in zipfile.ZipFile(path).infolist()) > LARGEST_BYTES:
            raise ValueError("too large")
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as file:
            network = _network(file)
        _check(network)
    except (OSError, ValueError, KeyError, EOFError, IndexError, zipfile.BadZipFile) as error:
        raise UnreadableFile(
            f"not a road network: {path.name}",
            finding="not_a_network", file=path.name, cause=str(error)[:200],
        ) from error  # fmt: skip
    return network


def _network(file: Mapping[str, Any]) -> RoadNetwork:
    if str(file["format"]) != FORMAT:
        raise ValueError(f"format {file['format']}")
    arrays: dict[str, Any] = {
        name: np.asarray(file[name], dtype=kind) for name, kind in _TYPES.items()
    }
    names = [str(name) for name in file["classes"]]
    arrays["road_class"] = np.array([ROAD_CLASSES.index(n) for n in names], dtype=np.int8)[
        arrays["road_class"]
    ]
    traits = None
    if "trait_one_way" in file:
        traits = ArcTraits(
            **{n: np.asarray(file[f"trait_{n}"], dtype=kind) for n, kind in _TRAIT_TYPES.items()}
        )
    return RoadNetwork(
        **arrays,
        numbers=tuple(str(number) for number in file["numbers"]),
        off_road_factor=float(file["off_road_factor"]),
        traits=traits,
    )


def _check(network: RoadNetwork) -> None:
    """Everything that others rely on without asking."""
    arcs, nodes = len(network.arc_from), len(network.node_lonlat)
    start = network.shape_start
    lonlat = network.shape_lonlat
    columns = [getattr(network, name) for name in _ARC_ARRAYS]
    if network.traits is not None:
        columns += list(network.traits.arrays().values())
    ends = np.concatenate([network.arc_from, network.arc_to])
    holds = (
        all(column.shape == (arcs,) for column in columns)
        and len(network.numbers) == arcs
        and network.node_lonlat.shape == (nodes, 2)
        and lonlat.ndim == 2
        and start.shape == (arcs + 1,)
        and bool((np.diff(start) >= 2).all())
        and (start[0], start[-1]) == (0, len(lonlat))
        and bool(((ends >= 0) & (ends < nodes)).all())
        and bool(np.isfinite(lonlat).all() and np.isfinite(network.length_m).all())
        and bool((network.length_m >= 0).all() and (np.abs(lonlat) <= (180, 90)).all())
    )
    if not holds:
        raise ValueError("arrays do not fit together")
