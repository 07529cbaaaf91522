"""Why no way leads to a place, and what `planner travel --why` says about it."""

from typing import TYPE_CHECKING

from planner.words import Language, say

if TYPE_CHECKING:
    from geodata.travel.barriers import Barrier

TEXTS: dict[str, tuple[str, str]] = {
    "barrier_closed_today": (
        "ถนนถูกปิดในวันนั้น (รายการปิดถนน: {closures})",
        "Roads are closed that day (closures: {closures})",
    ),
    "barrier_closed_this_season": (
        "ทางใช้ไม่ได้ในฤดูนี้ ไปได้เมื่อเป็น{state}",
        "The way cannot be used this season; it can on {state}",
    ),
    "barrier_needs_other_vehicle": (
        "รถประเภทนี้ไปไม่ได้ ไปได้ด้วย {vehicles}",
        "Not with this vehicle; {vehicles} can",
    ),
    "barrier_on_foot_only": (
        "ไม่มีทางรถ ต้องเดินเท้าประมาณ {minutes} นาทีจากฐาน",
        "No road for vehicles; about {minutes} min on foot from the base",
    ),
    "barrier_not_connected": (
        "ถนนใกล้เคียงไม่เชื่อมกับโครงข่ายถนนหลัก ถนนหลักอยู่ห่าง {main_road_m} เมตร",
        "The road nearby joins no other; the main network is {main_road_m} m away",
    ),
    "barrier_too_far_from_road": (
        "อยู่ห่างถนนที่ใกล้ที่สุด {away_m} เมตร เกินกว่าที่ออกนอกถนนได้ {limit_m} เมตร",
        "{away_m} m from the nearest road; at most {limit_m} m off the roads are driven",
    ),
    "barrier_unknown": ("ไม่พบทาง", "No way was found"),
    "cli_why_title": ("การเดินทางไป {village}", "Ways to {village}"),
    "cli_why_reached": ("ไปถึงใน {minutes} นาที", "Reached in {minutes} min"),
    "cli_why_reached_last": (
        "ไปถึงใน {minutes} นาที ช่วงสุดท้ายรถเข้าไม่ได้ ไปต่อด้วย{mode} (ประมาณการ)",
        "Reached in {minutes} min; the vehicle stays behind, the crew goes on {mode} (estimated)",
    ),
    "travel_last_leg_walk": ("การเดินเท้า", "on foot"),
    "travel_last_leg_motorcycle": ("รถจักรยานยนต์", "by motorcycle"),
    "travel_last_leg_boat": ("เรือ", "by boat"),
    "cli_why_no_place": (
        "หมู่บ้าน {village} ยังไม่มีจุดให้บริการที่มีพิกัด",
        "Village {village} has no stop place with a location",
    ),
    "cli_column_why_place": ("จุดให้บริการ", "Stop place"),
    "cli_column_why_base": ("ฐาน", "Base"),
    "cli_column_why": ("ผล", "Result"),
    "cli_help_why": (
        "บอกว่าเดินทางไปหมู่บ้านนี้ได้หรือไม่ และเพราะเหตุใด",
        "Tell whether this village can be reached, and why not.",
    ),
}


def tell_barrier(barrier: "Barrier | None", language: Language = Language.TH) -> str:
    """Why, in one sentence."""
    if barrier is None:
        return say("barrier_unknown", language)
    told: dict[str, object] = dict(barrier.facts)
    profiles = [p for p in str(told.get("reachable_with", "")).split(", ") if p]
    told["vehicles"] = ", ".join(profile_text(profile, language) for profile in profiles)
    state = str(told.get("open_in", "")).partition("/")[2]
    told["state"] = state_text(state, language)
    return say(f"barrier_{barrier.cause.value}", language, **told)


def profile_text(profile: str, language: Language) -> str:
    """A profile "vehicle class/road state" in words."""
    vehicle, _, state = profile.partition("/")
    return f"{vehicle_text(vehicle, language)} ({state_text(state, language)})"


def vehicle_text(vehicle_class: str, language: Language) -> str:
    """A vehicle class in words."""
    return say(f"output_vehicle_{vehicle_class}", language)


def state_text(state: str, language: Language) -> str:
    """A road state in words: its season, and whether roads are closed besides."""
    season, closed, _ = state.partition("+")
    road = say(f"road_state_{season}", language) if season in ("dry", "wet") else season
    return say("road_state_closures", language, road=road) if closed else road
