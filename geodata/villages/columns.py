"""Village lists as tables: what their columns are called, whatever file they come in."""

import dataclasses
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from geodata.findings import Finding, FindingLog, Severity
from geodata.geojson import Feature, read_features
from geodata.layers import SUFFIXES, read_layer
from geodata.tables import Table, TableRow, clean_text, heading_of, read_table

TABLE_SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx")
GEOJSON_SUFFIXES = (".geojson", ".json")

SYNONYMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "code": (
            "muban_code", "village_code", "vill_code", "villcode", "mooban_code", "รหัสหมู่บ้าน",
            "รหัสชุมชน", "รหัส",
        ),
        "name_th": (
            "name", "village_name", "village", "vill_name", "muban_th", "muban_name", "name_thai",
            "ชื่อหมู่บ้าน", "หมู่บ้าน", "ชื่อบ้าน", "ชื่อชุมชน", "ชื่อ", "บ้าน",
        ),
        "name_en": ("name_eng", "muban_en", "village_name_en", "vill_name_e", "english_name",
                    "ชื่ออังกฤษ", "ชื่อหมู่บ้านภาษาอังกฤษ", "ชื่อภาษาอังกฤษ"),
        "tambon_th": ("tambon", "tambon_name", "subdistrict", "tam_namt", "ตำบล", "ชื่อตำบล"),
        "tambon_en": ("subdistrict_en", "tam_name", "ตำบล_(อังกฤษ)", "tambon_(english)"),
        "district_th": ("amphoe_th", "amphoe", "district", "amp_namt", "อำเภอ", "ชื่ออำเภอ"),
        "district_en": ("amphoe_en", "amp_name", "อำเภอ_(อังกฤษ)", "district_(english)"),
        "province_code": ("changwat_code", "prov_code", "pv_code", "รหัสจังหวัด"),
        "district_code": ("amphoe_code", "amp_code", "ap_code", "รหัสอำเภอ"),
        "tambon_code": ("subdistrict_code", "tam_code", "tb_code", "รหัสตำบล"),
        "moo": ("moo_no", "mu", "muban_no", "village_no", "vill_no", "หมู่", "หมู่ที่", "ม."),
        "lon": ("long", "longitude", "lng", "x", "ลองจิจูด", "ลองติจูด", "ลองกิจูด", "เส้นแวง"),
        "lat": ("latitude", "y", "ละติจูด", "ละติจุด", "เส้นรุ้ง"),
        "east_m": ("utm_e", "utm_x", "x_utm", "easting", "utm_east", "พิกัด_x", "ค่าพิกัด_x",
                   "พิกัดตะวันออก", "utm_(x)", "พิกัด_utm_x"),
        "north_m": ("utm_n", "utm_y", "y_utm", "northing", "utm_north", "พิกัด_y", "ค่าพิกัด_y",
                    "พิกัดเหนือ", "utm_(y)", "พิกัด_utm_y"),
        "utm_zone": ("zone", "โซน", "เขตพิกัด", "โซน_utm", "zone_utm"),
        "datum": ("พื้นหลักฐาน", "พื้นหลักฐานพิกัด"),
        "point_quality": ("คุณภาพพิกัด", "ความแม่นยำของพิกัด"),
        "point_source": ("coord_source", "ที่มาของพิกัด", "แหล่งที่มาของพิกัด"),
        "elevation_m": ("elev_m", "elevation", "ความสูง", "ความสูง_(ม.)", "elevation_(m)",
                        "ความสูงจากระดับน้ำทะเล"),
        "population": ("pop", "people", "pop_total", "ประชากร", "จำนวนประชากร", "ประชากรรวม",
                       "จำนวนคน", "รวมประชากร"),
        "population_source": ("pop_source", "ที่มาของประชากร", "แหล่งที่มาของประชากร"),
        "added_people": ("ประชากรแฝง", "คนเพิ่ม", "จำนวนคนเพิ่ม"),
        "added_people_reason": ("เหตุผลที่เพิ่มคน", "reason_for_added_people", "เหตุผลของประชากรแฝง"),
        "need_weight": ("weight", "weight_of_need", "น้ำหนักความจำเป็น"),
        "contacts": ("contact", "ผู้ติดต่อ"),
        "aliases": ("alias", "other_codes", "รหัสอื่น"),
    }
)  # fmt: skip
"""Other headings of each column, folded as `heading_of` folds them."""

