"""Listings: tables that people search, sort and turn the pages of, whoever draws them.

Text sorts in Thai dictionary order; what is empty comes last, whichever way the order runs. A page
is named by the row it begins after, so that rows that come and go do not shift it.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from planner.outputs.thai_order import thai_key
from planner.outputs.workbook_cells import Column, Table, Value, put_table
from planner.words import Language

PAGE_ROWS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A column: its name in addresses, the code of its heading, and how it is written.

    `is_number` columns stand to the right; `width` and `number_format` are the workbook's.
    `is_minor` columns are left out on narrow screens. `descends` columns sort the largest first;
    `is_toned` ones show their line's tone.
    """

    key: str
    title_code: str
    is_number: bool = False
    is_minor: bool = False
    descends: bool = False
    is_toned: bool = False
    width: float = 16.0
    number_format: str = "#,##0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row: `values` are what is sorted and exported, `shown` what a page says (by heading).

    `key` names it within its listing, `found_by` is what a search looks through, `href` leads on.
    """

    key: str
    values: tuple[Value, ...]
    shown: tuple[str, ...]
    found_by: str
    href: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Headings and all rows, in the order that they have when nobody asks for another."""

    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody wants to see: words to find, the heading to sort by, where the page begins.

    `sort` is a heading's key, with "-" before it for the other way round; empty: as it comes.
    `after` and `before` are keys of lines; unknown ones begin at the beginning.
    """

    query: str = ""
    sort: str = ""
    after: str = ""
    before: str = ""
    size: int = PAGE_ROWS


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A page of a listing: its lines, how many match and how many there are, and what is next."""

    lines: tuple[Line, ...]
    first: int
    matched: int
    total: int
    next_after: str = ""
    previous_before: str = ""
    sorted_by: dict[str, str] = field(default_factory=dict)


def arranged(listing: Listing, asked: Asked) -> tuple[Line, ...]:
    """Every line that matches, in the order asked for."""
    words = _plain(asked.query).split()
    found = [line for line in listing.lines if all(w in _plain(line.found_by) for w in words)]
    key = asked.sort.removeprefix("-")
    index = next((i for i, h in enumerate(listing.headings) if h.key == key), None)
    if index is None:
        return tuple(found)
    turned = asked.sort.startswith("-") != listing.headings[index].descends
    full = [line for line in found if line.values[index] not in (None, "")]
    empty = [line for line in found if line.values[index] in (None, "")]
    full.sort(key=lambda line: _order(line.values[index]), reverse=turned)
    return (*full, *empty)


def leaf_of(listing: Listing, asked: Asked) -> Leaf:
    """One page."""
    lines = arranged(listing, asked)
    places = {line.key: i for i, line in enumerate(lines)}
    first = places.get(asked.after, -1) + 1
    if asked.before in places:
        first = max(0, places[asked.before] - asked.size)
    page = lines[first : first + asked.size]
    is_last = first + len(page) >= len(lines)
    return Leaf(
        lines=page,
        first=first,
        matched=len(lines),
        total=len(listing.lines),
        next_after="" if is_last or not page else page[-1].key,
        previous_before=page[0].key if first and page else "",
        sorted_by=_directions(listing, asked),
    )


def write_listing(
    listing: Listing, asked: Asked, path: Path, title_code: str, title: str, language: Language
) -> None:
    """Every line that matches as a workbook; text stays text, whatever it begins with."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = title
    book.properties.creator = ""
    columns = tuple(
        Column(heading=h.title_code, width=h.width, number_format=h.number_format)
        for h in listing.headings
    )
    rows: Sequence[Sequence[Value]] = [line.values for line in arranged(listing, asked)]
    put_table(book, Table(title_code=title_code, columns=columns, rows=rows), title, language)
    book.save(path)


def _directions(listing: Listing, asked: Asked) -> dict[str, str]:
    """What `aria-sort` says of each heading: ascending, descending, or nothing."""
    key = asked.sort.removeprefix("-")
    for heading in listing.headings:
        if heading.key == key:
            turned = asked.sort.startswith("-") != heading.descends
            return {key: "descending" if turned else "ascending"}
    return {}


def _order(value: Value) -> tuple[int, object]:
    if isinstance(value, str):
        return (1, thai_key(value))
    if isinstance(value, date):
        return (0, value.toordinal())
    return (0, value)


def _plain(text: str) -> str:
    """Text as searches compare it: composed, small letters, Thai digits as Arabic ones."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(str(unicodedata.digit(ch)) if ch.isdigit() else ch for ch in folded)
