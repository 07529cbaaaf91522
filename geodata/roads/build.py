"""Builds a `roads/` folder: an OSM extract or a layer of lines in, network and tables out."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from geodata.errors import UnreadableFile
from geodata.findings import Finding, Severity, has_errors
from geodata.roads.features import FEATURES_FILE
from geodata.roads.gaps import MAX_GAP_M
from geodata.roads.graph import RoadNetwork, build_network
from geodata.roads.heights import read_heights
from geodata.roads.layers import LayerColumns, read_layer
from geodata.roads.osm import Box, ReadCounts, read_extract
from geodata.roads.speeds import SPEEDS_FILE, SpeedTable
from geodata.roads.store import NETWORK_FILE, write_network
from geodata.roads.traits import FLAGS, SURFACES
from geodata.roads.ways import metres_by_class, network_of_ways
from geodata.roads.weights import main_piece, weights_of

LAYERS = (".geojson", ".json", ".gpkg", ".zip")
EXTRACTS = (".pbf", ".osm")
OSM_NOTICE = "© OpenStreetMap contributors, Open Database License (ODbL) 1.0"
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadReport:
    """What was built.

    `km` by road class; `surface_km` by surface and `features` by how many arcs have one; `gaps` are
    lengths in metres of gaps that were joined (layers only), longest first; `main_share` of all
    kilometres that vehicles may use hangs together.
    """

    arcs: int
    junctions: int
    km: dict[str, float]
    surface_km: dict[str, float]
    features: dict[str, int]
    main_share: float
    climb_m: int
    gaps: tuple[int, ...] = ()
    ways_left_out: int = 0
    ways_parted: int = 0


def build_roads(
    source: Path,
    out: Path,
    *,
    heights: Iterable[Path] = (),
    columns: LayerColumns | None = None,
    max_gap_m: float = MAX_GAP_M,
    box: Box | None = None,
) -> tuple[RoadReport | None, tuple[Finding, ...]]:
    """Write `network.npz` into a folder, and the standard tables where it has none of its own.

    `box` leaves out all ways of an extract that lie outside it. None when a finding is an error,
    then nothing is written; raises `UnreadableFile`.
    """
    counts = ReadCounts()
    findings: tuple[Finding, ...] = ()
    if source.suffix.lower() in EXTRACTS:
        tiles = read_heights(heights) if (heights := tuple(heights)) else None
        network = network_of_ways(read_extract(source, counts, box), heights=tiles)
    elif source.suffix.lower() in LAYERS:
        drawings, findings = read_layer(source, columns or LayerColumns())
        if has_errors(findings):
            return None, findings
        network = build_network(drawings, speeds=SpeedTable(roads={}), max_gap_m=max_gap_m)
    else:
        raise UnreadableFile(
            f"neither an extract nor a layer: {source.name}",
            finding="unknown_road_source", file=source.name,
        )  # fmt: skip
    if not len(network.arc_from):
        nothing = Finding(code="no_roads", severity=Severity.ERROR, file=source.name)
        return None, (*findings, nothing)
    out.mkdir(parents=True, exist_ok=True)
    write_network(network, out / NETWORK_FILE)
    is_osm = source.suffix.lower() in EXTRACTS
    standard: tuple[str, ...] = (SPEEDS_FILE, FEATURES_FILE) if is_osm else ()
    if network.traits is not None and not is_osm:
        standard = (FEATURES_FILE,)
    for name in standard:
        if not (out / name).exists():
            shutil.copyfile(_HERE / f"osm_{name}", out / name)
    if is_osm and not (out / "ATTRIBUTION.txt").exists():
        (out / "ATTRIBUTION.txt").write_text(f"Roads: {OSM_NOTICE}\n", encoding="utf-8")
    return report_of(network, counts), findings


def report_of(network: RoadNetwork, counts: ReadCounts) -> RoadReport:
    """The figures of a network."""
    vehicles = SpeedTable(
        roads={"any": dict.fromkeys(set(metres_by_class(network)) - {"path"}, 1.0)}
    )
    weights = weights_of(network, vehicles, "any")
    usable_m = float(network.length_m[weights.passable()].sum())
    main_m = float(network.length_m[main_piece(network, weights)].sum())
    traits = network.traits
    gaps = np.sort(network.length_m[network.is_connector])[::-1]
    return RoadReport(
        arcs=len(network.arc_from),
        junctions=len(network.node_lonlat),
        km={name: round(m / 1000, 1) for name, m in metres_by_class(network).items()},
        surface_km={
            name: round(float(network.length_m[traits.surface == i].sum()) / 1000, 1)
            for i, name in enumerate(SURFACES)
        }
        if traits is not None
        else {},
        features={name: int(((traits.flags >> i) & 1).sum()) for i, name in enumerate(FLAGS)}
        if traits is not None
        else {},
        main_share=round(main_m / usable_m, 4) if usable_m else 0.0,
        climb_m=0 if traits is None else round(float(np.nansum(traits.climb_m))),
        gaps=tuple(int(m) for m in np.rint(gaps)),
        ways_left_out=counts.left_out,
        ways_parted=counts.parted,
    )
