"""Who must be told when one plan takes another's place: visits that change, with whom to call."""

from dataclasses import dataclass

from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.outputs.times import clock_text, day_text
from planner.outputs.view import Directory, role_of
from planner.usecases.differences import to_tell
from planner.usecases.telling import masked_phone
from planner.words import Language, say


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAnew:
    """One village: what it was told and what holds instead, and its contacts."""

    village: str
    was: tuple[str, ...]
    now: tuple[str, ...]
    contacts: tuple[tuple[str, str], ...]
    is_soon: bool


def told_anew(
    request: PlanRequest, before: Plan, after: Plan, language: Language, *, tells: bool
) -> tuple[ToldAnew, ...]:
    """Villages with a visit of the first plan that the second changes, by date.

    Phones are whole for those who tell villages (`tells`).
    """
    directory = Directory(request)
    names = directory.names(language)
    was: dict[str, list[str]] = {}
    now: dict[str, list[str]] = {}
    soon = set()
    for change in to_tell(request, before, after):
        told = change.told
        hour = "" if told.start_s is None else clock_text(told.start_s)
        unit = names.get(told.unit_code, told.unit_code)
        text = f"{day_text(told.date, language)} {hour} {unit}"
        was.setdefault(told.village_code, []).append(text)
        instead = now.setdefault(told.village_code, [])
        for new in change.instead:
            unit = names.get(new.unit_code, new.unit_code)
            instead.append(f"{day_text(new.date, language)} {clock_text(new.start_s)} {unit}")
        if change.short_notice:
            soon.add(told.village_code)
    nothing = say("board_not_visited", language)
    return tuple(
        ToldAnew(
            village=names.get(code, code),
            was=tuple(dict.fromkeys(was[code])),
            now=tuple(dict.fromkeys(now[code])) or (nothing,),
            contacts=_contacts(directory, code, language, tells=tells),
            is_soon=code in soon,
        )
        for code in was
    )


def _contacts(
    directory: Directory, code: str, language: Language, *, tells: bool
) -> tuple[tuple[str, str], ...]:
    village = directory.villages.get(code)
    found = village.contacts if village is not None else ()
    return tuple(
        (role_of(one, language), one.phone if tells else masked_phone(one.phone)) for one in found
    )
