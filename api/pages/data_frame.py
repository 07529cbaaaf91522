"""What every page of a province's data shares: the province, its tabs, and who may change it."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from api.auth.guards import Access
from api.language import language_of
from api.pages.render import render
from planner.bootstrap import App
from planner.domain.people import Action, may
from planner.domain.province import ProvinceVersion
from planner.inputs import RECORD_KINDS
from planner.words import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A part of the data pages: where it is, what it is called, whether it is this one."""

    address: str
    title: str
    is_here: bool


def province_of(planner: App, access: Access, province_code: str) -> ProvinceVersion:
    """The newest version of a province that the person may look at; raises `NotFound`."""
    access.need(province_code)
    with planner.store.reading() as reader:
        # Raises for a province that is not there.
        reader.province(province_code)
        return reader.province_versions(province_code)[-1]


def data_page(
    request: Request,
    template: str,
    access: Access,
    province: ProvinceVersion,
    *,
    tab: str,
    status: int = 200,
    **facts: object,
) -> Response:
    """A page of a province's data."""
    return render(
        request,
        template,
        status=status,
        section="data",
        province=province,
        tabs=tabs_of(request, province.code, tab),
        may_write=may(access.member, Action.WRITE_DATA, province.code),
        **facts,
    )


def tabs_of(request: Request, province_code: str, here: str) -> list[Tab]:
    """Every part of a province's data, in the order in which it is filled."""
    language = language_of(request)
    parts = [
        ("", "data_tab_overview"),
        ("upload", "data_tab_upload"),
        *((kind, f"form_sheet_{kind}") for kind in RECORD_KINDS),
        ("policy", "form_sheet_policy"),
        ("loans", "data_tab_loans"),
    ]
    return [
        Tab(
            address=f"/data/{province_code}/{part}".rstrip("/"),
            title=say(words, language),
            is_here=part == here,
        )
        for part, words in parts
    ]
