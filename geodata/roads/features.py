"""Factors on the speed of arcs by feature: `features.csv`.

Columns: feature, road_state, vehicle_class, factor, source. The speed of an arc is that of its
class times the factor of every feature it has; an empty factor means that the vehicle may not use
such arcs in that state. `climb` is the share of the speed left on a grade of 10 %.
"""

from collections.abc import Mapping
from pathlib import Path

from geodata.findings import Finding, FindingLog, has_errors
from geodata.roads.speeds import CLIMB
from geodata.roads.traits import FLAGS, GRADES, SURFACES
from geodata.tables import read_table

FEATURES_FILE = "features.csv"
FEATURES = (
    *(f"surface_{name}" for name in SURFACES),
    *(f"grade_{i}" for i in range(1, GRADES + 1)),
    *FLAGS,
    CLIMB,
)
COLUMNS = ("feature", "road_state", "vehicle_class", "factor")
LOWEST, HIGHEST = 0.05, 3.0

Factors = Mapping[str, Mapping[str, float | None]]
"""Factor by profile and feature; None: may not be used."""


def read_features(path: Path) -> tuple[Factors, list[Finding]]:
    """The factors of a file, with what is wrong in it."""
    table, found = read_table(path)
    if table is None or has_errors(found):
        return {}, list(found)
    log = FindingLog(table.file, titles=table.titles)
    for name in COLUMNS:
        if name not in table.headings:
            log.add("missing_column", column=name)
    if has_errors(log.findings):
        return {}, [*found, *log.findings]
    factors: dict[str, dict[str, float | None]] = {}
    for row in table.rows:
        feature, text = row.cells["feature"], row.cells["factor"]
        profile = f"{row.cells['vehicle_class']}/{row.cells['road_state']}"
        if feature not in FEATURES:
            log.add(
                "unknown_road_feature", row=row.number, column="feature", value=feature,
                known=", ".join(FEATURES),
            )  # fmt: skip
        elif not (row.cells["vehicle_class"] and row.cells["road_state"]):
            log.add("empty_profile", row=row.number, column="vehicle_class", value="")
        elif feature in factors.get(profile, {}):
            log.add("duplicate_feature", row=row.number, column="feature", value=feature)
        else:
            factors.setdefault(profile, {})[feature] = _factor(text, row.number, log)
    return factors, [*found, *log.findings]


def _factor(text: str, row: int, log: FindingLog) -> float | None:
    if not text:
        return None
    try:
        factor = float(text)
    except ValueError:
        log.add("not_a_number", row=row, column="factor", value=text)
        return None
    if not LOWEST <= factor <= HIGHEST:
        log.add("out_of_range", row=row, column="factor", value=text, low=LOWEST, high=HIGHEST)
        return None
    return factor
