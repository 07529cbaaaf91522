"""CSV (RFC 4180) for spreadsheets and programs alike: UTF-8 with its mark, never a formula."""

import csv
import io
from collections.abc import Iterable, Mapping

from planner.outputs.records import Fact

BYTE_ORDER_MARK = "\ufeff"
"""Without it a spreadsheet takes Thai for the machine's own code page."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def to_csv(columns: Iterable[str], rows: Iterable[Mapping[str, Fact]]) -> bytes:
    """A heading line and one line a row; what a row lacks is empty.

    Text that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises;
    numbers stay numbers, below zero too.
    """
    names = tuple(columns)
    text = io.StringIO(newline="")
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    return text.getvalue().encode("utf-8", "replace")


def columns_of(rows: Iterable[Mapping[str, Fact]]) -> tuple[str, ...]:
    """Every name that some row has, in the order in which they are met."""
    return tuple(dict.fromkeys(name for row in rows for name in row))


def _cell(value: Fact) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float):
        return value
    plain = value.replace("\0", " ")
    blank = plain.lstrip(" ")
    return f"'{plain}" if blank.startswith(FORMULA_STARTS) else plain
