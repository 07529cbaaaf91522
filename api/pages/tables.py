"""One table for all pages: what was asked for in the address, the page of it, the workbook of it.

A page gives a `Listing` and gets what `templates/table.html` draws. Filters of the page's own stay
in every address that the table makes.
"""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from api.files import WORKBOOK_TYPE
from planner.outputs.listing import Asked, Leaf, Line, Listing, leaf_of, write_listing
from planner.words import Language, say

MOST_CHARS = 200
EXPORT = "xlsx"
PLACES = frozenset({"province", "from"})
"""Fields of an address that say where one is, and narrow nothing down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadCell:
    """A heading: where a click leads, and how it is sorted now (as `aria-sort` says it)."""

    title: str
    address: str
    sorted: str
    is_number: bool
    is_minor: bool
    is_toned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A table ready to be drawn; `hidden` are the fields that its search form keeps.

    `is_narrowed` tells a table where nothing matches from one that has nothing yet.
    """

    name: str
    address: str
    query: str
    heads: tuple[HeadCell, ...]
    lines: tuple[Line, ...]
    count: str
    next: str
    previous: str
    export: str
    hidden: tuple[tuple[str, str], ...]
    is_narrowed: bool


def asked_of(request: Request) -> Asked:
    """What the address asks of a table."""
    given = {
        name: request.query_params.get(name, "")[:MOST_CHARS]
        for name in ("q", "sort", "after", "before")
    }
    return Asked(query=given["q"], sort=given["sort"], after=given["after"], before=given["before"])


def wants_workbook(request: Request) -> bool:
    """Whether the address asks for the whole table as a file."""
    return request.query_params.get("as") == EXPORT


def table_view(
    request: Request,
    listing: Listing,
    language: Language,
    *,
    name: str,
    filters: Mapping[str, str] | None = None,
) -> TableView:
    """The asked page of a listing; `filters` are the page's own fields and their values."""
    asked, kept = asked_of(request), {k: v for k, v in (filters or {}).items() if v}
    leaf = leaf_of(listing, asked)
    path = request.url.path

    def address(**changes: str) -> str:
        fields = {**kept, "q": asked.query, "sort": asked.sort, **changes}
        return f"{path}?{urlencode({k: v for k, v in fields.items() if v})}"

    return TableView(
        name=name,
        address=path,
        query=asked.query,
        heads=tuple(
            HeadCell(
                title=say(heading.title_code, language),
                address=address(sort=_next_sort(heading.key, asked.sort)),
                sorted=leaf.sorted_by.get(heading.key, ""),
                is_number=heading.is_number,
                is_minor=heading.is_minor,
                is_toned=heading.is_toned,
            )
            for heading in listing.headings
        ),
        lines=leaf.lines,
        count=_count(leaf, language),
        next=address(after=leaf.next_after) if leaf.next_after else "",
        previous=address(before=leaf.previous_before) if leaf.previous_before else "",
        export=address(**{"as": EXPORT}),
        is_narrowed=bool(asked.query or kept.keys() - PLACES),
        hidden=(*kept.items(), *((("sort", asked.sort),) if asked.sort else ())),
    )


def table_file(
    request: Request, listing: Listing, language: Language, *, title_code: str, file_name: str
) -> Response:
    """All lines that the address asks for as an XLSX workbook."""
    title = say(title_code, language)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        write_listing(listing, asked_of(request), path, title_code, title, language)
        content = path.read_bytes()
    headers = {"Content-Disposition": f'attachment; filename="{file_name}.xlsx"'}
    return Response(content, media_type=WORKBOOK_TYPE, headers=headers)


def _next_sort(key: str, now: str) -> str:
    """A second click turns the order round."""
    return f"-{key}" if now == key else key


def _count(leaf: Leaf, language: Language) -> str:
    if not leaf.lines:
        return ""
    shown = f"{leaf.first + 1:,}–{leaf.first + len(leaf.lines):,}"
    told = say("table_shown", language, shown=shown, matched=f"{leaf.matched:,}")
    if leaf.matched == leaf.total:
        return told
    return f"{told} {say('table_matched', language, total=f'{leaf.total:,}')}"
