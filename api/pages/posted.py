"""Forms whose fields are not known beforehand, read whole."""

from typing import Annotated, Any

from fastapi import Depends, Request

MOST_FIELDS = 2000

Posted = dict[str, list[str]]


async def _posted(request: Request) -> Posted:
    """Every text that was posted, by field, in its order; files are left out."""
    form = await request.form(max_files=0, max_fields=MOST_FIELDS)
    fields: Posted = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            fields.setdefault(name, []).append(value)
    return fields


PostedForm = Annotated[Posted, Depends(_posted)]


def first(posted: Posted, name: str) -> str:
    """The first text of a field, empty without one."""
    return posted.get(name, [""])[0].strip()


class Told(dict[str, Any]):
    """What is wrong, or was typed, by name; for a name without anything it is empty and false."""

    def __missing__(self, key: str) -> "Told":
        return Told()
