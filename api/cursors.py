"""Pages of lists that stand newest first: a cursor is the place (moment and id) of the last row."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Protocol, TypeVar
from urllib.parse import urlencode

from fastapi import Query
from starlette.responses import Response

from api.errors import MalformedQuery

Cursor = Annotated[str, Query(description="From `next_cursor`.", max_length=120)]


class Made(Protocol):
    """What has an id and was made at a moment."""

    @property
    def id(self) -> str:
        """Its name."""
        ...

    @property
    def created_at(self) -> datetime:
        """When it was made."""
        ...


T = TypeVar("T", bound=Made)


def place_of(cursor: str) -> tuple[datetime, str] | None:
    """The place that a cursor names, None for an empty one; raises `MalformedQuery`."""
    if not cursor:
        return None
    moment, mark, name = cursor.partition("~")
    try:
        place = datetime.fromisoformat(moment), name
    except ValueError:
        raise MalformedQuery("no cursor of ours", field="query.cursor") from None
    is_ours = mark and place[0].tzinfo is not None and 1900 < place[0].year < 2400
    if not is_ours or not name.isprintable():
        raise MalformedQuery("no cursor of ours", field="query.cursor")
    return place


def cut_page(rows: Sequence[T], limit: int) -> tuple[Sequence[T], str | None]:
    """The rows of a page, and the cursor of the next one when there are more rows than fit."""
    page = rows[:limit]
    if len(rows) <= limit:
        return page, None
    last = page[-1]
    return page, f"{last.created_at.isoformat()}~{last.id}"


def tell_next(response: Response, path: str, cursor: str | None, **query: object) -> None:
    """Name the next page in `Link`, if there is one."""
    if cursor is not None:
        kept = {name: value for name, value in query.items() if value is not None}
        address = f"{path}?{urlencode({**kept, 'cursor': cursor})}"
        response.headers["Link"] = f'<{address}>; rel="next"'
