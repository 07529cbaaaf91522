"""Imports: dataset folders and single lists into the store, all of them or nothing.

Everything is read and judged first; one transaction then keeps all provinces at once. What a
person placed by hand on the map stays where it was put.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from geodata.boundaries import Boundaries, read_boundaries
from geodata.findings import Finding, Severity, has_errors
from geodata.roads.network import read_roads
from geodata.tables import content_fault, look_into, read_table
from planner.domain.calendar import Horizon
from planner.domain.errors import ImportRefused, NotFound
from planner.domain.province import ProvinceData, ProvinceVersion, request_for
from planner.inputs import (
    PART_KINDS,
    KeysByKind,
    is_unfilled,
    is_workbook,
    keys_of_book,
    keys_of_file,
    kind_of_file,
    likely_kinds,
    likely_province,
    open_book,
    read_book,
    read_country,
    read_dataset,
    read_part,
)
from planner.ports import Clock, Store
from planner.usecases.geography import geography_folder, keep_geography
from planner.usecases.kept import with_placed
from planner.usecases.priorities import with_priorities
from planner.usecases.quality import odd_villages
from planner.words import catalog

TABLE_SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx")
LAYER_SUFFIXES = (".geojson", ".gpkg", ".zip")
FILE_SUFFIXES = (*TABLE_SUFFIXES, ".json", *LAYER_SUFFIXES)
"""How single files that can be read end."""
EVERY_PROVINCE = "all"
"""In place of a province's code: a village list is of as many provinces as its codes name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did: the new version of each province, and what it found on the way."""

    versions: tuple[ProvinceVersion, ...]
    provinces: tuple[ProvinceData, ...]
    findings: tuple[Finding, ...]


@dataclass
class Basket:
    """Provinces as they will be, and the dataset folder that each one's roads come from.

    `before` holds those that the store has, `named` what single files name of each kind.
    """

    data: dict[str, ProvinceData] = field(default_factory=dict)
    folders: dict[str, Path] = field(default_factory=dict)
    geographies: dict[str, str] = field(default_factory=dict)
    before: dict[str, ProvinceData] = field(default_factory=dict)
    named: dict[str, KeysByKind] = field(default_factory=dict)
    wants_keys: bool = False
    findings: list[Finding] = field(default_factory=list)


def import_files(
    store: Store,
    clock: Clock,
    paths: tuple[Path, ...],
    data_dir: Path,
    *,
    actor: str,
    kind: str | None = None,
    province_code: str | None = None,
    names: Mapping[str, str] | None = None,
    keeps_priorities: bool = False,
) -> Imported:
    """Import dataset folders, and workbooks and single files over what a province has.

    A file's kind is its name (`villages.csv`, `units.xlsx`) unless `kind` says otherwise; its
    province the only one there is unless `province_code` names it (`EVERY_PROVINCE`: a village list
    of many). A workbook has a sheet for each
    kind and may name its province. `names` maps headings of the files to columns of ours. With
    `keeps_priorities` the policy and the weights of need stay as they are: two persons change them.

    Raises
    ------
    `ImportRefused` with every finding when one of them is an error: nothing is imported then.
    """
    basket = gather(
        store, clock, paths, data_dir, kind, province_code, names or {},
        keeps_priorities=keeps_priorities,
    )  # fmt: skip
    if has_errors(basket.findings):
        raise ImportRefused(
            "files with errors, nothing was imported",
            tuple(basket.findings),
            count=sum(f.severity is Severity.ERROR for f in basket.findings),
        )
    for code, folder in basket.folders.items():
        basket.geographies[code] = keep_geography(folder, data_dir, code)
    with store.writing(actor=actor, at=clock.now()) as writer:
        versions = []
        for code, data in basket.data.items():
            version = writer.put_province(data, geography=basket.geographies.get(code, ""))
            writer.note(
                "province_imported",
                f"province:{code}",
                version=version.version,
                digest=version.data_digest,
            )
            versions.append(version)
    return Imported(
        versions=tuple(versions),
        provinces=tuple(basket.data.values()),
        findings=tuple(basket.findings),
    )


