"""What drivers are told of roads closed after their plan was made: on sheets and on phones."""

TEXTS: dict[str, tuple[str, str]] = {
    "closed_title": (
        "ถนนปิดหลังจากทำแผนนี้ และเส้นทางวันนี้ต้องผ่าน",
        "Closed since this plan was made, on today's way",
    ),
    "closed_title_slow": (
        "ถนนปิดหรือใช้ได้ช้าลงหลังจากทำแผนนี้ และเส้นทางวันนี้ต้องผ่าน",
        "Closed or slowed since this plan was made, on today's way",
    ),
    "closed_ask": (
        "เวลาและเส้นทางด้านล่างยังเป็นของเดิม โปรดสอบถามผู้วางแผนก่อนออกเดินทาง",
        "Times and ways below are still those of before: ask the planner before you leave",
    ),
    "closed_where": ("{where}: {effect}", "{where}: {effect}"),
    "closed_ways": ("ช่วงที่ต้องผ่าน: {ways}", "Ways over it: {ways}"),
    "closed_to_stop": ("ไป {mark} {place}", "to {mark} {place}"),
    "closed_to_place": ("ไป{place}", "to {place}"),
    "closed_way": ("ผ่านถนนที่ปิด (ข้อ {numbers})", "Over a closed road (no. {numbers})"),
    "closed_way_slow": (
        "ผ่านถนนที่ใช้ได้ช้าลง (ข้อ {numbers})",
        "Over a slowed road (no. {numbers})",
    ),
    "closed_ahead": (
        "เส้นทางผ่านถนนที่ปิดหลังทำแผน",
        "The way leads over a road closed since the plan",
    ),
    "closed_ahead_slow": (
        "เส้นทางผ่านถนนที่ใช้ได้ช้าลงหลังทำแผน",
        "The way leads over a road slowed since the plan",
    ),
    "closed_known": ("ข้อมูลถนนปิด ณ {when}", "Closed roads as known on {when}"),
    "closed_gpx": ("ถนนปิดหลังทำแผน", "Closed since the plan"),
    "book_sheet_closed": ("ถนนปิดหลังทำแผน", "Closed since"),
    "book_closed_where": ("บริเวณ", "Where"),
    "book_closed_dates": ("ช่วงเวลา", "Dates"),
    "book_closed_vehicles": ("รถที่เกี่ยวข้อง", "Vehicles"),
    "book_closed_reason": ("สาเหตุ", "Reason"),
    "book_closed_ways": ("ช่วงทางที่ต้องผ่าน", "Ways over it"),
}
