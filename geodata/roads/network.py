"""Reads the roads of a dataset folder: drawn waypoints, or a network built before; speeds."""

from dataclasses import replace
from pathlib import Path

from geodata.errors import UnreadableFile
from geodata.findings import Finding, Severity, has_errors
from geodata.roads.features import FEATURES_FILE, read_features
from geodata.roads.gaps import MAX_GAP_M
from geodata.roads.graph import RoadNetwork, build_network
from geodata.roads.speeds import (
    LENGTH_FACTORS_FILE,
    NO_FACTORS,
    SPEEDS_FILE,
    LengthFactors,
    SpeedTable,
    read_length_factors,
    read_speeds,
)
from geodata.roads.store import NETWORK_FILE, load_network
from geodata.roads.waypoints import WAYPOINTS_FILE, read_waypoints

__all__ = ["RoadNetwork", "build_network", "read_network", "read_roads"]


def read_roads(
    folder: Path, *, factors: LengthFactors | None = None, max_gap_m: float = MAX_GAP_M
) -> tuple[RoadNetwork | None, tuple[Finding, ...]]:
    """The network of a dataset's `roads/` folder; None when a finding is an error.

    `network.npz`, made by `planner roads build`, stands in for `road_waypoints.csv` and length
    factors. `factors` stand in for those of the folder's `length_factors.csv`.
    """
    is_built = (folder / NETWORK_FILE).is_file()
    drawings, findings = ((), []) if is_built else read_waypoints(folder / WAYPOINTS_FILE)
    speeds, more = _speeds(folder)
    findings += more
    if factors is None and not is_built:
        factors, more = read_length_factors(folder / LENGTH_FACTORS_FILE)
        findings += more
    if not is_built and not drawings and not has_errors(findings):
        findings.append(Finding(code="no_roads", severity=Severity.ERROR, file=WAYPOINTS_FILE))
    if has_errors(findings):
        return None, tuple(findings)
    if is_built:
        return _built(folder / NETWORK_FILE, speeds, findings)
    network = build_network(
        drawings, speeds=speeds, factors=factors or NO_FACTORS, max_gap_m=max_gap_m
    )
    return network, tuple(findings)


def _speeds(folder: Path) -> tuple[SpeedTable, list[Finding]]:
    """Speeds, and factors by feature where the folder has them."""
    speeds, findings = read_speeds(folder / SPEEDS_FILE)
    if (folder / FEATURES_FILE).is_file():
        features, more = read_features(folder / FEATURES_FILE)
        speeds, findings = replace(speeds, features=features), [*findings, *more]
    return speeds, findings


def _built(
    path: Path, speeds: SpeedTable, findings: list[Finding]
) -> tuple[RoadNetwork | None, tuple[Finding, ...]]:
    try:
        network = replace(load_network(path), speeds=speeds)
    except UnreadableFile as error:
        refused = Finding(
            code="not_a_network", severity=Severity.ERROR, file=path.name,
            facts={"cause": str(error.facts.get("cause", ""))},
        )  # fmt: skip
        return None, (*findings, refused)
    return network, tuple(findings)


def read_network(
    folder: Path, *, factors: LengthFactors | None = None, max_gap_m: float = MAX_GAP_M
) -> RoadNetwork:
    """As `read_roads`; raises `UnreadableFile` naming the first defect and how many there are."""
    network, findings = read_roads(folder, factors=factors, max_gap_m=max_gap_m)
    if network is None:
        errors = [f for f in findings if f.severity is Severity.ERROR]
        first = errors[0]
        raise UnreadableFile(
            f"roads cannot be read: {first.code} in {first.file}",
            finding=first.code, file=first.file, row=first.row or 0, count=len(errors),
        )  # fmt: skip
    return network