def gather(
    store: Store,
    clock: Clock,
    paths: tuple[Path, ...],
    data_dir: Path,
    kind: str | None,
    province_code: str | None,
    names: Mapping[str, str],
    *,
    wants_keys: bool = False,
    keeps_priorities: bool = False,
) -> Basket:
    """Provinces as these files would make them, and every finding; nothing is kept."""
    basket = Basket(wants_keys=wants_keys)
    for path in paths:
        if not path.exists():
            missing = Finding(code="missing_file", severity=Severity.ERROR, file=str(path))
            basket.findings.append(missing)
        elif path.is_dir():
            _take_folder(store, path, basket)
        else:
            _take_file(store, path, basket, data_dir, kind, province_code, names)
    if keeps_priorities:
        for code, data in basket.data.items():
            kept = basket.before.get(code)
            basket.data[code], found = with_priorities(data, kept, file=paths[-1].name)
            basket.findings += found
    for data in basket.data.values():
        _try_out(data, clock)
        basket.findings += _lacking(data, paths[-1].name)
        basket.findings += _odd(data, basket, data_dir, paths[-1].name)
    return basket


def _odd(data: ProvinceData, basket: Basket, data_dir: Path, file: str) -> tuple[Finding, ...]:
    """Warnings on villages that changed, by the roads and boundaries the province will have."""
    code = data.province_code
    kept = basket.geographies.get(code)
    folder = basket.folders.get(code) or (data_dir / "provinces" / code / kept if kept else None)
    return odd_villages(data, basket.before.get(code), file=file, geography=folder)


def _lacking(data: ProvinceData, file: str) -> tuple[Finding, ...]:
    """A warning for a province that no plan can be made of yet."""
    counts = {
        "units": len(data.units), "services": len(data.services), "packages": len(data.packages)
    }  # fmt: skip
    if all(counts.values()):
        return ()
    lacking = Finding(
        code="nothing_to_plan_with",
        severity=Severity.WARNING,
        file=file,
        value=data.province_code,
        facts=dict[str, str | int | float](counts),
    )
    return (lacking,)


def _take_folder(store: Store, folder: Path, basket: Basket) -> None:
    data, findings = read_dataset(folder)
    basket.findings += findings
    if (folder / "roads").is_dir():
        _, more = read_roads(folder / "roads")
        basket.findings += more
    if data is None:
        return
    with store.reading() as reader:
        if reader.province_versions(data.province_code):
            before = reader.province(data.province_code)
            basket.before[data.province_code] = before
            data = with_placed(data, before)
    basket.data[data.province_code] = data
    basket.folders[data.province_code] = folder


def _take_file(
    store: Store,
    path: Path,
    basket: Basket,
    data_dir: Path,
    kind: str | None,
    province_code: str | None,
    names: Mapping[str, str],
) -> None:
    fault = content_fault(path)
    if fault is not None:
        basket.findings.append(fault)
        return
    sheets: tuple[str, ...] = ()
    if path.suffix.lower() == ".xlsx":
        sheets, found = look_into(path)
        basket.findings += found
    if kind is None and is_workbook(sheets):
        _take_book(store, path, basket, data_dir, province_code, names)
        return
    chosen = kind or kind_of_file(path.stem) or _kind_of_layer(path) or path.stem
    if chosen not in PART_KINDS:
        basket.findings += _unknown(path, chosen)
        return
    if chosen == "villages" and province_code == EVERY_PROVINCE:
        _take_country(store, path, basket, data_dir, names)
        return
    version = _province_of(store, province_code)
    before = _before(store, basket, version.code)
    boundaries = boundaries_of(data_dir, version) if chosen == "villages" else None
    data, findings = read_part(path, chosen, before, boundaries=boundaries, names=names)
    keys = keys_of_file(path, chosen, before, names) if basket.wants_keys else frozenset()
    _keep(basket, version.code, data, findings, {chosen: keys})
    basket.geographies.setdefault(version.code, version.geography)


def _take_country(
    store: Store, path: Path, basket: Basket, data_dir: Path, names: Mapping[str, str]
) -> None:
    """A village list of many provinces; those the store does not know begin with it."""
    with store.reading() as reader:
        known = {version.code: version for version in reader.provinces()}

    def province_of(code: str) -> ProvinceData | None:
        if code in known or code in basket.data:
            return _before(store, basket, code)
        title = catalog().get(f"province_{code}")
        return title and ProvinceData(province_code=code, name_th=title[0], name_en=title[1])

    def boundaries(code: str) -> Boundaries | None:
        return boundaries_of(data_dir, known[code]) if code in known else None

    provinces, findings = read_country(path, province_of, boundaries, names=names)
    basket.findings += findings
    for data in provinces:
        code = data.province_code
        keys = frozenset((village.code,) for village in data.villages)
        _keep(basket, code, data, (), {"villages": keys})
        if code in known:
            basket.geographies.setdefault(code, known[code].geography)


