"""The published documents as they stand in the description of the interface.

`planner.documents` prepares their dataclasses when it first meets them; that must have happened
before an endpoint names one, or the description would depend on what ran before.
"""

from planner.documents import json_schema
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.policy import Policy
from planner.domain.verdict import Verdict

__all__ = ["Plan", "Policy", "SolveParams", "Verdict"]

for _name in ("plan", "verdict", "solve-params", "province-data"):
    json_schema(_name)
