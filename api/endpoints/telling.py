"""Telling villages: the list, records, letters and letterheads."""

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response

from api.auth.guards import Access, Needs
from api.deps import DataReader, Planner, PlanReader, ReadablePlan
from api.files import letters_file
from api.schemas.telling import (
    ContactOut,
    LetterheadIn,
    LetterheadOut,
    NoticeOut,
    TellIn,
    TellingOut,
    TellLineOut,
    TellListOut,
    ToldOut,
)
from api.versions import SeenVersion, tag_of
from planner.domain.letterheads import Letterhead
from planner.domain.people import Action, may
from planner.domain.telling import TellLine
from planner.outputs.letter_data import Writing, chat_text
from planner.usecases.telling import (
    TellingList,
    TellShow,
    letterhead_of,
    mark_told,
    masked_phone,
    put_letterhead,
    take_back,
    telling_of,
)

router = APIRouter(tags=["telling"])

Teller = Annotated[Access, Depends(Needs(Action.TELL_VILLAGES))]
HeadWriter = Annotated[Access, Depends(Needs(Action.WRITE_DATA))]
Show = Annotated[TellShow, Query(description="Only lines that stand so.")]


@router.get("/plans/{plan_id}/telling")
def telling(
    stored: ReadablePlan,
    planner: Planner,
    reader: PlanReader,
    show: Show = TellShow.ALL,
) -> TellListOut:
    """Whom a plan's visits concern, what each village was told, and what is left to do."""
    found = telling_of(planner.store, planner.clock, stored.summary.id)
    sees = may(reader.member, Action.TELL_VILLAGES, stored.summary.province_code)
    return TellListOut(
        plan_id=stored.summary.id,
        is_open=found.is_open,
        notice_days=found.data.policy.notice_days,
        lines=[_line(found, line, sees) for line in found.shown(show)],
    )


@router.post("/plans/{plan_id}/telling", status_code=201)
def tell(plan_id: str, wish: TellIn, planner: Planner, access: Teller) -> ToldOut:
    """Record that villages were told of what stands now: all of the keys, or none."""
    _need(planner, access, plan_id)
    records = mark_told(
        planner.store,
        planner.clock,
        plan_id,
        wish.keys,
        means=wish.means,
        by=access.member.login,
        remarks=wish.remarks,
    )
    return ToldOut(records=[TellingOut.model_validate(record) for record in records])


@router.delete("/plans/{plan_id}/telling/{number}")
def untell(plan_id: str, number: int, planner: Planner, access: Teller) -> TellingOut:
    """Take back a record that was a mistake; it stays readable, and so does who took it back."""
    _need(planner, access, plan_id)
    record = take_back(planner.store, planner.clock, plan_id, number, by=access.member.login)
    return TellingOut.model_validate(record)


@router.get("/plans/{plan_id}/letters", response_class=Response)
def letters(
    stored: ReadablePlan,
    planner: Planner,
    show: Show = TellShow.ALL,
    key: Annotated[str | None, Query(description="Of one visit only.", max_length=300)] = None,
    packed: Annotated[Literal["pdf", "zip"], Query(description="One file, or one each.")] = "pdf",
) -> Response:
    """Letters to villages in the official form, in Thai."""
    found = telling_of(planner.store, planner.clock, stored.summary.id)
    lines = found.shown(show) if key is None else (found.line(key),)
    return letters_file(found, lines, is_zip=packed == "zip")


@router.get("/provinces/{province_code}/letterhead")
def letterhead(
    province_code: str, planner: Planner, access: DataReader, response: Response
) -> LetterheadOut:
    """What stands on a province's letters; the `ETag` is what the next change names."""
    access.need(province_code)
    with planner.store.reading() as reader:
        found = letterhead_of(reader, province_code)
    response.headers["ETag"] = tag_of(found.version)
    return LetterheadOut.model_validate(found)


@router.put("/provinces/{province_code}/letterhead")
def change_letterhead(
    access: HeadWriter,
    province_code: str,
    wish: LetterheadIn,
    seen: SeenVersion,
    planner: Planner,
    response: Response,
) -> LetterheadOut:
    """Set what stands on a province's letters."""
    access.need(province_code)
    head = replace(Letterhead(province_code=province_code, version=seen), **wish.model_dump())
    kept = put_letterhead(planner.store, planner.clock, head, by=access.member.login)
    response.headers["ETag"] = tag_of(kept.version)
    return LetterheadOut.model_validate(kept)


def _need(planner: Planner, access: Access, plan_id: str) -> None:
    with planner.store.reading() as reader:
        access.need(reader.plan(plan_id).summary.province_code)


def _line(found: TellingList, line: TellLine, sees: bool) -> TellLineOut:
    writing = Writing(data=found.data, letterhead=found.letterhead)
    village = writing.village(line.notice.village_code)
    return TellLineOut(
        key=line.notice.key,
        state=line.state,
        kind=line.kind,
        is_late=found.is_late(line),
        tell_by=line.tell_by,
        reasons=list(line.reasons),
        now=None if line.now is None else NoticeOut.model_validate(line.now),
        told=None if line.told is None else NoticeOut.model_validate(line.told),
        contacts=[
            ContactOut(
                role_th=contact.role_th,
                role_en=contact.role_en,
                phone=contact.phone if sees else masked_phone(contact.phone),
            )
            for contact in (village.contacts if village is not None else ())
        ],
        text=chat_text(writing, line),
        records=[TellingOut.model_validate(record) for record in found.records_of(line)],
    )
