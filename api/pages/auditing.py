"""Auditors' pages: the log searched and verified, and the dossier of a plan."""

from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from api.auth.guards import Access, Needs
from api.deps import Planner
from api.errors import MalformedQuery
from api.language import language_of
from api.pages.audit_words import fact_lines, thing_text
from api.pages.render import render
from planner.domain.audit import AuditEntry, AuditFilter
from planner.domain.calendar import LOCAL_ZONE
from planner.domain.people import ALL_PROVINCES, Action
from planner.domain.runs import StoredPlan
from planner.outputs.comma_separated import to_csv
from planner.outputs.dossier_page import dossier_page, draw_dossier
from planner.outputs.times import moment_text
from planner.usecases.audit import audit_head, verify_audit
from planner.usecases.audit_search import found_entries, search_audit
from planner.usecases.dossier import dossier_data, dossier_of, dossier_zip
from planner.usecases.looking import provinces_known
from planner.words import Language, catalog, say

router = APIRouter(include_in_schema=False)

ENTRIES_ON_PAGE = 100
MOST_IN_CSV = 100_000
DID = "audit_did_"
COLUMNS = ("number", "at", "actor", "action", "thing", "facts", "previous", "digest")

Auditor = Annotated[Access, Depends(Needs(Action.READ_AUDIT))]
Text = Annotated[str, Query(max_length=128)]


def audited_plan(plan_id: str, planner: Planner, access: Auditor) -> StoredPlan:
    """The plan of this id, if the person may audit its province."""
    with planner.store.reading() as reader:
        stored = reader.plan(plan_id)
    access.need(stored.summary.province_code)
    return stored


def wanted_entries(
    actor: Text = "", action: Text = "", thing: Text = "", since: Text = "", until: Text = ""
) -> AuditFilter:
    """Which entries are looked for; days are days of Thailand, both included."""
    last = _day(until, "until")
    return AuditFilter(
        actor=actor.strip(),
        action=action.strip(),
        thing=thing.strip(),
        since=_midnight(_day(since, "since")),
        until=_midnight(last + timedelta(days=1)) if last is not None else None,
    )


Audited = Annotated[StoredPlan, Depends(audited_plan)]
Wanted = Annotated[AuditFilter, Depends(wanted_entries)]


@router.get("/audit")
def audit_log(
    request: Request,
    planner: Planner,
    access: Auditor,
    wanted: Wanted,
    before: Annotated[int | None, Query(ge=1, le=2**31)] = None,
    verify: bool = False,
) -> Response:
    """The log, newest first, as far as the person may read it; walked along when asked."""
    language = language_of(request)
    page = search_audit(planner.store, access.member, wanted, before=before, limit=ENTRIES_ON_PAGE)
    head = audit_head(planner.store)
    is_auditor = _audits_something(planner, access)
    return render(
        request,
        "auditing_log.html",
        section="audit",
        asked=_asked(request),
        actions=_actions(language),
        entries=[_line(entry, language) for entry in page.entries],
        verdict=verify_audit(planner.store) if verify and is_auditor else None,
        head=head.digest if head is not None and access.may(ALL_PROVINCES) else "",
        older=_address(request, before=page.before) if page.before is not None else "",
        first=_address(request) if before is not None else "",
        csv=_address(request, path="/audit.csv"),
        verify_address=_address(request, verify=1),
    )


@router.get("/audit.csv")
def audit_csv(planner: Planner, access: Auditor, wanted: Wanted) -> Response:
    """The same as CSV, newest first."""
    found = islice(found_entries(planner.store, access.member, wanted), MOST_IN_CSV)
    content = to_csv(COLUMNS, [_row(entry) for entry in found])
    headers = {"Content-Disposition": 'attachment; filename="audit.csv"'}
    return Response(content, media_type="text/csv; charset=utf-8; header=present", headers=headers)


@router.get("/plans/{plan_id}/dossier")
def dossier(request: Request, planner: Planner, stored: Audited) -> Response:
    """All that is needed to judge how a plan came to be; checked again as the page is made."""
    found = dossier_of(planner.store, stored.summary.id)
    drawn = draw_dossier(dossier_data(found), language_of(request))
    return render(
        request, "auditing_dossier.html", section="audit", plan_id=stored.summary.id, drawn=drawn
    )


@router.get("/plans/{plan_id}/dossier.zip")
def dossier_file(request: Request, planner: Planner, stored: Audited) -> Response:
    """The dossier with every input, as one file to take away."""
    found = dossier_of(planner.store, stored.summary.id)
    page = dossier_page(dossier_data(found), language_of(request))
    content = dossier_zip(planner.store, found, page)
    name = f"dossier-{stored.summary.id}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="application/zip", headers=headers)


def _audits_something(planner: Planner, access: Access) -> bool:
    codes = [*(p.code for p in provinces_known(planner.store)), ALL_PROVINCES]
    return bool(access.among(codes))


def _day(text: str, field: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise MalformedQuery("no date", field=f"query.{field}") from error
    if not 1900 <= day.year <= 2400:
        raise MalformedQuery("a year of the common era", field=f"query.{field}")
    return day


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), LOCAL_ZONE)


def _asked(request: Request) -> dict[str, str]:
    names = ("actor", "action", "thing", "since", "until")
    return {name: request.query_params.get(name, "") for name in names}


def _address(request: Request, path: str = "/audit", **more: object) -> str:
    query = {**{k: v for k, v in _asked(request).items() if v}, **more}
    return f"{path}?{urlencode(query)}" if query else path


def _line(entry: AuditEntry, language: Language) -> dict[str, Any]:
    return {
        "number": entry.number,
        "at": moment_text(entry.at, language),
        "actor": entry.actor,
        "action": entry.action,
        "did": _did(entry.action, language),
        "is_override": entry.facts.get("override") == 1,
        "thing": thing_text(entry.thing, language),
        "address": _thing_address(entry.thing),
        "facts": fact_lines(entry, language),
        "raw": "\n".join(filter(None, (entry.action, entry.thing, _facts(entry), entry.digest))),
    }


def _did(action: str, language: Language) -> str:
    code = f"{DID}{action}"
    return say(code, language) if code in catalog() else action


def _actions(language: Language) -> list[tuple[str, str]]:
    """Every action that has words, in the order of its name."""
    codes = sorted(code for code in catalog() if code.startswith(DID))
    return [(code.removeprefix(DID), say(code, language)) for code in codes]


def _thing_address(thing: str) -> str:
    """Where to read of a thing; empty where nowhere."""
    kind, _, name = thing.partition(":")
    ways = {"plan": "/plans/{}/dossier", "request": "/requests/{}", "run": "/runs/{}"}
    return ways[kind].format(quote(name)) if kind in ways and name else ""


def _row(entry: AuditEntry) -> dict[str, str | int]:
    return {
        "number": entry.number,
        "at": entry.at.astimezone(LOCAL_ZONE).isoformat(),
        "actor": entry.actor,
        "action": entry.action,
        "thing": entry.thing,
        "facts": _facts(entry),
        "previous": entry.previous,
        "digest": entry.digest,
    }


def _facts(entry: AuditEntry) -> str:
    return ", ".join(f"{name}: {value}" for name, value in entry.facts.items() if value != "")
