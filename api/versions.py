"""Versions of what several people change: `ETag` tells one, `If-Match` names the one seen."""

from typing import Annotated

from fastapi import Depends, Header

from api.errors import PreconditionRequired
from planner.domain.errors import StaleVersion

IF_MATCH = "The `ETag` of the version that you saw."


def tag_of(version: int) -> str:
    """The entity tag of a version."""
    return f'"{version}"'


def seen_version(
    if_match: Annotated[str | None, Header(description=IF_MATCH, max_length=100)] = None,
) -> int:
    """The version that the caller saw; 428 when none is named, 412 for a tag we never gave."""
    if if_match is None:
        raise PreconditionRequired("If-Match is missing")
    text = if_match.strip().removeprefix("W/").strip('"')
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise StaleVersion("no version has this tag")
    return int(text)


SeenVersion = Annotated[int, Depends(seen_version)]