_NAMES = {heading_of(name): own for own, names in SYNONYMS.items() for name in (own, *names)}
_CODE_PARTS = ("tambon_code", "moo")
_SHORTEST_CUT = 3
"""Letters that a Thai name in UTF-8 keeps of the 10 bytes of a Shapefile's field name."""


TABLE = "villages"
"""The kind of table, for findings: its workbook sheet says what its columns are called."""


def known_names(column: str) -> str:
    """The headings by which a column is known, for findings."""
    return ", ".join((column, *SYNONYMS.get(column, ())))


def heading_row(path: Path) -> int | None:
    """The row in which headings stand; features have none."""
    return 1 if path.suffix.lower() in TABLE_SUFFIXES else None


def read_village_table(
    path: Path, *, sheet: str | None = None, names: Mapping[str, str] | None = None
) -> tuple[Table | None, tuple[Finding, ...]]:
    """A village list with its columns under our own names; None when it cannot be read."""
    suffix = path.suffix.lower()
    if suffix in GEOJSON_SUFFIXES:
        raw, findings = _read_geojson(path)
    elif suffix in TABLE_SUFFIXES:
        raw, findings = read_table(path, sheet=sheet)
    elif suffix in SUFFIXES:
        raw, findings = _read_layer(path, sheet)
    else:
        log = FindingLog(path.name)
        known = (*TABLE_SUFFIXES, *GEOJSON_SUFFIXES, *SUFFIXES)
        log.add("unsupported_file", known=", ".join(known))
        return None, log.findings
    if raw is None:
        return None, findings
    table, more = with_own_names(raw, names or {})
    return table, (*findings, *more)


def can_be_villages(raw: Table) -> bool:
    """Whether a table has the headings that a village list needs."""
    names = {_own_name(title, _NAMES) for title in raw.titles.values()}
    return "name_th" in names and ("code" in names or names.issuperset(_CODE_PARTS))


def by_province(raw: Table, names: Mapping[str, str]) -> dict[str, Table]:
    """A village list of several provinces apart, by the first 2 digits of each row's code.

    Rows of which nobody can say stand under the empty code. Row numbers stay those of the file.
    """
    known = _known(names)
    own = {_own_name(title, known): heading for heading, title in raw.titles.items()}
    heading = own.get("code") or own.get("tambon_code") or ""
    rows: dict[str, list[TableRow]] = {}
    for row in raw.rows:
        text = row.cells.get(heading, "")
        digits = "".join(str(unicodedata.decimal(ch)) for ch in text if ch.isdecimal())
        rows.setdefault(digits[:2] if len(digits) >= 6 else "", []).append(row)
    return {
        code: dataclasses.replace(raw, rows=tuple(found)) for code, found in sorted(rows.items())
    }


def with_own_names(
    raw: Table, names: Mapping[str, str]
) -> tuple[Table | None, tuple[Finding, ...]]:
    """A table under our column names: those of `names` first; None when a needed one lacks."""
    known = _known(names)
    log = FindingLog(raw.file, sheet=raw.sheet)
    row = heading_row(Path(raw.file))
    heading_by_name: dict[str, str] = {}
    ignored: list[str] = []
    for heading, title in raw.titles.items():
        name = _own_name(title, known)
        if name is None:
            ignored.append(title)
        elif name not in heading_by_name:
            heading_by_name[name] = heading
        else:
            used = raw.titles[heading_by_name[name]]
            log.add("column_means_the_same", Severity.WARNING, row=row, column=title, used=used)
    if ignored:
        log.add("columns_ignored", Severity.WARNING, row=row, names=", ".join(ignored)[:400])
    has_code = "code" in heading_by_name or all(p in heading_by_name for p in _CODE_PARTS)
    wanted = [] if has_code else ["code"]
    wanted += [name for name in ("name_th",) if name not in heading_by_name]
    for name in wanted:
        log.add("missing_column", row=row, column=name, known=known_names(name), table=TABLE)
    if wanted:
        return None, log.findings
    rows = tuple(
        TableRow(
            number=row.number,
            cells={name: row.cells.get(h, "") for name, h in heading_by_name.items()},
        )
        for row in raw.rows
    )
    titles = {name: " / ".join(raw.titles[h].splitlines()) for name, h in heading_by_name.items()}
    return Table(file=raw.file, sheet=raw.sheet, titles=titles, rows=rows), log.findings


