"""What files may not change by themselves: the policy, and the weights of need of villages.

Both say who is served before whom, which two persons must stand behind. A province that has no
villages yet begins with what its first files say.
"""

from dataclasses import replace

from geodata.findings import Finding, Severity
from planner.domain.province import ProvinceData


def with_priorities(
    data: ProvinceData, before: ProvinceData | None, *, file: str
) -> tuple[ProvinceData, tuple[Finding, ...]]:
    """The province with the policy and weights that it had, and a warning where files differ."""
    if before is None or not before.villages:
        return data, ()
    found = []
    if data.policy != before.policy:
        found.append(_told("policy_stays", file, 1))
    weights = {village.code: village.need_weight for village in before.villages}
    changed = [v for v in data.villages if v.need_weight != weights.get(v.code, 1.0)]
    if changed:
        found.append(_told("weights_stay", file, len(changed)))
    villages = tuple(
        v
        if v.need_weight == weights.get(v.code, 1.0)
        else replace(v, need_weight=weights.get(v.code, 1.0))
        for v in data.villages
    )
    return replace(data, policy=before.policy, villages=villages), tuple(found)


def _told(code: str, file: str, count: int) -> Finding:
    return Finding(code=code, severity=Severity.WARNING, file=file, facts={"count": count})
