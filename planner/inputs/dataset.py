"""Reads a dataset folder whole: every fault is told at once, and nothing is half imported."""

from pathlib import Path

from geodata.findings import Finding, Severity
from planner.domain.province import ProvinceData
from planner.inputs.forms import Entry, Form
from planner.inputs.head import POLICY_FILE, read_head, read_policy
from planner.inputs.kinds import FORMS
from planner.inputs.parts import Parts, assemble
from planner.inputs.rows import read_form
from planner.inputs.villages import read_village_list


def read_dataset(folder: Path) -> tuple[ProvinceData | None, tuple[Finding, ...]]:
    """The province of a dataset folder, and what was found in its files.

    None when a finding is an error. Without a readable `province.json` the villages are not judged,
    since nobody knows whose they should be; all else is. `stop_places.csv` may be absent: then
    every village has one place of its own; other optional files stand for nothing of their kind.
    """
    head, findings = read_head(folder)
    found = list(findings)
    if not folder.is_dir():
        return None, (Finding(code="missing_folder", severity=Severity.ERROR, file=folder.name),)
    villages, more = read_village_list(folder, head.province_code) if head else (None, ())
    found += more
    tables = {}
    for form in FORMS:
        tables[form.kind], more = _read_table(form, folder)
        found += more
    policy, more = read_policy(folder / POLICY_FILE)
    found += more
    parts = Parts(
        province_code=head.province_code if head else "",
        name_th=head.name_th if head else "",
        name_en=head.name_en if head else "",
        policy=policy,
        villages=villages,
        tables=tables,
    )
    return assemble(parts, found)


def _read_table(form: Form, folder: Path) -> tuple[tuple[Entry, ...] | None, tuple[Finding, ...]]:
    path = folder / form.file
    if path.exists():
        return read_form(form, path)
    if form.kind == "closures" and path.with_suffix(".geojson").exists():
        return read_form(form, path.with_suffix(".geojson"))
    if not form.may_lack:
        return None, (Finding(code="missing_file", severity=Severity.ERROR, file=form.file),)
    if form.warn_lack:
        absent = Finding(code="file_absent", severity=Severity.WARNING, file=form.file)
        return (), (absent,)
    return (), ()
