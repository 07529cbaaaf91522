"""What an import would change of a province: new, changed and missing rows of each part."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from geodata.tables import Table
from geodata.villages import read_village_rows, read_villages
from planner.documents import to_data
from planner.domain.province import ProvinceData
from planner.inputs.forms import Form, Values
from planner.inputs.headings import Names
from planner.inputs.kinds import FORM_OF, village_values
from planner.inputs.rows import entries_of, read_form
from planner.inputs.workbook import Book
from planner.inputs.write import rows_of
from planner.words import Language, say

Key = tuple[Hashable, ...]
KeysByKind = dict[str, frozenset[Key]]
"""What names the rows of each kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartDifference:
    """One part of a province after an import against before: keys of rows, as texts.

    `gone` rows are there but not in the files: a dataset folder takes them away, single files and
    workbooks leave them (`gone_stay`).
    """

    kind: str
    rows: int
    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    gone_stay: bool

    @property
    def is_same(self) -> bool:
        """Whether nothing of this part changes."""
        return not (self.new or self.changed or (self.gone and not self.gone_stay))


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def told_key(kind: str, key: str, language: Language) -> str:
    """A row's key as people read it: the weekday of a unit's hours by its name."""
    form = FORM_OF.get(kind)
    head, _, last = key.rpartition(" ")
    if form is None or form.key[-1:] != ("weekday",) or last not in set("0123456"):
        return key
    return f"{head} {say(f'form_column_{WEEKDAYS[int(last)]}', language)}"


def differences(
    before: ProvinceData | None, after: ProvinceData, named: Mapping[str, frozenset[Key]] | None
) -> tuple[PartDifference, ...]:
    """Every part's difference; `named` are the keys in single files, None for a whole folder."""
    old = {} if before is None else _rows(before)
    found = []
    for kind, rows in _rows(after).items():
        known = old.get(kind, {})
        there = rows.keys() if named is None else named.get(kind, known.keys())
        found.append(
            PartDifference(
                kind=kind,
                rows=len(rows),
                new=_texts(key for key in rows if key not in known),
                changed=_texts(k for k, row in rows.items() if k in known and known[k] != row),
                gone=_texts(key for key in known if key not in there),
                gone_stay=named is not None,
            )
        )
    return tuple(found)


def keys_of_file(path: Path, kind: str, province: ProvinceData, names: Names) -> frozenset[Key]:
    """What names the rows of a single file of one kind; none when it cannot be read."""
    if kind == "villages":
        villages, _ = read_villages(path, province_code=province.province_code, names=names)
        return frozenset((village.code,) for village in villages)
    form = FORM_OF.get(kind)
    if form is None:
        return frozenset()
    entries, _ = read_form(form, path, names=names)
    return frozenset(form.key_of(entry.values) for entry in entries or ())


def keys_of_book(book: Book, province: ProvinceData, names: Names) -> KeysByKind:
    """What names the rows of each sheet of a workbook."""
    return {
        kind: _table_keys(table, kind, province, names)
        for kind, table in book.tables.items()
        if kind == "villages" or kind in FORM_OF
    }


def _table_keys(table: Table, kind: str, province: ProvinceData, names: Names) -> frozenset[Key]:
    if kind == "villages":
        villages, _ = read_village_rows(table, province_code=province.province_code, names=names)
        return frozenset((village.code,) for village in villages)
    form = FORM_OF[kind]
    entries, _ = entries_of(form, table, names)
    return frozenset(form.key_of(entry.values) for entry in entries or ())


def _rows(data: ProvinceData) -> dict[str, dict[Key, Values]]:
    rows = rows_of(data)
    tables: dict[str, dict[Key, Values]] = {
        "villages": {(v.code,): village_values(v) for v in data.villages}
    }
    for kind, form in FORM_OF.items():
        tables[kind] = _by_key(form, rows[kind])
    policy = to_data(data.policy)
    tables["policy"] = {(name,): {name: value} for name, value in policy.items()}
    return tables


def _by_key(form: Form, rows: list[Values]) -> dict[Key, Values]:
    return {form.key_of(values): values for values in rows}


def _texts(keys: Iterable[Key]) -> tuple[str, ...]:
    return tuple(" ".join("–" if part is None else str(part) for part in key) for key in keys)
