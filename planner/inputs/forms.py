"""Forms: which columns a table has, and how a row becomes a domain object and back."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from geodata.findings import Severity
from planner.inputs.cells import Cell

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its heading and cell.

    `refers` names the kind of thing whose codes it holds; when it `refers_loosely` an unknown code
    is a warning only.
    A `required` heading must be there and its cells filled. Otherwise `default` stands for a
    missing heading, and for an empty cell too unless `empty` says what that means.
    """

    name: str
    cell: Cell[Any]
    required: bool = False
    default: Any = None
    empty: Any = ...
    refers: str | None = None
    refers_loosely: bool = False

    @property
    def when_empty(self) -> Any:
        """The value of an empty cell."""
        return self.default if self.empty is ... else self.empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One kind of table: its file, columns, how rows become things, and what names a thing.

    `make` takes the values by column name and may raise the domain's own errors; `values_of` goes
    back. `key` names the columns whose values name a thing. `file` may be absent from a folder when
    `may_lack`, with a warning when `warn_lack`. `twice` is how grave it is that a key stands twice.
    """

    kind: str
    file: str
    columns: tuple[Column, ...]
    make: Callable[..., Any]
    key: tuple[str, ...]
    values_of: Callable[[Any], Values]
    may_lack: bool = True
    warn_lack: bool = False
    twice: Severity = Severity.ERROR

    def key_of(self, values: Values) -> tuple[Any, ...]:
        """What names the thing: the values of the key's columns."""
        return tuple(values[name] for name in self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row made a thing: where it stands, its values, the thing (None when it has a fault).

    `row` None: no file's row; the thing was there before an update. `cells` are the texts and
    `titles` the headings as they stand in the file, `sheet` its name in a workbook.
    """

    file: str
    row: int | None
    values: Values
    thing: Any
    cells: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None


def attributes(*names: str) -> Callable[[Any], Values]:
    """Values of a thing whose attributes are named like the columns."""
    return lambda thing: {name: getattr(thing, name) for name in names}


def table_text(columns: Sequence[Column], rows: Iterable[Values]) -> str:
    """The CSV text of rows: a heading line, then one line a row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    for values in rows:
        writer.writerow([_text(column, values[column.name]) for column in columns])
    return out.getvalue()


def _text(column: Column, value: Any) -> str:
    return "" if value is None else column.cell.write(value)
