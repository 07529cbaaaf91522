"""What keeps villages from being reached, as facts of the rows that a plan leaves out for it.

Found with the province's roads, by relaxing one rule at a time, and stored among a plan's inputs:
a plan made again has the same reasons though the roads have changed since.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import replace

from geodata.errors import GeodataError
from planner.domain.plan import Plan, Reason, Unplanned
from planner.domain.request import PlanRequest
from planner.ports import TravelTimes
from planner.usecases.travel import places_of

ROLE = "barriers"
"""Under which they are kept among a plan's inputs."""

Barriers = Mapping[str, Mapping[str, str | int | float]]
"""By "profile base place" that no way leads to: the cause and its facts, named `barrier_...`."""

_log = logging.getLogger(__name__)


def barriers_of(plan: Plan, request: PlanRequest, engine: TravelTimes) -> Barriers:
    """The barriers of a plan's unreachable rows; empty where the engine cannot tell."""
    asked: dict[tuple[str, str], set[str]] = {}
    for row in filter(_is_unreachable, plan.unplanned):
        profile, base, place = _where(row)
        asked.setdefault((profile, base), set()).add(place)
    places = places_of(request) if asked else {}
    found: dict[str, dict[str, str | int | float]] = {}
    for (profile, base), codes in sorted(asked.items()):
        try:
            told = engine.barriers(base, places, profile)
        except GeodataError as error:
            _log.warning("barriers_unknown", extra={"profile": profile, "cause": error.code})
            continue
        for place in sorted(codes & told.keys()):
            facts = {f"barrier_{name}": value for name, value in told[place].facts.items()}
            found[" ".join((profile, base, place))] = {"barrier": told[place].cause.value, **facts}
    return found


def with_barriers(plan: Plan, barriers: Barriers) -> Plan:
    """The plan with the barrier of every row that has one among its facts."""
    if not barriers:
        return plan
    return replace(
        plan,
        unplanned=tuple(
            replace(row, facts={**row.facts, **barriers[_key(row)]})
            if _is_unreachable(row) and _key(row) in barriers
            else row
            for row in plan.unplanned
        ),
    )


def pack_barriers(barriers: Barriers) -> bytes:
    """As JSON; equal barriers, equal bytes."""
    return json.dumps(barriers, ensure_ascii=False, sort_keys=True).encode()


def unpack_barriers(content: bytes) -> Barriers:
    """The barriers of `pack_barriers`."""
    told: Barriers = json.loads(content)
    return told


def _is_unreachable(row: Unplanned) -> bool:
    return row.reason is Reason.UNREACHABLE and "place_code" in row.facts


def _where(row: Unplanned) -> tuple[str, str, str]:
    """The first of the profiles that were tried, the base nearest to the place, the place."""
    facts = row.facts
    profile = str(facts["profiles"]).split(", ")[0]
    return profile, str(facts["base_code"]), str(facts["place_code"])


def _key(row: Unplanned) -> str:
    return " ".join(_where(row))