def _kind_of_layer(path: Path) -> str | None:
    """Layers hold villages; other things come as tables."""
    return "villages" if path.suffix.lower() in LAYER_SUFFIXES else None


def _unknown(path: Path, chosen: str) -> tuple[Finding, ...]:
    """Why a file whose name is no kind of data is not read: its content is judged first."""
    if path.suffix.lower() not in FILE_SUFFIXES:
        code, value, facts = "unsupported_file", None, {"known": ", ".join(FILE_SUFFIXES)}
    else:
        is_table = path.suffix.lower() in TABLE_SUFFIXES
        table, found = read_table(path) if is_table else (None, ())
        if has_errors(found):
            return found
        likely = likely_kinds(table)
        code = "unknown_kind_likely" if likely else "unknown_kind"
        value, facts = chosen[:80], {"known": ", ".join(PART_KINDS), "likely": ", ".join(likely)}
    return (
        Finding(
            code=code,
            severity=Severity.ERROR,
            file=path.name,
            value=value,
            facts=dict[str, str | int | float](facts),
        ),
    )


def _take_book(
    store: Store,
    path: Path,
    basket: Basket,
    data_dir: Path,
    province_code: str | None,
    names: Mapping[str, str],
) -> None:
    book, findings = open_book(path)
    basket.findings += findings
    if book is None:
        return
    if is_unfilled(book):
        basket.findings.append(_unfilled(path))
        return
    with store.reading() as reader:
        known = {version.code for version in reader.provinces()} | basket.data.keys()
    head = book.head
    boundaries = None
    if head is not None and province_code in (None, head.province_code):
        code = head.province_code
    else:
        code = province_code or ""
    if head is not None and code not in known and code == head.province_code:
        before = ProvinceData(province_code=code, name_th=head.name_th, name_en=head.name_en)
    elif head is None and has_errors(findings) and not code and len(known) != 1:
        # Whose workbook it is stands in a sheet with faults; the other sheets are judged all the
        # same, so that everything is told at once.
        code = likely_province(book, names) or ""
        if not code:
            return
        before = ProvinceData(province_code=code, name_th="", name_en="")
    else:
        version = _province_of(store, code or None)
        code, before = version.code, _before(store, basket, version.code)
        boundaries = boundaries_of(data_dir, version)
        basket.geographies.setdefault(code, version.geography)
    data, found = read_book(book, before, boundaries=boundaries, names=names)
    keys = keys_of_book(book, before, names) if basket.wants_keys else {}
    _keep(basket, code, data, found, keys)


def _unfilled(path: Path) -> Finding:
    """That a workbook is empty, with the sheets to begin with as their tabs are called."""
    first = ("province", "villages", "services", "units", "demand")
    facts: dict[str, str | int | float] = {
        kind: catalog()[f"form_sheet_{kind}"][0] for kind in first
    }
    return Finding(
        code="workbook_is_unfilled", severity=Severity.ERROR, file=path.name, facts=facts
    )


def _before(store: Store, basket: Basket, code: str) -> ProvinceData:
    """The province as earlier files of this import left it, else as the store has it."""
    with store.reading() as reader:
        stored = basket.before.setdefault(code, reader.province(code))
    return basket.data.get(code, stored)


def _keep(
    basket: Basket,
    code: str,
    data: ProvinceData | None,
    findings: tuple[Finding, ...],
    named: KeysByKind,
) -> None:
    basket.findings += findings
    if data is not None:
        basket.data[code] = data
    known = basket.named.setdefault(code, {})
    for kind, keys in named.items():
        known[kind] = known.get(kind, frozenset()) | keys


def _province_of(store: Store, province_code: str | None) -> ProvinceVersion:
    """The province that a single file belongs to."""
    with store.reading() as reader:
        known = {version.code: version for version in reader.provinces()}
    code = province_code or next(iter(known), "") if len(known) == 1 else province_code or ""
    if code not in known:
        raise NotFound(
            "name the province of a single file",
            kind="province",
            id=code or "?",
            known=", ".join(known),
        )
    return known[code]


def boundaries_of(data_dir: Path, version: ProvinceVersion) -> Boundaries | None:
    """The boundaries that a province was imported with, None when it had none."""
    folder = geography_folder(data_dir, version)
    if folder is None or not (folder / "boundaries").is_dir():
        return None
    return read_boundaries(folder / "boundaries")[0]


def _try_out(data: ProvinceData, clock: Clock) -> None:
    """A province that no request can be made of is not kept; raises `InvalidDocument`."""
    request_for(data, Horizon(start=clock.now().date()))
