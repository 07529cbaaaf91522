"""Which province a page is about: the one asked for in the address, else the person's first."""

from api.auth.guards import Access
from api.pages.nothing_yet import NothingYet
from planner.bootstrap import App
from planner.domain.errors import NotFound
from planner.domain.province import ProvinceVersion
from planner.usecases.looking import provinces_known


def chosen_province(planner: App, access: Access, asked: str) -> tuple[str, list[ProvinceVersion]]:
    """The province's code, and all provinces in which this person may do the same.

    Raises `NotFound` for one that is not there, or not for this person; `NothingYet` without any.
    """
    known = [p for p in provinces_known(planner.store) if access.may(p.code)]
    if asked:
        access.need(asked)
    code = next((p.code for p in known if asked in ("", p.code)), None)
    if not known:
        raise NothingYet("no province of this person has data")
    if code is None:
        raise NotFound("no such province", kind="province", id=asked)
    return code, known