def _known(names: Mapping[str, str]) -> dict[str, str]:
    """Folded headings and the columns they mean; in `names` columns may go by any of theirs."""
    given = {heading_of(title): _own_name(own, _NAMES) or own for title, own in names.items()}
    return {**_NAMES, **given}


def _own_name(title: str, known: Mapping[str, str]) -> str | None:
    """The column that a heading means; one of several lines, by the first that is known."""
    for part in (title, *title.splitlines()):
        name = known.get(heading_of(part.rstrip(" *")))
        if name is not None:
            return name
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A feature's cells and headings."""

    number: int
    cells: Mapping[str, str]
    titles: Mapping[str, str]


def _read_geojson(path: Path) -> tuple[Table | None, tuple[Finding, ...]]:
    """Features as rows numbered from 1; their points as columns lon and lat."""
    features, found = read_features(path)
    if features is None:
        return None, found
    table, more = _table_of(path.name, features, FindingLog(path.name))
    return table, (*found, *more)


def _table_of(
    file: str, features: tuple[Feature, ...], log: FindingLog
) -> tuple[Table | None, tuple[Finding, ...]]:
    placed = [_placed(feature, log) for feature in features]
    titles: dict[str, str] = {}
    for item in placed:
        titles.update(item.titles)
    if not placed:
        log.add("empty_file")
        return None, log.findings
    rows = tuple(TableRow(number=item.number, cells=item.cells) for item in placed)
    return Table(file=file, sheet=None, titles=titles, rows=rows), log.findings


def _read_layer(path: Path, name: str | None) -> tuple[Table | None, tuple[Finding, ...]]:
    """A layer's features as rows numbered from 1; names cut after 10 bytes made whole."""
    layer, found = read_layer(path, layer=name)
    if layer is None:
        return None, found
    log = FindingLog(path.name)
    whole = {field: _whole_name(field, log) for field in layer.fields}
    features = (
        Feature(
            number=feature.number,
            properties={whole[field]: text for field, text in feature.cells.items()},
            kind=feature.kind,
            coordinates=feature.coordinates,
        )
        for feature in layer.features
    )
    table, more = _table_of(path.name, tuple(features), log)
    return table, (*found, *more)


def _whole_name(field: str, log: FindingLog) -> str:
    """A field's name that was cut, as the one column's heading that it begins."""
    if heading_of(field) in _NAMES:
        return field
    begun = {own: name for name, own in _NAMES.items() if name.startswith(heading_of(field))}
    if len(field) < _SHORTEST_CUT or len(begun) != 1:
        return field
    whole = next(iter(begun.values()))
    log.add("column_name_completed", Severity.REPAIRED, column=field, value=whole)
    return whole


def _placed(feature: Feature, log: FindingLog) -> _Placed:
    titles = {heading_of(key): key for key in feature.properties}
    cells = {heading_of(key): _text(value) for key, value in feature.properties.items()}
    if feature.kind is not None:
        for name in [h for h in titles if _NAMES.get(h) in ("lon", "lat")]:
            del titles[name], cells[name]
        titles |= {"lon": "lon", "lat": "lat"}
    if feature.kind == "Point":
        cells["lon"], cells["lat"] = (repr(number) for number in feature.coordinates[:2])
    elif feature.kind is not None:
        log.add("not_a_point", row=feature.number, kind=feature.kind)
    return _Placed(number=feature.number, cells=cells, titles=titles)


def _text(value: Any) -> str:
    """A property as the text of a cell; lists as GeoJSON writers of ours make them, parted by ;."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(_text(item) for item in value)
    if isinstance(value, dict | bool):
        return json.dumps(value, ensure_ascii=False)
    return clean_text(str(value))
