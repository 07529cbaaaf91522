"""`planner travel --why VILLAGE`: by which profile a village can be reached, and why not."""

from dataclasses import asdict

from rich.table import Table

from planner.cli.desk import Desk
from planner.domain.errors import NotFound
from planner.domain.request import PlanRequest
from planner.ports import TravelTimes
from planner.usecases.reach import PlaceReach, reach_of
from planner.words.barriers import profile_text, tell_barrier


def tell_why(desk: Desk, engine: TravelTimes, request: PlanRequest, village_code: str) -> None:
    """How a village's stop places are reached in a week; raises `NotFound`."""
    villages = {village.code: village for village in request.villages}
    if village_code not in villages:
        raise NotFound("no such village", kind="village", id=village_code)
    found = reach_of(request, engine, village_code)
    if not found:
        desk.line("cli_why_no_place", village=villages[village_code].name_th)
    else:
        desk.show(_table(desk, villages[village_code].name_th, found))
    desk.answer({"village_code": village_code, "places": [_document(desk, way) for way in found]})


def _table(desk: Desk, village: str, found: tuple[PlaceReach, ...]) -> Table:
    table = Table(title=desk.say("cli_why_title", village=village))
    for name in ("why_place", "why_base", "profile", "why"):
        table.add_column(desk.say(f"cli_column_{name}"), overflow="fold")
    for way in found:
        profile = profile_text(way.profile, desk.language)
        table.add_row(way.place_code, way.base_code, profile, _told(desk, way))
    return table


def _told(desk: Desk, way: PlaceReach) -> str:
    if way.duration_s is not None:
        minutes = -(-way.duration_s // 60)
        if way.last_leg is None:
            return desk.say("cli_why_reached", minutes=minutes)
        mode = desk.say(f"travel_{way.last_leg.mode}")
        return desk.say("cli_why_reached_last", minutes=minutes, mode=mode)
    return tell_barrier(way.barrier, desk.language)


def _document(desk: Desk, way: PlaceReach) -> dict[str, object]:
    barrier = None if way.barrier is None else {**asdict(way.barrier)}
    return {
        "place_code": way.place_code,
        "base_code": way.base_code,
        "profile": way.profile,
        "duration_s": way.duration_s,
        "barrier": barrier,
        "last_leg": None if way.last_leg is None else asdict(way.last_leg),
        "text": _told(desk, way),
    }
