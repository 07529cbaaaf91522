"""What an import would do, before anything is kept: counts, new, changed, missing, findings."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from geodata.findings import Finding, has_errors
from planner.domain.province import ProvinceData
from planner.inputs import PartDifference, differences
from planner.ports import Clock, Store
from planner.usecases.villages import gather


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvincePreview:
    """One province as an import would leave it; `is_new`: the store does not know it yet."""

    province_code: str
    name_th: str
    name_en: str
    is_new: bool
    parts: tuple[PartDifference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """What an import would do; provinces that cannot be put together are left out.

    `is_refused`: a finding is an error, so the import itself would keep nothing.
    """

    provinces: tuple[ProvincePreview, ...]
    findings: tuple[Finding, ...]

    @property
    def is_refused(self) -> bool:
        """Whether the import would be refused."""
        return has_errors(self.findings)


def preview_import(
    store: Store,
    clock: Clock,
    paths: tuple[Path, ...],
    data_dir: Path,
    *,
    kind: str | None = None,
    province_code: str | None = None,
    names: Mapping[str, str] | None = None,
    keeps_priorities: bool = False,
) -> ImportPreview:
    """What `import_files` would do with the same files; nothing is kept."""
    basket = gather(
        store, clock, paths, data_dir, kind, province_code, names or {},
        wants_keys=True, keeps_priorities=keeps_priorities,
    )  # fmt: skip
    return ImportPreview(
        provinces=tuple(
            ProvincePreview(
                province_code=code,
                name_th=data.name_th,
                name_en=data.name_en,
                is_new=code not in basket.before,
                parts=differences(
                    _kept_history(basket.before.get(code), data),
                    data,
                    None if code in basket.folders else basket.named.get(code, {}),
                ),
            )
            for code, data in basket.data.items()
        ),
        findings=tuple(basket.findings),
    )


def _kept_history(before: ProvinceData | None, data: ProvinceData) -> ProvinceData | None:
    """What was there before, without recorded and announced visits that the files do not have.

    An import never takes visits away, so they are none that go missing.
    """
    if before is None:
        return None
    listed = {(v.village_code, v.service_code, v.date) for v in data.history}
    history = tuple(v for v in before.history if (v.village_code, v.service_code, v.date) in listed)
    return replace(before, history=history)
