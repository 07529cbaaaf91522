"""Where, and how far: places, boundaries, roads and travel times."""

from geodata.findings import Finding, Severity
from geodata.matrix import UNREACHABLE, TravelMatrix
from geodata.places import Contact, Location, PointQuality, PopulationSource, Village

__all__ = [
    "UNREACHABLE",
    "Contact",
    "Finding",
    "Location",
    "PointQuality",
    "PopulationSource",
    "Severity",
    "TravelMatrix",
    "Village",
]
