"""What to do where there is nothing to show yet: no province, no data, no plan."""

from collections.abc import Sequence

from fastapi import Request
from starlette.responses import Response

from api.pages.render import render
from planner.domain.errors import NotFound
from planner.domain.people import Action, Member, may
from planner.domain.province import ProvinceVersion


class NothingYet(NotFound):
    """A person asked for their province, and none of theirs has data."""


COMMANDS = ("planner demo", "planner import FOLDER")


def empty_page(
    request: Request,
    member: Member | None,
    provinces: Sequence[ProvinceVersion],
    *,
    status: int = 200,
) -> Response:
    """The next step that this person can take; `provinces` are those that they may look at."""
    make, begin = "", False
    commands: tuple[str, ...] = ()
    if provinces:
        first = provinces[0].code
        title, advice = "page_no_plan", "page_no_plan_advice"
        if may(member, Action.MAKE_PLAN, first):
            make, advice = f"/plans/new?province={first}", "page_no_plan_make"
    elif member is None or not member.provinces:
        title, advice = "page_no_province", "page_no_province_advice"
    elif any(may(member, Action.MANAGE_PROVINCES, code) for code in member.provinces):
        title, advice, begin, commands = "page_no_data", "page_no_data_advice", True, COMMANDS
    else:
        title, advice = "page_no_data", "page_no_data_ask"
    return render(
        request,
        "empty.html",
        status=status,
        member=member,
        section="newest",
        title=title,
        advice=advice,
        begin=begin,
        commands=commands,
        make=make,
    )
